"""From one snapshot to a later one: the two networks, and how the step is written in findings."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sna.change.ties import TiesOfBoth, ties_of_both
from sna.errors import Problem, UsageError, nearest
from sna.model import Contrast, Network, Snapshot, Study

TARGET = "description: no test"


@dataclass(frozen=True)
class Side:
    """One snapshot of one study, and how it is called in findings."""

    study: Study
    snapshot: Snapshot
    label: str


@dataclass(frozen=True)
class Step:
    """Two networks of one layer, the earlier and the later.

    Attributes
    ----------
    layer, before_label, label
        The layer, and how the two snapshots are called in findings.
    before, after
        The networks.
    contrast
        Groups to report, if any.
    refused
        Why nothing may be compared; empty where it may.
    table
        Fact table that ties are made from.
    overlapping
        Whether the two snapshots share days.
    """

    layer: str
    before_label: str
    label: str
    before: Network
    after: Network
    contrast: Contrast | None = None
    refused: str = ""
    table: str = ""
    overlapping: bool = False

    @property
    def where(self) -> dict[str, str]:
        """Columns of a finding that say which step it is about."""
        return {"layer": self.layer, "snapshot": self.label, "before": self.before_label, "target": TARGET}

    @cached_property
    def both(self) -> list[str]:
        """Organisations of both networks, sorted."""
        return sorted(set(self.before.roster.ids) & set(self.after.roster.ids))

    @cached_property
    def joined(self) -> list[str]:
        """Organisations of the later network only, sorted."""
        return sorted(set(self.after.roster.ids) - set(self.before.roster.ids))

    @cached_property
    def left(self) -> list[str]:
        """Organisations of the earlier network only, sorted."""
        return sorted(set(self.before.roster.ids) - set(self.after.roster.ids))

    @cached_property
    def ties(self) -> TiesOfBoth:
        """Every tie of the two networks, and its strength in each."""
        return ties_of_both(self.before, self.after)

    @cached_property
    def ties_in_both(self) -> TiesOfBoth:
        """Those of them between organisations of both networks."""
        if not (self.joined or self.left):
            return self.ties
        stayed = self.ties.places(set(self.both))
        return self.ties.having(stayed[self.ties.sender] & stayed[self.ties.receiver])

    @cached_property
    def pairs_in_both(self) -> int:
        """How many pairs of organisations of both networks were observed in both; directed: from each to each other."""
        possible = len(self.both) * (len(self.both) - 1) // (1 if self.after.directed else 2)
        stayed = set(self.both)
        unseen = {
            (network.roster.ids[i], network.roster.ids[j])
            for network in (self.before, self.after)
            for i, j in network.unobserved
        }
        return possible - sum(one in stayed and other in stayed for one, other in unseen)

    @cached_property
    def pairs_changed(self) -> int:
        """How many of these pairs gained or lost a tie; directed: either way, each pair once."""
        ties = self.ties_in_both
        changed = ties.gained | ties.lost
        one, other = ties.sender[changed], ties.receiver[changed]
        return len(np.unique(np.minimum(one, other) * len(ties.ids) + np.maximum(one, other)))

    def group_of(self, organisation: str) -> str:
        """Return the group of an organisation as at the later snapshot, else the earlier; empty where it has none."""
        if self.contrast is None:
            return ""
        network = self.after if organisation in self.after.roster.position else self.before
        return self.contrast.assign(network.roster.group_at(self.contrast.column, organisation)) or ""


def sides(study: Study, other: Study | None, before: str | None, after: str | None) -> list[tuple[Side, Side]]:
    """Return the pairs of snapshots to compare.

    Raises
    ------
    UsageError
        If there is no such snapshot, the two are the same, or two studies cannot be paired by order.
    """
    if other is not None:
        return _between_studies(study, other, before, after)
    names = study.snapshots.names
    pairs = list(itertools.pairwise(names))
    if before is not None or after is not None:
        first = before if before is not None else _neighbour(names, _known(after, study), -1)
        second = after if after is not None else _neighbour(names, _known(before, study), 1)
        pairs = [(_known(first, study), _known(second, study))]
        if first == second:
            raise UsageError(Problem("E401", f"Snapshot '{first}' cannot be compared with itself."))
    return [
        (Side(study, study.snapshots[first], first), Side(study, study.snapshots[second], second))
        for first, second in pairs
    ]


def _between_studies(study: Study, other: Study, before: str | None, after: str | None) -> list[tuple[Side, Side]]:
    """Return snapshots of two studies, paired by order."""
    chosen = []
    for one, name in ((study, before), (other, after)):
        names = one.snapshots.names if name is None else (_known(name, one),)
        chosen.append([Side(one, one.snapshots[n], f"{one.name}/{n}") for n in names])
    if len(chosen[0]) != len(chosen[1]):
        raise UsageError(
            Problem(
                "E401",
                "Snapshots of two studies are paired by order, and their numbers differ.",
                value=f"{len(chosen[0])} in {study.name}, {len(chosen[1])} in {other.name}",
                hint="Name one snapshot of each: the earlier study's as before, the later study's as after.",
            )
        )
    return list(zip(*chosen, strict=True))


def _known(name: str | None, study: Study) -> str:
    names = study.snapshots.names
    if name is None or name not in names:
        raise UsageError(Problem("E401", f"There is no snapshot '{name}'.", hint=nearest(name or "", names)))
    return name


def _neighbour(names: Sequence[str], name: str, step: int) -> str:
    place = names.index(name) + step
    if not 0 <= place < len(names):
        raise UsageError(
            Problem("E401", f"There is no snapshot {'before' if step < 0 else 'after'} '{name}' to compare it with.")
        )
    return names[place]


def make_step(
    layer: str, pair: tuple[Side, Side], contrast: Contrast | None, filters: Mapping[str, str | Sequence[str]]
) -> Step:
    """Return the step of one layer between two snapshots."""
    before, after = pair
    old, new = before.snapshot.sample, after.snapshot.sample
    refused = f"different samples ('{old}' and '{new}') are not compared" if old != new else ""
    return Step(
        layer,
        before.label,
        after.label,
        before.study.network(layer, before.snapshot.name, **filters),
        after.study.network(layer, after.snapshot.name, **filters),
        contrast,
        refused,
        after.study.layers[layer].table,
        _overlap(before.snapshot, after.snapshot),
    )


def _overlap(one: Snapshot, other: Snapshot) -> bool:
    """Return whether two snapshots are known to share days."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return max(one.start, other.start) <= min(one.end, other.end)
