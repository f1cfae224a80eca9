"""Shades of shares: white for none, four steps of one colour, hatched where it is not known."""

from __future__ import annotations

import math

from matplotlib.collections import PolyCollection

from sna.draw.legend import Item
from sna.draw.tokens import GHOST, MUTE, SEQUENTIAL, WHITE
from sna.draw.wording import percent

CLASSES = (0.25, 0.5, 0.75, 1.0)
SHADES = (SEQUENTIAL[1], SEQUENTIAL[2], SEQUENTIAL[3], SEQUENTIAL[5])
NOTHING, UNKNOWN = -1, -2

Corners = list[tuple[float, float]]


def shade_of(value: float) -> int:
    """Return the shade of a share: `NOTHING` for none, `UNKNOWN` where it is not known.

    Examples
    --------
    >>> [shade_of(share) for share in (0.0, 0.25, 0.26, 1.0, math.nan)]
    [-1, 0, 1, 3, -2]
    """
    if math.isnan(value):
        return UNKNOWN
    return NOTHING if value == 0 else next(k for k, upto in enumerate(CLASSES) if value <= upto + 1e-12)


def box(x: float, y: float, wide: float, high: float) -> Corners:
    """Return the corners of a rectangle, its top left at (x, y).

    Examples
    --------
    >>> box(1.0, 2.0, 3.0, 1.0)
    [(1.0, 2.0), (4.0, 2.0), (4.0, 3.0), (1.0, 3.0)]
    """
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


def shaded(boxes: list[Corners], shade: int) -> PolyCollection:
    """Return cells of one class: absent is white with an outline, because absence is data; not known is hatched."""
    if shade == UNKNOWN:
        made = PolyCollection(boxes, facecolors=WHITE, edgecolors=GHOST, linewidths=0.3, zorder=2)
        made.set_hatch("//////")
        return made
    fill = WHITE if shade == NOTHING else SHADES[shade]
    return PolyCollection(
        boxes, facecolors=fill, edgecolors=MUTE if shade == NOTHING else fill, linewidths=0.3, zorder=2
    )


def shade_items() -> list[Item]:
    """Return every shade with its meaning, for a legend."""

    def swatch(shade: int) -> Item:
        words = {UNKNOWN: "attendance not known", NOTHING: "came to none"}
        low = 0 if shade == 0 else CLASSES[shade - 1]
        said = words.get(shade, f"{'over ' if low else 'up to '}{percent(low or CLASSES[0])}")
        return Item(said, 3.0, lambda target, x, y: target.add(shaded([box(x, y - 1.3, 3.0, 2.6)], shade)))

    return [swatch(shade) for shade in (NOTHING, *range(len(CLASSES)), UNKNOWN)]
