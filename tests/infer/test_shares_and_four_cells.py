"""Shares, two yes-or-no facts, and two groupings: against published values, scipy and counting everything."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from sna.infer import (
    Stream,
    association_test,
    cramers_v,
    difference_interval,
    fisher_test,
    holm,
    hypergeometric,
    relabel_within,
    stratified_test,
    two_way_table,
    wilson_interval,
)

WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
"""Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3."""

DIFFERENCES = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
"""Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10."""


@pytest.mark.parametrize(("count", "of", "low", "high"), WILSON)
def test_intervals_of_a_share_are_those_published(count: int, of: int, low: float, high: float) -> None:
    assert wilson_interval(count, of) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(("first", "second", "low", "high"), DIFFERENCES)
def test_intervals_of_a_difference_are_those_published(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    assert difference_interval(first, second) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (7, 9), (200, 255), (255, 255)])
def test_intervals_of_a_share_are_those_of_scipy(count: int, of: int) -> None:
    theirs = stats.binomtest(count, of).proportion_ci(method="wilson")
    assert wilson_interval(count, of) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_a_share_of_nothing_has_no_interval() -> None:
    assert all(math.isnan(end) for end in (*wilson_interval(0, 0), *difference_interval((0, 0), (1, 2))))


TABLES = [
    (3, 4, 4, 8),
    (0, 3, 5, 9),
    (30, 40, 39, 222),
    (5, 74, 43, 222),
    (2, 2, 2, 2),
    (0, 0, 4, 9),
    (18, 50, 37, 222),
]


@pytest.mark.parametrize("table", TABLES)
def test_fisher_agrees_with_scipy(table: tuple[int, int, int, int]) -> None:
    both, first, second, of = table
    cells = [[both, first - both], [second - both, of - first - second + both]]
    ours = fisher_test(*table)
    assert ours.p == pytest.approx(stats.fisher_exact(cells).pvalue, rel=1e-9)
    counts = np.arange(of + 1)
    assert ours.expected == pytest.approx((counts * stats.hypergeom(of, first, second).pmf(counts)).sum())
    if not math.isnan(ours.odds_ratio):
        assert ours.odds_ratio == pytest.approx(stats.fisher_exact(cells).statistic)


@pytest.mark.parametrize("table", TABLES)
def test_chances_of_a_count_agree_with_scipy(table: tuple[int, int, int, int]) -> None:
    _, first, second, of = table
    least, chances = hypergeometric(first, second, of)
    counts = np.arange(least, least + len(chances))
    assert chances == pytest.approx(stats.hypergeom(of, first, second).pmf(counts), rel=1e-9)


def test_fisher_is_what_one_gets_by_dealing_out_every_way() -> None:
    of, first, second, both = 7, 3, 4, 3
    counts = [len(set(chosen) & set(range(first))) for chosen in itertools.combinations(range(of), second)]
    chance = {count: counts.count(count) / len(counts) for count in set(counts)}
    ours = fisher_test(both, first, second, of)
    assert ours.p == pytest.approx(sum(part for part in chance.values() if part <= chance[both] + 1e-12))
    assert ours.p_min == pytest.approx(min(chance.values()))
    assert ours.expected == pytest.approx(np.mean(counts))


def test_within_strata_fisher_is_what_one_gets_by_dealing_out_every_way() -> None:
    strata = [(2, 3, 2, 5), (1, 1, 2, 4), (0, 2, 1, 3)]
    counts = [
        sum(len(set(chosen) & set(range(first))) for chosen, (_, first, _, _) in zip(deal, strata, strict=True))
        for deal in itertools.product(*(itertools.combinations(range(of), second) for _, _, second, of in strata))
    ]
    chance = {count: counts.count(count) / len(counts) for count in set(counts)}
    ours = stratified_test(strata)
    assert ours.both == 3
    assert ours.p == pytest.approx(sum(part for part in chance.values() if part <= chance[3] + 1e-12))
    assert ours.p_min == pytest.approx(min(chance.values()))
    assert ours.expected == pytest.approx(np.mean(counts))


def test_one_stratum_is_fishers_test_and_empty_margins_say_nothing() -> None:
    assert stratified_test([(3, 4, 5, 9)]) == fisher_test(3, 4, 5, 9)
    assert stratified_test([(3, 4, 5, 9), (2, 2, 2, 2)]).p == pytest.approx(fisher_test(3, 4, 5, 9).p)


def test_an_empty_cell_has_no_odds_ratio() -> None:
    assert math.isnan(fisher_test(4, 4, 5, 9).odds_ratio)


def test_holm_is_its_definition_and_leaves_out_what_has_no_p() -> None:
    generator = np.random.default_rng(7)
    ps = generator.random(12).tolist()
    order = sorted(ps)
    for p, adjusted in zip(ps, holm(ps), strict=True):
        rank = order.index(p)
        assert adjusted == pytest.approx(min(1.0, max((12 - k) * order[k] for k in range(rank + 1))))
    assert holm([0.02, math.nan, 0.03]) == pytest.approx([0.04, math.nan, 0.04], nan_ok=True)


FIRST = np.array([0, 0, 0, 1, 1, 1, 2, 2])
SECOND = np.array([0, 0, 1, 1, 1, 0, 1, 1])
STRATA = [0, 0, 0, 0, 1, 1, 1, 1]


def test_chi_squared_and_cramers_v_are_those_of_scipy() -> None:
    table = two_way_table(FIRST, SECOND)
    test = association_test(FIRST, SECOND, relabel_within([0] * 8, permutations=99, stream=Stream(1)))
    assert test.value == pytest.approx(stats.chi2_contingency(table, correction=False).statistic)
    assert cramers_v(table) == pytest.approx(stats.contingency.association(table.astype(int), method="cramer"))


def test_within_strata_p_is_what_one_gets_by_dealing_out_every_way() -> None:
    def chi_squared(second: np.ndarray) -> float:
        return float(stats.chi2_contingency(two_way_table(FIRST, second), correction=False).statistic)

    halves = [list(itertools.permutations(range(start, start + 4))) for start in (0, 4)]
    every = [chi_squared(SECOND[[*one, *other]]) for one, other in itertools.product(*halves)]
    test = association_test(FIRST, SECOND, relabel_within(STRATA, stream=Stream(1)))
    assert test.exact
    assert test.resamples == len(every) == 576
    assert test.p == pytest.approx(np.mean([value >= chi_squared(SECOND) - 1e-9 for value in every]))


def test_a_random_sample_stays_within_strata_and_comes_near_the_exact_p() -> None:
    strata = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
    deal = relabel_within(strata, permutations=500, stream=Stream(3))
    assert not deal.exact
    places = np.concatenate(list(deal.blocks()), axis=1).T
    assert (np.array(strata)[places] == np.array(strata)).all()
    assert (np.sort(places, axis=1) == np.arange(20)).all()
    assert len(np.unique(places, axis=0)) > 490
