"""Eigenvector and PageRank: being chosen by those who are themselves chosen."""

from __future__ import annotations

import numpy as np

from sna.engines import as_igraph, as_presence
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.routes import strong_components, weak_components
from sna.model import Network

DAMPING = 0.85
SMALLEST = 2
DENSE_UP_TO = 400
"""Organisations up to which the dense solver is quicker than loading and running the sparse one."""


@metric(
    label="eigenvector centrality",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined="outside the largest component (directed: strongly connected), or there is no single largest component"
    " of two or more",
    means="This organisation receives ties from organisations that receive many themselves: standing, not only custom.",
    formula="leading eigenvector x of λx = Aᵀx on the largest component, scaled to Σx² = 1; A[i,j] = 1 where i sends to"
    " j",
    source="bonacich1972",
)
def eigenvector(network: Network) -> Values:
    """Score each organisation by the scores of those that send ties to it.

    Ties count as present or absent. One solution exists only where everybody reaches everybody, so the measure is taken
    on the largest component: connected in an undirected layer, strongly connected (all reach each other along
    direction) in a directed one.

    Parameters
    ----------
    network
        Any layer; in a directed layer ties received count.

    Returns
    -------
    array
        0 to 1, sum of squares 1, in roster order. Undefined outside the largest component, and everywhere if two are
        equally large or none has two organisations: so in every directed layer without a cycle.

    References
    ----------
    Bonacich (1972), doi:10.1080/0022250X.1972.9989806

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> eigenvector(sketch("A-B B-C D")).round(3).tolist()
    [0.5, 0.707, 0.5, nan]
    """
    scores = np.full(network.n, np.nan)
    labels = strong_components(network) if network.directed else weak_components(network)
    sizes = np.bincount(labels)
    if sizes.max(initial=0) < SMALLEST or (sizes == sizes.max()).sum() > 1:
        return scores
    inside = np.flatnonzero(labels == sizes.argmax())
    scores[inside] = _leading(as_presence(network)[np.ix_(inside, inside)].T, symmetric=not network.directed)
    return scores


def _leading(matrix: Values, *, symmetric: bool) -> Values:
    """Return the one non-negative eigenvector of a connected matrix, scaled to sum of squares 1."""
    if len(matrix) > DENSE_UP_TO:
        from scipy.sparse import csr_array
        from scipy.sparse.linalg import eigs

        vector = eigs(csr_array(matrix), k=1, which="LR", v0=np.ones(len(matrix)))[1][:, 0]
    elif symmetric:
        vector = np.linalg.eigh(matrix)[1][:, -1]
    else:
        values, vectors = np.linalg.eig(matrix)
        vector = vectors[:, np.argmax(values.real)]
    size: Values = np.abs(vector.real)
    return size / np.linalg.norm(size)


@metric(
    label="PageRank",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=NEVER,
    means="Whoever follows ties from one organisation to the next often ends up here.",
    formula="p_j = 0.15/n + 0.85 (Σ over senders i of p_i/out-degree_i + Σ over i without ties sent of p_i/n);"
    " sums to 1",
    source="brin1998",
)
def pagerank(network: Network) -> Values:
    """Score each organisation by how often a random walk along ties is there.

    The walk follows a tie sent, each with the same chance (ties count as present or absent), with probability 0.85, and
    otherwise, or where no tie is sent, starts again at any organisation with the same chance.

    Parameters
    ----------
    network
        Any layer; along direction in a directed layer.

    Returns
    -------
    array
        Shares that sum to 1, in roster order; never undefined.

    References
    ----------
    Brin and Page (1998), doi:10.1016/S0169-7552(98)00110-X

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> pagerank(sketch("A>B")).round(4).tolist()
    [0.3509, 0.6491]
    """
    graph = as_igraph(network)
    shares = graph.pagerank(directed=network.directed, damping=DAMPING, weights=None, implementation="prpack")
    return np.array(shares, dtype=np.float64)
