"""Runs on one side of a middle line: how long, how many, and how long and few chance lets them be."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
LEVEL = 0.05


def longest_allowed(useful: int) -> int:
    """Return the longest run that chance explains among so many points off the median: a longer one is a signal.

    References
    ----------
    Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825: log₂(n) + 3, rounded

    Examples
    --------
    >>> [longest_allowed(useful) for useful in (10, 12, 22, 23)]
    [6, 7, 7, 8]
    """
    return round(math.log2(useful) + 3) if useful else 0


def fewest_crossings(useful: int) -> int:
    """Return how few crossings of the median chance explains among so many points off it: fewer are a signal.

    References
    ----------
    Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825: the 5 % quantile of a binomial (n − 1, ½)

    Examples
    --------
    >>> [fewest_crossings(useful) for useful in (10, 13, 24)]
    [2, 3, 8]
    """
    trials = max(useful - 1, 0)
    reached = 0
    for crossings in range(trials + 1):
        reached += math.comb(trials, crossings)
        if reached >= LEVEL * 2**trials:
            return crossings
    return trials


def sides_of(values: Values, middle: float) -> tuple[Values, list[int]]:
    """Return the side of each point that is not on the middle line, and the places of these."""
    sides = np.sign(values - middle)
    places = np.flatnonzero(sides)
    return sides[places], places.tolist()


def run_lengths(values: Values) -> list[tuple[int, int]]:
    """Return where each run of equal values starts, and how long it is.

    Examples
    --------
    >>> run_lengths(np.array([1.0, 1, -1, 1, 1, 1]))
    [(0, 2), (2, 1), (3, 3)]
    """
    found, start = [], 0
    for _, run in itertools.groupby(values.tolist()):
        size = sum(1 for _ in run)
        found.append((start, size))
        start += size
    return found
