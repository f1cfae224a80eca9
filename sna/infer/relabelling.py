"""Ways to put members of a network on each other's places: all of them, or a random sample."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.infer.streams import Stream

Places = npt.NDArray[np.integer[Any]]

EXACT_PLACES = 9
"""Up to this many members all relabellings are gone through; above, a random sample stands for them."""

MOST_PLACES = 10
"""The most members of which relabellings are gone through one by one where that is asked for."""

SPAN = 1_000
"""Relabellings made at a time. Each span of a random sample has a stream of its own: any thread may draw it."""

SMALL = 128
"""Up to this many members a number of 32 bits has enough of them left for chance."""

AT_ONCE = 12_500
"""Random numbers drawn at a time."""


@dataclass(frozen=True)
class Relabelling:
    """Members put on each other's places many times: the reference set of a test of whole networks.

    Attributes
    ----------
    n
        Number of members.
    count
        Number of relabellings: n! where ``exact``, else the size of the random sample.
    exact
        Whether these are all there are, each exactly once.
    stream
        Where the random numbers come from.
    """

    n: int
    count: int
    exact: bool
    stream: Stream

    @property
    def spans(self) -> int:
        """Number of spans."""
        return -(-self.count // SPAN)

    def places(self, span: int) -> Places:
        """Return the relabellings of one span; row = place, value = the member put there, column = relabelling."""
        size = min(SPAN, self.count - span * SPAN)
        if self.exact:
            return numbered(np.arange(span * SPAN, span * SPAN + size), self.n)
        return shuffled(size, self.n, self.stream.generator(span)).T

    def blocks(self) -> Iterator[Places]:
        """Yield every relabelling, span by span."""
        return map(self.places, range(self.spans))


def numbered(numbers: Places, n: int) -> Places:
    """Return permutations by their number in dictionary order."""
    places = np.empty((n, len(numbers)), dtype=np.int64)
    left = numbers
    for place in range(n):
        places[place], left = np.divmod(left, math.factorial(n - 1 - place))
    # A digit is a member's rank among those not yet placed: later ones move up past it.
    for place in range(n - 2, -1, -1):
        places[place + 1 :] += places[place + 1 :] >= places[place]
    return places


def shuffled(size: int, n: int, generator: np.random.Generator) -> Places:
    """Return random relabellings, row each: members sorted by a random number, in the low bits of which they stand.

    Sorting whole rows of numbers is what processors do fastest. Where two members of a row draw the same, the whole row
    is drawn again, so that all relabellings stay equally likely.

    Examples
    --------
    >>> sorted(shuffled(1, 4, np.random.default_rng(0))[0].tolist())
    [0, 1, 2, 3]
    """
    kind = np.uint32 if n <= SMALL else np.uint64
    below = kind(1 << max(n - 1, 0).bit_length())
    keys = _drawn(size * n, kind, generator).reshape(size, n)
    keys &= ~(below - kind(1))
    keys |= np.arange(n, dtype=kind)
    keys.sort(axis=1)
    one_row = keys.ravel()
    doubtful = keys.size > 1 and (one_row[1:] ^ one_row[:-1]).min() < below
    tied = np.flatnonzero(((keys[:, 1:] ^ keys[:, :-1]) < below).any(axis=1)) if doubtful else ()
    keys &= below - kind(1)
    rows = keys.astype(np.uint32, copy=False)
    if len(tied):
        rows[tied] = shuffled(len(tied), n, generator)
    return rows


def _drawn(count: int, kind: type[np.uint32 | np.uint64], generator: np.random.Generator) -> npt.NDArray[Any]:
    """Return random whole numbers, a little at a time: room that stays in cache is not asked of the system anew."""
    each = 8 // np.dtype(kind).itemsize
    drawn = np.empty(-(-count // each), dtype="<u8")
    for first in range(0, len(drawn), AT_ONCE):
        part = drawn[first : first + AT_ONCE]
        part[:] = generator.bit_generator.random_raw(len(part))
    return drawn.view(np.dtype(kind).newbyteorder("<"))[:count].astype(kind, copy=False)


def relabel(n: int, *, permutations: int = 9_999, exact: bool = False, stream: Stream) -> Relabelling:
    """Return all relabellings of up to `EXACT_PLACES` members, or where ``exact`` asks for them, else a random sample.

    Raises
    ------
    NoResultError
        If an exact test is asked for that has more members than `MOST_PLACES`.

    Examples
    --------
    >>> relabel(6, stream=Stream(0)).count, relabel(12, stream=Stream(0)).count
    (720, 9999)
    """
    if exact:
        check_most(n, MOST_PLACES, "")
    everything = exact or n <= EXACT_PLACES
    return Relabelling(n, math.factorial(n) if everything else permutations, everything, stream)


def check_most(n: int, most: int, other: str) -> None:
    """Raise where there are more members than an exact test goes through; ``other`` says what else to do."""
    if n > most:
        raise NoResultError(
            Problem(
                "E708",
                "There are too many relabellings of the organisations to go through all of them.",
                value=f"{n} organisations, {math.factorial(n):,} relabellings",
                expected=f"at most {most}",
                hint=f"Leave the exact test out: a random sample of relabellings is then used.{other}",
            )
        )
