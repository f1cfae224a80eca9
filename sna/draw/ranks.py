"""Who moved up and down between snapshots: ranks where they mean something, values where many are equal."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from sna.draw.legend import legend, role_item, role_order
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.rank_names import Height, curve, in_between, write_names
from sna.draw.rank_room import TIGHT, Room, room_for
from sna.draw.rank_table import Ranked, ranked
from sna.draw.rank_words import rank_title
from sna.draw.scales import axis
from sna.draw.symbols import put
from sna.draw.tokens import (
    GHOST,
    GRID,
    HEADING,
    MARGIN,
    PANEL_LINE,
    TICK,
    WEAK,
    WHITE,
    YELLOW,
    Role,
)
from sna.draw.typeset import wrap
from sna.draw.wording import layer_words, number

if TYPE_CHECKING:
    import pandas as pd

PITCH = 5.0
TALLEST = 165.0
FOCAL_LINE, LINE, CASING = 2.6, 1.2, 1.6
SYMBOL = {True: 1.25, False: 0.95}
UNNAMED_SYMBOL, UNNAMED_LINE = 0.6, 0.7
DARK_YELLOW = "#9A6B00"


def rank_chart(
    scores: pd.DataFrame,
    *,
    layer: str,
    metric: str,
    groups: Sequence[str],
    names: Mapping[str, str] | None = None,
    source: str = "",
    told: str = "",
) -> Picture:
    """Draw the ranks of organisations by a metric over snapshots; equal values share a rank.

    Where more than a third of the values are shared, ranks would invent an order: the values themselves are drawn.
    Of more than 25 organisations, up to 12 of the focal group and the biggest moves are named. Names stand whole, on up
    to three lines; of a longer one words in the middle are left out, and the foot says so.

    Parameters
    ----------
    scores
        ``Scores.frame()``; snapshots are drawn in the order of their first rows.
    layer, metric
        Which rows.
    groups
        The focal group first.
    names
        Organisation → name; its id where there is none.
    source
        Where the data come from.
    told
        What can be told of changes in rank, as a sentence: a title says what is drawn, not that it is more than chance.

    Returns
    -------
    Picture
        ``drawn`` holds ``ranks``: organisation, label, role, snapshot, value, rank, x, y, and which ``chart`` it is.

    Raises
    ------
    ValueError
        If fewer than two snapshots have values.

    Examples
    --------
    >>> import pandas as pd
    >>> from sna.model import SCORE_COLUMNS
    >>> rows = [(s, "mdt", o, "", "in_degree", v, "") for s, o, v in
    ...         [("2019", "A", 3.0), ("2019", "B", 2.0), ("2025", "A", 1.0), ("2025", "B", 4.0)]]
    >>> rank_chart(pd.DataFrame(rows, columns=SCORE_COLUMNS), layer="mdt", metric="in_degree", groups=[]).title
    'In degree: the highest value is 3, A in 2019, and 4, B in 2025'
    """
    shown = ranked(scores, layer, metric, groups, names)
    if len(shown.snapshots) < 2:  # noqa: PLR2004 - nothing to compare
        raise ValueError("a rank chart needs at least two snapshots")
    room = room_for(shown)
    page = Page(room.page)
    title, under = rank_title(shown), " ".join(part for part in (told, _subtitle(shown)) if part)
    page.head(title, under)
    columns, height = _scaffold(page, shown, room)
    _lines(page, shown, columns, height)
    write_names(page, shown, room, columns, height)
    page.y += 1.0
    roles = sorted(set(shown.roles.values()), key=role_order)
    legend(page, [[[role_item(role) for role in roles]]])
    page.foot(_foot(shown, room, source))
    picture = page.finish()
    lines = [f"{shown.names[i]}: {_spoken(shown, i)}" for i in sorted(shown.named())]
    picture.describe(title, under, lines, {"ranks": _table(shown, columns, height)})
    return picture


def _scaffold(page: Page, shown: Ranked, room: Room) -> tuple[list[float], Height]:
    """Draw headings, guide lines and the scale; return where snapshots stand and how high a value or rank is."""
    columns = np.linspace(room.first, room.last, len(shown.snapshots)).tolist()
    apart = (room.last - room.first) / max(len(columns) - 1, 1) - 2.0
    for x, snapshot in zip(columns, shown.snapshots, strict=True):
        name = wrap(snapshot, HEADING, max(apart, 12.0), most=1)[0]
        page.text(x, page.y + HEADING.leading / 2, name, HEADING, "centre")
    top = page.y + HEADING.leading + 4.0
    deepest = max((rank for row in shown.ranks.values() for rank in row if rank == rank), default=1.0)  # noqa: PLR0124
    many = max(sum(shown.has(i, k) for i in shown.values) for k in range(len(columns)))
    stacks = [sum(room.high(i) for i in room.lines if shown.has(i, k)) for k in (0, -1)]
    pitch = min(max(PITCH, max(stacks) / max(many, 1)), TALLEST / max(many, 1))
    bottom = top + pitch * max(many - 1, 1)
    if shown.tied:
        values = axis([v for row in shown.values.values() for v in row], bottom, top)
        marks = [(tick, number(tick)) for tick in values.ticks]
        height: Height = values.at
    else:

        def height(rank: float) -> float:
            return top + (rank - 1) * pitch

        every = next(step for step in (1, 5, 10, 50, 100) if pitch * step >= TIGHT)
        marks = [(float(r), str(r)) for r in range(1, int(deepest + 0.5) + 1) if r == 1 or r % every == 0]
    page.text(MARGIN, page.y + HEADING.leading / 2, "value" if shown.tied else "rank", PANEL_LINE)
    for where, words in marks:
        page.text(MARGIN + 1.0, height(where), words, TICK)
    for x in columns:
        page.stroke([(x, top - 2.5), (x, bottom + 2.5)], GRID, 0.5, zorder=1)
    page.y = bottom + 3.0
    return columns, height


def _lines(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Draw the lines with white casings, named and focal ones last, then the symbols."""
    by, named = shown.placed_by, shown.named()
    order = sorted(shown.values, key=lambda i: (i in named, shown.roles[i].focal, i))
    for layer, identifier in enumerate(order):
        role = shown.roles[identifier]
        points = [(x, height(at)) for x, at in zip(columns, by[identifier], strict=True)]
        pieces = [
            curve(start, end, straight=shown.tied)
            for k, (start, end) in enumerate(itertools.pairwise(points))
            if shown.has(identifier, k) and shown.has(identifier, k + 1)
        ]
        thick = (FOCAL_LINE if role.focal else LINE) if identifier in named else UNNAMED_LINE
        for extra, colour in ((CASING, WHITE), (0.0, _ink(role) if identifier in named else WEAK)):
            lines = LineCollection(pieces, linewidths=thick + extra, colors=colour, capstyle="butt")
            lines.set_zorder(2 + layer * 1e-3 + (0.0 if extra else 5e-4))
            page.add(lines)
        for k, (x, y) in enumerate(points):
            if shown.has(identifier, k):
                put(page, role, x, y, SYMBOL[role.focal] if identifier in named else UNNAMED_SYMBOL)


