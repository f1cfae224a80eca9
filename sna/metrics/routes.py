"""Shortest routes, reach and components: worked out once per network, shared by the metrics that need them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_sparse_presence, is_large, lean_igraph, memoised, topological_order
from sna.model import Network

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

WORD = 64
"""Organisations in a machine word, a bit each."""


def _frozen(array: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    array.setflags(write=False)
    return array


@memoised
def shortest_route_counts(network: Network) -> Values:
    """Return the raw betweenness of each organisation: steps counted, strengths ignored."""
    graph = lean_igraph(network)
    counts = np.array(graph.betweenness(directed=network.directed, weights=None), dtype=np.float64)
    return _frozen(counts)  # type: ignore[return-value]


@memoised
def steps(network: Network) -> Values:
    """Return the steps of the shortest routes along ties: row = from, column = to; infinite where there is none."""
    found = np.array(lean_igraph(network).distances(mode="out", weights=None), dtype=np.float64)
    return _frozen(found.reshape(network.n, network.n))  # type: ignore[return-value]


@memoised
def reachable(network: Network) -> Flags:
    """Return who can reach whom along ties: row = from, column = to; no organisation counts as reaching itself."""
    words = _reach(network, network.ties.sender, network.ties.receiver)
    bits = np.unpackbits(words.view(np.uint8), axis=1, count=network.n, bitorder="little")
    reach = bits.astype(bool)[strong_components(network)]
    np.fill_diagonal(reach, val=False)
    return _frozen(reach)  # type: ignore[return-value]


@memoised
def numbers_reached(network: Network) -> Places:
    """Return how many others each organisation can reach along ties."""
    return _numbers(network, _reach(network, network.ties.sender, network.ties.receiver))


@memoised
def numbers_reaching(network: Network) -> Places:
    """Return how many others can reach each organisation along ties."""
    return _numbers(network, _reach(network, network.ties.receiver, network.ties.sender))


def _numbers(network: Network, words: Words) -> Places:
    """Return how many others the bits of each organisation's component stand for."""
    sizes = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    return _frozen(sizes[strong_components(network)] - 1)  # type: ignore[return-value]


def _reach(network: Network, tails: Places, heads: Places) -> Words:
    """Return who is reached from each strong component, its own members too, a bit per organisation.

    Members of a component reach the same organisations, so reach is passed on between components alone, each after
    those that its ties lead to.
    """
    component = strong_components(network)
    count, places = int(component.max(initial=-1)) + 1, np.arange(network.n)
    bits = np.zeros((count, -(-network.n // WORD) * (WORD // 8)), dtype=np.uint8)
    np.bitwise_or.at(bits, (component, places // 8), (1 << (places % 8)).astype(np.uint8))
    words = bits.view(np.uint64)
    joined = np.unique(component[tails] * count + component[heads])
    above, below = np.divmod(joined[joined // max(count, 1) != joined % max(count, 1)], max(count, 1))
    first = np.searchsorted(above, np.arange(count + 1)).tolist()
    for part in reversed(topological_order(count, above, below)):
        if first[part] < first[part + 1]:
            words[part] |= np.bitwise_or.reduce(words[below[first[part] : first[part + 1]]], axis=0)
    return words


@memoised
def weak_components(network: Network) -> Places:
    """Return the component of each organisation, direction ignored; isolates are components of their own."""
    return _components(network, "weak")


@memoised
def strong_components(network: Network) -> Places:
    """Return the strongly connected component of each organisation: all reach each other along directed ties."""
    return _components(network, "strong")


def _components(network: Network, mode: str) -> Places:
    """Return the number of each organisation's component, counted from 0."""
    if is_large(network):
        from scipy.sparse.csgraph import connected_components

        membership = connected_components(as_sparse_presence(network), directed=True, connection=mode)[1]
    else:
        membership = lean_igraph(network).connected_components(mode=mode).membership
    return _frozen(np.array(membership, dtype=np.int64))  # type: ignore[return-value]
