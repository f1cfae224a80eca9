"""How far organisations are from all others: counted for many of them at once, a bit each, and never pair by pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.engines import lean_igraph, memoised
from sna.model import Network

Values = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

WORD = 64
WORDS_AT_ONCE = 8
"""Words of 64 organisations that are followed together: they and the ties' ends stay in the processor's cache."""
PAIRS_UP_TO = 32
"""Organisations up to which it is quicker to ask for every pair."""
MOST_STEPS = 64
"""Longest routes that are followed a bit each: every step costs as much as the first, also where few are left."""
ROWS_AT_ONCE = 256


@dataclass(frozen=True)
class Nearness:
    """Of each organisation the number of others within reach, the sum of their steps and of 1/steps.

    Attributes
    ----------
    reached, total, inverse
        One value per organisation in roster order; 0 where nobody is within reach.
    longest
        Steps of the longest of the shortest routes; 0 without ties.
    """

    reached: Counts
    total: Counts
    inverse: Values
    longest: int


@memoised
def from_others(network: Network) -> Nearness:
    """Return how near others are to each organisation, along ties that lead to it.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> from_others(sketch("A>B B>C")).total.tolist()
    [0, 1, 3]
    """
    return _nearness(network, "in")


@memoised
def to_others(network: Network) -> Nearness:
    """Return how near each organisation is to others, along ties that lead away from it.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> to_others(sketch("A>B B>C")).inverse.tolist()
    [1.5, 1.0, 0.0]
    """
    return _nearness(network, "out") if network.directed else from_others(network)


def _nearness(network: Network, mode: str) -> Nearness:
    counted = by_bits(network, mode) if network.n > PAIRS_UP_TO else None
    return counted or by_pairs(network, mode)


def by_pairs(network: Network, mode: str) -> Nearness:
    """Return nearness from the steps of every pair."""
    graph, n = lean_igraph(network), network.n
    reached, total, inverse, longest = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n), 0
    for first in range(0, n, ROWS_AT_ONCE):
        rows = slice(first, min(first + ROWS_AT_ONCE, n))
        found = np.array(graph.distances(source=range(n)[rows], mode=mode, weights=None), dtype=np.float64)
        found[found == 0] = np.inf
        within = np.isfinite(found)
        reached[rows], total[rows] = within.sum(axis=1), np.where(within, found, 0).sum(axis=1)
        inverse[rows] = (1 / found).sum(axis=1)
        longest = max(longest, int(found[within].max(initial=0)))
    return Nearness(reached, total, inverse, longest)


def by_bits(network: Network, mode: str) -> Nearness | None:
    """Return nearness by following many organisations at once; None where routes are too long for it."""
    n = network.n
    reached, total, inverse, longest = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n), 0
    tails, heads, starts = _ends(network, mode)
    if not len(heads):
        return Nearness(reached, total, inverse, longest)
    for first in range(0, n, WORDS_AT_ONCE * WORD):
        for length, met in _waves(np.arange(first, min(first + WORDS_AT_ONCE * WORD, n)), n, tails, heads, starts):
            if length > MOST_STEPS:
                return None
            reached += met
            total += length * met
            inverse += met / length
            longest = max(longest, length)
    return Nearness(reached, total, inverse, longest)


def _ends(network: Network, mode: str) -> tuple[Counts, Counts, Counts]:
    """Return where ties come from, sorted by where they lead; where they lead, each once, and where each begins."""
    tails, heads = network.ties.sender, network.ties.receiver
    if not network.directed:
        tails, heads = np.concatenate([tails, heads]), np.concatenate([heads, tails])
    elif mode == "out":
        tails, heads = heads, tails
    order = np.argsort(heads, kind="stable")
    return tails[order], *np.unique(heads[order], return_index=True)


def _waves(sources: Counts, n: int, tails: Counts, heads: Counts, starts: Counts) -> Iterator[tuple[int, Counts]]:
    """Yield 1, 2, … steps with the number of sources from which each organisation is that far."""
    place = sources - sources[0]
    front = np.zeros((n, -(-len(sources) // WORD)), dtype=np.uint64)
    front[sources, place // WORD] = np.uint64(1) << (place % WORD).astype(np.uint64)
    seen, length = front.copy(), 0
    while front.any():
        arrived = np.zeros_like(front)
        # Every place is in the roster: not to check it again takes half the time.
        arrived[heads] = np.bitwise_or.reduceat(front.take(tails, axis=0, mode="clip"), starts, axis=0)
        front = arrived & ~seen
        seen |= front
        length += 1
        met = np.bitwise_count(front).sum(axis=1, dtype=np.int64)
        if met.any():
            yield length, met
