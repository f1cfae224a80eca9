"""Names beside a rank chart: none on another, equal values in a bracket, and who joins and leaves."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from sna.draw.page import Align, Page
from sna.draw.rank_table import Ranked
from sna.draw.scales import spread
from sna.draw.tokens import ABSENT_NAME, FOCAL_NAME, GHOST, MUTE, NAME, PANEL_LINE
from sna.draw.typeset import width, wrap
from sna.draw.wording import number

TIGHT = 3.1
NAME_ROOM = 30.0

Height = Callable[[float], float]


def write_names(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Write names and values at both ends, and who joins or leaves in between."""
    named, last = shown.named(), len(columns) - 1
    for k, side in ((0, -1.0), (last, 1.0)):
        who = [identifier for identifier in named if shown.has(identifier, k)]
        page.y = max(page.y, _stack(page, shown, who, (k, columns[k], side), height))
    _comings(page, shown, columns, height)


def _comings(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Write who joins or leaves between the first and the last snapshot, beside the end of the line."""
    last, taken = len(columns) - 1, set[tuple[int, float, int]]()
    room = min(NAME_ROOM, columns[1] - columns[0] - 16.0)
    for identifier in sorted(shown.named()):
        name = wrap(shown.names[identifier], ABSENT_NAME, room, most=1)[0]
        first, final = shown.span(identifier)
        for k, word, side in ((first, "joins", -1.0), (final, "leaves", 1.0)):
            if not 0 < k < last:
                continue
            wanted = [height(shown.placed_by[identifier][k]) + off for off in (2.0 * side, -2.0 * side, 4.6, -4.6)]
            y = next((y for y in wanted if (k, side, round(y / 2.6)) not in taken), wanted[0])
            taken.add((k, side, round(y / 2.6)))
            page.text(columns[k] + side * 1.6, y, f"{name} {word}", ABSENT_NAME, _flush(side), halo=True)


def _stack(page: Page, shown: Ranked, who: list[str], column: tuple[int, float, float], height: Height) -> float:
    """Write names and values beside a column, none on another, and return where the last one ends."""
    k, x, side = column
    by = shown.placed_by
    who = sorted(who, key=lambda i: (height(by[i][k]), shown.names[i], i))
    places = spread([height(by[i][k]) for i in who], TIGHT, low=min(map(height, _ends_of(by, k)), default=0.0) - 1.5)
    values = max((width(number(shown.values[i][k]), PANEL_LINE) for i in who), default=0.0)
    for identifier, y in zip(who, places, strict=True):
        kind = FOCAL_NAME if shown.roles[identifier].focal else NAME
        page.text(x + (3.5 + values if side > 0 else -3.5), y, number(shown.values[identifier][k]), PANEL_LINE, "right")
        first, final = shown.span(identifier)
        word = "joins" if k > 0 and first == k else "leaves" if k == 0 and final == 0 else ""
        name = wrap(shown.names[identifier], kind, NAME_ROOM - 8.0 * bool(word), most=1)[0]
        start = x + side * (3.5 + values + 1.8)
        page.text(start, y, name, kind, _flush(side))
        page.text(start + side * (width(name, kind) + 1.2), y, word, ABSENT_NAME, _flush(side))
    for at, group in itertools.groupby(zip(who, places, strict=True), key=lambda pair: by[pair[0]][k]):
        _bracket(page, x, side, height(at), [y for _, y in group])
    return max(places, default=0.0) + 2.0


def _bracket(page: Page, x: float, side: float, own: float, places: list[float]) -> None:
    """Join the names of equal values, and lead from their point to names that had to move."""
    middle = (places[0] + places[-1]) / 2
    if abs(middle - own) > 0.4:  # noqa: PLR2004 - millimetres: the name stands beside its point
        page.stroke([(x + side * 1.6, own), (x + side * 2.8, middle)], GHOST, 0.4, zorder=1.5)
    if len(places) > 1:
        page.stroke([(x + side * 2.8, places[0] - 1.0), (x + side * 2.8, places[-1] + 1.0)], MUTE, 0.7, zorder=1.5)


def _ends_of(by: dict[str, tuple[float, ...]], k: int) -> list[float]:
    """Return the ranks or values at a snapshot."""
    return [row[k] for row in by.values() if math.isfinite(row[k])]


def _flush(side: float) -> Align:
    """Return on which side text begins."""
    return "left" if side > 0 else "right"
