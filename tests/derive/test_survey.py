"""Surveys: whose report makes a tie, what is not observed, composites, non-respondents, rates: by hand and igraph."""

import itertools
import math
from dataclasses import replace

import igraph
import numpy as np
import pytest

from sna.derive import derivation_problems, row_fates, survey_quality
from sna.derive.survey import joined
from sna.errors import UsageError
from sna.model import Answers, Item, LayerRule, Roster, Snapshot

TRUST = Answers((Item("", "value"),))


def rule(answers=TRUST, name="survey", **more):
    return LayerRule(name, "survey", weight="value", directed=answers.reports == "sent", answers=answers, **more)


def said(text, **more):
    """Return rows from ``A>B:3 A>C:?``; ``?`` is a blank answer."""
    rows = []
    for word in text.split():
        ends, _, value = word.partition(":")
        respondent, partner = ends.split(">")
        rows.append(
            {"respondent": respondent, "partner": partner, "value": None if value == "?" else float(value), **more}
        )
    return rows


def pairs(network, ids="ABCD"):
    return {ids[i] + ids[j] for i, j in network.unobserved}


def test_missing_is_not_zero(make_study, edges):
    rows = said("A>B:3 A>C:0 A>D:? B>A:1 B>B:4 D>A:?")
    study = make_study(rule(), tables={"survey": rows})
    network = study.network("survey")
    assert edges(network) == {("A", "B"): 3.0, ("B", "A"): 1.0}
    # C was silent and D's only answer is blank; B does not list C and D, and so names no tie with them.
    assert pairs(network) == {"AD", "CA", "CB", "CD", "DA", "DB", "DC"}
    assert network.pairs == 5
    assert network.counted == {
        "blank or not known: the pair counts as not observed": 2,
        "of an organisation with itself": 1,
        "used": 2,
        "weight zero: asked, and no tie": 1,
    }
    assert sum(row_fates(study, study.layers["survey"]).values()) == len(rows)


def test_what_is_not_known_wins_over_an_answer(make_study, edges):
    rows = [*said("A>B:3", not_known="yes"), *said("A>C:2", not_known="no")]
    network = make_study(rule(), tables={"survey": rows}).network("survey")
    assert edges(network) == {("A", "C"): 2.0}
    assert "AB" in pairs(network)


def test_a_pair_that_is_not_listed_may_be_one_nobody_asked_about(make_study):
    asked = rule(replace(TRUST, unlisted="not_asked"))
    network = make_study(asked, tables={"survey": said("A>B:3 A>C:0 B>A:1")}).network("survey")
    assert network.observed.sum() == 3


def test_who_names_nobody_can_be_said_to_have_answered(make_study):
    study = make_study(rule(), tables={"survey": said("A>B:3")}, ids="ABC")
    silent = Roster.of("ABC", attributes={"responded": ["yes", "yes", None]})
    assert pairs(study.network("survey"), "ABC") == {"BA", "BC", "CA", "CB"}
    assert pairs(replace(study, roster=silent, _derived={}).network("survey"), "ABC") == {"CA", "CB"}


def test_several_waves_cannot_be_meant_by_one_yes(make_study):
    rows = [*said("A>B:3", snapshot="T1"), *said("A>B:3", snapshot="T2")]
    study = make_study(rule(), tables={"survey": rows}, snapshots=(Snapshot("T1"), Snapshot("T2")), ids="AB")
    study = replace(study, roster=Roster.of("AB", attributes={"responded": ["yes", "yes"]}))
    assert pairs(study.network("survey", "T1"), "AB") == {"BA"}


