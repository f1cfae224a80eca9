"""Guards what the record of every metric promises, on every canonical network: shape, bounds, undefined, direction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from canonical_networks import DRAWINGS, affiliation, canonical, partly_observed, undirected

from sna.metrics import SOURCES, catalogue, compute, sketch
from sna.metrics.registry import NEVER, why_not
from sna.metrics.routes import strong_components, weak_components
from sna.model import Affiliation, MetricRecord, Network, Roster, Ties

RECORDS = catalogue()
THINGS = dict(canonical())
NETWORKS = {name: thing for name, thing in THINGS.items() if isinstance(thing, Network)}
PAIRS = [
    pytest.param(metric, thing, id=f"{metric}-{name}")
    for metric, record in RECORDS.items()
    for name, thing in THINGS.items()
    if not why_not(record, thing)
]
NETWORK_PAIRS = [pair for pair in PAIRS if isinstance(pair.values[1], Network)]
every_pair = pytest.mark.parametrize(("metric", "thing"), PAIRS)
every_network = pytest.mark.parametrize(("metric", "network"), NETWORK_PAIRS)


def roster_of(thing: Network | Affiliation) -> Roster:
    return thing.rows if isinstance(thing, Affiliation) else thing.roster


def same(actual: Any, expected: Any) -> bool:
    return bool(np.allclose(actual, expected, rtol=1e-9, atol=1e-9, equal_nan=True))


@every_pair
def test_shape_type_and_bounds(metric: str, thing: Network | Affiliation) -> None:
    record, value = RECORDS[metric], compute(metric, thing)
    if record.level == "network":
        assert isinstance(value, float)
    else:
        assert isinstance(value, np.ndarray)
        assert value.dtype == np.float64
        assert value.shape == (len(roster_of(thing)),)
    defined = np.atleast_1d(value)[~np.isnan(np.atleast_1d(value))]
    assert np.isfinite(defined).all()
    assert ((defined >= record.low) & (defined <= record.high)).all()


def largest_component(network: Network) -> np.ndarray[Any, Any]:
    """Return who is in the one largest component of two or more."""
    labels = strong_components(network) if network.directed else weak_components(network)
    sizes = np.bincount(labels, minlength=1)
    single = sizes.max() > 1 and (sizes == sizes.max()).sum() == 1
    return sizes[labels] == sizes.max() if single else np.zeros(network.n, dtype=bool)


def degrees(network: Network) -> np.ndarray[Any, Any]:
    return np.bincount(np.concatenate([network.ties.sender, network.ties.receiver]), minlength=network.n)


def two_steps(network: Network) -> int:
    ties = list(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    if not network.directed:
        ties += [(r, s) for s, r in ties]
    return sum(b == c and a != d for a, b in ties for c, d in ties)


UNDEFINED: dict[str, Any] = {
    NEVER: lambda _: False,
    "fewer than two organisations": lambda network: network.n < 2,
    "fewer than three organisations": lambda network: network.n < 3,
    "no pair of organisations was observed": lambda network: network.n < 2,
    "no ties between organisations of which both were asked": lambda network: network.m == 0,
    "no route of two steps between an observed pair": lambda network: two_steps(network) == 0,
    "nobody can reach anybody": lambda network: network.m == 0,
    "no meetings": lambda attended: len(attended.columns) == 0,
}
"""What a record's ``undefined`` means: for which things nothing has a value."""
UNDEFINED_FOR: dict[str, Any] = {
    "constraint": lambda network: degrees(network) == 0,
    "eigenvector": lambda network: ~largest_component(network),
    "flow_hierarchy": lambda network: network.m == 0,
    "trophic_incoherence": lambda network: network.m == 0,
}
"""The same where it depends on the metric, or on the organisation."""


@every_pair
def test_undefined_exactly_where_declared(metric: str, thing: Network | Affiliation) -> None:
    record = RECORDS[metric]
    rule = UNDEFINED_FOR.get(metric) or UNDEFINED.get(record.undefined)
    value = compute(metric, thing)
    if rule is None:
        assert record.undefined
        return
    assert np.array_equal(np.isnan(value), np.broadcast_to(rule(thing), np.shape(value)))


@every_pair
def test_same_twice_and_input_unchanged(metric: str, thing: Network | Affiliation) -> None:
    before = (thing.ties, thing.roster) if isinstance(thing, Network) else (thing.row.tobytes(), thing.weight.tobytes())
    first = np.array(compute(metric, thing))
    assert np.array_equal(first, compute(metric, thing), equal_nan=True)
    after = (thing.ties, thing.roster) if isinstance(thing, Network) else (thing.row.tobytes(), thing.weight.tobytes())
    assert before == after


def relabelled(network: Network, order: np.ndarray[Any, Any]) -> Network:
    """Return the network with the organisation at place i moved to place order[i]."""
    ties = Ties.from_arrays(
        order[network.ties.sender], order[network.ties.receiver], network.ties.weight, directed=network.directed
    )
    roster = Roster.of([f"{place:02d}" for place in range(network.n)])
    unobserved = frozenset((int(order[i]), int(order[j])) for i, j in network.unobserved)
    return replace(network, roster=roster, ties=ties, unobserved=unobserved)


