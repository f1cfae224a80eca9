"""E-I index: ties between groups against ties within them, with what the sizes of the groups allow."""

from __future__ import annotations

import numpy as np

from sna.metrics.mixing import Matrix, between, pairs_by_group, ties_by_group
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


def _index(outward: float, every: float) -> float:
    """Return (between - within) / all."""
    return (2 * outward - every) / every


@metric(
    label="ties between groups against ties within",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties among organisations of the groups",
    means="Ties run between groups rather than within them.",
    formula="(E - I) / (E + I), E ties between groups, I within; expected: the same of observed pairs; min and max: as"
    " many of the E + I ties as pairs allow within groups, or between them",
    source="krackhardt1988",
    missing="excluded",
    default=False,
    groups=True,
    parts={
        "value": "ties between groups against ties within groups",
        "expected": "the same if ties fell on pairs at random",
        "min": "lowest it can be with these groups and as many ties",
        "max": "highest it can be with these groups and as many ties",
    },
)
def e_i_index(network: Network, groups: Grouping) -> dict[str, float]:
    """Compare ties between groups with ties within groups, beside what chance would give and what is possible.

    Groups of unequal size force the index: read ``value`` against the three others. Where every pair was observed,
    ``expected`` is also the mean over all ways to deal out the labels.

    Parameters
    ----------
    network
        Any layer; strengths are ignored, a directed tie counts as one.
    groups
        The groups; organisations in none of them are left out.

    Returns
    -------
    dict of float
        ``value``, ``expected``, ``min`` and ``max``, each from -1 (all ties within groups) to 1 (all between);
        undefined without ties.

    References
    ----------
    Krackhardt and Stern (1988), doi:10.2307/2786835

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1]))
    >>> {part: round(value, 3) for part, value in e_i_index(sketch("A-B B-C"), groups).items()}
    {'value': 0.0, 'expected': 0.333, 'min': 0.0, 'max': 1.0}
    """
    ties, pairs = ties_by_group(network, groups), pairs_by_group(network, groups)
    every = float(ties.sum())
    if not every:
        return dict.fromkeys(("value", "expected", "min", "max"), np.nan)
    within, outward = float(np.trace(pairs)), between(pairs)
    return {
        "value": _index(between(ties), every),
        "expected": _index(outward, within + outward),
        "min": _index(every - min(every, within), every),
        "max": _index(min(every, outward), every),
    }


@metric(
    label="the group's ties with other groups against ties within",
    level="group",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties of its members",
    means="This group deals with other groups rather than with itself.",
    formula="(E - I) / (E + I), E ties between a member and another group, either way, I ties within the group",
    source="krackhardt1988",
    default=False,
)
def group_e_i_index(network: Network, groups: Grouping) -> Values:
    """Compare a group's ties with other groups with the ties among its own members.

    Parameters
    ----------
    network
        Any layer; strengths are ignored, a directed tie counts as one whichever way it runs.
    groups
        The groups; ties with organisations in none of them are left out.

    Returns
    -------
    array
        -1 (all its ties within) to 1 (all with other groups), in the order of the groups; undefined for a group whose
        members have no ties with organisations of the groups.

    References
    ----------
    Krackhardt and Stern (1988), doi:10.2307/2786835

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1]))
    >>> group_e_i_index(sketch("A-B B-C"), groups).tolist()
    [0.0, 1.0]
    """
    ties: Matrix = ties_by_group(network, groups)
    within = np.diag(ties) if network.directed else np.diag(ties) / 2
    touching = ties.sum(axis=1) - np.diag(ties)
    if network.directed:
        touching = touching + ties.sum(axis=0) - np.diag(ties)
    every = within + touching
    values = np.full(len(groups.names), np.nan)
    np.divide(touching - within, every, out=values, where=every > 0)
    return values
