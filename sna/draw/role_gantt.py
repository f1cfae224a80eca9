"""Joint roles as bars over time: a row a role, by profession and organisations; nobody is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.collections import PolyCollection

from sna.draw.legend import legend, role_item, role_order
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.symbols import put
from sna.draw.tokens import (
    COLUMN,
    FOCAL_NAME,
    GHOST,
    GRID,
    INK,
    MARGIN,
    MUTE,
    NAME,
    TEAL,
    TICK,
    WHITE,
    WIDE,
    YELLOW,
    Role,
    Type,
    role_of,
)
from sna.draw.typeset import width, wrap
from sna.draw.wording import many

if TYPE_CHECKING:
    import pandas as pd

ROW, BAR, POINT = 6.4, 4.0, 2.2
LONGEST = 34.0
SYMBOL_ROOM = 4.2
PALE = (TEAL, YELLOW, WHITE)
"""Fills that dark letters stand on."""
BEFORE_START = 366
"""Days before the first snapshot that are drawn at most."""
MOST_YEARS = 12
Record = dict[str, Any]


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


def role_gantt(
    table: pd.DataFrame,
    snapshots: Sequence[tuple[str, dt.date | None, dt.date | None]],
    *,
    until: dt.date,
    groups: tuple[str, ...] = (),
    total: tuple[int, int],
    source: str = "",
) -> Picture:
    """Draw joint roles as bars over time.

    Parameters
    ----------
    table
        Columns ``profession, organisations, first, last, running, reason, group``: a row a joint role, in the order to
        draw; ``first`` and ``last`` are dates (``first`` blank where no start is on record), ``group`` that of the
        employer.
    snapshots
        Name, first and last day of each.
    until
        Last day that is observed.
    groups
        Groups of organisations, the focal one first.
    total
        How many joint roles there are, and how many of them ended; the table may hold fewer.
    source
        Where the roles come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``roles``.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> row = ("nurse", "Albion + Bexmoor", dt.date(2015, 1, 1), dt.date(2016, 1, 1), False, "travel", "local")
    >>> columns = ["profession", "organisations", "first", "last", "running", "reason", "group"]
    >>> table = pd.DataFrame([row], columns=columns)
    >>> role_gantt(table, [], until=dt.date(2019, 3, 31), total=(1, 1)).title
    '1 of 1 joint role ended by 31 March 2019'
    """
    if table.empty:
        raise ValueError("there is no joint role")
    rows: list[Record] = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    page = Page(WIDE)
    day = f"{until.day} {until:%B %Y}"
    title = f"{total[1] or 'None'} of {many(total[0], 'joint role')} ended by {day}"
    left_out = total[0] - len(rows)
    some = f" {many(left_out, 'joint role')} not drawn: these ran last, and of those longest." if left_out else ""
    under = (
        "A row is one person with roles in two or more organisations at the same time. Pointed: still running on "
        f"{day}, or begun before the first day shown. Dotted: snapshots.{some}"
    )
    page.head(title, under)
    time = _time(page, rows, snapshots, until)
    _head(page, time, snapshots, len(rows))
    for row in rows:
        _row(page, time, row, role_of(row["group"], groups), grouped=bool(groups))
    _years(page, time)
    roles = {role_of(row["group"], groups) for row in rows} if groups else set()
    shown = [role_item(role) for role in sorted(roles, key=role_order)]
    if shown:
        page.text(MARGIN, page.y + 3.4, "employed by", TICK)
        legend(page, [[shown]], left=MARGIN + width("employed by", TICK) + 3.0)
    page.foot(source)
    picture = page.finish()
    picture.describe(title, under, [_spoken(row) for row in rows], {"roles": table.reset_index(drop=True)})
    return picture


def _time(
    page: Page, rows: Sequence[Record], snapshots: Sequence[tuple[str, dt.date | None, dt.date | None]], until: dt.date
) -> Time:
    """Return the scale: from shortly before the first snapshot to the last day observed."""
    begun = [row["first"].toordinal() for row in rows if row["first"] is not None]
    starts = [start.toordinal() for _, start, _ in snapshots if start]
    ends = [end.toordinal() for _, _, end in snapshots if end]
    last = max([until.toordinal(), *ends])
    first = min([last - 1, *begun, *starts])
    if starts:
        first = max(first, min(starts) - BEFORE_START)
    room = max(min(max(width(str(row["profession"]), FOCAL_NAME) for row in rows), LONGEST) + 7.0, 20.0)
    return Time(first, last, MARGIN + room, page.width - MARGIN - POINT)


def _head(page: Page, time: Time, snapshots: Sequence[tuple[str, dt.date | None, dt.date | None]], rows: int) -> None:
    """Write the snapshots and draw their ends as dotted lines over the height of all rows."""
    named = [(name, start, end) for name, start, end in snapshots if start and end]
    top = page.y + COLUMN.leading + 0.6
    edges = set()
    for name, start, end in named:
        left, right = time.at(start.toordinal()), time.at(end.toordinal() + 1)
        words = wrap(name, COLUMN, right - left - 1.0, most=1)[0]
        if width(words, COLUMN) <= right - left and words != "…":
            page.text((left + right) / 2, page.y + COLUMN.leading / 2, words, COLUMN, "centre")
        edges |= {left, right}
    for edge in sorted(edges):
        page.stroke([(edge, top), (edge, top + rows * ROW)], GHOST, 0.5, linestyle=":", zorder=1)
    page.y = top if named else page.y


def _row(page: Page, time: Time, row: Record, role: Role, *, grouped: bool) -> None:
    middle = page.y + ROW / 2
    if grouped:
        put(page, role, MARGIN + 1.4, middle, 1.2)
    words = wrap(str(row["profession"]), FOCAL_NAME, LONGEST, most=1)[0]
    page.text(MARGIN + (SYMBOL_ROOM if grouped else 0.0), middle, words, FOCAL_NAME)
    cut = row["first"] is None or row["first"].toordinal() < time.first
    left = time.left if cut else time.at(row["first"].toordinal())
    right = time.at(row["last"].toordinal() + 1)
    right = max(right, left + 0.8)
    top, bottom = middle - BAR / 2, middle + BAR / 2
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if row["running"]:
        corners[2:2] = [(right + POINT, middle)]
    if cut:
        corners.append((left - POINT, middle))
    bar = PolyCollection([corners], facecolors=[role.fill], edgecolors=[role.edge], linewidths=0.5, zorder=3)
    page.add(bar)
    _label(page, time, row, (left, right), role)
    page.y += ROW


def _label(page: Page, time: Time, row: Record, bar: tuple[float, float], role: Role) -> None:
    """Write the organisations in the bar, or beside it; after a bar that ended, why it did; shortened to their room."""
    middle = page.y + ROW / 2
    left, right = bar
    who = str(row["organisations"])
    why = "" if row["running"] else f"ended: {row['reason']}"
    inside = right - left - 2.4
    start = right + (POINT if row["running"] else 0.0) + 1.2
    after, before = page.width - MARGIN - start, left - 1.2 - time.left
    beside = f"{who}{', ' if why else ''}{why}"
    if width(who, NAME) <= inside or inside >= max(after, before):
        kind = Type(NAME.size, INK if role.fill in PALE else WHITE)
        page.text(left + 1.2, middle, _shortened(who, inside), kind)
        beside = why
    if beside and (width(beside, NAME) <= after or after >= before):
        page.text(start, middle, _shortened(beside, after), NAME, halo=True)
    elif beside:
        page.text(left - 1.2, middle, _shortened(beside, before), NAME, "right", halo=True)


def _shortened(words: str, room: float) -> str:
    """Return as much of words as fits, with an ellipsis where something is left out; nothing in no room."""
    return "" if room < width("…", NAME) else wrap(words, NAME, room, most=1)[0]


def _years(page: Page, time: Time) -> None:
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


def _spoken(row: Record) -> str:
    begun = "start not on record" if row["first"] is None else f"from {row['first'].isoformat()}"
    end = "still running" if row["running"] else f"ended {row['last'].isoformat()}, {row['reason']}"
    return f"{row['profession']}, {row['organisations']}: {begun}, {end}"
