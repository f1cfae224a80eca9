"""Shares with their intervals, and one share against another."""

from __future__ import annotations

import math

Z95 = 1.959963984540054
"""Of a two-sided interval of 95 %."""


def wilson_interval(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share; ``nan`` where nothing was counted.

    Parameters
    ----------
    count, of
        How many of how many.

    References
    ----------
    Wilson (1927), JASA 22:209-212, doi:10.1080/01621459.1927.10502953; recommended, without continuity correction, by
    Newcombe (1998), Statistics in Medicine 17:857-872,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E

    Examples
    --------
    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    return wilson(count / of, of) if of else (math.nan, math.nan)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % score interval of a share of ``n``, a whole number or an effective one.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(0.0, 10)]
    [0.0, 0.2775]
    """
    square = Z95**2
    middle = share + square / (2 * n)
    half = Z95 * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    low, high = (middle - half) / (1 + square / n), (middle + half) / (1 + square / n)
    return (0.0 if share == 0 else low), (1.0 if share == 1 else high)


def difference_interval(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two unpaired shares, made of the score intervals of both.

    Parameters
    ----------
    first, second
        How many of how many; the difference is first minus second.

    References
    ----------
    Newcombe (1998), method 10, Statistics in Medicine 17:873-890,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I

    Examples
    --------
    >>> [round(end, 4) for end in difference_interval((56, 70), (48, 80))]
    [0.0524, 0.3339]
    """
    if not (first[1] and second[1]):
        return math.nan, math.nan
    one, other = first[0] / first[1], second[0] / second[1]
    (low, high), (other_low, other_high) = wilson_interval(*first), wilson_interval(*second)
    gap = one - other
    return gap - math.hypot(one - low, other_high - other), gap + math.hypot(high - one, other - other_low)
