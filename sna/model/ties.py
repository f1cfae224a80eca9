"""Who is tied to whom, and how strongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


def frozen_copy(values: npt.ArrayLike, dtype: type[np.generic]) -> npt.NDArray[np.generic]:
    """Return a copy that cannot be written to."""
    array = np.array(values, dtype=dtype)
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class Ties:
    """Sender, receiver and weight of every tie, as places in a roster.

    Always true: weights are finite and > 0; no tie joins an organisation with itself; no pair occurs twice; an
    undirected tie is stored once, smaller place first; ties are sorted by sender, then receiver.

    Raises
    ------
    ValueError
        If any of that does not hold.

    Examples
    --------
    >>> ties = Ties.of([(2, 0, 1.5), (1, 0, 2.0)], directed=False)
    >>> ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist()
    ([0, 0], [1, 2], [2.0, 1.5])
    """

    sender: Places
    receiver: Places
    weight: Weights
    directed: bool

    def __post_init__(self) -> None:
        for name, dtype in (("sender", np.int64), ("receiver", np.int64), ("weight", np.float64)):
            object.__setattr__(self, name, frozen_copy(getattr(self, name), dtype))
        if not len(self.sender) == len(self.receiver) == len(self.weight):
            raise ValueError("sender, receiver and weight have one value per tie")
        if not (np.isfinite(self.weight).all() and (self.weight > 0).all()):
            raise ValueError("weights are finite and greater than zero")
        if (self.sender == self.receiver).any():
            raise ValueError("no tie joins an organisation with itself")
        if not self.directed and (self.sender > self.receiver).any():
            raise ValueError("an undirected tie is stored once, smaller place first")
        step = np.diff(self.sender)
        if ((step < 0) | ((step == 0) & (np.diff(self.receiver) <= 0))).any():
            raise ValueError("ties are unique, sorted by sender and receiver")

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, float]], *, directed: bool) -> Ties:
        """Build ties from rows in any order; no pair may occur twice."""
        listed = list(rows)
        return cls.from_arrays(
            np.array([row[0] for row in listed], dtype=np.int64),
            np.array([row[1] for row in listed], dtype=np.int64),
            np.array([row[2] for row in listed], dtype=np.float64),
            directed=directed,
        )

    @classmethod
    def from_arrays(cls, sender: Places, receiver: Places, weight: Weights, *, directed: bool) -> Ties:
        """Build ties from arrays in any order: ends of undirected ties are put in order, then all are sorted."""
        if not directed:
            sender, receiver = np.minimum(sender, receiver), np.maximum(sender, receiver)
        order = np.lexsort((receiver, sender))
        return cls(sender[order], receiver[order], weight[order], directed)

    def reversed(self) -> Ties:
        """Return the ties with sender and receiver exchanged; undirected ties as they are."""
        if not self.directed:
            return self
        return Ties.from_arrays(self.receiver, self.sender, self.weight, directed=True)

    def __len__(self) -> int:
        return len(self.sender)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ties):
            return NotImplemented
        return self.directed == other.directed and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in ("sender", "receiver", "weight")
        )

    def __hash__(self) -> int:
        # Whatever is equal has equal sums; ties that differ and share them are told apart by comparing.
        sums = self.sender.sum(), self.receiver.sum(), self.sender @ self.receiver, self.weight.sum()
        return hash((self.directed, len(self), *(number.item() for number in sums)))
