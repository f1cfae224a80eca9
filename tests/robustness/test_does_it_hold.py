"""Guards what is said of a gap under other choices: gaps known by hand, brute force, and the headline itself."""

import dataclasses
import itertools
import math

import numpy as np
import pandas as pd
import pytest

import sna
import sna.contrast.subjects
from sna.contrast import asymmetry
from sna.errors import NoResultError, UsageError
from sna.infer import Stream, median_difference_test
from sna.model import Answers, Item, LayerRule, Network
from sna.report import holds_sentences
from sna.robustness import CHOICE_COLUMNS, ENOUGH, FAMILIES, VERDICTS, sensitivity
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import Outcome, outcome, verdict
from sna.robustness.reasonable import choices
from sna.robustness.rerunning import choice_rows
from sna.robustness.successors import final_successors, merged
from sna.robustness.unobserved import filled, reconstructed

TESTING = sna.contrast.subjects.Testing()
BOARD = LayerRule("board", "attendance", rule="meetings", directed=False)
TRUST = LayerRule("trust", "survey", answers=Answers((Item("", "value"),)))


def met(**meetings):
    return [{"meeting": meeting, "organisation": who} for meeting, there in meetings.items() for who in there]


def board(make_study, **meetings):
    rows = met(**meetings)
    return make_study(BOARD, tables={"meetings": [{"meeting": m} for m in meetings], "attendance": rows})


def said(text):
    """Return answers from ``A>B:3 A>C:0``."""
    rows = []
    for word in text.split():
        ends, _, value = word.partition(":")
        rows.append(dict(zip(("respondent", "partner"), ends.split(">"), strict=True)) | {"value": float(value)})
    return rows


def row_of(found, start):
    rows = found.table[found.table["choice"].str.startswith(start)]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def test_a_gap_that_hangs_on_one_meeting_turns_round_without_it(make_study):
    found = sensitivity(board(make_study, m0="ABC", m1="DE", m2="FG"), draws=3)
    reported = found.table.iloc[0]
    assert (reported["value"], reported["metric"]) == (pytest.approx(2 - 0.8), "strength")
    assert reported["p"] == pytest.approx(1 / math.comb(8, 3))
    row = row_of(found, "each meeting left out")
    assert (row["verdict"], row["worst_case"], row["value"]) == ("flips", "m0", pytest.approx(-0.8))
    assert (row["turns"], row["turns_alike"]) == (3, 2)
    assert (row["lowest"], row["highest"]) == pytest.approx((-0.8, 2 - 0.4))


def test_the_sentence_names_what_turns_the_gap_round(make_study):
    [sentence] = holds_sentences(sensitivity(board(make_study, m0="ABC", m1="DE", m2="FG"), draws=3)).values()
    assert sentence.startswith("Board: the gap (specialist minus local organisations +1.2 strength of links, p = 0.018")
    assert "It turns round without one meeting (m0)." in sentence
    assert sentence.index("It turns round") < sentence.index("It cannot be tested") < sentence.index("Only 9 choices")


def test_a_gap_of_weights_alone_is_gone_in_presence(make_study):
    rows = [
        {"from_organisation": a, "to_organisation": b, "weight": 10.0 if {a, b} <= set("ABC") else 1.0}
        for a, b in itertools.combinations("ABCDEFGH", 2)
    ]
    study = make_study(LayerRule("links", "links", weight="weight", directed=False), tables={"links": rows})
    found = sensitivity(study, metric="strength", draws=3)
    assert found.table["p"].iloc[0] == pytest.approx(1 / 56)
    row = row_of(found, "ties as there or not")
    assert (row["value"], row["metric"], row["verdict"]) == (0, "degree", "weaker")
    assert row_of(found, "only ties of 2 or more")["verdict"] == "holds"


