"""From sums over cells of two networks to their correlation, plain and studentised, for many relabellings at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import kernel
from sna.infer.every_relabelling import Forms
from sna.infer.relabelling import Places

Values = npt.NDArray[np.float64]
Cells = tuple[Places, Places]

NOTHING = 1e-12
"""Variation below this share of its scale is rounding."""


class Meeting(Protocol):
    """Two networks: the sums that change when one is relabelled, and the statistics that follow from them.

    Attributes
    ----------
    forms
        Pairs of matrices whose sums of products these are.
    width
        Cells that one relabelling looks up.
    """

    forms: Forms
    width: int

    def working(self) -> int:
        """Return how many numbers one relabelling needs room for."""
        ...

    def sums(self, places: Places) -> Values:
        """Return the sums for some relabellings, column each."""
        ...

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r; row = relabelling, ``nan`` where undefined."""
        ...


@dataclass(frozen=True)
class Rounds:
    """Ties in rounds, one of each sender that still has some: whole blocks of rows stand for their senders.

    Attributes
    ----------
    senders, receivers
        Ends of the ties.
    busiest
        Members by their number of ties sent, most first: those of a round are always the first of these.
    rounds
        First tie of each round, and the one behind its last.
    """

    senders: Places
    receivers: Places
    busiest: Places
    rounds: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, senders: Places, receivers: Places, n: int) -> Rounds:
        """Put ties, ordered by sender, into rounds.

        Examples
        --------
        >>> ties = Rounds.of(np.array([0, 1, 1]), np.array([1, 0, 2]), 3)
        >>> ties.senders.tolist(), ties.receivers.tolist(), ties.rounds
        ([1, 0, 1], [0, 1, 2], ((0, 2), (2, 3)))
        """
        counts = np.bincount(senders, minlength=n)
        busiest = np.argsort(-counts, kind="stable")
        turn = np.arange(len(senders)) - np.repeat(np.cumsum(counts) - counts, counts)
        order = np.lexsort((np.argsort(busiest)[senders], turn))
        ends = [0, *np.cumsum(np.bincount(turn)).tolist()]
        return cls(senders[order], receivers[order], busiest, tuple(pairwise(ends)))


@dataclass(frozen=True)
class Room:
    """Arrays of one thread for looking up ties, column = relabelling.

    Attributes
    ----------
    places, busiest
        Who is put on every place; and those on the places of senders by their number of ties.
    at, drawn
        Where each tie is looked up, and what is found there.
    rounds
        The parts of ``at`` that are of one round, each with the part of ``busiest`` that sends it.
    """

    places: Places
    busiest: Places
    at: Places
    drawn: Values
    rounds: tuple[tuple[Places, Places], ...]

    @classmethod
    def of(cls, ties: Rounds, n: int, size: int) -> Room:
        """Make room for so many relabellings of n members."""
        places, busiest = (np.empty((n, size), dtype=np.int64) for _ in range(2))
        at = np.empty((len(ties.senders), size), dtype=np.int64)
        rounds = tuple((at[first:last], busiest[: last - first]) for first, last in ties.rounds)
        return cls(places, busiest, at, np.empty(at.shape), rounds)


