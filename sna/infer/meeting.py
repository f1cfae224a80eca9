"""From sums over cells of two networks to their correlation, plain and studentised, for many relabellings at once."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import kernel
from sna.infer.every_relabelling import Forms
from sna.infer.look_up import LookUp, Met, Rounds
from sna.infer.packed import Packed, is_less_work
from sna.infer.relabelling import Places

Values = npt.NDArray[np.float64]
Cells = tuple[Places, Places]

NOTHING = 1e-12
"""Variation below this share of its scale is rounding."""


class Meeting(Protocol):
    """Two networks: the sums that change when one is relabelled, and the statistics that follow from them.

    Attributes
    ----------
    width
        Cells that one relabelling looks up.
    whole
        Whether the sums are one whole number, the same again and again.
    """

    width: int
    whole: bool

    @property
    def forms(self) -> Forms:
        """Pairs of matrices whose sums of products these are."""
        ...

    def working(self) -> int:
        """Return how many bytes one relabelling needs room for."""
        ...

    def shares(self) -> bool:
        """Whether threads share the work: where its steps are many and short, they only wait for each other."""
        ...

    def sums(self, places: Places) -> Values:
        """Return the sums for some relabellings, column each."""
        ...

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r; row = relabelling, ``nan`` where undefined."""
        ...


class Complete:
    """Every pair was observed: only cells with a tie in the sparser network are looked up."""

    whole = False

    def __init__(self, x: Values, y: Values, cells: Cells) -> None:
        values, others = x[cells], y[cells]
        if np.count_nonzero(others) < np.count_nonzero(values):
            x, y, values, others = y, x, others, values
        tied = values != 0
        self.cells, self.senders, self.receivers = x, cells[0][tied], cells[1][tied]
        self.width, self.mean = len(self.senders), float(values.mean())
        middle = others.mean()
        self.centred, others = y - middle, others - middle
        spread = float((others**2).sum())
        self.length = float(np.sqrt(((values - self.mean) ** 2).sum() * spread))
        self.rest, self.floor = self.mean**2 * spread, NOTHING * float(np.abs(values).max() ** 2) * spread
        self.low, self.high = float(others.min()), float(others.max())

    @cached_property
    def ties(self) -> Rounds:
        """The ties of the sparser network."""
        return Rounds.of(self.senders, self.receivers, len(self.cells))

    @cached_property
    def look_up(self) -> LookUp:
        """Where they are looked up."""
        return LookUp(self.ties, self.centred)

    @cached_property
    def weight(self) -> Values:
        """How strong they are."""
        return np.asarray(self.cells[self.ties.senders, self.ties.receivers])

    @cached_property
    def square(self) -> Values:
        """What they add to centred x², which is (x² − 2·mean·x) + mean²: the last is the same everywhere."""
        return self.weight * (self.weight - 2 * self.mean)

    @cached_property
    def forms(self) -> Forms:
        """Pairs of matrices whose sums of products these are."""
        squared = self.centred * self.centred
        return [(self._matrix(self.weight), self.centred), (self._matrix(self.square), squared)]

    def _matrix(self, values: Values) -> Values:
        cells: Values = np.zeros(self.centred.shape)
        cells[self.ties.senders, self.ties.receivers] = values
        return cells

    def working(self) -> int:
        """Return how many bytes one relabelling needs room for."""
        return self.look_up.bytes

    def shares(self) -> bool:
        """Whether threads share the work."""
        return False

    def sums(self, places: Places) -> Values:
        """Return the sums of products and of squared products."""
        drawn = self.look_up.of(places)
        product = self.weight @ drawn
        drawn *= drawn
        return np.array([product, self.square @ drawn])

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r."""
        product, robust = sums[0], sums[1] + self.rest
        studentised = np.where(robust > self.floor, product / np.sqrt(np.maximum(robust, self.floor)), 0.0)
        return np.column_stack([studentised, product / self.length])


class Presence(Complete):
    """Every pair was observed, and either network has ties of one strength only: all follows from how many meet."""

    whole = True

    def __init__(self, x: Values, y: Values, cells: Cells) -> None:
        super().__init__(x, y, cells)
        one = float(self.cells[self.senders[0], self.receivers[0]])
        self.one, self.its_square = one, one * (one - 2 * self.mean)
        there = self.centred > (self.low + self.high) / 2
        np.fill_diagonal(there, val=False)
        self.there = there.view(np.uint8)
        counts = np.bincount(self.senders, minlength=len(there))
        self.sent = [ends.astype(np.uint32) for ends in (counts, self.receivers)]

    @cached_property
    def met(self) -> Packed | Met:
        """How ties that meet are counted without a compiled loop."""
        if is_less_work(len(self.there), self.width):
            return Packed(self.forms[0][0], self.there)
        return Met(self.ties, self.there)

    @cached_property
    def forms(self) -> Forms:
        """The pair of matrices whose sum of products this is."""
        here: Values = np.zeros(self.there.shape)
        here[self.senders, self.receivers] = 1
        return [(here, self.there.astype(np.float64))]

    def working(self) -> int:
        """Return how many bytes one relabelling needs room for: a compiled loop needs none."""
        return self.met.bytes if kernel("meet") is None else 1

    def shares(self) -> bool:
        """Whether threads share the work: that of a compiled loop."""
        return kernel("meet") is not None

    def sums(self, places: Places) -> Values:
        """Return how many ties meet: whole numbers."""
        meet = kernel("meet")
        if meet is None:
            return self.met.of(places)[None].astype(np.float64)
        met = np.empty(places.shape[1], dtype=np.int64)
        meet(np.ascontiguousarray(places.T, dtype=np.uint32), *self.sent, self.there.ravel(), met)
        return met[None].astype(np.float64)

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r."""
        met, apart = sums[0], self.width - sums[0]
        product = self.one * (met * self.high + apart * self.low)
        squared = self.its_square * (met * self.high**2 + apart * self.low**2)
        return super().statistics(np.array([product, squared]))


