"""Coded indicators as tiles: a row an indicator, a column a snapshot, the level in every tile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.collections import PolyCollection

from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.tokens import COLUMN, GRID, HEADING, INK, LEGEND, MARGIN, MUTE, NAME, PANEL_LINE, VALUE, WHITE, WIDE, Type
from sna.draw.typeset import width, wrap
from sna.draw.wording import many, undated

if TYPE_CHECKING:
    import pandas as pd

ROW, TALL = 6.6, 5.6
TILE = 26.0
CHANGE_ROOM = 16.0
PALE, DARK = 0.97, 0.28
"""Lightness of the lowest and the highest level."""
Tiles = dict[tuple[str, str], tuple[float, float]]
"""Indicator and snapshot → lowest and highest level."""
LEVELS = {1: "latent", 2: "developing", 3: "active"}
DIFFER = "/"


def indicator_tiles(table: pd.DataFrame, *, highest: int, source: str = "") -> Picture:
    """Draw coded indicators, grouped by dimension, snapshot by snapshot.

    Parameters
    ----------
    table
        Columns ``dimension, indicator, snapshot, low, high, coders``: the lowest and highest level that coders gave,
        and how many coders; rows in the order to draw. A missing tile was not coded.
    highest
        Highest level of the scale: 3, or 5.
    source
        Where the levels come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``tiles``.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Governance", "leadership", "before", 1, 1, 2), ("Governance", "leadership", "after", 2, 2, 2)]
    >>> columns = ["dimension", "indicator", "snapshot", "low", "high", "coders"]
    >>> indicator_tiles(pd.DataFrame(rows, columns=columns), highest=3).title
    'As people coded it, 1 of 1 indicator rose from before to after'
    """
    if table.empty:
        raise ValueError("no indicator was coded")
    snapshots = list(dict.fromkeys(table["snapshot"]))
    rows = table.to_dict("records")
    names = {str(row["indicator"]): str(row["dimension"]) for row in rows}
    tiles: Tiles = {(str(row["indicator"]), str(row["snapshot"])): (row["low"], row["high"]) for row in rows}
    room = max(width(name, NAME) for name in names) + 3.0
    page = Page(max(min(2 * MARGIN + room + TILE * len(snapshots) + CHANGE_ROOM, WIDE), 110.0))
    title = _title(names, tiles, snapshots)
    under = _subtitle(table, highest)
    page.head(title, under)
    _rows(page, names, tiles, snapshots, room, highest)
    page.foot(f"Levels are people's judgement; none was scored by the machine. {source}".strip())
    picture = page.finish()
    lines = [f"{name}: {_spoken(name, tiles, snapshots)}" for name in names]
    picture.describe(title, under, lines, {"tiles": table.reset_index(drop=True)})
    return picture


def _title(names: dict[str, str], tiles: Tiles, snapshots: Sequence[str]) -> str:
    """Return how many indicators rose and fell between the first and the last snapshot."""
    first, last = snapshots[0], snapshots[-1]
    if len(snapshots) == 1:
        when = "" if undated(snapshots) or not first else f" in {first}"
        return f"What people coded{when}: {many(len(names), 'indicator')} of collaboration"
    both = [name for name in names if (name, first) in tiles and (name, last) in tiles]
    known = [(tiles[name, first], tiles[name, last]) for name in both]
    rose = sum(then[1] < now[0] for then, now in known)
    fell = sum(then[0] > now[1] for then, now in known)
    of = many(len(known), "indicator")
    ends = f" from {first} to {last}"
    if not rose and not fell:
        return f"As people coded it, none of {of} clearly changed{ends}"
    parts = [f"{count} of {of} {verb}" for count, verb in ((rose, "rose"), (fell, "fell")) if count]
    second = parts[1].replace(f" of {of}", "") if len(parts) > 1 else ""
    return f"As people coded it, {parts[0]}{f' and {second}' if second else ''}{ends}"


def _subtitle(table: pd.DataFrame, highest: int) -> str:
    words = ", ".join(f"{level} {word}" for level, word in LEVELS.items())
    scale = words if highest == len(LEVELS) else f"1 to {highest}"
    most, least = int(table["coders"].max()), int(table["coders"].min())
    coders = many(most, "coder") if most == least else f"{least} to {most} coders"
    differ = " Two numbers: coders differ." if (table["low"] != table["high"]).any() else ""
    return f"Indicators of collaboration by D'Amour and colleagues (2008). Levels: {scale}. {coders} a tile.{differ}"


def _rows(
    page: Page,
    names: dict[str, str],
    tiles: Tiles,
    snapshots: Sequence[str],
    room: float,
    highest: int,
) -> None:
    """Draw headings, dimensions and tiles."""
    step = (page.room - room - CHANGE_ROOM) / len(snapshots)
    lefts = [MARGIN + room + at * step for at in range(len(snapshots))]
    heads = [[] if undated(snapshots) or not name else wrap(name, HEADING, step - 2.0, most=2) for name in snapshots]
    deepest = max(len(rows) for rows in heads)
    for left, rows in zip(lefts, heads, strict=True):
        page.lines(left + step / 2, page.y, rows, HEADING, "centre")
    if len(snapshots) > 1:
        page.text(page.width - MARGIN, page.y + HEADING.leading / 2, "change", COLUMN, "right")
    page.y += deepest * HEADING.leading + 1.0
    dimension = ""
    for name, belongs in names.items():
        if belongs != dimension:
            dimension = belongs
            page.y += 1.2
            page.text(MARGIN, page.y + COLUMN.leading / 2, dimension or "other", COLUMN)
            line = page.y + COLUMN.leading + 0.4
            page.stroke([(MARGIN, line), (page.width - MARGIN, line)], GRID, 0.5)
            page.y += COLUMN.leading + 1.0
        page.text(MARGIN, page.y + ROW / 2, name, NAME)
        for left, snapshot in zip(lefts, snapshots, strict=True):
            _tile(page, left, step, tiles.get((name, snapshot)), highest)
        if len(snapshots) > 1:
            words = _change(tiles.get((name, snapshots[0])), tiles.get((name, snapshots[-1])))
            page.text(page.width - MARGIN, page.y + ROW / 2, words, LEGEND, "right")
        page.y += ROW


def _tile(page: Page, left: float, step: float, levels: tuple[float, float] | None, highest: int) -> None:
    top, right, bottom = page.y + (ROW - TALL) / 2, left + step - 1.2, page.y + (ROW + TALL) / 2
    middle = (left + right) / 2
    if levels is None:
        page.text(middle, page.y + ROW / 2, "not coded", PANEL_LINE, "centre")
        return
    low, high = levels
    shade = PALE - (PALE - DARK) * ((low + high) / 2 - 1) / max(highest - 1, 1)
    fill = (shade * 0.92, shade * 0.97, min(shade * 1.04, 1.0))
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    tile = PolyCollection([corners], facecolors=[fill], linewidths=0.5)
    tile.set_edgecolor(MUTE)
    if low != high:
        tile.set_linestyle("--")
    page.add(tile)
    kind = Type(VALUE.size, WHITE if shade < 0.6 else INK, bold=True)  # noqa: PLR2004 - where white reads better
    page.text(middle, page.y + ROW / 2, f"{low:g}" if low == high else f"{low:g} {DIFFER} {high:g}", kind, "centre")


def _change(then: tuple[float, float] | None, now: tuple[float, float] | None) -> str:
    """Return the change of a level; where coders differ and their levels overlap, that it is unclear."""
    if then is None or now is None:
        return "–"
    if then == now and then[0] == then[1]:
        return "0"
    if then[0] == then[1] and now[0] == now[1]:
        return f"{'+' if now[0] > then[0] else '−'}{abs(now[0] - then[0]):g}"
    if then[1] < now[0]:
        return "up"
    return "down" if then[0] > now[1] else "unclear"


def _spoken(name: str, tiles: Tiles, snapshots: Sequence[str]) -> str:
    said = []
    for snapshot in snapshots:
        levels = tiles.get((name, snapshot))
        if levels is None or not math.isfinite(levels[0]):
            words = "not coded"
        else:
            words = f"{levels[0]:g}" if levels[0] == levels[1] else f"{levels[0]:g} or {levels[1]:g}"
        said.append(words if undated(snapshots) else f"{words} ({snapshot})")
    return ", ".join(said)
