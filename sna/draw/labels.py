"""Where names go: beside their symbols, off each other, off arrowheads, and off lines where there is a choice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Boxes = npt.NDArray[np.float64]
"""Rows of left, top, right, bottom, in millimetres."""
Costs = npt.NDArray[np.float64]

GAPS = (0.7, 2.0, 3.6)
SWEEPS = 4
ON_LABEL, ON_SYMBOL, NEAR_SYMBOL, ON_HEAD, ON_LINE, OUTSIDE = 40.0, 40.0, 3.0, 12.0, 0.5, 25.0
NEAR, MISLEADS = 1.3, 15.0
BAD, REASON = 8.0, 6.0
FARTHER, BROKEN = 1.2, 0.6
# Below, above, right, left, then the diagonals: (x, y) direction and how much worse than the best each is.
DIRECTIONS = (
    (0.0, 1.0, 0.0),
    (0.0, -1.0, 0.1),
    (1.0, 0.0, 0.2),
    (-1.0, 0.0, 0.25),
    (1.0, 1.0, 0.4),
    (-1.0, 1.0, 0.45),
    (1.0, -1.0, 0.5),
    (-1.0, -1.0, 0.55),
)
A_SETTING = len(GAPS) * len(DIRECTIONS)


@dataclass(frozen=True)
class Placed:
    """A name's box: left, top, right, bottom in millimetres, and the side its lines are flush with."""

    left: float
    top: float
    right: float
    bottom: float
    side: float
    setting: int


@dataclass(frozen=True)
class Surroundings:
    """What names should keep off: symbols, arrowheads, line pieces (x1, y1, x2, y2), and the box to stay inside."""

    symbols: Boxes
    heads: Boxes
    pieces: npt.NDArray[np.float64]
    inside: tuple[float, float, float, float]


