"""Charts over time: a grey line, a middle, limits, the points that stand out, and what happened when."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch

from sna.draw.below_chart import LEFT, RIGHT, counts_below, periods_below
from sna.draw.chart_levels import levels, phases_of
from sna.draw.chart_words import MARKS, NEAR, OUTSIDE, RUN, spoken, title_of
from sna.draw.event_strip import Happened, event_strip
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.scales import Axis, axis
from sna.draw.spelling import capitalised, spelt
from sna.draw.symbols import symbol
from sna.draw.tokens import (
    GHOST,
    GRID,
    HEADING,
    LEGEND,
    LOSS,
    MARGIN,
    MUTE,
    NEUTRAL,
    PANEL_LINE,
    TICK,
    WHITE,
    WIDE,
    Shape,
)
from sna.draw.typeset import width, wrap

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
TALL = 34.0
LOOKS: dict[str, tuple[Shape, str, float]] = {
    "": ("circle", GHOST, 0.75),
    OUTSIDE: ("diamond", LOSS, 1.25),
    RUN: ("square", NEUTRAL, 1.15),
    NEAR: ("triangle", NEUTRAL, 1.15),
}
"""Mark → shape, colour and radius; marks differ in shape as well as in colour."""
CLOSE, SMALLEST = 2.6, 0.5
"""Millimetres between points below which symbols shrink, and how far."""


def control_chart(
    table: pd.DataFrame, *, events: pd.DataFrame, subtitle: str, title: str = "", source: str = ""
) -> Picture:
    """Draw series over the same periods below each other.

    Parameters
    ----------
    table
        One row a point, panel by panel, in order of time: ``label`` (of the panel), ``unit`` (``share``, ``count`` or
        ``number``), ``period, value, n``, ``mark`` (``outside``, ``run``, ``near`` or empty), ``kind`` (``control``,
        ``run``, ``dots``), ``centre, low, high`` and ``note`` of the panel. A value that is not known is ``NaN``.
    events
        What happened: ``label, period`` (the first period it belongs to); may be empty.
    subtitle
        What the charts are of.
    title
        What the first chart says; made of its marks where it is left out.
    source
        Where the numbers come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``points`` and ``events``.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> limits = ("control", 4.5, 1.8, 7.2, "")
    >>> rows = [("ties", "count", f"2020-{k:02}", 4.0 + k % 2, 9, "", *limits) for k in range(1, 13)]
    >>> names = ["label", "unit", "period", "value", "n", "mark", "kind", "centre", "low", "high", "note"]
    >>> none = pd.DataFrame(columns=["label", "period"])
    >>> control_chart(pd.DataFrame(rows, columns=names), events=none, subtitle="").title
    'Ties: no period of 12 stands out of the ordinary ups and downs'
    """
    if table.empty:
        raise ValueError("there is no series to draw")
    rows = table.to_dict("records")
    labels = list(dict.fromkeys(row["label"] for row in rows))
    periods = list(dict.fromkeys(row["period"] for row in rows))
    page = Page(WIDE)
    title = title or title_of(rows)
    page.head(title, subtitle)
    step = (page.room - LEFT - RIGHT) / max(len(periods), 1)
    at = {period: MARGIN + LEFT + (k + 0.5) * step for k, period in enumerate(periods)}
    happened = [Happened(row["label"], at[row["period"]]) for row in events.to_dict("records") if row["period"] in at]
    lines = event_strip(page, happened)
    below = page.y
    plots = [_panel(page, [row for row in rows if row["label"] == label], at) for label in labels]
    for x, begins in lines:
        for top, bottom in ((begins, below - 1.0), *plots):
            page.stroke([(x, top), (x, bottom)], MUTE, 0.5, linestyle=(0, (1.0, 1.5)), zorder=1)
    _legend(page, {row["mark"] for row in rows}, {row["kind"] for row in rows})
    page.foot(source)
    picture = page.finish()
    said = [spoken(rows, label) for label in labels]
    said += [f"{row['label']} ({row['period']})" for row in events.to_dict("records") if row["period"] in at]
    drawn = {"points": table.reset_index(drop=True), "events": events.reset_index(drop=True)}
    picture.describe(title, subtitle, said, drawn)
    return picture


def _panel(page: Page, rows: Sequence[Row], at: dict[str, float]) -> tuple[float, float]:
    """Draw one series, and return where its plot begins and ends."""
    page.text(MARGIN, page.y + HEADING.leading / 2, capitalised(spelt(rows[0]["label"])), HEADING)
    page.y += HEADING.leading + 0.3
    if rows[0]["note"]:
        room = page.room - RIGHT
        page.y = page.lines(MARGIN, page.y, wrap(rows[0]["note"], PANEL_LINE, room, most=2), PANEL_LINE)
    top = page.y + 2.0
    bottom = top + TALL
    scale = _scale(rows, bottom, top)
    right = page.width - MARGIN - RIGHT
    for tick in scale.ticks:
        page.stroke([(MARGIN + LEFT, scale.at(tick)), (right, scale.at(tick))], GRID, 0.4, zorder=0.5)
        words = f"{tick * 100:g}%" if rows[0]["unit"] == "share" else f"{tick:,g}".replace("-", "−")
        page.text(MARGIN + LEFT - 1.5, scale.at(tick), words, TICK, "right")
    for phase in phases_of(rows, at, (MARGIN + LEFT, right)):
        levels(page, phase, scale)
    known = [(at[row["period"]], scale.at(row["value"]), row) for row in rows if math.isfinite(row["value"])]
    for one, other in itertools.pairwise(known):
        page.stroke([one[:2], other[:2]], GHOST, 0.9, zorder=2)
    size = min(1.0, max((right - MARGIN - LEFT) / len(at) / CLOSE, SMALLEST))
    for x, y, row in known:
        _point(page, x, y, row["mark"], size)
    page.y = bottom + 1.0
    counts_below(page, rows, at)
    periods_below(page, at)
    page.y += 3.0
    return top - 1.0, bottom


def _scale(rows: Sequence[Row], bottom: float, top: float) -> Axis:
    """Return the scale of a panel: from nought, with its limits; shares end at 100 %."""
    shown = [value for row in rows for value in (row["value"], row["centre"]) if math.isfinite(value)]
    bounded = rows[0]["unit"] == "share"
    limits = [value for row in rows for value in (row["low"], row["high"]) if math.isfinite(value)]
    floor = min([0.0, *shown])
    reached = [value for value in limits if (not bounded or value <= 1) and (value >= 0 or floor < 0)]
    return axis([*shown, *reached], bottom, top)


def _point(page: Page, x: float, y: float, mark: str, size: float = 1.0) -> None:
    shape, colour, radius = LOOKS[mark]
    radius *= size
    page.add(PathPatch(symbol(shape, x, y, radius + 0.3 * size), facecolor=WHITE, edgecolor="none", zorder=3))
    page.add(PathPatch(symbol(shape, x, y, radius), facecolor=colour, edgecolor="none", zorder=3.5))


def _legend(page: Page, marks: set[str], kinds: set[str]) -> None:
    """Say what each shape means, of those that are there."""
    x, y = MARGIN, page.y + LEGEND.leading / 2
    entries = [(mark, words) for mark, words in MARKS.items() if mark in marks]
    if not entries and kinds == {"dots"}:
        return
    for mark, words in [*entries, ("", "no signal")]:
        if x + width(words, LEGEND) + 4.0 > page.width - MARGIN:
            x, y = MARGIN, y + LEGEND.leading
        _point(page, x + 1.3, y, mark)
        page.text(x + 3.6, y, words, LEGEND)
        x += width(words, LEGEND) + 8.0
    page.y = y + LEGEND.leading / 2 + 0.5
