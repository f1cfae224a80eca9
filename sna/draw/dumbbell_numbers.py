"""The numbers right of each row of a dumbbell chart: set so that none reaches into the next column."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sna.draw.dumbbell_table import Difference
from sna.draw.dumbbell_words import no_p
from sna.draw.page import Page
from sna.draw.tokens import PANEL_LINE, UNSURE, VALUE
from sna.draw.typeset import width, wrap
from sna.draw.wording import p_value, signed

NARROW, BROAD = 22.0, 26.0
BEFORE, AFTER = 3.2, 3.0
"""From the end of a scale to the numbers, and from them to the next scale, whose marks stand out to the left of it."""
FIRST_LINE = 5.6
ROW, BELOW = 15.5, 2.0
CORRECTED = "corrected"
NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Gutter:
    """The space for numbers right of a scale, and how high the rows must be for them, in millimetres."""

    width: float
    row: float

    @property
    def room(self) -> float:
        """Width of a line of numbers."""
        return self.width - BEFORE - AFTER


def gutter(gaps: Iterable[Difference]) -> Gutter:
    """Return the space that the differences of a chart need: as wide as their numbers, within limits.

    Examples
    --------
    >>> gutter([Difference(5.0, 2.0, 8.0, 0.01, 0.02, "", "")])
    Gutter(width=22.0, row=16.1...)
    """
    known = list(gaps)
    widest = max((width(line, PANEL_LINE) for gap in known for line in _unbroken(gap)), default=0.0)
    values = max((width(signed(gap.value), VALUE) for gap in known), default=0.0)
    wide = max(min(max(widest + BEFORE + AFTER, NARROW), BROAD), values + BEFORE + AFTER)
    most = max((len(lines_of(gap, wide - BEFORE - AFTER)) for gap in known), default=0)
    return Gutter(wide, max(ROW, FIRST_LINE + most * PANEL_LINE.leading + BELOW))


def lines_of(gap: Difference, room: float) -> list[str]:
    """Return the interval of a difference and its p, or why there is none, on lines that fit."""
    rows = [part for line in _unbroken(gap) for part in wrap(line, PANEL_LINE, room)]
    if math.isfinite(gap.corrected) or math.isfinite(gap.p):
        return rows
    reason = wrap(no_p(gap), PANEL_LINE, room)
    # Where the reason needs more than two lines the foot says it.
    return [*rows, *(reason if len(reason) <= 2 else ["no p"])]  # noqa: PLR2004


def write_numbers(page: Page, gap: Difference | None, x: float, top: float, room: float) -> None:
    """Write the difference, its interval and its p."""
    if gap is None:
        page.text(x, top + 4.2, NOT_COMPARED, PANEL_LINE)
        return
    page.text(x, top + 3.4, signed(gap.value), VALUE if gap.sure else UNSURE)
    page.lines(x, top + FIRST_LINE, lines_of(gap, room), PANEL_LINE)


def _unbroken(gap: Difference) -> list[str]:
    """Return the lines that hold numbers; that a p is corrected stands below it, where it has room."""
    rows = []
    if math.isfinite(gap.low) and math.isfinite(gap.high):
        rows.append(f"{signed(gap.low)} to {signed(gap.high)}")
    if math.isfinite(gap.corrected):
        return [*rows, p_value(gap.corrected), CORRECTED]
    return [*rows, p_value(gap.p)] if math.isfinite(gap.p) else rows
