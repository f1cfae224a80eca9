"""Guards what the record of every metric promises, on every canonical thing: shape, bounds, undefined, direction."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from canonical_networks import (
    CHANGES,
    DRAWINGS,
    GROUP_NAMES,
    affiliation,
    changed,
    grouped,
    order_for,
    partly,
    partly_observed,
    things,
)
from undefined_cases import rule_of

from sna.metrics import SOURCES, catalogue, compute, compute_parts, sketch
from sna.metrics.results import Thing, roster_of, why_not
from sna.model import Affiliation, Grouping, MetricRecord, Multiplex, Network

RECORDS = catalogue()
every_metric = pytest.mark.parametrize("metric", RECORDS)
Table = np.ndarray[Any, Any]


def names_for(metric: str) -> list[str]:
    """Return the names of the things that a metric is for."""
    return [name for name, thing in things().items() if not why_not(RECORDS[metric], thing, grouped(thing))]


def values(metric: str, thing: Thing, groups: Grouping | None = None) -> Table:
    """Return a metric as a table, a row for each of its parts."""
    found = compute_parts(metric, thing, groups or grouped(thing))
    return np.array([np.atleast_1d(value) for value in found.values()])


@cache
def measured(metric: str, name: str) -> Table:
    """Return a metric of a canonical thing; computed once for all tests."""
    return values(metric, things()[name])


def same(actual: Table, expected: Table) -> bool:
    return np.allclose(actual, expected, rtol=1e-9, atol=1e-9, equal_nan=True)


@every_metric
def test_shape_type_and_bounds(metric: str) -> None:
    record = RECORDS[metric]
    assert names_for(metric), "no canonical thing is what this metric is for"
    for name in names_for(metric):
        thing = things()[name]
        found = compute_parts(metric, thing, grouped(thing))
        assert list(found) == [leaf.name for leaf in record.leaves], name
        long = {"organisation": (len(roster_of(thing)),), "group": (len(GROUP_NAMES),), "network": ()}[record.level]
        assert all(np.shape(value) == long for value in found.values()), name
        assert all(isinstance(value, np.ndarray if long else float) for value in found.values()), name
        table = measured(metric, name)
        defined = table[~np.isnan(table)]
        assert ((defined >= record.low) & (defined <= record.high) & np.isfinite(defined)).all(), name


@every_metric
def test_undefined_exactly_where_declared(metric: str) -> None:
    rule = rule_of(RECORDS[metric])
    empty = {name: np.isnan(measured(metric, name)) for name in names_for(metric)}
    assert not all(table.all() for table in empty.values()), "defined nowhere"
    for name, found in empty.items() if rule else ():
        assert np.array_equal(found, np.broadcast_to(rule(things()[name]), found.shape)), name
    assert rule or any(table.any() for table in empty.values()), "never undefined, though the record says when"


@every_metric
def test_same_twice_and_input_unchanged(metric: str) -> None:
    for name in names_for(metric):
        thing = things()[name]
        before = content(thing)
        assert np.array_equal(values(metric, thing), measured(metric, name), equal_nan=True), name
        assert content(thing) == before, name


def content(thing: Thing) -> object:
    if isinstance(thing, Affiliation):
        return thing.row.tobytes(), thing.column.tobytes(), thing.weight.tobytes()
    networks = thing.layers.values() if isinstance(thing, Multiplex) else (thing,)
    return [(n.roster, n.ties, n.ties.weight.tobytes(), n.observed.tobytes()) for n in networks]


@every_metric
def test_relabelling_moves_the_values_along(metric: str) -> None:
    for name in names_for(metric):
        thing = things()[name]
        if isinstance(thing, Affiliation):
            continue
        order, groups = order_for(len(roster_of(thing))), grouped(thing)
        places = np.empty_like(groups.of)
        places[order] = groups.of
        moved = values(metric, changed(name, "relabelled"), Grouping(groups.names, places))
        back = moved[:, order] if RECORDS[metric].level == "organisation" else moved
        assert same(back, measured(metric, name)), name


@pytest.mark.parametrize("metric", [name for name, record in RECORDS.items() if record.groups])
def test_order_of_groups_moves_the_values_along(metric: str) -> None:
    order = np.array([2, 0, 1])
    for name in names_for(metric):
        groups = grouped(things()[name])
        turned = Grouping(GROUP_NAMES, np.where(groups.of < 0, -1, order[groups.of]))
        moved = values(metric, things()[name], turned)
        assert same(moved[:, order] if RECORDS[metric].level == "group" else moved, measured(metric, name)), name


@every_metric
def test_weights_are_used_as_declared(metric: str) -> None:
    of_ties = [name for name in names_for(metric) if not isinstance(things()[name], Affiliation)]
    alike = {name: same(values(metric, changed(name, "uneven")), measured(metric, name)) for name in of_ties}
    if RECORDS[metric].weights == "ignored":
        assert [name for name, equal in alike.items() if not equal] == []
    else:
        assert not all(alike.values()), "the strengths of ties make no difference anywhere"


@every_metric
def test_direction_is_as_declared(metric: str) -> None:
    """Reversal may exchange parts, as representatives become gatekeepers; it makes no new values."""
    record = RECORDS[metric]
    for name in names_for(metric):
        if record.direction == "both":
            backwards = values(metric, changed(name, "reversed"))
            assert same(np.sort(backwards, axis=0), np.sort(measured(metric, name), axis=0)), name
        if record.direction == "none" and record.layers == "any" and not partly(things()[name]):
            assert same(values(metric, changed(name, "undirected")), measured(metric, name)), name


@every_metric
def test_unobserved_pairs_are_treated_as_declared(metric: str) -> None:
    names = [name for name in names_for(metric) if partly(things()[name])]
    alike = [same(measured(metric, name), values(metric, changed(name, "asked"))) for name in names]
    if RECORDS[metric].of == "affiliation":
        assert not names
    elif RECORDS[metric].missing == "no tie":
        assert all(alike)
    else:
        assert not all(alike)


def test_half_observed_pairs_say_nothing_of_reciprocity() -> None:
    assert compute("edge_reciprocity", partly_observed()) == 1
    drawn = sketch("A>B")
    assert np.isnan(compute("edge_reciprocity", replace(drawn, unobserved=frozenset({(1, 0)}))))


@pytest.mark.parametrize("metric", ["in_strength", "out_strength", "strength"])
def test_twice_the_strength_of_every_tie_is_twice_the_strength(metric: str) -> None:
    network = sketch("A-B:2 B-C:3" if metric == "strength" else "A>B:2 B>C:3")
    double = replace(network, ties=replace(network.ties, weight=network.ties.weight * 2))
    assert same(values(metric, double), values(metric, network) * 2)


TWINS = [(a, b) for a in RECORDS for b in RECORDS if a.startswith("in_") and b == f"out_{a.removeprefix('in_')}"]
TWINS += [(a, f"{a[:-3]}_out") for a in RECORDS if a.endswith("_in")]


def test_there_are_twins() -> None:
    assert {("in_degree", "out_degree"), ("harmonic_closeness_in", "harmonic_closeness_out")} <= set(TWINS)


@pytest.mark.parametrize(("inward", "outward"), TWINS)
def test_in_is_out_of_the_reversed_network(inward: str, outward: str) -> None:
    assert (RECORDS[inward].direction, RECORDS[outward].direction) == ("in", "out")
    for name in names_for(inward):
        assert same(measured(inward, name), values(outward, changed(name, "reversed"))), name


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.name)
def test_record_is_complete(record: MetricRecord) -> None:
    assert all((record.label, record.undefined, record.means, record.formula))
    assert record.source in SOURCES.values()
    assert record.low < record.high
    assert record.means.endswith(".")
    assert not any(leaf.label.endswith(".") for leaf in (record, *record.leaves))
    assert len({leaf.label for leaf in record.leaves}) == len(record.leaves)
    assert all(part and label and set(part).isdisjoint(". ") for part, label in record.parts)
    assert record.groups or record.level != "group"


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


RATINGS_SET = {"ratings_received", "ratings_given", "joint_ratings"}


def test_the_default_set_is_there_by_name_and_nothing_else_is_default() -> None:
    defaults = {name: record for name, record in RECORDS.items() if record.default}
    assert {name for name, record in defaults.items() if not why_not(record, sketch("A>B"))} == DIRECTED_SET
    assert {name for name, record in defaults.items() if not why_not(record, sketch("A-B"))} == UNDIRECTED_SET
    assert {name for name, record in defaults.items() if not why_not(record, affiliation(2))} == {"two_mode_degree"}
    assert set(defaults) == DIRECTED_SET | UNDIRECTED_SET | {"two_mode_degree"} | RATINGS_SET
    assert {name for name, record in defaults.items() if record.ratings} == RATINGS_SET


def test_canonical_things_are_many_kinds() -> None:
    assert {sketch(drawing).n for drawing in DRAWINGS.values()} >= {0, 1, 2, 3}
    assert {type(thing) for thing in things().values()} == {Network, Affiliation, Multiplex}
    assert {(-1 in grouped(thing).of, 0 in grouped(thing).of) for thing in things().values()} > {(True, True)}
    assert all(changed("weighted", how) != things()["weighted"] for how in set(CHANGES) - {"asked"})
