"""What happened when, above charts: words beside lines that run down through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sna.draw.page import Page
from sna.draw.tokens import MARGIN, PANEL_LINE, Type
from sna.draw.typeset import between_words, width

KIND = Type(PANEL_LINE.size)
ROOM, LEAST = 58.0, 24.0
GAP = 1.0


@dataclass(frozen=True)
class Happened:
    """An event: its words, and its place across the page."""

    words: str
    x: float


def event_strip(page: Page, events: Sequence[Happened]) -> list[tuple[float, float]]:
    """Write events above the charts to come, and return where each line begins: across, and down.

    Earlier events stand higher, so that no line runs through words.
    """
    if not events:
        return []
    placed = _rows(page, events)
    count = 1 + max(row for row, _, _ in placed)
    tall = [max((len(words) for row, words, _ in placed if row == at), default=1) for at in range(count)]
    tops = [page.y + sum(tall[at + 1 :]) * KIND.leading + 0.6 * (count - 1 - at) for at in range(count)]
    lines = []
    for row, words, event in placed:
        page.lines(event.x + GAP, tops[row], words, KIND)
        lines.append((event.x, tops[row]))
    page.y = tops[0] + tall[0] * KIND.leading + 2.0
    return lines


def _rows(page: Page, events: Sequence[Happened]) -> list[tuple[int, list[str], Happened]]:
    """Return the row of each event counted from below, its words on lines, and itself."""
    placed: list[tuple[int, list[str], Happened]] = []
    for event in sorted(events, key=lambda event: (-event.x, event.words)):
        room = max(min(ROOM, page.width - MARGIN - event.x - GAP), LEAST)
        words = between_words(event.words, KIND, room, most=2)
        end = event.x + GAP + max(width(line, KIND) for line in words) + 2.0
        row = max((other[0] + 1 for other in placed if other[2].x < end), default=0)
        placed.append((row, words, event))
    return placed
