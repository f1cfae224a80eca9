"""Rows of joint roles: a bar each, its organisations whole, in the bar or in a column of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.collections import PolyCollection

from sna.draw.page import Page
from sna.draw.role_time import Time
from sna.draw.spelling import spelt
from sna.draw.symbols import put
from sna.draw.tokens import FOCAL_NAME, GRID, INK, MARGIN, NAME, TEAL, WHITE, YELLOW, Role, Type
from sna.draw.typeset import width, wrap

Record = dict[str, Any]

ROW, BAR, POINT = 6.4, 4.0, 2.2
BETWEEN = 1.8
LONGEST = 34.0
NARROW = 24.0
NAMES = 62.0
SYMBOL_ROOM = 4.2
PALE = (TEAL, YELLOW, WHITE)
"""Fills that dark letters stand on."""


@dataclass(frozen=True)
class Look:
    """Where words stand: the width of professions (0: they are all alike) and of organisations (0: at their bars)."""

    professions: float
    names: float
    symbols: bool

    @property
    def left(self) -> float:
        """Where the time begins."""
        if not self.names:
            return MARGIN + max(self.professions + 7.0, 20.0)
        words = self.names + 2.0 + (self.professions + 2.0 if self.professions else 0.0)
        return MARGIN + words + POINT + (SYMBOL_ROOM if self.symbols else 0.0)


def looks(rows: Sequence[Record], *, symbols: bool) -> tuple[Look, Look]:
    """Return the look with organisations at their bars, and the one with a column for them."""
    wide = max(width(profession(row), FOCAL_NAME) for row in rows)
    alike = len({row["profession"] for row in rows}) == 1
    beside = Look(min(wide, LONGEST), 0.0, symbols)
    return beside, Look(0.0 if alike else min(wide, NARROW), NAMES, symbols)


def profession(row: Record) -> str:
    """Return a profession as it is written."""
    return spelt(str(row["profession"]))


def all_whole(rows: Sequence[Record], time: Time, end: float) -> bool:
    """Whether every role's organisations, and why it ended, fit in or beside its bar."""
    return all(_place(row, time, end) is not None for row in rows)


def draw_row(page: Page, time: Time, row: Record, role: Role, look: Look) -> None:
    """Draw a role with its words."""
    who = wrap(str(row["organisations"]), NAME, look.names) if look.names else []
    what = wrap(profession(row), FOCAL_NAME, look.professions, most=2) if look.professions else []
    high = max(ROW, max(len(who), len(what)) * NAME.leading + BETWEEN)
    middle = page.y + high / 2
    x = MARGIN
    if look.symbols:
        put(page, role, x + 1.4, middle, 1.2)
        x += SYMBOL_ROOM
    if what:
        page.lines(x, middle - len(what) * NAME.leading / 2, what, FOCAL_NAME)
        x += look.professions + 2.0
    page.lines(x, middle - len(who) * NAME.leading / 2, who, NAME)
    if who:
        page.stroke([(MARGIN, page.y), (time.right + POINT, page.y)], GRID, 0.3, zorder=0.5)
    _bar(page, time, row, role, middle)
    _words(page, time, row, role, (middle, not who))
    page.y += high


def _ends(row: Record, time: Time) -> tuple[float, float]:
    left = time.left if _cut(row, time) else time.at(row["first"].toordinal())
    return left, max(time.at(row["last"].toordinal() + 1), left + 0.8)


def _cut(row: Record, time: Time) -> bool:
    """Whether a role began before the first day shown."""
    return row["first"] is None or row["first"].toordinal() < time.first


def _bar(page: Page, time: Time, row: Record, role: Role, middle: float) -> None:
    left, right = _ends(row, time)
    top, bottom = middle - BAR / 2, middle + BAR / 2
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if row["running"]:
        corners[2:2] = [(right + POINT, middle)]
    if _cut(row, time):
        corners.append((left - POINT, middle))
    page.add(PolyCollection([corners], facecolors=[role.fill], edgecolors=[role.edge], linewidths=0.5, zorder=3))


def _words(page: Page, time: Time, row: Record, role: Role, at: tuple[float, bool]) -> None:
    """Write the organisations in the bar, or beside it; after a bar that ended, why it did."""
    middle, named = at
    left, right = _ends(row, time)
    found = _place(row, time, page.width - MARGIN) if named else None
    inside, beside, after = found or _place_why(row, time, page.width - MARGIN)
    kind = Type(NAME.size, INK if role.fill in PALE else WHITE)
    if named:
        page.text(left + 1.2, middle, inside, kind)
    else:
        page.text(right - 1.2, middle, inside, kind, "right")
    if after:
        page.text(right + (POINT if row["running"] else 0.0) + 1.2, middle, beside, NAME, halo=True)
    else:
        page.text(left - 1.2, middle, beside, NAME, "right", halo=True)


def why(row: Record) -> str:
    """Return why a role ended; nothing while it runs."""
    return "" if row["running"] else f"ended: {spelt(str(row['reason']))}"


def _rooms(row: Record, time: Time, end: float) -> tuple[float, float, float]:
    """Return the room for words in a bar, after it and before it."""
    left, right = _ends(row, time)
    after = end - right - (POINT if row["running"] else 0.0) - 1.2
    return right - left - 2.4, after, left - 1.2 - time.left


def _place(row: Record, time: Time, end: float) -> tuple[str, str, bool] | None:
    """Return the words in the bar, those beside it and whether these stand after it; None if they do not fit."""
    inside, after, before = _rooms(row, time, end)
    who = str(row["organisations"])
    for within, beside in ((who, why(row)), ("", ", ".join(part for part in (who, why(row)) if part))):
        if width(within, NAME) <= inside or not within:
            if width(beside, NAME) <= after or not beside:
                return within, beside, True
            if width(beside, NAME) <= before:
                return within, beside, False
    return None


def _place_why(row: Record, time: Time, end: float) -> tuple[str, str, bool]:
    """Return where the words stand that say why a role ended: after its bar, in it, else before it, shortened."""
    inside, after, before = _rooms(row, time, end)
    words = why(row)
    if width(words, NAME) <= after:
        return "", words, True
    if width(words, NAME) <= inside:
        return words, "", True
    room = max(after, before)
    return "", wrap(words, NAME, room, most=1)[0] if room > width("ended: …", NAME) else "", after >= before
