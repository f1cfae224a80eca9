"""Shortest routes, reach and components: worked out once per network, shared by the metrics that need them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_igraph, memoised
from sna.model import Network

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SOURCES_AT_ONCE = 256
"""Organisations whose distances are held at the same time: bounds the memory."""


def _frozen(array: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    array.setflags(write=False)
    return array


@memoised
def shortest_route_counts(network: Network) -> Values:
    """Return the raw betweenness of each organisation: steps counted, strengths ignored."""
    graph = as_igraph(network)
    counts = np.array(graph.betweenness(directed=network.directed, weights=None), dtype=np.float64)
    return _frozen(counts)  # type: ignore[return-value]


@memoised
def steps(network: Network) -> Values:
    """Return the steps of the shortest routes along ties: row = from, column = to; infinite where there is none."""
    found = np.array(as_igraph(network).distances(mode="out", weights=None), dtype=np.float64)
    return _frozen(found.reshape(network.n, network.n))  # type: ignore[return-value]


@memoised
def reachable(network: Network) -> Flags:
    """Return who can reach whom along ties: row = from, column = to; no organisation counts as reaching itself."""
    graph = as_igraph(network)
    reach = np.zeros((network.n, network.n), dtype=bool)
    for first in range(0, network.n, SOURCES_AT_ONCE):
        rows = range(first, min(first + SOURCES_AT_ONCE, network.n))
        reach[rows.start : rows.stop] = np.isfinite(graph.distances(source=list(rows), mode="out", weights=None))
    np.fill_diagonal(reach, val=False)
    return _frozen(reach)  # type: ignore[return-value]


@memoised
def weak_components(network: Network) -> Places:
    """Return the component of each organisation, direction ignored; isolates are components of their own."""
    return _components(network, "weak")


@memoised
def strong_components(network: Network) -> Places:
    """Return the strongly connected component of each organisation: all reach each other along directed ties."""
    return _components(network, "strong")


def _components(network: Network, mode: str) -> Places:
    membership = as_igraph(network).connected_components(mode=mode).membership
    return _frozen(np.array(membership, dtype=np.int64))  # type: ignore[return-value]
