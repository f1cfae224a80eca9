"""Guards that ranks and levels put who is depended on above, agree with each other, and stay undefined where unfit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sna.metrics import compute, sketch
from sna.model import Layer, Network
from sna.model.layer import End

DRAWING = "A>B:2 A>C:1 B>C:3 C>D:1 E>F:4 G"
TWINS = [("springrank", "trophic_level"), ("weighted_springrank", "weighted_trophic_level")]


def drawn(depends: End | None, drawing: str = DRAWING) -> Network:
    return replace(sketch(drawing), layer=Layer("sketch", directed=True, depends=depends))


def centred(values: np.ndarray, network: Network) -> np.ndarray:
    """Return values less their mean in each of the two components; the isolate stays undefined."""
    parts = [np.arange(0, 4), np.arange(4, 6), np.arange(6, 7)]
    assert network.n == 7
    return np.concatenate([values[part] - values[part].mean() for part in parts])


@pytest.mark.parametrize(("rank", "level"), TWINS)
def test_rank_is_level_upside_down_as_recorded(rank: str, level: str) -> None:
    network = drawn(None)
    ranks, levels = compute(rank, network), compute(level, network)
    np.testing.assert_allclose(centred(ranks, network), -centred(levels, network), atol=1e-12)
    assert np.nanmax(ranks) > 1


@pytest.mark.parametrize(("rank", "level"), TWINS)
@pytest.mark.parametrize("depends", ["sender", "receiver"])
def test_rank_is_level_where_the_layer_says_who_depends(rank: str, level: str, depends: End) -> None:
    network = drawn(depends)
    np.testing.assert_allclose(compute(rank, network), compute(level, network), atol=1e-12)


@pytest.mark.parametrize("metric", ["springrank", "weighted_springrank", "trophic_level", "weighted_trophic_level"])
def test_who_is_depended_on_is_above(metric: str) -> None:
    assert compute(metric, drawn("sender", "A>B C>B")).tolist() == pytest.approx([0, 1, 0])
    assert compute(metric, drawn("receiver", "A>B C>B")).tolist() == pytest.approx([1, 0, 1])


@pytest.mark.parametrize(
    "metric",
    [
        *(name for pair in TWINS for name in pair),
        "springrank_regularised",
        "davids_score",
        "dependence_on_strongest",
        "dependence_of_others",
    ],
)
@pytest.mark.parametrize("depends", ["sender", "receiver"])
def test_a_layer_recorded_the_other_way_round_gives_the_same(metric: str, depends: End) -> None:
    network = drawn(depends, "A>B:2 A>C:1 B>C:3 C>D:1 D>B:5")
    np.testing.assert_allclose(compute(metric, network), compute(metric, network.reversed()), atol=1e-12)


@pytest.mark.parametrize("metric", ["springrank_regularised", "davids_score"])
def test_scores_have_who_is_depended_on_above_and_sum_to_nothing(metric: str) -> None:
    sends, receives = (compute(metric, drawn(depends, "A>B A>C B>C")) for depends in ("receiver", "sender"))
    np.testing.assert_allclose(sends, -receives, atol=1e-12)
    assert sends[0] > 0 > sends[2]
    assert sends.sum() == pytest.approx(0)


def test_dependence_runs_from_who_depends() -> None:
    sent, received = drawn("sender", "A>B:3 A>C:1"), drawn("receiver", "A>B:3 A>C:1")
    assert compute("dependence_on_strongest", sent).tolist() == pytest.approx([0.75, np.nan, np.nan], nan_ok=True)
    assert compute("dependence_on_strongest", received).tolist() == pytest.approx([np.nan, 1, 1], nan_ok=True)
    assert compute("dependence_of_others", sent).tolist() == pytest.approx([0, 0.75, 0.25])
    assert compute("dependence_of_others", received).tolist() == pytest.approx([2, 0, 0])


def test_no_score_of_davids_where_half_of_the_pairs_have_no_tie() -> None:
    assert np.isnan(compute("davids_score", sketch("A>B B>C C>D"))).all()
    scores = compute("davids_score", sketch("A>B B>C C>D A>D"))
    assert scores.tolist() == pytest.approx([3, 1, -1, -3])


def test_regularised_ranks_are_nearer_the_middle() -> None:
    network = drawn(None)
    free, held = compute("springrank", network), compute("springrank_regularised", network)
    assert np.ptp(held[:4]) < np.ptp(free[:4])
    assert np.isnan(held[6])
    assert np.isnan(free[6])
