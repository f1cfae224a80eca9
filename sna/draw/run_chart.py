"""A share over months or quarters: a run chart with its median, and no line that pretends to a trend."""

from __future__ import annotations

import datetime as dt
import itertools
import string
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from sna.draw.page import Page
from sna.draw.period_axis import QUARTER, position, position_of_day
from sna.draw.picture import Picture
from sna.draw.scales import Axis, axis
from sna.draw.symbols import put
from sna.draw.tokens import GHOST, GRID, INK, MARGIN, MUTE, NAVY, PANEL_LINE, TICK, WIDE, Role
from sna.draw.typeset import width
from sna.draw.wording import number, percent

if TYPE_CHECKING:
    import pandas as pd

HIGH = 52.0
POINT = Role("share", "circle", NAVY, NAVY)
MOST_EVENTS = 12
Event = tuple[dt.date, str]


def run_chart(shares: pd.DataFrame, *, what: str, of: str, events: Sequence[Event] = (), source: str = "") -> Picture:
    """Draw a share for each month or quarter, with its interval, how many it is of, and the median of all points.

    Parameters
    ----------
    shares
        ``group`` (a month as 2015-02 or a quarter as 2015-Q1), ``value``, ``low``, ``high``, ``n``.
    what
        What the share is, to end a sentence: ``of the cases listed are not discussed``.
    of
        What is counted, in the plural.
    events
        Days and labels to mark; those outside the periods are left out.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``shares``: period, share, low, high, n, median.

    Raises
    ------
    ValueError
        If fewer than two periods have a share.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("2015-01", 0.1, 0.05, 0.2, 80), ("2015-02", 0.2, 0.1, 0.3, 60), ("2015-03", 0.1, 0.0, 0.2, 70)]
    >>> shares = pd.DataFrame(rows, columns=["group", "value", "low", "high", "n"])
    >>> run_chart(shares, what="of the cases listed are not discussed", of="cases").title
    'In a typical month, 10% of the cases listed are not discussed; in single months 10% to 20%'
    """
    known = shares[shares["value"].notna()].sort_values("group")
    if len(known) < 2:  # noqa: PLR2004 - one point is no run
        raise ValueError("a run chart needs at least two periods")
    quarters = QUARTER in known["group"].iloc[0]
    middle, period = float(median(known["value"])), "quarter" if quarters else "month"
    page = Page(WIDE)
    ends = percent(float(known["value"].min())), percent(float(known["value"].max()))
    title = f"In a typical {period}, {percent(middle)} {what}; in single {period}s {ends[0]} to {ends[1]}"
    under = (
        f"Share by {period}; the line across is the median of {len(known)} {period}s. Thin bars: 95% intervals that "
        f"take {of} as independent of each other. Below: how many {of}."
    )
    page.head(title, under)
    _draw(
        page, known, middle, [event for event in events if _inside(event, known, quarters=quarters)], quarters=quarters
    )
    page.foot(source)
    picture = page.finish()
    lines = [f"{row['group']}: {percent(row['value'])} of {row['n']:.0f}" for row in known.to_dict("records")]
    drawn = known[["group", "value", "low", "high", "n"]].rename(columns={"group": "period", "value": "share"})
    picture.describe(title, under, lines, {"shares": drawn.assign(median=middle).reset_index(drop=True)})
    return picture


def _inside(event: Event, known: pd.DataFrame, *, quarters: bool) -> bool:
    first, last = (position(known["group"].iloc[at]) for at in (0, -1))
    return first - 0.5 <= position_of_day(event[0], quarters=quarters) <= last + 0.5


def _draw(page: Page, known: pd.DataFrame, middle: float, events: Sequence[Event], *, quarters: bool) -> None:
    periods = [position(period) for period in known["group"]]
    left, right = MARGIN + 12.0, page.width - MARGIN - 16.0
    step = (right - left) / max(periods[-1] - periods[0], 1)

    def x(at: float) -> float:
        return left + (at - periods[0]) * step

    top = page.y + (6.0 if events else 2.0)
    heights = axis([*known["value"], *known["high"]], top + HIGH, top)
    for tick in heights.ticks:
        page.stroke([(left - 3.0, heights.at(tick)), (right + 3.0, heights.at(tick))], GRID, 0.5, zorder=1)
        page.text(left - 5.0, heights.at(tick), percent(tick), TICK, "right")
    for at, (day, _) in enumerate(events[:MOST_EVENTS]):
        here = x(position_of_day(day, quarters=quarters))
        page.stroke([(here, top - 1.5), (here, top + HIGH)], GHOST, 0.7, linestyle=(0, (1.0, 1.6)), zorder=1)
        page.text(here, top - 3.2, string.ascii_lowercase[at], PANEL_LINE, "centre")
    page.stroke([(left - 3.0, heights.at(middle)), (right + 3.0, heights.at(middle))], INK, 1.0, zorder=2)
    page.text(right + 4.0, heights.at(middle), f"median {percent(middle)}", PANEL_LINE)
    _points(page, known, [x(at) for at in periods], periods, heights)
    page.y = top + HIGH + 2.0
    _scale(page, known, [x(at) for at in periods])
    if events:
        told = [f"{string.ascii_lowercase[at]} {label}" for at, (_, label) in enumerate(events[:MOST_EVENTS])]
        page.foot("; ".join(told) + ".")


def _points(page: Page, known: pd.DataFrame, places: list[float], periods: list[int], heights: Axis) -> None:
    """Draw the points, joined where one period follows the other without a gap."""
    tall = [heights.at(value) for value in known["value"]]
    for k in range(1, len(places)):
        if periods[k] == periods[k - 1] + 1:
            page.stroke([(places[k - 1], tall[k - 1]), (places[k], tall[k])], GHOST, 0.9, zorder=3)
    for here, y, low, high in zip(places, tall, known["low"], known["high"], strict=True):
        page.stroke([(here, heights.at(low)), (here, heights.at(high))], MUTE, 0.5, zorder=2)
        put(page, POINT, here, y, 1.0)


def _scale(page: Page, known: pd.DataFrame, places: list[float]) -> None:
    """Write the periods and how many each is of, as far as there is room."""
    gap = min((b - a for a, b in itertools.pairwise(places)), default=20.0)
    counts = [number(n) for n in known["n"]]
    every = 1 if max(width(words, TICK) for words in counts) + 0.8 < gap else 2
    y = page.y + TICK.leading / 2
    for at, (here, words) in enumerate(zip(places, counts, strict=True)):
        if at % every == 0:
            page.text(here, y, words, TICK, "centre")
    y += TICK.leading
    after = 0.0
    for here, period in zip(places, known["group"], strict=True):
        wide = width(period, TICK)
        if here - wide / 2 > after:
            page.text(here, y, period, TICK, "centre")
            after = here + wide / 2 + 2.0
    page.y = y + TICK.leading / 2
