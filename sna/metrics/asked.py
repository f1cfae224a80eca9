"""Ties between organisations of which both were asked: what is said of ties returned can rest on no others."""

from __future__ import annotations

import numpy as np

from sna.engines import memoised
from sna.model import Network


@memoised
def asked_ties(network: Network) -> tuple[int, int, int]:
    """Return how many ties are in pairs observed in both directions, how many of them are returned, and those pairs.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> asked_ties(sketch("A>B B>A B>C"))
    (3, 2, 3)
    """
    ties, n = network.ties, network.n
    there, back = ties.sender * n + ties.receiver, ties.receiver * n + ties.sender
    unasked = np.array([i * n + j for i, j in network.unobserved], dtype=np.int64)
    # Ties are sorted by sender and receiver; with both lists in order, each is gone through once.
    back = np.sort(back[~np.isin(back, unasked)] if len(unasked) else back)
    place = np.minimum(np.searchsorted(there, back), len(there) - 1)
    pairs = n * (n - 1) // 2 - len({(min(pair), max(pair)) for pair in network.unobserved})
    return len(back), int((there[place] == back).sum()) if len(back) else 0, pairs
