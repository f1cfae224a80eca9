"""Leading eigenvectors by repeated multiplication: where one leads clearly, a few dozen products with the ties do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sna.metrics.registry import Values

STEPS = 300
CLOSE = 1e-13


def leading(step: Callable[[Values], Values], n: int) -> Values | None:
    """Return the leading eigenvector of a matrix without negative cells, sum of squares 1.

    Parameters
    ----------
    step
        Multiplies a vector by the matrix, which must have a single eigenvalue of largest size.
    n
        Length of the vector.

    Returns
    -------
    array or None
        ``None`` where the next eigenvalue is so close that the steps do not settle: another method must be asked.

    Examples
    --------
    >>> matrix = np.array([[2.0, 1.0], [1.0, 2.0]])
    >>> leading(lambda vector: matrix @ vector, 2).round(6).tolist()
    [0.707107, 0.707107]
    """
    vector: Values = np.full(n, 1 / np.sqrt(n))
    before = 1.0
    for _ in range(STEPS):
        new = step(vector)
        new /= np.sqrt(new @ new)
        moved = float(np.abs(new - vector).max())
        # Steps shrink by a constant factor in the end, so what is left is this geometric series.
        shrinks = moved / before
        if moved <= CLOSE or (shrinks < 1 and moved * shrinks / (1 - shrinks) <= CLOSE):
            return new
        vector, before = new, moved
    return None
