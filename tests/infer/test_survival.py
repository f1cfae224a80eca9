"""Survival curves against R's package survival and against the published curve of a trial."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sna.infer.survival import survival_curve

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "survival.json").read_text())
CASES = [name for name in REFERENCE if name != "origin"]


@pytest.mark.parametrize("name", CASES)
def test_curve_interval_and_median_are_those_of_r(name: str) -> None:
    case = REFERENCE[name]
    curve = survival_curve(case["entry"], case["time"], case["event"])
    assert curve.when.tolist() == case["when"]
    assert curve.at_risk.tolist() == case["at_risk"]
    assert curve.ended.tolist() == case["ended"]
    assert curve.share == pytest.approx(case["survival"], abs=1e-12)
    low, high = (np.array(case[end], dtype=float) for end in ("low", "high"))
    assert curve.low == pytest.approx(low, abs=1e-9, nan_ok=True)
    assert curve.high == pytest.approx(high, abs=1e-9, nan_ok=True)
    assert curve.median == pytest.approx(np.array(case["median"], dtype=float), nan_ok=True)


def test_the_curve_printed_for_the_leukaemia_trial() -> None:
    """Freireich et al. (1963), 6-MP arm, as printed in textbooks of survival analysis."""
    case = REFERENCE["freireich_6mp"]
    curve = survival_curve(case["entry"], case["time"], case["event"])
    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert dict(zip(curve.when.tolist(), curve.share.round(3).tolist(), strict=True)) == printed
    assert curve.median[0] == 23


def test_without_censoring_it_is_the_share_still_there() -> None:
    time = np.array([3, 1, 4, 1, 5, 9, 2, 6])
    curve = survival_curve(np.zeros(8), time, np.ones(8))
    assert curve.share == pytest.approx([(time > t).mean() for t in curve.when], abs=1e-12)


def test_nothing_ended_and_nothing_at_all() -> None:
    for spells in (([0, 1], [3, 4], [False, False]), ([], [], [])):
        curve = survival_curve(*spells)
        assert len(curve.when) == 0
        assert curve.at(10)[0] == 1.0
        assert np.isnan(curve.median[0])


def test_a_spell_seen_for_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="observed"):
        survival_curve([3], [3], [True])
