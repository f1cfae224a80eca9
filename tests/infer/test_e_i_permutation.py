"""Guards the E-I index and its permutation of a whole partition."""

import itertools

import numpy as np
import pytest

from sna.infer import Stream, e_i_index, e_i_test


def network(seed: int, n: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.array(list(itertools.combinations(range(n), 2)))
    chosen = Stream(seed, ("ties",)).generator().permutation(len(pairs))[:m]
    return pairs[chosen, 0], pairs[chosen, 1]


@pytest.mark.parametrize("labels", [[0, 0, 0, 1, 1, 1, 1], [0, 1, 2, 0, 1, 2, 2]])
def test_exact_equals_brute_force(labels: list[int]) -> None:
    sender, receiver = network(1, 7, 9)
    test, expected = e_i_test(sender, receiver, np.array(labels), stream=Stream(0))
    deals = np.array([e_i_index(sender, receiver, deal) for deal in set(itertools.permutations(labels))])
    assert test.value == e_i_index(sender, receiver, labels)
    assert expected == pytest.approx(deals.mean())
    distance = np.abs(deals - expected)
    assert test.p == pytest.approx((distance >= abs(test.value - expected) - 1e-9).mean())
    assert test.p_min == pytest.approx((distance >= distance.max() - 1e-9).mean())
    assert (test.exact, test.resamples) == (True, len(deals))


def test_monte_carlo_is_within_its_error_of_exact() -> None:
    sender, receiver = network(2, 15, 30)
    labels = np.repeat([0, 1, 2], 5)
    exact = e_i_test(sender, receiver, labels, exact=True, stream=Stream(0))[0]
    sampled = e_i_test(sender, receiver, labels, permutations=2_999, stream=Stream(0))[0]
    assert (exact.exact, sampled.exact) == (True, False)
    assert abs(sampled.p - exact.p) < 4 * sampled.error


def test_extremes() -> None:
    assert e_i_index([0, 1], [1, 0], ["a", "b"]) == 1
    assert e_i_index([0, 1], [1, 0], ["a", "a"]) == -1
    assert np.isnan(e_i_index([], [], ["a", "b"]))
