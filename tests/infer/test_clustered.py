"""Guards shares with their intervals: the published numbers, the two directions of a pair, and how often they cover."""

import math

import numpy as np
import pytest

from sna.infer import clustered_proportion


def test_wilson_as_published() -> None:
    # Newcombe (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29.
    for hits, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = clustered_proportion([1] * hits + [0] * (n - hits), [1] * n)
        assert (round(found.low, 4), round(found.high, 4), found.n) == (low, high, n)


def test_pairs_whose_directions_go_together_count_once() -> None:
    together = clustered_proportion([2, 0, 2, 0, 0, 0, 2, 0], [2] * 8)
    alone = clustered_proportion([1, 0, 1, 0, 0, 0, 1, 0], [1] * 8)
    assert (together.value, together.low, together.high) == (alone.value, alone.low, alone.high)
    assert (together.n, alone.n) == (16, 8)
    apart = clustered_proportion([1, 1, 1, 0, 1, 0, 1, 1], [2] * 8)
    assert apart.high - apart.low < together.high - together.low


def test_nothing_to_be_a_share_of() -> None:
    found = clustered_proportion([0, 0], [0, 0])
    assert math.isnan(found.value)
    assert found.n == 0
    none, one = clustered_proportion([0, 0, 0], [2, 2, 2]), clustered_proportion([0], [2])
    assert (none.low, none.n) == (0, 6)
    assert none.high == clustered_proportion([0, 0, 0], [1, 1, 1]).high
    assert 0 < none.high < one.high < 1


@pytest.mark.parametrize("together", [0.0, 1.0])
def test_intervals_cover(together: float) -> None:
    """66 pairs with chances of their own, directions independent or always alike."""
    draw = np.random.Generator(np.random.PCG64(11))
    chances = draw.beta(1, 4, (66, 1))
    covered = []
    for _ in range(600):
        one, other = (draw.random((66, 2)) < chances), draw.random((66, 1)) < together
        outcomes = np.where(other, one[:, :1], one)
        found = clustered_proportion(outcomes.sum(axis=1), np.full(66, 2))
        covered.append(found.low <= chances.mean() <= found.high)
    assert np.mean(covered) >= 0.94
