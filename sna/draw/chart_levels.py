"""The middle line and limits of a chart over time, phase by phase."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sna.draw.chart_words import value_words
from sna.draw.page import Page
from sna.draw.scales import Axis, spread
from sna.draw.tokens import INK, MUTE, TICK, WASH

Row = Mapping[Any, Any]
LEVELS = ("kind", "centre", "low", "high")
"""What is the same of all points of a phase."""


@dataclass(frozen=True)
class Phase:
    """Neighbouring points with the same middle and limits: one of them, from where to where, and if they are last."""

    row: Row
    left: float
    right: float
    last: bool


def phases_of(rows: Sequence[Row], at: Mapping[str, float], sides: tuple[float, float]) -> list[Phase]:
    """Return the phases of a series; where a new one begins, lines break half-way between two points."""
    groups = [list(part) for _, part in itertools.groupby(rows, key=lambda row: str([row[name] for name in LEVELS]))]
    half = (max(at.values()) - min(at.values())) / max(len(at) - 1, 1) / 2
    ends = [
        (at[part[0]["period"]] - half if k else sides[0], at[part[-1]["period"]] + half)
        for k, part in enumerate(groups)
    ]
    last = len(groups) - 1
    return [
        Phase(part[0], left, sides[1] if k == last else right, k == last)
        for k, (part, (left, right)) in enumerate(zip(groups, ends, strict=True))
    ]


def levels(page: Page, phase: Phase, scale: Axis) -> None:
    """Draw the middle line and the limits, those of the last phase with their values at the right end."""
    row = phase.row
    middle = {"control": "mean", "run": "median"}.get(row["kind"])
    if middle is None:
        return
    found: list[tuple[float, str, Any]] = [(row["centre"], middle, "-")]
    if row["kind"] == "control":
        found += [(row["high"], "limit", (0, (4.0, 2.5))), (row["low"], "limit", (0, (4.0, 2.5)))]
    _band(page, phase, scale)
    inside = [level for level in found if scale.low - 1e-9 <= level[0] <= scale.high + 1e-9]
    wanted = [scale.at(level[0]) for level in inside]
    for (value, words, style), y, label in zip(inside, wanted, spread(wanted, TICK.leading), strict=True):
        page.stroke(
            [(phase.left, y), (phase.right, y)], INK if style == "-" else MUTE, 0.9, linestyle=style, zorder=1.5
        )
        if phase.last:
            page.text(phase.right + 1.5, label, f"{words} {value_words(value, row['unit'])}", TICK)


def _band(page: Page, phase: Phase, scale: Axis) -> None:
    """Shade what lies between the limits, as far as it is on the scale."""
    row, left, right = phase.row, phase.left, phase.right
    if row["kind"] != "control":
        return
    high, low = (scale.at(min(max(row[name], scale.low), scale.high)) for name in ("high", "low"))
    corners = [(left, high), (right, high), (right, low), (left, low), (left, high)]
    page.add(PathPatch(Path(corners, closed=True), facecolor=WASH, edgecolor="none", zorder=0.2))
