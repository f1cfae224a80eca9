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

GAPS = (0.7, 1.4, 2.4, 3.6)
SWEEPS, STARTS, SEED = 12, 40, 0
# A name on another or on a symbol cannot be read, one nearer to another symbol is read wrongly: lines matter less.
ON_LABEL, ON_SYMBOL, MISLEADS, ON_HEAD, NEAR_SYMBOL, ON_LINE = 1000.0, 200.0, 80.0, 12.0, 3.0, 0.5
NEAR, CLEARLY = 1.3, 0.6
FARTHER, BROKEN = 1.2, 0.6
# Below, above, right, left, the diagonals, then half way: (x, y) direction and how much worse than the best each is.
DIRECTIONS = (
    (0.0, 1.0, 0.0),
    (0.0, -1.0, 0.1),
    (1.0, 0.0, 0.2),
    (-1.0, 0.0, 0.25),
    (1.0, 1.0, 0.4),
    (-1.0, 1.0, 0.45),
    (1.0, -1.0, 0.5),
    (-1.0, -1.0, 0.55),
    (0.5, 1.0, 0.6),
    (-0.5, 1.0, 0.6),
    (0.5, -1.0, 0.65),
    (-0.5, -1.0, 0.65),
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
    """Place a name beside each symbol, inside the map, at the least cost found from several starts.

    Parameters
    ----------
    middles, radii
        Of the symbols, in the order of importance.
    sizes
        Width and height of each name in millimetres, for each way of setting it.
    around
        What to keep off.
    """
    if not len(middles):
        return []
    every = zip(middles, radii, sizes, strict=True)
    choices = [_candidates(middle, radius, ways, around.inside) for middle, radius, ways in every]
    fixed = [_standing_costs(boxes, middle, around) for boxes, middle in zip(choices, middles, strict=True)]
    return [_placed(boxes[c].tolist(), c) for boxes, c in zip(choices, _cheapest(choices, fixed), strict=True)]


def clashes(placed: Sequence[Placed], middles: npt.NDArray[np.float64], around: Surroundings) -> int:
    """Return how many names lie on another name, on a symbol, or nearer to another symbol than to their own."""
    boxes = np.array([(spot.left, spot.top, spot.right, spot.bottom) for spot in placed]).reshape(-1, 4)
    on_names = sum(int(_overlap(boxes[at, None], np.delete(boxes, at, axis=0))[0] > 0) for at in range(len(boxes)))
    on_symbols = int((_overlap(boxes, around.symbols) > 0).sum())
    misled = sum(bool(_misleads(boxes[at, None], middles[at], around)[0]) for at in range(len(boxes)))
    return on_names + on_symbols + misled


def _placed(box: list[float], choice: int) -> Placed:
    """Return a box with the side its text is flush with."""
    left, top, right, bottom = box
    side = DIRECTIONS[choice % len(DIRECTIONS)][0]
    return Placed(left, top, right, bottom, side if abs(side) == 1 else 0.0, choice // A_SETTING)


def _cheapest(choices: list[Boxes], fixed: list[Costs]) -> list[int]:
    """Return the choice for each name: improved one by one and from several starts, the first being one by one too."""
    # Rounded, so that equal costs are equal on every machine and the first choice wins.
    between = {
        (one, two): np.round(ON_LABEL * _pairs(choices[one], choices[two]), 6)
        for one, two in itertools.permutations(range(len(choices)), 2)
        if _may_meet(choices[one], choices[two])
    }
    rivals = [[two for two in range(len(choices)) if (one, two) in between] for one in range(len(choices))]

    def total(chosen: list[int]) -> float:
        pairs = sum(float(table[chosen[one], chosen[two]]) for (one, two), table in between.items()) / 2
        return round(pairs + sum(float(cost[c]) for cost, c in zip(fixed, chosen, strict=True)), 6)

    def settled(chosen: list[int], first: list[int]) -> list[int]:
        for _ in range(SWEEPS):
            before = list(chosen)
            for at in (*first, *range(len(chosen))):
                cost = fixed[at] + sum(
                    between[at, other][:, chosen[other]] for other in rivals[at] if chosen[other] >= 0
                )
                chosen[at] = int(np.argmin(np.round(cost, 6)))
            if chosen == before:
                break
            first = []
        return chosen

    generator = np.random.Generator(np.random.PCG64(SEED))
    best = settled([-1] * len(choices), [])
    least = total(best)
    for _ in range(STARTS):
        # Lift some neighbours off the best arrangement and set them again in another order.
        at = int(generator.integers(len(choices)))
        lifted = [at, *(int(k) for k in generator.permutation(rivals[at])[:4])] if rivals[at] else [at]
        tried = list(best)
        for one in lifted:
            tried[one] = -1
        tried = settled(tried, [int(k) for k in generator.permutation(lifted)])
        if total(tried) < least:
            best, least = tried, total(tried)
    return best


def _may_meet(one: Boxes, two: Boxes) -> bool:
    """Return whether any box of one name could touch any of another."""
    return bool(
        (one[:, :2].min(axis=0) < two[:, 2:].max(axis=0)).all()
        and (two[:, :2].min(axis=0) < one[:, 2:].max(axis=0)).all()
    )


def _candidates(
    middle: npt.NDArray[np.float64],
    radius: float,
    ways: Sequence[tuple[float, float]],
    inside: tuple[float, float, float, float],
) -> Boxes:
    """Return the boxes a name could have round its symbol, moved into the map: by setting, gap and direction."""
    left, top, right, bottom = inside
    boxes = []
    for (wide, high), gap, (dx, dy, _) in itertools.product(ways, GAPS, DIRECTIONS):
        diagonal = abs(dx) == 1 and dy != 0
        off = 0.72 * radius + gap * 0.6 if diagonal else radius + gap
        x = middle[0] + (dx * (off + wide / 2) if abs(dx) == 1 else dx * wide / 2)
        y = middle[1] + dy * (off + high / 2)
        x, y = max(min(x, right - wide / 2), left + wide / 2), max(min(y, bottom - high / 2), top + high / 2)
        boxes.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return np.array(boxes)


def _standing_costs(boxes: Boxes, middle: npt.NDArray[np.float64], around: Surroundings) -> Costs:
    """Return what the boxes round a symbol cost whatever the other names do; near another symbol a name misleads."""
    near = around.symbols[~_own(middle, around)] + np.array([-NEAR, -NEAR, NEAR, NEAR])
    k = np.arange(len(boxes))
    cost: Costs = (
        ON_SYMBOL * _overlap(boxes, around.symbols)
        + MISLEADS * _misleads(boxes, middle, around)
        + NEAR_SYMBOL * _overlap(boxes, near)
        + ON_HEAD * _overlap(boxes, around.heads)
        + ON_LINE * lengths_inside(boxes, around.pieces)
        + np.array([worse for _, _, worse in DIRECTIONS])[k % len(DIRECTIONS)]
        + FARTHER * (k % A_SETTING // len(DIRECTIONS))
        + BROKEN * (k // A_SETTING)
    )
    return cost


def _own(middle: npt.NDArray[np.float64], around: Surroundings) -> npt.NDArray[np.bool_]:
    """Return which of the symbols is the one at a place."""
    left, top, right, bottom = around.symbols.T
    own: npt.NDArray[np.bool_] = (left < middle[0]) & (middle[0] < right) & (top < middle[1]) & (middle[1] < bottom)
    return own


def _misleads(boxes: Boxes, middle: npt.NDArray[np.float64], around: Surroundings) -> npt.NDArray[np.bool_]:
    """Return which boxes are not clearly nearer to their own symbol than to every other."""
    own = _own(middle, around)
    to_own, to_others = _apart(boxes, around.symbols[own]), _apart(boxes, around.symbols[~own])
    misleads: npt.NDArray[np.bool_] = to_others < to_own + CLEARLY
    return misleads


def _pairs(boxes: Boxes, others: Boxes) -> Costs:
    """Return for each pair of boxes how much they overlap or nearly touch: 1, plus the share of one."""
    pad = 0.3
    across = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0]) + pad
    down = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1]) + pad
    shared = np.clip(across, 0, None) * np.clip(down, 0, None)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return np.asarray((shared > 0) + shared / np.maximum(area, 1e-9)[:, None])


