"""Guards backbones: the chances behind them against closed forms, other programs and simulation, and what is kept."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metric_references import attendance, graph, stored
from scipy.stats import hypergeom

from sna.derive.backbone import disparity_backbone, disparity_chances, fixed_row_backbone, sdsm_backbone
from sna.derive.chance_meetings import (
    bicm_probabilities,
    fixed_row_chances,
    sdsm_chances,
    shared_meetings,
    tail_of_shared,
)
from sna.model import Affiliation, Layer, Network, Roster, Ties

DAVIS, SMALL = "davis_southern_women", "ucinet_g9_small2"
Table = np.ndarray[Any, Any]


def attended(present: Any) -> Affiliation:
    """Return a table of 0 and 1 as attendance."""
    table = np.asarray(present)
    rows, columns = (
        Roster.of([f"{kind}{place:03d}" for place in range(number)])
        for kind, number in zip("om", table.shape, strict=True)
    )
    row, column = np.nonzero(table)
    return Affiliation(rows, columns, row, column, np.ones(len(row)), "board")


def network(rows: Any, n: int = 4, *, directed: bool = True) -> Network:
    layer = Layer("mdt", directed=directed, counts="cases")
    return Network(Roster.of("ABCDEFGH"[:n]), layer, Ties.of(rows, directed=directed))


def pair_values(values: dict[str, float], roster: Roster) -> Table:
    table = np.full((len(roster), len(roster)), np.nan)
    for pair, value in values.items():
        a, b = roster.places(pair.split("|"))
        table[a, b] = table[b, a] = value
    return table


def test_disparity_chances_are_those_of_the_reference() -> None:
    whole = graph("lesmis")
    expected = pair_values(stored("comparison_inference", "lesmis", "disparity_filter")[0], whole.roster)
    wanted = expected[whole.ties.sender, whole.ties.receiver]
    assert np.allclose(disparity_chances(whole), wanted, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", ["lesmis", "karate"])
def test_as_many_ties_stay_as_in_the_reference(name: str) -> None:
    counts = stored("comparison_inference", name, "disparity_filter_count")[0]
    assert {alpha: disparity_backbone(graph(name), alpha=float(alpha)).m for alpha in counts} == counts


def test_strength_sent_and_received_count_apart() -> None:
    """A sends 6, 3, 1: (1 - share)²; B receives 6 and 4: 1 - share."""
    whole = network([(0, 1, 6.0), (0, 2, 3.0), (0, 3, 1.0), (2, 1, 4.0)])
    assert disparity_chances(whole).tolist() == pytest.approx([0.4**2, 0.7**2, 0.9**2, 0.6])


def test_a_single_tie_never_stands_out() -> None:
    assert disparity_chances(network([(0, 1, 900.0)])).tolist() == [1.0]
    assert disparity_backbone(network([(0, 1, 900.0)], directed=False), alpha=1.0).m == 0


def test_a_backbone_keeps_roster_unobserved_pairs_and_says_how_it_was_made() -> None:
    ties = Ties.of([(0, 1, 9.0), (0, 2, 1.0)], directed=True)
    layer = Layer("mdt", directed=True, counts="cases", depends="sender")
    whole = Network(Roster.of("ABCD"), layer, ties, "after", frozenset({(3, 0)}), {"pathway": ("kidney",)}, {"used": 2})
    kept = disparity_backbone(whole, alpha=0.2)
    assert (kept.ties.sender.tolist(), kept.ties.receiver.tolist(), kept.ties.weight.tolist()) == ([0], [1], [9.0])
    assert (kept.roster, kept.layer, kept.snapshot) == (whole.roster, layer, "after")
    assert (kept.unobserved, kept.counted) == (whole.unobserved, whole.counted)
    assert kept.filters == {"pathway": ("kidney",), "backbone": ("disparity filter, alpha 0.2",)}


def test_nothing_has_an_empty_backbone() -> None:
    assert disparity_backbone(network([])).m == 0
    for shape in ((0, 0), (3, 0), (0, 3), (3, 2)):
        nobody = attended(np.zeros(shape))
        assert fixed_row_backbone(nobody, alpha=1.0).m == sdsm_backbone(nobody, alpha=1.0).m == 0
        assert fixed_row_backbone(nobody).n == shape[0]


@pytest.mark.parametrize("name", [DAVIS, SMALL])
def test_fixed_row_chances_are_those_of_the_reference(name: str) -> None:
    thing = attendance(name)
    how = "hypergeom_p_ge (fixed row degree model, FDSM approx)"
    expected = pair_values(stored("two_mode", name, "projection", weight=how)[0], thing.rows)
    assert np.allclose(fixed_row_chances(thing), expected, rtol=1e-9, atol=1e-11, equal_nan=True)


tables = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
        lambda cells: np.array(cells).reshape(shape).astype(int)
    )
)


@settings(deadline=None)
@given(tables)
def test_fixed_row_chances_are_hypergeometric(present: Table) -> None:
    chances, shared, total = fixed_row_chances(attended(present)), present @ present.T, present.sum(axis=1)
    for a, b in itertools.permutations(range(len(present)), 2):
        expected = hypergeom.sf(shared[a, b] - 1, present.shape[1], total[a], total[b])
        assert chances[a, b] == pytest.approx(expected, abs=1e-11)


@settings(deadline=None)
@given(tables)
def test_chance_attendance_keeps_all_totals(present: Table) -> None:
    """Also where the totals force attendances, as in nested tables, whose odds have no finite solution."""
    chances = bicm_probabilities(attended(present))
    assert ((chances >= 0) & (chances <= 1)).all()
    assert np.allclose(chances.sum(axis=1), present.sum(axis=1), atol=1e-8)
    assert np.allclose(chances.sum(axis=0), present.sum(axis=0), atol=1e-8)


def test_chance_attendance_is_a_product_of_odds() -> None:
    """With the totals kept, this is the one solution of the bipartite configuration model."""
    chances = bicm_probabilities(attendance(DAVIS))
    logs = np.log(chances / (1 - chances))
    assert np.allclose(logs - logs[:1] - logs[:, :1] + logs[0, 0], 0, atol=1e-6)
    present = np.zeros(chances.shape)
    present[attendance(DAVIS).row, attendance(DAVIS).column] = 1
    assert np.allclose(chances.sum(axis=1), present.sum(axis=1), atol=1e-8)
    assert chances.std() > 0.1


def test_forced_attendances_are_certain() -> None:
    nested = np.tri(5, 5, dtype=int)
    assert np.allclose(bicm_probabilities(attended(nested)), nested, atol=1e-8)


def test_alike_organisations_and_meetings_have_closed_forms() -> None:
    """Two of four meetings each: every chance is ½, a shared meeting has ¼; P(2 or more) by the binomial."""
    present = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    chances = sdsm_chances(attended(present))
    assert chances[0, 1] == pytest.approx(1 - 0.75**4 - 4 * 0.25 * 0.75**3, abs=1e-9)
    assert chances[0, 2] == 1
    assert np.isnan(np.diag(chances)).all()


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 1), min_size=12, max_size=12), st.integers(0, 6))
def test_tails_are_sums_over_all_outcomes(numbers: list[float], needed: int) -> None:
    chances = np.array(numbers).reshape(2, 6)
    both = chances[0] * chances[1]
    expected = sum(
        float(np.prod(np.where(outcome, both, 1 - both)))
        for outcome in itertools.product([False, True], repeat=6)
        if sum(outcome) >= needed
    )
    assert tail_of_shared(chances, np.full((2, 2), float(needed)))[0, 1] == pytest.approx(expected, abs=1e-12)


def test_sdsm_chances_are_those_of_simulated_attendance() -> None:
    thing = attendance(DAVIS)
    odds, shared, runs = bicm_probabilities(thing), shared_meetings(thing), 20_000
    random = np.random.Generator(np.random.PCG64(5))
    reached = np.zeros(shared.shape)
    for _ in range(runs):
        drawn = (random.random(odds.shape) < odds).astype(np.float64)
        reached += drawn @ drawn.T >= shared
    chances = sdsm_chances(thing)
    apart = ~np.eye(len(shared), dtype=bool)
    error = np.sqrt(chances * (1 - chances) / runs)
    assert (np.abs(reached / runs - chances)[apart] <= (4.5 * error + 1e-9)[apart]).all()
    assert ((chances > 0.01) & (chances < 0.99))[apart].mean() > 0.5


@pytest.mark.parametrize(
    ("backbone", "chances", "how"),
    [
        (fixed_row_backbone, fixed_row_chances, "fixed rows, alpha 0.1"),
        (sdsm_backbone, sdsm_chances, "SDSM, alpha 0.1"),
    ],
)
def test_pairs_that_share_more_than_chance_are_tied(backbone: Any, chances: Any, how: str) -> None:
    thing = attendance(DAVIS)
    kept = backbone(thing, alpha=0.1)
    wanted = {(a, b) for a, b in zip(*np.nonzero(chances(thing) < 0.1), strict=True) if a < b}
    assert set(zip(kept.ties.sender.tolist(), kept.ties.receiver.tolist(), strict=True)) == wanted
    assert 0 < kept.m < 153
    assert kept.ties.weight.tolist() == shared_meetings(thing)[kept.ties.sender, kept.ties.receiver].tolist()
    assert (kept.roster, kept.layer.counts, kept.directed) == (thing.rows, "shared events", False)
    assert kept.filters == {"backbone": (how,)}


def test_order_of_cells_changes_nothing() -> None:
    thing = attendance(DAVIS)
    order = np.random.Generator(np.random.PCG64(1)).permutation(len(thing.row))
    turned = Affiliation(
        thing.rows, thing.columns, thing.row[order], thing.column[order], thing.weight[order], thing.name
    )
    assert sdsm_backbone(turned) == sdsm_backbone(thing)
    assert sdsm_chances(turned).tobytes() == sdsm_chances(thing).tobytes()
