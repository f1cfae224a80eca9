"""Guards groups compared by ratings: means over those who rated, by hand and by pandas, undefined and never 0."""

import itertools
import math

import pytest
from typed_facts import facts

import sna
from sna.contrast import asymmetry, headline, headline_metric
from sna.derive import DERIVING
from sna.errors import NoResultError
from sna.metrics import measure
from sna.model import Contrast, LayerRule, Roster, Snapshot, Snapshots, Study
from sna.model.answers import Answers, Item
from sna.report import changes_of_headlines, headline_sentences

MEAN, RATERS = "ratings_received.mean", "ratings_received.raters"
ASKED = Answers((Item("", "value"),))


def study_of(ratings, *, primary="", weight="value", reports="sent", **groups):
    """Return a study of answers ``A>B:3``; groups as ids of one letter, ``none`` in no group."""
    rows = [
        dict(zip(("respondent", "partner"), ends.split(">"), strict=True)) | {"value": float(value)}
        for ends, _, value in (word.partition(":") for word in ratings.split())
    ]
    centre = {i: None if name == "none" else name for name, ids in groups.items() for i in ids}
    roster = Roster.of(list(centre), attributes={"centre": list(centre.values())})
    answers = Answers(ASKED.items, reports=reports)
    rule = LayerRule("trust", "survey", directed=reports == "sent", weight=weight, answers=answers)
    contrast = Contrast("centre", ("hub", "local"))
    tables, when = facts({"survey": rows}), Snapshots((Snapshot("all"),))
    return Study("hand", "", roster, tables, when, {"trust": rule}, (contrast,), DERIVING, primary=primary)


def rows_of(found, **wanted):
    """Return the findings with these values, without index."""
    table = found.table
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table.reset_index(drop=True)


# Ten rate each of A, B, C with 2; three rate each of D, E, F with 5. Sums: 20 against 15; means: 2 against 5.
MANY_LOW = " ".join(
    [*(f"{r}>{p}:2" for r in "RSTUVWXYZQ" for p in "ABC"), *(f"{r}>{p}:5" for r in "RST" for p in "DEF")]
)


def test_few_high_ratings_stand_above_many_low_ones():
    study = study_of(MANY_LOW, hub="ABC", local="DEF", none="RSTUVWXYZQ")
    found = asymmetry(study)
    [first] = headline(found, study)
    assert (first.metric, first.mean, first.other_mean, first.difference) == (MEAN, 2, 5, -3)
    of_sum = rows_of(found, quantity="difference", metric="in_strength")
    assert of_sum["value"].tolist() == [5]
    assert rows_of(found, quantity="mean", metric=RATERS)["value"].tolist() == [10, 3]
    [sentence] = headline_sentences(found, study).values()
    assert "On average 10 others rated a hub organisation, and 3 a local one." in sentence
    assert "strength received" not in sentence


# B, F and the raters are rated by nobody; C is rated 0 by one.
PARTLY = "A>E:1 A>G:2 C>A:4 D>A:5 E>A:3 E>C:0 F>C:5 G>D:4 H>D:3 R>E:2 R>G:1 S>G:1 S>H:3"
GROUPS = {"hub": "ABCD", "local": "EFGH", "none": "RS"}
BY_HAND = {"A": 4.0, "C": 2.5, "D": 3.5, "E": 1.5, "G": 4 / 3, "H": 3.0}


def test_undefined_where_nobody_rated_and_a_rating_of_0_counts():
    scores = measure(study_of(PARTLY, **GROUPS), metrics="ratings_received").table
    own = scores[scores["organisation"] != ""]
    mean, raters = (own[own["metric"] == name].set_index("organisation") for name in (MEAN, RATERS))
    assert mean["value"].dropna().to_dict() == pytest.approx(BY_HAND)
    assert all("nobody rated the organisation" in note for note in mean["note"][mean["value"].isna()])
    assert raters["value"].to_dict() == dict.fromkeys("BFRS", 0) | {"A": 3, "C": 2, "D": 2, "E": 2, "G": 3, "H": 1}


def test_who_did_not_answer_did_not_rate_nobody():
    scores = measure(study_of(PARTLY, **GROUPS), metrics="ratings_given").table
    rated = scores[(scores["metric"] == "ratings_given.rated")].set_index("organisation")["value"]
    assert math.isnan(rated["B"])
    assert (rated["A"], rated["R"]) == (2, 2)
    given = scores[(scores["metric"] == "ratings_given.mean")].set_index("organisation")["value"]
    assert (given["E"], given["S"]) == (1.5, 2)


def test_gap_and_p_are_over_those_who_were_rated_and_count_the_others():
    study = study_of(PARTLY, **GROUPS)
    found = asymmetry(study)
    [row] = rows_of(found, quantity="difference", metric=MEAN).to_dict("records")
    values = list(BY_HAND.values())
    gap = sum(values[:3]) / 3 - sum(values[3:]) / 3
    assert (row["value"], row["n"], row["resamples"]) == (pytest.approx(gap), 6, 20)
    # Of 20 splits two are furthest: no p below .05 can come out, and the note says so.
    assert row["p_min"] == pytest.approx(2 / 20)
    assert math.isnan(row["p"])
    assert "2 of 8 organisations undefined, left out" in row["note"]
    assert "no interval" in row["note"]
    assert math.isnan(row["low"])
    assert math.isnan(row["high"])
    [first] = headline(found, study)
    assert (first.metric, first.n, first.other_n) == (MEAN, 3, 3)
    [sentence] = headline_sentences(found, study).values()
    assert "Left out: 2 of 8 organisations (nobody rated the organisation)." in sentence


