"""Axes that begin at nought, and labels spread so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_TICKS = 4


@dataclass(frozen=True)
class Axis:
    """A scale from values to millimetres, with round ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """Return the scale for values, nought included.

    Examples
    --------
    >>> axis([3.0, 47.0], 0.0, 10.0).ticks
    (0.0, 20.0, 40.0)
    """
    known = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    step = _step((high - low) / (MOST_TICKS - 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return Axis(low, high, start, end, tuple(float(f"{k * step:.9g}") for k in range(first, last + 1)))


def mirrored_axis(values: Sequence[float], start: float, end: float) -> Axis:
    """Return the scale for values on both sides of nought, with the same ticks on either side.

    Examples
    --------
    >>> mirrored_axis([-0.85, 0.7], 0.0, 10.0).ticks
    (-0.5, 0.0, 0.5)
    """
    found = axis(values, start, end)
    longer = axis([max(found.high, -found.low)], start, end).ticks
    ticks = sorted({side * tick for tick in longer for side in (-1.0, 1.0)})
    inside = (tick or 0.0 for tick in ticks if found.low - 1e-9 <= tick <= found.high + 1e-9)
    return replace(found, ticks=tuple(dict.fromkeys(inside)))


def spread(wanted: Sequence[float], gap: float | Sequence[float], *, low: float = -math.inf) -> list[float]:
    """Return places at least a gap apart, in the order wanted and as near to it as can be, none below ``low``.

    With a gap for each place, it is the height of what stands there: none covers another.

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], 2.0)
    [0.0, 2.0, 5.0]
    >>> spread([1.0, 1.0, 9.0], [2.0, 4.0, 2.0])
    [-0.5, 2.5, 9.0]
    """
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    high = [gap] * len(wanted) if isinstance(gap, float | int) else list(gap)
    before = [0.0] * len(order)
    for place in range(1, len(order)):
        before[place] = before[place - 1] + (high[order[place - 1]] + high[order[place]]) / 2
    # Less the heights before it, no place may be below the one before: pool until that holds.
    pools: list[tuple[float, int]] = []
    for place, k in enumerate(order):
        mean, size = wanted[k] - before[place], 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean, size = (mean * size + other * many) / (size + many), size + many
        pools.append((mean, size))
    flat = [mean for mean, size in pools for _ in range(size)]
    found = [0.0] * len(wanted)
    for place, k in enumerate(order):
        found[k] = max(flat[place], low) + before[place]
    return found


def _step(least: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below."""
    unit = 10.0 ** math.floor(math.log10(least))
    return next((unit * part for part in (1.0, 2.0, 5.0) if unit * part >= least * (1 - 1e-9)), 10.0 * unit)
