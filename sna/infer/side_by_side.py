"""Independent pieces of work on all processors, their results in order: how many there are changes no result."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

AHEAD = 2
"""Pieces a processor may be ahead of the reader: what bounds memory."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[int], Result], pieces: int, *, shared: bool = True) -> Iterator[Result]:
    """Yield ``work(0)``, ``work(1)``, …, computed side by side in threads.

    Work of many short steps is not to be ``shared``: threads would only wait for each other.

    Examples
    --------
    >>> list(in_order(lambda piece: piece**2, 4))
    [0, 1, 4, 9]
    """
    threads = min(processors(), pieces) if shared else 1
    if threads <= 1:
        yield from map(work, range(pieces))
        return
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for piece in range(pieces):
            waiting.append(pool.submit(work, piece))
            if len(waiting) > AHEAD * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
