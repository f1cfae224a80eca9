"""Shares of organisations from one column to the next: seats, attendance, influence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sna.draw.legend import legend, role_item, role_order
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.scales import Axis, axis, spread
from sna.draw.spelling import spelt
from sna.draw.symbols import put
from sna.draw.tokens import (
    FOCAL_NAME,
    GHOST,
    GRID,
    HEADING,
    MARGIN,
    MUTE,
    NAME,
    PANEL_LINE,
    TICK,
    WHITE,
    YELLOW,
    Role,
    role_of,
)
from sna.draw.typeset import between_words, wrap
from sna.draw.wording import among, percent, when

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 150.0
TIGHT = 2.9
LEAST, MOST = 70.0, 130.0
NAME_ROOM = 40.0
MOST_NAMES = 44
DARK_YELLOW = "#9A7400"


def slopes(
    table: pd.DataFrame,
    *,
    columns: Sequence[str],
    snapshot: str,
    groups: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    source: str = "",
    told: str = "",
) -> Picture:
    """Draw a line for each organisation through its shares, and say what became of the first group's share.

    Parameters
    ----------
    table
        ``organisation, group``, and a column of shares from 0 to 1 for each of ``columns``; ``NaN`` is missing: there
        the line ends.
    columns
        Two columns or more, in order.
    snapshot
        When.
    groups
        The focal group first.
    names
        Organisation → name; its id where there is none.
    source
        Where the data come from.
    told
        What can be told of the difference between groups, as a sentence.

    Returns
    -------
    Picture
        ``drawn`` holds ``shares``: the table as drawn.

    Raises
    ------
    ValueError
        If there are fewer than two columns, or no organisation.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame([("A", "nhs", 0.5, 0.7), ("B", "voluntary", 0.5, 0.3)],
    ...     columns=["organisation", "group", "seats", "influence"])
    >>> slopes(table, columns=["seats", "influence"], snapshot="2025", groups=["nhs", "voluntary"]).title
    'NHS: 50% of seats, 70% of influence in 2025'
    """
    if len(columns) < 2 or table.empty:  # noqa: PLR2004 - a slope has two ends
        raise ValueError("no slopes to draw")
    table = table.sort_values("organisation").reset_index(drop=True)
    roles = [role_of(group, tuple(groups)) for group in table["group"]]
    called = [(names or {}).get(identifier, identifier) for identifier in table["organisation"]]
    title, lines = _title(table, columns, groups, called, snapshot), _group_lines(table, columns, groups)
    page = Page(WIDTH)
    under = f"Share of all {among(list(columns))}: one line an organisation, {len(table)} in all. {told}".strip()
    page.head(title, under)
    places, scale = _scaffold(page, table, columns)
    values = table[list(columns)].to_numpy(dtype=np.float64)
    _lines(page, values, roles, places, scale)
    page.y = _starts(page, values, places, scale)
    page.y = max(page.y, _ends(page, (values, roles, called), places, scale)) + 1.5
    page.y = page.lines(
        MARGIN, page.y, [row for line in lines for row in wrap(line, PANEL_LINE, page.measure)], PANEL_LINE
    )
    legend(page, [[[role_item(role) for role in sorted(set(roles), key=role_order)]]])
    page.foot(source)
    picture = page.finish()
    picture.describe(title, under, lines, {"shares": table})
    return picture


def _title(
    table: pd.DataFrame, columns: Sequence[str], groups: Sequence[str], names: Sequence[str], snapshot: str
) -> str:
    """Say the shares of the focal group; without groups, those of the organisation that moved most."""
    if groups and (table["group"] == groups[0]).any():
        mine, who = table[table["group"] == groups[0]], spelt(groups[0])
    else:
        moved = (table[columns[-1]] - table[columns[0]]).abs()
        place = int(moved.fillna(-1.0).to_numpy().argmax())
        mine, who = table.iloc[[place]], names[place]
    parts = [f"{percent(round(float(mine[c].sum()), 9))} of {c}" for c in columns if mine[c].notna().any()]
    who = who if who[:1].isupper() else who[:1].upper() + who[1:]
    return f"{who}: {', '.join(parts)}{when(snapshot)}"


def _group_lines(table: pd.DataFrame, columns: Sequence[str], groups: Sequence[str]) -> list[str]:
    """Return what became of each group's share, beside its share of organisations."""
    found = []
    for group in groups:
        mine = table[table["group"] == group]
        if len(mine):
            parts = [f"{c} {percent(round(float(mine[c].sum()), 9))}" for c in columns if mine[c].notna().any()]
            size = f"{len(mine)} of {len(table)} organisations ({percent(len(mine) / len(table))})"
            found.append(f"{spelt(group)}: {size}; {', '.join(parts)}")
    return found


