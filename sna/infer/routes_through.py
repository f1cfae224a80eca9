"""Shortest routes between members of one group that pass another, for many deals of the labels at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.infer.group_sums import ratios

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Stage:
    """The ordered pairs at one distance, and how their shortest routes go on from pairs one step closer.

    Attributes
    ----------
    start, end
        The pairs.
    onward
        Pair × pair of the stage before: the share of its shortest routes whose last step but one is that pair;
        ``None`` for pairs that are tied. Where pairs stand for both ways, the pairs of the stage before stand in it
        twice: gone through as they are, then the other way round.
    """

    start: Places
    end: Places
    onward: csr_array | None


@dataclass(frozen=True, eq=False)
class ShortestRoutes:
    """The shortest routes of a network, distance by distance.

    Where every tie goes both ways so does every route, and a pair stands for both: the smaller place is its start.

    Attributes
    ----------
    stages
        Distance by distance.
    members
        How many there are.
    work
        Pairs and last steps of their routes, each way counted by itself.
    """

    stages: tuple[Stage, ...]
    members: int
    work: int

    @classmethod
    def of(cls, ties: Flags) -> ShortestRoutes:
        """Return the shortest routes along ties, all of one length.

        Examples
        --------
        >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> [len(stage.start) for stage in ShortestRoutes.of(line).stages]
        [2, 1]
        """
        from scipy.sparse import csr_array

        n, both_ways = len(ties), bool((ties == ties.T).all())
        number = ties.astype(np.float64)
        reached = ties | np.eye(n, dtype=bool)
        sender, receiver = np.nonzero(ties)
        start, end = np.nonzero(np.triu(ties) if both_ways else ties)
        stages, ways, place = [Stage(start, end, None)], number, _numbered(start, end, n, both_ways)
        work = len(sender)
        while len(start):
            onward = np.where(reached, 0.0, ways @ number)
            new_start, new_end = np.nonzero(np.triu(onward) if both_ways else onward)
            if not len(new_start):
                break
            # Of each new pair s, t: the pairs s, u one step closer with a tie u → t.
            s, tie = np.nonzero((ways[:, sender] > 0) & (onward[:, receiver] > 0))
            work += int(np.count_nonzero(onward)) + len(s)
            if both_ways:
                s, tie = s[s < receiver[tie]], tie[s < receiver[tie]]
            via, t = sender[tie], receiver[tie]
            new_place = _numbered(new_start, new_end, n, both_ways)
            cells = (new_place[s, t], place[s, via])
            shape = (len(new_start), len(start) * (2 if both_ways else 1))
            stages.append(Stage(new_start, new_end, csr_array((ways[s, via] / onward[s, t], cells), shape=shape)))
            reached |= onward > 0
            start, ways, place = new_start, onward, new_place
        return cls(tuple(stages), n, work)

    @property
    def cells(self) -> int:
        """Cells of memory that one deal takes."""
        return 1 + 2 * sum(
            len(stage.start) + (0 if stage.onward is None else stage.onward.nnz) for stage in self.stages
        )

    def share_through(self, inside: Values) -> Values:
        """Return deal × group × other: the mean share of shortest routes within the group that the other stands on.

        Parameters
        ----------
        inside
            Deal × group × member, from `one_hot`; a member may be in no group.

        Returns
        -------
        ndarray
            From 0 to 1, over ordered pairs of members of the group with a route; ``nan`` where there is no such pair,
            and for a group through itself.
        """
        deals, groups, _ = inside.shape
        there = np.ascontiguousarray(inside.transpose(1, 2, 0))
        outside = 1 - there
        pairs, kept = np.zeros((groups, deals)), np.zeros((groups, groups, deals))
        avoiding: list[Values] = []
        before = None
        for stage in self.stages:
            avoiding = [_avoiding(stage, before, outside[other], avoiding, other) for other in range(groups)]
            before = stage
            for group in range(groups):
                both = there[group][stage.start] * there[group][stage.end]
                counted = both.sum(axis=0)
                pairs[group] += counted
                for other in range(groups):
                    if other != group:
                        # Nobody stands between those who are tied.
                        tied = stage.onward is None
                        kept[group, other] += counted if tied else np.einsum("pd,pd->d", both, avoiding[other])
        through = ratios(pairs[:, None, :] - kept, np.broadcast_to(pairs[:, None, :], kept.shape))
        through[np.arange(groups), np.arange(groups)] = np.nan
        # Rounding must not make a share of what is none.
        return np.asarray(np.clip(np.where(np.abs(through) < ROUNDING, 0.0, through), 0, 1).transpose(2, 0, 1))


def _avoiding(stage: Stage, before: Stage | None, outside: Values, so_far: list[Values], other: int) -> Values:
    """Return pair × deal: the share of shortest routes with nobody of a group between the ends."""
    if stage.onward is None or before is None:
        return np.ones((len(stage.start), outside.shape[1]))
    ways = (before.end, before.start) if stage.onward.shape[1] > len(before.start) else (before.end,)
    closer = np.empty((len(ways), len(before.start), outside.shape[1]))
    for half, last in zip(closer, ways, strict=True):
        # The places are right, and clipping them is quicker than checking them.
        np.take(outside, last, axis=0, out=half, mode="clip")
        if before.onward is not None:
            np.multiply(half, so_far[other], out=half)
    return np.asarray(stage.onward @ closer.reshape(-1, outside.shape[1]), dtype=np.float64)


def _numbered(start: Places, end: Places, n: int, both_ways: bool) -> Places:
    """Return a matrix of the places of pairs, −1 where there is none; the other way round they follow after all."""
    place = np.full((n, n), -1)
    if both_ways:
        place[end, start] = np.arange(len(start)) + len(start)
    place[start, end] = np.arange(len(start))
    return place


def pairs_in_reach(ties: Flags, members: Flags, removed: Flags) -> int:
    """Return how many ordered pairs of members reach each other when others are removed.

    Examples
    --------
    >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    >>> ends, middle = np.array([1, 0, 1], dtype=bool), np.array([0, 1, 0], dtype=bool)
    >>> pairs_in_reach(line, ends, np.zeros(3, dtype=bool)), pairs_in_reach(line, ends, middle)
    (1, 0)
    """
    left = ties & ~removed[:, None] & ~removed[None, :]
    reach = left.copy()
    while True:
        further = reach | (reach.astype(np.float64) @ left.astype(np.float64) > 0)
        if (further == reach).all():
            break
        reach = further
    np.fill_diagonal(reach, val=False)
    inside = members & ~removed
    return int(reach[np.ix_(inside, inside)].sum())
