"""Labels that change places within strata only: what an informant said of several things is not independent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sna.infer.dealing import EXACT_SPLITS
from sna.infer.relabelling import SPAN, Places, Relabelling, numbered
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

    def places(self, span: int) -> Places:
        """Return the relabellings of one span; row = place, value = the member put there, column = relabelling."""
        first = span * SPAN
        size = min(SPAN, self.count - first)
        strata = np.array(self.strata)
        found = np.empty((self.n, size), dtype=np.int64)
        if self.exact:
            left = np.arange(first, first + size)
            for stratum in np.unique(strata)[::-1]:
                members = np.flatnonzero(strata == stratum)
                left, number = np.divmod(left, math.factorial(len(members)))
                found[members] = members[numbered(number, len(members))]
            return found
        # A whole number for the stratum and a fraction by chance: sorting keeps strata together and mixes within.
        keys = np.unique(strata, return_inverse=True)[1] + self.stream.generator(span).random((size, self.n))
        found[np.argsort(strata, kind="stable")] = keys.argsort(axis=1).T
        return found


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
    >>> deal.exact, deal.places(0).T.tolist()
    (True, [[0, 1, 2], [2, 1, 0]])
    """
    sizes = np.unique(np.array(strata, dtype=np.int64), return_counts=True)[1].tolist()
    every = math.prod(math.factorial(size) for size in sizes)
    everything = every <= EXACT_SPLITS
    return WithinStrata(len(strata), every if everything else permutations, everything, stream, tuple(strata))
