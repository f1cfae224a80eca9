"""Guards QAP: R's values, an exact toy, closed forms, holes, tails of sparse ties, level, and determinism."""

import itertools
import json
import math

import numpy as np
import pytest
from inference_references import REFERENCE, expected, matrix, monte_carlo_error

from sna.errors import NoResultError
from sna.infer import Stream, qap, qap_test, relabel, side_by_side
from sna.infer.meeting import Complete, Presence, WithHoles
from sna.infer.qap import pair_cells
from sna.infer.shuffle import Shuffle

OWN = json.loads((REFERENCE / "own_cases.sna.json").read_text())

PAIRS = [
    ("krackhardt_advice", "krackhardt_friendship", "krackhardt_advice~friendship", True),
    ("krackhardt_advice", "krackhardt_reportsto", "krackhardt_advice~reportsto", True),
    ("krackhardt_friendship", "krackhardt_reportsto", "krackhardt_friendship~reportsto", True),
    ("florentine_marriage", "florentine_business", "florentine_marriage~business", False),
]
LAYERS = ("marriage", "business")


@pytest.mark.parametrize(("x", "y", "graph", "directed"), PAIRS)
def test_r_gives_the_same(x, y, graph, directed):
    values, parameters = expected("inference.sna.json", graph, "qap_correlation")
    found = qap_test(matrix(x, directed=directed), matrix(y, directed=directed), directed=directed, stream=Stream(0))
    assert found.value == pytest.approx(values["r"], abs=1e-12)
    assert found.pairs == (420 if directed else 120)
    # All of these correlations are positive and their permutation distributions nearly have one tail out there.
    above = values["p_ge"]
    assert found.plain.p >= above - monte_carlo_error(above, parameters["reps"], 9_999)
    assert found.plain.p <= 2 * above + 2 * monte_carlo_error(above, parameters["reps"], 9_999)


def test_all_720_relabellings_of_the_toy():
    values, parameters = expected("comparison_inference.json", "toy:qap6", "qap_exact")
    found = qap_test(parameters["X"], parameters["Y"], directed=True, stream=Stream(0))
    assert found.plain.exact
    assert found.plain.resamples == parameters["perms"]
    assert found.value == pytest.approx(values["r"], abs=1e-12)
    assert found.plain.p == pytest.approx(values["p_two"])


def brute_force(x, y, directed):
    """Every r by itertools and np.corrcoef."""
    cells = pair_cells(len(x), directed=directed)
    relabelled = (y[np.ix_(order, order)] for order in itertools.permutations(range(len(x))))
    return np.array([np.corrcoef(x[cells], z[cells])[0, 1] for z in relabelled])


@pytest.mark.parametrize("directed", [True, False])
def test_exact_equals_brute_force(directed):
    rng = np.random.default_rng(5)
    x, y = rng.integers(0, 3, (2, 5, 5)) / 10.0
    if not directed:
        x, y = np.tril(x, -1) + np.tril(x, -1).T, np.tril(y, -1) + np.tril(y, -1).T
    every = np.abs(brute_force(x, y, directed))
    found = qap_test(x, y, directed=directed, stream=Stream(0)).plain
    assert abs(found.value) == pytest.approx(every[0])
    assert found.p == pytest.approx(np.mean(every >= every[0] - 1e-9))
    assert found.p_mid == pytest.approx((np.mean(every >= every[0] - 1e-9) + np.mean(every > every[0] + 1e-9)) / 2)
    assert found.p_min == pytest.approx(np.mean(every >= every.max() - 1e-9))


def test_a_ring_with_itself_is_closed_form():
    ring = np.roll(np.eye(6), 1, axis=1)
    found = qap_test(ring, ring, directed=True, stream=Stream(0))
    # Six rotations of 720 leave a directed ring as it is; ties are (n−1)⁻¹ of the cells and meet themselves.
    assert found.value == pytest.approx(1)
    assert found.plain.p == pytest.approx(6 / 720)
    centred = np.where(ring[pair_cells(6, directed=True)] > 0, 0.8, -0.2)
    assert found.studentised.value == pytest.approx((centred**2).sum() / math.sqrt((centred**4).sum()))


