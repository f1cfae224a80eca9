"""Ways to put members of a network on each other's places: all of them, or a random sample."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.infer.shuffle import kept_shuffle
from sna.infer.streams import Stream

Places = npt.NDArray[np.integer[Any]]

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
        """Return the relabellings of one span; row = place, value = the member put there, column = relabelling.

        A random sample is overwritten by the next of the same thread.
        """
        size = min(SPAN, self.count - span * SPAN)
        if self.exact:
            return numbered(np.arange(span * SPAN, span * SPAN + size), self.n)
        return kept_shuffle(size, self.n).drawn(self.stream.generator(span)).T

    def blocks(self) -> Iterator[Places]:
        """Yield every relabelling, span by span."""
        return (self.places(span).copy() for span in range(self.spans))


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
