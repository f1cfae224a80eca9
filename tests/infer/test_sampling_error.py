"""A p from a random sample says how far it may be off, and by how much it is off in repetition."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sna.infer import Stream, error_in, how_sampled, mean_difference_tests, monte_carlo_error, qap_test, sampled


def test_the_error_is_the_spread_of_p_over_seeds() -> None:
    values = np.random.default_rng(3).normal(size=(30, 1)) + np.where(np.arange(30) < 10, 0.6, 0)[:, None]
    tests = [
        mean_difference_tests(values, np.arange(30) < 10, permutations=499, stream=Stream(seed))[0]
        for seed in range(150)
    ]
    p = np.array([test.p for test in tests])
    stated = monte_carlo_error(float(p.mean()), 499)
    assert p.std(ddof=1) == pytest.approx(stated, rel=0.25)
    assert tests[0].error == pytest.approx(monte_carlo_error(tests[0].p, 499))


def test_a_p_of_two_tails_errs_by_both() -> None:
    rng = np.random.default_rng(5)
    first = rng.normal(size=(12, 12))
    second = 0.2 * first + rng.normal(size=(12, 12))
    tests = [
        qap_test(first, second, permutations=299, directed=True, stream=Stream(seed)).studentised for seed in range(150)
    ]
    p = np.array([test.p for test in tests])
    assert p.std(ddof=1) == pytest.approx(monte_carlo_error(float(p.mean()), 299, tails=2), rel=0.25)


def test_a_method_is_read_as_it_was_written() -> None:
    method = f"CUG test, two-sided, {sampled(999, 'networks', 0.00712)}; and more"
    assert error_in(method) == pytest.approx(0.0071)
    assert error_in(f"x, {sampled(999, 'networks', math.nan)}") == 0
    assert error_in(f"x, {sampled(999_999, 'splits', 0.0000312)}; y") == pytest.approx(3.1e-5)


def test_how_p_was_had_is_said_once() -> None:
    assert how_sampled([]) == ""
    drawn = [sampled(size, "splits", error) for size, error in ((999, 0.007), (9_999, 0.002))]
    assert how_sampled([*drawn, "exact"]) == (
        "p is exact in 1 of 3 cases; in the other 2 it comes from a random sample (of 999 to 9,999): "
        "Monte Carlo error at most 0.007."
    )
