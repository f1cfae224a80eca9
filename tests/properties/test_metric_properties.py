"""Guards that metrics agree with networkx, and keep their identities, on random networks."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sna.engines import as_networkx
from sna.metrics import compute
from sna.model import Layer, Network, Roster, Ties

patient = settings(deadline=None)
"""The first example of a process loads the graph library."""


@st.composite
def networks(draw: st.DrawFn, *, directed: bool | None = None, most: int = 9) -> Network:
    """Draw a network of up to `most` organisations, with strengths."""
    way = draw(st.booleans()) if directed is None else directed
    n = draw(st.integers(0, most))
    pairs = [(i, j) for i in range(n) for j in range(n) if i < j or (way and i != j)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    rows = [(i, j, draw(st.sampled_from([0.25, 1.0, 3.0, 7.5]))) for i, j in chosen]
    return Network(Roster.of([f"o{i}" for i in range(n)]), Layer("drawn", directed=way), Ties.of(rows, directed=way))


def drawn(network: Network) -> Any:
    return as_networkx(network)


def by_id(network: Network, values: dict[str, float]) -> np.ndarray[Any, Any]:
    return np.array([values[identifier] for identifier in network.roster.ids])


@patient
@given(networks())
def test_betweenness_and_its_centralisation(network: Network) -> None:
    raw = by_id(network, nx.betweenness_centrality(drawn(network), normalized=False))
    assert np.allclose(compute("betweenness", network), raw, atol=1e-9)
    if network.n > 2:
        share = by_id(network, nx.betweenness_centrality(drawn(network), normalized=True))
        expected = (share.max() - share).sum() / (network.n - 1)
        assert np.isclose(compute("betweenness_centralisation", network), expected, atol=1e-9)


@patient
@given(networks(directed=True))
def test_directed_harmonic_closeness(network: Network) -> None:
    if network.n > 1:
        inward = by_id(network, nx.harmonic_centrality(drawn(network))) / (network.n - 1)
        outward = by_id(network, nx.harmonic_centrality(drawn(network).reverse())) / (network.n - 1)
        assert np.allclose(compute("harmonic_closeness_in", network), inward)
        assert np.allclose(compute("harmonic_closeness_out", network), outward)


@patient
@given(networks(directed=False))
def test_undirected_harmonic_closeness_and_transitivity(network: Network) -> None:
    graph = drawn(network)
    if network.n > 1:
        expected = by_id(network, nx.harmonic_centrality(graph)) / (network.n - 1)
        assert np.allclose(compute("harmonic_closeness", network), expected)
    closed = compute("transitivity", network)
    assert np.isclose(0 if np.isnan(closed) else closed, nx.transitivity(graph))


@patient
@given(networks())
def test_pagerank(network: Network) -> None:
    if network.n:
        expected = by_id(network, nx.pagerank(drawn(network), alpha=0.85, weight=None, tol=1e-13, max_iter=1000))
        assert np.allclose(compute("pagerank", network), expected, atol=1e-9)


@patient
@given(networks())
def test_constraint(network: Network) -> None:
    """A dyad is one tie of 1 or 2 for networkx, whose directed form loses organisations that only receive."""
    ties = nx.to_numpy_array(drawn(network), nodelist=network.roster.ids, weight=None)
    both = nx.from_numpy_array(ties + ties.T)
    expected = np.array([nx.constraint(both, nodes=[i], weight="weight")[i] for i in range(network.n)])
    assert np.allclose(compute("constraint", network), expected, equal_nan=True)


@patient
@given(networks())
def test_eigenvector_solves_its_equation(network: Network) -> None:
    scores = compute("eigenvector", network)
    inside = ~np.isnan(scores)
    if inside.any():
        whole = nx.to_numpy_array(drawn(network), nodelist=network.roster.ids, weight=None)
        ties = whole[np.ix_(inside, inside)].T
        factor = scores[inside] @ ties @ scores[inside]
        assert np.allclose(ties @ scores[inside], factor * scores[inside], atol=1e-8)
        assert np.isclose(factor, np.abs(np.linalg.eigvals(ties)).max())
        assert np.isclose((scores[inside] ** 2).sum(), 1)
        assert (scores[inside] > 0).all()


@patient
@given(networks(directed=True))
def test_hierarchies(network: Network) -> None:
    graph = drawn(network)
    if network.m:
        assert np.isclose(compute("flow_hierarchy", network), nx.flow_hierarchy(graph))
        expected = nx.global_reaching_centrality(graph, weight=None)
        assert np.isclose(compute("global_reaching_centrality", network), expected)
        closure = nx.to_numpy_array(nx.transitive_closure(graph), nodelist=network.roster.ids, weight=None) > 0
        np.fill_diagonal(closure, val=False)
        mutual, either = (closure & closure.T).sum(), (closure | closure.T).sum()
        assert np.isclose(compute("krackhardt_hierarchy", network), 1 - mutual / either)
        assert np.isclose(compute("edge_reciprocity", network), nx.overall_reciprocity(graph))


@patient
@given(networks(directed=True))
def test_directed_transitivity_counts_routes(network: Network) -> None:
    graph = drawn(network)
    routes = [(i, k) for i in graph for j in graph.successors(i) for k in graph.successors(j) if i != k]
    if routes:
        assert np.isclose(compute("transitivity", network), sum(graph.has_edge(*r) for r in routes) / len(routes))
    else:
        assert np.isnan(compute("transitivity", network))


@patient
@given(networks(directed=True))
def test_incoherence_is_the_least_there_is(network: Network) -> None:
    if network.m:
        ends = np.zeros((network.m, network.n))
        ends[np.arange(network.m), network.ties.receiver] += 1
        ends[np.arange(network.m), network.ties.sender] -= 1
        levels = np.linalg.lstsq(ends, np.ones(network.m), rcond=None)[0]
        assert np.isclose(compute("trophic_incoherence", network), ((ends @ levels - 1) ** 2).mean(), atol=1e-9)


@patient
@given(networks())
def test_components_and_connectedness(network: Network) -> None:
    graph = drawn(network).to_undirected()
    assert compute("components", network) == nx.number_connected_components(graph)
    if network.n > 1:
        joined = sum(len(part) * (len(part) - 1) for part in nx.connected_components(graph))
        assert np.isclose(compute("krackhardt_connectedness", network), joined / (network.n * (network.n - 1)))


@patient
@given(networks(directed=True))
def test_ties_sent_are_ties_received(network: Network) -> None:
    assert compute("in_degree", network).sum() == compute("out_degree", network).sum() == network.m
    assert np.isclose(compute("in_strength", network).sum(), network.ties.weight.sum())
    assert np.isclose(compute("out_strength", network).sum(), network.ties.weight.sum())


@patient
@given(networks(directed=True), st.data())
def test_unobserved_pairs_are_left_out(network: Network, data: st.DataObject) -> None:
    """A network of which a part was not asked has the density and reciprocity of the part that was."""
    if network.n < 3:
        return
    silent = data.draw(st.integers(0, network.n - 1))
    kept = frozenset(i for place, i in enumerate(network.roster.ids) if place != silent)
    rest = [
        (int(s), int(r), float(w))
        for s, r, w in zip(network.ties.sender, network.ties.receiver, network.ties.weight, strict=True)
        if silent not in (s, r)
    ]
    others = [other for other in range(network.n) if other != silent]
    unobserved = frozenset([(silent, other) for other in others] + [(other, silent) for other in others])
    masked = Network(network.roster, network.layer, Ties.of(rest, directed=True), unobserved=unobserved)
    for metric in ("density", "edge_reciprocity", "transitivity"):
        assert np.isclose(compute(metric, masked), compute(metric, network.subset(kept)), equal_nan=True)
