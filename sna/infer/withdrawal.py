"""What is left of a network when some of its members go: parts, reach, and curves of withdrawal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.infer.streams import Stream

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Loss:
    """What goes with some members.

    Attributes
    ----------
    ties
        Tied pairs with at least one of them.
    parts
        Components more than before, of those that stay; negative where whole components went.
    isolated
        Members that stay and have lost their last tie.
    pairs
        Pairs of members that stay and could reach each other before, and cannot now.
    """

    ties: int
    parts: int
    isolated: int
    pairs: int


@dataclass(frozen=True, eq=False)
class Held:
    """A network as it holds together: who is tied to whom, direction and strength left away.

    Attributes
    ----------
    neighbours
        For every member, the members tied to it, as the bits of a whole number.
    """

    neighbours: tuple[int, ...]

    @classmethod
    def of(cls, ties: Flags) -> Held:
        """Return the network of a matrix; a tie in either direction counts.

        Examples
        --------
        >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> Held.of(line).without([1])
        Loss(ties=2, parts=1, isolated=2, pairs=1)
        """
        packed = np.packbits(ties | ties.T, axis=1, bitorder="little")
        return cls(tuple(int.from_bytes(row.tobytes(), "little") for row in packed))

    @property
    def everybody(self) -> int:
        """All members, as bits."""
        return (1 << len(self.neighbours)) - 1

    def parts(self, there: int) -> Iterator[int]:
        """Yield the components of those who are there, as bits."""
        while there:
            part = front = there & -there
            while front:
                member = front.bit_length() - 1
                front ^= 1 << member
                new = self.neighbours[member] & there & ~part
                part |= new
                front |= new
            yield part
            there &= ~part

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """The components of the whole network."""
        return tuple(self.parts(self.everybody))

    @cached_property
    def ties(self) -> int:
        """Number of tied pairs."""
        return sum(around.bit_count() for around in self.neighbours) // 2

    def without(self, gone: Iterable[int]) -> Loss:
        """Return what is lost when members go."""
        bits = sum(1 << member for member in set(gone))
        there = self.everybody & ~bits
        members = [member for member in range(len(self.neighbours)) if bits >> member & 1]
        touched = 0
        inside = 0
        for member in members:
            touched |= self.neighbours[member]
            inside += (self.neighbours[member] & bits).bit_count()
        ties = sum(self.neighbours[member].bit_count() for member in members) - inside // 2
        isolated = sum(not self.neighbours[m] & there for m in bits_of(touched & there))
        left = [part.bit_count() for part in self.parts(there)]
        before = sum(pairs_of((part & there).bit_count()) for part in self.whole)
        return Loss(ties, len(left) - len(self.whole), isolated, before - sum(map(pairs_of, left)))

    def largest(self, there: int) -> int:
        """Return how many are in the largest component of those who are there."""
        return max((part.bit_count() for part in self.parts(there)), default=0)

    def curve(self, order: Sequence[int]) -> Values:
        """Return the share of all members in the largest component: at the start, and after each withdrawal.

        Examples
        --------
        >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> Held.of(line).curve([1, 0, 2]).round(3).tolist()
        [1.0, 0.333, 0.333, 0.0]
        """
        n = len(self.neighbours)
        if len(order) == n:
            return self._curve_backwards(order)
        there, found = self.everybody, [self.largest(self.everybody)]
        for member in order:
            there &= ~(1 << member)
            found.append(self.largest(there))
        return np.array(found, dtype=np.float64) / max(n, 1)

    def _curve_backwards(self, order: Sequence[int]) -> Values:
        """Return the curve of everybody's withdrawal: members come back one by one, and parts grow together."""
        n = len(order)
        root, size = list(range(n)), [1] * n
        there, most, found = 0, 0, [0]
        for member in reversed(order):
            there |= 1 << member
            own = member
            for other in bits_of(self.neighbours[member] & there):
                at = other
                while root[at] != at:
                    root[at] = root[root[at]]
                    at = root[at]
                if at != own:
                    if size[at] > size[own]:
                        at, own = own, at
                    root[at] = own
                    size[own] += size[at]
            most = max(most, size[own])
            found.append(most)
        return np.array(found[::-1], dtype=np.float64) / max(n, 1)

    def worst_of(self, count: int) -> float:
        """Return the smallest share in the largest component that any so many withdrawals leave, all sets tried.

        Examples
        --------
        >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> round(Held.of(line).worst_of(1), 3)
        0.333
        """
        n = len(self.neighbours)
        sets = (sum(1 << member for member in gone) for gone in itertools.combinations(range(n), count))
        return min(self.largest(self.everybody & ~gone) for gone in sets) / max(n, 1)

    def random_orders(self, count: int, stream: Stream) -> Values:
        """Return order × withdrawal: the curves of orders drawn at random."""
        generator = stream.generator()
        n = len(self.neighbours)
        return np.array([self.curve(generator.permutation(n).tolist()) for _ in range(count)]).reshape(count, n + 1)

    def doubly_reached(self) -> tuple[int, int]:
        """Return how many pairs still reach each other whichever one other member goes, and how many do at all.

        Examples
        --------
        >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
        >>> Held.of(line).doubly_reached()
        (2, 3)
        """
        n = len(self.neighbours)
        kept = np.zeros((n, n), dtype=bool)
        for part in self.whole:
            members = list(bits_of(part))
            kept[np.ix_(members, members)] = True
        reach = (int(kept.sum()) - n) // 2
        for member in range(n):
            part = next(part for part in self.whole if part >> member & 1)
            pieces = list(self.parts(part & ~(1 << member)))
            if len(pieces) > 1:
                together = np.zeros((n, n), dtype=bool)
                together[member, :] = together[:, member] = True
                outside = list(bits_of(self.everybody & ~part))
                together[outside, :] = together[:, outside] = True
                for piece in pieces:
                    members = list(bits_of(piece))
                    together[np.ix_(members, members)] = True
                kept &= together
        return (int(kept.sum()) - n) // 2, reach


def robustness(curve: Values) -> float:
    """Return R: the mean share in the largest component over the withdrawals from the first to the last.

    References
    ----------
    Schneider et al. (2011), doi:10.1073/pnas.1009440108

    Examples
    --------
    >>> robustness(np.array([1.0, 0.5, 0.5, 0.25, 0.0]))
    0.3125
    """
    return float(curve[1:].mean()) if len(curve) > 1 else np.nan


def bits_of(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def pairs_of(members: int) -> int:
    """Return how many pairs so many members make."""
    return members * (members - 1) // 2
