"""What `asymmetry` finds, quantity by quantity: of what, in which unit, which way round, when undefined, from where."""

from __future__ import annotations

from dataclasses import dataclass

CLIFF = "Cliff (1993), doi:10.1037/0033-2909.114.3.494"
KRACKHARDT = "Krackhardt and Stern (1988), doi:10.2307/2786835"
EMERSON = "operational, after Emerson (1962), doi:10.2307/2089716"
GOULD = "Gould and Fernandez (1989), doi:10.2307/270949"
ROUTES = "Freeman (1977), doi:10.2307/3033543; Everett and Borgatti (1999), doi:10.1080/0022250X.1999.9990219"
THEIL = "Theil (1967); Shorrocks (1980), doi:10.2307/1913126"
ELBERS = "Elbers, Lanjouw, Mistiaen and Özler (2008), doi:10.1007/s10888-007-9064-x"
NO_MEMBERS = "no organisation in the group"


@dataclass(frozen=True)
class Quantity:
    """What is known of a quantity.

    Attributes
    ----------
    name
        As in the column ``quantity``.
    of
        What it has a value for.
    means
        What the value is, with its unit, and which way round it is to be read.
    span
        The values it can take.
    undefined
        When there is no value.
    test
        How its p is had; empty where it has none.
    source
        Where it comes from, with DOI.
    expected
        Whether ``…_expected`` says what labels dealt at random give.
    """

    name: str
    of: str
    means: str
    span: str
    undefined: str
    test: str = ""
    source: str = ""
    expected: bool = False


TWO_SIDED = "label permutation, two-sided"
TIED = "label permutation, as far from its expectation on either side"

