"""Inequality by group: how much of it is between groups, and how mixed the groups are."""

from __future__ import annotations

import numpy as np

from sna.metrics.betweenness import betweenness
from sna.metrics.degree import degree, in_degree
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network

PARTS = {
    "between": "inequality between the means of groups",
    "within": "inequality within groups",
    "share_between": "share of inequality that is between groups",
}
NOTHING_TO_SHARE = "everybody in the groups has 0; the share also where everybody has as much"
FORMULA = "between: Σ s_g ln(mean_g / mean); within: Σ s_g T_g; s_g the group's share of the total, T_g = Σ s ln(s n_g)"


def _theil(values: Values, groups: Grouping) -> dict[str, float]:
    """Split the Theil index of the grouped organisations."""
    grouped = [values[groups.members(place)] for place in range(len(groups.names))]
    peopled = [members for members in grouped if len(members)]
    total, number = sum(members.sum() for members in peopled), sum(len(members) for members in peopled)
    if not total:
        return dict.fromkeys(PARTS, np.nan)
    outer = sum(_term(members.sum() / total, number / len(members)) for members in peopled)
    every = sum(_term(value / total, number) for members in peopled for value in members.tolist())
    # Rounding must not make inequality of what is equal.
    alike = max(members.max() for members in peopled) == min(members.min() for members in peopled)
    outer, every = (0.0, 0.0) if alike else (max(outer, 0.0), every)
    share = np.nan if alike else outer / every
    return {"between": outer, "within": max(every - outer, 0.0), "share_between": share}


def _term(share: float, number: float) -> float:
    """Return share × ln(share × number), 0 for nothing."""
    return float(share * np.log(share * number)) if share else 0.0


@metric(
    label="inequality of links received, by group",
    level="network",
    direction="in",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOTHING_TO_SHARE,
    means="Links received are spread unevenly, between the groups or within them.",
    formula=FORMULA,
    source="shorrocks1980",
    layers="directed",
    default=False,
    groups=True,
    parts=PARTS,
)
def theil_in_degree(network: Network, groups: Grouping) -> dict[str, float]:
    """Split the inequality of in-degree into that between groups and that within them.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.
    groups
        The groups; organisations in none of them are left out.

    Returns
    -------
    dict of float
        ``between`` and ``within``, which add up to the Theil index (natural logarithm, 0 to ln of the number of
        organisations), and ``share_between``, 0 to 1. Undefined where nobody receives a tie; the share also where all
        receive as many.

    References
    ----------
    Theil (1967); Shorrocks (1980), doi:10.2307/1913126

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 1, 1]))
    >>> {part: round(value, 3) for part, value in theil_in_degree(sketch("B>A C>A A>B"), groups).items()}
    {'between': 0.231, 'within': 0.231, 'share_between': 0.5}
    """
    return _theil(in_degree(network), groups)


@metric(
    label="inequality of links, by group",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOTHING_TO_SHARE,
    means="Links are spread unevenly, between the groups or within them.",
    formula=FORMULA,
    source="shorrocks1980",
    layers="undirected",
    default=False,
    groups=True,
    parts=PARTS,
)
def theil_degree(network: Network, groups: Grouping) -> dict[str, float]:
    """Split the inequality of degree into that between groups and that within them.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.
    groups
        The groups; organisations in none of them are left out.

    Returns
    -------
    dict of float
        ``between``, ``within`` and ``share_between``, as in `theil_in_degree`; undefined where nobody has a tie.

    References
    ----------
    Theil (1967); Shorrocks (1980), doi:10.2307/1913126

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 1, 1]))
    >>> {part: round(value, 3) for part, value in theil_degree(sketch("A-B A-C"), groups).items()}
    {'between': 0.059, 'within': 0.0, 'share_between': 1.0}
    """
    return _theil(degree(network), groups)


@metric(
    label="inequality of standing between others, by group",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOTHING_TO_SHARE,
    means="Standing between others is spread unevenly, between the groups or within them.",
    formula=FORMULA,
    source="shorrocks1980",
    default=False,
    groups=True,
    parts=PARTS,
)
def theil_betweenness(network: Network, groups: Grouping) -> dict[str, float]:
    """Split the inequality of betweenness into that between groups and that within them.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.
    groups
        The groups; organisations in none of them are left out.

    Returns
    -------
    dict of float
        ``between``, ``within`` and ``share_between``, as in `theil_in_degree`; undefined where nobody stands between
        others.

    References
    ----------
    Theil (1967); Shorrocks (1980), doi:10.2307/1913126

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 1, 1]))
    >>> {part: round(value, 3) for part, value in theil_betweenness(sketch("A-B A-C"), groups).items()}
    {'between': 1.099, 'within': 0.0, 'share_between': 1.0}
    """
    return _theil(betweenness(network), groups)


@metric(
    label="how mixed the organisations are by group",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no organisation in any of the groups",
    means="No group has most of the organisations.",
    formula="blau: 1 - Σ p_g², p_g share of the grouped organisations in group g; iqv: blau × k / (k - 1), k groups",
    source="agresti1978",
    default=False,
    groups=True,
    parts={
        "blau": "chance that two organisations drawn at random are of different groups",
        "iqv": "the same as a share of the most that so many groups allow",
    },
)
def blau_index(network: Network, groups: Grouping) -> dict[str, float]:  # noqa: ARG001 - of the roster alone
    """Measure how evenly the organisations of the roster are spread over the groups.

    Parameters
    ----------
    network
        Any layer; only who is in it counts, not ties.
    groups
        The groups; organisations in none of them are left out, a group without members counts as one there could be.

    Returns
    -------
    dict of float
        ``blau``, 0 to 1 - 1/(number of groups), and ``iqv``, 0 (all in one group) to 1 (as many in each). Undefined
        where no organisation is in a group; ``iqv`` also with a single group.

    References
    ----------
    Blau (1977); Agresti and Agresti (1978), doi:10.2307/270810

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> blau_index(sketch("A B C D"), Grouping(("hub", "local"), np.array([0, 0, 1, 1])))
    {'blau': 0.5, 'iqv': 1.0}
    """
    sizes = groups.indicator.sum(axis=1)
    number, kinds = sizes.sum(), len(sizes)
    if not number:
        return {"blau": np.nan, "iqv": np.nan}
    blau = float(1 - (sizes**2).sum() / number**2)
    return {"blau": blau, "iqv": blau * kinds / (kinds - 1) if kinds > 1 else np.nan}
