"""Colours, type sizes and line widths: every figure takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sna.draw.spelling import spelt

INK = "#1A1A1A"
MUTE = "#595959"
GHOST = "#767676"
TIE = "#8A8A8A"
STRONG = "#6B6B6B"
WEAK = "#C4C4C4"
GRID = "#D9D9D9"
WHITE = "#FFFFFF"
GAIN = "#005A9C"
LOSS = "#C14A00"
NEUTRAL = "#5B2A86"
WASH = "#F3F3F1"

SEQUENTIAL = ("#F3F6FA", "#CBDCEB", "#93B7D5", "#5089B5", "#20629A", "#12436D")
"""Six classes from little to much, one colour."""

FAMILY = "DejaVu Sans"
MM_PER_POINT = 25.4 / 72
MARGIN = 4.0
WIDE = 180.0

Shape = Literal["square", "circle", "diamond", "triangle"]


@dataclass(frozen=True)
class Type:
    """How a piece of text is set: size in points, colour, weight, slant."""

    size: float
    colour: str = INK
    bold: bool = False
    italic: bool = False

    @property
    def height(self) -> float:
        """Type size in millimetres."""
        return self.size * MM_PER_POINT

    @property
    def leading(self) -> float:
        """From one line to the next, in millimetres."""
        return self.height * 1.3


TITLE = Type(10, bold=True)
HEADING = Type(8.5, bold=True)
COLUMN = Type(7, bold=True)
SUBTITLE = Type(7, MUTE)
PANEL_LINE = Type(6.2, MUTE)
NAME = Type(6.2)
FOCAL_NAME = Type(6.2, bold=True)
ABSENT_NAME = Type(6.2, GHOST, italic=True)
LEGEND = Type(6.5)
TICK = Type(6.5, MUTE)
FOOT = Type(5.5, MUTE)
VALUE = Type(7.5, bold=True)
UNSURE = Type(7.5, GHOST, bold=True)


@dataclass(frozen=True)
class Role:
    """How organisations of a group are drawn: shape and colour always together."""

    label: str
    shape: Shape
    fill: str
    edge: str
    focal: bool = False


NAVY, TEAL, SIENNA, YELLOW = "#12436D", "#28A197", "#6D2109", "#F2C14E"
_ORDERED: tuple[tuple[Shape, str], ...] = (("square", NAVY), ("circle", TEAL), ("diamond", SIENNA))


def role_of(group: str, groups: tuple[str, ...]) -> Role:
    """Return how an organisation of this group is drawn; the first of ``groups`` is the focal one.

    Examples
    --------
    >>> role_of("local", ("specialist", "local")).shape, role_of("", ("specialist", "local")).label
    ('circle', 'group unknown')
    """
    shown = groups[: len(_ORDERED)]
    at = shown.index(group) if group in shown else shown.index("*") if group and "*" in shown else None
    if not groups:
        return Role("organisation", "circle", TEAL, TEAL)
    if at is not None:
        shape, fill = _ORDERED[at]
        return Role("all others" if shown[at] == "*" else spelt(group), shape, fill, fill, focal=at == 0)
    if group:
        return Role("other", "triangle", YELLOW, INK)
    return Role("group unknown", "circle", WHITE, INK)