@pytest.mark.parametrize(
    ("reports", "expected"),
    # Rows: what one side says; columns: what the other says; ? is not observed.
    [
        ("either", {"3,1": 3, "3,0": 3, "0,0": 0, "3,?": 3, "0,?": "?", "?,?": "?"}),
        ("both", {"3,1": 1, "3,0": 0, "0,0": 0, "3,?": "?", "0,?": 0, "?,?": "?"}),
        ("mean", {"3,1": 2, "3,0": 1.5, "0,0": 0, "3,?": "?", "0,?": "?", "?,?": "?"}),
    ],
)
def test_two_reports_make_one_tie_where_they_settle_it(reports, expected):
    for case, wanted in expected.items():
        one, other = (math.nan if cell == "?" else float(cell) for cell in case.split(","))
        for values in ([[np.nan, one], [other, np.nan]], [[np.nan, other], [one, np.nan]]):
            found = joined(np.array(values), reports)
            assert found[0, 1] == found[1, 0] or np.isnan(found[[0, 1], [1, 0]]).all()
            assert found[0, 1] == wanted or (wanted == "?" and math.isnan(found[0, 1])), case


def test_confirmed_ties_leave_the_unsettled_unobserved(make_study, edges):
    rows = said("A>B:3 A>C:0 A>D:2 B>A:1 B>C:4")
    network = make_study(rule(replace(TRUST, reports="both")), tables={"survey": rows}).network("survey")
    assert edges(network) == {("A", "B"): 1.0}
    # A denies C, B does not name D: settled. A names D, B names C, who were silent: not. Nor is C with D.
    assert pairs(network) == {"AD", "BC", "CD"}


def test_a_composite_needs_every_item(make_study, edges):
    of = Answers((Item("mission"), Item("reliability")))
    rows = [*said("A>B:3 A>C:4 A>D:0 B>A:2 C>A:?", question="mission")]
    rows += said("A>B:2 A>D:0 B>A:? C>A:1", question="reliability") + said("A>B:9", question="power")
    study = make_study(rule(of, "trust"), tables={"survey": rows})
    network = study.network("trust")
    assert edges(network) == {("A", "B"): 2.5}
    assert {"AC", "BA", "CA", "DA"} <= pairs(network)
    assert not {"AB", "AD"} & pairs(network)
    incomplete = "without every item of the composite: the pair counts as not observed"
    assert network.counted == {"of another layer": 1, incomplete: 5, "used": 2, "weight zero: asked, and no tie": 2}


def test_a_composite_of_columns(make_study, edges):
    of = Answers((Item("", "mission"), Item("", "reliability")))
    rows = [
        {"respondent": "A", "partner": "B", "mission": 3, "reliability": 2},
        {"respondent": "A", "partner": "C", "mission": 3, "reliability": None},
    ]
    network = make_study(rule(of, "trust"), tables={"survey": rows}).network("trust")
    assert edges(network) == {("A", "B"): 2.5}
    assert "AC" in pairs(network)


@pytest.mark.parametrize(("duplicates", "weight"), [("error", 4.0), ("max", 4.0), ("last", 1.0), ("mean", 2.5)])
def test_several_people_of_one_organisation(make_study, edges, duplicates, weight):
    study = make_study(rule(duplicates=duplicates), tables={"survey": said("A>B:4 A>B:1")})
    assert edges(study.network("survey")) == {("A", "B"): weight}


def test_without_answers_a_row_is_a_tie_and_without_weight_each_counts_one(make_study, edges):
    rows = [{"respondent": "A", "partner": "B"}, {"respondent": "B", "partner": "C"}]
    named = LayerRule("survey", "survey", answers=Answers((Item("", ""),)))
    assert edges(make_study(named, tables={"survey": rows}).network("survey")) == {("A", "B"): 1.0, ("B", "C"): 1.0}
    flat = LayerRule("survey", "survey", weight="", answers=TRUST)
    assert edges(make_study(flat, tables={"survey": said("A>B:4 A>C:0")}).network("survey")) == {("A", "B"): 1.0}


