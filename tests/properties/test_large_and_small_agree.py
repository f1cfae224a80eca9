"""Guards that what is worked out another way in large networks is the same number there as in small ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sna.engines import as_matrix, as_networkx, as_presence, as_sparse, as_sparse_presence, matrices
from sna.metrics import (
    brokerage_by_ties,
    brokerage_roles,
    census,
    clustering,
    compute,
    hubs,
    levels,
    mixing,
    nearness,
    prominence,
    routes,
    structural_holes,
    transitivity,
)
from sna.metrics.asked import asked_ties
from sna.model import Grouping, Layer, Network, Roster, Ties

patient = settings(max_examples=40, deadline=None)
"""The first example of a process loads the graph library."""
SHARED = (
    "authority",
    "components",
    "eigenvector",
    "global_reaching_centrality",
    "springrank",
    "transitivity",
    "trophic_incoherence",
)
SHARED_BY_STRENGTH = ("weighted_springrank", "weighted_trophic_level")


def network_of(
    n: int, pairs: set[tuple[int, int]], *, directed: bool, unasked: frozenset[tuple[int, int]] = frozenset()
) -> Network:
    rows = [(i, j, 1.0 + (7 * i + 3 * j) % 5) for i, j in pairs - unasked]
    return Network(
        Roster.of([f"o{i:04}" for i in range(n)]),
        Layer("drawn", directed=directed, depends="sender" if directed else None),
        Ties.of(rows, directed=directed),
        unobserved=unasked,
    )


def random_network(seed: int, *, directed: bool, n: int, mean: float, unasked: int = 0) -> Network:
    random = np.random.Generator(np.random.PCG64(seed))
    present = random.random((n, n)) < mean / max(n, 1)
    np.fill_diagonal(present, val=False)
    pairs = {(int(i), int(j)) for i, j in zip(*np.nonzero(present), strict=True) if directed or i < j}
    ends = random.integers(0, n, size=(unasked, 2)).tolist()
    silent = frozenset((i, j) if directed else (min(i, j), max(i, j)) for i, j in ends if i != j)
    return network_of(n, pairs, directed=directed, unasked=silent)


seeds = st.integers(0, 2**32 - 1)
means = st.sampled_from([0.5, 1.5, 4.0])


@contextmanager
def everything_large() -> Iterator[None]:
    limit, matrices.DENSE_UP_TO = matrices.DENSE_UP_TO, -1
    try:
        yield
    finally:
        matrices.DENSE_UP_TO = limit


def twin(network: Network) -> Network:
    """Return the same network under another name, so that nothing is remembered of the first."""
    layer = Layer("twin", network.directed, depends=network.layer.depends)
    return Network(network.roster, layer, network.ties, unobserved=network.unobserved)


@patient
@given(seeds, st.booleans(), means)
def test_metrics_are_the_same_by_ties_as_in_full(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=30, mean=mean, unasked=40)
    names = [*SHARED, *SHARED_BY_STRENGTH] if directed else ["components", "eigenvector", "pagerank", "transitivity"]
    small = {name: compute(name, network) for name in names}
    with everything_large():
        other = twin(network)
        large = {name: compute(name, other) for name in names}
    for name in names:
        assert np.allclose(small[name], large[name], atol=1e-9, equal_nan=True), name


@patient
@given(seeds, st.booleans(), means)
def test_closed_routes_are_counted_exactly(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=25, mean=mean, unasked=60)
    expected = transitivity.in_full(network)
    for cost in (0, transitivity.BITS_PER_ROUTE, 10**9):
        with patch.object(transitivity, "BITS_PER_ROUTE", cost):
            assert transitivity.by_ties(network) == expected


@patient
@given(seeds, st.booleans(), means, st.sampled_from(["in", "out"]))
def test_nearness_by_bits_is_nearness_by_pairs(seed: int, directed: bool, mean: float, mode: str) -> None:
    network = random_network(seed, directed=directed, n=150, mean=mean)
    bits, pairs = nearness.by_bits(network, mode), nearness.by_pairs(network, mode)
    assert bits is not None
    assert (bits.reached == pairs.reached).all()
    assert (bits.total == pairs.total).all()
    assert bits.longest == pairs.longest
    assert np.allclose(bits.inverse, pairs.inverse, rtol=1e-13)


@pytest.mark.parametrize("n", [513, 600])
def test_nearness_over_several_blocks_of_sources(n: int) -> None:
    network = random_network(n, directed=True, n=n, mean=3.0)
    graph = as_networkx(network)
    expected = nx.harmonic_centrality(graph)
    assert np.allclose(nearness.from_others(network).inverse, [expected[i] for i in network.roster.ids])


@pytest.mark.parametrize("directed", [True, False])
def test_routes_too_long_for_bits_are_still_counted(directed: bool) -> None:
    n = 2 * nearness.MOST_STEPS
    network = network_of(n, {(i, i + 1) for i in range(n - 1)}, directed=directed)
    assert nearness.by_bits(network, "in") is None
    found = nearness.from_others(network)
    assert found.longest == n - 1
    place = np.arange(n)
    behind = n - 1 - place
    total = place * (place + 1) // 2 + (0 if directed else behind * (behind + 1) // 2)
    assert (found.total == total).all()


@pytest.mark.parametrize("strengths", [True, False])
def test_levels_of_a_chain_too_long_for_conjugate_gradients(strengths: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MOST_ROUNDS", 3)
    network = network_of(90, {(i, i + 1) for i in range(59)} | {(i, i + 1) for i in range(61, 80)}, directed=True)
    with everything_large():
        found = levels.fitted_levels(network, weights="strength" if strengths else "ignored")
    expected = np.concatenate([np.arange(60), [0], np.arange(20), np.zeros(9)])
    assert np.allclose(found, expected, atol=1e-9)


@patient
@given(seeds, st.booleans(), means)
@example(0, True, 0.0)
def test_reach_is_networkxs(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=70, mean=mean)
    closure = nx.transitive_closure(as_networkx(network), reflexive=False)
    expected = nx.to_numpy_array(closure, nodelist=network.roster.ids, weight=None) > 0
    np.fill_diagonal(expected, val=False)
    assert (routes.reachable(network) == expected).all()
    assert (routes.numbers_reached(network) == expected.sum(axis=1)).all()
    assert (routes.numbers_reaching(network) == expected.sum(axis=0)).all()


@patient
@given(seeds, st.booleans())
def test_eigenvector_by_ties_is_the_one_in_full(seed: int, directed: bool) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = {(int(i), int(j)) for i, j in random.integers(0, 40, size=(200, 2)) if i < j or (directed and i != j)}
    around = {(i, (i + 1) % 40) for i in range(40)}
    ring = around if directed else {(min(pair), max(pair)) for pair in around}
    network = network_of(40, drawn | ring, directed=directed)
    everybody = np.arange(40)
    in_full = prominence.leading_in_full(network, everybody)
    assert np.allclose(in_full, prominence.leading_by_ties(network, everybody), atol=1e-9)


@pytest.mark.parametrize("n", [40, 900])
def test_eigenvector_of_a_chain_is_a_half_wave_however_slowly_it_settles(n: int) -> None:
    chain = network_of(n, {(i, i + 1) for i in range(n - 1)}, directed=False)
    wave = np.sin(np.pi * np.arange(1, n + 1) / (n + 1))
    found = prominence.leading_by_ties(chain, np.arange(n))
    assert np.allclose(found, wave / np.linalg.norm(wave), atol=1e-9)


@patient
@given(seeds, st.booleans(), means)
def test_effective_size_by_ties_is_the_one_in_full(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=30, mean=mean)
    in_full = structural_holes.effective_partners(structural_holes.both_ways(as_matrix(network)))
    assert np.allclose(structural_holes.effective_by_ties(as_sparse(network)), in_full, equal_nan=True)


@patient
@given(seeds, means)
def test_brokerage_by_ties_is_the_one_by_matrices(seed: int, mean: float) -> None:
    network = random_network(seed, directed=True, n=25, mean=mean)
    of = np.random.Generator(np.random.PCG64(seed)).integers(-1, 4, size=25)
    groups = Grouping(("a", "b", "c", "d"), of)
    grouped = of >= 0
    matrices = brokerage_roles.routes_by_role(groups, as_presence(network), brokerage_roles.open_pairs(network))
    for role, counted in brokerage_by_ties.routes_by_ties(network, groups).items():
        assert (counted == matrices[role].count)[grouped].all(), role
    seen = (network.observed & grouped[:, None] & grouped[None, :]).astype(np.float64)
    allowed = brokerage_roles.routes_by_role(groups, seen, seen)
    for role, (number, sharing) in brokerage_by_ties.possible_routes(groups).items():
        assert (number == allowed[role].count)[grouped].all(), role
        assert (sharing == allowed[role].sharing_a_step)[grouped].all(), role


@patient
@given(seeds, means)
def test_triples_by_igraph_are_those_counted_one_by_one(seed: int, mean: float) -> None:
    network = random_network(seed, directed=True, n=14, mean=mean)
    assert census.by_igraph(network) == census.triple_by_triple(network)


@patient
@given(seeds, st.booleans(), means)
def test_local_clustering_by_igraph_is_the_one_in_full(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=30, mean=mean)
    in_full = clustering.clustering_in_full(network)
    assert np.allclose(compute("local_clustering", network), in_full, equal_nan=True)


@patient
@given(seeds, st.booleans(), means)
def test_ties_and_pairs_by_group_are_sums_over_the_matrix(seed: int, directed: bool, mean: float) -> None:
    network = random_network(seed, directed=directed, n=20, mean=mean, unasked=30)
    groups = Grouping(("a", "b", "nobody"), np.random.Generator(np.random.PCG64(seed)).integers(-1, 2, size=20))
    inside = groups.indicator
    assert (mixing.ties_by_group(network, groups) == inside @ as_presence(network) @ inside.T).all()
    assert (mixing.strength_by_group(network, groups) == inside @ as_matrix(network) @ inside.T).all()
    assert (mixing.pairs_by_group(network, groups) == inside @ network.observed @ inside.T).all()


@patient
@given(seeds, means)
def test_ties_of_which_both_were_asked(seed: int, mean: float) -> None:
    network = random_network(seed, directed=True, n=15, mean=mean, unasked=40)
    both = network.observed & network.observed.T
    ties = as_presence(network) * both
    assert asked_ties(network) == (ties.sum(), (ties * ties.T).sum(), both.sum() / 2)


@patient
@given(seeds)
def test_leading_hubs_by_ties_are_those_in_full(seed: int) -> None:
    network = random_network(seed, directed=True, n=40, mean=6.0)
    small, large = hubs.first_in_full(as_presence(network)), hubs.first_by_ties(as_sparse_presence(network))
    for in_full, by_ties in zip(small, large, strict=True):
        assert np.allclose(in_full, by_ties, atol=1e-9)
