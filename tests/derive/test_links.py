"""MDT links and edge lists: sums, shares of periods, unobserved pairs, and the count of what is left out."""

import dataclasses
import datetime as dt

import pytest

from sna.derive import derivation_problems, row_fates
from sna.errors import UsageError
from sna.model import LayerRule, Snapshot

MDT = LayerRule("mdt", "mdt_links", weight="cases", depends="sender")


def link(a, b, cases=1.0, **more):
    return {"from_organisation": a, "to_organisation": b, "cases": cases, **more}


def test_cases_are_summed_and_self_ties_counted(make_study, edges):
    rows = [link("A", "B", 3), link("A", "B", 4), link("B", "A", 1), link("C", "C", 9)]
    network = make_study(MDT, tables={"mdt_links": rows}).network("mdt")
    assert edges(network) == {("A", "B"): 7.0, ("B", "A"): 1.0}
    assert network.counted == {"of an organisation with itself": 1, "used": 3}
    assert network.layer.depends == "sender"


def test_a_period_that_crosses_a_boundary_is_shared_and_counted_once(make_study):
    halves = [
        Snapshot("a", dt.date(2015, 1, 1), dt.date(2015, 6, 30)),
        Snapshot("b", dt.date(2015, 7, 1), dt.date(2015, 12, 31)),
    ]
    rows = [link("A", "B", 10, period_start="2015-06-26", period_end="2015-07-05")]
    study = make_study(MDT, tables={"mdt_links": rows}, snapshots=halves)
    weights = [study.network("mdt", name).ties.weight.sum() for name in ("a", "b")]
    assert weights == pytest.approx([5.0, 5.0])


def test_blank_is_unobserved_zero_is_no_tie(make_study, edges):
    rows = [link("A", "B", None), link("A", "C", 0), link("A", "D", None), link("A", "D", 2)]
    network = make_study(MDT, tables={"mdt_links": rows}).network("mdt")
    assert edges(network) == {("A", "D"): 2.0}
    assert network.unobserved == {(0, 1)}
    assert network.pairs == 11
    assert not network.observed[0, 1]


def test_an_undirected_list_joins_both_orders(make_study, edges):
    rule = LayerRule("trust", "trust", weight="weight", directed=False)
    rows = [{"from_organisation": "B", "to_organisation": "A", "weight": 2.0}]
    rows += [{"from_organisation": "A", "to_organisation": "B", "weight": 2.0}]
    assert edges(make_study(rule, tables={"trust": rows}).network("trust")) == {("A", "B"): 2.0}


@pytest.mark.parametrize(("duplicates", "weight"), [("sum", 5.0), ("max", 3.0), ("last", 2.0)])
def test_duplicates_by_the_declared_rule(make_study, edges, duplicates, weight):
    rule = LayerRule("trust", "trust", weight="weight", duplicates=duplicates)
    rows = [{"from_organisation": "A", "to_organisation": "B", "weight": w} for w in (3.0, 2.0)]
    assert edges(make_study(rule, tables={"trust": rows}).network("trust")) == {("A", "B"): weight}


def test_a_layer_column_divides_one_list(make_study, edges):
    rows = [
        {"from_organisation": "A", "to_organisation": "B", "layer": "x"},
        {"from_organisation": "A", "to_organisation": "C", "layer": "y"},
    ]
    rules = [LayerRule(name, "edges", only=name) for name in "xy"]
    study = make_study(*rules, tables={"edges": rows})
    assert edges(study.network("y")) == {("A", "C"): 1.0}
    assert study.multiplex().roster.ids == ("A", "B", "C", "D")


def test_a_snapshot_column_names_the_snapshot(make_study, edges):
    rows = [{"from_organisation": "A", "to_organisation": b, "snapshot": s} for b, s in (("B", "1"), ("C", "2"))]
    study = make_study(LayerRule("e", "e"), tables={"e": rows}, snapshots=[Snapshot("1"), Snapshot("2")])
    assert edges(study.network("e", "2")) == {("A", "C"): 1.0}