def place_labels(
    middles: npt.NDArray[np.float64],
    radii: npt.NDArray[np.float64],
    sizes: Sequence[Sequence[tuple[float, float]]],
    around: Surroundings,
) -> list[Placed]:
    """Place a name beside each symbol: best first for those that come first, then improved in sweeps.

    Parameters
    ----------
    middles, radii
        Of the symbols, in the order of importance.
    sizes
        Width and height of each name in millimetres, for each way of setting it.
    around
        What to keep off.
    """
    choices = [_candidates(middle, radius, ways) for middle, radius, ways in zip(middles, radii, sizes, strict=True)]
    fixed = [_standing_costs(boxes, middle, around) for boxes, middle in zip(choices, middles, strict=True)]
    chosen = _improved(choices, fixed)
    return [
        _placed(boxes[c].tolist(), DIRECTIONS[c % len(DIRECTIONS)][0], c // A_SETTING)
        for boxes, c in zip(choices, chosen, strict=True)
    ]


def _placed(box: list[float], side: float, setting: int) -> Placed:
    """Return a box with the side its text is flush with."""
    left, top, right, bottom = box
    return Placed(left, top, right, bottom, side, setting)


def _improved(choices: list[Boxes], fixed: list[Costs]) -> list[int]:
    """Return the choice for each name: one by one in sweeps, then in pairs where one is still bad."""
    chosen: dict[int, int] = {}
    for _ in range(SWEEPS):
        before = dict(chosen)
        for at in range(len(choices)):
            chosen[at] = int(np.argmin(_costs(at, choices, fixed, chosen, {at})))
        for one in range(len(choices)):
            for two in range(len(choices)):
                if one != two and _in_the_way(one, two, choices, fixed, chosen):
                    chosen[one], chosen[two] = _pair(one, two, choices, fixed, chosen)
        if chosen == before:
            break
    return [chosen[at] for at in range(len(choices))]


def _in_the_way(one: int, two: int, choices: list[Boxes], fixed: list[Costs], chosen: dict[int, int]) -> bool:
    """Return whether a name is badly placed and another one is near enough to be the reason."""
    if _costs(one, choices, fixed, chosen, {one})[chosen[one]] < BAD:
        return False
    return bool(_apart(choices[one][chosen[one], None], choices[two][chosen[two], None])[0] < REASON)


def _costs(at: int, choices: list[Boxes], fixed: list[Costs], chosen: dict[int, int], but: set[int]) -> Costs:
    """Return what each choice for a name costs, given the choices for others."""
    taken = np.array([choices[other][c] for other, c in chosen.items() if other not in but]).reshape(-1, 4)
    # Rounded, so that equal costs are equal on every machine and the first choice wins.
    return np.round(fixed[at] + ON_LABEL * _overlap(choices[at], taken, pad=0.3), 6)


def _pair(one: int, two: int, choices: list[Boxes], fixed: list[Costs], chosen: dict[int, int]) -> tuple[int, int]:
    """Return the cheapest choices for two names together."""
    first, second = (_costs(at, choices, fixed, chosen, {one, two}) for at in (one, two))
    both = np.array([_overlap(choices[one], box[None], pad=0.3) for box in choices[two]]).T
    total = first[:, None] + second[None, :] + ON_LABEL * both
    best = int(np.argmin(np.round(total, 6)))
    return best // total.shape[1], best % total.shape[1]


def _candidates(middle: npt.NDArray[np.float64], radius: float, ways: Sequence[tuple[float, float]]) -> Boxes:
    """Return the boxes a name could have round its symbol: settings, in each near ones first, in each directions."""
    boxes = []
    for (wide, high), gap, (dx, dy, _) in itertools.product(ways, GAPS, DIRECTIONS):
        off = radius + gap if dx == 0 or dy == 0 else 0.72 * radius + gap * 0.6
        x, y = middle[0] + dx * (off + wide / 2), middle[1] + dy * (off + high / 2)
        boxes.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return np.array(boxes)


def _standing_costs(boxes: Boxes, middle: npt.NDArray[np.float64], around: Surroundings) -> npt.NDArray[np.float64]:
    """Return what the boxes round a symbol cost whatever the other names do; near another symbol a name misleads."""
    left, top, right, bottom = around.symbols.T
    own = (left < middle[0]) & (middle[0] < right) & (top < middle[1]) & (middle[1] < bottom)
    near = around.symbols[~own] + np.array([-NEAR, -NEAR, NEAR, NEAR])
    to_own, to_others = _apart(boxes, around.symbols[own]), _apart(boxes, around.symbols[~own])
    standing = np.array([_standing_cost(box, k, around) for k, box in enumerate(boxes)])
    cost: npt.NDArray[np.float64] = standing + NEAR_SYMBOL * _overlap(boxes, near) + MISLEADS * (to_others < to_own)
    return cost


def _standing_cost(box: npt.NDArray[np.float64], k: int, around: Surroundings) -> float:
    """Return what a box costs for what is under it, its direction, and leaving the map."""
    row = box[None]
    left, top, right, bottom = around.inside
    outside = max(left - box[0], 0) + max(top - box[1], 0) + max(box[2] - right, 0) + max(box[3] - bottom, 0)
    return float(
        ON_SYMBOL * _overlap(row, around.symbols)[0]
        + ON_HEAD * _overlap(row, around.heads)[0]
        + ON_LINE * _length_inside(box, around.pieces)
        + DIRECTIONS[k % len(DIRECTIONS)][2]
        + FARTHER * (k % A_SETTING // len(DIRECTIONS))
        + BROKEN * (k // A_SETTING)
        + OUTSIDE * outside
    )


def _overlap(boxes: Boxes, others: Boxes, *, pad: float = 0.0) -> npt.NDArray[np.float64]:
    """Return for each box how much it overlaps others: 1 for touching any, plus the shared share of its area."""
    if not len(others):
        return np.zeros(len(boxes))
    across = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0]) + pad
    down = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1]) + pad
    shared = np.clip(across, 0, None) * np.clip(down, 0, None)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    total: npt.NDArray[np.float64] = ((shared > 0) * 1.0).sum(axis=1) + shared.sum(axis=1) / np.maximum(area, 1e-9)
    return total


def _apart(boxes: Boxes, others: Boxes) -> Costs:
    """Return for each box how far it is from the nearest of others; infinity where there is none."""
    if not len(others):
        return np.full(len(boxes), np.inf)
    gap = np.maximum(boxes[:, None, :2] - others[None, :, 2:], others[None, :, :2] - boxes[:, None, 2:]).clip(0)
    return np.asarray(np.hypot(gap[..., 0], gap[..., 1]).min(axis=1))


def _length_inside(box: npt.NDArray[np.float64], pieces: npt.NDArray[np.float64]) -> float:
    """Return how many millimetres of lines run under a box (Liang and Barsky)."""
    if not len(pieces):
        return 0.0
    start, along = pieces[:, :2], pieces[:, 2:] - pieces[:, :2]
    low, high = np.zeros(len(pieces)), np.ones(len(pieces))
    for axis in (0, 1):
        step = np.where(np.abs(along[:, axis]) < 1e-12, 1e-12, along[:, axis])  # noqa: PLR2004 - only to divide by
        one, two = (box[axis] - start[:, axis]) / step, (box[axis + 2] - start[:, axis]) / step
        low, high = np.maximum(low, np.minimum(one, two)), np.minimum(high, np.maximum(one, two))
    return float((np.clip(high - low, 0.0, None) * np.hypot(along[:, 0], along[:, 1])).sum())
