"""What stands below the points of a chart over time: how many things each is of, and when it was."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sna.draw.page import Page
from sna.draw.tokens import FOOT, MARGIN, MUTE, TICK
from sna.draw.typeset import width

Row = Mapping[Any, Any]
LEFT, RIGHT = 15.0, 26.0
"""Millimetres beside the plot: for its values, and for what its levels are called."""
MOST_COUNTS = 12
"""Points up to which the number behind each is written below it; of more, from how few to how many."""


def counts_below(page: Page, rows: Sequence[Row], at: dict[str, float]) -> None:
    """Write how many things each point is of, or from how few to how many; counts are of themselves."""
    known = [row for row in rows if math.isfinite(row["n"])]
    if rows[0]["unit"] == "count" or not known:
        return
    sizes = sorted({int(row["n"]) for row in known})
    middle = page.y + FOOT.leading / 2
    widest = max(width(f"{row['n']:.0f}", FOOT) for row in known)
    steps = sorted(at.values())
    step = steps[1] - steps[0] if len(steps) > 1 else RIGHT
    if len(sizes) > 1 and len(rows) <= MOST_COUNTS and widest < step:
        page.text(MARGIN + LEFT - 1.5, middle, "n", FOOT, "right")
        for row in known:
            page.text(at[row["period"]], middle, f"{row['n']:.0f}", FOOT, "centre")
    else:
        extent = f"{sizes[0]:,}" if len(sizes) == 1 else f"{sizes[0]:,} to {sizes[-1]:,}"
        page.text(MARGIN + LEFT, middle, f"n a point: {extent}", FOOT)
    page.y += FOOT.leading


def periods_below(page: Page, at: dict[str, float]) -> None:
    """Write as many periods below the points as fit: where they are parts of years, the years."""
    names = list(at)
    years = {name: name[:4] for name in names if name[:4].isdigit()}
    shown = {name: name for name in names}
    if len(years) == len(names) and len(set(years.values())) < len(names):
        shown = {}
        for name in names:
            if years[name] not in shown.values():
                shown[name] = years[name]
    middle = page.y + TICK.leading / 2
    taken = -math.inf
    for name, words in shown.items():
        x = at[name]
        if x - width(words, TICK) / 2 < taken + 1.5:
            continue
        page.stroke([(x, page.y - 0.2), (x, page.y + 0.6)], MUTE, 0.5)
        page.text(x, middle + 0.6, words, TICK, "centre")
        taken = x + width(words, TICK) / 2
    page.y += TICK.leading + 0.6
