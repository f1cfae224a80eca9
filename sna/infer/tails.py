"""How far out statistics lie among their values under relabelling: by size, or by tail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.relabelling import Places, Relabelling
from sna.infer.side_by_side import in_order
from sna.infer.telling import tell

Values = npt.NDArray[np.float64]
Statistics = Callable[[Places], Values]

SLACK = 1e-10
"""Values of a statistic are tied when they differ by less than this share: sums in another order differ in rounding."""

CACHED = 60_000
"""Numbers of a working matrix that stay in a processor's cache."""


class Tally:
    """Counts of relabellings in which statistics lie further out than observed, no further, or level.

    Parameters
    ----------
    observed
        The statistics, none ``nan``.
    by_tail
        For each: whether p is twice the share in the nearer tail, as it must be where the tails differ, or the share at
        least as far from 0 on either side.
    """

    def __init__(self, observed: Values, by_tail: Sequence[bool]) -> None:
        self.value, self.tail = observed, np.asarray(by_tail, dtype=bool)
        # Signed, so that "at least as large" is the nearer tail's question; far out by size is asked of the absolute.
        self.own = np.where(self.tail, observed, np.abs(observed))
        self.slack = SLACK * np.maximum(1.0, np.abs(observed))
        self.more, self.less, self.tied = (np.zeros(len(observed), dtype=np.int64) for _ in range(3))
        self.ends = np.full((2, len(observed)), [[-np.inf], [np.inf]])
        self.at_ends = np.zeros((2, len(observed)), dtype=np.int64)

    def add(self, raw: Values, times: npt.NDArray[np.int64] | None = None) -> None:
        """Count statistics under relabelling: row = relabelling, or a value that ``times`` relabellings have.

        ``nan`` is undefined under a relabelling, and counts as no less far out: p is then rather too large.
        """
        for s in range(len(self.value)):
            column = np.ascontiguousarray(raw[:, s])
            drawn = column if self.tail[s] else np.abs(column)
            unknown = np.isnan(drawn)
            if unknown.any():
                drawn = np.where(unknown, self.own[s], drawn)
            above = _count(drawn > self.own[s] + self.slack[s], times)
            below = _count(drawn < self.own[s] - self.slack[s], times)
            self.more[s] += above
            self.less[s] += below
            self.tied[s] += (len(drawn) if times is None else int(times.sum())) - above - below
            self._reach(s, drawn, times)

    def _reach(self, s: int, drawn: Values, times: npt.NDArray[np.int64] | None) -> None:
        """Remember the furthest values on either side, and how often they were met."""
        for end, reached in enumerate((drawn.max(), drawn.min())):
            distance = (reached - self.ends[end, s]) * (1 - 2 * end)
            if distance > self.slack[s]:
                self.ends[end, s], self.at_ends[end, s] = reached, 0
            if distance >= -self.slack[s]:
                near = np.abs(drawn - self.ends[end, s]) <= self.slack[s]
                self.at_ends[end, s] += _count(near, times)

    def tests(self, count: int, *, exact: bool) -> tuple[LabelTest, ...]:
        """Return p from the counts; the observed network is one of a random sample, so that p is never 0."""
        return tuple(self._test(s, count, exact=exact) for s in range(len(self.value)))

    def _test(self, s: int, count: int, *, exact: bool) -> LabelTest:
        own, by_tail = 0 if exact else 1, bool(self.tail[s])
        total, times = count + own, 2 if by_tail else 1
        more, less, tied = int(self.more[s]), int(self.less[s]), int(self.tied[s])
        beyond = min(more, less) if by_tail else more
        share, middle = (beyond + tied + own) / total, (beyond + (tied + own) / 2) / total
        rarest = int(self.at_ends[:, s].min() if by_tail else self.at_ends[0, s])
        return LabelTest(
            value=float(self.value[s]),
            p=min(1.0, times * share),
            p_mid=min(1.0, times * middle),
            p_min=min(1.0, times * max(rarest / count, 1 / total)),
            resamples=count,
            exact=exact,
            error=0.0 if exact else float(times * np.sqrt(share * (1 - share) / count)),
        )


def _count(those: npt.NDArray[np.bool_], times: npt.NDArray[np.int64] | None) -> int:
    return int(np.count_nonzero(those) if times is None else times[those].sum())


def count_relabellings(
    statistics: Statistics, deal: Relabelling, *, by_tail: Sequence[bool], width: int, shared: bool = True
) -> tuple[LabelTest, ...]:
    """Go through relabellings once and test every statistic, two-sided.

    Parameters
    ----------
    statistics
        From relabellings (column each) to statistics (row = relabelling, column = statistic).
    deal
        The relabellings.
    by_tail
        As for `Tally`.
    width
        Numbers a relabelling needs at once; as many relabellings are handed over as keep them in cache.
    shared
        Whether threads share the work.

    Returns
    -------
    tuple of LabelTest
        One per statistic.

    Examples
    --------
    >>> from sna.infer.relabelling import relabel
    >>> from sna.infer.streams import Stream
    >>> deal = relabel(3, stream=Stream(0))
    >>> tests = count_relabellings(lambda p: p[[2, 2]].T - 0.5, deal, by_tail=[False, True], width=1)
    >>> [(test.value, round(test.p, 3)) for test in tests]
    [(1.5, 0.333), (1.5, 0.667)]
    """
    rows = max(1, CACHED // max(width, 1))
    tally = Tally(statistics(np.arange(deal.n)[:, None])[0], by_tail)

    def work(span: int) -> Values:
        places = deal.places(span)
        return np.concatenate([statistics(places[:, k : k + rows]) for k in range(0, places.shape[1], rows)])

    for done, drawn in enumerate(in_order(work, deal.spans, shared=shared), start=1):
        tally.add(drawn)
        tell(done / deal.spans)
    return tally.tests(deal.count, exact=deal.exact)
