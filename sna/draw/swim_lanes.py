"""Documents as lanes over time: who proposed, agreed, objected and ratified, as marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import PathPatch

from sna.draw.legend import Item, legend
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.shapes import cross
from sna.draw.symbols import symbol
from sna.draw.tokens import GRID, INK, LOSS, MARGIN, NAME, NAVY, PANEL_LINE, TEAL, TICK, TIE, WHITE, WIDE, Shape
from sna.draw.typeset import wrap_name
from sna.draw.wording import many

if TYPE_CHECKING:
    import pandas as pd

LANE = 9.0
RADIUS = 1.45
MOST = 20
NAMES, WORDS = 38.0, 34.0
MARKS: dict[str, tuple[Shape, str, str]] = {
    "propose": ("circle", WHITE, INK),
    "draft": ("diamond", WHITE, INK),
    "agree": ("circle", TEAL, TEAL),
    "ratify": ("square", NAVY, NAVY),
    "object": ("triangle", LOSS, LOSS),
}
"""Action → shape, fill and outline; what is withdrawn is a cross."""
SAID = {
    "propose": "proposed",
    "draft": "drafted",
    "agree": "agreed",
    "ratify": "ratified",
    "object": "objected",
    "withdraw": "withdrawn",
}
CLOSE = 2.4


def swim_lanes(
    steps: pd.DataFrame, *, words: dict[str, str], title: str, end: dt.date | None = None, source: str = ""
) -> Picture:
    """Draw a lane for each document, with a mark for each step and how many organisations took it.

    Parameters
    ----------
    steps
        ``document``, ``day``, ``action``, ``organisations``; documents are drawn in the order of their first rows, the
        first 20 of them.
    words
        Document → what is said of it beside its lane.
    title
        A sentence computed from the same facts.
    end
        Last day of the study, where the lanes of open documents end.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``steps`` as they were given.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Pathway", dt.date(2015, 4, 1), "draft", 1), ("Pathway", dt.date(2015, 9, 1), "agree", 9)]
    >>> steps = pd.DataFrame(rows, columns=["document", "day", "action", "organisations"])
    >>> swim_lanes(steps, words={"Pathway": "153 days"}, title="One document was agreed").alt[:48]
    'One document was agreed. Pathway: 153 days. The '
    """
    every = list(dict.fromkeys(steps["document"]))
    documents = every[:MOST]
    shown = steps[steps["document"].isin(documents)]
    page = Page(WIDE)
    under = "A mark for each step, with how many organisations took it where it was more than one."
    page.head(title, under)
    of = {document: shown[shown["document"] == document].sort_values(["day", "action"]) for document in documents}
    x = _places(page, [*shown["day"], *([end] if end else [])])
    lanes = [_lane(document, of[document], x, words.get(document, "")) for document in documents]
    _years(page, x, shown["day"], sum(lane.high for lane in lanes))
    for lane in lanes:
        _draw(page, lane)
    page.y += 1.0
    legend(page, [[[_item(action) for action in SAID if (shown["action"] == action).any()]]])
    left = len(every) - len(documents)
    rest = f"{many(left, 'more document')} in the table only. " if left else ""
    page.foot(f"{rest}{source}")
    picture = page.finish()
    picture.describe(
        title, under, [f"{document}: {words.get(document, '')}" for document in documents], {"steps": steps}
    )
    return picture


@dataclass(frozen=True)
class Lane:
    """A lane: its name, what is said beside it, its marks (where, how far up, action, by how many), its height."""

    names: list[str]
    words: list[str]
    marks: list[tuple[float, float, str, int]]
    high: float


def _places(page: Page, days: Sequence[dt.date]) -> Callable[[dt.date], float]:
    """Return where a day is."""
    first, last = min(days), max(days)
    left, right = MARGIN + NAMES + 3.0, page.width - MARGIN - WORDS
    per_day = (right - left) / max((last - first).days, 1)
    return lambda day: left + (day - first).days * per_day


def _years(page: Page, x: Callable[[dt.date], float], days: Iterable[dt.date], high: float) -> None:
    """Draw a line for the first of January of each year between the marks."""
    first, last = min(days), max(days)
    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 2)]
    for day in years[:: max(1, len(years) // 12)]:
        here = x(day)
        if x(first) - 1.0 <= here <= page.width - MARGIN - WORDS + 1.0:
            page.stroke([(here, page.y + 3.0), (here, page.y + 4.0 + high)], GRID, 0.5, zorder=1)
            page.text(here, page.y + 1.0, str(day.year), TICK, "centre")
    page.y += 4.0


def _lane(document: str, steps: pd.DataFrame, x: Callable[[dt.date], float], words: str) -> Lane:
    """Return a lane; steps of one day, or nearly, stand above each other, and make it higher."""
    marks: list[tuple[float, float, str, int]] = []
    for row in steps.to_dict("records"):
        here = x(row["day"])
        lift = marks[-1][1] + CLOSE if marks and here - marks[-1][0] < CLOSE else 0.0
        marks.append((here, lift, row["action"], row["organisations"]))
    told = wrap_name(words, PANEL_LINE, WORDS - 3.0)
    highest = max(lift for _, lift, _, _ in marks)
    return Lane(wrap_name(document, NAME, NAMES), told, marks, LANE + max(0.0, highest - CLOSE))


def _draw(page: Page, lane: Lane) -> None:
    middle = page.y + lane.high - LANE / 2
    page.lines(MARGIN, middle - len(lane.names) * NAME.leading / 2, lane.names, NAME)
    page.stroke([(lane.marks[0][0], middle), (lane.marks[-1][0], middle)], TIE, 0.9, zorder=2)
    for here, lift, action, organisations in lane.marks:
        _mark(page, action, here, middle - lift)
        if organisations > 1:
            page.text(here, middle - lift + 3.0, f"×{organisations}", PANEL_LINE, "centre", halo=True)
    top = middle - len(lane.words) * PANEL_LINE.leading / 2
    page.lines(page.width - MARGIN - WORDS + 3.0, top, lane.words, PANEL_LINE)
    page.y += lane.high


def _mark(page: Page, action: str, x: float, y: float) -> None:
    if action == "withdraw":
        cross(page, x, y, RADIUS)
        return
    shape, fill, edge = MARKS[action]
    page.add(PathPatch(symbol(shape, x, y, RADIUS + 0.4), facecolor=WHITE, edgecolor="none", zorder=3))
    page.add(PathPatch(symbol(shape, x, y, RADIUS), facecolor=fill, edgecolor=edge, linewidth=0.9, zorder=4))


def _item(action: str) -> Item:
    return Item(SAID[action], 2 * RADIUS, lambda page, x, y: _mark(page, action, x + RADIUS, y))
