"""Guards that strong ties are short, that equal lengths are equal, and that the unit of strength is free."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from canonical_networks import DRAWINGS
from metric_references import graph

from sna.metrics import compute, sketch
from sna.model import Network

HARMONIC = ("weighted_harmonic_closeness_in", "weighted_harmonic_closeness_out")


def times(network: Network, factor: float) -> Network:
    return dataclasses.replace(network, ties=dataclasses.replace(network.ties, weight=network.ties.weight * factor))


def test_the_strong_path_is_the_short_one() -> None:
    network = sketch("S-A:10 A-T:10 S-L:1 L-T:1")
    found = dict(zip(network.roster.ids, compute("weighted_betweenness", network).tolist(), strict=True))
    assert found["A"] == 1
    assert found["L"] == 0


def test_lengths_that_are_equal_but_for_rounding_are_equal() -> None:
    """1/2.1 + 1/2.8 is 1/1.2, and is not among binary fractions, in any unit."""
    assert 1 / 2.1 + 1 / 2.8 != 1 / 1.2
    assert 2.8 / 2.1 + 2.8 / 2.8 != 2.8 / 1.2
    network = sketch("S>A:2.1 A>T:2.8 S>T:1.2")
    assert compute("weighted_betweenness", network)[network.roster.position["A"]] == 0.5


@pytest.mark.parametrize("factor", [1e-11, 0.1, 3.0, 1e7, 1e11])
def test_unit_of_strength_is_free(factor: float) -> None:
    network = graph("karate")
    scaled = times(network, factor)
    assert compute("weighted_betweenness", scaled) == pytest.approx(compute("weighted_betweenness", network), abs=1e-9)
    near = compute("weighted_harmonic_closeness", network)
    assert compute("weighted_harmonic_closeness", scaled) == pytest.approx(near * factor, rel=1e-12)


@pytest.mark.parametrize("name", DRAWINGS)
def test_equal_strengths_leave_the_measures_without_strengths(name: str) -> None:
    network = times(sketch(DRAWINGS[name], weighted=False), 0.3)
    assert np.allclose(compute("weighted_betweenness", network), compute("betweenness", network))
    assert np.allclose(compute("weighted_in_degree", times(network, 1 / 0.3)), compute("in_degree", network))
    for metric in HARMONIC:
        plain = compute(metric.removeprefix("weighted_"), network) * 0.3
        assert np.allclose(compute(metric, network), plain, equal_nan=True)


@pytest.mark.parametrize("name", DRAWINGS)
def test_weighted_degree_in_is_out_of_the_reversed_network(name: str) -> None:
    network = sketch(DRAWINGS[name])
    assert np.array_equal(compute("weighted_in_degree", network), compute("weighted_out_degree", network.reversed()))
