"""Rectangles and crosses on a page, in millimetres."""

from __future__ import annotations

from typing import Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sna.draw.page import Box, Page
from sna.draw.tokens import INK

HATCH = "////"
"""Fill of what is not known."""


def rectangle(page: Page, box: Box, fill: str, edge: str = "none", **options: Any) -> None:  # noqa: ANN401
    """Draw a rectangle; options are those of a matplotlib patch."""
    right, bottom = box.x + box.width, box.y + box.height
    corners = [(box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom), (box.x, box.y)]
    wide = {"linewidth": 0.6 if edge != "none" else 0.0}
    page.add(PathPatch(Path(corners, closed=True), facecolor=fill, edgecolor=edge, **(wide | options)))


def cross(page: Page, x: float, y: float, radius: float, colour: str = INK, points_wide: float = 1.3) -> None:
    """Draw two strokes that cross."""
    for turn in (-1, 1):
        ends = [(x - radius, y - turn * radius), (x + radius, y + turn * radius)]
        page.stroke(ends, colour, points_wide, zorder=4.5)
