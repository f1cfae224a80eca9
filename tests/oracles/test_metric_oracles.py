"""Guards closed forms, printed numbers and identities of the first set of metrics."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from metric_references import from_networkx, graph, load, toy

from sna.engines import as_networkx
from sna.metrics import compute

KNOKE, ADVICE, REPORTS, MARRIAGE = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_reportsto",
    "florentine_marriage",
)

TOYS = ("dag_chain4", "cycle3", "cycle5", "ffl", "out_star5", "binary_outtree7", "mutual_pair", "chain4_plus_back")


@pytest.mark.parametrize("name", TOYS)
def test_hierarchy_of_toys(name: str) -> None:
    network, expected = toy(name)
    assert compute("trophic_incoherence", network) == pytest.approx(expected["F0"], abs=1e-12)
    assert compute("flow_hierarchy", network) == pytest.approx(expected["flow_hierarchy"], abs=1e-12)
    assert compute("global_reaching_centrality", network) == pytest.approx(expected["grc"], abs=1e-11)
    assert compute("krackhardt_hierarchy", network) == pytest.approx(expected["gtd"]["hierarchy"], abs=1e-12)
    assert compute("krackhardt_connectedness", network) == pytest.approx(expected["gtd"]["connectedness"], abs=1e-12)


def test_constraint_of_toys() -> None:
    compared = 0
    for record in load("toy"):
        if record["metric"] != "burt_compare":
            continue
        places = sorted(record["values"]["whole"], key=int)
        shape = record["graph"].removeprefix("toy:")
        drawn: nx.Graph = {
            "path3": nx.path_graph(3),
            "triangle": nx.complete_graph(3),
            "star5": nx.star_graph(4),
            "path5": nx.path_graph(5),
            "cycle5": nx.cycle_graph(5),
        }[shape]
        network = from_networkx(drawn)
        expected = [record["values"]["whole"][place] for place in places]
        assert np.allclose(compute("constraint", network), expected, atol=1e-12)
        compared += 1
    assert compared == 5


@pytest.mark.parametrize(
    ("metric", "on", "printed"),
    [
        ("out_degree_centralisation", KNOKE, 0.3827),
        ("in_degree_centralisation", KNOKE, 0.5062),
        ("betweenness_centralisation", KNOKE, 0.2011),
        ("density", KNOKE, 0.5444),
        ("edge_reciprocity", KNOKE, 0.694),
        ("transitivity", KNOKE, 0.6728),
        ("in_degree_centralisation", ADVICE, 0.47),
    ],
)
def test_numbers_a_reader_knows(metric: str, on: str, printed: float) -> None:
    decimals = len(f"{printed}".split(".")[1])
    assert compute(metric, graph(on)) == pytest.approx(printed, abs=0.51 * 10**-decimals)


def test_top_of_knoke_by_ties_received() -> None:
    network = graph(KNOKE)
    assert network.roster.ids[int(np.argmax(compute("eigenvector", network)))] == "NEWS"


def test_medici_stand_between() -> None:
    network = graph(MARRIAGE)
    assert compute("betweenness", network)[network.roster.position["Medici"]] == pytest.approx(47.5)


def test_reaching_is_taken_from_authority_down() -> None:
    recorded = graph(REPORTS)
    upside_down = graph(REPORTS, depends="sender")
    assert compute("global_reaching_centrality", recorded) == pytest.approx(0.015)
    expected = nx.global_reaching_centrality(as_networkx(recorded).reverse(), weight=None)
    assert compute("global_reaching_centrality", upside_down) == pytest.approx(expected)
    assert compute("global_reaching_centrality", upside_down.reversed()) == pytest.approx(expected)
    assert expected > 0.9
    assert compute("global_reaching_centrality", graph(REPORTS, depends="receiver")) == pytest.approx(0.015)


def test_incoherence_is_twice_the_spring_energy_per_tie() -> None:
    """MacKay et al. and De Bacco et al. minimise the same energy: 2H/m = F0 at SpringRank's alpha = 0."""
    network = graph(KNOKE)
    ties: Any = nx.to_numpy_array(as_networkx(network), nodelist=network.roster.ids, weight=None)
    out, received = ties.sum(1), ties.sum(0)
    rank = np.linalg.pinv(np.diag(out + received) - ties - ties.T) @ (out - received)
    energy = (ties * (rank[:, None] - rank[None, :] - 1) ** 2).sum() / 2
    assert compute("trophic_incoherence", network) == pytest.approx(2 * energy / network.m, abs=1e-12)
