"""Guards MRQAP: R's and UCINET's values, brute force by least squares, holes, refusals, level under collinearity."""

import itertools
import json

import numpy as np
import pytest
from inference_references import REFERENCE, expected, matrix, monte_carlo_error

from sna.infer import Design, Stream, mrqap_test
from sna.infer.qap import pair_cells

OWN = json.loads((REFERENCE / "own_cases.sna.json").read_text())


@pytest.fixture(scope="module")
def krackhardt():
    predictors = [matrix("krackhardt_friendship"), matrix("krackhardt_reportsto")]
    return mrqap_test(Design.of(matrix("krackhardt_advice"), predictors, directed=True), stream=Stream(0))


def test_r_gives_the_same(krackhardt):
    values, parameters = expected("inference.sna.json", "krackhardt_advice~friendship+reportsto", "mrqap")
    found = [krackhardt.intercept, *(c.value for c in krackhardt.coefficients)]
    assert found == pytest.approx(values["coef"], abs=1e-9)
    assert [c.test.value for c in krackhardt.coefficients] == pytest.approx(values["t"][1:], abs=1e-8)
    for coefficient, p in zip(krackhardt.coefficients, values["p_two"][1:], strict=True):
        assert coefficient.test.p == pytest.approx(p, abs=monte_carlo_error(p, parameters["reps"], 9_999))
    assert krackhardt.pairs == 420


def test_the_robust_t_is_that_of_white(krackhardt):
    # White's HC0 by its definition: (X'X)⁻¹ X' diag(u²) X (X'X)⁻¹.
    cells = pair_cells(21, directed=True)
    X = np.column_stack([np.ones(420), matrix("krackhardt_friendship")[cells], matrix("krackhardt_reportsto")[cells]])
    y = matrix("krackhardt_advice")[cells]
    inverse = np.linalg.inv(X.T @ X)
    b = inverse @ X.T @ y
    u = y - X @ b
    errors = np.sqrt(np.diag(inverse @ (X * u[:, None] ** 2).T @ X @ inverse))
    assert [c.robust.value for c in krackhardt.coefficients] == pytest.approx((b / errors)[1:])
    assert krackhardt.r_squared == pytest.approx(1 - (u @ u) / ((y - y.mean()) ** 2).sum())


def t_of(X, y, place):
    inverse = np.linalg.inv(X.T @ X)
    b = inverse @ X.T @ y
    u = y - X @ b
    return b[place] / np.sqrt(inverse[place, place] * (u @ u) / (len(y) - X.shape[1]))


@pytest.mark.parametrize("holes", [False, True])
@pytest.mark.parametrize("directed", [True, False])
def test_exact_equals_brute_force_by_least_squares(directed, holes):
    n, rng = 5, np.random.default_rng(11)
    y, x, z = rng.normal(size=(3, n, n))
    if not directed:
        y, x, z = (m + m.T for m in (y, x, z))
    if holes:
        x[3, 1] = np.nan
        x[1, 3] = np.nan if not directed else x[1, 3]
    cells = pair_cells(n, directed=directed)
    seen = ~np.isnan(x[cells])
    i, j = cells[0][seen], cells[1][seen]
    others = np.column_stack([np.ones(len(i)), z[i, j]])
    left = np.full((n, n), np.nan)
    left[i, j] = x[i, j] - others @ np.linalg.lstsq(others, x[i, j], rcond=None)[0]
    if not directed:
        left[j, i] = left[i, j]
    every = []
    for order in itertools.permutations(range(n)):
        e = left[np.ix_(order, order)][i, j]
        kept = ~np.isnan(e)
        every.append(t_of(np.column_stack([others, e])[kept], y[i, j][kept], 2))
    sizes = np.abs(every)
    test = mrqap_test(Design.of(y, [x, z], directed=directed), stream=Stream(0)).coefficients[0].test
    assert test.resamples == 120
    assert test.value == pytest.approx(every[0])
    assert test.p == pytest.approx(np.mean(sizes >= sizes[0] - 1e-9))


def test_faults_are_named():
    rng = np.random.default_rng(0)
    y, x, z = rng.normal(size=(3, 6, 6))
    names = ["x", "z", "sum"]
    assert Design.of(y, [x, z], directed=True).fault(names) == ""
    assert "'sum'" in Design.of(y, [x, z, x + 2 * z], directed=True).fault(names)
    assert "'z' does not vary" in Design.of(y, [x, np.ones((6, 6))], directed=True).fault(names)
    assert "response does not vary" in Design.of(np.full((6, 6), 0.1), [x], directed=True).fault(names)
    assert "exactly" in Design.of(3 * x - z + 1, [x, z], directed=True).fault(names)
    assert "too few" in Design.of(y[:2, :2], [x[:2, :2]], directed=True).fault(names)


def test_level_where_predictors_go_together_and_pairs_share_members():
    def with_members(rng, n=12):
        return rng.normal(size=(n, 1)) + rng.normal(size=(1, n)) + 1.4 * rng.normal(size=(n, n))

    runs, rejected = 300, np.zeros(2)
    for run in range(runs):
        rng = np.random.default_rng(run)
        z = with_members(rng)
        x, y = 0.9 * z + 0.44 * with_members(rng), 0.5 * z + with_members(rng)
        fit = mrqap_test(Design.of(y, [x, z], directed=True), permutations=199, stream=Stream(run))
        first = fit.coefficients[0]
        rejected += [first.test.p <= 0.05, first.robust.p <= 0.05]
    assert rejected / runs == pytest.approx(0.05, abs=0.05)


def test_the_same_seed_gives_the_same():
    rng = np.random.default_rng(4)
    design = Design.of(rng.normal(size=(11, 11)), rng.normal(size=(2, 11, 11)), directed=True)
    assert mrqap_test(design, permutations=199, stream=Stream(1)) == mrqap_test(
        design, permutations=199, stream=Stream(1)
    )


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda case: f"seed {case['seed']}")
def test_r_gives_the_same_on_matrices_of_our_own(case):
    design = Design.of(case["y"], [case["x"], case["z"]], directed=case["directed"])
    fit, wanted = mrqap_test(design, stream=Stream(0)), case["netlm"]
    assert [fit.intercept, *(c.value for c in fit.coefficients)] == pytest.approx(wanted["coefficients"], rel=1e-10)
    assert [c.test.value for c in fit.coefficients] == pytest.approx(wanted["t"][1:], rel=1e-10)
    assert fit.r_squared == pytest.approx(wanted["r_squared"], rel=1e-10)
    for coefficient, p in zip(fit.coefficients, wanted["p"][1:], strict=True):
        assert coefficient.test.p == pytest.approx(p, abs=monte_carlo_error(p, OWN["reps"], 9_999))
