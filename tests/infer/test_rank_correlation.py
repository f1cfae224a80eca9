"""Rank correlation with permutation p: against scipy, and against every permutation gone through by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import stats

from sna.infer import Stream, rank_correlation_tests

TIED = ([1.0, 2.0, 2.0, 4.0, 5.0, 5.0], [2.0, 1.0, 3.0, 3.0, 6.0, 3.0])
PLAIN = ([3.0, 1.0, 4.0, 1.5, 9.0], [2.0, 7.0, 1.0, 8.0, 2.5])


@pytest.mark.parametrize(("one", "other"), [TIED, PLAIN])
def test_values_are_those_of_scipy(one, other):
    found = rank_correlation_tests(one, other, stream=Stream(0))
    assert found["spearman"].value == pytest.approx(stats.spearmanr(one, other).statistic)
    assert found["kendall_tau_b"].value == pytest.approx(stats.kendalltau(one, other, variant="b").statistic)


@pytest.mark.parametrize(("one", "other"), [TIED, PLAIN])
@pytest.mark.parametrize("name", ["spearman", "kendall_tau_b"])
def test_p_is_the_share_of_all_permutations_at_least_as_far_from_nought(one, other, name):
    def statistic(values):
        if name == "spearman":
            return stats.spearmanr(one, values).statistic
        return stats.kendalltau(one, values, variant="b").statistic

    every = np.array([abs(statistic(values)) for values in itertools.permutations(other)])
    test = rank_correlation_tests(one, other, stream=Stream(0))[name]
    assert test.exact
    assert test.resamples == len(every)
    assert test.p == pytest.approx((every >= abs(statistic(other)) - 1e-9).mean())
    assert test.p_min == pytest.approx((every >= every.max() - 1e-9).mean())


def test_a_sample_of_permutations_is_near_the_exact_p_and_the_same_for_a_seed():
    generator = np.random.default_rng(5)
    one = generator.random(12)
    other = one + generator.normal(0, 0.5, 12)
    test = rank_correlation_tests(one, other, stream=Stream(3))["spearman"]
    assert not test.exact
    assert test == rank_correlation_tests(one, other, stream=Stream(3))["spearman"]
    ranks, others = stats.rankdata(one), stats.rankdata(other)
    shuffle = np.random.default_rng(1).permutation
    drawn = np.array([abs(np.corrcoef(shuffle(ranks), others)[0, 1]) for _ in range(4_000)])
    rough = (1 + (drawn >= abs(test.value) - 1e-9).sum()) / 4_001
    spread = 4 * np.sqrt(test.p * (1 - test.p) * (1 / 9_999 + 1 / 4_000))
    assert abs(test.p - rough) < max(spread, 0.002)
