"""What measures are after every swap: the few for which a test of change is known to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer import Pairs
from sna.metrics import compute
from sna.model import Layer, Network, Roster, Ties

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

Key = tuple[str, str, str]
"""A metric; and for a gap the two groups, for a network two empty texts."""

CENTRALISATIONS = {"in_degree_centralisation": 0, "out_degree_centralisation": 1, "degree_centralisation": 0}
HIERARCHIES = ("krackhardt_hierarchy", "flow_hierarchy")
DEGREES = {"in_degree": 0, "out_degree": 1, "degree": 0}
STRENGTHS = {"in_strength": 0, "out_strength": 1, "strength": 0}
ROUTES = ("betweenness", "betweenness_centralisation")
MEAN_STRENGTH = "mean strength"
"""Not a metric: total strength per pair that was observed."""

OF_NETWORKS = ("density", *CENTRALISATIONS, "betweenness_centralisation", *HIERARCHIES)
OF_ORGANISATIONS = (*DEGREES, *STRENGTHS, "betweenness")


def is_tested(key: Key) -> bool:
    """Whether a test of change is known to hold for a metric.

    Examples
    --------
    >>> is_tested(("density", "", "")), is_tested(("transitivity", "", "")), is_tested(("in_degree", "a", "b"))
    (True, False, True)
    """
    metric, group, _ = key
    return metric in OF_ORGANISATIONS if group else metric in OF_NETWORKS


@dataclass(frozen=True)
class Frame:
    """What the two networks share.

    Attributes
    ----------
    observed
        Pairs that were observed.
    layer
        The layer.
    members
        Group → places of its organisations.
    """

    observed: Flags
    layer: Layer
    members: Mapping[str, Places]

    @property
    def n(self) -> int:
        """Number of organisations."""
        return len(self.observed)

    def gap(self, values: Values, key: Key) -> Values:
        """Return the difference of two groups' means; the last axis of values is organisations."""
        _, group, other = key
        first, second = (values[..., self.members[name]].mean(axis=-1) for name in (group, other))
        return np.asarray(first - second, dtype=np.float64)


@dataclass(frozen=True)
class OfSums:
    """Measures that need no more than what each organisation receives and sends."""

    frame: Frame
    keys: Sequence[Key]

    def of(self, stack: Values) -> Values:
        """Return network × measure of a stack of networks."""
        return self._from(stack.sum(axis=-2), stack.sum(axis=-1))

    def each(self, key: Key, stack: Values) -> Values:
        """Return network × organisation of a measure of organisations."""
        return np.asarray(stack.sum(axis=-1 if self.sends(key) else -2), dtype=np.float64)

    def sends(self, key: Key) -> bool:
        """Whether a measure of organisations is of what they send, not of what they receive."""
        return bool((DEGREES | STRENGTHS)[key[0]])

    def swapped(self, pairs: Pairs, rows: Flags) -> Values:
        """Return swap × snapshot × measure."""
        return self._from(*pairs.sums(rows))

    def _from(self, received: Values, sent: Values) -> Values:
        return np.stack([self._one(key, (received, sent)) for key in self.keys], axis=-1)

    def _one(self, key: Key, sums: tuple[Values, Values]) -> Values:
        metric, group, _ = key
        if group:
            return self.frame.gap(sums[(DEGREES | STRENGTHS)[metric]], key)
        if metric in ("density", MEAN_STRENGTH):
            return np.asarray(sums[0].sum(axis=-1) / max(self.frame.observed.sum(), 1), dtype=np.float64)
        degree, n = sums[CENTRALISATIONS[metric]], self.frame.n
        most = (n - 1) * (n - 1 if self.frame.layer.directed else n - 2)
        return np.asarray((n * degree.max(axis=-1) - degree.sum(axis=-1)) / most, dtype=np.float64)


@dataclass(frozen=True)
class OfRoutes:
    """Measures that need the routes through a network."""

    frame: Frame
    keys: Sequence[Key]

    def of(self, stack: Values) -> Values:
        """Return network × measure of a stack of networks."""
        found = _hierarchies(stack > 0) if any(metric in HIERARCHIES for metric, _, _ in self.keys) else {}
        if any(metric in ROUTES for metric, _, _ in self.keys):
            counts = self.each(self.keys[0], stack)
            found |= {key[0]: self._centralisation(counts) for key in self.keys if not key[1] and key[0] in ROUTES}
        return np.stack([self.frame.gap(counts, key) if key[1] else found[key[0]] for key in self.keys], axis=-1)

    def each(self, _: Key, stack: Values) -> Values:
        """Return network × organisation: betweenness, the one measure of organisations here."""
        roster = Roster(tuple(f"{place:06d}" for place in range(self.frame.n)))
        return np.array([compute("betweenness", self._network(roster, matrix)) for matrix in stack])

    def swapped(self, pairs: Pairs, rows: Flags) -> Values:
        """Return swap × snapshot × measure."""
        blocks = [np.stack([self.of(old), self.of(new)], axis=1) for old, new in pairs.matrices(rows)]
        return np.concatenate(blocks)

    def _centralisation(self, counts: Values) -> Values:
        n = self.frame.n
        most = (n - 1) ** 2 * (n - 2) / (1 if self.frame.layer.directed else 2)
        return np.asarray((n * counts.max(axis=-1) - counts.sum(axis=-1)) / most, dtype=np.float64)

    def _network(self, roster: Roster, matrix: Values) -> Network:
        directed = self.frame.layer.directed
        sender, receiver = np.nonzero(matrix if directed else np.triu(matrix))
        ties = Ties.from_arrays(sender, receiver, np.ones(len(sender)), directed=directed)
        return Network(roster, self.frame.layer, ties)


def _hierarchies(ties: Flags) -> dict[str, Values]:
    """Return the hierarchies of a stack of directed networks; ``nan`` where nobody reaches anybody."""
    n = ties.shape[-1]
    reach = np.zeros_like(ties, dtype=np.float32)
    further = ties.astype(np.float32)
    while not np.array_equal(reach, further):  # reach doubles with every round
        reach, further = further, np.minimum(further + further @ further, 1)
    along = (reach > 0) & ~np.eye(n, dtype=bool)
    back = along.swapaxes(-1, -2)
    return {
        "krackhardt_hierarchy": 1 - _share((along & back).sum(axis=(-1, -2)), (along | back).sum(axis=(-1, -2))),
        "flow_hierarchy": _share((ties & ~back).sum(axis=(-1, -2)), ties.sum(axis=(-1, -2))),
    }


def _share(part: Places, whole: Places) -> Values:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)
