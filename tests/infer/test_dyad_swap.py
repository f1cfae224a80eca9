"""Guards the dyad swap: closed forms, brute force, time reversal, what is kept, and its level."""

import itertools
import math

import numpy as np
import pytest
from calibrating.change import Setting, rejections
from calibrating.laws import alike, attracting, hubs
from calibrating.turnover import churn
from hypothesis import given, settings
from hypothesis import strategies as st

from sna.infer import (
    Pairs,
    Stream,
    change_noise,
    concentration_test,
    density_swaps,
    draw_changes,
    draw_ties,
    dyad_swaps,
    swap_tests,
    welch_label_test,
)


def drawn_pair(seed: int, n: int, *, directed: bool, density: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    generator = Stream(seed, ("pair",)).generator()
    found = []
    for _ in range(2):
        ties = (generator.random((n, n)) < density).astype(float)
        np.fill_diagonal(ties, 0)
        found.append(ties if directed else np.triu(ties) + np.triu(ties).T)
    return found[0], found[1]


def centralised(matrices: np.ndarray) -> np.ndarray:
    """Largest column sum, and the total."""
    received = matrices.sum(axis=-2)
    return np.stack([received.max(axis=-1), received.sum(axis=-1)], axis=-1)


def drawn_values(pairs: Pairs, rows: np.ndarray) -> np.ndarray:
    return np.concatenate([np.stack([centralised(a), centralised(b)], axis=1) for a, b in pairs.matrices(rows)])


def observed_values(pairs: Pairs) -> np.ndarray:
    return centralised(np.stack([pairs.before, pairs.after]))


def every_swap(before: np.ndarray, after: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray], list[int]]:
    """All swaps by itertools and nothing else: differences, and the signs of each."""
    n = len(before)
    changed = [
        (i, j)
        for i, j in itertools.combinations(range(n), 2)
        if before[i, j] != after[i, j] or before[j, i] != after[j, i]
    ]
    differences, totals = [], []
    for swap in itertools.product((False, True), repeat=len(changed)):
        one, two = before.copy(), after.copy()
        for (i, j), exchanged in zip(changed, swap, strict=True):
            if exchanged:
                for a, b in ((i, j), (j, i)):
                    one[a, b], two[a, b] = after[a, b], before[a, b]
        differences.append(centralised(two) - centralised(one))
        gains = [two[i, j] + two[j, i] - one[i, j] - one[j, i] for i, j in changed]
        totals.append([sum(g == size for g in gains) for size in (1, 2)])
    return differences, totals, [len(changed)]


@pytest.mark.parametrize(("gained", "lost"), [(6, 0), (9, 3), (5, 5), (12, 4), (0, 8)])
def test_density_of_an_undirected_network_is_the_exact_sign_test(gained: int, lost: int) -> None:
    """McNemar's exact test, in closed form."""
    n, cells = 8, list(itertools.combinations(range(8), 2))
    before, after = np.zeros((n, n)), np.zeros((n, n))
    for place, (i, j) in enumerate(cells[: gained + lost]):
        (after if place < gained else before)[[i, j], [j, i]] = 1
    pairs = Pairs.between(before, after, directed=False)
    swaps = dyad_swaps(pairs.count, stream=Stream(0))
    received, _ = pairs.sums(swaps.rows)
    test = swap_tests([[before.sum() / 56], [after.sum() / 56]], received.sum(axis=2)[:, :, None] / 56, swaps)[0]
    c, least = gained + lost, abs(gained - lost)
    p = sum(math.comb(c, g) for g in range(c + 1) if abs(2 * g - c) >= least) / 2**c
    above = sum(math.comb(c, g) for g in range(c + 1) if abs(2 * g - c) > least) / 2**c
    assert test.p == pytest.approx(p)
    assert test.p_mid == pytest.approx((p + above) / 2)
    assert test.p_min == pytest.approx(2 ** (1 - c))
    # The sum of squared changes over the squared number of pairs.
    assert test.spread**2 == pytest.approx((pairs.shift**2).sum() / len(cells) ** 2)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_exact_equals_brute_force(seed: int, directed: bool) -> None:
    before, after = drawn_pair(seed, 5, directed=directed)
    pairs = Pairs.between(before, after, directed=directed)
    differences, totals, (count,) = every_swap(before, after)
    assert pairs.count == count
    everything = np.array(differences)
    swaps = dyad_swaps(count, stream=Stream(0))
    assert (swaps.exact, swaps.count) == (True, len(everything))
    tests = swap_tests(observed_values(pairs), drawn_values(pairs, swaps.rows), swaps)
    for column, test in enumerate(tests):
        away, size = np.abs(everything[:, column]), abs(everything[0, column])
        assert test.p == pytest.approx(np.mean(away >= size - 1e-9))
        assert test.p_mid == pytest.approx((np.mean(away >= size - 1e-9) + np.mean(away > size + 1e-9)) / 2)
        assert test.p_min == pytest.approx(np.mean(away >= away.max() - 1e-9))
        assert test.spread == pytest.approx(everything[:, column].std())
        assert test.still == pytest.approx(np.mean(away < 1e-9))
    kept = everything[[total == totals[0] for total in totals]]
    given = density_swaps(pairs.shift, stream=Stream(0))
    assert given.exact
    mine = drawn_values(pairs, given.rows)
    np.testing.assert_allclose(np.sort(mine[:, 1, 0] - mine[:, 0, 0]), np.sort(kept[:, 0]), atol=1e-9)
    test = swap_tests(observed_values(pairs), mine, given)[0]
    away = np.abs(kept[:, 0] - kept[:, 0].mean())
    assert test.expected == pytest.approx(kept[:, 0].mean())
    assert test.p == pytest.approx(np.mean(away >= away[0] - 1e-9))


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("exact_pairs", [12, 3])
def test_the_density_is_kept_where_it_should_be(directed: bool, exact_pairs: int) -> None:
    before, after = drawn_pair(3, 7, directed=directed)
    pairs = Pairs.between(before, after, directed=directed)
    swaps = density_swaps(pairs.shift, permutations=300, exact_pairs=exact_pairs, stream=Stream(0))
    received, sent = pairs.sums(swaps.rows)
    change = received[:, 1].sum(axis=1) - received[:, 0].sum(axis=1)
    assert (change == after.sum() - before.sum()).all()
    assert len(np.unique(swaps.rows, axis=0)) > 20
    if swaps.exact:
        assert len(np.unique(swaps.rows, axis=0)) == swaps.count
    blocks = [np.stack(block, axis=1) for block in pairs.matrices(swaps.rows)]
    np.testing.assert_array_equal(received, np.concatenate(blocks).sum(axis=2))
    np.testing.assert_array_equal(sent, np.concatenate(blocks).sum(axis=3))
    freely = dyad_swaps(pairs.count, permutations=300, exact_pairs=exact_pairs, stream=Stream(0))
    totals = pairs.sums(freely.rows)[0].sum(axis=2)
    assert (totals.sum(axis=1) == before.sum() + after.sum()).all()
    assert len(np.unique(totals[:, 0])) > 1


