"""Networks in pieces: the largest is laid out by itself, small ones and single organisations stand in rows below it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sna.layout.distances import Matrix
from sna.layout.stress import Points

MARGIN = 0.7
FEWEST_COLUMNS = 12


def pieces_of(presence: Matrix) -> list[list[int]]:
    """Return the connected pieces of a symmetric matrix, largest first, then by their first place.

    Examples
    --------
    >>> pieces_of(np.array([[0, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]))
    [[1, 2], [0], [3]]
    """
    left, found = dict.fromkeys(range(len(presence))), []
    while left:
        piece, edge = set(), [next(iter(left))]
        while edge:
            at = edge.pop()
            if at in left:
                del left[at]
                piece.add(at)
                edge.extend(np.flatnonzero(presence[at]).tolist())
        found.append(sorted(piece))
    return sorted(found, key=lambda piece: (-len(piece), piece[0]))


def in_rows(pieces: Sequence[Points], above: Points, tie: float) -> list[Points]:
    """Return small pieces moved into rows below others, left to right in their order, ``tie`` being a tie's length."""
    left, right = above[:, 0].min(), above[:, 0].max()
    gap = min(MARGIN * tie, (right - left) / FEWEST_COLUMNS)
    x, top, deepest = left, above[:, 1].min() - 1.5 * gap, 0.0
    placed = []
    for piece in pieces:
        low, size = piece.min(axis=0), np.ptp(piece, axis=0)
        if x > left and x + size[0] > right:
            x, top, deepest = left, top - deepest - gap, 0.0
        placed.append(piece - low + np.array([x, top - size[1]]))
        x, deepest = x + size[0] + gap, max(deepest, float(size[1]))
    return placed
