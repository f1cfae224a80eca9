"""A list of bars beside a map: the first of many organisations, by size."""

from __future__ import annotations

import math

from matplotlib.collections import PolyCollection

from sna.draw.page import Box, Page
from sna.draw.scene import Member
from sna.draw.spelling import capitalised
from sna.draw.symbols import put
from sna.draw.tokens import COLUMN, FOCAL_NAME, INK, LEGEND, NAME
from sna.draw.typeset import between_words, width, wrap
from sna.draw.wording import number

ROW = 6.4
THICK = 3.4
NAME_ROOM = 24.0


def first_by_size(members: list[Member], most: int) -> list[Member]:
    """Return the organisations with the largest sizes above 0, largest first."""
    known = [member for member in members if math.isfinite(member.size) and member.size > 0]
    return sorted(known, key=lambda member: (-member.size, member.identifier))[:most]


def draw_bars(page: Page, box: Box, members: list[Member], heading: str) -> None:
    """Draw a bar for each organisation, with its symbol, name and number."""
    y = page.lines(box.x, box.y, wrap(capitalised(heading), COLUMN, box.width), COLUMN) + 1.0
    if not members:
        return
    kinds = [FOCAL_NAME if member.role.focal else NAME for member in members]
    names = [between_words(member.name, kind, NAME_ROOM, most=2) for member, kind in zip(members, kinds, strict=True)]
    left = box.x + 3.6 + max(width(row, kind) for rows, kind in zip(names, kinds, strict=True) for row in rows) + 1.2
    room = box.x + box.width - left - max(width(number(member.size), LEGEND) for member in members) - 1.2
    largest = members[0].size
    for member, kind, rows in zip(members, kinds, names, strict=True):
        middle = y + ROW / 2
        put(page, member.role, box.x + 1.4, middle, 1.2)
        for at, row in enumerate(rows):
            page.text(box.x + 3.6, middle + (at - (len(rows) - 1) / 2) * kind.leading * 0.9, row, kind)
        end = left + room * member.size / largest
        corners = [(left, middle - THICK / 2), (end, middle - THICK / 2), (end, middle + THICK / 2)]
        bar = PolyCollection([[*corners, (left, middle + THICK / 2)]], facecolors=member.role.fill, linewidths=0.4)
        bar.set_edgecolor(INK if member.role.fill != member.role.edge else member.role.fill)
        page.add(bar)
        page.text(end + 1.0, middle, number(member.size), LEGEND)
        y += ROW