def _overlap(boxes: Boxes, others: Boxes) -> Costs:
    """Return for each box how much it overlaps others: 1 for touching any, plus the shared share of its area."""
    if not len(others) or not len(boxes):
        return np.zeros(len(boxes))
    across = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0])
    down = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1])
    shared = np.clip(across, 0, None) * np.clip(down, 0, None)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return np.asarray(((shared > 0) * 1.0).sum(axis=1) + shared.sum(axis=1) / np.maximum(area, 1e-9))


def _apart(boxes: Boxes, others: Boxes) -> Costs:
    """Return for each box how far it is from the nearest of others; infinity where there is none."""
    if not len(others):
        return np.full(len(boxes), np.inf)
    gap = np.maximum(boxes[:, None, :2] - others[None, :, 2:], others[None, :, :2] - boxes[:, None, 2:]).clip(0)
    return np.asarray(np.hypot(gap[..., 0], gap[..., 1]).min(axis=1))


def length_inside(box: npt.NDArray[np.float64], pieces: npt.NDArray[np.float64]) -> float:
    """Return how many millimetres of lines run under a box."""
    return float(lengths_inside(box[None, :], pieces)[0])


def lengths_inside(boxes: Boxes, pieces: npt.NDArray[np.float64]) -> Costs:
    """Return how many millimetres of lines run under each box (Liang and Barsky)."""
    if not len(pieces):
        return np.zeros(len(boxes))
    start, along = pieces[:, :2], pieces[:, 2:] - pieces[:, :2]
    low, high = np.zeros((len(boxes), len(pieces))), np.ones((len(boxes), len(pieces)))
    for axis in (0, 1):
        step = np.where(np.abs(along[:, axis]) < 1e-12, 1e-12, along[:, axis])  # noqa: PLR2004 - only to divide by
        one, two = ((boxes[:, side, None] - start[:, axis]) / step for side in (axis, axis + 2))
        np.maximum(low, np.minimum(one, two), out=low)
        np.minimum(high, np.maximum(one, two), out=high)
    return np.asarray((np.clip(high - low, 0.0, None) * np.hypot(along[:, 0], along[:, 1])).sum(axis=1))