def _ink(role: Role) -> str:
    """Return a line's colour: yellow and white are too pale for lines."""
    return {YELLOW: DARK_YELLOW, WHITE: GHOST}.get(role.fill, role.fill)


def _subtitle(shown: Ranked) -> str:
    """Return measure, who and when."""
    what = f"{layer_words(shown.layer)}: {shown.label} of {len(shown.values)} organisations"
    when = f"{shown.snapshots[0]} to {shown.snapshots[-1]}"
    if shown.tied:
        return f"{what}, {when}. More than a third of the values are equal, so values are drawn and not ranks."
    return f"{what}, {when}. Rank 1 is the highest value; equal values share a rank. Small number: the value."


def _foot(shown: Ranked, room: Room, source: str) -> str:
    """Return the source and what is not named."""
    unnamed = len(shown.values) - len(shown.named())
    words = [f"{source.rstrip('.')}." if source else ""]
    if unnamed:
        who = "up to 12 of the focal group, the 6 biggest moves and whoever is first"
        words.append(f"Named: {who}; {unnamed} others are in the table.")
    if room.shortened:
        words.append("Of names longer than three lines the middle is left out (…); they are whole in the table.")
    if letters := in_between(shown):
        words.append(
            f"There in between only: {'; '.join(f'{letter} {shown.names[i]}' for i, letter in letters.items())}."
        )
    words.append("A bracket joins equal values. A line starts where an organisation joins and ends where it leaves.")
    without = [f"{many} in {when}" for many, when in zip(shown.undefined, shown.snapshots, strict=False) if many]
    if without:
        words.append(f"Without a value, and so without a rank or a line: {', '.join(without)}.")
    return " ".join(word for word in words if word)


def _spoken(shown: Ranked, identifier: str) -> str:
    """Return an organisation's values in words."""
    parts = [
        f"{number(shown.values[identifier][k])} in {snapshot}"
        for k, snapshot in enumerate(shown.snapshots)
        if shown.has(identifier, k)
    ]
    return ", ".join(parts)


def _table(shown: Ranked, columns: list[float], height: Height) -> pd.DataFrame:
    """Return what was drawn."""
    import pandas as pd

    by = shown.placed_by
    return pd.DataFrame(
        [
            {
                "organisation": i,
                "label": shown.names[i],
                "role": shown.roles[i].label,
                "snapshot": snapshot,
                "value": shown.values[i][k],
                "rank": shown.ranks[i][k],
                "x": columns[k],
                "y": height(by[i][k]),
                "chart": "values" if shown.tied else "ranks",
            }
            for i in shown.values
            for k, snapshot in enumerate(shown.snapshots)
            if shown.has(i, k)
        ]
    )
