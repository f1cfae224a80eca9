"""The cells of a regression of one network on others, over the pairs that were observed in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.qap import pair_cells
from sna.infer.relabelling import Places

Values = npt.NDArray[np.float64]

DEPENDENT = 1e-9
"""A predictor of which less than this share is left, once others are taken out, is a combination of them."""


@dataclass(frozen=True)
class Design:
    """The cells of a regression: response, a column of ones and the predictors, over the pairs observed in all.

    Attributes
    ----------
    n
        Number of members.
    rows, columns
        Place of every pair.
    y, X
        Response; ones and predictors, pair × column.
    complete
        Whether every pair was observed.
    directed
        Whether a pair and its reverse are two.
    """

    n: int
    rows: Places
    columns: Places
    y: Values
    X: Values
    complete: bool
    directed: bool

    @classmethod
    def of(cls, y: npt.ArrayLike, predictors: Sequence[npt.ArrayLike], *, directed: bool) -> Design:
        """Gather the cells of square matrices; ``nan`` where a pair was not observed."""
        response = np.array(y, dtype=np.float64)
        cells = pair_cells(len(response), directed=directed)
        columns = [np.asarray(matrix, dtype=np.float64)[cells] for matrix in predictors]
        table = np.column_stack([response[cells], np.ones(len(cells[0])), *columns])
        seen = ~np.isnan(table).any(axis=1)
        kept = table[seen]
        return cls(len(response), cells[0][seen], cells[1][seen], kept[:, 0], kept[:, 1:], bool(seen.all()), directed)

    def fault(self, names: Sequence[str]) -> str:
        """Return why nothing can be estimated, as a clause; empty where it can."""
        pairs, width = self.X.shape
        if pairs <= width:
            return f"{pairs} pairs observed in all of them are too few for {width - 1} predictors"
        for column in range(1, width):
            x = self.X[:, column]
            left = x - explained(self.X[:, :column], x)
            if np.sqrt(left @ left) <= DEPENDENT * np.sqrt(x @ x):
                return f"'{names[column - 1]}' does not vary, or is a combination of the predictors before it"
        left = self.y - explained(self.X, self.y)
        centred = self.y - self.y.mean()
        if centred @ centred <= DEPENDENT**2 * (self.y @ self.y):
            return "the response does not vary over the pairs observed"
        exact = left @ left <= DEPENDENT**2 * (centred @ centred)
        return "the predictors reproduce the response exactly: there is nothing left to test" if exact else ""

    def matrix(self, values: Values) -> Values:
        """Return values of pairs as a matrix, both ways where undirected; ``nan`` elsewhere."""
        cells = np.full((self.n, self.n), np.nan)
        cells[self.rows, self.columns] = values
        if not self.directed:
            cells[self.columns, self.rows] = values
        return cells

    def without(self, place: int) -> tuple[Values, Values]:
        """Return the columns but one, and what they leave of it."""
        others, x = np.delete(self.X, place, axis=1), self.X[:, place]
        return others, x - explained(others, x)


def explained(X: Values, y: Values) -> Values:
    """Return what least squares makes of columns to be as near ``y`` as they can."""
    return np.asarray(X @ np.linalg.lstsq(X, y, rcond=None)[0], dtype=np.float64)
