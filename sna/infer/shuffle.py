"""Random relabellings by sorting rows of random numbers, in room that is taken once."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.unsignedinteger[Any]]

SMALL = 128
"""Up to this many members a number of 32 bits has enough of them left for chance."""

AT_ONCE = 12_500
"""Random numbers drawn at a time: room for so few stays in cache, and is not asked of the system anew."""

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
        rows, keys = self.rows, self.rows.reshape(-1)
        self._draw(keys, generator)
        np.bitwise_and(keys, ~self.low, out=keys)
        np.bitwise_or(rows, self.members, out=rows)
        rows.sort(axis=1)
        tied = self._tied(keys)
        np.bitwise_and(keys, self.low, out=keys)
        if len(tied):
            rows[tied] = Shuffle(len(tied), rows.shape[1]).drawn(generator)
        return rows

    def _draw(self, keys: Keys, generator: np.random.Generator) -> None:
        """Fill keys with random bits, the same ones on every kind of processor."""
        each = 8 // keys.itemsize
        kind = keys.dtype.newbyteorder("<")
        for first in range(0, len(keys), AT_ONCE * each):
            part = keys[first : first + AT_ONCE * each]
            numbers = generator.bit_generator.random_raw(-(-len(part) // each))
            part[:] = numbers.astype("<u8", copy=False).view(kind)[: len(part)]

    def _tied(self, keys: Keys) -> npt.NDArray[np.intp]:
        """Return the rows in which two neighbours differ in who they are only."""
        if not len(self.apart):
            return np.empty(0, dtype=np.intp)
        np.bitwise_xor(keys[1:], keys[:-1], out=self.apart)
        if self.apart.min() > self.low:
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(((self.rows[:, 1:] ^ self.rows[:, :-1]) <= self.low).any(axis=1))


def kept_shuffle(size: int, n: int) -> Shuffle:
    """Return this thread's room for relabellings: the same one while their number and that of members stay."""
    room: Shuffle | None = getattr(_kept, "room", None)
    if room is None or room.rows.shape != (size, n):
        room = _kept.room = Shuffle(size, n)
    return room
