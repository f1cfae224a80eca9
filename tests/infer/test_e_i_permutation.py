"""Guards the permutation of the E-I index of a whole partition, tie by tie and by sums over groups."""

import itertools
import math

import numpy as np
import pytest

from sna.infer import PartitionTest, Stream, deal_labels, one_hot, partition_tests, ratios, sums_by_group


def network(seed: int, n: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.array(list(itertools.combinations(range(n), 2)))
    chosen = Stream(seed, ("ties",)).generator().permutation(len(pairs))[:m]
    return pairs[chosen, 0], pairs[chosen, 1]


def index(sender, receiver, labels) -> float:
    """Return (ties between groups − ties within) / all ties, counted one by one."""
    kinds = [labels[s] != labels[r] for s, r in zip(sender, receiver, strict=True)]
    return (kinds.count(True) - kinds.count(False)) / len(kinds)


def tie_by_tie(sender, receiver, _labels):
    return lambda dealt: 2 * (dealt[:, sender] != dealt[:, receiver]).mean(axis=1, keepdims=True) - 1


def by_sums(sender, receiver, labels):
    matrix = np.zeros((len(labels), len(labels)))
    matrix[sender, receiver] = matrix[receiver, sender] = 1

    def statistics(dealt: np.ndarray) -> np.ndarray:
        sums = sums_by_group(matrix, one_hot(dealt, len(set(labels))))
        every = sums.sum(axis=(1, 2))
        return ratios(every - 2 * np.trace(sums, axis1=1, axis2=2), every)[:, None]

    return statistics


def permuted(counted, sender, receiver, labels, **how) -> PartitionTest:
    sizes = np.bincount(labels).tolist()
    pairs, within = math.comb(len(labels), 2), sum(math.comb(size, 2) for size in sizes)
    deal = deal_labels(sizes, stream=Stream(0), **how)
    statistics = counted(sender, receiver, labels)
    return partition_tests(statistics, labels, deal, expected=[(pairs - 2 * within) / pairs])[0]


@pytest.mark.parametrize("counted", [tie_by_tie, by_sums])
@pytest.mark.parametrize("labels", [[0, 0, 0, 1, 1, 1, 1], [0, 1, 2, 0, 1, 2, 2]])
def test_exact_equals_brute_force(labels: list[int], counted) -> None:
    sender, receiver = network(1, 7, 9)
    found = permuted(counted, sender, receiver, labels)
    deals = np.array([index(sender, receiver, deal) for deal in set(itertools.permutations(labels))])
    assert found.test.value == pytest.approx(index(sender, receiver, labels))
    assert found.expected == pytest.approx(deals.mean())
    distance, size = np.abs(deals - found.expected), abs(found.test.value - found.expected)
    tied = (np.abs(distance - size) < 1e-9).mean()
    assert found.test.p == pytest.approx((distance >= size - 1e-9).mean())
    assert found.test.p_mid == pytest.approx((distance >= size - 1e-9).mean() - tied / 2)
    assert found.test.p_min == pytest.approx((distance >= distance.max() - 1e-9).mean())
    assert (found.test.exact, found.test.resamples) == (True, len(deals))


def test_monte_carlo_is_within_its_error_of_exact() -> None:
    sender, receiver = network(2, 15, 30)
    labels = np.repeat([0, 1, 2], 5)
    exact = permuted(tie_by_tie, sender, receiver, labels, exact=True).test
    sampled = permuted(tie_by_tie, sender, receiver, labels, permutations=2_999).test
    assert (exact.exact, sampled.exact) == (True, False)
    assert abs(sampled.p - exact.p) < 4 * sampled.error


@pytest.mark.parametrize("counted", [tie_by_tie, by_sums])
def test_extremes(counted) -> None:
    ends = np.array([0, 1]), np.array([2, 3])
    assert permuted(counted, *ends, np.array([0, 0, 1, 1])).test.value == 1
    assert permuted(counted, *ends, np.array([0, 1, 0, 1])).test.value == -1


def test_no_ties_have_no_index() -> None:
    none = np.array([], dtype=np.int64)
    found = permuted(by_sums, none, none, np.array([0, 0, 1, 1]))
    assert math.isnan(found.test.value)
    assert math.isnan(found.test.p)
