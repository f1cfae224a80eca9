"""Change points: found where they were put, rarely where none is, refused where neighbours are alike."""

from __future__ import annotations

import numpy as np
import pytest

from sna.infer import Stream
from sna.infer.change_points import change_points


def found(values, name="x", **options):
    return change_points(np.asarray(values, dtype=float), stream=Stream(0, (name,)), **options)


def test_a_step_is_found_where_it_is():
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.normal(0, 1, 30), rng.normal(6, 1, 30)])
    (first,) = [cut for cut in found(values) if cut.p <= 0.05]
    assert (first.at, first.p) == (30, 0.001)
    assert first.difference == pytest.approx(
        values[first.at : first.end].mean() - values[first.start : first.at].mean()
    )


def test_a_smaller_second_step_is_found_within_its_part():
    rng = np.random.default_rng(4)
    values = np.concatenate([rng.normal(0, 1, 40), rng.normal(12, 1, 40), rng.normal(14, 1, 15)])
    assert [cut.at for cut in found(values) if cut.p <= 0.05] in ([40, 80], [40, 79], [40, 81])


def test_a_staircase_looks_like_drift_and_has_no_p():
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.normal(0, 1, 30), rng.normal(6, 1, 30), rng.normal(12, 1, 30)])
    assert [np.isnan(cut.p) for cut in found(values)] == [True]


def test_the_best_cut_is_the_largest_of_all_steps_by_brute_force():
    values = np.random.default_rng(5).normal(size=25)
    scores = {
        cut: abs(values[cut:].mean() - values[:cut].mean()) * np.sqrt(cut * (25 - cut) / 25) for cut in range(3, 23)
    }
    assert found(values)[0].at == max(scores, key=scores.get)


def test_series_without_change_seldom_have_one():
    rng = np.random.default_rng(11)
    ps = [found(rng.normal(size=24), str(k), shuffles=199)[0].p for k in range(300)]
    known = [p for p in ps if not np.isnan(p)]
    assert 0.02 < np.mean([p <= 0.05 for p in known]) < 0.09


def test_alike_neighbours_have_no_p():
    drift = np.cumsum(np.random.default_rng(2).normal(size=60))
    (cut,) = found(drift)
    assert np.isnan(cut.p)
    assert cut.refused.startswith("no p: neighbouring points are alike")


@pytest.mark.parametrize("count", [0, 1, 5, 11, 12, 23])
def test_short_series_are_not_cut(count):
    assert found(np.arange(count)) == []


def test_the_same_seed_gives_the_same_p():
    values = np.random.default_rng(8).normal(size=40)
    assert found(values) == found(values)
