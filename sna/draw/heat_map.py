"""Who came when: organisations against periods, darker where they came to more of the meetings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sna.draw.legend import Item, legend
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.shades import Corners, box, shade_items, shade_of, shaded
from sna.draw.symbols import put
from sna.draw.tokens import (
    FOCAL_NAME,
    HEADING,
    MARGIN,
    NAME,
    PANEL_LINE,
    TICK,
    WIDE,
    role_of,
)
from sna.draw.typeset import between_words, width, wrap
from sna.draw.wording import percent

if TYPE_CHECKING:
    import pandas as pd

ROW = 4.2
GROUP_GAP = 2.0
SNAPSHOT_GAP = 2.2
NAME_ROOM = 36.0
MOST_ROWS = 60


@dataclass(frozen=True)
class _Grid:
    """Where cells stand."""

    rows: dict[str, float]
    columns: dict[tuple[str, str], float]
    wide: float
    high: float


def heat_map(
    table: pd.DataFrame,
    *,
    rates: Mapping[str, float],
    groups: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    kind: str = "organisations",
    title: str = "",
    source: str = "",
) -> Picture:
    """Draw the share of meetings that each organisation came to, period by period.

    Parameters
    ----------
    table
        ``snapshot, period, organisation, group, value, n``: ``value`` is a share from 0 to 1, ``NaN`` where attendance
        is not known; no row where an organisation was open at no meeting, or a person listed at none. Snapshots in
        order.
    rates
        Organisation → its share over everything, written at the right.
    groups
        The focal group first; rows are sorted by group and then by rate.
    names
        Organisation → name; its id where there is none.
    kind
        What the units are: ``organisations`` or ``people``.
    title
        What the map says; left out, who came most and who least.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``presence``: the table.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("2025", "2025-01", "A", "", 1.0, 2), ("2025", "2025-01", "B", "", 0.0, 2)]
    >>> table = pd.DataFrame(rows, columns=["snapshot", "period", "organisation", "group", "value", "n"])
    >>> heat_map(table, rates={"A": 1.0, "B": 0.0}).title
    'A came to 100% of the meetings held while it was open, B to 0%'
    """
    if table.empty:
        raise ValueError("no attendance to draw")
    group_of = dict(zip(table["organisation"], table["group"], strict=True))
    order = sorted(group_of, key=lambda i: (_rank(group_of[i], groups), -_known(rates.get(i, math.nan)), i))
    shown = order[:MOST_ROWS]
    called = {i: (names or {}).get(i, i) for i in order}
    title = title or _title(rates, called, kind)
    of = "at which a person is listed that they" if kind == "people" else "that an organisation"
    under = f"Share of a period's meetings {of} came to; at the right, of all. Rows by group, then share."
    page = Page(WIDE)
    page.head(title, under)
    grid = _grid(page, table, shown, group_of)
    _cells(page, table, grid)
    _names(page, shown, (called, group_of, groups), grid, rates)
    page.y = max(grid.rows.values()) + grid.high + 1.5
    _times(page, grid)
    legend(
        page,
        [
            [
                [
                    *shade_items(),
                    Item(
                        "empty: listed at no meeting"
                        if kind == "people"
                        else "empty: no meeting on record, or not a member"
                    ),
                ]
            ]
        ],
    )
    left = f" {len(order) - len(shown)} more {kind} are in the table." if len(order) > len(shown) else ""
    page.foot(f"{source}{left}".strip())
    picture = page.finish()
    lines = [f"{called[i]}: {percent(rates[i])}" for i in shown if math.isfinite(rates.get(i, math.nan))]
    picture.describe(title, under, lines, {"presence": table})
    return picture


def _known(rate: float) -> float:
    return rate if math.isfinite(rate) else -1.0


def _rank(group: str, groups: Sequence[str]) -> int:
    return list(groups).index(group) if group in groups else len(groups) + (not group)


def _title(rates: Mapping[str, float], names: Mapping[str, str], kind: str) -> str:
    """Say who came most and least."""
    known_rates = {i: rate for i, rate in rates.items() if math.isfinite(rate) and i in names}
    if not known_rates:
        return f"Of none of the {kind} is it known which meetings they came to"
    most = max(known_rates, key=lambda i: (known_rates[i], i))
    least = min(known_rates, key=lambda i: (known_rates[i], i))
    could = "at which they are listed" if kind == "people" else "held while it was open"
    first = f"{names[most]} came to {percent(known_rates[most])} of the meetings {could}"
    return first if most == least else f"{first}, {names[least]} to {percent(known_rates[least])}"


def _grid(page: Page, table: pd.DataFrame, shown: Sequence[str], group_of: Mapping[str, str]) -> _Grid:
    columns = list(dict.fromkeys(zip(table["snapshot"], table["period"], strict=True)))
    snapshots = list(dict.fromkeys(snapshot for snapshot, _ in columns))
    left = MARGIN + NAME_ROOM + 5.0
    room = page.width - MARGIN - 12.0 - left - SNAPSHOT_GAP * (len(snapshots) - 1)
    wide = min(room / len(columns), 6.0)
    x, where, before = left, dict[tuple[str, str], float](), columns[0][0]
    for key in sorted(columns, key=lambda key: (snapshots.index(key[0]), key[1])):
        x += SNAPSHOT_GAP if key[0] != before else 0.0
        before = key[0]
        where[key] = x
        x += wide
    if snapshots != ["all"]:
        for snapshot in snapshots:
            mine = [place for (name, _), place in where.items() if name == snapshot]
            words = wrap(snapshot, HEADING, max(max(mine) + wide - min(mine), 12.0), most=1)[0]
            page.text(min(mine), page.y + HEADING.leading / 2, words, HEADING)
        page.y += HEADING.leading + 1.5
    rows, y = dict[str, float](), page.y
    for k, identifier in enumerate(shown):
        y += GROUP_GAP if k and group_of[identifier] != group_of[shown[k - 1]] else 0.0
        rows[identifier] = y
        y += ROW
    return _Grid(rows, where, wide, ROW - 0.6)


def _cells(page: Page, table: pd.DataFrame, grid: _Grid) -> None:
    by: dict[int, list[Corners]] = {}
    gap = min(0.35, grid.wide / 6)
    cells = zip(table["snapshot"], table["period"], table["organisation"], table["value"], strict=True)
    for snapshot, period, identifier, value in cells:
        if identifier in grid.rows:
            x, y = grid.columns[snapshot, period], grid.rows[identifier]
            by.setdefault(shade_of(float(value)), []).append(box(x, y, grid.wide - gap, grid.high))
    for shade, boxes in sorted(by.items()):
        page.add(shaded(boxes, shade))


def _names(
    page: Page,
    shown: Sequence[str],
    who: tuple[Mapping[str, str], Mapping[str, str], Sequence[str]],
    grid: _Grid,
    rates: Mapping[str, float],
) -> None:
    names, group_of, groups = who
    end = max(grid.columns.values()) + grid.wide + 1.5
    for identifier in shown:
        role = role_of(group_of[identifier], tuple(groups))
        kind, middle = FOCAL_NAME if role.focal else NAME, grid.rows[identifier] + grid.high / 2
        put(page, role, MARGIN + 1.4, middle, 1.1)
        page.text(MARGIN + 3.8, middle, between_words(names[identifier], kind, NAME_ROOM, most=1)[0], kind)
        rate = rates.get(identifier, math.nan)
        page.text(end, middle, percent(rate) if math.isfinite(rate) else "not known", PANEL_LINE)


def _times(page: Page, grid: _Grid) -> None:
    """Write the first period of each year below its column, where there is room."""
    until, seen = -math.inf, set[str]()
    for (_, period), x in grid.columns.items():
        year = period[:4]
        if year in seen:
            continue
        seen.add(year)
        if x > until:
            page.text(x, page.y + 1.0, year, TICK)
            until = x + width(year, TICK) + 1.0
    page.y += TICK.leading + 1.0
