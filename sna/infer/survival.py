"""How long spells last: the product-limit estimator with late entry and censoring."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

Z = 1.959963984540054
"""97.5 per cent of a standard normal lie below it."""
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Survival:
    """A survival curve: what it is at every time at which something ended.

    Attributes
    ----------
    when
        Times at which at least one spell ended, ascending.
    at_risk, ended
        Spells under observation just before each time, and how many of them ended then.
    share
        Share that lasts longer than each time.
    low, high
        Its 95 % interval; ``NaN`` where the share is 0.
    """

    when: Days
    at_risk: Days
    ended: Days
    share: Values
    low: Values
    high: Values

    def at(self, time: int) -> tuple[float, float, float]:
        """Return the share that lasts longer than a time, with its interval; no interval before anything ended."""
        place = int(np.searchsorted(self.when, time, side="right")) - 1
        if place < 0:
            return 1.0, math.nan, math.nan
        return float(self.share[place]), float(self.low[place]), float(self.high[place])

    @property
    def median(self) -> tuple[float, float, float]:
        """Time by which half have ended, with its interval: where the interval of the curve crosses a half."""
        return self._half(self.share), self._half(self.low), self._half(self.high)

    def _half(self, curve: Values) -> float:
        """Return where a curve falls to a half; in the middle of the step where it lies on a half."""
        known = np.flatnonzero(curve <= 0.5 + ROUNDING)
        if not len(known):
            return math.nan
        first = int(known[0])
        below = np.flatnonzero(curve < 0.5 - ROUNDING)
        if len(below) and below[0] > first:
            return float(self.when[first] + self.when[below[0]]) / 2
        return float(self.when[first])


def survival_curve(entry: npt.ArrayLike, time: npt.ArrayLike, ended: npt.ArrayLike) -> Survival:
    """Estimate which share of spells lasts longer than each time.

    A spell counts as at risk after its entry, up to and including its time: one that ran before observation began
    enters late, one that still runs when observation stops leaves without having ended.

    Parameters
    ----------
    entry
        Age of each spell when observation of it began; 0 where it was seen from its start.
    time
        Age at which it ended or observation stopped; above its entry.
    ended
        Whether it ended.

    Returns
    -------
    Survival
        S(t) = product over times u ≤ t of 1 − d/n, d ended of n at risk. Interval: Greenwood's variance on the
        scale of log(−log S). Right only if the time of entry says nothing about how long a spell will last.

    References
    ----------
    Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452; with late entry Tsai, Jewell and Wang (1987),
    doi:10.1093/biomet/74.4.883

    Examples
    --------
    >>> curve = survival_curve([0, 0, 3], [2, 5, 6], [True, True, False])
    >>> curve.at_risk.tolist(), curve.share.tolist()
    ([2, 2], [0.5, 0.25])
    """
    begun, until = np.asarray(entry, dtype=np.int64), np.asarray(time, dtype=np.int64)
    over: Flags = np.asarray(ended, dtype=bool)
    if (until <= begun).any():
        raise ValueError("a spell is observed for some time")
    when, ends = np.unique(until[over], return_counts=True)
    entered = np.searchsorted(np.sort(begun), when, side="left")
    left = np.searchsorted(np.sort(until), when, side="left")
    at_risk = entered - left
    share = np.cumprod(1 - ends / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(ends / (at_risk * (at_risk - ends)))) / np.abs(np.log(share))
        centre = np.log(-np.log(share))
        low, high = np.exp(-np.exp(centre + Z * spread)), np.exp(-np.exp(centre - Z * spread))
    none = share <= 0
    low[none], high[none] = np.nan, np.nan
    return Survival(when, at_risk.astype(np.int64), ends.astype(np.int64), share, low, high)