class WithHoles:
    """Some pairs were not observed: only those observed in both after relabelling count, centred over them."""

    whole = False

    def __init__(self, x: Values, y: Values, cells: Cells) -> None:
        shape = np.zeros_like(x)
        shape[cells] = 1
        self.n, self.width = len(x), 9 * len(cells[0])
        here, there = ~np.isnan(x) & (shape > 0), ~np.isnan(y)
        self.here = np.nonzero(here)
        x, y = np.where(here, x - x[here].mean(), 0.0), np.where(there, y - y[there].mean(), 0.0)
        self.scale = float(np.abs(x).max() * np.abs(y).max())
        of_x, of_y = (here.astype(np.float64), x, x * x), (there.astype(np.float64), y, y * y)
        self.forms: Forms = [(a, b) for a in of_x for b in of_y]

    def working(self) -> int:
        """Return how many bytes one relabelling needs room for."""
        return self.width * np.dtype(np.float64).itemsize

    def shares(self) -> bool:
        """Whether threads share the work."""
        return True

    def sums(self, places: Places) -> Values:
        """Return Σ xᵃyᵇ for a, b = 0, 1, 2 over the pairs observed in both."""
        i, j = self.here
        at = places[i] * self.n + places[j]
        drawn = [self.forms[k][1].take(at) for k in range(3)]
        left = np.array([self.forms[3 * k][0][self.here] for k in range(3)])
        return np.array([left @ cells for cells in drawn]).transpose(1, 0, 2).reshape(9, -1)

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r."""
        n, y, yy, x, xy, xyy, xx, xxy, xxyy = np.where(np.arange(9)[:, None] > 0, sums, np.maximum(sums, 1.0))
        mx, my = x / n, y / n
        product = xy - n * mx * my
        length = np.sqrt(np.maximum(xx - n * mx * mx, 0.0) * np.maximum(yy - n * my * my, 0.0))
        robust = xxyy - 2 * my * xxy - 2 * mx * xyy + my * my * xx + mx * mx * yy
        robust += mx * my * (4 * xy - 2 * my * x - 2 * mx * y + n * mx * my)
        whole = length > NOTHING * n * self.scale
        varies = robust > NOTHING * n * self.scale**2
        studentised = np.where(varies, product / np.sqrt(np.where(varies, robust, 1.0)), 0.0)
        r = product / np.where(whole, length, 1.0)
        return np.where(whole[:, None], np.column_stack([studentised, r]), np.nan)


def meeting_of(x: Values, y: Values, cells: Cells) -> Meeting:
    """Return the cheapest way to the sums of two networks."""
    one, other = x[cells], y[cells]
    if np.isnan(one).any() or np.isnan(other).any():
        return WithHoles(x, y, cells)
    sparser = min((one, other), key=np.count_nonzero)
    ties = sparser[sparser != 0]
    alike = ties.min() == ties.max() and all(_are_two(values) for values in (one, other))
    return Presence(x, y, cells) if alike else Complete(x, y, cells)


def _are_two(values: Values) -> bool:
    """Whether values, which vary, are two only."""
    return bool(((values == values.min()) | (values == values.max())).all())
