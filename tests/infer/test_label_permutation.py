"""Guards the label permutation: exactness, ties, level, Monte Carlo error, streams and the correction for several."""

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sna.errors import NoResultError
from sna.infer import Stream, cliffs_delta, count_splits, deal_labels, dealing, mean_difference_tests, midranks

REFERENCE = Path(__file__).parents[1] / "reference"


def brute_force(values: np.ndarray, k: int) -> list[float]:
    """Every difference of means, by itertools and nothing else."""
    places = range(len(values))
    differences = []
    for chosen in itertools.combinations(places, k):
        rest = [i for i in places if i not in chosen]
        differences.append(values[list(chosen)].mean() - values[rest].mean())
    return differences


@pytest.mark.parametrize("sizes", [(2, 3), (1, 4), (2, 1, 3), (1, 1, 1, 2), (4,)])
def test_all_deals_are_dealt_once(sizes: tuple[int, ...]) -> None:
    deal = deal_labels(sizes, stream=Stream(0))
    rows = [tuple(row) for block in deal.blocks() for row in block.tolist()]
    expected = set(itertools.permutations([g for g, size in enumerate(sizes) for _ in range(size)]))
    assert len(rows) == deal.count == count_splits(sizes)
    assert set(rows) == expected


@pytest.mark.parametrize("exact", [True, False])
def test_blocks_change_no_deal(monkeypatch: pytest.MonkeyPatch, exact: bool) -> None:
    deal = dealing.Deal((3, 2, 2), 210 if exact else 99, exact, Stream(4))
    whole = np.concatenate(list(deal.blocks()))
    monkeypatch.setattr(dealing, "CELLS", 50)
    blocks = list(deal.blocks(25))
    assert len(blocks) > 1
    np.testing.assert_array_equal(np.concatenate(blocks), whole)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=8), st.data())
def test_exact_equals_brute_force(raw: list[int], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(raw) - 1))
    # Tenths are not exact in binary: tied splits must count as tied all the same.
    values = np.array(raw) / 10
    everything = np.abs(brute_force(values, k))
    observed = abs(brute_force(values, k)[0])
    test = mean_difference_tests(values[:, None], np.arange(len(raw)) < k, stream=Stream(0))[0]
    above = np.mean(everything > observed + 1e-9)
    upto = np.mean(everything >= observed - 1e-9)
    assert test.p == pytest.approx(upto)
    assert test.p_mid == pytest.approx((above + upto) / 2)
    assert test.p_min == pytest.approx(np.mean(everything >= everything.max() - 1e-9))
    assert test.exact
    assert test.error == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=9), st.data())
def test_order_and_names_of_groups_do_not_matter(raw: list[float], data: st.DataObject) -> None:
    values = np.array(raw)
    member = np.arange(len(raw)) < data.draw(st.integers(1, len(raw) - 1))
    order = np.array(data.draw(st.permutations(range(len(raw)))))
    test = mean_difference_tests(values[:, None], member, stream=Stream(0))[0]
    shuffled = mean_difference_tests(values[order, None], member[order], stream=Stream(0))[0]
    swapped = mean_difference_tests(values[:, None], ~member, stream=Stream(0))[0]
    assert (shuffled.p, shuffled.p_min) == (test.p, test.p_min)
    assert (swapped.p, swapped.p_mid, swapped.p_min) == (test.p, test.p_mid, test.p_min)
    assert swapped.value == pytest.approx(-test.value, abs=1e-9)
    assert cliffs_delta(values, ~member) == pytest.approx(-cliffs_delta(values, member), abs=1e-12)


def test_monte_carlo_is_within_its_error_of_exact() -> None:
    generator = Stream(3, ("values",)).generator()
    values, member = generator.poisson(3, size=(24, 1)).astype(float), np.arange(24) < 9
    exact = mean_difference_tests(values, member, exact=True, stream=Stream(1))[0]
    sampled = mean_difference_tests(values, member, permutations=4_999, stream=Stream(1))[0]
    assert (exact.exact, exact.resamples) == (True, math.comb(24, 9))
    assert (sampled.exact, sampled.resamples) == (False, 4_999)
    assert sampled.error == pytest.approx(math.sqrt(sampled.p * (1 - sampled.p) / 4_999))
    assert abs(sampled.p - exact.p) < 4 * sampled.error
    assert abs(sampled.p_mid - exact.p_mid) < 4 * sampled.error


def test_a_sampled_p_is_never_zero() -> None:
    values, member = np.arange(40.0)[:, None], np.arange(40) >= 25
    test = mean_difference_tests(values, member, permutations=99, stream=Stream(0))[0]
    assert test.p == test.p_min == 1 / 100


