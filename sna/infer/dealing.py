"""Ways to deal group labels out to members: all of them, or a random sample."""

from __future__ import annotations

import itertools
import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.infer.streams import Stream

Labels = npt.NDArray[np.int8]

EXACT_SPLITS = 200_000
"""Up to this many splits all are gone through; above, a random sample stands for them."""

MOST_SPLITS = 5_000_000
"""The most splits that are gone through where an exact test is asked for."""

CELLS = 2_000_000
"""Cells of a working matrix: what bounds the memory of a block."""


KEPT_CELLS = 20_000_000
"""Up to this many labels, deals are kept between statistics; beyond, they are dealt again."""


def count_splits(sizes: Sequence[int]) -> int:
    """Return in how many ways labels can be dealt, ``sizes[g]`` of them for group g.

    Examples
    --------
    >>> count_splits([5, 16]), count_splits([4, 2, 4])
    (20349, 3150)
    """
    left, ways = sum(sizes), 1
    for size in sizes:
        ways *= math.comb(left, size)
        left -= size
    return ways


@dataclass(frozen=True)
class Deal:
    """Labels dealt out many times: the reference set of a permutation test.

    Attributes
    ----------
    sizes
        Members of each group.
    count
        Number of deals: all there are where ``exact``, else the size of the random sample.
    exact
        Whether these are all the deals there are, each exactly once.
    stream
        Where the random numbers come from.
    stored
        The deals themselves, where they are kept.
    """

    sizes: tuple[int, ...]
    count: int
    exact: bool
    stream: Stream
    stored: Labels | None = field(default=None, compare=False, repr=False)

    def kept(self) -> Deal:
        """Return the same deals, dealt once and kept where memory allows, for many statistics to go through them."""
        if self.stored is not None or self.count * sum(self.sizes) > KEPT_CELLS:
            return self
        return replace(self, stored=_dealt(self))

    def blocks(self, width: int = 1) -> Iterator[Labels]:
        """Yield every deal, as blocks of rows; column = member, value = group.

        ``width`` is the number of cells a caller needs for each deal; it makes blocks smaller and changes no deal.
        """
        rows = max(1, CELLS // max(width, sum(self.sizes)))
        stored = self.kept().stored
        if stored is not None:
            return (stored[start : start + rows] for start in range(0, self.count, rows))
        return self._dealt(rows)

    def _dealt(self, rows: int) -> Iterator[Labels]:
        return _all_deals(self.sizes, rows) if self.exact else self._random(rows)

    def _random(self, rows: int) -> Iterator[Labels]:
        labels = np.repeat(np.arange(len(self.sizes), dtype=np.int8), self.sizes)
        generator = self.stream.generator()
        for start in range(0, self.count, rows):
            order = generator.random((min(rows, self.count - start), len(labels))).argsort(axis=1)
            yield labels[order]


_latest: OrderedDict[Deal, Labels] = OrderedDict()


def _dealt(deal: Deal) -> Labels:
    """Return the labels of a deal; those dealt last are kept, because reruns of a test ask for the same again."""
    if deal not in _latest:
        labels = np.concatenate(list(deal._dealt(max(1, CELLS // sum(deal.sizes)))))  # noqa: SLF001 - its own file
        labels.setflags(write=False)
        _latest[deal] = labels
    _latest.move_to_end(deal)
    while len(_latest) > 1 and sum(labels.size for labels in _latest.values()) > KEPT_CELLS:
        _latest.popitem(last=False)
    return _latest[deal]


def deal_labels(sizes: Sequence[int], *, permutations: int = 9_999, exact: bool = False, stream: Stream) -> Deal:
    """Return all deals where there are at most `EXACT_SPLITS` or ``exact`` asks for them, else a random sample.

    Raises
    ------
    NoResultError
        If an exact test is asked for that has more than `MOST_SPLITS` splits.

    Examples
    --------
    >>> deal_labels([5, 16], stream=Stream(0)).count, deal_labels([10, 30], stream=Stream(0)).count
    (20349, 9999)
    """
    splits = count_splits(sizes)
    if exact and splits > MOST_SPLITS:
        raise NoResultError(
            Problem(
                "E708",
                "There are too many splits of the groups to go through all of them.",
                value=f"{splits} splits",
                expected=f"at most {MOST_SPLITS}",
                hint="Leave the exact test out: a random sample of splits is then used.",
            )
        )
    everything = exact or splits <= EXACT_SPLITS
    return Deal(tuple(sizes), splits if everything else permutations, everything, stream)


def _all_deals(sizes: tuple[int, ...], rows: int) -> Iterator[Labels]:
    """Yield all deals in blocks of about ``rows``: who is in the first group, then all deals of the rest."""
    n = sum(sizes)
    if len(sizes) == 1:
        yield np.zeros((1, n), dtype=np.int8)
        return
    firsts = max(1, rows // count_splits(sizes[1:]))
    for chosen in _subsets(n, sizes[0], firsts):
        taken = np.zeros((len(chosen), n), dtype=bool)
        np.put_along_axis(taken, chosen, values=True, axis=1)
        free = np.nonzero(~taken)[1].reshape(len(chosen), n - sizes[0])
        for rest in _all_deals(sizes[1:], rows):
            labels = np.zeros((len(chosen), len(rest), n), dtype=np.int8)
            places = np.broadcast_to(free[:, None, :], (len(chosen), *rest.shape))
            np.put_along_axis(labels, places, np.broadcast_to(rest + np.int8(1), places.shape), axis=2)
            yield labels.reshape(-1, n)


def _subsets(n: int, k: int, rows: int) -> Iterator[npt.NDArray[np.int64]]:
    """Yield all k-subsets of n places, in blocks of rows."""
    every = itertools.combinations(range(n), k)
    while block := list(itertools.islice(every, rows)):
        yield np.array(block, dtype=np.int64).reshape(len(block), k)