def test_every_row_has_a_fate_and_isolates_are_said(make_study):
    year = Snapshot("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31))
    rows = [link("A", "B", 3, period_end="2015-03-01"), link("A", "B", 3, period_end="2012-03-01")]
    rows += [link("A", "B", 3, period_end=None)]
    study = make_study(MDT, tables={"mdt_links": rows}, snapshots=[year])
    fates = row_fates(study, MDT)
    assert fates == {"outside the snapshot": 1, "used": 1, "without a date": 1}
    assert sum(fates.values()) == len(rows)
    said = {problem.code: problem.message for problem in derivation_problems(study)}
    assert said["W402"] == "Layer 'mdt', without a tie, and kept: 2: C, D."


def test_present_policy_keeps_only_those_with_a_record(make_study):
    study = make_study(MDT, tables={"mdt_links": [link("A", "B", 3)]}, policy="present")
    assert study.network("mdt").roster.ids == ("A", "B")


def test_a_filter_the_facts_do_not_know_is_refused(make_study):
    study = make_study(MDT, tables={"mdt_links": [link("A", "B", 3)]})
    with pytest.raises(UsageError, match="no profession"):
        study.network("mdt", profession="nurse")


def test_dated_centres_win_for_their_pathway(make_study):
    before = Snapshot("before", dt.date(2014, 1, 1), dt.date(2014, 12, 31))
    after = Snapshot("after", dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    centres = [{"organisation": "A", "pathway": "kidney", "centre": "specialist", "start": "2015-06-01", "end": None}]
    rows = [link("B", "A", 3, pathway="kidney", period_end=day) for day in ("2014-05-05", "2016-05-05")]
    study = make_study(MDT, tables={"mdt_links": rows, "centres": centres}, snapshots=[before, after])
    assert study.network("mdt", "after", pathway="kidney").roster.group_of("centre")["A"] == "specialist"
    assert study.network("mdt", "before", pathway="kidney").roster.group_of("centre")["A"] is None


def test_without_a_pathway_an_own_centre_type_wins_and_a_missing_one_is_filled(make_study):
    before = Snapshot("before", dt.date(2014, 1, 1), dt.date(2014, 12, 31))
    after = Snapshot("after", dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    centres = [
        {"organisation": o, "pathway": p, "centre": c, "start": "2015-06-01", "end": None}
        for o, p, c in [("A", "kidney", "local"), ("B", "bladder", "local"), ("A", "bladder", "specialist")]
    ]
    organisations = [{"organisation": o, "centre": "coordinating" if o == "B" else None} for o in "ABCD"]
    rows = [link("B", "A", 3, pathway="kidney", period_end=day) for day in ("2014-05-05", "2016-05-05")]
    for listed in (centres, centres[::-1]):
        tables = {"mdt_links": rows, "centres": listed, "organisations": organisations}
        study = make_study(MDT, tables=tables, snapshots=[before, after])
        study = dataclasses.replace(study, roster=study.roster.with_attribute("centre", {"B": "coordinating"}))
        now = study.network("mdt", "after").roster.group_of("centre")
        assert now == {"A": "specialist", "B": "coordinating", "C": None, "D": None}
        assert study.network("mdt", "before").roster.group_of("centre")["A"] is None
        kidney = study.network("mdt", "after", pathway="kidney").roster.group_of("centre")
        assert kidney == {"A": "local", "B": "coordinating", "C": None, "D": None}


def test_shared_periods_undated_lists_blanks_and_zeros_are_said(make_study):
    halves = [
        Snapshot("a", dt.date(2015, 1, 1), dt.date(2015, 6, 30)),
        Snapshot("b", dt.date(2015, 7, 1), dt.date(2015, 12, 31)),
    ]
    rows = [link("A", "B", 10, period_start="2015-06-26", period_end="2015-07-05")]
    rows += [link("C", "D", cases, period_end="2015-02-01") for cases in (None, 0)]
    study = make_study(MDT, tables={"mdt_links": rows}, snapshots=halves)
    said = {problem.code: problem for problem in derivation_problems(study)}
    assert "W508" in said
    assert said["W508"].line == 2
    trust = [{"from_organisation": "A", "to_organisation": "B"}]
    undated = make_study(LayerRule("trust", "trust"), tables={"trust": trust}, snapshots=halves)
    assert "W521" in {problem.code for problem in derivation_problems(undated)}


def test_a_narrowed_study_is_narrow_throughout(make_study, edges):
    rows = [link("A", "B", 3, pathway="kidney"), link("A", "C", 2, pathway="bladder")]
    study = make_study(MDT, LayerRule("again", "mdt_links", weight="cases"), tables={"mdt_links": rows})
    kidney = study.narrowed(layers=["mdt"], pathway="kidney")
    assert list(kidney.layers) == ["mdt"]
    assert edges(kidney.network("mdt")) == {("A", "B"): 3.0}
    assert kidney.network("mdt").filters == {"pathway": ("kidney",)}
    assert edges(study.network("mdt")) == {("A", "B"): 3.0, ("A", "C"): 2.0}
    with pytest.raises(UsageError, match=r"layer 'mtd'(.|\n)*snapshot 'none'"):
        study.narrowed(layers=["mtd"], snapshots=["none"])


def test_organisations_that_no_row_names_are_said(make_study):
    study = make_study(MDT, tables={"mdt_links": [link("A", "B", 3)]})
    said = {problem.code: problem.message for problem in derivation_problems(study)}
    assert said["W422"].startswith("No row names C, D")


def test_dates_that_no_snapshot_divides_are_said(make_study):
    rows = [link("A", "B", 3, period_start="2014-12-01", period_end="2015-02-01"), link("A", "C", 3, period_end=None)]
    study = make_study(MDT, tables={"mdt_links": rows})
    said = {problem.code: problem for problem in derivation_problems(study)}
    assert "dates from 2014-12-01 to 2015-02-01" in said["W523"].message
    assert "1 row" in said["W523"].message
    assert 'snapshots = "year"' in said["W523"].hint


@pytest.mark.parametrize(
    ("end", "way_out"),
    [("2015-04-01", 'snapshots = "quarter"'), ("2015-03-31", 'snapshots = "month"'), ("2015-02-28", None)],
)
def test_only_periods_that_divide_the_dates_are_offered(make_study, end, way_out):
    rows = [link("A", "B", 3, period_start="2015-02-01", period_end=end)]
    study = make_study(MDT, tables={"mdt_links": rows})
    hints = [problem.hint for problem in derivation_problems(study) if problem.code == "W523"]
    assert [way_out in hint for hint in hints] == ([True] if way_out else [])
