"""Many statistics of one partition tested on the same deals: labels of all groups dealt out, ties as they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Deal, Labels
from sna.infer.labels import LabelTest
from sna.infer.step_down import StepDown

Values = npt.NDArray[np.float64]
Statistics = Callable[[Labels], Values]

SLACK = 1e-10
"""Two values of a statistic are tied when they differ by less than this share of its largest value."""

LEVEL = 0.05
"""A statistic that cannot reach this p takes no part in the correction of others."""

KEPT_CELLS = 20_000_000
"""Up to this many values are kept between passes; beyond, they are worked out again."""


@dataclass(frozen=True)
class PartitionTest:
    """A permutation test of one statistic, with what chance labels give.

    Attributes
    ----------
    test
        The test; its value and p are ``nan`` where the statistic is undefined as observed.
    expected
        Mean over the deals in which the statistic is defined; ``nan`` where it never is.
    undefined
        Number of deals in which it is undefined: each counts as no less far out than what was observed.
    """

    test: LabelTest
    expected: float
    undefined: int = 0


def one_hot(labels: Labels, groups: int) -> Values:
    """Return deal × group × member: 1 where the member has the group's label.

    Examples
    --------
    >>> one_hot(np.array([[0, 1]], dtype=np.int8), 2).tolist()
    [[[1.0, 0.0], [0.0, 1.0]]]
    """
    return np.asarray(labels[:, None, :] == np.arange(groups)[None, :, None], dtype=np.float64)


def partition_tests(
    statistics: Statistics,
    labels: npt.ArrayLike,
    deal: Deal,
    *,
    families: Sequence[Sequence[int]] = (),
    expected: npt.ArrayLike | None = None,
    upper: bool = False,
    width: int = 1,
) -> tuple[PartitionTest, ...]:
    """Test statistics of a partition against the same deals of its labels.

    Parameters
    ----------
    statistics
        From deals (row each, column = member, value = group) to statistics (column each); ``nan`` where undefined.
    labels
        Group of each member as observed, numbered from 0 without gaps.
    deal
        The deals, from `deal_labels` with the sizes of these groups.
    families
        Sets of statistics to correct together by step-down maxT; those that cannot reach `LEVEL` are left out.
    expected
        Expectation of each statistic where it is known in closed form; ``nan`` where it is not. Else it is the mean
        over the deals, a random sample having the observed one in it.
    upper
        Count only what is at least as large, for statistics that are distances already; else what is at least as far
        from its expectation, on either side.
    width
        Cells needed for one deal.

    Returns
    -------
    tuple of PartitionTest
        One per statistic.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010), on counting the observed deal, doi:10.2202/1544-6115.1585. Westfall, P. H. &
    Young, S. S. (1993). Resampling-based multiple testing. Wiley (step-down maxT).

    Examples
    --------
    >>> from sna.infer.dealing import deal_labels
    >>> from sna.infer.streams import Stream
    >>> deal = deal_labels((2, 3), stream=Stream(0))
    >>> place = np.arange(5.0)
    >>> (found,) = partition_tests(lambda x: ((x == 0) @ place)[:, None], [0, 0, 1, 1, 1], deal)
    >>> found.test.value, found.expected, found.test.p, found.test.p_min
    (1.0, 4.0, 0.2, 0.2)
    """
    own = np.asarray(labels, dtype=np.int8)
    observed = statistics(own[None, :])[0]
    drawn = _kept(statistics, deal, len(observed), width)
    reference = _reference(observed, drawn, deal, expected, upper)
    tests = _counted(reference, drawn, deal)
    for family in families:
        able = [place for place in family if tests[place].p_min <= LEVEL]
        if able:
            tests = _corrected(tests, able, reference, drawn, deal)
    return tuple(
        PartitionTest(test, float(reference.mean[place]), int(reference.undefined[place]))
        for place, test in enumerate(tests)
    )


@dataclass(frozen=True)
class _Reference:
    """How far each statistic lies out as observed, and how it is spread over the deals."""

    observed: Values
    mean: Values
    centre: Values
    spread: Values
    slack: Values
    undefined: npt.NDArray[np.int64]

    def distance(self, drawn: Values) -> Values:
        """Return how far values lie out; undefined ones as far as what was observed."""
        return np.where(np.isnan(drawn), self.size, np.abs(drawn - self.centre))

    @property
    def size(self) -> Values:
        return np.abs(self.observed - self.centre)


def _kept(statistics: Statistics, deal: Deal, columns: int, width: int) -> Callable[[], Iterable[Values]]:
    """Return a function that goes through the values of all deals, block by block."""

    def work_out() -> Iterable[Values]:
        return (statistics(block) for block in deal.blocks(width))

    if deal.count * columns > KEPT_CELLS:
        return work_out
    values = list(work_out())
    return lambda: values


def _reference(
    observed: Values,
    drawn: Callable[[], Iterable[Values]],
    deal: Deal,
    expected: npt.ArrayLike | None,
    upper: bool,
) -> _Reference:
    """Return mean and spread of the statistics over the deals, a random sample with the observed deal in it."""
    own = [] if deal.exact else [observed[None, :]]
    total, squares, known = (np.zeros(len(observed)) for _ in range(3))
    largest = np.where(np.isnan(observed), 0.0, np.abs(observed))
    for block in (*own, *drawn()):
        there = ~np.isnan(block)
        clean = np.where(there, block, 0.0)
        known += there.sum(axis=0)
        total += clean.sum(axis=0)
        squares += (clean**2).sum(axis=0)
        largest = np.maximum(largest, np.abs(clean).max(axis=0, initial=0.0))
    mean = np.divide(total, known, out=np.full(len(total), np.nan), where=known > 0)
    closed = np.full(len(total), np.nan) if expected is None else np.asarray(expected, dtype=np.float64)
    middle = np.where(np.isnan(closed), mean, closed)
    variance = np.divide(squares, known, out=np.zeros(len(total)), where=known > 0) - np.nan_to_num(mean) ** 2
    slack = SLACK * np.maximum(largest, np.finfo(float).tiny)
    # The square of rounding is not a spread.
    spread = np.where(variance > (SLACK * largest) ** 2 + 1e-14 * largest**2, np.sqrt(np.maximum(variance, 0.0)), 0.0)
    undefined = (deal.count + len(own) - known).astype(np.int64)
    return _Reference(observed, middle, np.zeros(len(total)) if upper else middle, spread, slack, undefined)


def _counted(reference: _Reference, drawn: Callable[[], Iterable[Values]], deal: Deal) -> list[LabelTest]:
    """Return the test of every statistic, none corrected."""
    size, slack = reference.size, reference.slack
    beyond, tied, missing = (np.zeros(len(size), dtype=np.int64) for _ in range(3))
    furthest, at_furthest = np.where(np.isnan(size), -np.inf, size), np.zeros(len(size), dtype=np.int64)
    for block in drawn():
        distance = reference.distance(block)
        beyond += (distance > size + slack).sum(axis=0)
        tied += (np.abs(distance - size) <= slack).sum(axis=0)
        gone = np.isnan(block)
        missing += gone.sum(axis=0)
        there = np.where(gone, -np.inf, distance)
        top = there.max(axis=0)
        at_furthest[top > furthest + slack] = 0
        furthest = np.maximum(furthest, top)
        at_furthest += (~gone & (there >= furthest - slack)).sum(axis=0)
    own = 0 if deal.exact else 1
    total = deal.count + own
    p, mid = (beyond + tied + own) / total, (beyond + (tied + own) / 2) / total
    least = np.maximum((at_furthest + missing) / deal.count, 1 / total)
    error = np.zeros(len(p)) if deal.exact else np.sqrt(p * (1 - p) / deal.count)
    known = ~np.isnan(reference.observed)
    columns = (np.where(known, column, np.nan).tolist() for column in (reference.observed, p, mid, least, error))
    return [
        LabelTest(value, found, middle, lowest, deal.count, deal.exact, sampling)
        for value, found, middle, lowest, sampling in zip(*columns, strict=True)
    ]


def _corrected(
    tests: list[LabelTest],
    family: Sequence[int],
    reference: _Reference,
    drawn: Callable[[], Iterable[Values]],
    deal: Deal,
) -> list[LabelTest]:
    """Return the tests with p corrected within a family."""
    step = StepDown(reference.size, reference.spread, reference.slack, family)
    for block in drawn():
        step.add(reference.distance(block))
    adjusted = step.adjusted(0 if deal.exact else 1)
    return [
        test if math.isnan(p) else replace(test, p_adjusted=float(p))
        for test, p in zip(tests, adjusted.tolist(), strict=True)
    ]
