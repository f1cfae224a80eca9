"""Dyad swaps: whether two networks of the same members differ by more than turnover of ties alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.reference_sets import Swaps

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CELLS = 1_000_000
"""Cells of a working matrix: what bounds the memory of a block."""

TOLERANCE = 1e-9
"""Two values of a statistic are tied when they differ by less than this share of its scale."""


@dataclass(frozen=True)
class Pairs:
    """Two networks of the same members, and the pairs whose state is not the same in both.

    Attributes
    ----------
    before, after
        Row = sender; undirected: symmetric.
    first, second
        The two ends of every changed pair, first < second.
    shift
        Change in the ties (or strength) of every changed pair, both directions added; undirected counted once.
    """

    before: Values
    after: Values
    first: Places
    second: Places
    shift: Values

    @classmethod
    def between(cls, before: npt.ArrayLike, after: npt.ArrayLike, *, directed: bool) -> Pairs:
        """Find the changed pairs of two matrices.

        Examples
        --------
        >>> pairs = Pairs.between([[0, 1, 0], [0, 0, 0], [0, 0, 0]], [[0, 0, 0], [1, 0, 1], [0, 1, 0]], directed=True)
        >>> pairs.first.tolist(), pairs.second.tolist(), pairs.shift.tolist()
        ([0, 1], [1, 2], [0.0, 2.0])
        """
        old, new = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
        moved = new - old
        first, second = np.nonzero(np.triu((moved != 0) | (moved.T != 0), 1))
        shift = moved[first, second] + (moved[second, first] if directed else 0)
        return cls(old, new, first, second, np.asarray(shift, dtype=np.float64))

    @property
    def count(self) -> int:
        """Number of changed pairs."""
        return len(self.first)

    def sums(self, rows: Flags) -> tuple[Values, Values]:
        """Return what members receive and send in the two networks after every swap.

        Returns
        -------
        tuple of ndarray
            Column sums and row sums: swap × snapshot × member.
        """
        added = []
        for axis in (0, 1):
            gain = np.zeros((self.count, len(self.before)))
            each = np.arange(self.count)
            moved = self.after - self.before
            one, two = (self.first, self.second) if axis else (self.second, self.first)
            gain[each, one] += moved[self.first, self.second]
            gain[each, two] += moved[self.second, self.first]
            moves = _added(rows, gain)
            added.append(np.stack([self.before.sum(axis=axis) + moves, self.after.sum(axis=axis) - moves], axis=1))
        return added[0], added[1]

    def matrices(self, rows: Flags) -> Iterator[tuple[Values, Values]]:
        """Yield both networks after every swap, in blocks: swap × sender × receiver."""
        n = len(self.before)
        step = max(1, CELLS // max(n * n, 1))
        for start in range(0, len(rows), step):
            block = rows[start : start + step]
            exchanged = np.zeros((len(block), n, n), dtype=bool)
            exchanged[:, self.first, self.second] = exchanged[:, self.second, self.first] = block
            yield np.where(exchanged, self.after, self.before), np.where(exchanged, self.before, self.after)


def _added(rows: Flags, gain: Values) -> Values:
    """Return what the exchanged pairs of every swap add up to, block by block."""
    step = max(1, CELLS // max(rows.shape[1], 1))
    blocks = [rows[start : start + step].astype(np.float64) @ gain for start in range(0, len(rows), step)]
    return np.concatenate(blocks)


@dataclass(frozen=True)
class SwapTest:
    """A two-sided swap test of the difference of one statistic between two networks.

    Attributes
    ----------
    value, expected
        The difference as observed, later − earlier, and its mean over the swaps: 0 where every pair swaps freely.
    p
        Share of swaps with a difference at least as far from the expected one; a random sample counts the observed
        one on top, so that p is never 0.
    p_mid
        The same with tied swaps counted half.
    p_min
        The smallest p these changed pairs could have given.
    spread
        Standard deviation of the swapped differences.
    still
        Share of swapped differences that are just the expected one: near 1 where the statistic hardly reacts.
    undefined
        Whether some swap leaves the statistic undefined; the numbers are ``nan`` then.
    """

    value: float
    expected: float
    p: float
    p_mid: float
    p_min: float
    spread: float
    still: float
    undefined: bool = False


def swap_tests(observed: npt.ArrayLike, drawn: npt.ArrayLike, swaps: Swaps) -> tuple[SwapTest, ...]:
    """Test the difference of several statistics between two networks on the same swaps.

    Under the null hypothesis the two states of every pair could as well have come in the other order, pair by pair: the
    test is then exact. It speaks of turnover of ties among these members; events that moved whole members at once are
    not in the hypothesis (see `concentration_test`).

    Parameters
    ----------
    observed
        Snapshot × statistic: two rows.
    drawn
        Swap × snapshot × statistic, in the order of ``swaps``.
    swaps
        The reference set; where it keeps the change in density, differences are held against their mean.

    Returns
    -------
    tuple of SwapTest
        One per statistic.

    References
    ----------
    Fagerland, M. W., Lydersen, S. & Laake, P. (2013), on the mid-p, doi:10.1186/1471-2288-13-91. Phipson, B. & Smyth,
    G. K. (2010), on counting the observed one, doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> from sna.infer import Stream, dyad_swaps
    >>> after = np.ones((4, 4)) - np.eye(4)
    >>> pairs = Pairs.between(np.zeros((4, 4)), after, directed=False)
    >>> swaps = dyad_swaps(pairs.count, stream=Stream(0))
    >>> received, _ = pairs.sums(swaps.rows)
    >>> test = swap_tests([[0.0], [12.0]], received.sum(axis=2)[:, :, None], swaps)[0]
    >>> test.value, test.p == test.p_min == 2 / 2**6, swaps.count
    (12.0, True, 64)
    """
    here, there = np.asarray(observed, dtype=np.float64), np.asarray(drawn, dtype=np.float64)
    scale = np.abs(here).max(axis=0) * TOLERANCE
    differences = there[:, 1] - there[:, 0]
    return tuple(
        _test(float(here[1, s] - here[0, s]), differences[:, s], float(scale[s]), swaps) for s in range(here.shape[1])
    )


def _test(value: float, drawn: Values, slack: float, swaps: Swaps) -> SwapTest:
    """Count the swaps of one statistic."""
    nothing = float("nan")
    if np.isnan(value) or np.isnan(drawn).any() or not len(drawn):
        return SwapTest(value, nothing, nothing, nothing, nothing, nothing, nothing, undefined=True)
    own, total = swaps.own, len(drawn) + swaps.own
    expected = float((drawn.sum() + own * value) / total) if swaps.keeps_density else 0.0
    away = np.abs(drawn - expected)
    size = abs(value - expected)
    slack = max(slack, TOLERANCE * size)
    beyond, tied = int((away > size + slack).sum()), int((np.abs(away - size) <= slack).sum())
    furthest = max(float(away.max()), size)
    return SwapTest(
        value=value,
        expected=expected,
        p=(beyond + tied + own) / total,
        p_mid=(beyond + (tied + own) / 2) / total,
        p_min=max(float((away >= furthest - slack).mean()), 1 / total),
        spread=float(np.sqrt((away**2).mean())),
        still=float((away <= slack).mean()),
    )


@dataclass(frozen=True)
class Concentration:
    """How far the net change of ties sits at few members.

    Attributes
    ----------
    net
        Net change of ties at every member.
    value
        U = Σ (net − mean net)².
    p
        Share of swaps with at least this U.
    """

    net: Values
    value: float
    p: float


def concentration_test(pairs: Pairs, swaps: Swaps) -> Concentration:
    """Test whether changes pile up at some members: gains at one, losses at another.

    Where they do, single members' events can lie behind a change, and a swap test speaks of turnover only.

    Examples
    --------
    >>> from sna.infer import Stream, dyad_swaps
    >>> star = np.zeros((8, 8))
    >>> star[0, 1:] = star[1:, 0] = 1
    >>> pairs = Pairs.between(np.zeros((8, 8)), star, directed=False)
    >>> found = concentration_test(pairs, dyad_swaps(pairs.count, stream=Stream(0)))
    >>> found.net.tolist()[:2], found.p
    ([7.0, 1.0], 0.015625)
    """
    each = np.arange(pairs.count)
    gain = np.zeros((pairs.count, len(pairs.before)))
    gain[each, pairs.first] = gain[each, pairs.second] = pairs.shift
    net = gain.sum(axis=0)
    value = float(((net - net.mean()) ** 2).sum())
    moved = net - 2 * _added(swaps.rows, gain)
    drawn = ((moved - moved.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    beyond = int((drawn >= value - TOLERANCE * max(value, 1.0)).sum())
    return Concentration(net, value, (beyond + swaps.own) / (len(drawn) + swaps.own))
