"""Legends: blocks of swatches with words, flowing over rows that are never clipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sna.draw.arrows import End, arrow, put_arrows
from sna.draw.page import Page
from sna.draw.symbols import put, put_ghost
from sna.draw.tokens import INK, LEGEND, MARGIN, WHITE, Role
from sna.draw.typeset import width, wrap_name

ROW = 5.0
BETWEEN = 4.5
BLOCKS_APART = 9.0
AFTER_SWATCH = 1.4
SYMBOL = 1.6
LONGEST = 60.0
LINE = 7.0


@dataclass(frozen=True)
class Item:
    """A swatch of a width, drawn at (left, middle), and its words."""

    words: str
    wide: float = 0.0
    draw: Callable[[Page, float, float], None] | None = None
    high: float = 0.0

    @property
    def room(self) -> float:
        """Width of swatch and words."""
        return self.wide + (AFTER_SWATCH if self.wide else 0.0) + width(self.words, LEGEND)


Block = Sequence[Item]


def role_item(role: Role) -> Item:
    """Return the symbol of a group and its label."""
    words = wrap_name(role.label, LEGEND, LONGEST)[0]
    return Item(words, 2 * SYMBOL, lambda page, x, y: put(page, role, x + SYMBOL, y, SYMBOL))


def role_order(role: Role) -> tuple[bool, int, str]:
    """Return the key that sorts groups as they are set against each other, unknown last."""
    return role.fill == WHITE, ("square", "circle", "diamond", "triangle").index(role.shape), role.label


def ghost_item(role: Role, words: str) -> Item:
    """Return the symbol of an absent organisation."""
    return Item(words, 2 * SYMBOL, lambda page, x, y: put_ghost(page, role, x + SYMBOL, y))


def line_item(words: str, colour: str, points: float, *, dashed: bool = False, head: float = 0.0) -> Item:
    """Return a piece of line, with an arrowhead of a length if there are any, and its meaning."""

    def draw(page: Page, x: float, y: float) -> None:
        piece = arrow(End(x, y, 0, "circle"), End(x + LINE, y, 0, "circle"), bend=0, width=points, head=head)
        put_arrows(page, [piece], [points], colour, order=3, dashed=dashed)

    return Item(words, LINE, draw)


def size_item(words: str, radius: float) -> Item:
    """Return an outlined circle of a size and its meaning."""
    role = Role("", "circle", WHITE, INK)
    return Item(words, 2 * radius, lambda page, x, y: put(page, role, x + radius, y, radius), 2 * radius)


def legend(page: Page, rows: Sequence[Sequence[Block]], *, left: float = MARGIN) -> None:
    """Draw rows of blocks from ``page.y`` on; a block that does not fit begins a new row, and long blocks break."""
    page.y += 1.0
    for blocks in rows:
        x = left
        began = False
        high = max([ROW, *(item.high + 1.0 for block in blocks for item in block)])
        for block in blocks:
            room = sum(item.room for item in block) + BETWEEN * (len(block) - 1)
            if began and x + room > page.width - MARGIN:
                x, began = left, False
                page.y += high
            for item in block:
                if began and x + item.room > page.width - MARGIN:
                    x = left
                    page.y += high
                middle = page.y + high / 2
                if item.draw is not None:
                    item.draw(page, x, middle)
                page.text(x + item.wide + (AFTER_SWATCH if item.wide else 0.0), middle, item.words, LEGEND)
                x += item.room + BETWEEN
                began = True
            x += BLOCKS_APART - BETWEEN
        if began:
            page.y += high
