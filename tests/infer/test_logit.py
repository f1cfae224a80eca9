"""Guards logistic MRQAP: R's values, score tests by hand, no estimate where ties are told without a miss, level."""

import itertools
import json

import numpy as np
import pytest
from inference_references import REFERENCE, matrix, monte_carlo_error

from sna.infer import Design, Stream, logit_fault, logit_test
from sna.infer.logit import likeliest
from sna.infer.qap import pair_cells

OWN = json.loads((REFERENCE / "own_cases.sna.json").read_text())


@pytest.fixture(scope="module")
def krackhardt():
    predictors = [matrix("krackhardt_friendship"), matrix("krackhardt_reportsto")]
    return logit_test(Design.of(matrix("krackhardt_advice"), predictors, directed=True), stream=Stream(0))


def test_advice_by_friendship_and_reports_to(krackhardt):
    # Coefficients and log-likelihood as xucinet prints them.
    assert krackhardt.intercept == pytest.approx(-0.425, abs=5e-4)
    assert [odds.value for odds in krackhardt.odds] == pytest.approx([0.579, 3.059], abs=5e-4)
    assert krackhardt.log_likelihood == pytest.approx(-274.073, abs=5e-4)
    density = 190 / 420
    assert krackhardt.without == pytest.approx(420 * (density * np.log(density) + (1 - density) * np.log(1 - density)))


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda case: f"seed {case['seed']}")
def test_r_gives_the_same_on_matrices_of_our_own(case):
    design = Design.of(case["ties"], [case["x"], case["z"]], directed=case["directed"])
    fit = logit_test(design, stream=Stream(0))
    wanted = case["netlogit"]
    assert [fit.intercept, *(odds.value for odds in fit.odds)] == pytest.approx(wanted["coefficients"], rel=1e-6)
    assert -2 * fit.log_likelihood == pytest.approx(wanted["deviance"], rel=1e-9)
    for odds, p in zip(fit.odds, wanted["p"][1:], strict=True):
        # R relabels the same residuals, and takes the z of a new regression each time where we take the score's.
        assert odds.test.p == pytest.approx(p, abs=monte_carlo_error(p, OWN["reps"], 9_999) + 0.01)


def score_z(y, others, e):
    chance = likeliest(others, y).chance
    weight = chance * (1 - chance)
    inverse = np.linalg.inv(others.T @ (weight[:, None] * others))
    e = e - others @ (inverse @ (others.T @ (weight * e)))
    return e @ (y - chance) / np.sqrt(weight @ (e * e)), e @ (y - chance) / np.sqrt((e * e) @ (y - chance) ** 2)


@pytest.mark.parametrize("directed", [True, False])
def test_exact_equals_brute_force(directed):
    n, rng = 5, np.random.default_rng(3)
    y, x, z = rng.normal(size=(3, n, n))
    if not directed:
        y, x, z = (m + m.T for m in (y, x, z))
    i, j = pair_cells(n, directed=directed)
    ties = (y > 0.2).astype(float)
    others = np.column_stack([np.ones(len(i)), z[i, j]])
    left = np.zeros((n, n))
    left[i, j] = x[i, j] - others @ np.linalg.lstsq(others, x[i, j], rcond=None)[0]
    if not directed:
        left[j, i] = left[i, j]
    every = np.array([score_z(ties[i, j], others, left[np.ix_(o, o)][i, j]) for o in itertools.permutations(range(n))])
    odds = logit_test(Design.of(ties, [x, z], directed=directed), stream=Stream(0)).odds[0]
    assert odds.test.resamples == 120
    assert [odds.test.value, odds.robust.value] == pytest.approx(every[0])
    assert odds.test.p == pytest.approx(np.mean(np.abs(every[:, 0]) >= abs(every[0, 0]) - 1e-9))
    tails = [np.mean(side * every[:, 1] >= side * every[0, 1] - 1e-9) for side in (1, -1)]
    assert odds.robust.p == pytest.approx(min(1, 2 * min(tails)))


def test_a_hole_far_away_changes_little_and_is_counted():
    case = OWN["cases"][2]
    whole = logit_test(Design.of(case["ties"], [case["x"], case["z"]], directed=True), stream=Stream(0))
    ties = np.array(case["ties"], dtype=float)
    ties[0, 1] = np.nan
    fit = logit_test(Design.of(ties, [case["x"], case["z"]], directed=True), stream=Stream(0))
    assert fit.pairs == whole.pairs - 1
    for one, other in zip(fit.odds, whole.odds, strict=True):
        assert one.test.value == pytest.approx(other.test.value, abs=0.3)
        assert one.test.p == pytest.approx(other.test.p, abs=0.06)


def test_terms_that_tell_ties_without_a_miss_are_named():
    rng = np.random.default_rng(1)
    x, z = rng.normal(size=(2, 8, 8))
    design = Design.of(x > 0.3, [x, z], directed=True)
    faults = logit_fault(design, ["x", "z"])
    assert "its coefficient has no end" in faults[1]
    assert set(faults) == {1, 2}
    # Only those without the attribute are ever tied: half of a separation is one, too.
    only = Design.of((rng.random((8, 8)) < 0.4) * (x > 0), [x > 0, z], directed=True)
    faults = logit_fault(only, ["never", "z"])
    assert "its coefficient has no end" in faults[1]
    assert "beside 'never'" in faults[2]
    assert logit_fault(Design.of(rng.random((8, 8)) < 0.4, [x, z], directed=True), ["x", "z"]) == {}


def test_level_where_predictors_go_together_and_pairs_share_members():
    def with_members(rng, n=12):
        return rng.normal(size=(n, 1)) + rng.normal(size=(1, n)) + 1.4 * rng.normal(size=(n, n))

    runs, rejected = 250, np.zeros(2)
    for run in range(runs):
        rng = np.random.default_rng(run)
        z = with_members(rng)
        x, y = 0.7 * z + 0.7 * with_members(rng), 0.5 * z + with_members(rng)
        design = Design.of(y > np.quantile(y, 0.8), [x, z], directed=True)
        odds = logit_test(design, permutations=199, stream=Stream(run)).odds[0]
        rejected += [odds.test.p <= 0.05, odds.robust.p <= 0.05]
    # .05 ± three and a half standard errors of 250 runs.
    assert rejected / runs == pytest.approx(0.05, abs=0.049)
