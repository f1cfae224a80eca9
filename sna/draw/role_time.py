"""The time above and below joint roles: snapshots, as many as can be named, and years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sna.draw.page import Box, Page
from sna.draw.shapes import rectangle
from sna.draw.tokens import COLUMN, GHOST, GRID, LEGEND, MARGIN, MUTE, TICK, WEAK
from sna.draw.typeset import width
from sna.draw.wording import number

When = tuple[str, dt.date | None, dt.date | None]
STEPS = (1, 2, 3, 4, 6, 12, 24, 48, 96)
APART = 1.5
BEFORE_START = 366
"""Days before the first snapshot that are drawn at most; of a short time a quarter of it."""
MOST_YEARS = 12
STRIP = 13.0


@dataclass(frozen=True)
class Time:
    """Days to millimetres."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Return the place of a day; days beyond the ends are on them."""
        share = (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1)
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True)
class Span:
    """A snapshot on the page."""

    name: str
    left: float
    right: float


def time_scale(begun: Sequence[dt.date], snapshots: Sequence[When], until: dt.date, ends: tuple[float, float]) -> Time:
    """Return the scale: from shortly before the first snapshot to the last day observed, between two places."""
    starts = [start.toordinal() for _, start, _ in snapshots if start]
    last = max([until.toordinal(), *(end.toordinal() for _, _, end in snapshots if end)])
    first = min([last - 1, *(day.toordinal() for day in begun), *starts])
    if starts:
        first = max(first, min(starts) - min(BEFORE_START, (last - min(starts)) // 4))
    return Time(first, last, *ends)


def spans(time: Time, snapshots: Sequence[When]) -> list[Span]:
    """Return where the snapshots that have dates stand."""
    return [
        Span(name, time.at(start.toordinal()), time.at(end.toordinal() + 1))
        for name, start, end in snapshots
        if start and end
    ]


def one_in(found: Sequence[Span], end: float) -> int:
    """Return how many snapshots there are to each that is named: 1 where all names fit above their own.

    Examples
    --------
    >>> one_in([Span("2019", 0.0, 40.0), Span("2020", 40.0, 80.0)], 80.0)
    1
    >>> one_in([Span(f"2019-{k:02}", 4.0 * k, 4.0 * k + 4) for k in range(1, 13)], 54.0)
    4
    """
    if all(width(span.name, COLUMN) <= span.right - span.left for span in found):
        return 1
    for step in STEPS[1:]:
        named = found[::step]
        room = [*(span.left for span in named[1:]), end]
        if all(width(span.name, COLUMN) + APART <= to - span.left for span, to in zip(named, room, strict=True)):
            return step
    return len(found)


def write_snapshots(page: Page, found: Sequence[Span], step: int) -> list[float]:
    """Write the snapshots, or one in so many at its first day, and return where their lines stand."""
    if not found:
        return []
    middle = page.y + COLUMN.leading / 2
    for span in found[::step]:
        if step == 1:
            page.text((span.left + span.right) / 2, middle, span.name, COLUMN, "centre")
        else:
            page.text(span.left + 0.6, middle, span.name, COLUMN)
    page.y += COLUMN.leading + 0.6
    edges = {span.left for span in found[::step]}
    return sorted(edges | {span.right for span in found} if step == 1 else edges)


def draw_edges(page: Page, edges: Sequence[float], top: float) -> None:
    """Draw dotted lines where snapshots begin or end, from a height down to ``page.y``."""
    for edge in edges:
        page.stroke([(edge, top), (edge, page.y)], GHOST, 0.5, linestyle=":", zorder=1)


def draw_running(page: Page, found: Sequence[Span], running: Mapping[str, int]) -> None:
    """Draw how many joint roles run in each snapshot as bars; the first, the last and the most with their number."""
    shown = [span for span in found if span.name in running]
    counts = [running[span.name] for span in shown]
    high = max(counts)
    top, base = page.y + LEGEND.leading, page.y + LEGEND.leading + STRIP
    page.lines(MARGIN, top + STRIP / 2 - TICK.leading, ["all joint roles: how many", "run in each snapshot"], TICK)
    said = {0, len(counts) - 1, counts.index(high)}
    ends = -1.0
    for at, (span, count) in enumerate(zip(shown, counts, strict=True)):
        tall = STRIP * count / max(high, 1)
        gap = min(0.25, (span.right - span.left) / 8)
        rectangle(page, Box(span.left + gap, base - tall, span.right - span.left - 2 * gap, tall), WEAK, WEAK)
        words, middle = number(count), (span.left + span.right) / 2
        start = middle - width(words, LEGEND) / 2
        if at in said and (start > ends or count == high):
            page.text(middle, base - tall - LEGEND.leading / 2, words, LEGEND, "centre", halo=True)
            ends = start + width(words, LEGEND) + 1.0
    page.stroke([(shown[0].left, base), (shown[-1].right, base)], MUTE, 0.6)
    page.y = base + 3.0


def write_years(page: Page, time: Time) -> None:
    """Draw the axis with the beginning of each year."""
    line = page.y + 0.6
    page.stroke([(time.left, line), (time.right, line)], GRID, 0.6)
    years = range(dt.date.fromordinal(time.first).year + 1, dt.date.fromordinal(time.last).year + 1)
    step = 1 + len(years) // MOST_YEARS
    for year in years[::step]:
        x = time.at(dt.date(year, 1, 1).toordinal())
        page.stroke([(x, line), (x, line + 1.0)], MUTE, 0.6)
        page.text(x, line + 2.8, str(year), TICK, "centre")
    page.y = line + 4.6