def test_looking_up_only_ties_gives_what_all_cells_give():
    rng = np.random.default_rng(2)
    x, y = matrix("krackhardt_reportsto"), matrix("krackhardt_advice") * rng.random((21, 21))
    cells = pair_cells(21, directed=True)
    places = rng.random((40, 21)).argsort(axis=1).T
    ways = [way(x, y, cells) for way in (Complete, WithHoles)]
    one, other = (way.statistics(way.sums(places)) for way in ways)
    np.testing.assert_allclose(one, other, atol=1e-10)


@pytest.mark.parametrize("directed", [True, False])
def test_counting_ties_that_meet_gives_what_their_strengths_give(directed):
    x, y = (np.where(matrix(f"florentine_{layer}", directed=directed) > 0, 3.0, 0.0) for layer in LAYERS)
    cells = pair_cells(len(x), directed=directed)
    places = np.random.default_rng(2).random((40, len(x))).argsort(axis=1).T
    one, other = (way.statistics(way.sums(places)) for way in (Presence(x, y, cells), Complete(x, y, cells)))
    np.testing.assert_allclose(one, other, atol=1e-12)


def test_unobserved_pairs_are_left_out_pairwise():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 12, 12))
    x[0, 1], y[3, 4], y[0, 1] = np.nan, np.nan, np.nan
    found = qap_test(x, y, directed=True, stream=Stream(0))
    cells = pair_cells(12, directed=True)
    seen = ~(np.isnan(x[cells]) | np.isnan(y[cells]))
    assert found.pairs == 130
    assert found.value == pytest.approx(np.corrcoef(x[cells][seen], y[cells][seen])[0, 1])


def test_exact_with_holes_equals_brute_force():
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 5, 5))
    x[0, 1], y[3, 4] = np.nan, np.nan
    cells, every = pair_cells(5, directed=True), []
    for order in itertools.permutations(range(5)):
        z = y[np.ix_(order, order)][cells]
        seen = ~(np.isnan(x[cells]) | np.isnan(z))
        every.append(abs(np.corrcoef(x[cells][seen], z[seen])[0, 1]))
    found = qap_test(x, y, directed=True, stream=Stream(0)).plain
    assert found.p == pytest.approx(np.mean(np.array(every) >= every[0] - 1e-9))


@pytest.mark.parametrize("still", [np.zeros((5, 5)), np.full((5, 5), 0.1), np.full((5, 5), np.nan)])
def test_undefined_where_one_does_not_vary(still):
    rng = np.random.default_rng(0)
    assert qap_test(still, rng.random((5, 5)), directed=True, stream=Stream(0)) is None
    assert qap_test(rng.random((5, 5)), still, directed=True, stream=Stream(0)) is None


def test_the_same_seed_gives_the_same_and_blocks_change_nothing(monkeypatch):
    x, y = matrix("krackhardt_advice"), matrix("krackhardt_friendship")
    first = qap_test(x, y, directed=True, permutations=999, stream=Stream(7))
    assert first == qap_test(x, y, directed=True, permutations=999, stream=Stream(7))
    assert first != qap_test(x, y, directed=True, permutations=999, stream=Stream(8))
    monkeypatch.setattr(qap, "CACHED", 300)
    monkeypatch.setattr(side_by_side, "processors", lambda: 3)
    again = qap_test(x, y, directed=True, permutations=999, stream=Stream(7))
    assert again == first


def test_the_order_of_organisations_does_not_matter_where_exact():
    rng = np.random.default_rng(1)
    x, y = rng.random((2, 7, 7))
    order = rng.permutation(7)
    there = qap_test(x, y, directed=True, stream=Stream(0))
    back = qap_test(x[np.ix_(order, order)], y[np.ix_(order, order)], directed=True, stream=Stream(0))
    assert back.value == pytest.approx(there.value)
    assert (back.plain.p, back.studentised.p) == (there.plain.p, there.studentised.p)


def test_every_relabelling_is_there_once():
    deal = relabel(7, stream=Stream(0))
    whole = np.concatenate(list(deal.blocks()), axis=1).T.tolist()
    # In dictionary order, over six spans.
    assert whole == list(map(list, itertools.permutations(range(7))))