@pytest.mark.parametrize(
    ("layer", "metric"),
    [("mdt", "in_degree"), ("joint_roles", "degree"), ("meetings", "strength"), ("mdt", "pagerank")],
)
def test_the_first_row_is_the_headline_and_a_choice_that_changes_nothing_is_too(layer, metric):
    study = sna.load("centralised-surgery")
    found = asymmetry(study, layers=layer, snapshots="after").table
    own = found[(found["quantity"] == "difference") & (found["metric"] == metric)].iloc[0]
    contrast = study.contrasts[0]
    case = Case(study, layer, "after", contrast, contrast.pairs[0], metric)
    nothing = Choice("facts", "nothing", "if nothing changes", lambda here: here.with_study(title="another"))
    reported, rerun = choice_rows(case, [nothing], TESTING)
    columns = ["value", "p", "p_min", "n"]
    expected = own[columns].to_numpy(dtype=float)
    # Several metrics at once are summed in another order than one alone.
    assert [reported[c] for c in columns] == pytest.approx(expected.tolist(), rel=1e-13, nan_ok=True)
    assert repr([rerun[c] for c in columns]) == repr([reported[c] for c in columns])
    ends = [own["low"], own["high"]]
    assert [reported["low"], reported["high"]] == pytest.approx(ends, rel=1e-12, nan_ok=True)
    assert rerun["changes"] == "no"
    assert reported["note"] == own["note"]
    assert reported["method"].partition(";")[0] == own["method"].partition(";")[0]


@pytest.mark.parametrize("study", ["centralised-surgery", "end-of-life-partnership"])
def test_every_layer_of_the_bundled_studies_has_twelve_choices_that_change_something(study):
    found = sensitivity(sna.load(study), draws=1)
    assert tuple(found.table.columns) == CHOICE_COLUMNS
    assert found.too_few == {}
    for _, rows in found.table.groupby("layer"):
        others = rows.iloc[1:]
        assert others["choice"].is_unique
        assert set(others["family"]) <= set(FAMILIES)
        assert set(others["verdict"]) <= set(VERDICTS) - {"as reported"}
        assert (others["words"] != "").all()
        assert (others["changes"] == "yes").sum() >= ENOUGH
        assert others["family"].map(FAMILIES.index).is_monotonic_increasing
        assert (others["p"].isna() | (others["method"] != "")).all()
        assert (others["target"] != "").all()


def test_fewer_choices_come_with_the_reason(make_study):
    rows = [{"from_organisation": a, "to_organisation": "A"} for a in "BCDEFGH"]
    found = sensitivity(make_study(LayerRule("links", "links"), tables={"links": rows}), draws=1)
    [(where, why)] = found.too_few.items()
    changing = (found.table["changes"] == "yes").sum()
    assert where == ("links", "all")
    assert why.startswith(f"{changing} choices change something: its ties carry no strength; its facts have no dates")


def completions(network, metric, groups):
    """Yield the gap under everything that the unobserved pairs could be: a tie of 1, or none."""
    pairs = sorted(network.unobserved)
    for there in itertools.product((0, 1), repeat=len(pairs)):
        matrix = np.zeros((network.n, network.n))
        matrix[network.ties.sender, network.ties.receiver] = 1
        for (i, j), tie in zip(pairs, there, strict=True):
            matrix[i, j] = tie
        if not network.directed:
            matrix = matrix + matrix.T
        values = matrix.sum(axis=1 if metric == "out_degree" else 0)
        yield values[groups == 0].mean() - values[groups == 1].mean()


@pytest.mark.parametrize(
    ("reports", "metric"), [("sent", "in_degree"), ("sent", "out_degree"), ("either", "degree"), ("both", "degree")]
)
def test_bounds_are_those_of_all_completions(make_study, case_of, reports, metric):
    answers = Answers((Item("", "value"),), reports=reports)
    rule = LayerRule("trust", "survey", directed=reports == "sent", answers=answers)
    rows = said("A>B:1 A>C:0 A>D:1 A>E:0 C>A:1 C>B:0 C>D:1 C>E:1 E>A:0 E>B:1 E>C:1 E>D:0")
    case = case_of(make_study(rule, tables={"survey": rows}, specialist="AB", local="CDE"), metric)
    network = case.network
    assert len(network.unobserved) == {"sent": 8, "either": 4, "both": 3}[reports] or network.unobserved
    groups = np.array([0, 0, 1, 1, 1])
    gaps = list(completions(network, metric, groups))
    for sign, bound in ((1, max(gaps)), (-1, min(gaps))):
        done = filled(case, network, sign=sign)
        assert not done.unobserved
        found = outcome(case.with_network(lambda net, sign=sign: filled(case, net, sign=sign)), TESTING)
        assert found.value == pytest.approx(bound)


