"""How far out statistics lie among their values under relabelling: by size, or by tail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.relabelling import Places, Relabelling

Values = npt.NDArray[np.float64]
Statistics = Callable[[Places], Values]

SLACK = 1e-10
"""Values of a statistic are tied when they differ by less than this share: sums in another order differ in rounding."""


def count_relabellings(
    statistics: Statistics, deal: Relabelling, *, by_tail: Sequence[bool], width: int
) -> tuple[LabelTest, ...]:
    """Go through relabellings once and test every statistic, two-sided.

    Parameters
    ----------
    statistics
        From relabellings (row each) to statistics (column each); ``nan`` where one is undefined. Undefined under a
        relabelling counts as no less far out: p is then rather too large.
    deal
        The relabellings.
    by_tail
        For each statistic: whether p is twice the share in the nearer tail, as it must be where the tails differ, or
        the share at least as far from 0 on either side.
    width
        Cells needed for one relabelling.

    Returns
    -------
    tuple of LabelTest
        One per statistic.

    Examples
    --------
    >>> from sna.infer.relabelling import relabel
    >>> from sna.infer.streams import Stream
    >>> deal = relabel(3, stream=Stream(0))
    >>> tests = count_relabellings(lambda p: p[:, [2, 2]] - 0.5, deal, by_tail=[False, True], width=1)
    >>> [(test.value, round(test.p, 3)) for test in tests]
    [(1.5, 0.333), (1.5, 0.667)]
    """
    observed = statistics(np.arange(deal.n)[None, :])[0]
    slack = SLACK * np.maximum(1.0, np.abs(observed))
    value, tail = observed.copy(), np.asarray(by_tail, dtype=bool)
    # Signed, so that "at least as large" is the nearer tail's question; far out by size is asked of the absolute value.
    more, less, tied = (np.zeros(len(value), dtype=np.int64) for _ in range(3))
    ends = np.full((2, len(value)), [[-np.inf], [np.inf]])
    at_ends = np.zeros((2, len(value)), dtype=np.int64)
    own = np.where(tail, value, np.abs(value))
    for places in deal.blocks(width):
        raw = statistics(places)
        drawn = np.where(np.isnan(raw), own, np.where(tail, raw, np.abs(raw)))
        more += (drawn > own + slack).sum(axis=0)
        less += (drawn < own - slack).sum(axis=0)
        tied += (np.abs(drawn - own) <= slack).sum(axis=0)
        for end, (reached, further) in enumerate(((drawn.max(axis=0), np.greater), (drawn.min(axis=0), np.less))):
            moved = further(reached, ends[end]) & (np.abs(reached - ends[end]) > slack)
            at_ends[end][moved] = 0
            ends[end] = np.where(moved, reached, ends[end])
            at_ends[end] += (np.abs(drawn - ends[end]) <= slack).sum(axis=0)
    return tuple(
        _test(float(value[s]), (int(more[s]), int(less[s]), int(tied[s])), at_ends[:, s].tolist(), bool(tail[s]), deal)
        for s in range(len(value))
    )


def _test(
    value: float,
    counts: tuple[int, int, int],
    at_ends: Sequence[int],
    by_tail: bool,
    deal: Relabelling,
) -> LabelTest:
    """Return p from counts; the observed network is one of a random sample, so that p is never 0."""
    more, less, tied = counts
    own = 0 if deal.exact else 1
    total = deal.count + own
    times = 2 if by_tail else 1
    beyond = min(more, less) if by_tail else more
    share, middle = (beyond + tied + own) / total, (beyond + (tied + own) / 2) / total
    rarest = min(at_ends) if by_tail else at_ends[0]
    p = min(1.0, times * share)
    return LabelTest(
        value=value,
        p=p,
        p_mid=min(1.0, times * middle),
        p_min=min(1.0, times * max(rarest / deal.count, 1 / total)),
        resamples=deal.count,
        exact=deal.exact,
        error=0.0 if deal.exact else float(times * np.sqrt(share * (1 - share) / deal.count)),
    )
