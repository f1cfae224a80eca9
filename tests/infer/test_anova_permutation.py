"""Guards permutation ANOVA: F by its definition, exactness, two groups, refusals and the correction for several."""

import itertools

import numpy as np
import pytest

from sna.infer import Stream, anova_tests, mean_difference_tests


def f_of(values, labels):
    groups = [values[labels == g] for g in np.unique(labels)]
    between = sum(len(g) * (g.mean() - values.mean()) ** 2 for g in groups) / (len(groups) - 1)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (len(values) - len(groups))
    return between / within


def test_exact_equals_brute_force():
    values, labels = np.array([0.3, 1.1, 0.9, 2.0, 2.4, 1.7, 0.2]), np.array([0, 0, 1, 1, 1, 2, 2])
    every = np.array([f_of(values, np.array(dealt)) for dealt in set(itertools.permutations(labels.tolist()))])
    found = anova_tests(values[:, None], labels, stream=Stream(0))[0]
    assert found.f == pytest.approx(f_of(values, labels))
    assert found.test.resamples == len(every) == 210
    assert found.test.p == pytest.approx(np.mean(every >= found.f - 1e-9))
    assert found.test.p_min == pytest.approx(np.mean(every >= every.max() - 1e-9))


def test_two_groups_are_the_mean_difference():
    values = np.array([3.0, 1.0, 4.0, 1.5, 5.0, 9.0, 2.0, 6.0])
    labels = np.array([0, 1, 0, 1, 1, 0, 1, 1])
    found = anova_tests(values[:, None], labels, stream=Stream(0))[0]
    difference = mean_difference_tests(values[:, None], labels == 0, stream=Stream(0))[0]
    assert found.test.p == pytest.approx(difference.p)
    assert found.test.p_mid == pytest.approx(difference.p_mid)


def test_undefined_where_nothing_varies():
    labels = [0, 0, 1, 1, 2, 2]
    still, apart = anova_tests(np.array([[5.0] * 6, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0]]).T, labels, stream=Stream(0))
    assert np.isnan(still.f)
    assert np.isnan(still.test.value)
    assert np.isnan(apart.f)
    assert apart.test.value == pytest.approx(1)
    assert apart.test.p == pytest.approx(6 / 90)


def test_several_metrics_are_corrected_together():
    rng = np.random.default_rng(0)
    table = rng.normal(size=(12, 3))
    table[:4, 0] += 4
    tests = [t.test for t in anova_tests(table, [0] * 4 + [1] * 4 + [2] * 4, stream=Stream(0), family=[0, 1])]
    assert tests[0].p <= tests[0].p_adjusted <= 2 * tests[0].p + 1e-9
    assert tests[1].p_adjusted >= tests[1].p
    assert np.isnan(tests[2].p_adjusted)


def test_level():
    rng = np.random.default_rng(1)
    rejected = [
        anova_tests(rng.normal(size=(9, 1)), [0, 0, 0, 1, 1, 1, 2, 2, 2], stream=Stream(0))[0].test.p <= 0.05
        for _ in range(400)
    ]
    assert np.mean(rejected) == pytest.approx(0.05, abs=0.044)
