"""Does it hold: the gap between two groups under every choice, as marks in panels of one scale each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.draw.choices_panels import CLEAR, RADIUS, TURNED, UNCLEAR, columns_of, draw_panel
from sna.draw.choices_table import OTHER, RANKS, SAME, Chosen, chosen
from sna.draw.choices_words import choices_foot, choices_subtitle, choices_title, counted_said, spoken
from sna.draw.legend import Item, legend, line_item
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.symbols import put, put_ghost
from sna.draw.tokens import COLUMN, INK, WIDE, Role

if TYPE_CHECKING:
    import pandas as pd


def choice_chart(table: pd.DataFrame, *, layer: str, snapshot: str, source: str = "") -> Picture:
    """Draw the gap between two groups as reported and under every other choice, in panels of one scale each.

    In the first the gap is in the unit reported, in the second in others, both as shares of the average; in the third
    it is of ranks alone, which no share can be set beside.

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
    ...     "scale": "same unit", "value": 4.0, "relative": 1.3}
    >>> rows = [{**one, "family": "as reported", "choice": "as reported", "verdict": "as reported", "changes": ""},
    ...     {**one, "family": "threshold", "choice": "ties of 2 or more", "verdict": "holds", "changes": "yes"}]
    >>> choice_chart(pd.DataFrame(rows), layer="mdt", snapshot="2025").title
    'Specialist organisations stay above local ones in in degree under the one other choice'
    """
    import pandas as pd

    shown = chosen(table, layer, snapshot)
    page = Page(WIDE)
    title, under = choices_title(shown), choices_subtitle(shown)
    page.head(title, under)
    page.y -= 1.5
    legend(page, [[_key(shown)]])
    page.y += 2.0
    columns = columns_of(page)
    middle = page.y + COLUMN.leading / 2
    for x, words in ((columns.value, "Gap"), (columns.p, "p"), (columns.verdict, "What it says")):
        page.text(x, middle, words, COLUMN)
    drawn = draw_panel(page, shown, columns, SAME, [shown.reported, *shown.of_scale(SAME)])
    for scale in (OTHER, RANKS):
        if rows := shown.of_scale(scale):
            drawn += draw_panel(page, shown, columns, scale, rows)
    page.y -= 2.0
    page.foot(choices_foot(shown, source))
    picture = page.finish()
    lines = [spoken(row) for row in (shown.reported, *shown.rows)]
    picture.describe(title, under, lines, {"choices": pd.DataFrame(drawn)})
    return picture


def _key(shown: Chosen) -> list[Item]:
    """Return the legend: every mark with how many choices have it, and the line of the gap as reported."""
    roles = {"holds": CLEAR, "clearer": CLEAR, "weaker": UNCLEAR, "stays unclear": UNCLEAR, "flips": TURNED}
    items = [_mark(words, roles.get(verdict)) for verdict, words in counted_said(shown)]
    return [*items, line_item("gap as reported", INK, 0.8, dashed=True)]


def _mark(words: str, role: Role | None) -> Item:
    """Return a mark and its words; where it says nothing, dashed."""

    def draw(page: Page, x: float, y: float) -> None:
        if role is None:
            put_ghost(page, UNCLEAR, x + RADIUS, y, RADIUS)
        else:
            put(page, role, x + RADIUS, y, RADIUS)

    return Item(words, 2 * RADIUS, draw)
