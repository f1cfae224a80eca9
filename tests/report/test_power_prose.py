"""What so few organisations can show is said once, with figures that the calibration bears out."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from calibrating import dyads

from sna.model import Findings
from sna.report import few_sentences, inference_sentences
from sna.report.power_prose import FOUND_GAPS, FOUND_RELATIONS

PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


def found_of(*rows: tuple[str, float, float]) -> Findings:
    return Findings.of(
        [
            {"quantity": quantity, "value": 1.0, "n": n, "p": p, "method": "labels", "layer": layer}
            for layer in ("mdt", "links")
            for quantity, n, p in rows
        ],
        {},
    )


def test_what_twelve_organisations_can_show_is_said_once() -> None:
    [said] = few_sentences(found_of(("difference", 12, 0.2), ("mean", 12, math.nan)))
    assert "only large differences" in said
    [said] = few_sentences(found_of(("qap_correlation", 12, 0.2), ("qap_correlation_plain", 12, 0.2)))
    assert "only strong relations" in said
    assert "fewer where terms go together" not in said
    [said] = few_sentences(found_of(("mrqap_coefficient", 9, 0.2)))
    assert "fewer where terms go together" in said


@pytest.mark.parametrize("row", [("difference", 13, 0.2), ("difference", 12, math.nan), ("qap_correlation", 40, 0.2)])
def test_nothing_is_said_of_more_or_where_there_is_no_p(row: tuple[str, float, float]) -> None:
    assert few_sentences(found_of(row)) == []


def test_a_metric_that_few_have_does_not_make_twenty_organisations_few() -> None:
    assert few_sentences(found_of(("difference", 20, 0.2), ("difference", 9, 0.2))) == []


def test_the_share_of_gaps_found_is_that_of_the_calibration() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for ties, percent in FOUND_GAPS.items():
        row = re.search(rf"the 4 receive about {ties} ties more; 4 against 8 \| degree \| power \| ([0-9.]+)", text)
        assert row
        assert float(row[1]) == pytest.approx(percent / 100, abs=0.05)


@pytest.mark.parametrize("r", FOUND_RELATIONS)
def test_the_share_of_relations_found_is_that_of_simulation(r: float) -> None:
    once = dyads.correlation_experiment(12, r, 1).once
    rejected = [once(number)["QAP, studentised r"] for number in range(300)]
    assert dyads.CORRELATIONS == tuple(FOUND_RELATIONS)
    assert sum(rejected) / 300 == pytest.approx(FOUND_RELATIONS[r] / 100, abs=0.06)


def test_of_two_rows_of_one_test_it_is_said_which_to_read() -> None:
    findings = found_of(("qap_correlation", 40, 0.2), ("qap_correlation_plain", 40, 0.1))
    said = [text for text in inference_sentences(findings) if text.startswith("Read the row qap_correlation:")]
    assert len(said) == 1
    assert "the p that other programs give" in said[0]
    refused = found_of(("qap_correlation_plain", 40, math.nan))
    assert not any(text.startswith("Read ") for text in inference_sentences(refused))
