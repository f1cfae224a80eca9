"""Guards proofs and identities of network measures: the star is the most central, cores are the best there are."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import numpy as np
import pytest
from metric_references import from_networkx, graph

from sna.engines import as_presence
from sna.metrics import compute, compute_parts
from sna.metrics.core_discrete import best_cores, climb, fits, starts
from sna.model import Network

DRAWS = 40


def random_networks(*, directed: bool, most: int = 12) -> Iterator[Network]:
    """Yield networks of all densities, the same every time."""
    for seed in range(DRAWS):
        chance = np.random.Generator(np.random.PCG64(seed))
        n = int(chance.integers(4, most))
        drawn: nx.Graph = nx.DiGraph() if directed else nx.Graph()
        drawn.add_nodes_from(range(n))
        ties = chance.random((n, n)) < chance.random()
        drawn.add_edges_from((i, j) for i in range(n) for j in range(n) if i != j and ties[i, j])
        yield from_networkx(drawn)


@pytest.mark.parametrize("metric", ["closeness_centralisation", "harmonic_closeness_centralisation"])
def test_no_graph_of_up_to_seven_is_more_central_than_the_star(metric: str) -> None:
    """All 1253 of them; a value beyond the bound would raise."""
    values = {}
    for number, drawn in enumerate(nx.graph_atlas_g()):
        if len(drawn) > 2:
            values[number] = compute(metric, from_networkx(drawn))
    assert np.nanmax(list(values.values())) == pytest.approx(1)
    assert 0 < np.nanmean(list(values.values())) < 0.6


def test_lubness_is_a_share_also_where_components_differ() -> None:
    values = [compute("krackhardt_lubness", network) for network in random_networks(directed=True)]
    assert all(0 <= value <= 1 for value in values if not np.isnan(value))
    assert len({round(float(value), 6) for value in values}) > 5


def test_reports_to_is_a_perfect_hierarchy_from_the_top_down() -> None:
    network = graph("krackhardt_reportsto", depends="sender")
    for name in ("connectedness", "hierarchy", "efficiency", "lubness"):
        assert compute(f"krackhardt_{name}", network) == 1


def test_agony_is_between_nothing_and_the_ties() -> None:
    for network in random_networks(directed=True):
        cost = compute("agony", network)
        assert 0 <= cost <= network.m
        cycles = compute("flow_hierarchy", network)
        assert (cost == 0) == (network.m == 0 or cycles == 1)


def test_correlation_of_ties_with_ties_returned_is_reciprocity_over_chance() -> None:
    for network in random_networks(directed=True):
        expected = (compute("edge_reciprocity", network) - compute("density", network)) / (
            1 - compute("density", network)
        )
        assert compute("reciprocity_correlation", network) == pytest.approx(expected, nan_ok=True)


def test_a_triple_is_counted_once_and_its_pairs_add_up() -> None:
    for network in random_networks(directed=True):
        census = {part.partition(".")[2]: value for part, value in compute_parts("triad_census", network).items()}
        pairs = compute_parts("dyad_census", network)
        assert sum(census.values()) == network.n * (network.n - 1) * (network.n - 2) / 6
        for place, kind in enumerate(("mutual", "asymmetric", "null")):
            total = sum(int(name[place]) * value for name, value in census.items())
            assert total == pairs[f"dyad_census.{kind}"] * (network.n - 2)


@pytest.mark.parametrize("directed", [True, False])
def test_improving_a_core_step_by_step_finds_the_best_of_all(*, directed: bool) -> None:
    """From the same starts as in large networks, held against every division; a step never makes it worse."""
    found = 0
    for network in random_networks(directed=directed):
        ties, seen = as_presence(network), network.observed.astype(np.float64)
        best, _ = best_cores(network)
        begun = starts(ties, seen)
        ends = np.array([climb(core, ties, seen) for core in begun])
        assert (fits(ends, ties, seen) >= fits(begun, ties, seen)).all()
        assert fits(ends, ties, seen).max() <= best + 1e-12
        found += bool(fits(ends, ties, seen).max() >= best - 1e-12)
    assert found == DRAWS


def test_a_planted_core_is_found_among_many() -> None:
    drawn = nx.complete_graph(8)
    drawn.add_edges_from((member, 8 + 3 * member + leaf) for member in range(8) for leaf in range(3))
    drawn.add_edges_from((8 + 3 * member, 9 + 3 * member) for member in range(8))
    network = from_networkx(drawn)
    assert network.n > 15
    core = compute("core_discrete", network)
    assert np.flatnonzero(core == 1).tolist() == list(range(8))
    assert (core[8:] == 0).all()


def test_a_star_has_no_settled_nearness_to_its_core() -> None:
    star = from_networkx(nx.star_graph(5))
    assert np.isnan(compute("core_continuous", star)).all()
    assert np.isnan(compute("core_periphery_continuous", star))
    assert compute("core_discrete", star)[0] == 1
