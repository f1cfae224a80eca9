"""Guards where closeness, information, hubs and the eigenvector of ties sent have no value, against networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from canonical_networks import DRAWINGS, undirected
from metric_references import graph

from sna.engines import as_networkx, as_presence
from sna.metrics import compute, sketch
from sna.metrics.prominence import _led
from sna.model import Layer, Network, Roster, Ties

every_drawing = pytest.mark.parametrize("name", DRAWINGS)
HITS = ("hub", "authority")


def reached(network: Network) -> np.ndarray[Any, Any]:
    """Return how many others each organisation reaches."""
    drawn: Any = as_networkx(network)
    return np.array([len(nx.descendants(drawn, i)) for i in network.roster.ids])


@every_drawing
def test_freeman_closeness_needs_everybody_within_reach(name: str) -> None:
    network = sketch(DRAWINGS[name])
    cases = (("closeness_out", network, network), ("closeness_in", network, network.reversed()))
    for metric, measured, routes in (*cases, ("closeness", undirected(network), undirected(network))):
        complete = (reached(routes) == network.n - 1) & (network.n > 1)
        assert np.array_equal(~np.isnan(compute(metric, measured)), complete), metric


@every_drawing
def test_closeness_that_needs_nobody_is_zero_where_nobody_is_reached(name: str) -> None:
    network = sketch(DRAWINGS[name])
    for metric in ("closeness_wasserman_faust_out", "closeness_valente_foreman_out"):
        found = compute(metric, network)
        defined = ~np.isnan(found)
        assert np.array_equal((found > 0)[defined], (reached(network) > 0)[defined]), metric


@every_drawing
def test_information_and_eigenvector_need_one_largest_component(name: str) -> None:
    network = sketch(DRAWINGS[name])
    for metric, measured, parts in (
        ("information", undirected(network), nx.connected_components),
        ("eigenvector_out", network, nx.strongly_connected_components),
    ):
        sets = sorted(parts(as_networkx(measured)), key=len, reverse=True)
        single = bool(sets) and len(sets[0]) > 1 and (len(sets) == 1 or len(sets[1]) < len(sets[0]))
        inside = [single and i in sets[0] for i in network.roster.ids]
        assert np.array_equal(~np.isnan(compute(metric, measured)), np.array(inside, dtype=bool)), metric


@every_drawing
def test_hubs_need_a_single_leading_value(name: str) -> None:
    network = sketch(DRAWINGS[name])
    values = np.sort(np.linalg.svd(as_presence(network), compute_uv=False))[::-1]
    single = network.m > 0 and (len(values) == 1 or values[1] < values[0] - 1e-9)
    for metric in HITS:
        assert np.array_equal(~np.isnan(compute(metric, network)), np.full(network.n, single)), metric


def test_leading_hubs_leave_the_others_at_zero() -> None:
    network = sketch("A>X B>X C>X D>Y E>Y F")
    assert compute("authority", network).tolist() == [0, 0, 0, 0, 0, 0, 1, 0]
    assert compute("hub", network)[:3] == pytest.approx(np.full(3, 3**-0.5))
    assert compute("hub", network)[3:].tolist() == [0, 0, 0, 0, 0]


def test_hub_and_authority_make_each_other() -> None:
    network = graph("krackhardt_friendship")
    ties = as_presence(network)
    hub, authority = (compute(metric, network) for metric in HITS)
    assert ties @ authority == pytest.approx(hub * np.linalg.norm(ties @ authority))
    assert ties.T @ hub == pytest.approx(authority * np.linalg.norm(ties.T @ hub))


def test_current_takes_the_only_way_in_a_tree() -> None:
    tree = undirected(sketch(DRAWINGS["out-tree"]))
    assert compute("current_flow_betweenness", tree) == pytest.approx(compute("betweenness", tree))
    assert compute("flow_betweenness", tree) == pytest.approx(compute("betweenness", tree))


def test_eigenvector_of_a_large_network_is_the_same_each_time() -> None:
    # Two equal halves joined by one tie: the second vector nearly leads too, and the solver starts from a random one.
    half = [(i, j) for i in range(150) for j in (i + 1, i + 7, i + 31) if j < 150]
    rows = [(a, b, 1.0) for a, b in [*half, *((a + 150, b + 150) for a, b in half), (0, 150)]]
    roster = Roster.of([f"O{k:03}" for k in range(300)])
    ties = Ties.of([(min(a, b), max(a, b), w) for a, b, w in rows], directed=False)
    network = Network(roster, Layer("roles", directed=False), ties)
    found = [_led(network, np.arange(300)) for _ in range(4)]
    assert all((each == found[0]).all() for each in found)