def test_p_over_those_who_were_rated_agrees_with_every_split():
    hub, local = "ABCDE", "FGHIJK"
    words = [f"Z>{i}:{1 + (3 * n) % 7}" for n, i in enumerate(hub + local) if i not in "CK"]
    found = asymmetry(study_of(" ".join(words), hub=hub, local=local, none="Z"), metrics=MEAN)
    known = {i: 1 + (3 * n) % 7 for n, i in enumerate(hub + local) if i not in "CK"}

    def gap(inside):
        out = [known[i] for i in known if i not in inside]
        return sum(known[i] for i in inside) / len(inside) - sum(out) / len(out)

    own = gap([i for i in hub if i in known])
    splits = [gap(inside) for inside in itertools.combinations(known, 4)]
    [row] = rows_of(found, quantity="difference").to_dict("records")
    assert (row["value"], row["n"], row["resamples"]) == (pytest.approx(own), 9, math.comb(9, 4))
    assert row["p"] == pytest.approx(sum(abs(s) >= abs(own) - 1e-9 for s in splits) / len(splits))


def test_a_group_that_nobody_rated_has_no_gap_and_the_reason():
    study = study_of("A>C:3 B>D:4 C>D:1", hub="AB", local="CD")
    found = asymmetry(study)
    [row] = rows_of(found, quantity="difference", metric=MEAN).to_dict("records")
    assert math.isnan(row["value"])
    assert "undefined for every organisation in 'hub': nobody rated the organisation" in row["note"]
    [sentence] = headline_sentences(found, study).values()
    assert "cannot be compared by mean rating received" in sentence


@pytest.mark.parametrize(
    ("how", "metric"),
    [
        ({}, MEAN),
        ({"primary": "in_strength"}, "in_strength"),
        ({"primary": "in_degree"}, "in_degree"),
        ({"weight": ""}, "in_degree"),
        ({"reports": "either"}, "joint_ratings.mean"),
    ],
)
def test_the_metric_of_the_headline(how, metric):
    assert headline_metric(study_of(PARTLY, **GROUPS, **how), "trust") == metric


@pytest.mark.parametrize(("reports", "mean", "number"), [("either", (4 + 0) / 2, 2), ("both", 2, 1), ("mean", 3, 1)])
def test_joint_ratings_are_of_pairs_that_were_rated_as_a_tie_is(reports, mean, number):
    """A and B rate each other 4 and 2; A rates C 0, and C does not list A."""
    study = study_of("A>B:4 B>A:2 A>C:0 B>C:3 C>D:1", hub="AB", local="CD", reports=reports)
    scores = measure(study, metrics="joint_ratings").table.set_index(["organisation", "metric"])["value"]
    assert (scores["A", "joint_ratings.mean"], scores["A", "joint_ratings.rated"]) == (mean, number)


def test_ratings_are_of_ratings_only():
    study = sna.load("partner-survey")
    with pytest.raises(NoResultError, match="layers of ratings, and a tie of 'requests' counts"):
        measure(study, metrics=MEAN, layers="requests")
    assert headline_metric(study, "requests") == "in_degree"
    assert headline_metric(study, "meetings") == "strength"


def test_the_bundled_survey_agrees_with_pandas():
    study = sna.load("partner-survey")
    answers = study.tables["survey"].frame
    answers = answers[answers["question"].isin(["mission", "reliability", "communication"])]
    wide = answers.pivot_table(index=["snapshot", "respondent", "partner"], columns="question", values="value")
    trust = wide[wide.notna().all(axis=1)].mean(axis=1).groupby(["snapshot", "partner"])
    scores = measure(study, metrics="ratings_received", layers="trust").table
    own = scores[scores["organisation"] != ""].set_index(["metric", "snapshot", "organisation"])["value"]
    assert own[MEAN].to_dict() == pytest.approx(trust.mean().to_dict())
    assert own[RATERS].to_dict() == trust.count().to_dict()
    sector = study.roster.group_of("sector")
    means = trust.mean()["second"]
    gap = means[[sector[i] == "nhs" for i in means.index]].mean()
    gap -= means[[sector[i] == "voluntary" for i in means.index]].mean()
    [first] = [one for one in headline(asymmetry(study, layers="trust"), study) if one.layer == "trust"]
    assert (first.metric, first.snapshot, first.difference) == (MEAN, "second", pytest.approx(gap))


def test_the_change_of_a_mean_rating_says_that_it_has_no_test():
    study = sna.load("partner-survey").narrowed(layers=["trust"])
    changes = changes_of_headlines(asymmetry(study), study)
    row = changes.table[(changes.table["quantity"] == "change") & (changes.table["other"] != "")].iloc[0]
    assert row["metric"] == MEAN
    assert "no test is known to hold" in row["note"]
