"""Documents as lanes over time: who proposed, agreed, objected and ratified, as marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
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
    x = _scale(page, [*shown["day"], *([end] if end else [])], len(documents))
    for document in documents:
        _lane(page, document, shown[shown["document"] == document], x, words.get(document, ""))
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


def _scale(page: Page, days: Sequence[dt.date], lanes: int) -> Callable[[dt.date], float]:
    """Draw a line for the first of each year, or of each month of a short time; return where a day is."""
    first, last = min(days), max(days)
    left, right = MARGIN + NAMES + 3.0, page.width - MARGIN - WORDS
    per_day = (right - left) / max((last - first).days, 1)

    def x(day: dt.date) -> float:
        return left + (day - first).days * per_day

    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1)]
    every = max(1, len(years) // 12)
    for day in years[::every]:
        if first <= day <= last:
            page.stroke([(x(day), page.y + 3.0), (x(day), page.y + 4.0 + lanes * LANE)], GRID, 0.5, zorder=1)
            page.text(x(day), page.y + 1.0, str(day.year), TICK, "centre")
    page.y += 4.0
    return x


def _lane(page: Page, document: str, steps: pd.DataFrame, x: Callable[[dt.date], float], words: str) -> None:
    middle = page.y + LANE / 2
    names = wrap_name(document, NAME, NAMES)
    page.lines(MARGIN, middle - len(names) * NAME.leading / 2, names, NAME)
    rows = steps.sort_values(["day", "action"]).to_dict("records")
    page.stroke([(x(rows[0]["day"]), middle), (x(rows[-1]["day"]), middle)], TIE, 0.9, zorder=2)
    before, lift = -CLOSE, 0.0
    for row in rows:
        here = x(row["day"])
        # Steps of one day, or nearly, stand above each other.
        lift = lift - CLOSE if here - before < CLOSE else 0.0
        before = here
        _mark(page, row["action"], here, middle + lift)
        if row["organisations"] > 1:
            page.text(here, middle + lift + 3.0, f"×{row['organisations']}", PANEL_LINE, "centre", halo=True)
    told = wrap_name(words, PANEL_LINE, WORDS - 3.0)
    page.lines(page.width - MARGIN - WORDS + 3.0, middle - len(told) * PANEL_LINE.leading / 2, told, PANEL_LINE)
    page.y += LANE


def _mark(page: Page, action: str, x: float, y: float) -> None:
    if action == "withdraw":
        cross(page, x, y, RADIUS)
        return
    shape, fill, edge = MARKS[action]
    page.add(PathPatch(symbol(shape, x, y, RADIUS + 0.4), facecolor=WHITE, edgecolor="none", zorder=3))
    page.add(PathPatch(symbol(shape, x, y, RADIUS), facecolor=fill, edgecolor=edge, linewidth=0.9, zorder=4))


def _item(action: str) -> Item:
    return Item(SAID[action], 2 * RADIUS, lambda page, x, y: _mark(page, action, x + RADIUS, y))
