"""Guards logistic MRQAP of studies, kilometres, and what is said of both: notes, refusals, missing values counted."""

import json

import numpy as np
import pytest
from inference_references import REFERENCE, matrix, monte_carlo_error, study_of

from sna.errors import UsageError
from sna.relate import cug, mrqap, qap
from sna.relate.geography import kilometres
from sna.relate.matrices import gather
from sna.relate.terms import parse_term

OWN = json.loads((REFERENCE / "own_cases.sna.json").read_text())
LOGIT = ["mrqap_logit_log_likelihood", "mrqap_logit_intercept"]
OF_A_TERM = ["mrqap_logit_coefficient", "mrqap_logit_odds_ratio", "mrqap_logit_z", "mrqap_logit_z_robust"]


@pytest.fixture(scope="module")
def krackhardt():
    layers = ("advice", "friendship", "reportsto")
    return study_of({layer: {"all": matrix(f"krackhardt_{layer}")} for layer in layers})


def value(table, quantity, other=""):
    return table[(table["quantity"] == quantity) & (table["other"] == other)].iloc[0]


def test_the_odds_of_advice(krackhardt):
    found = mrqap(krackhardt, "advice ~ friendship + reportsto", model="logit", permutations=999).table
    assert found["quantity"].tolist() == LOGIT + 2 * OF_A_TERM
    assert value(found, LOGIT[0])["value"] == pytest.approx(-274.073, abs=5e-4)
    assert "420 pairs; without predictors -289.214" in value(found, LOGIT[0])["note"]
    assert value(found, LOGIT[1])["value"] == pytest.approx(-0.425, abs=5e-4)
    boss = value(found, "mrqap_logit_coefficient", "reportsto")
    assert boss["value"] == pytest.approx(3.059, abs=5e-4)
    assert value(found, "mrqap_logit_odds_ratio", "reportsto")["value"] == pytest.approx(np.exp(boss["value"]))
    assert boss["p"] <= 0.01
    assert "logistic, double semi-partialling on the score z" in boss["method"]
    assert found[found["quantity"].isin(LOGIT)]["p"].isna().all()


def test_no_estimate_where_a_term_tells_ties_without_a_miss():
    cells = np.zeros((10, 10))
    cells[:3, ::2] = 1
    study = study_of(
        {"ties": {"all": cells}, "other": {"all": np.eye(10, k=1)}}, attributes={"kind": ["a"] * 3 + ["b"] * 7}
    )
    found = mrqap(study, "ties ~ sender(kind=a) + other", model="logit", permutations=99).table
    assert found["quantity"].tolist() == ["mrqap_logit_coefficient"] * 2
    assert found["value"].isna().all()
    assert found["p"].isna().all()
    assert "has no end: no estimate and no p" in found["note"].iloc[0]
    assert "beside 'sender(kind=a)'" in found["note"].iloc[1]


def test_an_unknown_model_and_a_response_of_strengths_are_refused(krackhardt):
    with pytest.raises(UsageError, match="There is no model 'logistic'"):
        mrqap(krackhardt, "advice ~ friendship", model="logistic")
    with pytest.raises(UsageError, match="how strong it is"):
        mrqap(krackhardt, "strength(advice) ~ friendship", model="logit")


def test_kilometres_are_great_circles():
    # London to Edinburgh 534 km, London to Bristol 170 km, by the great-circle distance of their centres.
    found = kilometres([51.5074, 55.9533, 51.4545, np.nan], [-0.1278, -3.1883, -2.5879, 0.0])
    assert found[0, 1] == pytest.approx(534, abs=1)
    assert found[0, 2] == pytest.approx(170.5, abs=1)
    assert np.isnan(found[3]).all()
    # A degree along a meridian is a 360th of the circle, and a metre is not lost in rounding.
    assert kilometres([0, 1], [7, 7])[0, 1] == pytest.approx(np.pi * 6371.0088 / 180)
    assert kilometres([51, 51 + 1e-5], [0, 0])[0, 1] == pytest.approx(np.pi * 6371.0088 / 180e5, rel=1e-9)


