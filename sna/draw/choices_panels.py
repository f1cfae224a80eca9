"""Panels of choices, a scale each: in the unit of the gap as reported, in other units, and of ranks alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sna.draw.choices_table import CLEAR_AT, RANKS, Chosen, Row
from sna.draw.choices_words import axis_said, beyond, of_groups, p_said, panel_said, tick_said, verdict_said
from sna.draw.page import Align, Page
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
    Role,
)
from sna.draw.typeset import width, wrap
from sna.draw.wording import signed

NAMES, VALUES, PS, VERDICTS = 74.0, 13.0, 15.5, 27.0
RADIUS = 1.15
LINE = 3.0
GAP = 1.5
CLEAR = Role(f"p at most {CLEAR_AT}", "circle", NAVY, NAVY)
UNCLEAR = Role(f"p above {CLEAR_AT}, or none possible", "circle", WHITE, INK)
TURNED = Role("other direction", "diamond", SIENNA, SIENNA)


@dataclass(frozen=True)
class Columns:
    """Where the columns stand."""

    start: float
    end: float
    value: float
    p: float
    verdict: float


def columns_of(page: Page) -> Columns:
    """Return where the columns stand on a page."""
    verdict = page.width - MARGIN - VERDICTS
    value = verdict - PS - VALUES
    return Columns(MARGIN + NAMES, value - 4.0, value, verdict - PS, verdict)


def draw_panel(page: Page, shown: Chosen, columns: Columns, scale: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Draw a panel with its heading, rows by family and axis, and return what was drawn."""
    axis = _axis(shown, rows, scale, columns)
    middle = page.y + COLUMN.leading / 2
    page.text(MARGIN, middle, panel_said(shown, scale), COLUMN)
    page.y += COLUMN.leading + 0.5
    _sides(page, shown, axis, page.y + PANEL_LINE.leading / 2)
    page.y += PANEL_LINE.leading + 0.6
    top, drawn = page.y, []
    for family, members in itertools.groupby(rows, key=lambda row: row.family):
        if rows[0] is not shown.reported or family != shown.reported.family:
            page.y += GAP
            page.y = page.lines(MARGIN, page.y, [capitalised(family)], FOCAL_NAME) + 0.3
        drawn += [_row(page, row, columns, axis, shown) for row in members]
    bottom = page.y + 0.5
    for tick in axis.ticks:
        place = axis.at(tick)
        page.stroke([(place, top), (place, bottom)], MUTE if not tick else GRID, 0.8 if not tick else 0.5, zorder=1)
        page.text(place, bottom + 2.2, tick_said(tick, scale), TICK, "centre")
    if math.isfinite(shown.reported.there) and scale != RANKS:
        place = axis.at(shown.reported.there)
        page.stroke([(place, top), (place, bottom)], INK, 0.8, linestyle=(0, (3, 2)), zorder=1.5)
    words = axis_said(scale)
    page.text(columns.start - 4.0, bottom + 2.2, words, PANEL_LINE, "right")
    page.y = bottom + 7.0
    return drawn


def _axis(shown: Chosen, rows: Sequence[Row], scale: str, columns: Columns) -> Axis:
    """Return the axis of a panel: shares of the average have one in common, ranks reach from nought to 1."""
    every = [shown.reported, *(row for row in shown.rows if row.scale != RANKS)]
    ends = [x for row in every for x in (row.there, row.low_there, row.high_there) if math.isfinite(x)]
    if scale != RANKS:
        return mirrored_axis([max(min(x, shown.reach), -shown.reach) for x in ends], columns.start, columns.end)
    found = [x for row in rows for x in (row.there, row.low_there, row.high_there) if math.isfinite(x)]
    sides = [1.0] * (max([0.0, *found]) > 0) + [-1.0] * (min([0.0, *found]) < 0)
    return mirrored_axis(sides or [1.0], columns.start, columns.end)


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


def _row(page: Page, row: Row, columns: Columns, axis: Axis, shown: Chosen) -> dict[str, Any]:
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
    shape = _mark(page, row, axis, middle, shown)
    page.text(
        columns.value, middle, signed(row.value) if math.isfinite(row.value) else "none", kind if first else LEGEND
    )
    page.text(columns.p, middle, p_said(row), LEGEND)
    for at, line in enumerate(wrap(verdict_said(row), LEGEND, VERDICTS, most=2)):
        page.text(columns.verdict, middle + at * LINE, line, LEGEND)
    page.y += high
    share = math.nan if row.scale == RANKS else row.there
    numbers = {"value": row.value, "relative": share, "low": row.low_there, "high": row.high_there, "p": row.p}
    where = {
        "family": row.family,
        "scale": row.scale,
        "choice": row.choice,
        "worst_case": row.worst_case,
        "verdict": row.verdict,
    }
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
    if row.scale != RANKS and beyond(row, shown.reach):
        side = 1 if row.there > 0 else -1
        tip = x + side * (RADIUS + 1.6)
        page.stroke([(tip - side * 1.1, y - 0.9), (tip, y), (tip - side * 1.1, y + 0.9)], INK, 0.9, zorder=4)
    if row.verdict == "cannot tell":
        put_ghost(page, UNCLEAR, x, y, RADIUS)
        return "dashed circle"
    role = role_in(row)
    put(page, role, x, y, RADIUS)
    return f"{'open' if role.fill == WHITE else 'filled'} {role.shape}"


def role_in(row: Row) -> Role:
    """Return the mark of a choice."""
    if row.verdict == "flips":
        return TURNED
    return CLEAR if row.clear else UNCLEAR