def test_a_random_sample_relabels_everybody_and_favours_nobody():
    whole = np.concatenate(list(relabel(11, permutations=11_000, stream=Stream(0)).blocks()), axis=1)
    assert whole.shape == (11, 11_000)
    assert (np.sort(whole, axis=0) == np.arange(11)[:, None]).all()
    counts = np.array([np.bincount(row, minlength=11) for row in whole])
    # χ² of 121 cells of 1,000 with 100 degrees of freedom: its mean is 100, its standard deviation 14.
    assert 50 < ((counts - 1000) ** 2 / 1000).sum() < 160
    ahead = (whole[:, None] < whole[None]).mean(axis=2)[np.triu_indices(11, 1)]
    assert np.abs(ahead - 0.5).max() < 5 * 0.5 / np.sqrt(11_000)


class Repeating:
    """Draws one and the same number, then whatever else chance brings."""

    def __init__(self):
        self.bit_generator, self.chance, self.drawn = self, np.random.default_rng(0), 0

    def random_raw(self, size):
        self.drawn += 1
        return np.full(size, 0x0000_0700_0000_0700) if self.drawn == 1 else self.chance.bit_generator.random_raw(size)


@pytest.mark.parametrize("n", [2, 100, 129])
def test_members_that_draw_the_same_are_all_drawn_again(n):
    chance = Repeating()
    rows = Shuffle(400, n).drawn(chance)
    assert chance.drawn > 1
    assert (np.sort(rows, axis=1) == np.arange(n)).all()
    # Drawn once, every row would be in the order of its members.
    assert (rows[:, 0] == 0).mean() == pytest.approx(1 / n, abs=5 * np.sqrt(1 / n / 400))


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_has_whom_to_change_places_with(n):
    assert Shuffle(3, n).drawn(np.random.default_rng(0)).tolist() == [[0] * n] * 3


def test_too_many_relabellings_are_refused():
    assert relabel(10, exact=True, stream=Stream(0)).count == math.factorial(10)
    with pytest.raises(NoResultError, match="E708"):
        relabel(11, exact=True, stream=Stream(0))


def share_rejected(draw, *, runs, size=12):
    """Return how often the plain and the studentised test reject at .05."""
    rejected = np.zeros(2)
    for run in range(runs):
        found = qap_test(*draw(np.random.default_rng(run), size), directed=True, permutations=199, stream=Stream(run))
        rejected += [found.plain.p <= 0.05, found.studentised.p <= 0.05]
    return rejected / runs


def with_members(rng, n):
    """Cells with effects of senders and receivers."""
    return rng.normal(size=(n, 1)) + rng.normal(size=(1, n)) + 1.4 * rng.normal(size=(n, n))


def test_level_under_independence_though_cells_share_members():
    plain, studentised = share_rejected(lambda rng, n: (with_members(rng, n), with_members(rng, n)), runs=400)
    # .05 ± four standard errors of 400 runs.
    assert plain == pytest.approx(0.05, abs=0.044)
    assert studentised == pytest.approx(0.05, abs=0.044)


def test_studentised_stands_spread_that_goes_with_the_other():
    def uneven(rng, n):
        x = with_members(rng, n)
        return x, with_members(rng, n) * np.exp(0.4 * x)

    plain, studentised = share_rejected(uneven, runs=300)
    assert plain > 0.2
    assert studentised < 0.15


def test_sparse_ties_that_meet_are_found():
    def meeting(rng, n):
        x = (rng.random((n, n)) < 0.1).astype(float)
        return x, np.where(rng.random((n, n)) < 0.3, x, rng.random((n, n)) < 0.1)

    # By size alone the side on which sparse ties never meet would hide them.
    assert share_rejected(meeting, runs=200)[1] > 0.3


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda case: f"seed {case['seed']}")
def test_r_gives_the_same_on_matrices_of_our_own(case):
    found = qap_test(case["ties"], case["other"], directed=case["directed"], exact=case["n"] <= 10, stream=Stream(0))
    wanted = case["qaptest"]
    assert found.value == pytest.approx(wanted["r"], abs=1e-12)
    # R counts one tail, and of its own sample only: ours has both, and here nearly all of it lies in one.
    above = wanted["above"]
    assert found.studentised.p / 2 == pytest.approx(above, abs=monte_carlo_error(above, OWN["reps"]) + 0.01)
    allowed = monte_carlo_error(above, OWN["reps"], *([] if found.plain.exact else [9_999]))
    assert above - allowed <= found.plain.p <= 2 * above + 2 * allowed + 0.01
