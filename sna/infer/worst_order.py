"""An order of withdrawals that breaks a network soon: greedy, then improved by exchanges."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from sna.infer.withdrawal import Held, bits_of, pairs_of

GREEDY_UP_TO = 60
"""Members up to which every next withdrawal is tried to find the worst."""
IMPROVED_UP_TO = 20
"""Members up to which the worst order found is improved."""
ROUNDING = 1e-9
Key = Callable[[Held, int, int], tuple[int, int]]
"""Of a network, those who are there and one of them: the smaller, the sooner it goes."""


def worst_order(held: Held) -> tuple[list[int], str]:
    """Return an order that breaks the network soon, and how it was found.

    Two greedy orders are made: the next to go is the one that leaves the smallest largest component and then the
    fewest pairs in reach (up to `GREEDY_UP_TO` members), or the one with most ties left. The one of lower robustness is
    kept and, up to `IMPROVED_UP_TO` members, improved by exchanging two places or moving one while that lowers it. Of
    equals the first. Another order may be worse still.

    Examples
    --------
    >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    >>> worst_order(Held.of(line))[0]
    [1, 0, 2]
    """
    n = len(held.neighbours)
    orders = [_greedily(held, _few)]
    how = "greedy: most ties left"
    if n <= GREEDY_UP_TO:
        orders.insert(0, _greedily(held, _left))
        how = "greedy: smallest largest part, or most ties left"
    best = min(orders, key=lambda order: _area(held, order))
    if n > IMPROVED_UP_TO:
        return best, how
    return _improved(held, best), f"{how}; improved by exchanges"


def _greedily(held: Held, key: Key) -> list[int]:
    there, order = held.everybody, list[int]()
    while there:
        worths = [(key(held, there, one), one) for one in bits_of(there)]
        member = min(worths)[1]
        order.append(member)
        there &= ~(1 << member)
    return order


def _left(held: Held, there: int, member: int) -> tuple[int, int]:
    """Return the size of the largest part without a member, and the pairs in reach."""
    sizes = [part.bit_count() for part in held.parts(there & ~(1 << member))]
    return max(sizes, default=0), sum(map(pairs_of, sizes))


def _few(held: Held, there: int, member: int) -> tuple[int, int]:
    """Return the ties left of a member, most first."""
    return -(held.neighbours[member] & there).bit_count(), 0


def _area(held: Held, order: Sequence[int]) -> float:
    return float(held.curve(order).sum())


def _improved(held: Held, order: list[int]) -> list[int]:
    """Return an order that no exchange of two and no move of one makes worse for the network."""
    area = _area(held, order)
    while True:
        tried = list(_neighbouring(order))
        areas = [_area(held, one) for one in tried]
        if not areas or min(areas) >= area - ROUNDING:
            return order
        at = int(np.argmin(areas))
        order, area = tried[at], areas[at]


def _neighbouring(order: list[int]) -> Iterator[list[int]]:
    """Yield the orders in which two have exchanged their places, or one has moved."""
    for a, b in itertools.combinations(range(len(order)), 2):
        swapped = order.copy()
        swapped[a], swapped[b] = order[b], order[a]
        yield swapped
        if b - a > 1:
            yield [*order[:a], *order[a + 1 : b + 1], order[a], *order[b + 1 :]]
            yield [*order[:a], order[b], *order[a:b], *order[b + 1 :]]
