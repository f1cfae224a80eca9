"""How many lines between points cross."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ends = npt.NDArray[np.int64]


def tie_ends(presence: npt.NDArray[np.float64]) -> Ends:
    """Return the tied pairs of a symmetric matrix, smaller place first: shape (m, 2)."""
    return np.argwhere(np.triu(presence, 1) > 0)


def crossings(points: npt.NDArray[np.float64], ends: Ends) -> int:
    """Count pairs of straight lines that cross; lines that share an end do not.

    Examples
    --------
    >>> square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    >>> crossings(square, np.array([[0, 2], [1, 3]])), crossings(square, np.array([[0, 1], [2, 3]]))
    (1, 0)
    """
    a, b = points[ends[:, 0]], points[ends[:, 1]]
    along = b - a
    found = 0
    one, other = ends.T
    for k in range(len(ends) - 1):
        rest = slice(k + 1, None)
        left = _side(along[k], a[rest] - a[k]) * _side(along[k], b[rest] - a[k])
        right = _side(along[rest], a[k] - a[rest]) * _side(along[rest], b[k] - a[rest])
        crossed = (left < 0) & (right < 0)
        for end in ends[k]:
            crossed &= (one[rest] != end) & (other[rest] != end)
        found += int(np.count_nonzero(crossed))
    return found


def possible_crossings(ends: Ends, n: int) -> int:
    """Return the number of pairs of ties that share no end."""
    degree = np.bincount(ends.ravel(), minlength=n)
    return len(ends) * (len(ends) - 1) // 2 - int((degree * (degree - 1) // 2).sum())


def _side(along: npt.NDArray[np.float64], to: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return on which side of a direction points lie: the sign of the cross product."""
    side: npt.NDArray[np.float64] = along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]
    return side