def test_level_is_kept_under_shuffled_labels() -> None:
    generator = Stream(11, ("level",)).generator()
    draws, low, middle = 600, 0, 0
    for _ in range(draws):
        values = generator.poisson(2, size=(9, 1)).astype(float)
        member = generator.permutation(np.arange(9) < 3)
        p = mean_difference_tests(values, member, stream=Stream(0))[0].p
        low, middle = low + (p <= 0.05), middle + (p <= 0.5)
    assert low / draws <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / draws)
    # Never above the nominal level, yet not far below it either.
    assert 0.35 < middle / draws <= 0.5 + 3 * math.sqrt(0.25 / draws)


def test_ties_make_small_p_unattainable() -> None:
    values = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])[:, None]
    test = mean_difference_tests(values, [1, 1, 0, 0, 0, 0, 0, 0], stream=Stream(0))[0]
    # Both extremes, two ones or two zeros, come in 6 of 28 splits each.
    assert test.p == test.p_min == pytest.approx(12 / 28)


def test_constant_values_are_never_significant() -> None:
    test = mean_difference_tests(np.full((7, 1), 0.1), np.arange(7) < 3, stream=Stream(0), family=[0])[0]
    assert (test.p, test.p_min, test.p_adjusted) == (1, 1, 1)


def test_rounding_is_not_a_difference() -> None:
    # In binary arithmetic the two means differ in the last digit.
    values = np.array([0.1, 0.2, 0.3, 0.3, 0.2, 0.1])[:, None]
    assert values[:3].mean() != values[3:].mean()
    test = mean_difference_tests(values, np.arange(6) < 3, stream=Stream(0))[0]
    assert (test.value, test.p) == (0, 1)


def test_another_statistic_changes_no_p() -> None:
    generator = Stream(5, ("values",)).generator()
    values, member = generator.random((30, 3)), np.arange(30) < 12
    alone = mean_difference_tests(values[:, :1], member, permutations=199, stream=Stream(2, ("a",)))[0]
    together = mean_difference_tests(values, member, permutations=199, stream=Stream(2, ("a",)))[0]
    elsewhere = mean_difference_tests(values[:, :1], member, permutations=199, stream=Stream(2, ("b",)))[0]
    assert (alone.p, alone.p_min) == (together.p, together.p_min)
    assert elsewhere.p != alone.p


def test_step_down_lies_between_raw_and_bonferroni() -> None:
    generator = Stream(7, ("values",)).generator()
    values, member = generator.random((11, 4)), np.arange(11) < 4
    values[:4, 0] += 1.5
    tests = mean_difference_tests(values, member, stream=Stream(0), family=[0, 1, 3])
    for place in (0, 1, 3):
        assert tests[place].p <= tests[place].p_adjusted <= min(1, 3 * tests[place].p) + 1e-12
    assert math.isnan(tests[2].p_adjusted)
    alone = mean_difference_tests(values, member, stream=Stream(0), family=[1])
    assert alone[1].p_adjusted == alone[1].p


def test_identical_statistics_need_no_correction() -> None:
    values, member = np.array([[1.0, 10], [5, 50], [2, 20], [9, 90], [4, 40], [7, 70]]), np.arange(6) < 3
    tests = mean_difference_tests(values, member, stream=Stream(0), family=[0, 1])
    assert [t.p_adjusted for t in tests] == [t.p for t in tests]


def test_too_many_splits_for_an_exact_test_are_refused() -> None:
    with pytest.raises(NoResultError, match="E708"):
        deal_labels([20, 20], exact=True, stream=Stream(0))


def knoke() -> tuple[np.ndarray, np.ndarray]:
    """In-degree of Knoke's organisations, and which are of the government sector."""
    nodes = [line.split(",") for line in (REFERENCE / "graphs/knoke_nodes.csv").read_text().split()[1:]]
    ties = [line.split(",") for line in (REFERENCE / "graphs/knoke_information.csv").read_text().split()[1:]]
    degree = np.array([sum(receiver == node[0] for _, receiver in ties) for node in nodes], dtype=float)
    return degree, np.array([node[1] == "GOV" for node in nodes])


def test_published_group_contrast_of_knoke() -> None:
    records = json.loads((REFERENCE / "groups.json").read_text())
    record = next(r for r in records if (r["graph"], r["metric"]) == ("knoke_information", "cliffs_delta_exact"))
    degree, government = knoke()
    columns = np.column_stack([degree, midranks(degree) * 2 / len(degree)])
    mean, delta = mean_difference_tests(columns, government, stream=Stream(0))
    known = record["values"]
    assert mean.resamples == record["parameters"]["enumeration"]
    assert mean.value == pytest.approx(known["mean_diff"])
    assert mean.p == pytest.approx(known["mean_diff_p_two"])
    assert delta.value == pytest.approx(known["delta"]) == cliffs_delta(degree, government)
    assert delta.p == pytest.approx(known["p_two"])
