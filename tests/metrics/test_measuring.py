"""Guards the table of scores: which rows, in which order, with which notes, and which requests are refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from sna.errors import NoResultError, UsageError
from sna.metrics import catalogue, measure, measure_network, sketch
from sna.model import (
    Affiliation,
    Contrast,
    Deriving,
    Filters,
    Layer,
    LayerRule,
    Network,
    Roster,
    Snapshot,
    Snapshots,
    Study,
    Ties,
)

CENTRE = {"A": "specialist", "B": "specialist", "C": "local", "D": None}
PLACE = {"A": "north", "B": "south", "C": "north", "D": "south"}
ROSTER = Roster.of("ABCD", attributes={"centre": CENTRE.values(), "place": PLACE.values()})
CONTRAST = Contrast("centre", ("specialist", "local"))
TIES = {"mdt": "A>B C>A D>A", "meetings": "A-B A-C", "third": "D>C"}


def network_of(_study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Network:
    drawing = TIES[rule.name] if not filters and snapshot.name == "before" else "A>B" if rule.directed else "A-B"
    drawn = sketch(f"A B C D {drawing}")
    return Network(ROSTER, Layer(rule.name, directed=rule.directed), drawn.ties, snapshot.name)


def affiliation_of(_study: Study, rule: LayerRule, snapshot: Snapshot, _filters: Filters) -> Affiliation:
    meetings = Roster.of(["m1", "m2"], kind="meetings")
    row, column = np.array([0, 1, 0]), np.array([0, 0, 1])
    return Affiliation(ROSTER, meetings, row, column, np.ones(3), rule.name, snapshot.name)


@pytest.fixture
def study() -> Study:
    return Study(
        name="example",
        title="",
        roster=ROSTER,
        tables={},
        snapshots=Snapshots((Snapshot("before", end=dt.date(2014, 1, 1)), Snapshot("after"))),
        layers={
            "meetings": LayerRule("meetings", "attendance", directed=False),
            "mdt": LayerRule("mdt", "mdt_links", depends="sender"),
        },
        contrasts=(CONTRAST, Contrast("place", ("north", "*"))),
        deriving=Deriving(network_of, affiliation_of),
    )


def rows(table: Any, **where: str) -> list[tuple[str, str, float, str]]:
    for column, value in where.items():
        table = table[table[column] == value]
    return list(table[["organisation", "group", "value", "note"]].itertuples(index=False, name=None))


def test_default_is_everything_each_layer_allows(study: Study) -> None:
    table = measure(study).table
    keys = list(dict.fromkeys(zip(table["snapshot"], table["layer"], strict=True)))
    assert keys == [("before", "meetings"), ("before", "mdt"), ("after", "meetings"), ("after", "mdt")]
    for (_, layer), part in table.groupby(["snapshot", "layer"]):
        allowed = {
            name
            for name, record in catalogue().items()
            if (record.default and record.of == "affiliation" and layer == "meetings")
            or (
                record.default
                and record.of == "network"
                and not record.ratings
                and record.layers in ("any", "directed" if layer == "mdt" else "undirected")
            )
        }
        assert list(dict.fromkeys(part["metric"])) == sorted(allowed)


def test_rows_of_organisations_then_groups_then_network(study: Study) -> None:
    scores = measure(study, metrics=["in_degree", "density"], layers="mdt", snapshots="before")
    assert rows(scores.table) == [
        ("", "", 0.25, ""),
        ("A", "specialist", 2.0, ""),
        ("B", "specialist", 1.0, ""),
        ("C", "local", 0.0, ""),
        ("D", "", 0.0, ""),
        ("", "specialist", 1.5, ""),
        ("", "local", 0.0, ""),
    ]
    assert set(scores.metrics) == {"density", "in_degree"}


def test_two_mode_metrics_come_from_attendance(study: Study) -> None:
    table = measure(study, metrics="two_mode_degree", snapshots="after").table
    assert rows(table)[:4] == [
        ("A", "specialist", 1.0, ""),
        ("B", "specialist", 0.5, ""),
        ("C", "local", 0.0, ""),
        ("D", "", 0.0, ""),
    ]
    assert set(table["layer"]) == {"meetings"}


def test_groups_by_another_contrast_or_column(study: Study) -> None:
    declared = measure(study, metrics="in_degree", snapshots="before", by="place").table
    assert [group for organisation, group, *_ in rows(declared) if not organisation] == ["north", "*"]
    assert dict.fromkeys(declared["group"]) == {"north": None, "*": None}
    given = measure(study, metrics="in_degree", snapshots="before", by=Contrast("place", ("south",))).table
    assert rows(given)[-1][1:3] == ("south", 0.5)
    with pytest.raises(UsageError, match="centre"):
        measure(study, by="center")


def test_column_without_a_contrast_is_grouped_by_all_its_values(study: Study) -> None:
    without = Study(**{**{f: getattr(study, f) for f in study.__dataclass_fields__}, "contrasts": (), "_derived": {}})
    assert not any(group for _, group, *_ in rows(measure(without, metrics="in_degree").table))
    table = measure(without, metrics="in_degree", snapshots="before", by="centre").table
    assert [group for organisation, group, *_ in rows(table) if not organisation] == ["local", "specialist"]


def test_filters_reach_the_facts(study: Study) -> None:
    table = measure(study, metrics="density", layers="mdt", snapshots="before", pathway="kidney").table
    assert rows(table) == [("", "", pytest.approx(1 / 12), "")]


def test_undefined_is_empty_and_says_why(study: Study) -> None:
    table = measure(study, metrics="constraint", layers="mdt", snapshots="after").table
    assert [(o, g, note) for o, g, value, note in rows(table) if np.isnan(value)] == [
        ("C", "local", "no ties"),
        ("D", "", "no ties"),
        ("", "local", "undefined for every organisation in this group: no ties"),
    ]


def test_mean_of_a_group_leaves_the_undefined_out_and_counts_them() -> None:
    drawn = sketch("A>B C")
    roster = Roster.of("ABC", attributes={"centre": ["local"] * 3})
    network = Network(roster, drawn.layer, drawn.ties)
    table = measure_network(network, contrast=CONTRAST, metrics="constraint").table
    assert rows(table, organisation="")[1] == ("", "local", 1.0, "1 of 3 organisations undefined, left out")
    assert rows(table, organisation="")[0][3] == "no organisation in this group"


def test_unobserved_pairs_are_counted_in_the_note() -> None:
    drawn = sketch("A>B C")
    network = Network(drawn.roster, drawn.layer, drawn.ties, unobserved=frozenset({(2, 0), (2, 1)}))
    table = measure_network(network, metrics=["density", "components", "constraint"]).table
    assert rows(table, metric="density") == [("", "", 0.25, "2 pairs not observed, left out")]
    assert rows(table, metric="components") == [("", "", 2.0, "2 pairs not observed, taken as no tie")]
    assert rows(table, metric="constraint")[2][3] == "no ties; 2 pairs not observed, taken as no tie"
    one = Network(drawn.roster, drawn.layer, drawn.ties, unobserved=frozenset({(2, 0)}))
    assert rows(measure_network(one, metrics="density").table)[0][3] == "1 pair not observed, left out"


def test_unknown_names_are_all_refused_with_the_nearest(study: Study) -> None:
    with pytest.raises(UsageError) as caught:
        measure(study, layers=["mdts", "meting"])
    assert [problem.hint for problem in caught.value.problems] == ["Did you mean 'mdt'?", "Did you mean 'meetings'?"]
    with pytest.raises(UsageError, match="There is no snapshot 'befor'"):
        measure(study, snapshots="befor")
    with pytest.raises(UsageError, match="Did you mean 'pagerank'"):
        measure(study, metrics="page_rank")


def test_metric_that_no_layer_allows_has_no_result(study: Study) -> None:
    with pytest.raises(NoResultError, match="for directed layers, and 'meetings' is undirected") as caught:
        measure(study, metrics=["in_degree", "density"], layers="meetings")
    assert [problem.code for problem in caught.value.problems] == ["E702"]
    with pytest.raises(NoResultError, match="layer 'mdt' is not two-mode"):
        measure(study, metrics="two_mode_degree", layers="mdt")


def test_metric_that_some_layers_allow_is_measured_there(study: Study) -> None:
    assert set(measure(study, metrics=("in_degree",)).table["layer"]) == {"mdt"}
    assert set(measure(study, metrics=("degree", "in_degree")).table["metric"]) == {"degree", "in_degree"}


def test_no_name_at_all_means_all(study: Study) -> None:
    everything = measure(study).table
    assert measure(study, metrics=(), layers=(), snapshots=()).table.equals(everything)


@pytest.mark.parametrize("drawing", ["", "A", "A B", "A-B"])
def test_the_smallest_networks_have_a_row_for_everything(drawing: str) -> None:
    table = measure_network(sketch(drawing)).table
    assert len(table)
    assert (table["value"].notna() | (table["note"] != "")).all()


def test_order_of_ties_does_not_matter() -> None:
    forth = [(0, 1, 1.0), (1, 2, 2.5), (3, 0, 0.1), (3, 2, 0.7)]
    layer = Layer("mdt", directed=True)
    tables = [
        measure_network(Network(ROSTER, layer, Ties.of(order, directed=True))).table.to_csv()
        for order in (forth, forth[::-1])
    ]
    assert tables[0] == tables[1]


def test_metrics_that_are_not_default_are_measured_only_by_name(study: Study) -> None:
    assert not {name for name in measure(study).metrics if not catalogue()[name].default}
    assert list(measure(study, metrics="dyad_census").metrics) == [
        "dyad_census.mutual",
        "dyad_census.asymmetric",
        "dyad_census.null",
    ]


def test_parts_stand_in_the_order_of_the_record_and_one_can_be_asked_for(study: Study) -> None:
    scores = measure(study, metrics="dyad_census", snapshots="before")
    assert list(scores.table[["layer", "metric", "value"]].itertuples(index=False, name=None)) == [
        ("mdt", "dyad_census.mutual", 0.0),
        ("mdt", "dyad_census.asymmetric", 3.0),
        ("mdt", "dyad_census.null", 3.0),
    ]
    assert scores.frame().attrs["labels"]["dyad_census.mutual"] == "pairs tied both ways"
    one = measure(study, metrics=["dyad_census.null", "density"], layers="mdt", snapshots="before").table
    assert list(one["metric"]) == ["density", "dyad_census.null"]
    both = measure(study, metrics=["dyad_census.null", "dyad_census"], snapshots="before").table
    assert list(both["metric"]) == list(scores.table["metric"])
    with pytest.raises(UsageError, match=r"Did you mean 'dyad_census\.mutual'"):
        measure(study, metrics="dyad_census.mutuel")


def test_metric_of_groups_has_rows_of_groups_only(study: Study) -> None:
    table = measure(study, metrics="group_degree", layers="mdt", snapshots="before").table
    assert rows(table) == [("", "specialist", 1.0, ""), ("", "local", 1 / 3, "")]
    other = measure(study, metrics="group_degree", layers="mdt", snapshots="before", by=Contrast("centre", ("*", "x")))
    assert rows(other.table) == [
        ("", "*", 1.0, ""),
        ("", "x", pytest.approx(np.nan, nan_ok=True), "no organisation in this group"),
    ]


def test_everybody_in_one_group_leaves_nobody_outside(study: Study) -> None:
    place = Contrast("place", ("*",))
    table = measure(study, metrics="group_degree", layers="mdt", snapshots="before", by=place).table
    assert rows(table)[0][3] == "no organisation in the group, or none outside it"


def test_roles_between_groups_are_of_organisations_and_by_part(study: Study) -> None:
    table = measure(study, metrics="brokerage_roles", layers="mdt", snapshots="before").table
    assert rows(table, metric="brokerage_roles.gatekeeper") == [
        ("A", "specialist", 1.0, ""),
        ("B", "specialist", 0.0, ""),
        ("C", "local", 0.0, ""),
        ("D", "", pytest.approx(np.nan, nan_ok=True), "in none of the groups"),
        ("", "specialist", 0.5, ""),
        ("", "local", 0.0, ""),
    ]
    assert table["metric"].nunique() == 5


def test_metric_that_needs_groups_has_no_result_without(study: Study) -> None:
    without = Study(**{**{f: getattr(study, f) for f in study.__dataclass_fields__}, "contrasts": (), "_derived": {}})
    for name in ("group_degree", "brokerage_roles", "brokerage_roles.liaison"):
        with pytest.raises(NoResultError, match="needs groups of organisations, and there are none"):
            measure(without, metrics=name)
    assert len(measure(without).table)
    assert len(measure(without, metrics="group_degree", by="centre").table)


def test_layers_together_stand_after_the_layers(study: Study) -> None:
    scores = measure(study, metrics=["multiplex_participation", "density"], snapshots="before")
    assert list(dict.fromkeys(scores.table["layer"])) == ["meetings", "mdt", "all layers"]
    together = scores.table[scores.table["layer"] == "all layers"]
    assert rows(together) == [
        ("A", "specialist", pytest.approx(2 * (1 - (4 + 9) / 25)), ""),
        ("B", "specialist", 1.0, ""),
        ("C", "local", 1.0, ""),
        ("D", "", 0.0, ""),
        ("", "specialist", pytest.approx(1 - 0.02), ""),
        ("", "local", 1.0, ""),
    ]
    after = measure(study, metrics="multiplex_participation", snapshots="after").table
    assert rows(after)[3][3] == "no ties in any layer"
    with pytest.raises(NoResultError, match=r"has no result: it is a metric of two or more layers together\.$"):
        measure(study, metrics="multiplex_participation", layers="mdt")
    with pytest.raises(NoResultError, match="two or more layers together"):
        measure_network(sketch("A>B"), metrics="multiplex_participation")


def test_some_of_the_layers_together_are_named(study: Study) -> None:
    third = {**study.layers, "third": LayerRule("third", "mdt_links")}
    fields = {f: getattr(study, f) for f in study.__dataclass_fields__}
    wide = Study(**{**fields, "layers": third, "_derived": {}})
    some = measure(wide, metrics="multiplex_participation", layers=["third", "mdt"]).table
    assert set(some["layer"]) == {"mdt + third"}
    assert set(measure(wide, metrics="multiplex_participation").table["layer"]) == {"all layers"}


def test_unobserved_pairs_of_layers_together_are_counted() -> None:
    from sna.metrics.scoring import Subject, score_blocks
    from sna.model import Multiplex

    drawn = sketch("A>B C")
    network = Network(drawn.roster, drawn.layer, drawn.ties, unobserved=frozenset({(2, 0)}))
    both = Subject("all layers", Multiplex({"one": network, "two": network}))
    blocks = score_blocks(both, [catalogue()["multiplex_participation"]])
    notes = [note for block in blocks for note in block.notes]
    assert notes[0] == "2 pairs not observed, taken as no tie"
