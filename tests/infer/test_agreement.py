"""Agreement of coders: published values, and properties that must hold."""

from __future__ import annotations

import numpy as np
import pytest

from sna.infer import Stream, cohen_kappa, krippendorff_alpha, resampled

HUSBANDS_AND_WIVES = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))
"""Answers of 91 couples on four ordered levels: Agresti, A. (1990). Categorical data analysis, table 2.10."""
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, section C: alpha ordinal .815."""


def couples() -> tuple[np.ndarray, np.ndarray]:
    table = np.array(HUSBANDS_AND_WIVES)
    rows, columns = np.indices(table.shape)
    return np.repeat(rows.ravel(), table.ravel()).astype(float), np.repeat(columns.ravel(), table.ravel()).astype(float)


def test_kappa_of_couples_as_base_r_gives_it_from_the_agreement_weights() -> None:
    # R 4: 1 − |i − j| / 3 as weights of agreement, (p_o − p_e) / (1 − p_e); here disagreement is counted.
    one, other = couples()
    assert cohen_kappa(one, other) == pytest.approx(0.129330254, abs=5e-10)
    assert cohen_kappa(one, other, weighted=True) == pytest.approx(0.2373806276, abs=5e-11)


def test_alpha_of_four_observers_as_published() -> None:
    levels = np.array(FOUR_OBSERVERS, dtype=float).T
    assert krippendorff_alpha(levels) == pytest.approx(0.815, abs=5e-4)


def test_alpha_knows_no_order_of_coders_or_items() -> None:
    levels = np.array(FOUR_OBSERVERS, dtype=float).T
    mixed = np.random.default_rng(0).permutation(levels)[:, ::-1]
    assert krippendorff_alpha(mixed) == pytest.approx(krippendorff_alpha(levels))


def test_alpha_of_two_by_the_definition_of_disagreement() -> None:
    levels = np.array([[1, 2], [2, 2], [3, 1], [1, 1], [2, 3]], dtype=float)
    values = levels.ravel()
    counts = {v: (values == v).sum() for v in values}

    def apart(a: float, b: float) -> float:
        low, high = sorted((a, b))
        return float((sum(counts[v] for v in counts if low <= v <= high) - (counts[a] + counts[b]) / 2) ** 2)

    seen = np.mean([apart(a, b) for a, b in levels])
    pairs = [(values[i], values[j]) for i in range(10) for j in range(10) if i != j]
    chance = np.mean([apart(a, b) for a, b in pairs])
    assert krippendorff_alpha(levels) == pytest.approx(1 - seen / chance)


@pytest.mark.parametrize("weighted", [False, True])
def test_one_level_throughout_is_undefined_not_perfect(weighted: bool) -> None:
    same = np.full(12, 2.0)
    assert np.isnan(cohen_kappa(same, same, weighted=weighted))
    assert np.isnan(krippendorff_alpha(np.column_stack([same, same])))
    found = resampled(np.column_stack([same, same]), "krippendorff_alpha", Stream(0, ("x",)))
    assert found.reason == "everybody used one level throughout"


def test_no_interval_of_few_items() -> None:
    levels = np.array([[1, 1], [2, 2], [3, 2], [np.nan, 1]])
    found = resampled(levels, "kappa", Stream(0, ("x",)))
    assert found.items == 3
    assert np.isnan(found.low)
    assert "fewer than 10" in found.reason


def test_nothing_coded_by_two_is_said() -> None:
    levels = np.array([[1, np.nan], [np.nan, 2]])
    assert resampled(levels, "krippendorff_alpha", Stream(0, ("x",))).reason == "no item was coded by two"
    assert resampled(levels, "kappa", Stream(0, ("x",))).reason == "no item was coded by two"
