"""What other predictors leave of one, put on others' places: the cells that double semi-partialling looks at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import kernel
from sna.infer.design import DEPENDENT, Design
from sna.infer.look_up import SMALL
from sna.infer.relabelling import Places

Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
CACHED = 50_000
"""Cells of relabelled matrices that, with the room that they need beside, stay in a processor's cache."""

TINY = 1e-300
"""Keeps a division by nothing finite: a relabelling that happens to fit exactly is far out."""


class Tested(Protocol):
    """How one predictor is tested."""

    def of_cells(self, drawn: Values, seen: Mask | None, spare: Values) -> Values:
        """Return sums, column each, over cells relabelled, row each, that were seen; may overwrite both rooms."""
        ...

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        """Return the same by a compiled loop from relabellings (row each); ``None`` where there is none."""
        ...

    def statistics(self, sums: Values) -> Values:
        """Return the statistics that follow from sums; row = relabelling, ``nan`` where undefined."""
        ...


@dataclass(frozen=True)
class Room:
    """Arrays of one thread, row = relabelling: where pairs are looked up, what is found there, and one to spare."""

    at: Places
    drawn: Values
    spare: Values


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
        self.local = threading.local()

    def shares(self) -> bool:
        """Whether threads share the work: that of a compiled loop, and where every relabelling has its regressions."""
        return kernel("semi_partial") is not None or not self.design.complete

    def full(self, values: Values) -> Values:
        """Return values of pairs as one row of n × n cells, zero where there is no pair."""
        return np.nan_to_num(self.design.matrix(values)).ravel()

    def statistics(self, places: Places, tests: Sequence[Tested]) -> Values:
        """Return the statistics of every predictor; row = relabelling."""
        sums = self._by_loop(places, tests) or self._by_cells(places, tests)
        return np.concatenate([test.statistics(each) for test, each in zip(tests, sums, strict=True)], axis=1)

    def _by_loop(self, places: Places, tests: Sequence[Tested]) -> list[Values]:
        """Return the sums of every predictor by a compiled loop; empty where there is none."""
        if places.shape[1] == 1:
            return []
        rows = np.ascontiguousarray(places.T, dtype=np.uint32)
        sums = [test.of_rows(rows, left) for left, test in zip(self.left, tests, strict=True)]
        made = [each for each in sums if each is not None]
        return made if len(made) == len(tests) else []

    def _by_cells(self, places: Places, tests: Sequence[Tested]) -> list[Values]:
        """Return the sums of every predictor, of so few relabellings at a time that all stays in cache."""
        sums: list[list[Values]] = [[] for _ in tests]
        step = max(1, CACHED // self.width)
        for first in range(0, places.shape[1], step):
            part = places[:, first : first + step]
            room = self._room(part.shape[1])
            seen = self._look_up(part, room.at)
            for left, test, found in zip(self.left, tests, sums, strict=True):
                # Clipping never happens; it spares a test of every index.
                found.append(test.of_cells(left.take(room.at, out=room.drawn, mode="clip"), seen, room.spare))
        return [np.concatenate(found, axis=1) for found in sums]

    def _look_up(self, places: Places, at: Places) -> Mask | None:
        """Set where every pair is looked up; return which of these were seen, ``None`` where all were."""
        n = self.n
        if not self.design.complete:
            rows = np.ascontiguousarray(places.T, dtype=np.int64)
            np.add(rows[:, self.design.rows] * n, rows[:, self.design.columns], out=at)
            return self.known[at]
        # Numbers as small as can be, for as long as can be.
        kind = np.uint16 if n <= SMALL else np.uint32
        rows = np.ascontiguousarray(places.T, dtype=kind)
        at[:] = ((rows * kind(n))[:, :, None] + rows[:, None, :]).reshape(at.shape)
        return None

    def _room(self, size: int) -> Room:
        """Return this thread's arrays for so many relabellings."""
        room: Room | None = getattr(self.local, "room", None)
        if room is None or len(room.at) != size:
            shape = (size, self.width)
            room = self.local.room = Room(np.empty(shape, dtype=np.int64), np.empty(shape), np.empty(shape))
        return room


def of_t(relabelled: Relabelled, place: int, *, robust: bool) -> Tested:
    """Return how one predictor is tested in a linear regression: the usual t, and the ``robust`` one beside it."""
    return (_Complete if relabelled.design.complete else _WithHoles)(relabelled, place, robust=robust)


class _Complete:
    """Every pair was observed: the regression of the response on the others is made once."""

    def __init__(self, relabelled: Relabelled, place: int, *, robust: bool) -> None:
        design = relabelled.design
        others, left = design.without(place)
        # What is left of a predictor sums to 0 wherever it is put: a constant need not be taken out again.
        centred = others[:, 1:] - others[:, 1:].mean(axis=0)
        basis = np.linalg.qr(centred)[0]
        y = design.y - design.y.mean()
        y = y - basis @ (basis.T @ y)
        self.n, self.half, self.scale, self.robust = design.n, relabelled.half, float(left @ left), robust
        self.spread, self.freedom = float(y @ y), len(y) - others.shape[1] - 1
        self.response = relabelled.full(y)
        self.basis = np.array([relabelled.full(column) for column in basis.T]).reshape(basis.shape[1], design.n**2)
        self.forms = np.vstack([self.response, self.basis])
        # The compiled loop goes through them two by two.
        lacking = max(len(self.basis) % 2, 2 - len(self.basis))
        self.pairs = np.vstack([self.basis, np.zeros((lacking, design.n**2))])

    def of_cells(self, drawn: Values, seen: Mask | None, spare: Values) -> Values:
        del seen
        of_forms = self.half * (drawn @ self.forms.T)
        product, share = of_forms[:, 0], of_forms[:, 1:]
        size = self.scale - (share * share).sum(axis=1)
        sums = np.array([product, size, np.zeros(len(size))])
        if not self.robust:
            return sums
        drawn -= np.matmul(share, self.basis, out=spare)
        u = np.multiply(drawn, self._slope(sums)[:, None], out=spare)
        np.subtract(self.response, u, out=u)
        u *= drawn
        sums[2] = self.half * np.vecdot(u, u)
        return sums

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        semi_partial = kernel("semi_partial")
        if semi_partial is None:
            return None
        n, out, scale = self.n, np.empty((3, len(rows))), (self.scale, self.half)
        semi_partial(rows, left.reshape(n, n), self.response, self.pairs, scale, self.robust, out)
        return out

    def statistics(self, sums: Values) -> Values:
        product, size, robust = sums
        squares = (self.spread - self._slope(sums) * product) / self.freedom
        return _statistics(product, self._whole(size), squares, robust if self.robust else None)

    def _slope(self, sums: Values) -> Values:
        """Return the coefficient of the predictor, of any size where nothing of it is left."""
        return np.asarray(sums[0] / np.nan_to_num(self._whole(sums[1]), nan=1.0), dtype=np.float64)

    def _whole(self, size: Values) -> Values:
        """Return the squares that are left of the predictor, ``nan`` where they are rounding."""
        return np.where(size > DEPENDENT * self.scale, size, np.nan)


class _WithHoles:
    """Only pairs observed before and after relabelling count: every relabelling has regressions of its own."""

    def __init__(self, relabelled: Relabelled, place: int, *, robust: bool) -> None:
        others, left = relabelled.design.without(place)
        self.y, self.width, self.scale = relabelled.design.y[None, :], others.shape[1], float(left @ left)
        self.taken_out, self.robust = taking_out(others, np.ones(len(others))), robust

    def of_cells(self, drawn: Values, seen: Mask | None, spare: Values) -> Values:
        del spare
        weight = np.ones_like(drawn) if seen is None else seen.astype(np.float64)
        e, y = self.taken_out(drawn, weight), self.taken_out(self.y, weight)
        freedom = weight.sum(axis=1) - self.width - 1
        size, product = (e * e).sum(axis=1), (e * y).sum(axis=1)
        size = np.where((size > DEPENDENT * self.scale) & (freedom > 0), size, np.nan)
        u = y - (product / np.nan_to_num(size, nan=1.0))[:, None] * e
        squares = (u * u).sum(axis=1) / np.maximum(freedom, 1)
        return np.array([product, size, squares, ((u * e) ** 2).sum(axis=1)])

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        del rows, left
        return None

    def statistics(self, sums: Values) -> Values:
        product, size, squares, robust = sums
        return _statistics(product, size, squares, robust if self.robust else None)


def _statistics(product: Values, size: Values, squares: Values, robust: Values | None) -> Values:
    """Return t and, where asked for, robust t; ``squares`` are mean squared residuals, ``size`` may be ``nan``."""
    usual = product / np.sqrt(size * np.maximum(squares, TINY))
    if robust is None:
        return np.asarray(usual[:, None], dtype=np.float64)
    beside = np.where(np.isnan(size), np.nan, product / np.sqrt(np.maximum(robust, TINY)))
    return np.column_stack([usual, beside])


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
