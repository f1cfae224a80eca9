"""Control charts and run charts: limits as published, rules on series made by hand, limits of runs as in the table."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sna.infer.control_chart import (
    FALLING,
    FEW_CROSSINGS,
    LONG_RUN,
    NEAR_LIMIT,
    ONE_SIDE,
    OUTSIDE,
    RISING,
    chart_of,
    false_alarms,
    lag_one,
)
from sna.infer.run_chart import fewest_crossings, longest_allowed

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 Individuals Control Charts: mean 50.81, mean moving range
# 1.8778, limits 45.8159 and 55.8041 (by 3 / 1.128 = 2.6596, which everyone else rounds to 2.66).
FLOW = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
# NHSRplotthedots, vignette "Deviations from Excel defaults": without its screening of outliers, as Making Data Count.
OUTLIER = np.array([1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])


def rules(values):
    return {(signal.rule, signal.places) for signal in chart_of(np.asarray(values, dtype=float)).signals}


def test_limits_are_those_of_the_handbook():
    twice = np.concatenate([FLOW, FLOW[::-1]])
    chart = chart_of(twice)
    # Laid back to back, the ten points keep their mean; the step in the middle is nought.
    assert chart.centre == pytest.approx(50.81)
    assert chart.moving_range * 19 / 18 == pytest.approx(1.8778, abs=5e-5)
    assert 50.81 + 2.66 * chart.moving_range * 19 / 18 == pytest.approx(55.8041, abs=2e-3)
    assert chart.range_limit == pytest.approx(3.27 * chart.moving_range)


def test_one_wild_point_widens_the_limits_and_stands_out():
    chart = chart_of(OUTLIER)
    moving = [abs(b - a) for a, b in itertools.pairwise(OUTLIER.tolist())]
    mean, moved = sum(OUTLIER) / 18, sum(moving) / 17
    assert (chart.centre, chart.low, chart.high) == pytest.approx((mean, mean - 2.66 * moved, mean + 2.66 * moved))
    assert round(chart.centre, 2) == 1.94
    assert rules(OUTLIER) == {(OUTSIDE, (4,))}


def test_seven_on_one_side_is_a_shift_and_six_is_not():
    steady = [4, 6, 4, 6, 4, 6]
    six = [*steady, 4, 6, 6.1, 5.9, 6, 6.1, 5.9, 4, 4, 5, 4]
    assert not any(rule == ONE_SIDE for rule, _ in rules(six))
    seven = [*steady, 4, 6, 6.1, 5.9, 6, 6.1, 5.9, 6, 4, 4, 4, 5, 4]
    assert (ONE_SIDE, tuple(range(7, 14))) in rules(seven)


@pytest.mark.parametrize(("sign", "rule"), [(1, RISING), (-1, FALLING)])
def test_seven_in_a_row_each_above_the_last_is_a_trend_and_six_is_not(sign, rule):
    noise = [5, 1, 5, 1, 5, 1]
    climb = [1 + 0.1 * k for k in range(6)]
    assert not any(found == rule for found, _ in rules(sign * np.array([*noise, *climb, 0.5, 5, 1, 5])))
    found = rules(sign * np.array([*noise, *climb, 1.6, 0.5, 5, 1, 5]))
    assert (rule, tuple(range(5, 13))) in found or (rule, tuple(range(6, 13))) in found


def test_two_of_three_near_a_limit():
    quiet = [10.0, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11]
    values = np.array([*quiet, 12.9, 11.0, 12.9, *quiet])
    chart = chart_of(values)
    near = [
        place for place in (14, 16) if chart.high >= values[place] > chart.centre + chart.moving_range * 2.66 * 2 / 3
    ]
    assert near == [14, 16]
    assert (NEAR_LIMIT, (14, 16)) in rules(values)


def test_points_on_the_mean_end_a_run_and_equal_points_say_nothing():
    assert rules([5.0] * 20) == set()
    assert chart_of(np.full(20, 5.0)).high == 5.0


@pytest.mark.parametrize(
    ("count", "kind"), [(0, "dots"), (1, "dots"), (5, "dots"), (6, "run"), (11, "run"), (12, "control")]
)
def test_how_many_points_allow_what(count, kind):
    chart = chart_of(np.arange(count) % 3.0)
    assert chart.kind == kind
    assert np.isnan(chart.high) == (kind != "control")
    assert np.isnan(chart.centre) == (kind == "dots")


def test_without_rules_there_are_dots_only():
    assert chart_of(np.arange(40.0), rules=False).kind == "dots"


# Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825: useful points → longest run, fewest crossings.
@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [
        (10, 6, 2),
        (11, 6, 2),
        (12, 7, 3),
        (13, 7, 3),
        (14, 7, 4),
        (16, 7, 4),
        (20, 7, 6),
        (22, 7, 7),
        (23, 8, 7),
        (24, 8, 8),
    ],
)
def test_limits_of_runs_are_those_of_the_table(useful, longest, crossings):
    assert (longest_allowed(useful), fewest_crossings(useful)) == (longest, crossings)


def test_fewest_crossings_are_the_quantile_of_the_binomial():
    from scipy.stats import binom

    assert [fewest_crossings(n) for n in range(2, 120)] == [int(binom.ppf(0.05, n - 1, 0.5)) for n in range(2, 120)]


def test_a_run_chart_names_a_long_run_and_few_crossings():
    chart = chart_of(np.array([1.0, 2, 3, 2, 1, 9, 8, 9, 8, 9]))
    assert (chart.kind, chart.longest, chart.longest_allowed, chart.crossings, chart.fewest_crossings) == (
        "run",
        5,
        6,
        1,
        2,
    )
    assert {signal.rule for signal in chart.signals} == {FEW_CROSSINGS}
    long = chart_of(np.array([1.0, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9][:11]))
    # Seven of eleven points lie on their own median: only those off it count.
    assert long.longest == 3
    assert LONG_RUN not in {signal.rule for signal in long.signals}


def test_false_alarms_are_counted_and_always_the_same():
    rng = np.random.default_rng(7)
    share = np.mean([bool(chart_of(row).signals) for row in rng.standard_normal((1500, 24))])
    assert false_alarms(24) == pytest.approx(share, abs=0.05)
    assert false_alarms(24) == false_alarms.__wrapped__(24)


def test_autocorrelation_is_that_of_the_textbook():
    values = np.random.default_rng(1).standard_normal(50)
    away = values - values.mean()
    assert lag_one(values) == pytest.approx(sum(a * b for a, b in itertools.pairwise(away)) / sum(away**2))
    assert np.isnan(lag_one(np.full(9, 2.0)))
