"""Ways to put members of a network on each other's places: all of them, or a random sample."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.infer.dealing import CELLS, MOST_SPLITS
from sna.infer.streams import Stream

Places = npt.NDArray[np.int64]

EXACT_PLACES = 9
"""Up to this many members all relabellings are gone through; above, a random sample stands for them."""


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

    def blocks(self, width: int = 1) -> Iterator[Places]:
        """Yield every relabelling, as blocks of rows; column = place, value = the member put there.

        ``width`` is the number of cells a caller needs for each; it makes blocks smaller and changes no relabelling.
        """
        rows = max(1, CELLS // max(width, self.n))
        return self._every(rows) if self.exact else self._random(rows)

    def _every(self, rows: int) -> Iterator[Places]:
        every = itertools.permutations(range(self.n))
        for start in range(0, self.count, rows):
            block = itertools.islice(every, min(rows, self.count - start))
            flat = np.fromiter(itertools.chain.from_iterable(block), dtype=np.int64)
            yield flat.reshape(-1, self.n)

    def _random(self, rows: int) -> Iterator[Places]:
        generator = self.stream.generator()
        for start in range(0, self.count, rows):
            yield generator.random((min(rows, self.count - start), self.n)).argsort(axis=1)


def relabel(n: int, *, permutations: int = 9_999, exact: bool = False, stream: Stream) -> Relabelling:
    """Return all relabellings of up to `EXACT_PLACES` members, or where ``exact`` asks for them, else a random sample.

    Raises
    ------
    NoResultError
        If an exact test is asked for that has more than `MOST_SPLITS` relabellings.

    Examples
    --------
    >>> relabel(6, stream=Stream(0)).count, relabel(12, stream=Stream(0)).count
    (720, 9999)
    """
    every = math.factorial(n)
    if exact and every > MOST_SPLITS:
        raise NoResultError(
            Problem(
                "E708",
                "There are too many relabellings of the organisations to go through all of them.",
                value=f"{n} organisations",
                expected="at most 10",
                hint="Leave the exact test out: a random sample of relabellings is then used.",
            )
        )
    everything = exact or n <= EXACT_PLACES
    return Relabelling(n, every if everything else permutations, everything, stream)