def test_bounds_of_strength_take_the_strongest_tie_there_is(make_study, case_of):
    rule = LayerRule("trust", "survey", weight="value", answers=Answers((Item("", "value"),)))
    case = case_of(
        make_study(rule, tables={"survey": said("A>B:5 A>C:2 A>D:0")}, specialist="AB", local="CD"), "in_strength"
    )
    # Unobserved are the nine pairs that B, C and D would have reported; those to A and B widen the gap.
    largest = outcome(case.with_network(lambda net: filled(case, net, sign=1)), TESTING)
    smallest = outcome(case.with_network(lambda net: filled(case, net, sign=-1)), TESTING)
    assert largest.value == pytest.approx((3 * 5 + 5 + 2 * 5) / 2 - 2 / 2)
    assert smallest.value == pytest.approx(5 / 2 - (2 + 2 * 5 + 0 + 2 * 5) / 2)


RATED = LayerRule("trust", "survey", weight="value", answers=Answers((Item("", "value"),)))


def gaps_of_ratings(network, answers, end, groups):
    """Yield the gap in mean ratings under everything that the unobserved pairs could be."""
    pairs = sorted(network.unobserved)
    ties = network.ties
    known = dict(zip(zip(ties.sender.tolist(), ties.receiver.tolist(), strict=True), ties.weight.tolist(), strict=True))
    known |= dict.fromkeys(network.zeros, 0.0)
    for filled_in in itertools.product((None, *answers), repeat=len(pairs)):
        given = known | {pair: value for pair, value in zip(pairs, filled_in, strict=True) if value is not None}
        means = [[w for pair, w in given.items() if pair[end] == place] for place in range(network.n)]
        values = np.array([np.mean(own) if own else np.nan for own in means])
        if all((~np.isnan(values[groups == group])).any() for group in (0, 1)):
            yield np.nanmean(values[groups == 0]) - np.nanmean(values[groups == 1])


@pytest.mark.parametrize(("metric", "end"), [("ratings_received.mean", 1), ("ratings_given.mean", 0)])
@pytest.mark.parametrize("rows", ["A>B:5 A>C:2 A>D:3 B>A:4 B>C:2 B>D:5 C>A:3", "A>B:5 A>D:0 B>A:4 B>C:2 C>D:1 C>A:3"])
def test_bounds_of_mean_ratings_are_those_of_all_completions(make_study, case_of, metric, end, rows):
    case = case_of(make_study(RATED, tables={"survey": said(rows)}, specialist="AB", local="CD"), metric)
    network = case.network
    # D did not answer; of C one answer more is taken as not observed.
    network = dataclasses.replace(network, unobserved=network.unobserved | {(2, 1)})
    answers = sorted({*network.ties.weight.tolist(), *([0.0] if network.zeros else [])})
    gaps = list(gaps_of_ratings(network, answers, end, np.array([0, 0, 1, 1])))
    for sign, bound in ((1, max(gaps)), (-1, min(gaps))):
        found = outcome(case.with_network(lambda _, sign=sign: filled(case, network, sign=sign)), TESTING)
        assert found.value == pytest.approx(bound)


def test_a_gap_in_mean_ratings_is_rerun_as_a_sum_and_not_over_the_higher_ratings_alone(make_study):
    rows = said(
        " ".join(f"{a}>{b}:{1 + (ord(a) * ord(b)) % 4}" for a in "ABDEFG" for b in "ABCDEFG" if a < b or b in "AB")
    )
    rows = [row for row in rows if row["respondent"] != row["partner"]]
    found = sensitivity(make_study(RATED, tables={"survey": rows}), draws=1)
    assert set(found.table["metric"]) == {"ratings_received.mean", "in_strength", "joint_ratings.mean"}
    assert row_of(found, "sum of ratings")["metric"] == "in_strength"
    assert "threshold" not in set(found.table["family"])
    assert set(found.table["family"]) >= {"survey", "missing answers", "one left out"}
    # H is rated by nobody: one organisation fewer is compared, and as reported it is counted.
    assert found.table.iloc[0]["n"] == 7
    assert "1 of 8 organisations undefined, left out" in found.table.iloc[0]["note"]
    of_sum = sensitivity(make_study(RATED, tables={"survey": rows}), metric="in_strength", draws=1)
    assert row_of(of_sum, "mean of ratings")["value"] == pytest.approx(found.table.iloc[0]["value"])


