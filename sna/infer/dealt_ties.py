"""Ties between labelled people, under labels dealt out at random: sums by pair of labels, and their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Deal, Labels, deal_labels
from sna.infer.labels import LabelTest, count_tests
from sna.infer.step_down import StepDown
from sna.infer.streams import Stream

if TYPE_CHECKING:
    from scipy import sparse

Values = npt.NDArray[np.float64]
Statistic = Callable[[Labels], Values]

SLACK = 1e-9
"""Values are tied when they differ by less than this share of their size."""
_SPARSE = 0.05
"""A matrix with fewer cells filled is multiplied as a sparse one."""
WORK = 4_000_000_000
"""Filled cells to go through, over all deals and products, beyond which fewer labels are dealt."""
FEWEST = 999
"""Deals that are made however many cells there are."""


class TieSums:
    """Sums of a square matrix by label of row and column, for many deals of the labels at once.

    Whole numbers below 16 million are summed exactly.

    Examples
    --------
    >>> from scipy import sparse
    >>> ties = TieSums(sparse.csr_array(np.array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])), 2)
    >>> ties.between(np.array([[0, 0, 1]], dtype=np.int8)).tolist()
    [[[2.0, 1.0], [1.0, 0.0]]]
    >>> ties.within(np.array([[0, 0, 1], [1, 0, 0]], dtype=np.int8)).tolist()
    [[2.0, 0.0], [0.0, 0.0]]
    """

    def __init__(self, cells: sparse.csr_array, labels: int) -> None:
        size = max(cells.shape[0] * cells.shape[1], 1)
        self.filled = int(cells.nnz)
        single = cells.astype(np.float32)
        self._cells = single if self.filled < _SPARSE * size else single.toarray()
        self._labels = labels

    def within(self, dealt: Labels) -> Values:
        """Return deal × label: the sum of cells whose row and column both have the label."""
        found = np.zeros((len(dealt), self._labels))
        for label in range(self._labels):
            members = (dealt == label).astype(np.float32)
            found[:, label] = np.einsum("dp,dp->d", members @ self._cells, members)
        return found

    def between(self, dealt: Labels) -> Values:
        """Return deal × label × label: the sum of cells from one label to the other."""
        found = np.zeros((len(dealt), self._labels, self._labels))
        having = [(dealt == label).astype(np.float32) for label in range(self._labels)]
        for label in range(self._labels):
            product = having[label] @ self._cells
            for other, members in enumerate(having):
                found[:, label, other] = np.einsum("dp,dp->d", product, members)
        return found


@dataclass(frozen=True)
class _Kept(Deal):
    """A deal whose statistics are known already: its blocks are theirs, so that nothing is dealt or summed again."""

    statistics: tuple[Values, ...] = ()

    def blocks(self, width: int = 1) -> Iterator[Labels]:
        """Yield the statistics, block by block."""
        del width
        yield from self.statistics  # type: ignore[misc]


def dealt_tests(
    statistic: Statistic,
    labels: Labels,
    *,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
    family: Sequence[int] = (),
    cells: int = 0,
) -> tuple[LabelTest, ...]:
    """Test statistics of labels against labels dealt out at random.

    Parameters
    ----------
    statistic
        From deals (row each) to statistics (column each) whose mean over all deals is 0.
    labels
        Label of each member, numbered from 0 without gaps.
    permutations, exact, stream
        As for `mean_difference_tests`.
    family
        Columns to correct together by step-down maxT, each scaled by its permutation standard deviation.
    cells
        Filled cells that one deal goes through: beyond `WORK` in all, fewer labels are dealt, though not below
        `FEWEST`.

    Returns
    -------
    tuple of LabelTest
        One per statistic, two-sided.

    Examples
    --------
    >>> from scipy import sparse
    >>> ties = TieSums(sparse.csr_array(np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])), 2)
    >>> def more(dealt):
    ...     return ties.within(dealt).sum(axis=1)[:, None] / 2 - 2 / 3
    >>> test = dealt_tests(more, np.array([0, 0, 1, 1], dtype=np.int8), stream=Stream(0))[0]
    >>> round(test.value, 3), round(test.p, 3), test.exact
    (1.333, 0.333, True)
    """
    sizes = tuple(np.bincount(labels).tolist())
    least = min(permutations, FEWEST)
    fewer = max(least, min(permutations, WORK // max(cells, 1)))
    deal = deal_labels(sizes, permutations=fewer, exact=exact, stream=stream)
    kept = tuple(statistic(dealt) for dealt in deal.blocks())
    observed = statistic(labels.astype(np.int8)[None, :])[0]
    every = np.concatenate(kept)
    slack = SLACK * np.maximum(1.0, np.abs(every).max(axis=0))
    step = StepDown(observed, every.std(axis=0), slack, family)
    again = _Kept(deal.sizes, deal.count, deal.exact, deal.stream, statistics=kept)
    return count_tests(observed, slack, again, lambda values: np.asarray(values, dtype=np.float64), step)
