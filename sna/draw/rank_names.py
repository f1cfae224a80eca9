"""Names beside a rank chart: none on another, equal values in a bracket, and who joins and leaves."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.draw.labels import length_inside
from sna.draw.page import Align, Box, Page
from sna.draw.rank_room import TIGHT, Room
from sna.draw.rank_table import Ranked
from sna.draw.scales import spread
from sna.draw.tokens import ABSENT_NAME, FOCAL_NAME, GHOST, MUTE, NAME, PANEL_LINE
from sna.draw.typeset import width
from sna.draw.wording import number

SYMBOLS = 4.0
LETTERS = 26

OFF = (2.0, -2.0, 3.2, -3.2, 4.6, -4.6, 6.0, -6.0, 8.0, -8.0)
FARTHER, MISLEADS = 0.5, 8.0

Height = Callable[[float], float]
Points = npt.NDArray[np.float64]


def write_names(page: Page, shown: Ranked, room: Room, columns: list[float], height: Height) -> None:
    """Write names and values at both ends, and who joins or leaves in between."""
    named, last = shown.named(), len(columns) - 1
    for k, side in ((0, -1.0), (last, 1.0)):
        who = [identifier for identifier in named if shown.has(identifier, k)]
        page.y = max(page.y, _stack(page, shown, room, who, (k, columns[k], side, height)))
    _comings(page, shown, columns, height)


def _comings(page: Page, shown: Ranked, columns: list[float], height: Height) -> None:
    """Write who joins or leaves between the first and the last snapshot, beside the end of the line and off others.

    Of a name too long to stand there, or given below as of nobody named at either end, only the word or its letter.
    """
    last, taken, letters = len(columns) - 1, list[Box](), in_between(shown)
    pieces = _pieces(shown, columns, height)
    for identifier in sorted(shown.named()):
        first, final = shown.span(identifier)
        for k, word, side in ((first, "joins", -1.0), (final, "leaves", 1.0)):
            if not 0 < k < last:
                continue
            words = f"{letters.get(identifier, shown.names[identifier])} {word}"
            if width(words, ABSENT_NAME) > columns[1] - columns[0] - SYMBOLS:
                words = letters.get(identifier, word)
            x, wide = columns[k] + side * 1.6, width(words, ABSENT_NAME)
            own = height(shown.placed_by[identifier][k])
            boxes = [Box(min(x, x + side * wide), own + off - 1.2, wide, 2.4) for off in OFF]
            points = [height(row[k]) for row in shown.placed_by.values() if math.isfinite(row[k])]
            nearer = [any(abs(own + off - point) < abs(off) - 0.5 for point in points) for off in OFF]
            costs = [
                _cost(box, pieces, taken) + FARTHER * abs(off) + MISLEADS * wrong
                for box, off, wrong in zip(boxes, OFF, nearer, strict=True)
            ]
            best = boxes[costs.index(min(costs))]
            # The line itself shows where it begins or ends: a word on another would hide both.
            if not _met(best, taken):
                taken.append(best)
                page.text(x, best.y + 1.2, words, ABSENT_NAME, _flush(side), halo=True)


def in_between(shown: Ranked) -> dict[str, str]:
    """Return a letter for everyone named who is there neither at the first snapshot nor at the last."""
    last = len(shown.snapshots) - 1
    found = sorted(i for i in shown.named() if not shown.has(i, 0) and not shown.has(i, last))
    return {i: chr(ord("a") + at) if at < LETTERS else f"a{at - LETTERS + 1}" for at, i in enumerate(found)}


def _cost(box: Box, pieces: Points, taken: list[Box]) -> float:
    """Return how much lies under a note: millimetres of lines, and other notes far above all."""
    corners = np.array([box.x, box.y, box.x + box.width, box.y + box.height])
    return round(length_inside(corners, pieces) + 100.0 * _met(box, taken), 6)


def _met(box: Box, taken: list[Box]) -> int:
    """Return how many other notes a note would lie on."""
    return sum(abs(box.y - o.y) < box.height and box.x < o.x + o.width and o.x < box.x + box.width for o in taken)


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


def _stack(page: Page, shown: Ranked, room: Room, who: list[str], column: tuple[int, float, float, Height]) -> float:
    """Write names and values beside a column, none on another, and return where the last one ends."""
    k, x, side, height = column
    by = shown.placed_by
    who = sorted(who, key=lambda i: (height(by[i][k]), shown.names[i], i))
    highs = [room.high(i) for i in who]
    inner = _ends_of(by, *((k,) if not room.aside else range(len(shown.snapshots))))
    low = min(map(height, inner), default=0.0) - 1.5 + (highs[0] - TIGHT) / 2 if who else 0.0
    places = spread([height(by[i][k]) for i in who], highs, low=low)
    values = max((width(number(shown.values[i][k]), PANEL_LINE) for i in who), default=0.0)
    for identifier, y in zip(who, places, strict=True):
        kind = FOCAL_NAME if shown.roles[identifier].focal else NAME
        near = 3.5 + room.aside
        page.text(
            x + (near + values if side > 0 else -near), y, number(shown.values[identifier][k]), PANEL_LINE, "right"
        )
        first, final = shown.span(identifier)
        word = "joins" if k > 0 and first == k else "leaves" if k == 0 and final == 0 else ""
        lines = room.lines[identifier]
        start = x + side * (near + values + 1.8)
        page.lines(start, y - len(lines) * kind.leading / 2, lines, kind, _flush(side))
        wide = max(width(line, kind) for line in lines)
        page.text(start + side * (wide + 1.2), y, word, ABSENT_NAME, _flush(side))
    stacked = zip(who, places, highs, strict=True)
    for at, group in itertools.groupby(stacked, key=lambda one: by[one[0]][k]):
        ends = [(y - (high - TIGHT) / 2, y + (high - TIGHT) / 2) for _, y, high in group]
        _bracket(page, (x, side, room.aside), height(at), (ends[0][0], ends[-1][1], len(ends)))
    return max((y + high / 2 for y, high in zip(places, highs, strict=True)), default=0.0) + 0.45


def _bracket(page: Page, column: tuple[float, float, float], own: float, names: tuple[float, float, int]) -> None:
    """Join the names of equal values, and lead from their point to names that had to move."""
    (x, side, aside), (first, last, many) = column, names
    outer = x + side * (2.8 + aside)
    middle = (first + last) / 2
    if abs(middle - own) > 0.4:  # noqa: PLR2004 - millimetres: the name stands beside its point
        page.stroke([(x + side * 1.6, own), (outer, middle)], GHOST, 0.4, zorder=1.5)
    if many > 1:
        page.stroke([(outer, first - 1.0), (outer, last + 1.0)], MUTE, 0.7, zorder=1.5)


def _ends_of(by: dict[str, tuple[float, ...]], *snapshots: int) -> list[float]:
    """Return the ranks or values at snapshots."""
    return [row[k] for row in by.values() for k in snapshots if math.isfinite(row[k])]


def _flush(side: float) -> Align:
    """Return on which side text begins."""
    return "left" if side > 0 else "right"