@every_network
def test_relabelling_moves_the_scores_along(metric: str, network: Network) -> None:
    order = np.random.Generator(np.random.PCG64(7)).permutation(network.n)
    value, moved = compute(metric, network), compute(metric, relabelled(network, order))
    assert same(moved if isinstance(moved, float) else moved[order], value)


@every_network
def test_weights_are_used_as_declared(metric: str, network: Network) -> None:
    ties = network.ties
    uneven = Ties(ties.sender, ties.receiver, ties.weight * np.arange(2, 2 + len(ties)), ties.directed)
    doubled = Ties(ties.sender, ties.receiver, ties.weight * 2, ties.directed)
    value = np.asarray(compute(metric, network))
    if RECORDS[metric].weights == "ignored":
        assert same(compute(metric, replace(network, ties=uneven)), value)
    elif network.m:
        assert not same(compute(metric, replace(network, ties=uneven)), value)
        scaled = compute(metric, replace(network, ties=doubled))
        assert any(same(scaled, value * factor) for factor in (0.5, 1, 2))


@every_network
def test_direction_is_as_declared(metric: str, network: Network) -> None:
    direction, value = RECORDS[metric].direction, compute(metric, network)
    if direction == "both":
        assert same(compute(metric, network.reversed()), value)
    if direction == "none" and RECORDS[metric].layers == "any" and network.directed:
        assert same(compute(metric, undirected(network)), value)


@pytest.mark.parametrize("metric", [name for name in RECORDS if not why_not(RECORDS[name], partly_observed())])
def test_unobserved_pairs_are_treated_as_declared(metric: str) -> None:
    network = partly_observed()
    asked = replace(network, unobserved=frozenset())
    assert same(compute(metric, network), compute(metric, asked)) == (RECORDS[metric].missing == "no tie")


def test_half_observed_pairs_say_nothing_of_reciprocity() -> None:
    assert compute("edge_reciprocity", partly_observed()) == 1
    drawn = sketch("A>B")
    assert np.isnan(compute("edge_reciprocity", replace(drawn, unobserved=frozenset({(1, 0)}))))


TWINS = [(a, b) for a in RECORDS for b in RECORDS if a.startswith("in_") and b == f"out_{a.removeprefix('in_')}"]
TWINS += [(a, f"{a[:-3]}_out") for a in RECORDS if a.endswith("_in")]


def test_there_are_twins() -> None:
    assert ("in_degree", "out_degree") in TWINS
    assert ("harmonic_closeness_in", "harmonic_closeness_out") in TWINS


@pytest.mark.parametrize(("inward", "outward"), TWINS)
@pytest.mark.parametrize("name", [name for name, network in NETWORKS.items() if network.directed])
def test_in_is_out_of_the_reversed_network(inward: str, outward: str, name: str) -> None:
    network = NETWORKS[name]
    assert (RECORDS[inward].direction, RECORDS[outward].direction) == ("in", "out")
    assert same(compute(inward, network), compute(outward, network.reversed()))


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.name)
def test_record_is_complete(record: MetricRecord) -> None:
    assert all((record.label, record.undefined, record.means, record.formula))
    assert record.source in SOURCES.values()
    assert record.low < record.high
    assert record.means.endswith(".")
    assert not record.label.endswith(".")


DIRECTED_SET = {
    "in_degree",
    "out_degree",
    "in_strength",
    "out_strength",
    "betweenness",
    "harmonic_closeness_in",
    "harmonic_closeness_out",
    "eigenvector",
    "pagerank",
    "constraint",
    "density",
    "edge_reciprocity",
    "transitivity",
    "components",
    "in_degree_centralisation",
    "out_degree_centralisation",
    "betweenness_centralisation",
    "krackhardt_connectedness",
    "krackhardt_hierarchy",
    "flow_hierarchy",
    "global_reaching_centrality",
    "trophic_incoherence",
}
UNDIRECTED_SET = {
    "degree",
    "strength",
    "harmonic_closeness",
    "degree_centralisation",
    "betweenness",
    "eigenvector",
    "pagerank",
    "constraint",
    "density",
    "transitivity",
    "components",
    "betweenness_centralisation",
    "krackhardt_connectedness",
}


def test_the_first_set_is_there_by_name() -> None:
    assert {name for name in RECORDS if not why_not(RECORDS[name], sketch("A>B"))} >= DIRECTED_SET
    assert {name for name in RECORDS if not why_not(RECORDS[name], sketch("A-B"))} >= UNDIRECTED_SET
    assert not why_not(RECORDS["two_mode_degree"], affiliation(2))
    assert all(RECORDS[name].default for name in DIRECTED_SET | UNDIRECTED_SET | {"two_mode_degree"})


def test_canonical_networks_are_many_kinds() -> None:
    assert {sketch(drawing).n for drawing in DRAWINGS.values()} >= {0, 1, 2, 3}