QUANTITIES = (
    Quantity("mean", "metric × group", "Mean, in the metric's unit.", "the metric's", NO_MEMBERS),
    Quantity("median", "metric × group", "Median, in the metric's unit.", "the metric's", NO_MEMBERS),
    Quantity(
        "share", "metric × group", "Part of the total over all organisations.", "0 to 1", "the metric is 0 for all"
    ),
    Quantity(
        "difference",
        "metric × pair",
        "Mean of the group − mean of the other. The interval says how far other tie noise would move it.",
        "the metric's, either sign",
        NO_MEMBERS,
        TWO_SIDED,
        "Phipson and Smyth (2010), doi:10.2202/1544-6115.1585",
    ),
    Quantity("ratio", "metric × pair", "Mean of the group / mean of the other.", "above 0", "a mean below 1"),
    Quantity(
        "cliffs_delta",
        "metric × pair",
        "How much more often a member of the group is above one of the other than below.",
        "−1 to 1",
        NO_MEMBERS,
        TWO_SIDED,
        CLIFF,
    ),
    Quantity(
        "between_share",
        "metric",
        "Part of the inequality (Theil index) of degree, strength or betweenness that lies between the groups.",
        "0 to 1",
        "the same for every organisation",
        "label permutation, at least as large",
        THEIL,
        expected=True,
    ),
    Quantity(
        "between_share_max",
        "metric",
        "The largest `between_share` that groups of these sizes could have with these values.",
        "0 to 1",
        "as `between_share`, and for more than 8 groups",
        source=ELBERS,
    ),
    Quantity(
        "mixing",
        "group → other",
        "`ties`: how many; `density`: their share of observed pairs; `strength`: their sum. Undirected: each tie once.",
        "0 or more",
        "no pair was observed (density)",
        TIED,
        expected=True,
    ),
    Quantity(
        "net_flow",
        "pair, directed layers",
        "(W_gh − W_hg) / (W_gh + W_hg), W_gh what the group sends to the other, of `ties` and of `strength`: above 0"
        " the group sends more, below 0 it receives more.",
        "−1 to 1",
        "no ties between the two",
        TIED,
        EMERSON,
        expected=True,
    ),
    Quantity(
        "e_i_index",
        "all groups; each group",
        "(E − I) / (E + I), E ties between groups, I within; of a group: of its members' ties, whichever way they run.",
        "−1 (all within) to 1 (all between)",
        "no ties",
        TIED,
        KRACKHARDT,
        expected=True,
    ),
    Quantity(
        "e_i_index_min",
        "all groups; each group",
        "The lowest it could be with groups of these sizes and as many ties (of a group: of its members).",
        "−1 to 1",
        "no ties",
        source=KRACKHARDT,
    ),
    Quantity(
        "e_i_index_max", "all groups; each group", "The highest it could be.", "−1 to 1", "no ties", source=KRACKHARDT
    ),
    Quantity(
        "brokerage",
        "role × group, directed layers",
        "Open routes a → i → c (no tie a → c) through members i of the group, by role: coordinator AAA, consultant ABA,"
        " representative AAB, gatekeeper ABB, liaison ABC.",
        "0 or more",
        NO_MEMBERS,
        TIED,
        GOULD,
        expected=True,
    ),
    Quantity(
        "routes_through",
        "group × other",
        "Mean share of the shortest routes between two members of the group on which a member of the other stands, over"
        " pairs with a route.",
        "0 to 1",
        "no two members have a route",
        TIED,
        ROUTES,
        expected=True,
    ),
    Quantity(
        "pairs_reaching", "group × other", "Pairs of members with a route (directed: ordered).", "0 or more", NO_MEMBERS
    ),
    Quantity(
        "pairs_reaching_without",
        "group × other",
        "Pairs of members that still have a route when all members of the other are taken out.",
        "0 or more",
        NO_MEMBERS,
    ),
    Quantity(
        "strongest_partner",
        "organisation",
        "Share of its strength that its strongest partner has; `other` is the partner's group, the note names it, n"
        " counts its partners. Of ties sent; of ties received where the layer says that the receiver depends.",
        "above 0 to 1",
        "no ties by which it depends on another",
        source=EMERSON,
    ),
    Quantity(
        "strongest_partner_in",
        "group × other",
        "Share of the group's members with a partner whose strongest one is in the other; equally strong ones in part.",
        "0 to 1",
        "nobody in the group depends on another",
        TIED,
        EMERSON,
        expected=True,
    ),
)


def names() -> list[str]:
    """Return the name of every quantity, with those of what labels dealt at random give.

    Examples
    --------
    >>> [name for name in names() if name.startswith("net_flow")]
    ['net_flow', 'net_flow_expected']
    """
    return [name for q in QUANTITIES for name in (q.name, *([f"{q.name}_expected"] if q.expected else []))]


def quantities_page() -> str:
    """Return the quantities as a page."""
    lines = [
        "# What `sna asymmetry` finds",
        "",
        "Each row of its table is a quantity of one layer and snapshot, with n, the p where there is one, the smallest",
        "p that could have come out, and who it speaks of: these organisations, and whether labels of groups have to",
        "do with their positions or ties. Nothing here speaks of other organisations, and nothing is added up to a",
        "score.",
        "",
        "A p deals the labels of the groups out to the same organisations, ties as they are: all ways there are up to",
        "200,000, else a random sample. There is none where a group has one organisation or no p below .05 could have",
        "come out; the note says so. `p_adjusted` corrects for the findings of one kind in one network (metrics,",
        "cells, groups, roles) by step-down maxT; where it stands, it decides. `…_expected` is the mean over the same",
        "deals. A deal that leaves a quantity undefined counts as no less far out.",
        "",
        "| quantity | of | what it is | values | undefined | p | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for q in QUANTITIES:
        beside = f", `{q.name}_expected`" if q.expected else ""
        lines.append(
            f"| `{q.name}`{beside} | {q.of} | {q.means} | {q.span} | {q.undefined} | {q.test or 'none'} | {q.source} |"
        )
    return "\n".join([*lines, ""])
