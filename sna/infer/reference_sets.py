"""Which pairs are exchanged in every swap: all ways there are, or a random sample."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.streams import Stream

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

EXACT_PAIRS = 16
"""Up to this many changed pairs all swaps are gone through; above, a random sample stands for them."""


@dataclass(frozen=True)
class Swaps:
    """The reference set of a swap test.

    Attributes
    ----------
    rows
        Swap × changed pair: whether the pair's two states are exchanged.
    count
        Number of swaps the rows stand for. Exchanging all other pairs instead only turns every sign, so that where
        every pair swaps freely an exact set holds one row for two swaps.
    exact
        Whether these are all swaps there are.
    keeps_density
        Whether every swap has as many gains and losses as were observed.
    """

    rows: Flags
    count: int
    exact: bool
    keeps_density: bool = False

    @property
    def own(self) -> int:
        """1 where the observed order is counted on top of a random sample, else 0."""
        return 0 if self.exact else 1


def dyad_swaps(count: int, *, permutations: int = 9_999, exact_pairs: int = EXACT_PAIRS, stream: Stream) -> Swaps:
    """Return swaps in which every changed pair is exchanged with probability ½, both directions together.

    Parameters
    ----------
    count
        Number of changed pairs.
    permutations
        Size of a random sample, used where there are more than ``exact_pairs`` of them.
    exact_pairs
        Up to how many changed pairs all swaps are gone through.
    stream
        Where random numbers come from.

    Examples
    --------
    >>> dyad_swaps(3, stream=Stream(0)).rows.astype(int).tolist(), dyad_swaps(3, stream=Stream(0)).count
    ([[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1]], 8)
    >>> dyad_swaps(17, stream=Stream(0)).count
    9999
    """
    if count > exact_pairs:
        rows = stream.generator().integers(0, 2, (permutations, count), dtype=np.bool_)
        return Swaps(rows, permutations, exact=False)
    half = np.arange(2 ** max(count - 1, 0))
    bits = (half[:, None] >> np.arange(count)[::-1]) & 1
    return Swaps(bits.astype(bool), 2**count, exact=True)


def density_swaps(
    shift: npt.ArrayLike, *, permutations: int = 9_999, exact_pairs: int = EXACT_PAIRS, stream: Stream
) -> Swaps:
    """Return swaps that keep the change in density.

    Among pairs with the same size of change in ties, who gained and who lost is dealt anew; a pair whose number of ties
    stayed the same (its one tie turned round) is exchanged with probability ½. Exact where gaining and losing a tie
    have the same odds for all pairs, whatever these odds are.

    Parameters
    ----------
    shift
        Change in the number of ties of every changed pair.
    permutations, exact_pairs, stream
        As for `dyad_swaps`: all swaps are gone through where there are at most 2 ** ``exact_pairs``.

    Examples
    --------
    >>> density_swaps([1, -1, -1], stream=Stream(0)).rows.astype(int).tolist()
    [[0, 0, 0], [1, 1, 0], [1, 0, 1]]
    """
    change = np.asarray(shift, dtype=np.float64)
    up = change > 0
    sizes = [(np.flatnonzero(np.abs(change) == size), size) for size in np.unique(np.abs(change))]
    ways = math.prod(2 ** len(at) if size == 0 else math.comb(len(at), int(up[at].sum())) for at, size in sizes)
    if ways <= 2**exact_pairs:
        rows = np.array(list(_all_deals(up, sizes)), dtype=bool).reshape(ways, len(change))
        return Swaps(rows, ways, exact=True, keeps_density=True)
    generator = stream.generator()
    rows = np.zeros((permutations, len(change)), dtype=bool)
    for at, size in sizes:
        if size == 0:
            rows[:, at] = generator.integers(0, 2, (permutations, len(at)), dtype=np.bool_)
        else:
            rows[:, at] = generator.permuted(np.tile(up[at], (permutations, 1)), axis=1) != up[at]
    return Swaps(rows, permutations, exact=False, keeps_density=True)


def _all_deals(up: Flags, sizes: list[tuple[npt.NDArray[np.int64], float]]) -> Iterator[Flags]:
    """Yield every swap that keeps the gains of each size of change."""
    choices = []
    for at, size in sizes:
        places = range(len(at))
        counts = range(len(at) + 1) if size == 0 else (int(up[at].sum()),)
        choices.append([set(chosen) for count in counts for chosen in itertools.combinations(places, count)])
    for chosen in itertools.product(*choices):
        row = np.zeros(len(up), dtype=bool)
        for (at, size), gained in zip(sizes, chosen, strict=True):
            dealt = np.isin(np.arange(len(at)), list(gained))
            row[at] = dealt if size == 0 else dealt != up[at]
        yield row
