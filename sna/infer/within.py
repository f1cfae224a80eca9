"""Labels that change places within strata only: what an informant said of several things is not independent."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sna.infer.dealing import CELLS, EXACT_SPLITS
from sna.infer.relabelling import Places, Relabelling
from sna.infer.streams import Stream


@dataclass(frozen=True)
class WithinStrata(Relabelling):
    """Members put on each other's places many times, each staying in its stratum.

    Attributes
    ----------
    strata
        Stratum of each member, as a whole number.
    """

    strata: tuple[int, ...] = ()

    def blocks(self, width: int = 1) -> Iterator[Places]:
        """Yield every relabelling, as blocks of rows; column = place, value = the member put there."""
        rows = max(1, CELLS // max(width, self.n))
        return self._all_within(rows) if self.exact else self._some_within(rows)

    def _members(self) -> list[list[int]]:
        every = np.array(self.strata)
        return [np.flatnonzero(every == stratum).tolist() for stratum in np.unique(every)]

    def _all_within(self, rows: int) -> Iterator[Places]:
        members = self._members()
        every = itertools.product(*(itertools.permutations(of) for of in members))
        places = [place for of in members for place in of]
        while block := list(itertools.islice(every, rows)):
            found = np.empty((len(block), self.n), dtype=np.int64)
            found[:, places] = [[member for of in one for member in of] for one in block]
            yield found

    def _some_within(self, rows: int) -> Iterator[Places]:
        strata = np.array(self.strata, dtype=np.float64)
        places = np.argsort(strata, kind="stable")
        generator = self.stream.generator()
        for start in range(0, self.count, rows):
            found = np.empty((min(rows, self.count - start), self.n), dtype=np.int64)
            # A whole number for the stratum and a fraction by chance: sorting keeps strata together and mixes within.
            found[:, places] = (strata + generator.random(found.shape)).argsort(axis=1)
            yield found


def relabel_within(strata: Sequence[int], *, permutations: int = 9_999, stream: Stream) -> WithinStrata:
    """Return all relabellings within strata where there are few, else a random sample.

    Parameters
    ----------
    strata
        Stratum of each member, as a whole number.
    permutations
        Size of a random sample, used where there are more than `EXACT_SPLITS` relabellings.
    stream
        Where random numbers come from.

    Examples
    --------
    >>> deal = relabel_within([0, 1, 0], stream=Stream(0))
    >>> deal.exact, [block.tolist() for block in deal.blocks()]
    (True, [[[0, 1, 2], [2, 1, 0]]])
    """
    sizes = np.unique(np.array(strata, dtype=np.int64), return_counts=True)[1].tolist()
    every = math.prod(math.factorial(size) for size in sizes)
    everything = every <= EXACT_SPLITS
    return WithinStrata(len(strata), every if everything else permutations, everything, stream, tuple(strata))
