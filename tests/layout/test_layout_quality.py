"""Guards the numbers that say how good a layout is."""

import itertools

import numpy as np
import pandas as pd
import pytest

from sna.layout import layout_quality
from sna.layout.crossings import crossings, possible_crossings
from sna.model import Layer, Network, Roster, Ties


def square(pairs):
    ids = ["A", "B", "C", "D"]
    places = pd.DataFrame({"organisation": ids, "x": [0.0, 1.0, 1.0, 0.0], "y": [0.0, 0.0, 1.0, 1.0]})
    ties = Ties.of([(a, b, 1.0) for a, b in pairs], directed=False)
    return Network(Roster.of(ids), Layer("x", directed=False), ties), places


def test_the_diagonals_of_a_square_cross():
    network, places = square([(0, 2), (1, 3)])
    found = layout_quality([network], places)
    assert found["crossings"] == 1
    assert found["crossing_share"] == 1.0


def test_stress_does_not_depend_on_size():
    network, places = square([(0, 1), (1, 2), (2, 3)])
    doubled = places.assign(x=places["x"] * 7, y=places["y"] * 7)
    assert layout_quality([network], places)["stress"] == pytest.approx(layout_quality([network], doubled)["stress"])


def test_stress_by_hand_on_a_ring_of_four():
    network, places = square([(0, 1), (1, 2), (2, 3), (0, 3)])
    ratio = np.array([1.0] * 4 + [np.sqrt(2) / 2] * 2)
    by_hand = np.mean((ratio * ratio.sum() / (ratio**2).sum() - 1) ** 2)
    assert layout_quality([network], places)["stress"] == pytest.approx(by_hand)


def test_without_a_tie_there_is_no_stress():
    network, places = square([])
    found = layout_quality([network], places)
    assert np.isnan(found["stress"])
    assert np.isnan(found["crossing_share"])


def test_overlaps_are_counted():
    network, places = square([(0, 1)])
    assert layout_quality([network], places.assign(x=0.5, y=[0.0, 0.001, 0.5, 1.0]))["overlaps"] == 1


def test_crossings_agree_with_a_slow_count():
    generator = np.random.Generator(np.random.PCG64(2))
    points = generator.random((12, 2))
    ends = np.array([pair for pair in itertools.combinations(range(12), 2) if generator.random() < 0.3])

    def side(a, b, c):
        return np.sign(np.linalg.det(np.array([b - a, c - a])))

    slow = 0
    for (a, b), (c, d) in itertools.combinations(ends.tolist(), 2):
        if len({a, b, c, d}) == 4:
            p = points
            slow += side(p[a], p[b], p[c]) != side(p[a], p[b], p[d]) and side(p[c], p[d], p[a]) != side(
                p[c], p[d], p[b]
            )
    assert crossings(points, ends) == slow
    assert possible_crossings(ends, 12) == sum(len({*a, *b}) == 4 for a, b in itertools.combinations(ends.tolist(), 2))