@pytest.mark.parametrize(("policy", "who"), [("full", "ABCDE"), ("ties_only", "ABC"), ("drop", "AB")])
def test_what_becomes_of_non_respondents(make_study, policy, who):
    # C is named and silent, D was denied, E is listed with a blank only.
    rows = [*said("A>B:1 A>C:2 A>D:0 B>A:1 B>E:?"), *said("D>A:?")]
    roles = [{"person": "p", "organisation": "A"}, {"person": "p", "organisation": "E"}]
    joint = LayerRule("joint", "roles", weight="people", directed=False)
    study = make_study(rule(), joint, tables={"survey": rows, "roles": roles}, ids="ABCDE", non_respondents=policy)
    network = study.network("survey")
    assert "".join(network.roster.ids) == who
    assert study.multiplex().layers["joint"].roster == network.roster
    assert {who[i] for i, _ in network.unobserved} - {"B"} == set(who) - {"A", "B"}
    left_out = "of an organisation that is left out because it did not answer"
    assert network.counted.get(left_out, 0) == {"full": 0, "ties_only": 3, "drop": 4}[policy]
    assert network == study.narrowed(layers=["survey"]).network("survey")


def test_a_snapshot_in_which_nobody_was_asked_keeps_everybody(make_study):
    rows = said("A>B:1", snapshot="T1")
    snapshots = (Snapshot("T1"), Snapshot("T2"))
    study = make_study(rule(), tables={"survey": rows}, snapshots=snapshots, non_respondents="drop")
    assert study.network("survey", "T1").roster.ids == ("A",)
    network = study.network("survey", "T2")
    assert len(network.roster) == 4
    assert network.pairs == 0
    assert list(survey_quality(study)["snapshot"]) == ["T1"]


def test_rates_by_hand(make_study):
    rows = said("A>B:3 A>C:0 A>D:? B>A:1 B>C:2 C>A:0 C>B:0")
    study = make_study(rule(), tables={"survey": rows}, ids="ABCDE")
    study = replace(study, roster=Roster.of("ABCDE", attributes={"approached": [None, "yes", "yes", "yes", "no"]}))
    [row] = survey_quality(study).to_dict("records")
    assert (row["approached"], row["responded"], row["response_rate"]) == (4, 3, 0.75)
    assert (row["listed"], row["answered"], row["completion_rate"]) == (7, 6, pytest.approx(6 / 7))
    # A and B agree; of B and C only B reports a tie; A and C agree that there is none.
    assert (row["reported"], row["confirmed"], row["confirmation_rate"]) == (2, 1, 0.5)


def test_confirmation_is_the_reciprocity_of_pairs_that_igraph_has(make_study):
    random = np.random.default_rng(7)
    ids = "ABCDEFGH"
    values = random.integers(0, 3, (8, 8))
    rows = [
        {"respondent": a, "partner": b, "value": float(values[i, j])}
        for (i, a), (j, b) in itertools.permutations(enumerate(ids), 2)
    ]
    study = make_study(rule(), tables={"survey": rows}, ids=ids)
    [row] = survey_quality(study).to_dict("records")
    ties = study.network("survey").ties
    graph = igraph.Graph(8, list(zip(ties.sender.tolist(), ties.receiver.tolist(), strict=True)), directed=True)
    assert row["confirmation_rate"] == pytest.approx(graph.reciprocity(mode="ratio"))
    assert row["response_rate"] == row["completion_rate"] == 1
    assert study.network("survey").unobserved == frozenset()


def test_undefined_rates_say_why(make_study):
    study = make_study(rule(), tables={"survey": said("A>B:?")})
    [row] = survey_quality(study).to_dict("records")
    assert math.isnan(row["completion_rate"])
    assert math.isnan(row["confirmation_rate"])
    assert row["note"] == "nobody answered"


@pytest.mark.parametrize(("respondents", "warned"), [("ABC", False), ("AB", True)])
def test_fewer_than_three_in_four_is_worth_a_warning(make_study, respondents, warned):
    rows = [row for who in respondents for row in said(" ".join(f"{who}>{p}:1" for p in "ABCD" if p != who))]
    study = make_study(rule(), tables={"survey": rows})
    found = [problem for problem in derivation_problems(study) if problem.code == "W417"]
    assert bool(found) == warned
    if warned:
        assert "2 of 4 organisations answered" in str(found[0])
        assert "Not answered: C, D" in str(found[0])