def test_reconstruction_is_the_partners_report_and_leaves_what_neither_side_reports(make_study, case_of):
    rule = LayerRule("trust", "survey", weight="value", answers=Answers((Item("", "value"),)))
    rows = said("A>B:1 A>C:3 A>D:0 B>A:2 B>C:0 B>D:4")
    case = case_of(make_study(rule, tables={"survey": rows}, specialist="AB", local="CD"), "in_strength")
    found: Network = reconstructed(case)
    ids = found.roster.ids
    ties = zip(found.ties.sender.tolist(), found.ties.receiver.tolist(), found.ties.weight.tolist(), strict=True)
    reported = {"AB": 1, "AC": 3, "BA": 2, "BD": 4}
    assert {ids[i] + ids[j]: w for i, j, w in ties} == reported | {"CA": 3, "DB": 4}
    assert {ids[i] + ids[j] for i, j in found.unobserved} == {"CD", "DC"}


def test_a_survey_is_asked_of_those_who_did_not_answer(make_study):
    rows = said(" ".join(f"{a}>{b}:{int(b in 'ABC' or a < b)}" for a in "ABDEFG" for b in "ABCDEFGH" if a != b))
    found = sensitivity(make_study(TRUST, tables={"survey": rows}), draws=1)
    families = set(found.table["family"])
    assert {"survey", "missing answers", "one left out"} <= families
    words = "\n".join(found.table["choice"])
    for expected in ("without those who did not answer", "only ties that both sides confirm", "as the partner reports"):
        assert expected in words
    low, high = (row_of(found, f"the {size} gap that")["value"] for size in ("smallest", "largest"))
    assert low <= found.table["value"].iloc[0] <= high
    assert row_of(found, "without those who did not answer")["n"] == 6
    assert row_of(found, "each respondent left out")["turns"] == 6


def test_leaving_an_organisation_out_is_never_having_listed_it(make_study):
    study = board(make_study, m0="ABC", m1="DEA", m2="FGB", m3="AH")
    row = row_of(sensitivity(study, draws=1), "each organisation left out")
    gaps = {}
    for who in study.roster.ids:
        rest = dataclasses.replace(study, roster=study.roster.subset(set(study.roster.ids) - {who}), _derived={})
        found = asymmetry(rest, metrics="strength").table
        gaps[who] = float(found.loc[found["quantity"] == "difference", "value"].iloc[0])
    assert (row["lowest"], row["highest"]) == pytest.approx((min(gaps.values()), max(gaps.values())))
    assert row["value"] == pytest.approx(gaps[row["worst_case"]])


def test_order_of_rows_changes_nothing(make_study):
    meetings = {"m0": "ABC", "m1": "DEA", "m2": "FGB", "m3": "AHC"}
    forward = sensitivity(board(make_study, **meetings), seed=4, draws=20)
    turned = {meeting: there[::-1] for meeting, there in reversed(meetings.items())}
    backward = sensitivity(board(make_study, **turned), seed=4, draws=20)
    pd.testing.assert_frame_equal(forward.table, backward.table, check_exact=True)
    pd.testing.assert_frame_equal(forward.stability.table, backward.stability.table, check_exact=True)


CLEAR = Outcome(2.0, 0.5, 0.01, 0.01, 8, "", "", "")
UNCLEAR = Outcome(2.0, 0.5, 0.4, 0.01, 8, "", "", "")


@pytest.mark.parametrize(
    ("reported", "value", "p", "expected"),
    [
        (CLEAR, 1.0, 0.05, "holds"),
        (CLEAR, 1.0, 0.051, "weaker"),
        (CLEAR, 0.0, 1.0, "weaker"),
        (CLEAR, 0.0, math.nan, "weaker"),
        (CLEAR, -0.1, 0.9, "flips"),
        (CLEAR, -0.1, math.nan, "flips"),
        (CLEAR, 1.0, math.nan, "cannot tell"),
        (CLEAR, math.nan, math.nan, "cannot tell"),
        (UNCLEAR, 5.0, 0.01, "clearer"),
        (UNCLEAR, -5.0, 0.01, "flips"),
        (UNCLEAR, -5.0, 0.5, "stays unclear"),
        (UNCLEAR, 1.0, math.nan, "stays unclear"),
        (UNCLEAR, math.nan, math.nan, "cannot tell"),
    ],
)
def test_verdicts_are_as_defined(reported, value, p, expected):
    assert verdict(reported, Outcome(value, 0.1, p, 0.01, 8, "", "", "")) == expected


