"""Ties between people of ordered tiers: how many from each to each, what dealing lets expect, which way they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from sna.infer import TieSums
from sna.infer.dealing import Labels
from sna.model import Network

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TierTies:
    """Ties among the people of a network who have a tie and a known tier.

    Attributes
    ----------
    tiers
        Those that somebody has, the highest first.
    labels
        Tier of each person, as its place in ``tiers``.
    arcs
        Person × person: 1 where a tie runs; undirected ones stand in both directions.
    directed
        Whether ties have a direction.
    unknown
        People with a tie and no known tier.
    unasked
        People with a tie and a known tier who were not asked for theirs: left out, with their ties.
    """

    tiers: tuple[str, ...]
    labels: Labels
    arcs: sparse.csr_array
    directed: bool
    unknown: int
    unasked: int = 0

    @property
    def n(self) -> int:
        """People."""
        return len(self.labels)

    @property
    def filled(self) -> int:
        """Filled cells of the matrix of ties."""
        return int(self.arcs.nnz)

    @property
    def m(self) -> int:
        """Ties."""
        return self.filled if self.directed else self.filled // 2

    @cached_property
    def sizes(self) -> Values:
        """People of each tier."""
        return np.bincount(self.labels, minlength=len(self.tiers)).astype(np.float64)

    @cached_property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Pairs of tiers, from and to; undirected: each once."""
        k = len(self.tiers)
        return tuple((g, h) for g in range(k) for h in range(0 if self.directed else g, k))

    @cached_property
    def pairs(self) -> Values:
        """Possible ties of each cell."""
        size = self.sizes
        same = 1.0 if self.directed else 0.5
        return np.array([size[g] * (size[g] - 1) * same if g == h else size[g] * size[h] for g, h in self.cells])

    @cached_property
    def expected(self) -> Values:
        """Ties of each cell, as a mean over all deals of the tiers."""
        return self.m * self.pairs / max(float(self.pairs.sum()), 1.0)

    @property
    def expected_crossing(self) -> float:
        """Ties between tiers, as a mean over all deals."""
        return float(self.expected[self._apart].sum())

    @cached_property
    def _apart(self) -> npt.NDArray[np.bool_]:
        return np.array([g != h for g, h in self.cells])

    @cached_property
    def _sums(self) -> TieSums:
        return TieSums(self.arcs, len(self.tiers))

    @cached_property
    def _mutual(self) -> sparse.csr_array:
        return sparse.csr_array(self.arcs.multiply(self.arcs.T))

    @cached_property
    def reciprocity(self) -> float:
        """Share of ties that are returned."""
        return int(self._mutual.nnz) / max(self.filled, 1)

    def _of_cells(self, dealt: Labels) -> Values:
        """Return deal × cell: ties."""
        sums = self._sums.between(dealt)
        half = 1.0 if self.directed else 0.5
        return np.stack([sums[:, g, h] * (half if g == h else 1.0) for g, h in self.cells], axis=1)

    def _ways(self, cells: Values) -> Values:
        """Return deal × (up − down): tiers are ordered from the highest, so that up is to an earlier one."""
        way = np.array([np.sign(g - h) for g, h in self.cells], dtype=np.float64)
        return np.asarray(cells @ way)

    def _returned(self, dealt: Labels) -> Values:
        """Return, for each deal, ties between tiers that are returned."""
        return np.asarray(self._mutual.nnz - self._mutual_sums.within(dealt).sum(axis=1), dtype=np.float64)

    @cached_property
    def _mutual_sums(self) -> TieSums:
        return TieSums(self._mutual, len(self.tiers))

    def departures(self, dealt: Labels) -> Values:
        """Return deal × statistic: cells and crossing ties less their mean; directed: up − down, and returned ties."""
        cells = self._of_cells(dealt)
        crossing = cells[:, self._apart].sum(axis=1)
        found = [cells - self.expected, (crossing - self.expected_crossing)[:, None]]
        if self.directed:
            returned = self._returned(dealt) - self.reciprocity * crossing
            found += [self._ways(cells)[:, None], returned[:, None]]
        return np.hstack(found)

    @cached_property
    def ties(self) -> Values:
        """Ties of each cell, as observed."""
        return np.asarray(self._of_cells(self.labels[None, :])[0])

    @property
    def crossing(self) -> int:
        """Ties between tiers."""
        return round(float(self.ties[self._apart].sum()))

    @property
    def upward(self) -> int:
        """Ties to a higher tier."""
        return round(sum(float(t) for (g, h), t in zip(self.cells, self.ties, strict=True) if h < g))

    @property
    def downward(self) -> int:
        """Ties to a lower tier."""
        return round(sum(float(t) for (g, h), t in zip(self.cells, self.ties, strict=True) if h > g))

    @property
    def returned(self) -> int:
        """Ties between tiers that are returned."""
        return round(float(self._returned(self.labels[None, :])[0]))


def tier_ties(network: Network, order: Sequence[str], column: str = "tier") -> TierTies:
    """Return the ties among people who have one, by tier.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> drawn = sketch("A>B B>A C>A")
    >>> tiers = {"A": "top", "B": "bottom", "C": "bottom"}
    >>> made = Network(drawn.roster.with_attribute("tier", tiers), drawn.layer, drawn.ties)
    >>> found = tier_ties(made, ("top", "middle", "bottom"))
    >>> found.tiers, found.upward, found.downward, found.returned
    (('top', 'bottom'), 2, 1, 2)
    """
    sender, receiver = network.ties.sender, network.ties.receiver
    of = network.roster.attributes.get(column, (None,) * network.n)
    tied = np.zeros(network.n, dtype=bool)
    tied[sender], tied[receiver] = True, True
    known = np.array([value in order for value in of], dtype=bool)
    asked = network.observed.any(axis=1) if network.unobserved else np.ones(network.n, dtype=bool)
    kept = np.flatnonzero(tied & known & asked)
    tiers = tuple(tier for tier in order if any(of[place] == tier for place in kept))
    place = np.full(network.n, -1)
    place[kept] = np.arange(len(kept))
    inside = (place[sender] >= 0) & (place[receiver] >= 0)
    ends = place[sender[inside]], place[receiver[inside]]
    if not network.directed:
        ends = np.concatenate([ends[0], ends[1]]), np.concatenate([ends[1], ends[0]])
    arcs = sparse.csr_array((np.ones(len(ends[0])), ends), shape=(len(kept), len(kept)))
    labels = np.array([tiers.index(str(of[at])) for at in kept], dtype=np.int8)
    return TierTies(
        tiers, labels, arcs, network.directed, int((tied & ~known).sum()), int((tied & known & ~asked).sum())
    )