def test_questions_that_the_same_left_unanswered_are_said_together(make_study):
    rules = [rule(Answers((Item(name),)), name) for name in ("mission", "power")]
    rows = [*said("A>B:1", question="mission"), *said("A>B:1", question="power")]
    study = make_study(*rules, tables={"survey": rows})
    [found] = [problem for problem in derivation_problems(study) if problem.code == "W417"]
    assert "'mission', 'power'" in found.message
    assert list(survey_quality(study)["layer"]) == ["", "mission", "power"]


def test_row_order_does_not_matter(make_study):
    rows = said("A>B:3 A>C:0 A>D:? B>A:1 C>D:2 D>A:?")
    of = rule(replace(TRUST, reports="either"))
    networks = {make_study(of, tables={"survey": list(order)}).network("survey") for order in (rows, rows[::-1])}
    assert len(networks) == 1


def test_a_layer_says_how_it_was_made(make_study):
    of = Answers((Item("mission"), Item("reliability")), reports="mean")
    study = make_study(rule(of, "trust"), tables={"survey": said("A>B:1", question="mission")})
    layer = study.network("trust").layer
    assert layer.rule.startswith(
        "mean of the answers to mission, reliability in survey.csv where every one is answered"
    )
    assert not layer.directed
    assert layer.counts == "rating"


def test_facts_without_a_pathway_cannot_be_narrowed_by_it(make_study):
    study = make_study(rule(), tables={"survey": said("A>B:1")})
    with pytest.raises(UsageError):
        study.network("survey", pathway="kidney")
    rows = [*said("A>B:1", pathway="kidney"), *said("A>C:2", pathway="prostate")]
    assert make_study(rule(), tables={"survey": rows}).network("survey", pathway="kidney").m == 1


def test_waves_that_are_no_snapshots_are_named(make_study):
    rows = said("A>B:1", snapshot="T1")
    study = make_study(rule(), tables={"survey": rows}, snapshots=(Snapshot("before"), Snapshot("after")))
    [found] = [problem for problem in derivation_problems(study) if problem.code == "W509"]
    assert found.hint == "Its column names 'T1'; snapshots are before, after. Name them alike."


def test_unlisted_pairs_beside_listed_zeros_are_said_unless_declared(make_study):
    def warned(text, **more):
        study = make_study(rule(replace(TRUST, **more)), tables={"survey": said(text)}, ids="ABC")
        return [str(problem) for problem in derivation_problems(study) if problem.code == "W424"]

    assert warned("A>B:3 B>A:1", assumed=True) == []
    assert warned("A>B:3 A>C:0 B>A:1", assumed=False) == []
    assert warned("A>B:3 A>C:0 B>A:1 B>C:2", assumed=True) == []
    assert warned("A>B:3 A>C:0 B>A:1", assumed=True, unlisted="not_asked") == []
    [found] = warned("A>B:3 A>C:0 B>A:1", assumed=True)
    assert "1 pair that respondents do not list counts as no tie" in found


@pytest.mark.parametrize("policy", ["full", "ties_only", "drop"])
def test_rates_are_of_what_was_asked_whatever_becomes_of_non_respondents(make_study, policy):
    rows = [*said("A>B:3 A>C:0 A>D:? B>A:1 B>C:2 B>D:0", snapshot="T1"), *said("A>B:1 C>A:1", snapshot="T2")]
    snapshots = (Snapshot("T1"), Snapshot("T2"))
    asked = rule(replace(TRUST, assumed=True))
    study = make_study(asked, tables={"survey": rows}, snapshots=snapshots, non_respondents=policy)
    found = survey_quality(study).to_dict("records")
    assert [(row["approached"], row["responded"], row["listed"], row["answered"]) for row in found] == [
        (4, 2, 6, 5),
        (4, 2, 2, 2),
    ]
    problems = [str(problem) for problem in derivation_problems(study)]
    # With `ties_only` it is D that is left out both times.
    assert not any(text.startswith("W424") for text in problems)
    assert any("seem to join or leave" in text for text in problems) == (policy == "drop")
