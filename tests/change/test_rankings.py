"""Guards how alike rankings are: against other implementations and by hand."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from sna.change.rankings import kendall_tau_b, rank_biased_overlap, ranks_down, top_turnover

RECORDS = json.loads((Path(__file__).parents[1] / "reference/network_distances.json").read_text())
LISTS = st.integers(2, 12).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 4), min_size=n, max_size=n) for _ in range(2)))
)


@pytest.mark.parametrize("known", RECORDS["rank_biased_overlap"])
def test_overlap_against_another_implementation(known: dict[str, object]) -> None:
    before, after = str(known["before"]), str(known["after"])
    values = [[-order.index(letter) for letter in before] for order in (before, after)]
    found = rank_biased_overlap(*values, persistence=float(str(known["persistence"])))
    assert found == pytest.approx(known["value"], rel=1e-12)


def test_overlap_with_ties_by_hand() -> None:
    # First A, B (tied), then C, against A, B, C. Agreement at depths 1 to 3: 2·1/(2+1), 2·2/(2+2), 1.
    expected = 0.1 / 0.9 * (2 / 3 * 0.9 + 0.9**2 + 0.9**3) + 0.9**3
    assert rank_biased_overlap([2, 2, 1], [3, 2, 1]) == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(LISTS)
def test_tau_is_that_of_scipy(lists: tuple[list[int], list[int]]) -> None:
    found, expected = kendall_tau_b(*lists), kendalltau(*lists).statistic
    assert found == pytest.approx(expected, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(LISTS)
def test_rankings_that_are_the_same_agree_whatever_the_ties(lists: tuple[list[int], list[int]]) -> None:
    one, other = lists
    assert rank_biased_overlap(one, [3 * value + 1 for value in one]) == 1
    assert 0 <= rank_biased_overlap(one, other) <= 1
    assert rank_biased_overlap(one, other) == pytest.approx(rank_biased_overlap(other, one))
    assert top_turnover(one, one) in (0, pytest.approx(math.nan, nan_ok=True))
    assert ranks_down(one).sum() == pytest.approx(len(one) * (len(one) + 1) / 2)


def test_the_first_three() -> None:
    assert top_turnover([9, 8, 7, 1, 1, 1, 1], [1, 8, 7, 9, 1, 1, 1]) == pytest.approx(0.5)
    # C and D share the third place: four are first.
    assert top_turnover([9, 8, 7, 7, 1, 1, 1, 1], [9, 8, 7, 2, 1, 1, 1, 1]) == pytest.approx(1 / 4)
    assert math.isnan(top_turnover([1, 1, 1, 1], [4, 3, 2, 1]))


def test_large_rankings_are_worked_through_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.Generator(np.random.PCG64(3))
    one, other = draw.integers(0, 9, 40), draw.integers(0, 9, 40)
    whole = kendall_tau_b(one, other)
    monkeypatch.setattr("sna.change.rankings.CELLS", 100)
    assert kendall_tau_b(one, other) == whole == pytest.approx(kendalltau(one, other).statistic)
