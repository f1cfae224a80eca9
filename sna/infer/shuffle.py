"""Random relabellings by sorting rows of random numbers, in room that is taken once."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import kernel

Keys = npt.NDArray[np.unsignedinteger[Any]]

SMALL = 128
"""Up to this many members a number of 32 bits has enough of them left for chance."""

AT_ONCE = 25_000
"""Numbers drawn at a time, an even one: so few stay in cache."""

_kept = threading.local()


class Shuffle:
    """Room for some relabellings: asking the system for it each time would cost as much as half the work.

    Members of a row are sorted by a random number, in the low bits of which they stand: sorting whole rows of numbers
    is what processors do fastest.

    Parameters
    ----------
    size
        Number of relabellings.
    n
        Number of members.
    """

    def __init__(self, size: int, n: int) -> None:
        kind = np.uint32 if n <= SMALL else np.uint64
        self.low = kind((1 << max(n - 1, 0).bit_length()) - 1)
        self.members = np.arange(n, dtype=kind)
        self.rows: Keys = np.empty((size, n), kind)
        self.apart: Keys = np.empty(max(self.rows.size - 1, 0), kind)

    def drawn(self, generator: np.random.Generator) -> Keys:
        """Return random relabellings, row each; the next call overwrites them.

        Where two members of a row draw the same, the whole row is drawn again, so that all relabellings stay equally
        likely.

        Examples
        --------
        >>> sorted(Shuffle(1, 4).drawn(np.random.default_rng(0))[0].tolist())
        [0, 1, 2, 3]
        """
        rows = self.rows
        self._mark(generator)
        rows.sort(axis=1)
        tied = self._bare()
        if len(tied):
            rows[tied] = Shuffle(len(tied), rows.shape[1]).drawn(generator)
        return rows

    def _mark(self, generator: np.random.Generator) -> None:
        """Fill rows with random numbers, in the low bits of which members stand."""
        mark, keys = kernel("mark"), self.rows.reshape(-1)
        if mark is not None:
            mark(self.rows, self._bits(len(keys), generator), self.members, self.low)
            return
        for first in range(0, len(keys), AT_ONCE):
            part = keys[first : first + AT_ONCE]
            np.bitwise_and(self._bits(len(part), generator), ~self.low, out=part)
        np.bitwise_or(self.rows, self.members, out=self.rows)

    def _bits(self, count: int, generator: np.random.Generator) -> Keys:
        """Return random numbers, the same on every kind of processor."""
        kind = self.rows.dtype
        numbers = generator.bit_generator.random_raw(-(-count * kind.itemsize // 8))
        return numbers.astype("<u8", copy=False).view(kind.newbyteorder("<"))[:count].astype(kind, copy=False)

    def _bare(self) -> npt.NDArray[np.intp]:
        """Leave only members in the rows; return those in which two neighbours differed in nothing else."""
        bare, rows = kernel("bare"), self.rows
        if bare is not None:
            tied = np.empty(len(rows), dtype=bool)
            bare(rows, self.low, tied)
            return np.flatnonzero(tied)
        keys, found = rows.reshape(-1), np.empty(0, dtype=np.intp)
        # Neighbours of two rows are looked at, too: rarely needless, and fast.
        np.bitwise_xor(keys[1:], keys[:-1], out=self.apart)
        if self.apart.size and self.apart.min() <= self.low:
            found = np.flatnonzero(((rows[:, 1:] ^ rows[:, :-1]) <= self.low).any(axis=1))
        np.bitwise_and(keys, self.low, out=keys)
        return found


def kept_shuffle(size: int, n: int) -> Shuffle:
    """Return this thread's room for relabellings: the same one while their number and that of members stay."""
    room: Shuffle | None = getattr(_kept, "room", None)
    if room is None or room.rows.shape != (size, n):
        room = _kept.room = Shuffle(size, n)
    return room
