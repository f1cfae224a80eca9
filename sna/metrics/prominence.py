"""Eigenvector and PageRank: being chosen by those who are themselves chosen."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence, as_sparse_presence, is_large, lean_igraph, same_draws
from sna.metrics.leading import leading
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.routes import Places, strong_components, weak_components
from sna.model import Network

DAMPING = 0.85
SMALLEST = 2
STILL = 1e-13
"""Share of all walks that may still move when PageRank is taken as settled."""


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
    scores[inside] = (leading_by_ties if is_large(network) else leading_in_full)(network, inside)
    return scores


def leading_in_full(network: Network, inside: Places) -> Values:
    """Return the one non-negative eigenvector among connected organisations, sum of squares 1, from the full matrix."""
    matrix = as_presence(network)[np.ix_(inside, inside)].T
    if not network.directed:
        return _scaled(np.linalg.eigh(matrix)[1][:, -1])
    values, vectors = np.linalg.eig(matrix)
    return _scaled(vectors[:, np.argmax(values.real)].real)


def leading_by_ties(network: Network, inside: Places) -> Values:
    """Return the same as `leading_in_full` from the ties alone."""
    received = as_sparse_presence(network).T.tocsr()
    if len(inside) < network.n:
        received = received[inside][:, inside]
    # A tie of everybody with itself leaves the vector as it is, and keeps rings from swinging to and fro.
    found = leading(lambda vector: received @ vector + vector, len(inside))
    return _led(network, inside) if found is None else _scaled(found)


def _led(network: Network, inside: Places) -> Values:
    """Return the same as `leading_by_ties` where another vector nearly leads too, as igraph solves for it."""
    graph = lean_igraph(network)
    part = graph if len(inside) == network.n else graph.induced_subgraph(inside.tolist())
    # igraph 1.0 takes no `directed=False`, and needs none: it leaves direction aside where there is none.
    with same_draws():
        return _scaled(np.array(part.eigenvector_centrality(directed=True, weights=None)))


def _scaled(vector: Values) -> Values:
    """Return the size of each part, scaled to sum of squares 1."""
    size: Values = np.abs(vector)
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
    return (walked if is_large(network) else solved)(network)


def solved(network: Network) -> Values:
    """Return PageRank as igraph solves for it."""
    graph = lean_igraph(network)
    shares = graph.pagerank(directed=network.directed, damping=DAMPING, weights=None, implementation="prpack")
    return np.array(shares, dtype=np.float64)


def walked(network: Network) -> Values:
    """Return PageRank step by step until nothing moves: no graph is made, and each step leaves 0.85 of the error."""
    ties = as_sparse_presence(network)
    sent = ties.sum(axis=1)
    onward = DAMPING / np.maximum(sent, 1)
    back = ties.T
    shares: Values = np.full(network.n, 1 / network.n)
    moved = 1.0
    while moved > STILL:
        arrived = back @ (onward * shares)
        arrived += (1 - arrived.sum()) / network.n
        moved, shares = np.abs(arrived - shares).sum(), arrived
    return shares
