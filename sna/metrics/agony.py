"""Agony: what it costs to stand in an order in which every tie should climb."""

from __future__ import annotations

import numpy as np

from sna.engines import memoised
from sna.metrics.registry import NEVER, metric
from sna.model import Network


@memoised
def _least_agony(network: Network) -> float:
    """Return the least Σ over ties i → j of max(r_i − r_j + 1, 0), over all ranks r."""
    if network.m == 0:
        return 0.0
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    ties = np.arange(network.m)
    rows = np.concatenate([ties, ties, ties])
    columns = np.concatenate([network.ties.sender, network.ties.receiver, network.n + ties])
    signs = np.repeat([1.0, -1.0, -1.0], network.m)
    # r_i - r_j - z_t <= -1 for each tie t. The matrix is totally unimodular, so the least sum is a whole number.
    matrix = coo_array((signs, (rows, columns)), shape=(network.m, network.n + network.m)).tocsr()
    cost = np.repeat([0.0, 1.0], [network.n, network.m])
    free = [(None, None)] * network.n + [(0, None)] * network.m
    found = linprog(cost, A_ub=matrix, b_ub=-np.ones(network.m), bounds=free, method="highs")
    return float(np.round(found.fun))


@metric(
    label="levels that ties fail to climb, in the best order",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many ties run against any order of levels: there is no clear top and bottom.",
    formula="least Σ over ties i → j of max(r_i − r_j + 1, 0), over all whole ranks r",
    source="gupte2011",
    layers="directed",
    default=False,
    up_to=1_000,
)
def agony(network: Network) -> float:
    """Sum by how many levels ties fail to climb, with the levels that make the sum least.

    A tie between equals costs 1, one that falls by k levels k + 1. The least sum is found exactly, by linear
    programming.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        A whole number: 0 (no cycles) to the number of ties (every tie is in cycles that share none); never undefined.

    References
    ----------
    Gupte et al. (2011), doi:10.1145/1963405.1963484

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> agony(sketch("A>B B>C C>A C>D"))
    3.0
    """
    return _least_agony(network)


@metric(
    label="how far ties climb, in the best order",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Ties follow an order of levels: there is a top and a bottom.",
    formula="1 − agony / ties",
    source="gupte2011",
    layers="directed",
    default=False,
    up_to=1_000,
)
def agony_hierarchy(network: Network) -> float:
    """Measure how far ties climb in the order of levels that suits them best.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        0 (no order is better than none) to 1 (no cycles); undefined without ties.

    References
    ----------
    Gupte et al. (2011), doi:10.1145/1963405.1963484

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> agony_hierarchy(sketch("A>B B>C C>A C>D"))
    0.25
    """
    return 1 - _least_agony(network) / network.m if network.m else np.nan
