"""Flow betweenness: how much less could pass between others without an organisation."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from sna.engines import as_igraph
from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network

if TYPE_CHECKING:
    import igraph


@metric(
    label="flow between others that needs it",
    level="organisation",
    direction="both",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Without this organisation much less could pass between the others, by any route.",
    formula="sum over pairs j, k of the others of m_jk − (m_jk without i); m_jk is the largest flow from j to k, the"
    " strength of a tie being what it can carry",
    source="freeman1991",
    default=False,
    up_to=50,
)
def flow_betweenness(network: Network) -> Values:
    """Sum over all pairs how much of the largest flow between them cannot do without each organisation.

    A tie carries up to its strength, in an undirected layer either way; all routes count, not only the shortest. The
    work grows with the third power of the number of organisations: seconds for 100, minutes for 200.

    Parameters
    ----------
    network
        Any layer; along direction in a directed layer, each pair once in an undirected layer.

    Returns
    -------
    array
        Raw flow in the unit of the layer's weight, in roster order; never undefined: with fewer than three
        organisations there are no others.

    References
    ----------
    Freeman, Borgatti and White (1991), doi:10.1016/0378-8733(91)90017-N

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> flow_betweenness(sketch("A>B:5 B>C:3 A>D:1 D>C:2")).tolist()
    [0.0, 3.0, 0.0, 1.0]
    """
    graph = as_igraph(network)
    without = [_without(graph, place) for place in range(network.n)]
    pairs = itertools.permutations if network.directed else itertools.combinations
    needed = np.zeros(network.n)
    for source, target in pairs(range(network.n), 2):
        flow = graph.maxflow(source, target, capacity="strength")
        # Where a largest flow leaves an organisation out, there is one as large without it.
        for place in np.flatnonzero(_through(network, flow)).tolist():
            if place not in (source, target):
                rest = without[place].maxflow_value(source, target, capacity="strength")
                needed[place] += max(flow.value - rest, 0.0)
    return needed


def _without(graph: igraph.Graph, place: int) -> igraph.Graph:
    """Return the graph with every tie of one organisation left out."""
    rest = graph.copy()
    rest.delete_edges(graph.incident(place, mode="all"))
    return rest


def _through(network: Network, flow: Any) -> Values:  # noqa: ANN401
    """Return how much of a flow enters or leaves each organisation."""
    carried = np.abs(flow.flow)
    ties = network.ties
    ends = (np.bincount(end, weights=carried, minlength=network.n) for end in (ties.sender, ties.receiver))
    return np.add(*ends, dtype=np.float64)
