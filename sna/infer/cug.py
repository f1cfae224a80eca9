"""Whether a network differs from chance networks that share some of its features: conditional uniform graphs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from sna.infer.streams import Stream

Mask = npt.NDArray[np.bool_]
Given = Literal["size", "edges", "dyads"]
GIVEN: tuple[Given, ...] = get_args(Given)
"""What chance networks share with the observed one."""

TIED = 1e-12
"""Two values are tied when they differ by less than this share of the larger."""

MOST_UNDEFINED = 0.2
"""Share of chance networks in which a statistic may be undefined before it has no test."""


@dataclass(frozen=True)
class CugTest:
    """A statistic held against chance networks.

    Attributes
    ----------
    value
        The statistic as observed.
    mean, low, high
        Mean and central 95 % of the chance networks in which it is defined.
    above, below
        Share of chance networks with a value at least, and at most, as large; the observed one counts as one of them.
    p
        Two-sided: twice the smaller of the two, at most 1.
    p_mid
        The same with tied values counted half.
    resamples
        Number of chance networks in which the statistic is defined.
    undefined
        Number of those in which it is not.
    """

    value: float
    mean: float
    low: float
    high: float
    above: float
    below: float
    p: float
    p_mid: float
    resamples: int
    undefined: int

    @property
    def is_fixed(self) -> bool:
        """Whether all chance networks have the same value: what they share with the observed one decides it."""
        return self.resamples > 0 and self.above == self.below == 1.0

    @property
    def is_mostly_undefined(self) -> bool:
        """Whether the statistic is undefined in too many chance networks."""
        return self.undefined > MOST_UNDEFINED * (self.resamples + self.undefined)


def chance_ties(
    presence: Mask, observed: Mask, given: Given, *, directed: bool, generator: np.random.Generator
) -> Mask:
    """Draw a network uniformly from all those that share something with the observed one.

    Parameters
    ----------
    presence, observed
        Row = sender; a tie, and whether its pair was observed. A pair that was not has no tie in any draw.
    given
        ``size``: the members only, every observed pair tied with probability ½; ``edges``: also the number of ties;
        ``dyads``: also how many pairs are mutual, one-way and empty (pairs observed one way only keep their number of
        ties among themselves).
    directed
        Whether ties have a direction.
    generator
        Where random numbers come from.

    Returns
    -------
    ndarray
        Ties of the drawn network.

    References
    ----------
    Anderson, B. S., Butts, C. & Carley, K. (1999). The interaction of size and density with graph-level indices.
    Social Networks 21(3), 239-267. doi:10.1016/S0378-8733(99)00011-8

    Examples
    --------
    >>> ties = np.array([[0, 1, 0], [1, 0, 1], [0, 0, 0]], dtype=bool)
    >>> everyone = ~np.eye(3, dtype=bool)
    >>> drawn = chance_ties(ties, everyone, "dyads", directed=True, generator=np.random.default_rng(0))
    >>> int(drawn.sum()), int((drawn & drawn.T).sum())
    (3, 2)
    """
    drawn = np.zeros_like(presence)
    if given == "dyads" and directed:
        i, j = np.nonzero(np.tril(observed & observed.T, -1))
        order, turned = generator.permutation(len(i)), generator.random(len(i)) < 1 / 2
        one, other = presence[i, j][order], presence[j, i][order]
        drawn[i, j], drawn[j, i] = np.where(turned, other, one), np.where(turned, one, other)
        places = np.nonzero(observed & ~observed.T)
    else:
        places = np.nonzero(observed if directed else np.tril(observed, -1))
    if given == "size":
        drawn[places] = generator.random(len(places[0])) < 1 / 2
    else:
        drawn[places] = generator.permutation(presence[places])
    return drawn if directed else drawn | drawn.T


def cug_tests(
    values: Sequence[float],
    draw: Callable[[np.random.Generator], Sequence[float]],
    *,
    resamples: int = 9_999,
    stream: Stream,
) -> tuple[CugTest, ...]:
    """Hold statistics against their values in the same chance networks.

    Parameters
    ----------
    values
        As observed, none ``nan``.
    draw
        From a generator to the statistics of one chance network; ``nan`` where one is undefined.
    resamples
        Number of chance networks.
    stream
        Where random numbers come from.

    Returns
    -------
    tuple of CugTest
        One per statistic: where the observed network stands among them.

    Examples
    --------
    >>> test = cug_tests([3.0], lambda generator: [generator.normal()], resamples=999, stream=Stream(0))[0]
    >>> test.p == 2 * test.above, 0.001 <= test.above < 0.01
    (True, True)
    """
    generator = stream.generator()
    drawn = np.array([draw(generator) for _ in range(resamples)], dtype=np.float64).reshape(resamples, len(values))
    return tuple(_test(value, column) for value, column in zip(values, drawn.T, strict=True))


def _test(value: float, drawn: npt.NDArray[np.float64]) -> CugTest:
    """Count where one statistic stands among its values in chance networks."""
    known = drawn[~np.isnan(drawn)]
    slack = TIED * np.maximum(abs(value), np.abs(known))
    above, below = int((known > value + slack).sum()), int((known < value - slack).sum())
    tied = len(known) - above - below
    total = len(known) + 1
    more, less = (above + tied + 1) / total, (below + tied + 1) / total
    middle = (min(above, below) + (tied + 1) / 2) / total
    low, high = np.quantile(known, [0.025, 0.975]).tolist() if len(known) else (math.nan, math.nan)
    mean = float(known.mean()) if len(known) else math.nan
    p = min(1.0, 2 * min(more, less))
    undefined = len(drawn) - len(known)
    return CugTest(value, mean, low, high, more, less, p, min(1.0, 2 * middle), len(known), undefined)
