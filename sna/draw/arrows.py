"""Lines and arrows between symbols, in millimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection, PolyCollection

from sna.draw.page import Page
from sna.draw.symbols import casing, reach
from sna.draw.tokens import Shape

Polyline = npt.NDArray[np.float64]

STEPS = 24
TIP_GAP = 0.6
BENDS = (0.07, -0.07, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25)
RECIPROCAL = 0.10
CLEAR = 0.5


@dataclass(frozen=True)
class End:
    """A symbol at an end of a tie."""

    x: float
    y: float
    radius: float
    shape: Shape


@dataclass(frozen=True)
class Arrow:
    """A line and its head (none if undirected), ready to draw."""

    line: Polyline
    head: Polyline | None


def course(start: tuple[float, float], end: tuple[float, float], bend: float) -> Polyline:
    """Return points along a tie: straight, or bent to one side by a share of its length."""
    a, b = np.array(start), np.array(end)
    if bend == 0.0:
        return np.array([a, b])
    t = np.linspace(0.0, 1.0, STEPS + 1)[:, None]
    normal = np.array([-(b - a)[1], (b - a)[0]])
    middle = (a + b) / 2 + 2 * bend * normal
    curve: Polyline = (1 - t) ** 2 * a + 2 * t * (1 - t) * middle + t**2 * b
    return curve


def bend_clear(points: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], ends: tuple[int, int]) -> float:
    """Return the smallest bend that keeps a tie off every third symbol; 0 if none does or none is needed."""
    others = np.ones(len(points), dtype=bool)
    others[list(ends)] = False
    third, room = points[others], radii[others] + CLEAR
    start, end = (points[at].tolist() for at in ends)

    def clear(bend: float) -> bool:
        return not len(third) or bool((_distance(course(start, end, bend), third) >= room).all())

    return next((bend for bend in (0.0, *BENDS) if clear(bend)), 0.0)


def arrow(start: End, end: End, *, bend: float, width: float, head: float) -> Arrow:
    """Return the arrow of a tie, cut to fit between its symbols; ``head`` is the head's length, 0 for none."""
    path = course((start.x, start.y), (end.x, end.y), bend)
    first, last = path[1] - path[0], path[-2] - path[-1]
    before = reach(start.shape, start.radius, *first) + casing(start.radius)
    after = reach(end.shape, end.radius, *last) + (TIP_GAP if head else casing(end.radius))

    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    room = along[-1] - before - after
    if room <= 0.2:  # noqa: PLR2004 - symbols that touch: draw a stub so that the tie is not lost
        before, after = 0.35 * along[-1], 0.35 * along[-1]
        room = along[-1] - before - after
    length = min(head, 0.7 * room)
    tip = along[-1] - after
    line = _between(path, along, before, tip - 0.75 * length)
    if not head:
        return Arrow(line, None)
    neck, point = _at(path, along, tip - length), _at(path, along, tip)
    half = max(0.55, 0.36 * head) * length / head + 0.08 * width
    side = np.array([-(point - neck)[1], (point - neck)[0]]) / max(float(np.hypot(*(point - neck))), 1e-9) * half
    return Arrow(line, np.array([point, neck + side, neck - side]))


def put_arrows(
    page: Page, arrows: list[Arrow], widths: list[float], colour: str, *, order: float, dashed: bool
) -> None:
    """Draw arrows of one colour; ``widths`` in points, ``order`` says what lies over what."""
    if not arrows:
        return
    style = (0, (2.2, 1.6)) if dashed else "solid"
    lines = LineCollection(
        [arrow.line for arrow in arrows], linewidths=widths, colors=colour, linestyles=[style], capstyle="butt"
    )
    lines.set_zorder(order)
    page.add(lines)
    heads = [arrow.head for arrow in arrows if arrow.head is not None]
    if heads:
        filled = PolyCollection(heads, facecolors=colour, edgecolors="none")
        filled.set_zorder(order + 0.01)
        page.add(filled)


def _at(path: Polyline, along: Polyline, where: float) -> Polyline:
    """Return the point at a distance along a path."""
    point: Polyline = np.array([np.interp(where, along, path[:, 0]), np.interp(where, along, path[:, 1])])
    return point


def _between(path: Polyline, along: Polyline, start: float, end: float) -> Polyline:
    """Return the part of a path between two distances along it."""
    inner = path[(along > start) & (along < end)]
    return np.vstack([_at(path, along, start), inner, _at(path, along, max(end, start + 0.05))])


def _distance(path: Polyline, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the least distance of each point from a path."""
    a, along = path[:-1], np.diff(path, axis=0)
    squared = np.maximum((along**2).sum(axis=1), 1e-12)
    to = points[:, None, :] - a[None]
    t = np.clip((to * along[None]).sum(axis=2) / squared, 0.0, 1.0)
    off = to - t[..., None] * along[None]
    least: npt.NDArray[np.float64] = np.sqrt((off**2).sum(axis=2).min(axis=1))
    return least


def width_of(weight: float, heaviest: float) -> float:
    """Return the width of a line in points: its square grows with the weight."""
    return 0.45 + 1.95 * math.sqrt(max(weight, 0.0) / heaviest) if heaviest > 0 else 0.45
