"""Does it hold: the gap between two groups under every choice, as marks on one scale."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sna.draw.choices_table import CLEAR_AT, Chosen, Row, chosen
from sna.draw.choices_words import (
    beyond,
    choices_foot,
    choices_subtitle,
    choices_title,
    of_groups,
    p_said,
    spoken,
    tick_said,
    verdict_said,
)
from sna.draw.legend import Item, legend, line_item
from sna.draw.page import Align, Page
from sna.draw.picture import Picture
from sna.draw.scales import Axis, mirrored_axis
from sna.draw.spelling import capitalised, spelt
from sna.draw.symbols import put, put_ghost
from sna.draw.tokens import (
    ABSENT_NAME,
    COLUMN,
    FOCAL_NAME,
    GRID,
    INK,
    LEGEND,
    MARGIN,
    MUTE,
    NAME,
    NAVY,
    PANEL_LINE,
    SIENNA,
    TICK,
    TIE,
    WHITE,
    WIDE,
    Role,
)
from sna.draw.typeset import width, wrap
from sna.draw.wording import signed

if TYPE_CHECKING:
    import pandas as pd

NAMES, VALUES, PS, VERDICTS = 74.0, 13.0, 15.5, 27.0
RADIUS = 1.15
LINE = 3.0
GAP = 1.5
CLEAR = Role(f"p at most {CLEAR_AT}", "circle", NAVY, NAVY)
UNCLEAR = Role(f"p above {CLEAR_AT}, or none possible", "circle", WHITE, INK)
TURNED = Role("other direction", "diamond", SIENNA, SIENNA)


@dataclass(frozen=True)
class _Columns:
    """Where the columns stand."""

    scale: Axis
    value: float
    p: float
    verdict: float


def choice_chart(table: pd.DataFrame, *, layer: str, snapshot: str, source: str = "") -> Picture:
    """Draw the gap between two groups as reported and under every other choice, by family.

    Parameters
    ----------
    table
        The table of choices, with plain labels of metrics in ``attrs["labels"]``.
    layer, snapshot
        Which rows of it.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``choices``.

    Raises
    ------
    ValueError
        If the table has no gap as reported for the layer and snapshot.

    Examples
    --------
    >>> import pandas as pd
    >>> one = {"layer": "mdt", "snapshot": "2025", "metric": "in_degree", "group": "specialist", "other": "local",
    ...     "low": 2.0, "high": 6.0, "n": 12, "turns": float("nan"), "turns_alike": 0, "method": "exact", "note": "",
    ...     "lowest_relative": 0.0, "highest_relative": 0.0, "worst_case": "", "words": "", "p": 0.01,
    ...     "value": 4.0, "relative": 1.3}
    >>> rows = [{**one, "family": "as reported", "choice": "as reported", "verdict": "as reported", "changes": ""},
    ...     {**one, "family": "threshold", "choice": "ties of 2 or more", "verdict": "holds", "changes": "yes"}]
    >>> choice_chart(pd.DataFrame(rows), layer="mdt", snapshot="2025").title
    'Specialist organisations stay above local ones in in degree under the one other choice'
    """
    shown = chosen(table, layer, snapshot)
    page = Page(WIDE)
    title, under = choices_title(shown), choices_subtitle(shown)
    page.head(title, under)
    columns = _columns(page, shown)
    drawn = _rows(page, shown, columns)
    legend(page, [[_key(shown)]])
    page.foot(choices_foot(shown, source))
    picture = page.finish()
    lines = [spoken(row) for row in (shown.reported, *shown.rows)]
    picture.describe(title, under, lines, {"choices": drawn})
    return picture


def _columns(page: Page, shown: Chosen) -> _Columns:
    """Write the heads of the columns and return where they stand."""
    verdict = page.width - MARGIN - VERDICTS
    p = verdict - PS
    value = p - VALUES
    reach = shown.reach
    places = [row.there for row in (shown.reported, *shown.rows) if math.isfinite(row.there)]
    ends = [x for row in (shown.reported, *shown.rows) for x in (row.low_there, row.high_there) if math.isfinite(x)]
    scale = mirrored_axis([max(min(x, reach), -reach) for x in (*places, *ends)], MARGIN + NAMES, value - 4.0)
    middle = page.y + COLUMN.leading / 2
    page.text(MARGIN, middle, "Choice", COLUMN)
    _sides(page, shown, scale, middle)
    page.text(value, middle, "Gap", COLUMN)
    page.text(p, middle, "p", COLUMN)
    page.text(verdict, middle, "What it says", COLUMN)
    page.y += COLUMN.leading + 1.0
    return _Columns(scale, value, p, verdict)


def _sides(page: Page, shown: Chosen, scale: Axis, y: float) -> None:
    """Say which group is higher on which side of nought, where there is room."""
    first, second = of_groups(shown)
    nought = scale.at(0.0)
    sides: tuple[tuple[str, Align, float], ...] = (
        (f"{capitalised(first)} higher →", "left", scale.end - nought),
        (f"← {capitalised(second)} higher", "right", nought - scale.start + NAMES / 4),
    )
    for words, align, room in sides:
        if width(words, PANEL_LINE) <= room:
            page.text(nought + (0.8 if align == "left" else -0.8), y, words, PANEL_LINE, align)


def _rows(page: Page, shown: Chosen, columns: _Columns) -> pd.DataFrame:
    """Draw the gap as reported and the choices by family, and return what was drawn."""
    import pandas as pd

    top = page.y
    drawn = [_row(page, shown.reported, columns, shown)]
    for family, rows in itertools.groupby(shown.rows, key=lambda row: row.family):
        page.y += GAP
        page.y = page.lines(MARGIN, page.y, [capitalised(family)], FOCAL_NAME) + 0.3
        drawn += [_row(page, row, columns, shown) for row in rows]
    bottom = page.y + 0.5
    scale = columns.scale
    for tick in scale.ticks:
        place = scale.at(tick)
        page.stroke([(place, top), (place, bottom)], MUTE if not tick else GRID, 0.8 if not tick else 0.5, zorder=1)
        page.text(place, bottom + 2.2, tick_said(tick), TICK, "centre")
    if math.isfinite(shown.reported.there):
        place = scale.at(shown.reported.there)
        page.stroke([(place, top), (place, bottom)], INK, 0.8, linestyle=(0, (3, 2)), zorder=1.5)
    page.y = bottom + 4.5
    return pd.DataFrame(drawn)


def _row(page: Page, row: Row, columns: _Columns, shown: Chosen) -> dict[str, Any]:
    """Draw one choice and return what was drawn."""
    first = row is shown.reported
    kind = FOCAL_NAME if first else NAME if row.changes else ABSENT_NAME
    indent = 0.0 if first else 2.0
    said = capitalised(spelt(f"{row.choice}: {row.label}" if first else row.choice))
    names = wrap(said, kind, NAMES - indent - 4.0, most=2)
    worst = (
        wrap(f"furthest: without {row.worst_case}", PANEL_LINE, NAMES - indent - 4.0, most=1) if row.worst_case else []
    )
    high = LINE * (len(names) + len(worst)) + 0.8
    middle = page.y + LINE / 2 + 0.4
    for at, name in enumerate(names):
        page.text(MARGIN + indent, middle + at * LINE, name, kind)
    for line in worst:
        page.text(MARGIN + indent, middle + len(names) * LINE, line, PANEL_LINE)
    shape = _mark(page, row, columns.scale, middle, shown)
    page.text(
        columns.value, middle, signed(row.value) if math.isfinite(row.value) else "none", kind if first else LEGEND
    )
    page.text(columns.p, middle, p_said(row), LEGEND)
    for at, line in enumerate(wrap(verdict_said(row), LEGEND, VERDICTS, most=2)):
        page.text(columns.verdict, middle + at * LINE, line, LEGEND)
    page.y += high
    numbers = {"value": row.value, "relative": row.there, "low": row.low_there, "high": row.high_there, "p": row.p}
    where = {"family": row.family, "choice": row.choice, "worst_case": row.worst_case, "verdict": row.verdict}
    return {**where, **numbers, "marker": shape}


def _mark(page: Page, row: Row, scale: Axis, y: float, shown: Chosen) -> str:
    """Draw the mark of a choice and its bar; one beyond the scale at its edge, with an arrowhead."""
    low, high = (max(min(x, scale.high), scale.low) for x in (row.low_there, row.high_there))
    if math.isfinite(row.low_there) and math.isfinite(row.high_there):
        ends = [scale.at(low), scale.at(high)]
        page.stroke([(ends[0], y), (ends[1], y)], TIE if row.turns else INK, 2.2 if row.turns else 1.0, zorder=2)
        for end in ends if not row.turns else ():
            page.stroke([(end, y - 0.9), (end, y + 0.9)], INK, 1.0, zorder=2)
    if not math.isfinite(row.there):
        return "none"
    x = scale.at(max(min(row.there, scale.high), scale.low))
    if beyond(row, shown.reach):
        side = 1 if row.there > 0 else -1
        tip = x + side * (RADIUS + 1.6)
        page.stroke([(tip - side * 1.1, y - 0.9), (tip, y), (tip - side * 1.1, y + 0.9)], INK, 0.9, zorder=4)
    if row.verdict == "cannot tell":
        put_ghost(page, UNCLEAR, x, y, RADIUS)
        return "dashed circle"
    role = _role(row)
    put(page, role, x, y, RADIUS)
    return f"{'open' if role.fill == WHITE else 'filled'} {role.shape}"


def _role(row: Row) -> Role:
    if row.verdict == "flips":
        return TURNED
    return CLEAR if row.clear else UNCLEAR


def _key(shown: Chosen) -> list[Item]:
    """Return the legend: the marks that are there, and the line of the gap as reported."""
    rows = (shown.reported, *shown.rows)
    roles = [
        role for role in (CLEAR, UNCLEAR, TURNED) if any(_role(r) is role and r.verdict != "cannot tell" for r in rows)
    ]

    def item(role: Role) -> Item:
        return Item(role.label, 2 * RADIUS, lambda page, x, y: put(page, role, x + RADIUS, y, RADIUS))

    items = [item(role) for role in roles]
    if any(row.verdict == "cannot tell" and math.isfinite(row.there) for row in rows):
        words = "cannot tell: no p, or no value"
        items.append(Item(words, 2 * RADIUS, lambda page, x, y: put_ghost(page, UNCLEAR, x + RADIUS, y, RADIUS)))
    return [*items, line_item("gap as reported", INK, 0.8, dashed=True)]