class Complete:
    """Every pair was observed: only cells with a tie in the sparser network are looked up."""

    def __init__(self, x: Values, y: Values, cells: Cells) -> None:
        if np.count_nonzero(y[cells]) < np.count_nonzero(x[cells]):
            x, y = y, x
        values = x[cells]
        tied = values != 0
        self.ties = Rounds.of(cells[0][tied], cells[1][tied], len(x))
        self.width, self.local = len(self.ties.senders), threading.local()
        self.weight, mean = x[self.ties.senders, self.ties.receivers], float(values.mean())
        # Centred x² is (x² − 2·mean·x) + mean²: the first part is 0 without a tie, the last the same everywhere.
        self.square = self.weight * self.weight - 2 * mean * self.weight
        self.centred = y - y[cells].mean()
        spread = float((self.centred[cells] ** 2).sum())
        self.length = float(np.sqrt(((values - mean) ** 2).sum() * spread))
        self.flat = self.centred.ravel()
        self.rest, self.floor = mean * mean * spread, NOTHING * float((values**2).max()) * spread
        self.forms: Forms = [
            (self._matrix(self.weight), self.centred),
            (self._matrix(self.square), self.centred * self.centred),
        ]

    def _matrix(self, values: Values) -> Values:
        cells: Values = np.zeros(self.centred.shape)
        cells[self.ties.senders, self.ties.receivers] = values
        return cells

    def working(self) -> int:
        """Return how many numbers one relabelling needs room for."""
        return self.width

    def look_up(self, places: Places, cells: Values) -> Values:
        """Return the cells of a relabelled matrix at the ties of the other; row = tie, column = relabelling.

        The next call of the same thread overwrites it: taking new room each time costs a third more.
        """
        room = self._room(places.shape[1])
        room.places[:] = places
        # Clipping never happens; it spares a test of every index.
        np.take(room.places, self.ties.busiest, axis=0, out=room.busiest, mode="clip")
        np.multiply(room.busiest, len(self.centred), out=room.busiest)
        np.take(room.places, self.ties.receivers, axis=0, out=room.at, mode="clip")
        for those, senders in room.rounds:
            np.add(those, senders, out=those)
        return np.take(cells, room.at, out=room.drawn, mode="clip")

    def _room(self, size: int) -> Room:
        """Return this thread's arrays for so many relabellings."""
        room: Room | None = getattr(self.local, "room", None)
        if room is None or room.at.shape[1] != size:
            room = self.local.room = Room.of(self.ties, len(self.centred), size)
        return room

    def sums(self, places: Places) -> Values:
        """Return the sums of products and of squared products."""
        drawn = self.look_up(places, self.flat)
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

    def __init__(self, x: Values, y: Values, cells: Cells) -> None:
        super().__init__(x, y, cells)
        self.low, self.high = (float(end) for end in (self.centred[cells].min(), self.centred[cells].max()))
        there = self.centred > (self.low + self.high) / 2
        np.fill_diagonal(there, val=False)
        here = self._matrix(np.ones(self.width))
        self.ones, self.met = np.ones((1, self.width)), there.astype(np.float64).ravel()
        self.there = there.astype(np.uint8).ravel()
        self.sent = [ends.astype(np.uint32) for ends in (here.sum(axis=1), np.nonzero(here)[1])]
        self.forms = [(here, there.astype(np.float64))]

    def working(self) -> int:
        """Return how many numbers one relabelling needs room for: a compiled loop needs none."""
        return self.width if kernel("meet") is None else 1

    def sums(self, places: Places) -> Values:
        """Return how many ties meet: whole numbers."""
        meet = kernel("meet")
        if meet is None:
            return self.ones @ self.look_up(places, self.met)
        met = np.empty(places.shape[1], dtype=np.int64)
        meet(np.ascontiguousarray(places.T, dtype=np.uint32), *self.sent, self.there, met)
        return met[None].astype(np.float64)

    def statistics(self, sums: Values) -> Values:
        """Return r over its robust standard error, and r."""
        met, apart = sums[0], self.width - sums[0]
        product = self.weight[0] * (met * self.high + apart * self.low)
        squared = self.square[0] * (met * self.high**2 + apart * self.low**2)
        return super().statistics(np.array([product, squared]))


class WithHoles:
    """Some pairs were not observed: only those observed in both after relabelling count, centred over them."""

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
        """Return how many numbers one relabelling needs room for."""
        return self.width

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
    if np.isnan(x[cells]).any() or np.isnan(y[cells]).any():
        return WithHoles(x, y, cells)
    sparser = min((x[cells], y[cells]), key=np.count_nonzero)
    one_strength = len(np.unique(sparser[sparser != 0])) == 1
    two_values = all(len(np.unique(values)) == 2 for values in (x[cells], y[cells]))  # noqa: PLR2004
    return Presence(x, y, cells) if one_strength and two_values else Complete(x, y, cells)