@pytest.mark.parametrize("exact_pairs", [16, 3])
def test_turning_time_round_turns_signs_and_keeps_p(exact_pairs: int) -> None:
    before, after = drawn_pair(5, 6, directed=True)
    found = []
    for one, two in ((before, after), (after, before)):
        pairs = Pairs.between(one, two, directed=True)
        for swaps in (
            dyad_swaps(pairs.count, permutations=999, exact_pairs=exact_pairs, stream=Stream(2)),
            density_swaps(pairs.shift, exact_pairs=16, stream=Stream(2)),
        ):
            tests = swap_tests(observed_values(pairs), drawn_values(pairs, swaps.rows), swaps)
            found.append([(t.value, t.expected, t.p, t.p_mid, t.spread) for t in tests])
    for forth, back in zip(found[:2], found[2:], strict=True):
        for a, b in zip(forth, back, strict=True):
            assert a[0] == -b[0]
            assert a[1] == pytest.approx(-b[1], abs=1e-12)
            assert a[2:] == pytest.approx(b[2:])


def test_a_random_sample_is_within_its_error_of_all() -> None:
    before, after = drawn_pair(9, 7, directed=True)
    pairs = Pairs.between(before, after, directed=True)
    assert 10 <= pairs.count <= 16
    found = []
    for exact_pairs in (16, 3):
        swaps = dyad_swaps(pairs.count, permutations=4999, exact_pairs=exact_pairs, stream=Stream(1))
        found.append(swap_tests(observed_values(pairs), drawn_values(pairs, swaps.rows), swaps)[1])
    assert 0.05 < found[0].p < 0.9
    error = math.sqrt(found[0].p * (1 - found[0].p) / 4999)
    assert abs(found[0].p - found[1].p) < 4 * error
    assert found[1].spread == pytest.approx(found[0].spread, rel=0.1)


def test_a_sampled_p_is_never_zero() -> None:
    pairs = Pairs.between(np.zeros((8, 8)), np.ones((8, 8)) - np.eye(8), directed=True)
    swaps = dyad_swaps(pairs.count, permutations=99, stream=Stream(0))
    test = swap_tests(observed_values(pairs), drawn_values(pairs, swaps.rows), swaps)[1]
    assert test.p == test.p_min == 1 / 100


def test_the_same_networks_have_nothing_to_swap() -> None:
    before, _ = drawn_pair(1, 6, directed=True)
    pairs = Pairs.between(before, before, directed=True)
    swaps = dyad_swaps(pairs.count, stream=Stream(0))
    test = swap_tests(observed_values(pairs), drawn_values(pairs, swaps.rows), swaps)[0]
    assert (pairs.count, test.value, test.p, test.spread, test.still) == (0, 0, 1, 0, 1)


