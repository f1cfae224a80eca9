"""Sums over cells of two matrices under all n! relabellings of one, without making the relabellings one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from sna.infer.side_by_side import in_order

Values = npt.NDArray[np.float64]
Orders = npt.NDArray[np.int64]
Forms = Sequence[tuple[Values, Values]]

MOST_SUMMED = 12
"""The most members of which all relabellings are gone through: 479,001,600."""

ROWS = 120
"""Orders of the first half at a time: keeps a block of sums near the processor."""

ALONE = 250_000
"""Multiplications of a matrix product below which its library starts no threads of its own: these are enough."""


def every_sum(forms: Forms) -> Iterator[Values]:
    """Yield Σ A[i, j]·B[p(i), p(j)] over i ≠ j, for every pair (A, B) and every relabelling p, in blocks.

    Places are cut into two halves. Whoever stands in the first half, its orders and those of the second half combine
    freely, and what ties across the halves add is linear in one half given the other: one matrix product gives it for
    all combinations. A relabelling costs a few multiplications, where going from one to the next by exchanging two
    members costs some n.

    Parameters
    ----------
    forms
        Pairs of n × n matrices without ``nan``; the diagonal is ignored.

    Yields
    ------
    ndarray
        Row = pair of matrices, column = relabelling; each relabelling comes once.

    Examples
    --------
    >>> ring = np.roll(np.eye(5), 1, axis=1)
    >>> sums = np.concatenate(list(every_sum([(ring, ring)])), axis=1)
    >>> sums.shape, int((sums == 5).sum())
    ((1, 120), 5)
    """
    bare = [tuple(np.where(np.eye(len(a), dtype=bool), 0.0, cells) for cells in (a, b)) for a, b in forms]
    n = len(forms[0][0])
    first = n // 2
    chosen = list(itertools.combinations(range(n), first))
    slices = [slice(k, k + ROWS) for k in range(0, math.factorial(first), ROWS)]

    def work(piece: int) -> list[Values]:
        inside = np.array(chosen[piece], dtype=np.int64)
        outside = np.setdiff1d(np.arange(n), inside)
        parts = [_halves(a, b, inside, outside) for a, b in bare]
        return [np.array([_combined(part, rows) for part in parts]).reshape(len(parts), -1) for rows in slices]

    for blocks in in_order(work, len(chosen)):
        yield from blocks


Halves = tuple[Values, Values, Values, Values]


def _halves(a: Values, b: Values, inside: Orders, outside: Orders) -> Halves:
    """Return sums within each half by its order, and across: what to multiply for all combinations."""
    first, second = len(inside), len(outside)
    one_way = a[:first, first:, None, None] * b[np.ix_(inside, outside)][None, None]
    other_way = a[first:, :first].T[:, :, None, None] * b[np.ix_(outside, inside)].T[None, None]
    across = (one_way + other_way).transpose(0, 2, 1, 3).reshape(first * first, second * second)
    return (
        _within(a[:first, :first], b[np.ix_(inside, inside)]),
        _within(a[first:, first:], b[np.ix_(outside, outside)]),
        _who_where(first) @ across,
        np.ascontiguousarray(_who_where(second).T),
    )


def _combined(halves: Halves, rows: slice) -> Values:
    first, second, across, placed = halves
    left = across[rows]
    sums = np.empty((len(left), placed.shape[1]))
    step = max(1, ALONE // placed.size)
    for k in range(0, len(left), step):
        np.matmul(left[k : k + step], placed, out=sums[k : k + step])
    sums += first[rows, None]
    return np.add(sums, second, out=sums)


def _within(a: Values, b: Values) -> Values:
    """Return the sums of one half under all its orders."""
    orders = _orders(len(a))
    i, j = np.nonzero(a)
    return np.asarray(b[orders[:, i], orders[:, j]] @ a[i, j], dtype=np.float64)


@cache
def _orders(n: int) -> Orders:
    return np.array(list(itertools.permutations(range(n))), dtype=np.int64).reshape(-1, n)


@cache
def _who_where(n: int) -> Values:
    """Return for every order which member stands at which place, as 0 and 1."""
    placed = _orders(n)[:, :, None] == np.arange(n)
    return np.asarray(placed.reshape(-1, n * n), dtype=np.float64)
