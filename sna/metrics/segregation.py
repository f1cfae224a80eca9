"""How far ties stay within groups, against what the sizes of the groups would give."""

from __future__ import annotations

import numpy as np

from sna.metrics.mixing import between, pairs_by_group, ratio, ties_by_group
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


@metric(
    label="preference for its own group",
    level="group",
    direction="out",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties sent by the group, or nobody outside it to send them to",
    means="This group sends more of its ties to its own members than their number would give.",
    formula="(p - q) / (1 - q) where p ≥ q, else (p - q) / q; p = ties within the group / ties it sends, q = the same"
    " share of pairs, (n_g - 1) / (n - 1) where all were observed",
    source="coleman1958",
    missing="excluded",
    default=False,
)
def coleman_homophily(network: Network, groups: Grouping) -> Values:
    """Compare the share of its ties that a group sends to its own members with their share of those it could choose.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In an undirected layer a tie is sent by both its ends.
    groups
        The groups; ties with organisations in none of them are left out.

    Returns
    -------
    array
        -1 (no tie within) over 0 (as by chance) to 1 (all within), in the order of the groups; a group of one has 0.
        Undefined for a group that sends no ties, and where nobody is in another group.

    References
    ----------
    Coleman (1958), doi:10.17730/humo.17.4.q5604m676260q8n7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1, 1]))
    >>> coleman_homophily(sketch("A>B B>A B>C C>B D>B"), groups).round(3).tolist()
    [0.5, -1.0]
    """
    ties, pairs = ties_by_group(network, groups), pairs_by_group(network, groups)
    values = np.full(len(groups.names), np.nan)
    for place in range(len(groups.names)):
        sent, possible = ties[place].sum(), pairs[place].sum()
        if sent and possible > pairs[place, place]:
            found, expected = ties[place, place] / sent, pairs[place, place] / possible
            values[place] = (found - expected) / (1 - expected if found >= expected else expected)
    return values


@metric(
    label="how far ties between groups are missing",
    level="network",
    direction="both",
    weights="ignored",
    low=-np.inf,
    high=1,
    undefined="no ties among organisations of the groups, or no pair of two groups was observed",
    means="Ties stop at the borders of the groups; below 0 there are more between groups than by chance.",
    formula="(E* - E) / E*, E ties between groups, E* = ties × share of pairs that are between groups",
    source="freeman1978segregation",
    missing="excluded",
    default=False,
    groups=True,
)
def segregation_freeman(network: Network, groups: Grouping) -> float:
    """Compare ties between groups with those that as many ties, spread over all pairs, would give.

    Freeman sets values below 0 to 0; here they are kept, so that more ties between groups than by chance can be told
    from as many.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.
    groups
        The groups; organisations in none of them are left out.

    Returns
    -------
    float
        1 (no tie between groups), 0 (as by chance), below 0 (more than by chance). Undefined without ties, and where
        only one group has members.

    References
    ----------
    Freeman (1978), doi:10.1177/004912417800600401

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1, 1]))
    >>> round(segregation_freeman(sketch("A-B C-D B-C"), groups), 3)
    0.5
    """
    ties, pairs = ties_by_group(network, groups), pairs_by_group(network, groups)
    expected = ratio(ties.sum() * between(pairs), float(pairs.sum()))
    return float(ratio(expected - between(ties), expected))


@metric(
    label="how far each group keeps to itself",
    level="network",
    direction="out",
    weights="ignored",
    low=-1,
    high=1,
    undefined="fewer than two groups with members, or one of them sends no ties to any",
    means="Each group, small or large, keeps its ties to itself.",
    formula="(Σ over groups of the share of its ties sent that stay within it, - 1) / (groups with members - 1)",
    source="gupta1989",
    default=False,
    groups=True,
)
def gupta_anderson_may_q(network: Network, groups: Grouping) -> float:
    """Average the share of ties that stay within each group, every group counting alike whatever its size.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In an undirected layer a tie is sent by both its ends.
    groups
        The groups; those without members, and organisations in none, are left out.

    Returns
    -------
    float
        1 (all ties within groups), 0 (each group mixes alike with all), -1/(groups - 1) (no tie within). Undefined with
        fewer than two groups that have members, and where one of them sends no ties.

    References
    ----------
    Gupta, Anderson and May (1989), doi:10.1097/00002030-198912000-00005

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1, 1]))
    >>> gupta_anderson_may_q(sketch("A>B B>A B>C D>C"), groups).__round__(3)
    0.667
    """
    peopled = groups.indicator.any(axis=1)
    ties = ties_by_group(network, groups)[np.ix_(peopled, peopled)]
    sent = ties.sum(axis=1)
    if len(sent) < 2 or not sent.all():  # noqa: PLR2004
        return np.nan
    return float((np.trace(ties / sent[:, None]) - 1) / (len(sent) - 1))
