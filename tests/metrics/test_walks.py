"""Guards Bonacich's power at R's exponents, the scale of attenuation, and what dense networks do to walks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from canonical_networks import DRAWINGS, undirected
from metric_references import from_networkx, graph, stored

from sna.errors import NoResultError
from sna.metrics import compute, sketch
from sna.metrics.walks import attenuation, power

R_SNA = [
    ("knoke_information", -0.1),
    ("knoke_information", 0.1),
    ("knoke_information", -0.5),
    ("knoke_information", 0.5),
    ("krackhardt_advice", -0.1),
    ("krackhardt_advice", 0.1),
    ("krackhardt_reportsto", -0.1),
    ("krackhardt_reportsto", 0.1),
]


@pytest.mark.parametrize(("name", "beta"), R_SNA)
def test_power_is_that_of_r_at_any_exponent(name: str, beta: float) -> None:
    network = graph(name)
    expected, _ = stored(f"{name}.sna", name, "bonacich_power", exponent=beta)
    assert power(network, beta) == pytest.approx([expected[i] for i in network.roster.ids], abs=6e-12)


@pytest.mark.parametrize(
    ("file", "name"),
    [("florentine.sna", "florentine_marriage"), ("karate.sna", "karate"), ("lesmis.sna", "lesmis")],
)
def test_attenuation_is_half_of_what_can_be(file: str, name: str) -> None:
    largest, _ = stored(file, name, "leading_eigenvalue")
    assert attenuation(graph(name)) == pytest.approx(0.5 / largest, rel=1e-11)


@pytest.mark.parametrize("name", DRAWINGS)
def test_walks_need_a_way_back(name: str) -> None:
    network = sketch(DRAWINGS[name])
    for tried in (network, undirected(network)):
        drawn = nx.DiGraph([*zip(tried.ties.sender.tolist(), tried.ties.receiver.tolist(), strict=True)])
        returns = not nx.is_directed_acyclic_graph(drawn) if tried.directed else tried.m > 0
        assert np.isnan(attenuation(tried)) != returns
        assert np.isnan(compute("katz", tried)).all() == (not returns or tried.n == 0)


def test_long_chain_has_no_way_back_though_its_eigenvalues_are_hard_to_find() -> None:
    drawn = nx.DiGraph([(a, b) for a in range(30) for b in range(a + 1, 30)])
    assert np.isnan(compute("katz", from_networkx(drawn))).all()


def test_subgraph_centrality_says_when_it_is_too_large_for_a_number() -> None:
    with pytest.raises(NoResultError, match="too large for a number"):
        compute("subgraph_centrality", from_networkx(nx.complete_graph(702)))
    assert np.isfinite(compute("subgraph_centrality", from_networkx(nx.complete_graph(300)))).all()