PLACES = {
    "latitude": ["51.5", "51.6", "52.0", None, "50.9", "51.1", "53.0", "52.2", "51.9", "50.5", "51.7"],
    "longitude": ["0.1", "-0.2", "-1.0", "-2.0", "-1.4", "0.5", "-2.2", "0.3", "-0.6", "-3.5", "-1.9"],
    "beds": ["100", "250", None, "400", "120", "80", "600", "310", "150", "90", "220"],
}


@pytest.fixture(scope="module")
def placed():
    rng = np.random.default_rng(2)
    layers = {name: {when: rng.random((11, 11)) < 0.3 for when in ("t1", "t2")} for name in ("advice", "trust")}
    return study_of(layers, attributes=PLACES)


def test_numbers_and_places_as_predictors(placed):
    terms = [parse_term(text) for text in ("advice", "km()", "sender(beds)", "receiver(beds)", "distance(beds)")]
    found = gather(placed, terms, "t1", {})
    _, km, sender, receiver, distance = found.matrices
    assert km[0, 1] == pytest.approx(kilometres([51.5, 51.6], [0.1, -0.2])[0, 1])
    assert np.isnan(km[3]).all()
    assert (sender[1, 0], receiver[0, 1], distance[0, 1]) == (250, 250, 150)
    assert found.directed == (True, False, True, True, False)
    # Two organisations without a number or a place: 2 × 20 cells, less the two that they share.
    assert found.unknown == 38


@pytest.mark.parametrize("model", ["linear", "logit"])
def test_every_kind_of_term_in_one_formula(placed, model):
    formula = "advice ~ trust + advice@t1 + km() + sender(beds) + receiver(beds) + distance(beds)"
    found = mrqap(placed, formula, snapshots="t2", model=model, permutations=99).table
    coefficients = found[found["quantity"].str.endswith("coefficient")].set_index("other")
    assert coefficients.index.tolist() == [term.strip() for term in formula.partition("~")[2].split("+")]
    assert coefficients["value"].notna().all()
    assert np.isnan(coefficients.loc["advice@t1", "p"])
    assert "compare" in coefficients.loc["advice@t1", "note"]
    for term in ("km()", "distance(beds)"):
        assert "follow distance" in coefficients.loc[term, "note"]
    assert coefficients["note"].str.contains("38 of 110 pairs").all()
    assert "72 pairs" in found["note"].iloc[0]


def test_an_undirected_layer_by_kilometres():
    rng = np.random.default_rng(1)
    cells = rng.random((11, 11)) < 0.4
    study = study_of({"ties": {"all": cells | cells.T}}, attributes=PLACES, directed=False)
    for model in ("linear", "logit"):
        found = mrqap(study, "ties ~ km()", model=model, permutations=99).table
        assert "10 of 55 pairs" in found["note"].iloc[0]
    row = qap(study, "ties", "km()", permutations=99).table.iloc[0]
    assert "follow distance" in row["note"]
    assert "nothing else is held constant" in row["note"]


def test_a_place_that_is_no_number_is_named():
    study = study_of(
        {"ties": {"all": np.eye(3, k=1)}}, attributes={"latitude": ["51", "x", "50"], "longitude": ["0"] * 3}
    )
    with pytest.raises(UsageError, match=r"'o01': km\(\) needs a number"):
        qap(study, "ties", "km()")


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda case: f"seed {case['seed']}")
def test_chance_networks_give_what_r_gives(case):
    study = study_of({"ties": {"all": np.array(case["ties"])}}, directed=case["directed"])
    metric = "edge_reciprocity" if case["directed"] else "transitivity"
    found = cug(study, metric, permutations=1_000).table
    wanted = case["cug"]
    assert value(found, "cug")["value"] == pytest.approx(wanted["value"])
    for side in ("above", "below"):
        allowed = monte_carlo_error(wanted[side], OWN["reps"], 1_000) + 0.002
        assert value(found, f"cug_at_or_{side}")["value"] == pytest.approx(wanted[side], abs=allowed)
