"""Correct several tests on the same splits together: step-down maxT."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


class StepDown:
    """Counts for step-down maxT, fed block by block with the statistics of the splits.

    Every statistic is scaled by its permutation standard deviation, so that none outweighs the rest. Going from the
    largest observed statistic down, each is held against the largest of itself and all smaller ones.

    Examples
    --------
    >>> step = StepDown(np.array([3.0, 1.0]), np.ones(2), np.zeros(2), [0, 1])
    >>> step.add(np.array([[3.0, 1.0], [1.0, 4.0], [0.0, 1.0], [2.0, 0.0]]))
    >>> step.adjusted(0).tolist()
    [0.5, 0.75]
    """

    def __init__(self, observed: Values, spread: Values, slack: Values, family: Sequence[int]) -> None:
        steady = [column for column in family if spread[column] <= slack[column]]
        varying = np.array([column for column in family if column not in steady], dtype=np.int64)
        self._scale = spread[varying]
        scaled = np.abs(observed[varying]) / self._scale
        order = np.argsort(scaled, kind="stable")
        self._columns, self._scale, self._observed = varying[order], self._scale[order], scaled[order]
        self._slack = slack[self._columns] / self._scale
        self._steady, self._width = steady, len(observed)
        self._beyond, self._rows = np.zeros(len(order), dtype=np.int64), 0

    def add(self, drawn: npt.NDArray[np.float64]) -> None:
        """Count a block: split × statistic, absolute values."""
        largest = np.maximum.accumulate(drawn[:, self._columns] / self._scale, axis=1)
        self._beyond += (largest >= self._observed - self._slack).sum(axis=0)
        self._rows += len(drawn)

    def adjusted(self, own: int) -> Values:
        """Return the adjusted p of every statistic: ``nan`` outside the family, 1 where it never varies.

        ``own`` is 1 where the observed split is counted on top of a random sample, else 0.
        """
        p = np.full(self._width, np.nan)
        p[self._steady] = 1.0
        share = (self._beyond + own) / max(self._rows + own, 1)
        p[self._columns] = np.maximum.accumulate(share[::-1])[::-1]
        return p
