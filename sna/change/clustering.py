"""Whether ties close triangles more than partners' numbers give: they may then not come and go pair by pair."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]

CLUSTERED = "more triangles than numbers of partners give: ties may come and go together, so p may be too small"
REWIRED = 19
"""Rewired networks: more triangles than in all of them is a p of .05."""

TRIES = 10
"""Exchanges tried per tie."""

MOST_TIES = 5_000
"""With more ties than this the rewiring would take longer than everything else: it is left out."""


def clustered(ties: Flags, generator: np.random.Generator) -> str:
    """Return the warning that a network has more triangles than its rewired ones; empty where it has not.

    Rewiring leaves to every organisation how many mutual ties, ties sent only and ties received only it has: two ties
    of one kind exchange their ends. Where ties depend on senders, receivers and ties returned alone, the network is one
    of these like any other, and the warning comes in at most one of twenty.

    Examples
    --------
    >>> groups = np.kron(np.eye(4, dtype=bool), np.ones((3, 3), dtype=bool)) & ~np.eye(12, dtype=bool)
    >>> clustered(groups, np.random.Generator(np.random.PCG64(1))) == CLUSTERED
    True
    >>> clustered(np.roll(np.eye(12, dtype=bool), 1, axis=1), np.random.Generator(np.random.PCG64(1)))
    ''
    """
    if int(ties.sum()) > MOST_TIES:
        return ""
    own = triangles(ties)
    most = max(triangles(rewired(ties, generator)) for _ in range(REWIRED))
    return CLUSTERED if own > most else ""


def triangles(ties: Flags) -> int:
    """Return the number of triangles, direction left aside.

    Examples
    --------
    >>> triangles(~np.eye(4, dtype=bool))
    4
    """
    partners = (ties | ties.T).astype(np.float64)
    return round(float(((partners @ partners) * partners).sum()) / 6)


def rewired(ties: Flags, generator: np.random.Generator) -> Flags:
    """Return a network in which every organisation has as many mutual and one-way ties as before."""
    taken = (ties | ties.T).copy()
    mutual = np.argwhere(np.triu(ties & ties.T)).tolist()
    single = np.argwhere(ties & ~ties.T).tolist()
    for kind, turns in ((mutual, True), (single, False)):
        if len(kind) > 1:
            _exchange(kind, taken, turns, generator)
    found = np.zeros_like(ties)
    for sender, receiver in mutual:
        found[sender, receiver] = found[receiver, sender] = True
    for sender, receiver in single:
        found[sender, receiver] = True
    return found


def _exchange(kind: list[list[int]], taken: Flags, turns: bool, generator: np.random.Generator) -> None:
    """Exchange the ends of pairs of ties of one kind in place, where that makes no tie twice."""
    tries = TRIES * len(kind)
    chosen = generator.integers(0, len(kind), (tries, 2)).tolist()
    flips = generator.integers(0, 2, tries).tolist()
    for (one, other), flip in zip(chosen, flips, strict=True):
        (a, b), (c, d) = kind[one], kind[other]
        if turns and flip:
            c, d = d, c
        if len({a, b, c, d}) < 4 or taken[a, d] or taken[c, b]:  # noqa: PLR2004
            continue
        taken[a, b] = taken[b, a] = taken[c, d] = taken[d, c] = False
        taken[a, d] = taken[d, a] = taken[c, b] = taken[b, c] = True
        kind[one], kind[other] = [a, d], [c, b]
