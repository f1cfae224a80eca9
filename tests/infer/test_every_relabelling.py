"""Guards sums under all relabellings: brute force, each relabelling once, exact p for n = 10 against a sample."""

import itertools
import math

import numpy as np
import pytest

from sna.errors import NoResultError
from sna.infer import Stream, qap_test
from sna.infer.every_relabelling import every_sum
from sna.infer.meeting import Complete, Presence, WithHoles
from sna.infer.qap import pair_cells


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_sums_equal_brute_force(n):
    rng = np.random.default_rng(n)
    forms = [tuple(rng.normal(size=(2, n, n))) for _ in range(2)]
    off = ~np.eye(n, dtype=bool)
    wanted = [[(a * b[np.ix_(p, p)])[off].sum() for a, b in forms] for p in itertools.permutations(range(n))]
    found = np.concatenate(list(every_sum(forms)), axis=1).T
    assert found.shape == (math.factorial(n), 2)
    np.testing.assert_allclose(np.sort(found, axis=0), np.sort(np.array(wanted), axis=0), atol=1e-12)


@pytest.mark.parametrize("way", [Presence, Complete, WithHoles])
@pytest.mark.parametrize("directed", [True, False])
def test_sums_of_all_are_the_sums_of_each(way, directed):
    n, rng = 6, np.random.default_rng(4)
    x, y = (rng.random((2, n, n)) < 0.4).astype(float)
    if not directed:
        x, y = (np.maximum(m, m.T) for m in (x, y))
    if way is WithHoles:
        x[0, 3], y[1, 2] = np.nan, np.nan
        x[3, 0], y[2, 1] = (np.nan, np.nan) if not directed else (x[3, 0], y[2, 1])
    meeting = way(x, y, pair_cells(n, directed=directed))
    places = np.array(list(itertools.permutations(range(n)))).T
    one_by_one = meeting.statistics(meeting.sums(places))
    at_once = meeting.statistics(np.concatenate(list(every_sum(meeting.forms)), axis=1))
    np.testing.assert_allclose(np.sort(at_once, axis=0), np.sort(one_by_one, axis=0), atol=1e-10)


@pytest.mark.parametrize("valued", [False, True])
def test_exact_p_of_ten_agrees_with_a_random_sample(valued):
    rng = np.random.default_rng(7)
    x, y = (rng.random((2, 10, 10)) < 0.3).astype(float)
    y = np.where(rng.random((10, 10)) < 0.3, x, y) * (rng.random((10, 10)) if valued else 1.0)
    exact = qap_test(x, y, directed=True, exact=True, stream=Stream(0))
    sample = qap_test(x, y, directed=True, permutations=40_000, stream=Stream(0))
    assert exact.plain.exact
    assert exact.plain.resamples == 3_628_800
    assert not sample.plain.exact
    for one, other in ((exact.plain, sample.plain), (exact.studentised, sample.studentised)):
        assert one.value == pytest.approx(other.value)
        assert one.p == pytest.approx(other.p, abs=5 * other.error + 1e-4)


def test_beyond_twelve_is_refused_with_what_to_do():
    x = np.eye(13, k=1)
    with pytest.raises(NoResultError, match="6,227,020,800 relabellings") as refused:
        qap_test(x, x.T, directed=True, exact=True, stream=Stream(0))
    assert "random sample" in str(refused.value)
