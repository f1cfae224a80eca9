"""Guards that expected brokerage is of the organisations in the groups, and is the mean and spread of real chance."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from sna.metrics import compute_parts, sketch
from sna.metrics.brokerage_roles import brokerage_roles
from sna.model import Grouping, Layer, Network, Roster, Ties

NAMES = ("hub", "local")
PAIRS = [(a, b) for a in range(4) for b in range(4) if a != b]


def network_of(chosen: tuple[int, ...], unobserved: frozenset[tuple[int, int]] = frozenset()) -> Network:
    ties = [(*pair, 1.0) for pair, present in zip(PAIRS, chosen, strict=True) if present]
    roster = Roster.of("ABCD")
    return Network(roster, Layer("drawn", directed=True), Ties.of(ties, directed=True), unobserved=unobserved)


@pytest.mark.parametrize("unobserved", [frozenset(), frozenset({(0, 3), (2, 1)})])
@pytest.mark.parametrize("of", [(0, 0, 0, 1), (0, 1, 1, 0)])
def test_mean_and_spread_of_every_possible_network(of: tuple[int, ...], unobserved: frozenset[tuple[int, int]]) -> None:
    """Every network of four is weighed by its probability; z then follows from a network of that very density."""
    groups = Grouping(NAMES, np.array(of))
    free = [pair not in unobserved for pair in PAIRS]
    pairs = sum(free)
    ties = pairs // 2
    density = ties / pairs
    first, second, weights = {}, {}, 0.0
    for bits in itertools.product((0, 1), repeat=pairs):
        spread = iter(bits)
        chosen = tuple(next(spread) if seen else 0 for seen in free)
        weight = density ** sum(bits) * (1 - density) ** (pairs - sum(bits))
        weights += weight
        for role, counts in brokerage_roles(network_of(chosen, unobserved), groups).items():
            first[role] = first.get(role, 0) + weight * counts
            second[role] = second.get(role, 0) + weight * counts**2
    assert weights == pytest.approx(1)
    spread = iter([1] * ties + [0] * (pairs - ties))
    network = network_of(tuple(next(spread) if seen else 0 for seen in free), unobserved)
    counts = brokerage_roles(network, groups)
    found = compute_parts("brokerage_expected", network, groups) | compute_parts("brokerage_z", network, groups)
    for role, mean in first.items():
        variance = second[role] - mean**2
        possible = variance > 1e-9
        z = np.full(4, np.nan)
        z[possible] = (counts[role] - mean)[possible] / np.sqrt(variance[possible])
        np.testing.assert_allclose(found[f"brokerage_expected.{role}"], mean, atol=1e-9)
        np.testing.assert_allclose(found[f"brokerage_z.{role}"], z, atol=1e-7)


@pytest.mark.parametrize("metric", ["brokerage_expected", "brokerage_z"])
def test_those_in_no_group_make_no_difference(metric: str) -> None:
    network = sketch("A>B B>C C>D D>A A>C B>D E>A B>E E>D")
    groups = Grouping(NAMES, np.array([0, 0, 1, 1, -1]))
    without = network.subset(frozenset("ABCD"))
    alone = compute_parts(metric, without, Grouping(NAMES, np.array([0, 0, 1, 1])))
    for part, values in compute_parts(metric, network, groups).items():
        np.testing.assert_allclose(values[:4], alone[part], atol=1e-12)
        assert np.isnan(values[4])


def test_no_z_without_chance() -> None:
    groups = Grouping(NAMES, np.array([0, 0, 1]))
    everybody = sketch("A>B B>A A>C C>A B>C C>B")
    for network in (everybody, replace(everybody, ties=Ties.of([], directed=True))):
        assert all(np.isnan(values).all() for values in compute_parts("brokerage_z", network, groups).values())
        assert all((values == 0).all() for values in compute_parts("brokerage_expected", network, groups).values())
