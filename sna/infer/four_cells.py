"""Two yes-or-no facts of the same things: how often both hold, against chance with both totals as they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

TIED = 1e-7
"""Two chances are equal when they differ by less than this share: sums of logarithms differ in rounding."""


@dataclass(frozen=True)
class FourCells:
    """How often two facts hold together.

    Attributes
    ----------
    both, first, second, of
        How often both hold, the one, the other; of how many things.
    expected
        How often both would hold on average if the one had nothing to do with the other, in strata if there are any.
    p
        Fisher's exact test, two-sided: the chance of a count no likelier than this one.
    p_mid
        The same with counts as likely as this one counted half.
    p_min
        The smallest p these totals could have given.
    """

    both: int
    first: int
    second: int
    of: int
    expected: float
    p: float
    p_mid: float
    p_min: float

    @property
    def odds_ratio(self) -> float:
        """Odds of the second where the first holds, over those where it does not; ``nan`` where a cell is empty."""
        only_first, only_second = self.first - self.both, self.second - self.both
        neither = self.of - self.first - self.second + self.both
        if 0 in (self.both, only_first, only_second, neither):
            return math.nan
        return self.both * neither / (only_first * only_second)


def hypergeometric(first: int, second: int, of: int) -> tuple[int, Values]:
    """Return the smallest count there can be, and the chance of it and of each larger one.

    Examples
    --------
    >>> least, chances = hypergeometric(2, 2, 3)
    >>> least, chances.round(4).tolist()
    (1, [0.6667, 0.3333])
    """
    from scipy.special import gammaln

    least, most = max(0, first + second - of), min(first, second)
    count = np.arange(least, most + 1, dtype=np.float64)

    def ways(number: float, chosen: Values) -> Values:
        """Return ln of the number of ways to choose."""
        found: Values = gammaln(number + 1) - gammaln(chosen + 1) - gammaln(number - chosen + 1)
        return found

    logs = ways(first, count) + ways(of - first, second - count)
    chances = np.exp(logs - logs.max())
    return least, chances / chances.sum()


@lru_cache(maxsize=4096)
def _cached(first: int, second: int, of: int) -> tuple[int, Values]:
    return hypergeometric(first, second, of)


def fisher_test(both: int, first: int, second: int, of: int) -> FourCells:
    """Test whether two facts go together, or avoid each other, more than their totals make likely.

    Parameters
    ----------
    both
        Things of which both facts hold.
    first, second
        Things of which the first, the second holds.
    of
        All things that were asked about.

    References
    ----------
    Fisher (1935), Journal of the Royal Statistical Society 98:39-82, doi:10.2307/2342435 (the test with both margins
    fixed).

    Examples
    --------
    >>> test = fisher_test(3, 4, 4, 8)  # the lady tasting tea: three of four cups right
    >>> test.expected, round(test.p, 4)
    (2.0, 0.4857)
    """
    return stratified_test([(both, first, second, of)])


def stratified_test(strata: Iterable[tuple[int, int, int, int]]) -> FourCells:
    """Test the same within strata: what an informant says of several things is not independent.

    Both totals of every stratum are kept, so that strata in which both facts are common make no association; the sum
    over strata of things of which both hold has a distribution that is worked out exactly.

    Parameters
    ----------
    strata
        For each stratum: both, first, second, of, as for `fisher_test`.

    References
    ----------
    Cox and Snell (1989), Analysis of Binary Data, 2nd ed., Chapman and Hall, section 2.2 (combining 2 × 2 tables
    exactly).

    Examples
    --------
    >>> apart = stratified_test([(4, 4, 4, 4), (0, 0, 0, 4)])  # together only because the strata differ
    >>> round(fisher_test(4, 4, 4, 8).p, 3), apart.p
    (0.029, 1.0)
    """
    both = first = second = of = least = 0
    expected, chances = 0.0, np.ones(1)
    for cells in strata:
        both, first, second, of = both + cells[0], first + cells[1], second + cells[2], of + cells[3]
        expected += cells[1] * cells[2] / cells[3]
        lowest, own_chances = _cached(*cells[1:])
        least += lowest
        if len(own_chances) > 1:
            chances = np.convolve(chances, own_chances)
    own = chances[both - least]
    less = float(chances[chances < own * (1 - TIED)].sum())
    tied = float(chances[np.abs(chances - own) <= own * TIED].sum())
    rarest = float(chances[chances <= chances.min() * (1 + TIED)].sum())
    return FourCells(
        both, first, second, of, expected, min(1.0, less + tied), min(1.0, less + tied / 2), min(1.0, rarest)
    )


def holm(ps: Sequence[float]) -> list[float]:
    """Return p corrected for their number, whatever the dependence between the tests; ``nan`` stays and is not counted.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6:65-70, https://www.jstor.org/stable/4615733

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    found, order = [math.nan] * len(ps), sorted((p, place) for place, p in enumerate(ps) if not math.isnan(p))
    largest = 0.0
    for rank, (p, place) in enumerate(order):
        largest = max(largest, min(1.0, p * (len(order) - rank)))
        found[place] = largest
    return found
