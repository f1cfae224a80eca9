"""What other predictors leave of one, put on others' places: the cells that double semi-partialling looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import kernel
from sna.infer.design import DEPENDENT, Design
from sna.infer.relabelling import Places

Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
TINY = 1e-300
"""Keeps a division by nothing finite: a relabelling that happens to fit exactly is far out."""


class Tested(Protocol):
    """How one predictor is tested."""

    def of_cells(self, drawn: Values, seen: Mask | None) -> Values:
        """Return two statistics of cells relabelled (row each), which it may overwrite; and which were seen."""
        ...

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        """Return the same by a compiled loop from relabellings (row each); ``None`` where there is none."""
        ...


class Relabelled:
    """What the others leave of every predictor, looked up for all predictors at once.

    Where every pair was observed all n × n cells are looked up, rows by rows; what is not a pair is zero there. Of an
    undirected network each pair then counts twice, which `half` takes back.
    """

    def __init__(self, design: Design) -> None:
        self.design, self.n = design, design.n
        self.half = 1.0 if design.directed else 0.5
        left = [design.matrix(design.without(place)[1]) for place in range(1, design.X.shape[1])]
        self.known = ~np.isnan(left[0]).ravel()
        self.left = [np.nan_to_num(cells).ravel() for cells in left]
        self.width = len(design.y) if not design.complete else self.n**2

    def working(self) -> int:
        """Return how many numbers one relabelling needs room for: a compiled loop has room of its own."""
        return self.width if kernel("semi_partial") is None or not self.design.complete else 1

    def full(self, values: Values) -> Values:
        """Return values of pairs as one row of n × n cells, zero where there is no pair."""
        return np.nan_to_num(self.design.matrix(values)).ravel()

    def statistics(self, places: Places, tests: Sequence[Tested]) -> Values:
        """Return two statistics of every predictor; row = relabelling."""
        if places.shape[1] > 1:
            small = np.ascontiguousarray(places.T, dtype=np.uint32)
            found = [test.of_rows(small, left) for left, test in zip(self.left, tests, strict=True)]
            compiled = [values for values in found if values is not None]
            if len(compiled) == len(tests):
                return np.concatenate(compiled, axis=1)
        rows, n = np.ascontiguousarray(places.T, dtype=np.int64), self.n
        if self.design.complete:
            at = ((rows * n)[:, :, None] + rows[:, None, :]).reshape(len(rows), n * n)
            seen = None
        else:
            at = rows[:, self.design.rows] * n + rows[:, self.design.columns]
            seen = self.known[at]
        # Clipping never happens; it spares a test of every index.
        drawn = (left.take(at, mode="clip") for left in self.left)
        return np.concatenate([test.of_cells(cells, seen) for cells, test in zip(drawn, tests, strict=True)], axis=1)


def usual_and_robust(relabelled: Relabelled, place: int) -> Tested:
    """Return how one predictor is tested in a linear regression: the usual t and the robust one."""
    return (_Complete if relabelled.design.complete else _WithHoles)(relabelled, place)


class _Complete:
    """Every pair was observed: the regression of the response on the others is made once."""

    def __init__(self, relabelled: Relabelled, place: int) -> None:
        design = relabelled.design
        others, left = design.without(place)
        # What is left of a predictor sums to 0 wherever it is put: a constant need not be taken out again.
        centred = others[:, 1:] - others[:, 1:].mean(axis=0)
        basis = np.linalg.qr(centred)[0]
        y = design.y - design.y.mean()
        y = y - basis @ (basis.T @ y)
        self.n, self.half, self.scale = design.n, relabelled.half, float(left @ left)
        self.spread, self.freedom = float(y @ y), len(y) - others.shape[1] - 1
        self.response = relabelled.full(y)
        self.basis = np.array([relabelled.full(column) for column in basis.T]).reshape(basis.shape[1], design.n**2)
        self.forms = np.ascontiguousarray(np.vstack([self.response, self.basis]).T)

    def of_cells(self, drawn: Values, seen: Mask | None) -> Values:
        del seen
        sums = self.half * (drawn @ self.forms)
        product, share = sums[:, 0], sums[:, 1:]
        size = self.scale - (share * share).sum(axis=1)
        drawn -= share @ self.basis
        u = drawn * (product / np.where(size > DEPENDENT * self.scale, size, 1.0))[:, None]
        np.subtract(self.response, u, out=u)
        u *= drawn
        return self._finished(product, size, self.half * np.einsum("bi,bi->b", u, u))

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        semi_partial = kernel("semi_partial")
        if semi_partial is None:
            return None
        n, out = self.n, np.empty((3, len(rows)))
        semi_partial(rows, left.reshape(n, n), self.response, self.basis, (self.scale, self.half), out)
        return self._finished(*out)

    def _finished(self, product: Values, size: Values, robust: Values) -> Values:
        whole = size > DEPENDENT * self.scale
        slope = product / np.where(whole, size, 1.0)
        return _finished(product, size, (self.spread - slope * product) / self.freedom, robust, whole)


class _WithHoles:
    """Only pairs observed before and after relabelling count: every relabelling has regressions of its own."""

    def __init__(self, relabelled: Relabelled, place: int) -> None:
        others, left = relabelled.design.without(place)
        self.y, self.width, self.scale = relabelled.design.y[None, :], others.shape[1], float(left @ left)
        self.taken_out = taking_out(others, np.ones(len(others)))

    def of_cells(self, drawn: Values, seen: Mask | None) -> Values:
        weight = np.ones_like(drawn) if seen is None else seen.astype(np.float64)
        e, y = self.taken_out(drawn, weight), self.taken_out(self.y, weight)
        freedom = weight.sum(axis=1) - self.width - 1
        size, product = (e * e).sum(axis=1), (e * y).sum(axis=1)
        whole = (size > DEPENDENT * self.scale) & (freedom > 0)
        u = y - (product / np.where(whole, size, 1.0))[:, None] * e
        squares = (u * u).sum(axis=1) / np.maximum(freedom, 1)
        return _finished(product, size, squares, ((u * e) ** 2).sum(axis=1), whole)

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        del rows, left
        return None


def _finished(product: Values, size: Values, squares: Values, robust: Values, whole: Mask) -> Values:
    """Return t and robust t, ``nan`` where nothing of the predictor is left; ``squares`` are mean squared residuals."""
    size = np.where(whole, size, 1.0)
    usual = product / np.sqrt(size * np.maximum(squares, TINY))
    return np.where(whole[:, None], np.column_stack([usual, product / np.sqrt(np.maximum(robust, TINY))]), np.nan)


def taking_out(others: Values, importance: Values) -> Callable[[Values, Values], Values]:
    """Return what takes other predictors out of values by least squares, over the pairs seen of every relabelling.

    ``importance`` weighs pairs; what is returned is 0 where a pair was not seen.
    """
    width = others.shape[1]
    weighed = others * importance[:, None]
    products = (others[:, :, None] * weighed[:, None, :]).reshape(len(others), width * width)

    def taken_out(values: Values, seen: Values) -> Values:
        inverse = np.linalg.pinv((seen @ products).reshape(-1, width, width), hermitian=True)
        slopes = np.einsum("bij,bj->bi", inverse, (seen * values) @ weighed)
        return np.asarray(seen * (values - slopes @ others.T), dtype=np.float64)

    return taken_out
