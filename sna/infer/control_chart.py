"""Series of numbers over time: how far they vary by themselves, and which points stand out of that."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from sna.infer.run_chart import fewest_crossings, longest_allowed, run_lengths, sides_of
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]
Kind = Literal["control", "run", "dots"]

NATURAL, NEAR, RANGE = 2.66, 2 * 2.66 / 3, 3.27
"""Times the mean moving range: natural limits, two thirds of the way to them, limit of one moving range."""
FEWEST_CONTROL, FEWEST_RUN = 12, 6
"""Points below which there are no limits, and below which there is no rule at all."""
SHIFT = TREND = 7
SIMULATED = 1_000

OUTSIDE, ONE_SIDE, RISING, FALLING, NEAR_LIMIT = "outside", "one side", "rising", "falling", "near a limit"
LONG_RUN, FEW_CROSSINGS = "long run", "few crossings"


@dataclass(frozen=True)
class Signal:
    """A rule that points break, and which points: places from 0, in order."""

    rule: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """What a series says of itself.

    Attributes
    ----------
    kind
        ``control``: limits and four rules; ``run``: a median and two rules; ``dots``: neither.
    centre
        Mean of a control chart, median of a run chart, ``NaN`` of dots.
    low, high
        Natural limits; ``NaN`` where there are none.
    moving_range, range_limit
        Mean moving range, and how far apart two neighbours may be.
    signals
        Points that stand out, by rule.
    longest, longest_allowed, crossings, fewest_crossings
        Of a run chart: the longest run on one side of the median, how often the line crosses it, and the limits of
        both; −1 elsewhere.
    """

    kind: Kind
    centre: float = math.nan
    low: float = math.nan
    high: float = math.nan
    moving_range: float = math.nan
    range_limit: float = math.nan
    signals: tuple[Signal, ...] = ()
    longest: int = -1
    longest_allowed: int = -1
    crossings: int = -1
    fewest_crossings: int = -1


def chart_of(values: Values, *, rules: bool = True) -> Chart:
    """Return the control chart of 12 points or more, the run chart of 6 to 11, and for fewer only dots.

    Parameters
    ----------
    values
        Points in order of time, none of them missing; all of them set the limits, and none is ever left out.
    rules
        Whether limits and rules may be used at all: not where neighbouring points share facts.

    References
    ----------
    Provost & Murray (2011), The Health Care Data Guide, ch. 3 to 5; NHS England, Making Data Count, as in
    NHSRplotthedots, doi:10.32614/CRAN.package.NHSRplotthedots; Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825

    Examples
    --------
    >>> found = chart_of(np.array([1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]))
    >>> found.kind, round(found.centre, 2), round(found.high, 2), [(s.rule, s.places) for s in found.signals]
    ('control', 1.94, 6.95, [('outside', (4,))])
    """
    if not rules or len(values) < FEWEST_RUN:
        return Chart("dots")
    return _control_chart(values) if len(values) >= FEWEST_CONTROL else _run_chart(values)


def _control_chart(values: Values) -> Chart:
    centre = math.fsum(values.tolist()) / len(values)
    moved = math.fsum(np.abs(np.diff(values)).tolist()) / (len(values) - 1)
    low, high = centre - NATURAL * moved, centre + NATURAL * moved
    signals = tuple(_signals(values, centre, moved)) if moved > 0 else ()
    return Chart("control", centre, low, high, moved, RANGE * moved, signals)


def _signals(values: Values, centre: float, moved: float) -> Iterator[Signal]:
    """Yield the points that break one of the four rules of Making Data Count."""
    outside = np.sign(values - centre) * (np.abs(values - centre) > NATURAL * moved)
    for start, size in run_lengths(outside):
        if outside[start] != 0:
            yield Signal(OUTSIDE, tuple(range(start, start + size)))
    sides = np.sign(values - centre)
    for start, size in run_lengths(sides):
        if size >= SHIFT and sides[start] != 0:
            yield Signal(ONE_SIDE, tuple(range(start, start + size)))
    ways = np.sign(np.diff(values))
    for start, size in run_lengths(ways):
        if size >= TREND - 1 and ways[start] != 0:
            yield Signal(RISING if ways[start] > 0 else FALLING, tuple(range(start, start + size + 1)))
    yield from _near_limits(values, centre, moved, sides)


def _near_limits(values: Values, centre: float, moved: float, sides: Values) -> Iterator[Signal]:
    """Yield two of three neighbours, all on one side, that are beyond two thirds of the way to a limit, not outside."""
    away = np.abs(values - centre)
    near = (away > NEAR * moved) & (away <= NATURAL * moved)
    found: set[int] = set()
    for start in range(len(values) - 2):
        three = slice(start, start + 3)
        if near[three].sum() >= 2 and abs(sides[three].sum()) == 3:  # noqa: PLR2004 - two of three
            found.update((start + np.flatnonzero(near[three])).tolist())
    if found:
        yield Signal(NEAR_LIMIT, tuple(sorted(found)))


def _run_chart(values: Values) -> Chart:
    centre = float(np.median(values))
    useful, places = sides_of(values, centre)
    runs = run_lengths(useful)
    start, longest = max(runs, key=lambda run: run[1], default=(0, 0))
    crossings, allowed, fewest = max(len(runs) - 1, 0), longest_allowed(len(useful)), fewest_crossings(len(useful))
    signals = []
    if len(useful) >= FEWEST_RUN and longest > allowed:
        signals.append(Signal(LONG_RUN, tuple(places[start : start + longest])))
    if len(useful) >= FEWEST_RUN and crossings < fewest:
        signals.append(Signal(FEW_CROSSINGS, tuple(places)))
    return Chart(
        "run",
        centre,
        signals=tuple(signals),
        longest=longest,
        longest_allowed=allowed,
        crossings=crossings,
        fewest_crossings=fewest,
    )


def lag_one(values: Values) -> float:
    """Return the lag-1 autocorrelation of a series; ``NaN`` where it does not vary.

    Examples
    --------
    >>> round(lag_one(np.array([1.0, 2, 3, 4, 5])), 2)
    0.4
    """
    away = values - values.mean() if len(values) else values
    total = float((away**2).sum())
    return float((away[:-1] * away[1:]).sum()) / total if total > 0 else math.nan


@lru_cache(maxsize=256)
def false_alarms(points: int) -> float:
    """Return how many of 1,000 random normal series of so many points, in which nothing happens, break a rule: a share.

    Examples
    --------
    >>> 0.1 < false_alarms(24) < 0.5, false_alarms(5)
    (True, 0.0)
    """
    rng = Stream(0, ("false alarms", str(points))).generator()
    drawn = rng.standard_normal((SIMULATED, points))
    return sum(bool(chart_of(each).signals) for each in drawn) / SIMULATED
