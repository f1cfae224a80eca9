"""Assortativity: whether like is tied to like, by group or by degree."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.mixing import ties_by_group
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


@metric(
    label="how far ties stay within groups",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties among organisations of the groups, or all of them within one group",
    means="Organisations are tied to others of their own group.",
    formula="(Σ e_gg - Σ a_g b_g) / (1 - Σ a_g b_g), e_gh share of ties from group g to h, a and b its row and column"
    " sums",
    source="newman2003",
    default=False,
    groups=True,
)
def assortativity(network: Network, groups: Grouping) -> float:
    """Compare the share of ties within groups with what the ties of each group, mixed at random, would give.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.
    groups
        The groups; ties with organisations in none of them are left out.

    Returns
    -------
    float
        1 (all ties within groups), 0 (mixed at random), negative (ties between groups preferred). Undefined without
        ties, and where all ties are within one group.

    References
    ----------
    Newman (2003), doi:10.1103/PhysRevE.67.026126

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1, 1]))
    >>> round(assortativity(sketch("A-B C-D B-C"), groups), 3)
    0.333
    """
    ties = ties_by_group(network, groups)
    every = ties.sum()
    mixed = ties.sum(axis=1) @ ties.sum(axis=0)
    # Whole numbers, so that equality is exact.
    return float((np.trace(ties) * every - mixed) / (every**2 - mixed)) if every**2 > mixed else np.nan


@metric(
    label="how far organisations with many links link to each other",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="the degrees at one end are the same for all ties, or no ties",
    means="Organisations with many links deal with each other; below 0 they deal with those that have few.",
    formula="Pearson correlation over ties of the degrees of their two ends, each undirected tie both ways round;"
    " directed: out-degree of the sender, in-degree of the receiver",
    source="newman2003",
    default=False,
)
def degree_assortativity(network: Network) -> float:
    """Correlate the degrees at the two ends of every tie.

    Of the four directed versions this is the correlation of the sender's out-degree with the receiver's in-degree, as
    in Newman's paper and by default in networkx.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.

    Returns
    -------
    float
        -1 to 1; undefined where the degrees at one end do not differ between ties.

    References
    ----------
    Newman (2003), doi:10.1103/PhysRevE.67.026126

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> degree_assortativity(sketch("A-B A-C A-D")), round(degree_assortativity(sketch("A-B B-C C-D")), 3)
    (-1.0, -0.5)
    """
    sender, receiver = network.ties.sender, network.ties.receiver
    if network.directed:
        return correlation(out_degree(network)[sender], in_degree(network)[receiver])
    partners = degree(network)
    first, last = partners[sender], partners[receiver]
    return correlation(np.concatenate([first, last]), np.concatenate([last, first]))


def correlation(first: Values, last: Values) -> float:
    """Return the Pearson correlation of two lists of counts; ``NaN`` where one of them does not vary."""
    if not len(first) or not np.ptp(first) or not np.ptp(last):
        return np.nan
    x, y = first - first.mean(), last - last.mean()
    return float((x @ y) / np.sqrt((x @ x) * (y @ y)))
