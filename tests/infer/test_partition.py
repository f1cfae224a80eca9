"""Guards tests of a partition: brute force, undefined deals, correction, random samples."""

import itertools
import math

import numpy as np
import pytest

from sna.infer import Stream, deal_labels, one_hot, partition_tests, ratios, sums_by_group

LABELS = np.array([0, 0, 1, 1, 1, 2])


def ties(seed: int, n: int, density: float = 0.35) -> np.ndarray:
    drawn = Stream(seed, ("ties",)).generator().random((n, n)) < density
    return np.asarray(drawn & ~np.eye(n, dtype=bool), dtype=np.float64)


def deals_of(labels) -> np.ndarray:
    return np.array(sorted(set(itertools.permutations(labels))), dtype=np.int8)


def cells(matrix: np.ndarray, groups: int):
    return lambda labels: sums_by_group(matrix, one_hot(labels, groups)).reshape(len(labels), -1)


def deal_of(labels, **how):
    return deal_labels(np.bincount(labels).tolist(), stream=Stream(5), **how)


def test_every_cell_equals_brute_force() -> None:
    matrix = ties(1, 6)
    tests = partition_tests(cells(matrix, 3), LABELS, deal_of(LABELS))
    drawn = np.array(
        [[matrix[np.ix_(deal == g, deal == h)].sum() for g in range(3) for h in range(3)] for deal in deals_of(LABELS)]
    )
    observed = [matrix[np.ix_(g == LABELS, h == LABELS)].sum() for g in range(3) for h in range(3)]
    distance, size = np.abs(drawn - drawn.mean(axis=0)), np.abs(observed - drawn.mean(axis=0))
    assert [found.test.value for found in tests] == observed
    assert [found.expected for found in tests] == pytest.approx(drawn.mean(axis=0))
    assert [found.test.p for found in tests] == pytest.approx((distance >= size - 1e-9).mean(axis=0))
    tied = (np.abs(distance - size) < 1e-9).mean(axis=0)
    assert [found.test.p_mid for found in tests] == pytest.approx((distance >= size - 1e-9).mean(axis=0) - tied / 2)
    furthest = (distance >= distance.max(axis=0) - 1e-9).mean(axis=0)
    assert [found.test.p_min for found in tests] == pytest.approx(furthest)
    assert {(found.test.exact, found.test.resamples) for found in tests} == {(True, len(drawn))}


def test_correction_is_step_down_over_the_largest() -> None:
    labels = np.repeat([0, 1], [3, 5])
    matrix = ties(3, 8)
    tests = partition_tests(cells(matrix, 2), labels, deal_of(labels), families=[range(4)])
    drawn = cells(matrix, 2)(deals_of(labels))
    spread, mean = drawn.std(axis=0), drawn.mean(axis=0)
    scaled = np.abs(drawn - mean) / spread
    observed = np.abs(cells(matrix, 2)(labels.astype(np.int8)[None])[0] - mean) / spread
    order = np.argsort(-observed)
    expected, last = np.zeros(4), 0.0
    for rank, place in enumerate(order):
        last = max(last, (scaled[:, order[rank:]].max(axis=1) >= observed[place] - 1e-9).mean())
        expected[place] = last
    assert [found.test.p_adjusted for found in tests] == pytest.approx(expected)
    assert all(found.test.p_adjusted >= found.test.p - 1e-12 for found in tests)


def test_a_statistic_that_cannot_reach_the_level_corrects_no_other() -> None:
    labels = np.repeat([0, 1], [3, 5])
    place = np.arange(8.0)
    coarse = np.zeros(8)
    coarse[:4] = 1

    def statistics(deal: np.ndarray) -> np.ndarray:
        first = (deal == 0).astype(float)
        return np.column_stack([first @ place, first @ coarse])

    alone, other = partition_tests(statistics, labels, deal_of(labels), families=[[0, 1]])
    assert other.test.p_min > 0.05
    assert math.isnan(other.test.p_adjusted)
    assert alone.test.p_adjusted == pytest.approx(alone.test.p)


def test_undefined_deals_count_as_no_less_far_out() -> None:
    labels = np.array([0, 0, 1, 1])

    def statistics(deal: np.ndarray) -> np.ndarray:
        first = (deal == 0).astype(float)
        return ratios(first @ np.array([1.0, 0, 0, 2.0]), first @ np.array([1.0, 0, 0, 1.0]))[:, None]

    (found,) = partition_tests(statistics, labels, deal_of(labels))
    # First group AB 1, AC 1, AD 1.5, BC undefined, BD 2, CD 2: mean 1.5, four values .5 away.
    assert (found.test.value, found.expected, found.undefined) == (1, 1.5, 1)
    assert found.test.p == pytest.approx(5 / 6)
    assert found.test.p_min == pytest.approx(5 / 6)
    (none,) = partition_tests(statistics, [1, 0, 0, 1], deal_of(labels))
    assert math.isnan(none.test.value)
    assert math.isnan(none.test.p)
    assert none.expected == 1.5


def test_upper_counts_what_is_at_least_as_large() -> None:
    labels = np.array([0, 0, 1, 1, 1])
    place = np.arange(5.0)

    def statistics(deal: np.ndarray) -> np.ndarray:
        return ((deal == 0) @ place)[:, None]

    low = partition_tests(statistics, labels, deal_of(labels), upper=True)[0]
    high = partition_tests(statistics, labels[::-1], deal_of(labels), upper=True)[0]
    assert (low.test.p, high.test.p) == (1.0, 0.1)


def test_a_random_sample_is_within_its_error_of_all_deals() -> None:
    labels = np.repeat([0, 1], [6, 12])
    matrix = ties(9, 18, 0.2)
    exact = partition_tests(cells(matrix, 2), labels, deal_of(labels, exact=True))
    sampled = partition_tests(cells(matrix, 2), labels, deal_labels((6, 12), stream=Stream(5)).kept())
    assert sampled[0].test.exact
    deal = deal_labels((40, 60), permutations=999, stream=Stream(5))
    assert not deal.exact
    few = [
        partition_tests(cells(matrix, 2), labels, type(deal)((6, 12), 4_999, exact=False, stream=Stream(seed)))
        for seed in range(2)
    ]
    for tests in few:
        for one, all_deals in zip(tests, exact, strict=True):
            assert abs(one.test.p - all_deals.test.p) < 4 * one.test.error + 1e-9
            assert one.test.p > 0


def test_deals_that_are_kept_are_the_same_deals() -> None:
    for deal in (deal_of(LABELS), deal_labels((30, 70), permutations=50, stream=Stream(1))):
        again = np.concatenate(list(deal.kept().blocks(10_000)))
        assert np.array_equal(np.concatenate(list(deal.blocks())), again)