def _scaffold(page: Page, table: pd.DataFrame, columns: Sequence[str]) -> tuple[list[float], Axis]:
    """Draw headings, columns and the scale."""
    places = np.linspace(MARGIN + 20.0, page.width - MARGIN - NAME_ROOM - 12.0, len(columns)).tolist()
    for x, name in zip(places, columns, strict=True):
        page.text(x, page.y + HEADING.leading / 2, name[:1].upper() + name[1:], HEADING, "centre")
    top = page.y + HEADING.leading + 3.5
    bottom = top + min(max(LEAST, TIGHT * min(len(table), MOST_NAMES)), MOST)
    values = [float(v) for name in columns for v in table[name] if math.isfinite(v)]
    scale = axis(values, bottom, top)
    for tick in scale.ticks:
        page.text(MARGIN, scale.at(tick), percent(tick), TICK)
        page.stroke([(places[0], scale.at(tick)), (places[-1], scale.at(tick))], GRID, 0.4, zorder=1)
    for x in places:
        page.stroke([(x, top - 1.5), (x, bottom + 1.5)], MUTE, 0.6, zorder=1)
    page.y = bottom + 2.0
    return places, scale


def _lines(
    page: Page,
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    roles: Sequence[Role],
    places: list[float],
    scale: Axis,
) -> None:
    order = sorted(range(len(roles)), key=lambda k: roles[k].focal)
    for k in order:
        points = [(x, scale.at(v)) for x, v in zip(places, values[k].tolist(), strict=True) if math.isfinite(v)]
        thick = 1.8 if roles[k].focal else 0.9
        if len(points) > 1:
            page.stroke(points, WHITE, thick + 1.4, zorder=2)
            page.stroke(points, _ink(roles[k]), thick, zorder=2.5)
        for x, y in points:
            put(page, roles[k], x, y, 1.0 if roles[k].focal else 0.8)


def _ink(role: Role) -> str:
    """Return a line's colour: yellow and white are too pale for lines."""
    return {YELLOW: DARK_YELLOW, WHITE: GHOST}.get(role.fill, role.fill)


def _starts(
    page: Page, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], places: list[float], scale: Axis
) -> float:
    """Say, left of the first column, how many organisations begin at one point, where they are several."""
    first = Counter(round(float(v), 9) for v in values[:, 0] if math.isfinite(v))
    several = [(value, count) for value, count in sorted(first.items()) if count > 2]  # noqa: PLR2004 - two are seen
    heights = spread([scale.at(value) for value, _ in several], 2.6)
    for (_, count), y in zip(several, heights, strict=True):
        page.text(places[0] - 2.0, y, f"{count} equal", PANEL_LINE, "right", halo=True)
    return max([page.y, *heights])


def _ends(
    page: Page,
    shown: tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], Sequence[Role], Sequence[str]],
    places: list[float],
    scale: Axis,
) -> float:
    """Write names and shares right of the last column; of many organisations those with most and least."""
    values, roles, names = shown
    last = values[:, -1]
    known = sorted((k for k in range(len(last)) if math.isfinite(last[k])), key=lambda k: (-last[k], names[k]))
    if len(known) > MOST_NAMES:
        known = [*known[: MOST_NAMES // 2], *known[-MOST_NAMES // 2 :]]
    wanted = [scale.at(float(last[k])) for k in known]
    heights = spread(wanted, TIGHT, low=min([scale.end, *wanted]))
    for k, y, own in zip(known, heights, wanted, strict=True):
        x = places[-1]
        if abs(y - own) > 0.4:  # noqa: PLR2004 - a name that moved is led back to its line
            page.stroke([(x + 1.4, own), (x + 4.2, y)], GRID, 0.5, zorder=1)
        kind = FOCAL_NAME if roles[k].focal else NAME
        name = between_words(names[k], kind, NAME_ROOM, most=1)[0]
        page.text(x + 4.8, y, percent(float(last[k])), PANEL_LINE)
        page.text(x + 11.5, y, name, kind)
    return max([page.y, *heights]) + 1.0
