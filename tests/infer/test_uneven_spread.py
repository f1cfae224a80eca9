"""A p of dealt-out labels that holds only where both groups vary alike is said to."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sna.infer import Stream, mean_difference_tests, p_if_wider, spread_caution

ALIKE = [np.array([5.0, 5.0, 6.0]), np.array([1.0, 2.0, 3.0, 2.0, 1.0, 3.0, 2.0, 2.0, 2.0])]


@pytest.mark.parametrize(("k", "m", "ratio"), [(3, 9, 1.5), (4, 8, 2.0), (10, 30, 1.5)])
def test_p_is_stretched_by_the_ratio_of_variances(k: int, m: int, ratio: float) -> None:
    # Variance of the difference over what dealt labels give it: (m r² + k) / (k r² + m).
    factor = math.sqrt((m * ratio**2 + k) / (k * ratio**2 + m))
    assert p_if_wider(math.erfc(2.5 / math.sqrt(2)), (k, m), ratio) == pytest.approx(
        math.erfc(2.5 / factor / math.sqrt(2))
    )


def test_groups_of_one_size_change_nothing() -> None:
    assert p_if_wider(0.03, (6, 6), 3.0) == pytest.approx(0.03)
    assert p_if_wider(0.03, (4, 4, 4), 3.0) == pytest.approx(0.03)


@pytest.mark.parametrize(("sizes", "ratio"), [((10, 30), 1.5), ((8, 16, 26), 2.0)])
def test_the_stretched_p_has_the_level_that_p_has_not(sizes: tuple[int, ...], ratio: float) -> None:
    """Normal values, the smallest group wider: variation between groups against its mean over dealt-out labels."""
    rng = np.random.default_rng(1)
    wide = np.repeat([ratio, *[1.0] * (len(sizes) - 1)], sizes)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    plain, stretched = 0, 0
    runs = 4_000
    free = len(sizes) - 1
    from scipy.stats import chi2

    for _ in range(runs):
        values = wide * rng.standard_normal(len(wide))
        means = np.bincount(labels, values) / sizes
        between = float((np.array(sizes) * (means - values.mean()) ** 2).sum())
        p = float(chi2.sf(between / values.var(ddof=1), free))
        plain += p <= 0.05
        stretched += p_if_wider(p, sizes, ratio) <= 0.05
    assert plain / runs > 0.075
    assert stretched / runs == pytest.approx(0.05, abs=0.015)


def test_a_p_that_rests_on_equal_spread_is_said() -> None:
    assert "p may be too small: about 0.074 if the smaller group varies half as much again" in spread_caution(
        0.03, ALIKE
    )
    assert spread_caution(0.01, ALIKE) == ""
    assert spread_caution(0.06, ALIKE) == ""
    assert spread_caution(math.nan, ALIKE) == ""
    assert spread_caution(0.03, [ALIKE[0], ALIKE[1][:3]]) == ""


def test_most_false_findings_carry_the_warning_and_few_comparisons_do() -> None:
    """Three against nine, equal means: the three vary 1.5 times as much, or as much as the others."""
    rng = np.random.default_rng(7)
    told: dict[float, list[tuple[bool, bool]]] = {1.5: [], 1.0: []}
    for ratio, found in told.items():
        for number in range(400):
            values = np.repeat([ratio, 1.0], [3, 9]) * rng.standard_normal(12)
            p = mean_difference_tests(values[:, None], np.arange(12) < 3, stream=Stream(number))[0].p
            found.append((p <= 0.05, bool(spread_caution(p, [values[:3], values[3:]]))))
    false = [warned for rejected, warned in told[1.5] if rejected]
    assert sum(false) / len(false) > 0.5
    assert sum(rejected and not warned for rejected, warned in told[1.5]) / 400 <= 0.05
    assert sum(warned for _, warned in told[1.0]) / 400 <= 0.05
