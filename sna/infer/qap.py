"""Whether two networks over the same members go together: correlation by the quadratic assignment procedure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.relabelling import Places, relabel
from sna.infer.streams import Stream
from sna.infer.tails import Statistics, count_relabellings

Values = npt.NDArray[np.float64]
Cells = tuple[Places, Places]

CACHED = 16
"""Blocks of whole matrices are this much smaller than memory allows, so that what is made of one stays in cache."""

NOTHING = 1e-12
"""Variation below this share of its scale is rounding."""


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
        Size of a random sample of relabellings, used above `EXACT_PLACES` members unless ``exact`` asks for all.
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
    cells = pair_cells(len(left), directed=directed)
    seen = ~(np.isnan(left[cells]) | np.isnan(right[cells]))
    if not (varies(left[cells][seen]) and varies(right[cells][seen])):
        return None
    complete = bool(seen.all())
    statistics = _complete(left, right, cells) if complete else _with_holes(left, right, cells)
    deal = relabel(len(left), permutations=permutations, exact=exact, stream=stream)
    tests = count_relabellings(
        statistics, deal, by_tail=[True, False], width=(1 if complete else CACHED) * len(cells[0])
    )
    return QapTest(tests[1].value, int(seen.sum()), *tests)


def varies(values: Values) -> bool:
    """Whether values differ by more than rounding."""
    return bool(len(values)) and float(np.ptp(values)) > NOTHING * float(np.abs(values).max())


def _complete(x: Values, y: Values, cells: Cells) -> Statistics:
    """Return the statistics where every pair was observed: only cells with a tie in the sparser one are looked up."""
    if np.count_nonzero(y[cells]) < np.count_nonzero(x[cells]):
        x, y = y, x
    n, (i, j) = len(x), cells
    values = x[cells]
    tied = values != 0
    s, r, weight = i[tied], j[tied], values[tied]
    mean = values.mean()
    # Centred x² is (x² − 2·mean·x) + mean²: the first part is 0 without a tie, the last the same everywhere.
    square = weight * weight - 2 * mean * weight
    centred = y - y[cells].mean()
    spread = float((centred[cells] ** 2).sum())
    length = np.sqrt(((values - mean) ** 2).sum() * spread)
    floor = NOTHING * float((values**2).max()) * spread
    flat = centred.ravel()

    def statistics(places: Places) -> Values:
        drawn = flat[places[:, s] * n + places[:, r]]
        product = drawn @ weight
        robust = (drawn * drawn) @ square + mean * mean * spread
        studentised = np.where(robust > floor, product / np.sqrt(np.maximum(robust, floor)), 0.0)
        return np.column_stack([studentised, product / length])

    return statistics


def _with_holes(x: Values, y: Values, cells: Cells) -> Statistics:
    """Return the statistics over the pairs that are observed in both after relabelling; ``nan`` where undefined."""
    here = ~np.isnan(x[cells])
    i, j = cells[0][here], cells[1][here]
    n, values = len(x), x[i, j]
    known = ~np.isnan(y).ravel()
    flat = np.where(known, y.ravel(), 0.0)

    def statistics(places: Places) -> Values:
        at = places[:, i] * n + places[:, j]
        seen, drawn = known[at], flat[at]
        count = np.maximum(seen.sum(axis=1), 1)[:, None]
        dx = (values - (seen @ values)[:, None] / count) * seen
        dy = (drawn - drawn.sum(axis=1)[:, None] / count) * seen
        product = dx * dy
        length = np.sqrt((dx * dx).sum(axis=1) * (dy * dy).sum(axis=1))
        whole = length > NOTHING * np.abs(values).max() * np.abs(flat).max()
        sums, robust = product.sum(axis=1), np.sqrt((product * product).sum(axis=1))
        studentised = np.where(robust > 0, sums / np.where(robust > 0, robust, 1.0), 0.0)
        r = sums / np.where(whole, length, 1.0)
        return np.where(whole[:, None], np.column_stack([studentised, r]), np.nan)

    return statistics
