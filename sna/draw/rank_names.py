"""Names beside a rank chart: none on another, equal values in a bracket, and who joins and leaves."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.draw.labels import length_inside
from sna.draw.page import Align, Box, Page
from sna.draw.rank_table import Ranked
from sna.draw.scales import spread
from sna.draw.tokens import ABSENT_NAME, FOCAL_NAME, GHOST, MUTE, NAME, PANEL_LINE
from sna.draw.typeset import between_words, width
from sna.draw.wording import number

TIGHT = 3.1
NAME_ROOM = 30.0

OFF = (2.0, -2.0, 3.2, -3.2, 4.6, -4.6, 6.0, -6.0, 8.0, -8.0)
FARTHER, MISLEADS = 0.5, 8.0

Height = Callable[[float], float]
Points = npt.NDArray[np.float64]


def write_names(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Write names and values at both ends, and who joins or leaves in between."""
    named, last = shown.named(), len(columns) - 1
    for k, side in ((0, -1.0), (last, 1.0)):
        who = [identifier for identifier in named if shown.has(identifier, k)]
        page.y = max(page.y, _stack(page, shown, who, (k, columns[k], side), height))
    _comings(page, shown, columns, height)


def _comings(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Write who joins or leaves between the first and the last snapshot, beside the end of the line and off others."""
    last, taken = len(columns) - 1, list[Box]()
    room = min(NAME_ROOM, columns[1] - columns[0] - 10.0)
    pieces = _pieces(shown, columns, height)
    for identifier in sorted(shown.named()):
        first, final = shown.span(identifier)
        for k, word, side in ((first, "joins", -1.0), (final, "leaves", 1.0)):
            if not 0 < k < last:
                continue
            words = f"{between_words(shown.names[identifier], ABSENT_NAME, room, most=1)[0]} {word}"
            x, wide = columns[k] + side * 1.6, width(words, ABSENT_NAME)
            own = height(shown.placed_by[identifier][k])
            boxes = [Box(min(x, x + side * wide), own + off - 1.2, wide, 2.4) for off in OFF]
            points = [height(row[k]) for row in shown.placed_by.values() if math.isfinite(row[k])]
            nearer = [any(abs(own + off - point) < abs(off) - 0.5 for point in points) for off in OFF]
            costs = [
                _cost(box, pieces, taken) + FARTHER * abs(off) + MISLEADS * wrong
                for box, off, wrong in zip(boxes, OFF, nearer, strict=True)
            ]
            taken.append(boxes[costs.index(min(costs))])
            page.text(x, taken[-1].y + 1.2, words, ABSENT_NAME, _flush(side), halo=True)


def _cost(box: Box, pieces: Points, taken: list[Box]) -> float:
    """Return how much lies under a note: millimetres of lines, and other notes far above all."""
    corners = np.array([box.x, box.y, box.x + box.width, box.y + box.height])
    met = sum(abs(box.y - o.y) < box.height and box.x < o.x + o.width and o.x < box.x + box.width for o in taken)
    return round(length_inside(corners, pieces) + 100.0 * met, 6)


def _pieces(shown: Ranked, columns: list[float], height: Height) -> Points:
    """Return the pieces of all lines: x1, y1, x2, y2."""
    found = [np.zeros((0, 4))]
    for identifier, row in shown.placed_by.items():
        for k, (one, two) in enumerate(itertools.pairwise(row)):
            if shown.has(identifier, k) and shown.has(identifier, k + 1):
                line = curve((columns[k], height(one)), (columns[k + 1], height(two)), straight=shown.tied)
                found.append(np.hstack([line[:-1], line[1:]]))
    return np.vstack(found)


def curve(start: tuple[float, float], end: tuple[float, float], *, straight: bool) -> Points:
    """Return a line between two snapshots: straight for values, S-shaped for ranks."""
    if straight:
        return np.array([start, end])
    t = np.linspace(0.0, 1.0, 25)
    s = 3 * t**2 - 2 * t**3
    return np.column_stack([start[0] + t * (end[0] - start[0]), start[1] + s * (end[1] - start[1])])


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
        name = between_words(shown.names[identifier], kind, NAME_ROOM - 8.0 * bool(word), most=1)[0]
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
