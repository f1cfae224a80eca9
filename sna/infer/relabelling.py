"""Ways to put members of a network on each other's places: all of them, or a random sample."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.infer.compiled import kernel
from sna.infer.streams import Stream

Places = npt.NDArray[np.int64]

EXACT_PLACES = 9
"""Up to this many members all relabellings are gone through; above, a random sample stands for them."""

MOST_PLACES = 10
"""The most members of which relabellings are gone through one by one where that is asked for."""

SPAN = 1_000
"""Relabellings made at a time. Each span of a random sample has a stream of its own: any thread may draw it."""


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
        below = self.stream.generator(span).integers(0, 2**32, size=(size, max(self.n - 1, 0)), dtype=np.uint32)
        shuffle = kernel("shuffle")
        if shuffle is None:
            return _shuffled(below, self.n)
        rows = np.empty((size, self.n), dtype=np.int64)
        shuffle(below, rows)
        return rows.T

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


def _shuffled(below: npt.NDArray[np.uint32], n: int) -> Places:
    """Shuffle members inside out, every relabelling at once.

    A number below 2³² becomes one of i + 1 places by multiplying and shifting: chances are equal but for i/2³².
    """
    size = len(below)
    columns = np.arange(size)
    swaps = np.multiply(below.T, np.arange(2, n + 1, dtype=np.uint64)[:, None], order="C")
    swaps >>= np.uint64(32)
    swaps *= np.uint64(size)
    places = np.zeros((n, size), dtype=np.int64)
    flat = places.reshape(-1)
    for place, first in enumerate(swaps.view(np.int64), start=1):
        swap = first + columns
        flat.take(swap, out=places[place], mode="clip")
        flat[swap] = place
    return places


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
