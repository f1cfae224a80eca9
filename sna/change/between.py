"""Networks between two snapshots: who is in them as in one, ties among those who stayed as in the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sna.change.readings import Readings, readings
from sna.change.steps import Step
from sna.metrics import measure_network
from sna.model import Contrast, MetricRecord, Network, Ties


def with_ties_of(network: Network, other: Network, both: frozenset[str]) -> Network:
    """Return a network in which ties among some organisations are as in another network that has them as well.

    Which of their pairs were observed is taken from there, too; all else stays.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> mixed = with_ties_of(sketch("A>B B>C"), sketch("B>A A>D"), frozenset("AB"))
    >>> mixed.roster.ids, list(zip(mixed.ties.sender.tolist(), mixed.ties.receiver.tolist()))
    (('A', 'B', 'C'), [(1, 0), (1, 2)])
    """
    own, far = (np.isin(part.roster.ids, sorted(both)) for part in (network, other))
    place = np.full(other.n, -1)
    place[far] = network.roster.places(i for i in other.roster.ids if i in both)
    ties, more = network.ties, other.ties
    keep, take = ~(own[ties.sender] & own[ties.receiver]), far[more.sender] & far[more.receiver]
    merged = Ties.from_arrays(
        np.concatenate([ties.sender[keep], place[more.sender[take]]]),
        np.concatenate([ties.receiver[keep], place[more.receiver[take]]]),
        np.concatenate([ties.weight[keep], more.weight[take]]),
        directed=network.directed,
    )
    unseen = {(i, j) for i, j in network.unobserved if not (own[i] and own[j])}
    unseen |= {(int(place[i]), int(place[j])) for i, j in other.unobserved if far[i] and far[j]}
    zeros = {(i, j) for i, j in network.zeros if not (own[i] and own[j])}
    zeros |= {(int(place[i]), int(place[j])) for i, j in other.zeros if far[i] and far[j]}
    kept = network.snapshot, frozenset(unseen), network.filters, network.counted, frozenset(zeros)
    return Network(network.roster, network.layer, merged, *kept)


@dataclass(frozen=True)
class Between:
    """What was measured of the networks between two snapshots, and of those among organisations in both.

    Where nobody joined or left there is nothing to measure: the snapshots' own readings stand for all of them.

    Attributes
    ----------
    step
        The step.
    before, after
        Readings of the snapshots themselves.
    records
        The metrics to measure: of one layer, and not made from who attended what.
    contrast
        Groups, for metrics that need them.
    """

    step: Step
    before: Readings
    after: Readings
    records: Mapping[str, MetricRecord]
    contrast: Contrast | None

    @property
    def moved(self) -> bool:
        """Whether somebody joined or left."""
        return bool(self.step.joined or self.step.left)

    @cached_property
    def core(self) -> tuple[Readings, Readings]:
        """Readings of the two networks among organisations in both."""
        if not self.moved:
            return self.before, self.after
        both = frozenset(self.step.both)
        return self._read(self.step.before.subset(both)), self._read(self.step.after.subset(both))

    @cached_property
    def mixed(self) -> tuple[Readings, Readings]:
        """Readings of the earlier organisations tied as later, and of the later ones tied as before.

        Only ties among organisations in both are exchanged.
        """
        if not self.moved:
            return self.after, self.before
        step, both = self.step, frozenset(self.step.both)
        return (
            self._read(with_ties_of(step.before, step.after, both)),
            self._read(with_ties_of(step.after, step.before, both)),
        )

    def _read(self, network: Network) -> Readings:
        if not self.records:
            return Readings()
        found = measure_network(network, contrast=self.contrast, metrics=sorted(self.records))
        of_groups = {name for name, record in found.metrics.items() if record.level == "group"}
        return readings(found.table, of_groups).get((network.layer.name, network.snapshot), Readings())
