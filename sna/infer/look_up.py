"""Looking up the ties of one network in another, for many relabellings at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.infer.relabelling import Places

Cells = npt.NDArray[Any]
Flags = npt.NDArray[np.uint8]

SMALL = 256
"""Up to this many members a cell of a matrix has a number of 16 bits."""

PART = 32_768
"""Cells looked up at a time: their numbers, four times as wide, stay in cache."""


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
        Where each tie is looked up, in numbers as small as can be, and what is found there.
    rounds
        The parts of ``at`` that are of one round, each with the part of ``busiest`` that sends it.
    parts
        Parts of ``at``, with room for them in the numbers that look-ups ask for, and of ``drawn``.
    """

    places: Places
    busiest: Places
    at: Places
    drawn: Cells
    rounds: tuple[tuple[Places, Places], ...]
    parts: tuple[tuple[Places, Places, Cells], ...]

    @classmethod
    def of(cls, ties: Rounds, n: int, size: int, kind: np.dtype[Any]) -> Room:
        """Make room for so many relabellings of n members, and cells of a kind."""
        small = np.uint16 if n <= SMALL else np.uint32
        places, busiest = (np.empty((n, size), small) for _ in range(2))
        count = len(ties.senders)
        at, drawn = np.empty((count, size), small), np.empty((count, size), kind)
        rounds = tuple((at[first:last], busiest[: last - first]) for first, last in ties.rounds)
        step = max(1, PART // size)
        wide = np.empty((min(step, count), size), dtype=np.int64)
        parts = ((at[k : k + step], drawn[k : k + step]) for k in range(0, count, step))
        return cls(places, busiest, at, drawn, rounds, tuple((own, wide[: len(own)], found) for own, found in parts))


class LookUp:
    """The ties of one network, looked up in the cells of another."""

    def __init__(self, ties: Rounds, cells: Cells) -> None:
        self.ties, self.n, self.flat = ties, len(cells), cells.ravel()
        self.local = threading.local()

    @property
    def bytes(self) -> int:
        """How many bytes one relabelling needs: where each tie is looked up, and what is found there."""
        return len(self.ties.senders) * (2 + self.flat.itemsize)

    def of(self, places: Places) -> Cells:
        """Return the cells where ties are after relabelling; row = tie, column = relabelling.

        The next call of the same thread overwrites it: taking new room each time costs a third more.
        """
        room = self._room(places.shape[1])
        room.places[:] = places
        # Clipping never happens; it spares a test of every index.
        np.take(room.places, self.ties.busiest, axis=0, out=room.busiest, mode="clip")
        np.multiply(room.busiest, room.busiest.dtype.type(self.n), out=room.busiest)
        np.take(room.places, self.ties.receivers, axis=0, out=room.at, mode="clip")
        for those, senders in room.rounds:
            np.add(those, senders, out=those)
        for own, wide, found in room.parts:
            wide[:] = own
            np.take(self.flat, wide, out=found, mode="clip")
        return room.drawn

    def _room(self, size: int) -> Room:
        """Return this thread's arrays for so many relabellings."""
        room: Room | None = getattr(self.local, "room", None)
        if room is None or room.at.shape[1] != size:
            room = self.local.room = Room.of(self.ties, self.n, size, self.flat.dtype)
        return room


class Met(LookUp):
    """How many ties meet a tie of the other network, whose cells are 1 or 0 in bytes."""

    def of(self, places: Places) -> Cells:
        """Return how many ties meet in each of some relabellings."""
        return how_many(super().of(places))


FOLDS = 7
"""How often 1 can be doubled in a byte."""


def how_many(flags: Flags) -> npt.NDArray[np.int64]:
    """Return how many are 1 in every column of a matrix of 0 and 1, which is overwritten.

    Rows are folded onto each other byte by byte: an eighth of the way that wider numbers would take.

    Examples
    --------
    >>> how_many(np.ones((1000, 2), dtype=np.uint8)).tolist()
    [1000, 1000]
    """
    for _ in range(FOLDS):
        kept = -(-len(flags) // 2)
        np.add(flags[: len(flags) - kept], flags[kept:], out=flags[: len(flags) - kept])
        flags = flags[:kept]
    counts: npt.NDArray[np.int64] = flags.sum(axis=0, dtype=np.int64)
    return counts