def test_one_undefined_swap_leaves_no_numbers() -> None:
    swaps = dyad_swaps(2, stream=Stream(0))
    test = swap_tests([[0.0], [1.0]], np.array([[[0.0], [1.0]], [[np.nan], [0.0]]]), swaps)[0]
    assert test.undefined
    assert math.isnan(test.p)


def test_concentration_equals_brute_force() -> None:
    before, after = drawn_pair(4, 6, directed=True)
    pairs = Pairs.between(before, after, directed=True)
    swaps = dyad_swaps(pairs.count, stream=Stream(0))
    found = concentration_test(pairs, swaps)
    net = (after - before).sum(axis=0) + (after - before).sum(axis=1)
    np.testing.assert_array_equal(found.net, net)
    assert found.value == pytest.approx(((net - net.mean()) ** 2).sum())
    everything = []
    for one, two in pairs.matrices(swaps.rows):
        moved = (two - one).sum(axis=1) + (two - one).sum(axis=2)
        everything.append(((moved - moved.mean(axis=1, keepdims=True)) ** 2).sum(axis=1))
    assert found.p == pytest.approx(np.mean(np.concatenate(everything) >= found.value - 1e-9))


def test_model_noise_of_independent_and_of_persistent_networks() -> None:
    generator, seen = Stream(6).generator(), ~np.eye(30, dtype=bool)
    model = alike(30, 0.3)(generator)
    first, second = (draw_ties(model, seen, generator) for _ in range(2))

    def noise_of(before: np.ndarray, after: np.ndarray) -> float:
        drawn = draw_changes((before, after), seen, directed=True, resamples=600, stream=Stream(0))
        return float(change_noise(drawn, lambda stack: stack.sum(axis=(1, 2))[:, None])[0])

    independent = noise_of(first, second)
    assert independent == pytest.approx(math.sqrt(2 * 870 * 0.3 * 0.7), rel=0.15)
    some = np.triu(generator.random((30, 30)) < 0.75, 1)
    later = np.where(some | some.T, first, second)
    persistent = noise_of(first, later)
    # A quarter of the pairs is drawn anew: a quarter of the variance.
    assert persistent == pytest.approx(independent / 2, rel=0.2)
    assert noise_of(first, first) == 0
    nothing = np.zeros((30, 30), dtype=bool)
    assert math.isnan(noise_of(nothing, nothing))


def test_welch_labels_equal_brute_force() -> None:
    values, k = np.array([4.0, 1.0, 3.0, -2.0, 0.0, 0.0, 1.0]), 3

    def welch(first: tuple[int, ...]) -> float:
        one, two = values[list(first)], np.delete(values, first)
        return (one.mean() - two.mean()) / math.sqrt(one.var(ddof=1) / len(one) + two.var(ddof=1) / len(two))

    everything = np.abs([welch(first) for first in itertools.combinations(range(7), k)])
    test = welch_label_test(values, np.arange(7) < k, stream=Stream(0))
    assert test.exact
    assert test.p == pytest.approx(np.mean(everything >= everything[0] - 1e-9))
    assert test.value == pytest.approx(values[:k].mean() - values[k:].mean())
    reverse = welch_label_test(-values, np.arange(7) < k, stream=Stream(0))
    assert (reverse.p, reverse.value) == (test.p, pytest.approx(-test.value))


def test_welch_labels_where_nothing_varies() -> None:
    assert welch_label_test(np.full(6, 0.1), np.arange(6) < 2, stream=Stream(0)).p == 1
    apart = welch_label_test(np.array([1.0, 1, 0, 0, 0, 0]), np.arange(6) < 2, stream=Stream(0))
    assert apart.p == apart.p_min == pytest.approx(1 / 15)


@pytest.mark.parametrize("law", [alike(12, 0.25), hubs(12, -1.8)], ids=["alike", "hubs"])
def test_the_tests_hold_their_level_where_only_ties_turn_over(law) -> None:
    found = rejections(churn(law, 12, 0.5), Setting(12, 4), runs=250, seed=3)
    highest = 0.05 + 3 * math.sqrt(0.05 * 0.95 / 250)
    assert found.pop("changes pile up (p below .10)") <= 0.10 + 3 * math.sqrt(0.10 * 0.90 / 250)
    assert len(found) == 9
    assert all(share <= highest for share in found.values()), found
    # They are tests all the same: they reject now and then.
    assert found["gap, mid-p"] > 0


def test_a_gap_that_closes_is_found() -> None:
    draw = churn(attracting(12, 4, -1.8, 1.8), 12, 0.3, attracting(12, 4, -1.1, 0.0))
    found = rejections(draw, Setting(12, 4), runs=60, seed=1)
    assert found["gap"] > 0.4
    assert found["gap, labels"] > 0.3
