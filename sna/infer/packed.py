"""How many ties of two networks meet under relabelling, with members as bits of a number."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.infer.relabelling import Places

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

BITS = 50
"""Members to a number: sums of powers of 2 below 2⁵² are exact."""

ABOVE = 2.0**52
"""Added to a whole number below it, the number stands in the low bits as it is."""


@dataclass(frozen=True)
class Room:
    """Arrays of one thread, column = relabelling, of which each has as many numbers as members need.

    Attributes
    ----------
    places
        Who is put on every place.
    stands
        That member as a bit, and a last row that lifts sums to where their bits can be read.
    partners
        Whom the partners of every place are, as bits.
    there
        Whom the member on every place has ties with in the other network, as bits.
    both
        How many are in both.
    """

    places: Counts
    stands: Numbers
    partners: Numbers
    there: Counts
    both: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, n: int, words: int, size: int) -> Room:
        """Make room for so many relabellings of n members."""
        stands = np.full((n + 1, size, words), ABOVE)
        partners = np.empty((n, size * words))
        there = np.empty((n, size, words), dtype=np.int64)
        return cls(np.empty((n, size), dtype=np.int64), stands, partners, there, np.empty(partners.shape, np.uint8))


class Packed:
    """Ties that meet, counted by whom partners are: one matrix product packs all of them.

    However many ties there are, the work is the same: from some tenth of the pairs on it is less than looking up
    each.

    Parameters
    ----------
    here, there
        Cells of two networks, 1 or 0, none on the diagonal.
    """

    def __init__(self, here: npt.NDArray[Any], there: npt.NDArray[Any]) -> None:
        self.n = len(here)
        self.words = words_of(self.n)
        self.here = np.hstack([here, np.ones((self.n, 1))])
        self.stands = np.zeros((self.n, self.words))
        members = np.arange(self.n)
        self.stands[members, members // BITS] = 2.0 ** (members % BITS)
        self.there = (there @ self.stands).astype(np.int64)
        self.local = threading.local()

    @property
    def bytes(self) -> int:
        """How many bytes one relabelling needs."""
        return self.n * (8 + self.words * 25)

    def of(self, places: Places) -> Counts:
        """Return how many ties meet in each of some relabellings."""
        room, size = self._room(places.shape[1]), places.shape[1]
        room.places[:] = places
        # Clipping never happens; it spares a test of every index.
        np.take(self.stands, room.places, axis=0, out=room.stands[: self.n], mode="clip")
        np.take(self.there, room.places, axis=0, out=room.there, mode="clip")
        np.matmul(self.here, room.stands.reshape(self.n + 1, -1), out=room.partners)
        met = room.partners.view(np.int64)
        np.bitwise_and(met, room.there.reshape(met.shape), out=met)
        np.bitwise_count(met, out=room.both)
        each = room.both.sum(axis=0, dtype=np.uint32).reshape(size, self.words)
        counts: Counts = each.sum(axis=1, dtype=np.int64)
        return counts

    def _room(self, size: int) -> Room:
        """Return this thread's arrays for so many relabellings."""
        room: Room | None = getattr(self.local, "room", None)
        if room is None or room.places.shape[1] != size:
            room = self.local.room = Room.of(self.n, self.words, size)
        return room


def words_of(n: int) -> int:
    """Return how many numbers as many members need."""
    return -(-n // BITS)


def is_less_work(n: int, ties: int) -> bool:
    """Whether packing takes less time than looking up ties, by what each step was measured to cost.

    Examples
    --------
    >>> is_less_work(100, 2_000), is_less_work(100, 1_000), is_less_work(400, 8_000)
    (True, False, False)
    """
    return n * words_of(n) * (n / 25 + 3) < ties
