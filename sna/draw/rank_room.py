"""Room for whole names beside a rank chart: how wide they stand, on how many lines, and what is shortened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sna.draw.rank_table import Ranked
from sna.draw.tokens import FOCAL_NAME, HEADING, MARGIN, NAME, PANEL_LINE, WIDE, Type
from sna.draw.typeset import plain, width, wrap
from sna.draw.wording import number

NAME_ROOM, WIDEST, WIDER = 30.0, 50.0, 4.0
FEW_LINES, MOST_LINES = 2, 3
BESIDE = 10.0
"""From a column to its names, where values are as wide as in most charts."""
VALUES = 4.7
TICKS = 4.0
WORD = 8.0
"""Room of "joins" or "leaves" beside a name."""
TIGHT = 3.1
"""From one name of one line to the next."""
APART = 0.9
"""Between a name of several lines and the next, in millimetres more."""
LEADERS = 3.2
"""Of names of several lines, which move far from their points: more room for what leads there."""
LEAST, MOST = 12.0, 34.0
"""Between snapshots, in millimetres: the least there must be, and the most that their headings may ask for."""


@dataclass(frozen=True)
class Room:
    """Where names stand: the page's width, first and last column, room for what leads to names, and their lines."""

    page: float
    first: float
    last: float
    aside: float
    lines: Mapping[str, tuple[str, ...]]
    shortened: tuple[str, ...]

    def high(self, identifier: str) -> float:
        """Return the height of a name."""
        more = len(self.lines[identifier]) - 1
        return TIGHT + more * NAME.leading + APART * bool(more)


def room_for(shown: Ranked) -> Room:
    """Return room in which every name stands whole on two lines, or three; beyond that some are shortened."""
    narrow = min(WIDE, 100.0 + 20.0 * len(shown.snapshots))
    kinds = {i: FOCAL_NAME if shown.roles[i].focal else NAME for i in shown.named()}
    extra = max(0.0, _values(shown) - VALUES)
    rooms = {i: WORD if _word(shown, i) else 0.0 for i in kinds}

    def whole(room: float, most: int) -> bool:
        return all(len(wrap(shown.names[i], kinds[i], room - rooms[i])) <= most for i in kinds)

    page, room, leaders = narrow, NAME_ROOM, 0.0
    if not whole(room, 1):
        page, leaders = WIDE, LEADERS
        heads = max(width(plain(snapshot), HEADING) for snapshot in shown.snapshots) + 2.0
        apart = min(max(heads, LEAST), MOST) * (len(shown.snapshots) - 1)
        widest = max(min((page - 2 * MARGIN - TICKS - apart) / 2 - BESIDE - extra - leaders, WIDEST), NAME_ROOM)
        steps = [NAME_ROOM + k * WIDER for k in range(int((widest - NAME_ROOM) / WIDER) + 1)]
        room = next((step for step in steps if whole(step, FEW_LINES)), widest)
    lines, shortened = _lines(shown, kinds, {i: room - rooms[i] for i in kinds})
    aside = BESIDE + extra + leaders + room
    return Room(page, MARGIN + TICKS + aside, page - MARGIN - aside, leaders, lines, shortened)


def _values(shown: Ranked) -> float:
    """Return the width of the widest value at either end."""
    ends = [row[k] for i, row in shown.values.items() for k in (0, -1) if i in shown.named()]
    return max((width(number(value), PANEL_LINE) for value in ends), default=0.0)


def _word(shown: Ranked, identifier: str) -> str:
    """Return the word beside a name at an end: who joins at the last snapshot, or leaves after the first."""
    first, final = shown.span(identifier)
    last = len(shown.snapshots) - 1
    return "joins" if first == last else "leaves" if final == 0 else ""


def _lines(
    shown: Ranked, kinds: Mapping[str, Type], rooms: Mapping[str, float]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the lines of every name, and which names were shortened."""
    taken = {shown.names[i] for i in kinds}
    found, shortened = {}, []
    for i in sorted(kinds):
        name = shown.names[i]
        lines = wrap(name, kinds[i], rooms[i])
        if len(lines) > MOST_LINES:
            name = without_middle(name, kinds[i], rooms[i], taken)
            lines = wrap(name, kinds[i], rooms[i])
            taken.add(name)
            shortened.append(i)
        found[i] = tuple(lines)
    return found, tuple(shortened)


def without_middle(name: str, kind: Type, room: float, taken: Collection[str] = ()) -> str:
    """Return a name of three lines: as few words as can be are left out in its middle, and it is like none taken.

    Of names whose words do not fit, letters are left out.

    Examples
    --------
    >>> without_middle("Trust of the Hundred Hospitals of the North of the Country in Albion", Type(7), 24.0)
    'Trust of the Hundred … of the Country in Albion'
    """
    if found := _words_left_out(plain(name).split(" "), " ", kind, room, taken):
        return found
    letters = list(plain(name))
    most = int(MOST_LINES * room / width("i", kind))
    outer = (len(letters) - most) // 2
    inner = letters if outer <= 0 else [*letters[: most // 2], *letters[-(most // 2) :]]
    return _words_left_out(inner, "", kind, room, taken) or name


def _words_left_out(parts: list[str], joint: str, kind: Type, room: float, taken: Collection[str]) -> str:
    """Return the parts with as few as can be left out, as near to the middle as can be; nothing if none fit."""
    for gone in range(1, len(parts) - 1):
        middle = (len(parts) - gone) // 2
        for start in dict.fromkeys((middle, middle + 1, middle - 1)):
            found = joint.join([*parts[:start], "…", *parts[start + gone :]])
            if 0 < start < len(parts) - gone and found not in taken and len(wrap(found, kind, room)) <= MOST_LINES:
                return found
    return ""
