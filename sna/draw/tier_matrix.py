"""Who has ties with whom, by ordered groups: a matrix a kind of tie, the share of possible ties in each cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.spelling import capitalised
from sna.draw.tokens import GRID, HEADING, INK, MARGIN, MUTE, NAME, PANEL_LINE, WHITE, WIDE, Type
from sna.draw.typeset import wrap
from sna.draw.wording import layer_words, number, p_value, percent

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("panel", "directed", "group", "other", "ties", "pairs", "rate", "expected", "p")
CELL, SIDE, ABOVE, BETWEEN = 19.0, 17.0, 14.0, 6.0
SHADES = ("#F4F7F9", "#DCE6EC", "#B9CDD9", "#8DAFC2", "#5B8CA6", "#2A6683")
"""From few to many: each darker than the one before, in print too."""
DARK = 4
"""Place of the first shade on which words are white."""
LEVEL = 0.05


def tier_matrix(
    table: pd.DataFrame, *, order: Sequence[str], title: str, subtitle: str = "", source: str = ""
) -> Picture:
    """Draw one matrix for each kind of tie, on one scale of shades.

    Parameters
    ----------
    table
        ``panel, directed, group`` (from), ``other`` (to), ``ties``, ``pairs`` (possible ties), ``rate`` (``NaN``: no
        pair), ``expected`` (ties if groups were dealt out), ``p`` (``NaN``: none). Undirected: each pair of groups
        once, or twice.
    order
        Groups, the highest first.
    title, subtitle, source
        Sentences.

    Returns
    -------
    Picture
        180 mm wide; ``drawn`` holds ``cells``.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame([["advice", True, "bottom", "top", 3, 6, 0.5, 1.5, 0.02]], columns=list(COLUMNS))
    >>> tier_matrix(cells, order=["top", "bottom"], title="Advice runs upward").drawn["cells"]["shade"].tolist()
    [6]
    """
    if missing := [column for column in COLUMNS if column not in table.columns]:
        raise ValueError(f"columns are missing: {', '.join(missing)}")
    page = Page(WIDE)
    page.head(title, subtitle)
    most = float(table["rate"].max()) if table["rate"].notna().any() else 0.0
    groups = [group for group in order if group in {*table["group"], *table["other"]}]
    width = SIDE + CELL * len(groups) + BETWEEN
    across = max(1, int((page.room + BETWEEN) // width))
    lines, drawn = [], []
    for at, (panel, part) in enumerate(table.groupby("panel", sort=False)):
        if at and at % across == 0:
            page.y += ABOVE + CELL * len(groups) + BETWEEN
        cells = _cells(part, groups)
        drawn += _panel(page, MARGIN + (at % across) * width, str(panel), (groups, cells, most))
        lines.append(_spoken(str(panel), cells))
    page.y += (ABOVE + CELL * len(groups) + 3.0) if lines else 0.0
    _scale(page, most)
    page.foot(source)
    picture = page.finish()
    picture.describe(title, subtitle, lines, {"cells": _table(drawn)})
    return picture


def _cells(part: pd.DataFrame, groups: Sequence[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return from and to → cell; of undirected ties in both orders."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in part.to_dict("records"):
        cell = {str(name): value for name, value in row.items()}
        ends = str(cell["group"]), str(cell["other"])
        if set(ends) <= set(groups):
            found[ends] = cell
            if not cell["directed"]:
                found[ends[::-1]] = {**cell, "group": ends[1], "other": ends[0]}
    return found


def shade_of(rate: float, most: float) -> int:
    """Return the shade of a rate, from 1 to 6; 0 where there is no rate.

    Examples
    --------
    >>> [shade_of(rate, 0.6) for rate in (0.0, 0.1, 0.11, 0.6, float("nan"))]
    [1, 1, 2, 6, 0]
    """
    if math.isnan(rate):
        return 0
    return max(1, math.ceil(rate / most * len(SHADES) - 1e-9)) if most > 0 else 1


def _panel(
    page: Page, x: float, panel: str, shown: tuple[Sequence[str], dict[tuple[str, str], dict[str, Any]], float]
) -> list[dict[str, Any]]:
    """Draw one matrix, and return its cells with their shades."""
    groups, cells, most = shown
    directed = any(cell["directed"] for cell in cells.values())
    name = wrap(layer_words(panel), HEADING, SIDE + CELL * len(groups), most=1)[0]
    page.text(x, page.y + HEADING.leading / 2, name, HEADING)
    way = "rows: from, columns: to" if directed else "ties without direction"
    page.text(x, page.y + HEADING.leading + 2.0, way, PANEL_LINE)
    top, drawn = page.y + ABOVE, []
    for column, group in enumerate(groups):
        words = f"to {group}" if directed else group
        page.text(x + SIDE + (column + 0.5) * CELL, top - 2.2, words, NAME, "centre")
    for row, group in enumerate(groups):
        page.text(x, top + (row + 0.5) * CELL, f"from {group}" if directed else group, NAME)
        for column, other in enumerate(groups):
            cell = cells.get((group, other))
            shade = shade_of(float(cell["rate"]), most) if cell else 0
            _cell(page, (x + SIDE + column * CELL, top + row * CELL), cell, shade)
            if cell:
                drawn.append({**cell, "shade": shade})
    return drawn


def _cell(page: Page, at: tuple[float, float], cell: dict[str, Any] | None, shade: int) -> None:
    """Draw one cell: the share, the amount with what chance lets expect, and whether chance would do as much."""
    fill = SHADES[shade - 1] if shade else WHITE
    page.add(Rectangle(at, CELL, CELL, facecolor=fill, edgecolor=GRID if not shade else WHITE, linewidth=0.8))
    ink = WHITE if shade > DARK else INK
    middle = at[0] + CELL / 2
    if cell is None or not shade:
        page.text(middle, at[1] + CELL / 2, "no pair", Type(6.2, MUTE), "centre")
        return
    p = float(cell["p"])
    page.text(middle, at[1] + 6.0, percent(float(cell["rate"])), Type(12, ink, bold=p <= LEVEL), "centre")
    amount = f"{number(float(cell['ties']))} of {number(float(cell['pairs']))}"
    page.text(middle, at[1] + 11.4, amount, Type(6, ink), "centre")
    chance = f"chance {number(float(cell['expected']), figures=2)}"
    page.text(middle, at[1] + 14.1, chance, Type(6, ink), "centre")
    if not math.isnan(p):
        page.text(middle, at[1] + 16.8, p_value(p), Type(6, ink, bold=p <= LEVEL), "centre")


def _scale(page: Page, most: float) -> None:
    """Draw the key of the shades."""
    x, wide = MARGIN, 6.0
    for shade in SHADES:
        page.add(Rectangle((x, page.y), wide, 3.2, facecolor=shade, edgecolor=GRID, linewidth=0.4))
        x += wide
    words = f"none to {percent(most)} of possible ties, in six equal steps; chance: mean if tiers were dealt out"
    page.text(x + 2.0, page.y + 1.6, words, PANEL_LINE)
    page.y += 4.6


def _spoken(panel: str, cells: dict[tuple[str, str], dict[str, Any]]) -> str:
    """Return a panel in words."""
    parts = [
        f"{group} {'to' if cell['directed'] else 'with'} {other} {percent(float(cell['rate']))}"
        for (group, other), cell in cells.items()
        if not math.isnan(float(cell["rate"]))
    ]
    return f"{capitalised(panel.replace('_', ' '))}, share of possible ties: {', '.join(parts)}"


def _table(drawn: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(drawn, columns=[*COLUMNS, "shade"])
