"""Whether two networks over the same members go together: correlation by the quadratic assignment procedure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.compiled import consider
from sna.infer.every_relabelling import MOST_SUMMED, every_sum
from sna.infer.labels import LabelTest
from sna.infer.meeting import NOTHING, Cells, Meeting, meeting_of
from sna.infer.relabelling import EXACT_PLACES, Places, check_most, relabel
from sna.infer.side_by_side import in_order
from sna.infer.streams import Stream
from sna.infer.tails import Tally
from sna.infer.telling import tell

Values = npt.NDArray[np.float64]

CACHED = 960_000
"""Bytes that stay in a processor's cache."""

BY_TAIL = (True, False)
"""Of the studentised and the plain statistic."""


@dataclass(frozen=True)
class QapTest:
    """The correlation of two networks over their pairs, and how often relabelled networks would have as much.

    Attributes
    ----------
    value
        Pearson's r over the pairs that were observed in both.
    pairs
        Number of these pairs.
    studentised
        Test of r divided by its heteroscedasticity-robust standard error, the headline. Its p is twice the nearer
        tail: among sparse ties the statistic has a long tail on the side where they never meet.
    plain
        Test of r itself; its p is the share at least as far from 0.
    """

    value: float
    pairs: int
    studentised: LabelTest
    plain: LabelTest


def pair_cells(n: int, *, directed: bool) -> Cells:
    """Return the rows and columns of all cells off the diagonal, or of each pair once where undirected.

    Examples
    --------
    >>> [cells.tolist() for cells in pair_cells(3, directed=False)]
    [[1, 2, 2], [0, 0, 1]]
    """
    kept = ~np.eye(n, dtype=bool) if directed else np.tri(n, k=-1, dtype=bool)
    rows, columns = np.nonzero(kept)
    return rows, columns


def qap_test(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    directed: bool,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
) -> QapTest | None:
    """Correlate two square matrices, and hold the correlation against matrices with rows and columns relabelled.

    One matrix is relabelled, rows and columns together, so that whatever hangs together within it still does. The
    headline statistic is r over its robust standard error: it holds its level also where the spread of one network's
    cells goes with the other's.

    Parameters
    ----------
    x, y
        Cells of two networks over the same members; ``nan`` where a pair was not observed, the diagonal ignored.
    directed
        Whether any of the two has a direction; else both are symmetric and each pair counts once.
    permutations, exact
        Size of a random sample of relabellings, used above `EXACT_PLACES` members unless ``exact`` asks for all, of up
        to `MOST_SUMMED` members.
    stream
        Where random numbers come from.

    Returns
    -------
    QapTest or None
        ``None`` where r is undefined: over the pairs observed in both, one of them does not vary.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks. Social Networks 10(4), 359-381.
    doi:10.1016/0378-8733(88)90004-4. On studentising: Shi, L. & Ding, P. (2024), arXiv:2411.00947; DiCiccio, C. J. &
    Romano, J. P. (2017). JASA 112, 1211-1220. doi:10.1080/01621459.2016.1202117

    Examples
    --------
    >>> ring = np.roll(np.eye(5), 1, axis=1)
    >>> test = qap_test(ring, ring, directed=True, stream=Stream(0))
    >>> test.value, test.plain.p * 120, test.plain.resamples
    (1.0, 5.0, 120)
    """
    left, right = np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)
    n = len(left)
    cells = pair_cells(n, directed=directed)
    seen = ~(np.isnan(left[cells]) | np.isnan(right[cells]))
    if not (varies(left[cells][seen]) and varies(right[cells][seen])):
        return None
    if exact:
        check_most(n, MOST_SUMMED, "")
    meeting = meeting_of(left, right, cells)
    if exact or n <= EXACT_PLACES:
        tests = _tests(meeting, n, every_sum(meeting.forms), math.factorial(n), exact=True)
    else:
        deal = relabel(n, permutations=permutations, stream=stream)
        consider(("mark", "bare", "meet"), deal.count * meeting.width)
        sums = in_order(lambda span: _summed(meeting, deal.places(span)), deal.spans, shared=meeting.shares())
        tests = _tests(meeting, n, sums, deal.count, exact=False)
    return QapTest(tests[1].value, int(seen.sum()), *tests)


def _summed(meeting: Meeting, places: Places) -> Values:
    """Return the sums of some relabellings, so few at a time that they stay in cache."""
    size = places.shape[1]
    # As good as equal parts, so that room is made once.
    step = -(-size // -(-size * meeting.working() // CACHED))
    parts = [meeting.sums(places[:, k : k + step]) for k in range(0, size, step)]
    return np.concatenate(parts, axis=1)


def _tests(meeting: Meeting, n: int, every: Iterable[Values], count: int, *, exact: bool) -> tuple[LabelTest, ...]:
    """Test both statistics by the sums of relabellings, ``count`` in all."""
    tally, met, done = Tally(meeting.statistics(meeting.sums(np.arange(n)[:, None]))[0], BY_TAIL), Counted(), 0
    for sums in every:
        if meeting.whole:
            # Few whole numbers come again and again: each is looked at once, at the end.
            met.add(sums[0])
        else:
            tally.add(meeting.statistics(sums))
        done += sums.shape[1]
        tell(done / count)
    if meeting.whole:
        values = np.flatnonzero(met.times)
        tally.add(meeting.statistics(values[None].astype(np.float64)), times=met.times[values])
    return tally.tests(count, exact=exact)


class Counted:
    """How often each whole number came."""

    def __init__(self) -> None:
        self.times = np.zeros(1, dtype=np.int64)

    def add(self, values: Values) -> None:
        """Count some."""
        times = np.bincount(np.rint(values).astype(np.int64), minlength=len(self.times))
        times[: len(self.times)] += self.times
        self.times = times


def varies(values: Values) -> bool:
    """Whether values differ by more than rounding."""
    return bool(len(values)) and float(np.ptp(values)) > NOTHING * float(np.abs(values).max())
