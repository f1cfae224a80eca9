"""How many partnerships are of which sectors, how many they span, and how they fare: an UpSet chart on its side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch

from sna.draw.legend import Item, legend
from sna.draw.page import Box, Page
from sna.draw.picture import Picture
from sna.draw.sector_words import span_line, spans_title, statuses_of
from sna.draw.shapes import HATCH, rectangle
from sna.draw.symbols import symbol
from sna.draw.tokens import COLUMN, GHOST, GRID, INK, LEGEND, MARGIN, NAVY, PANEL_LINE, TEAL, WHITE, WIDE
from sna.draw.typeset import wrap
from sna.draw.wording import number

if TYPE_CHECKING:
    import pandas as pd

ROW, GAP = 6.0, 8.5
THICK = 3.8
DOT = 1.5
MOST_ROWS = 24
FEW = 4
UNKNOWN = "unknown"
JOIN = " + "
FILLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "successful": (NAVY, NAVY, {}),
    "struggling or ended": (TEAL, TEAL, {}),
    "potential": (WHITE, INK, {"linestyle": (0, (2.2, 1.4)), "linewidth": 0.8}),
    "not known": (WHITE, GHOST, {"hatch": HATCH}),
}
"""How partnerships fare → fill, outline and line of their part of a bar."""


@dataclass(frozen=True)
class Rows:
    """What is drawn: sectors, and for every set of them its partnerships by how they fare, in order."""

    sectors: tuple[str, ...]
    sets: tuple[tuple[str, Mapping[str, float]], ...]
    left: int


def sector_spans(findings: pd.DataFrame, *, snapshot: str, source: str = "") -> Picture:
    """Draw every set of sectors with how many partnerships are of exactly these, and how those fare.

    Parameters
    ----------
    findings
        ``Findings.frame()`` of the lens partnerships.
    snapshot
        Which one.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``partnerships``: sectors, status, number.

    Examples
    --------
    >>> from sna.model import Findings
    >>> one = {"snapshot": "all", "n": 3}
    >>> found = Findings.of([{**one, "quantity": "span_partnerships", "group": "1", "value": 3.0},
    ...     {**one, "quantity": "span_share", "group": "1", "value": 1.0, "low": 0.4, "high": 1.0},
    ...     {**one, "quantity": "sector_partnerships", "group": "industry", "value": 3.0},
    ...     {**one, "quantity": "combination_status", "group": "industry", "other": "potential", "value": 3.0}], {})
    >>> sector_spans(found.frame(), snapshot="all").title
    '3 of 3 partnerships span one sector'
    """
    table = findings[findings["snapshot"] == snapshot]
    shown = _rows(table)
    page = Page(150.0 if len(shown.sectors) <= FEW else WIDE)
    title = spans_title(table)
    under = (
        "Each row is a set of sectors, and the bar the partnerships of exactly these sectors. In brackets, 95% "
        "intervals that take partnerships as independent of each other."
    )
    page.head(title, under)
    columns, start = _headings(page, table, shown)
    _sets(page, table, shown, columns, start)
    page.y += 1.5
    legend(page, [[[_swatch(name) for name in _present(shown)]]])
    rest = f"{shown.left} more sets of sectors, the rarest, are in the table only. " if shown.left else ""
    page.foot(f"{rest}{source}")
    picture = page.finish()
    lines = [f"{sectors}: {number(sum(cells.values()))}" for sectors, cells in shown.sets]
    rows = table[table["quantity"] == "combination_status"][["group", "other", "value"]]
    names = {"group": "sectors", "other": "status", "value": "partnerships"}
    picture.describe(title, under, lines, {"partnerships": rows.rename(columns=names).reset_index(drop=True)})
    return picture


def _rows(table: pd.DataFrame) -> Rows:
    incidence = table[table["quantity"] == "sector_partnerships"].set_index("group")["value"]
    sectors = sorted(incidence.index, key=lambda sector: (-incidence[sector], sector))
    sets: dict[str, dict[str, float]] = {}
    for row in table[table["quantity"] == "combination_status"].to_dict("records"):
        cells = sets.setdefault(row["group"], dict.fromkeys(FILLS, 0.0))
        cells[statuses_of(row["other"])] += row["value"]
    common = sorted((name for name in sets if name != UNKNOWN), key=lambda name: -sum(sets[name].values()))
    kept = sorted(common[:MOST_ROWS], key=lambda name: (len(name.split(JOIN)), -sum(sets[name].values()), name)) + [
        name for name in sets if name == UNKNOWN
    ]
    return Rows(tuple(sectors), tuple((name, sets[name]) for name in kept), len(common[MOST_ROWS:]))


def _present(shown: Rows) -> list[str]:
    return [name for name in FILLS if any(cells[name] for _, cells in shown.sets)]


def _headings(page: Page, table: pd.DataFrame, shown: Rows) -> tuple[list[float], float]:
    """Write the sectors, each with how many partnerships it is in; return their columns and where bars begin."""
    incidence = table[table["quantity"] == "sector_partnerships"].set_index("group")["value"]
    wide = min(19.0, page.room * 0.6 / max(len(shown.sectors), 1))
    columns = [MARGIN + wide * (at + 0.5) for at in range(len(shown.sectors))]
    names = [wrap(sector, COLUMN, wide - 1.0, most=2) for sector in shown.sectors]
    deep = max((len(rows) for rows in names), default=1)
    for x, rows, sector in zip(columns, names, shown.sectors, strict=True):
        page.lines(x, page.y + (deep - len(rows)) * COLUMN.leading, rows, COLUMN, "centre")
        page.text(x, page.y + (deep + 0.6) * COLUMN.leading, f"in {number(incidence[sector])}", PANEL_LINE, "centre")
    page.y += (deep + 1.4) * COLUMN.leading
    return columns, MARGIN + wide * len(shown.sectors) + 4.0


def _sets(page: Page, table: pd.DataFrame, shown: Rows, columns: list[float], start: float) -> None:
    most = max((sum(cells.values()) for _, cells in shown.sets), default=1.0)
    scale = (page.width - MARGIN - 12.0 - start) / most
    before = ""
    for sectors, cells in shown.sets:
        span = UNKNOWN if sectors == UNKNOWN else str(len(sectors.split(JOIN)))
        if span != before:
            page.y += 1.2
            page.stroke([(MARGIN, page.y), (page.width - MARGIN, page.y)], GRID, 0.5)
            page.text(MARGIN, page.y + GAP * 0.42, span_line(table, span), COLUMN)
            page.y += GAP * 0.8
            before = span
        middle = page.y + ROW / 2
        _dots(page, sectors, shown.sectors, columns, middle)
        total = sum(cells.values())
        end = start
        for name, count in cells.items():
            if count:
                fill, edge, options = FILLS[name] if sectors != UNKNOWN else FILLS["not known"]
                rectangle(page, Box(end, middle - THICK / 2, count * scale, THICK), fill, edge, **options)
                end += count * scale
        page.text(end + 1.2, middle, number(total), LEGEND)
        page.y += ROW


def _dots(page: Page, sectors: str, every: tuple[str, ...], columns: list[float], middle: float) -> None:
    """Draw a dot for each sector: full where it is in, empty where not, a question mark where it is not known."""
    if sectors == UNKNOWN:
        for x in columns:
            page.text(x, middle, "?", COLUMN, "centre")
        return
    inside = [x for sector, x in zip(every, columns, strict=True) if sector in sectors.split(JOIN)]
    if len(inside) > 1:
        page.stroke([(inside[0], middle), (inside[-1], middle)], INK, 1.2)
    for x in columns:
        fill, edge = (INK, INK) if x in inside else (WHITE, GHOST)
        dot = symbol("circle", x, middle, DOT)
        page.add(PathPatch(dot, facecolor=fill, edgecolor=edge, linewidth=0.6, zorder=4))


def _swatch(name: str) -> Item:
    fill, edge, options = FILLS[name]

    def draw(page: Page, x: float, y: float) -> None:
        rectangle(page, Box(x, y - THICK / 2, 7.0, THICK), fill, edge, **options)

    return Item(name, 7.0, draw)
