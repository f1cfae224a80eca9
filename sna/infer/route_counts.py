"""Open two-step routes by the groups of their three members, for many deals of the labels at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Labels

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DENSE_UP_TO = 48
"""Members up to which a full matrix of pairs by brokers is quicker than a sparse one."""

ROLES: dict[str, Callable[[int, int, int], bool]] = {
    "coordinator": lambda a, broker, c: a == broker == c,
    "consultant": lambda a, broker, c: a == c != broker,
    "representative": lambda a, broker, c: a == broker != c,
    "gatekeeper": lambda a, broker, c: a != broker == c,
    "liaison": lambda a, broker, c: a != broker != c != a,
}
"""Role of a broker by the groups of who is before it, of itself, and of who is after it."""


@dataclass(frozen=True, eq=False)
class OpenRoutes:
    """The open routes a → i → c of a network: who is at the ends, and through whom they run.

    Attributes
    ----------
    start, end
        The pairs of ends a, c that have a route.
    through
        Pair × broker: 1 where a → i → c is a route.
    """

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    through: Any

    @classmethod
    def of(cls, ties: Flags, ends: Flags) -> OpenRoutes:
        """Return the routes along ties between pairs of ends that count as open.

        Examples
        --------
        >>> ties = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> OpenRoutes.of(ties, ~ties & ~np.eye(3, dtype=bool)).count
        1
        """
        there = (ties.astype(np.float64) @ ties.astype(np.float64) > 0) & ends
        start, end = np.nonzero(there)
        return cls(start, end, _through(ties, start, end))

    @cached_property
    def count(self) -> int:
        """Number of routes."""
        return int(self.through.sum())

    def by_group(self, labels: Labels, groups: int) -> Values:
        """Return deal × group of the start × group of the broker × group of the end: the number of routes."""
        counts = np.zeros((len(labels), groups, groups, groups))
        before, after = labels[:, self.start], labels[:, self.end]
        inside = [(labels == group).astype(np.float32) for group in range(groups)]
        for a in range(groups):
            for c in range(groups):
                # float32 holds every whole number up to 16 million: counts through one broker stay exact.
                ends = ((before == a) & (after == c)).astype(np.float32)
                routes = np.asarray(ends @ self.through)
                for broker in range(groups):
                    counts[:, a, broker, c] = (routes * inside[broker]).sum(axis=1, dtype=np.float64)
        return counts


def _through(
    ties: Flags, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32] | csr_array:
    """Return pair × broker, full for small networks."""
    into = np.ascontiguousarray(ties.T)
    if len(ties) <= DENSE_UP_TO:
        return (ties[start] & into[end]).astype(np.float32)
    from scipy.sparse import csr_array, vstack

    rows = max(1, 4_000_000 // len(ties))
    blocks = [
        csr_array((ties[start[at : at + rows]] & into[end[at : at + rows]]).astype(np.float32))
        for at in range(0, len(start), rows)
    ]
    return vstack(blocks, format="csr") if blocks else csr_array((0, len(ties)), dtype=np.float32)


def roles_by_group(counts: Values) -> Values:
    """Return deal × role × group of the broker, from the counts of `OpenRoutes.by_group`.

    Examples
    --------
    >>> counts = np.zeros((1, 2, 2, 2))
    >>> counts[0, 1, 0, 0] = 3
    >>> roles_by_group(counts)[0, list(ROLES).index("gatekeeper")].tolist()
    [3.0, 0.0]
    """
    groups = counts.shape[1]
    found = np.zeros((len(counts), len(ROLES), groups))
    for place, plays in enumerate(ROLES.values()):
        for a, broker, c in np.ndindex(groups, groups, groups):
            if plays(a, broker, c):
                found[:, place, broker] += counts[:, a, broker, c]
    return found


def chance_roles(routes: int, sizes: Sequence[int]) -> Values:
    """Return role × group: the mean number of routes over all deals of the labels.

    The three members of a route are all different, and every three different members are as likely as any others to
    get three labels.

    Examples
    --------
    >>> chance_roles(6, [2, 1]).sum(axis=1).tolist()
    [0.0, 2.0, 2.0, 2.0, 0.0]
    """
    n = sum(sizes)
    found = np.zeros((len(ROLES), len(sizes)))
    for place, plays in enumerate(ROLES.values()):
        for three in np.ndindex(len(sizes), len(sizes), len(sizes)):
            if plays(*three):
                ways = 1
                for taken, group in enumerate(three):
                    ways *= sizes[group] - three[:taken].count(group)
                found[place, three[1]] += routes * ways / max(n * (n - 1) * (n - 2), 1)
    return found