def test_medians_are_tested_on_every_split():
    values, member = np.array([5.0, 9.0, 1.0, 2.0, 30.0, 4.0, 4.0]), np.array([1, 1, 0, 0, 1, 0, 0], dtype=bool)
    test = median_difference_test(values, member, stream=Stream(0))

    def gap(inside):
        return np.median(values[list(inside)]) - np.median(np.delete(values, list(inside)))

    every = np.abs([gap(inside) for inside in itertools.combinations(range(7), 3)])
    assert test.value == gap((0, 1, 4))
    assert test.p == pytest.approx(np.mean(every >= abs(test.value)))
    assert test.resamples == math.comb(7, 3)


def test_successors_as_one_history_are_what_the_reader_makes_of_them(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "organisations.csv").write_text(
        "organisation,centre,opened,closed,successor\nA,specialist,,,\nB,local,2010-01-01,,\nC,local,,,\n"
        "D,local,2005-01-01,2009-12-31,B\nE,specialist,,,\n"
    )
    (folder / "links.csv").write_text("from,to,weight\nB,A,2\nD,A,3\nC,A,1\nD,E,1\nC,E,2\n")
    settings = '[study]\nsuccessors = "{}"\n[groups]\ncentre = ["specialist", "local"]\n[layer.links]\nfrom = "links"\n'
    settings += 'duplicates = "sum"\nweight = "weight"\n'
    made = {}
    for how in ("recorded", "merged"):
        (folder / "study.toml").write_text(settings.format(how))
        made[how] = sna.load(folder)
    last = final_successors(made["recorded"])
    assert last == {"D": "B"}
    by_hand = merged(made["recorded"], last)
    assert by_hand.network("links").ties.weight.tolist() == made["merged"].network("links").ties.weight.tolist()
    assert by_hand.network("links").roster.ids == made["merged"].network("links").roster.ids
    assert dict(by_hand.opened) == dict(made["merged"].opened)
    assert "successors" in "".join(sensitivity(made["recorded"], draws=1).table["choice"])


def test_people_are_not_named():
    table = sensitivity(sna.load("centralised-surgery"), layers=["joint_roles"], draws=1).table
    people = sna.load("centralised-surgery").tables["people"].frame["person"]
    cells = table.select_dtypes(exclude="number").to_numpy().astype(str)
    assert not {cell for row in cells for cell in row} & set(people)


def test_a_named_metric_that_is_for_one_layer_leaves_the_others_out():
    study = sna.load("centralised-surgery")
    assert list(sensitivity(study, metric="in_strength", draws=1).table["layer"].unique()) == ["mdt"]
    with pytest.raises(NoResultError, match="in_strength"):
        sensitivity(study, metric="in_strength", layers=["meetings"], draws=1)
    with pytest.raises(UsageError):
        sensitivity(study, layers=["mtd"])


def test_without_groups_there_is_nothing(make_study):
    study = dataclasses.replace(board(make_study, m0="ABC"), contrasts=())
    found = sensitivity(study)
    assert found.table.empty
    assert found.stability.table.empty


def test_choices_do_not_depend_on_each_other(make_study, case_of):
    case = case_of(board(make_study, m0="ABC", m1="DEA", m2="FGB"), "strength")
    every = choices(case)
    rows = {row["choice"]: row for row in choice_rows(case, every, TESTING)}
    for choice in every:
        alone = list(choice_rows(case, [choice], TESTING))[1]
        assert repr(alone) == repr(rows[choice.name])


def test_a_gap_in_another_unit_is_told_apart_from_one_in_the_unit_reported():
    table = sensitivity(sna.load("centralised-surgery"), layers=["mdt", "meetings"], draws=1).table
    scales = {(row["layer"], row["choice"]): row["scale"] for row in table.to_dict("records")}
    assert {scales[key] for key in scales if key[1] == "as reported"} == {"same unit"}
    assert {scales[key] for key in scales if "Cliff" in key[1]} == {"ranks"}
    other = table[table["scale"] == "other unit"]
    assert set(other[other["layer"] == "mdt"]["family"]) == {"weights"}
    assert set(other[other["layer"] == "meetings"]["family"]) == {"projection", "weights"}
    left = table[table["scale"] == "same unit"].groupby(["layer", "snapshot"])["metric"].nunique()
    assert (left == 1).all()
    median = table[table["choice"] == "difference of medians, not of means"]
    assert set(median["scale"]) == {"same unit"}
