"""Which factors are named of the same partnerships: a triangle of counts, themes together."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sna.draw.factor_table import CALLED, Matrix, Pair, factor_table, matrix_title
from sna.draw.legend import Item, legend
from sna.draw.page import Box, Page
from sna.draw.picture import Picture
from sna.draw.shapes import rectangle
from sna.draw.tokens import COLUMN, GRID, INK, LEGEND, MARGIN, MUTE, NAME, NAVY, PANEL_LINE, WHITE, WIDE, Type
from sna.draw.typeset import between_words
from sna.draw.wording import number

if TYPE_CHECKING:
    import pandas as pd

ROW = 5.2
APART = 4.6
NAMES = 44.0
OFTEN = 12.0
WASH = "#F3F3F1"
INVERSE = Type(6.2, WHITE, bold=True)
FAINT = Type(6.2, MUTE)
STRONG = Type(6.2, INK, bold=True)
FEWER = {"linestyle": (0, (2.0, 1.2)), "linewidth": 0.9}


def factor_matrix(findings: pd.DataFrame, *, source: str = "") -> Picture:
    """Draw of how many partnerships every two factors are named together, and which pairs are told from chance.

    Parameters
    ----------
    findings
        ``Findings.frame()`` of the lens factors.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``pairs``: factor, other, together, expected, p_adjusted.

    Examples
    --------
    >>> from sna.model import Findings
    >>> named = {"quantity": "factor_share", "group": "negative", "n": 10, "value": 0.5}
    >>> pair = {"group": "money", "other": "time", "n": 10}
    >>> found = Findings.of([{**named, "metric": "money"}, {**named, "metric": "time"},
    ...     {**pair, "quantity": "together", "value": 5.0, "p": 0.008, "p_adjusted": 0.008, "method": "exact"},
    ...     {**pair, "quantity": "together_expected", "value": 2.5}], {})
    >>> factor_matrix(found.frame()).title
    'Money and time go together: 5 partnerships, 2.5 expected by chance'
    """
    matrix = factor_table(findings)
    page = Page(min(WIDE, max(110.0, 2 * MARGIN + NAMES + OFTEN + (ROW + 0.4) * len(matrix.factors))))
    title = matrix_title(matrix)
    under = (
        f"In how many of {matrix.asked} partnerships both factors are named. Filled or outlined: p below 0.05 after "
        f"correction for {matrix.tested} pairs (Holm){f'; target: {matrix.target}' if matrix.target else ''}. "
        "The number at the end of a row stands over the column of that factor."
    )
    page.head(title, under)
    _triangle(page, matrix)
    page.y += 1.5
    legend(page, [[_swatches(matrix)]])
    rest = f"{matrix.left} more factors, the rarest, are in the table only. " if matrix.left else ""
    page.foot(f"{rest}{source}")
    picture = page.finish()
    lines = [
        f"{a} and {b}: {number(pair.both)} partnerships, {number(pair.expected, figures=2)} expected"
        for a, b, pair in matrix.sure()
    ]
    picture.describe(title, under, lines, {"pairs": _table(matrix)})
    return picture


def _triangle(page: Page, matrix: Matrix) -> None:
    """Draw a row for each factor: its number, its name, how often it is named, and its cells with those above it."""
    start = MARGIN + NAMES + OFTEN
    step = min(ROW + 0.4, (page.width - MARGIN - start) / max(len(matrix.factors), 1))
    page.text(start - 2.0, page.y + 1.0, "named", PANEL_LINE, "right")
    page.y += 2.6
    before = ("", "")
    for at, factor in enumerate(matrix.factors):
        valence, theme, often = matrix.about[factor]
        if (valence, theme) != before:
            page.y += 0.6
            heading = f"{CALLED[valence]}: {theme}" if theme else CALLED[valence]
            page.text(MARGIN, page.y + APART / 2, heading, COLUMN)
            page.stroke([(MARGIN, page.y), (start + at * step, page.y)], GRID, 0.5)
            page.y += APART
            before = (valence, theme)
        middle = page.y + ROW / 2
        page.text(MARGIN + 4.5, middle, str(at + 1), FAINT, "right")
        page.text(MARGIN + 6.0, middle, between_words(factor, NAME, NAMES - 6.0, most=1)[0], NAME)
        page.text(start - 2.0, middle, number(often), LEGEND, "right")
        for column, other in enumerate(matrix.factors[:at]):
            box = Box(start + column * step, page.y + 0.2, step - 0.4, ROW - 0.4)
            _cell(page, box, matrix.pairs[factor, other])
        page.text(start + (at + 0.5) * step - 0.2, middle, str(at + 1), FAINT, "centre")
        page.y += ROW


def _cell(page: Page, box: Box, pair: Pair) -> None:
    if pair.more:
        rectangle(page, box, NAVY)
    elif pair.fewer:
        rectangle(page, box, WHITE, INK, **FEWER)
    else:
        rectangle(page, box, WASH)
    kind = INVERSE if pair.more else STRONG if pair.fewer else FAINT
    page.text(box.x + box.width / 2, box.y + box.height / 2, number(pair.both), kind, "centre")


def _swatches(matrix: Matrix) -> list[Item]:
    sure = [pair for _, _, pair in matrix.sure()]
    found = [_swatch("together more often than by chance", Pair(2, 1, 0))] if any(pair.more for pair in sure) else []
    if any(pair.fewer for pair in sure):
        found.append(_swatch("together less often than by chance", Pair(0, 1, 0)))
    return found


def _swatch(words: str, pair: Pair) -> Item:
    def draw(page: Page, x: float, y: float) -> None:
        box = Box(x, y - ROW / 2 + 0.2, ROW, ROW - 0.4)
        if pair.more:
            rectangle(page, box, NAVY)
        else:
            rectangle(page, box, WHITE, INK, **FEWER)

    return Item(words, ROW, draw)


def _table(matrix: Matrix) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {"factor": a, "other": b, "together": pair.both, "expected": pair.expected, "p_adjusted": pair.p}
            for a, b in itertools.combinations(matrix.factors, 2)
            for pair in [matrix.pairs[a, b]]
        ],
        columns=["factor", "other", "together", "expected", "p_adjusted"],
    )
