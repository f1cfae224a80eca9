"""Symbols of organisations: shapes of equal-looking size, in millimetres."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sna.draw.page import Page
from sna.draw.tokens import GHOST, WHITE, Role, Shape

CASING = 0.45
CASING_SHARE = 0.4
GHOST_RADIUS = 1.1
_CORNERS: dict[Shape, tuple[int, float, float]] = {
    "square": (4, 0.89 * math.sqrt(2), math.pi / 4),
    "diamond": (4, 1.25, 0.0),
    "triangle": (3, 1.38, -math.pi / 2),
}


def casing(radius: float) -> float:
    """Return how wide the white round a symbol is: less round small ones, or they would hide what is between them."""
    return min(CASING, CASING_SHARE * radius)


def symbol(shape: Shape, x: float, y: float, radius: float) -> Path:
    """Return the outline of a symbol of a radius round a point; triangles stand upright on a page whose y runs down."""
    if shape == "circle":
        return Path.circle((x, y), radius)
    many, reach, turn = _CORNERS[shape]
    angles = turn + 2 * math.pi * np.arange(many + 1) / many
    corners = np.column_stack([x + reach * radius * np.cos(angles), y + reach * radius * np.sin(angles)])
    return Path(corners, closed=True)


def reach(shape: Shape, radius: float, dx: float, dy: float) -> float:
    """Return how far a symbol reaches from its middle in a direction."""
    if shape == "circle":
        return radius
    many, far, turn = _CORNERS[shape]
    step = 2 * math.pi / many
    off = (math.atan2(dy, dx) - turn) % step - step / 2
    return far * radius * math.cos(step / 2) / math.cos(off)


def put(page: Page, role: Role, x: float, y: float, radius: float, *, gid: str | None = None) -> None:
    """Draw a symbol of a group, with white below it so that lines do not touch it."""
    page.add(PathPatch(symbol(role.shape, x, y, radius + casing(radius)), facecolor=WHITE, edgecolor="none", zorder=4))
    edge = 0.4 if role.fill != role.edge else 0.0
    page.add(
        PathPatch(
            symbol(role.shape, x, y, radius),
            facecolor=role.fill,
            edgecolor=role.edge if edge else "none",
            linewidth=0.6 if role.fill == WHITE else edge,
            gid=gid,
            zorder=4.5,
        )
    )


def put_ghost(
    page: Page, role: Role, x: float, y: float, radius: float = GHOST_RADIUS, *, gid: str | None = None
) -> None:
    """Draw an absent organisation: its shape, empty, with a dashed outline."""
    page.add(PathPatch(symbol(role.shape, x, y, radius + casing(radius)), facecolor=WHITE, edgecolor="none", zorder=4))
    outline = symbol(role.shape, x, y, radius)
    style, wide = (0, (2.0, 1.5)), min(0.7, 0.25 + 0.42 * radius)
    page.add(PathPatch(outline, facecolor=WHITE, edgecolor=GHOST, linewidth=wide, linestyle=style, gid=gid, zorder=4.5))
