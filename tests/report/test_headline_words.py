"""A headline says what its interval and its p ask, where they would seem to be at odds."""

from __future__ import annotations

import math

import pytest

from sna.contrast import Headline
from sna.report.prose import headline_sentence


@pytest.mark.parametrize(
    ("low", "high", "p", "at_odds"),
    [(0.36, 4.5, 0.16, True), (-4.5, -0.36, 0.16, True), (-0.1, 4.5, 0.16, False), (math.nan, math.nan, 0.16, False)],
)
def test_an_interval_without_nought_beside_a_large_p_is_explained(low, high, p, at_odds) -> None:
    numbers = {"mean": 6.3, "other_mean": 3.9, "n": 7, "other_n": 7, "difference": math.copysign(2.4, low)}
    found = Headline(
        "requests", "second", "in_degree", "NHS", "voluntary", **numbers, low=low, high=high, p=p, p_min=0.001,
        verdict="cannot tell",
    )  # fmt: skip
    said = headline_sentence(found, label="links received")
    assert "the data cannot tell NHS and voluntary organisations apart" in said
    assert ("The interval leaves out 0" in said) == at_odds
