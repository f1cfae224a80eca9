"""The ties of one layer at one snapshot, over a roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.model.layer import Layer
from sna.model.roster import Roster
from sna.model.ties import Ties


@dataclass(frozen=True, eq=False)
class Network:
    """A roster and the ties of one layer at one snapshot, with the pairs that were observed.

    Always true: every end of a tie is in the roster; ties are directed exactly where the layer is; an unobserved pair
    has no tie and is missing, not zero. Two networks are equal when their content is.

    Attributes
    ----------
    roster, layer, ties
        Who, which kind of tie, and the ties as places in the roster.
    snapshot
        Name of the snapshot.
    unobserved
        Pairs of places nobody could have reported a tie for: (sender, receiver), or smaller place first if undirected.
    filters
        What the facts were narrowed to, for example ``{"pathway": ("kidney",)}``.
    counted
        Facts behind the ties: reason → number of rows used or set aside.
    zeros
        In a layer of ratings, observed pairs that were rated 0: no tie, and still a rating. Given as ``unobserved`` is.

    Examples
    --------
    >>> roster = Roster.of(["A", "B", "C"])
    >>> network = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 1.0)], directed=True))
    >>> print(network)
    trust: 3 organisations, 1 tie (directed)
    """

    roster: Roster
    layer: Layer
    ties: Ties
    snapshot: str = "all"
    unobserved: frozenset[tuple[int, int]] = frozenset()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    zeros: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.ties.directed != self.layer.directed:
            raise ValueError("ties are directed exactly where their layer is")
        ends = np.concatenate([self.ties.sender, self.ties.receiver])
        if len(ends) and not (0 <= ends.min() and ends.max() < len(self.roster)):
            raise ValueError("every end of a tie is in the roster")
        if self.unobserved and self.unobserved & self._joined():
            raise ValueError("an unobserved pair has no tie")
        if self.zeros and self.zeros & (self.unobserved | self._joined()):
            raise ValueError("a pair that was rated 0 was observed, and has no tie")

    def _joined(self) -> set[tuple[int, int]]:
        return set(zip(self.ties.sender.tolist(), self.ties.receiver.tolist(), strict=True))

    @property
    def n(self) -> int:
        """Number of organisations."""
        return len(self.roster)

    @property
    def m(self) -> int:
        """Number of ties (arcs in a directed layer)."""
        return len(self.ties)

    @property
    def directed(self) -> bool:
        """Whether ties have a sender and a receiver."""
        return self.layer.directed

    @property
    def pairs(self) -> int:
        """Number of pairs that were observed: ordered pairs in a directed layer."""
        possible = self.n * (self.n - 1)
        return (possible if self.directed else possible // 2) - len(self.unobserved)

    @cached_property
    def observed(self) -> npt.NDArray[np.bool_]:
        """Matrix of the pairs that were observed; the diagonal is never observed."""
        seen = ~np.eye(self.n, dtype=bool)
        for i, j in self.unobserved:
            seen[i, j] = False
            if not self.directed:
                seen[j, i] = False
        seen.setflags(write=False)
        return seen

    def reversed(self) -> Network:
        """Return the network with sender and receiver of every tie exchanged, and the layer's dependence with them."""
        other = {"sender": "receiver", "receiver": "sender", None: None}
        layer = Layer(
            self.layer.name,
            self.layer.directed,
            self.layer.counts,
            other[self.layer.depends],  # type: ignore[arg-type]
            self.layer.rule,
        )
        unobserved, zeros = (
            frozenset((j, i) for i, j in pairs) if self.directed else pairs for pairs in (self.unobserved, self.zeros)
        )
        ties = self.ties.reversed()
        return Network(self.roster, layer, ties, self.snapshot, unobserved, self.filters, self.counted, zeros)

    def subset(self, keep: frozenset[str]) -> Network:
        """Return the network among those organisations only."""
        roster = self.roster.subset(keep)
        new = {self.roster.position[identifier]: place for place, identifier in enumerate(roster.ids)}
        rows = [
            (new[s], new[r], w)
            for s, r, w in zip(
                self.ties.sender.tolist(), self.ties.receiver.tolist(), self.ties.weight.tolist(), strict=True
            )
            if s in new and r in new
        ]
        unobserved, zeros = (
            frozenset((new[i], new[j]) for i, j in pairs if i in new and j in new)
            for pairs in (self.unobserved, self.zeros)
        )
        ties = Ties.of(rows, directed=self.directed)
        return Network(roster, self.layer, ties, self.snapshot, unobserved, self.filters, self.counted, zeros)

    @cached_property
    def _content(self) -> tuple[object, ...]:
        filters = tuple(sorted(self.filters.items()))
        return (self.roster, self.layer, self.ties, self.snapshot, self.unobserved, filters, self.zeros)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        return self._content == other._content

    @cached_property
    def _hash(self) -> int:
        return hash(self._content)

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        when = "" if self.snapshot == "all" else f", {self.snapshot}"
        kind = "directed" if self.directed else "undirected"
        ties = "1 tie" if self.m == 1 else f"{self.m} ties"
        return f"{self.layer.name}{when}: {self.roster}, {ties} ({kind})"
