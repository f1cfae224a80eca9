"""Values of one thing as rows of a table: whose they are, and what a reader must know of each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sna.metrics.incomplete import emptied, hardly_seen, too_few
from sna.metrics.registry import compute_parts
from sna.metrics.results import Thing, Value, Values, roster_of, why_not
from sna.model import Affiliation, Contrast, Grouping, MetricRecord, Multiplex, Network, Roster

Row = tuple[str, str, str, str, str, float, str]

EMPTY_GROUP = "no organisation in this group"


@dataclass(frozen=True)
class Subject:
    """One layer to measure, or several together, with who attended what behind it and the groups to report."""

    layer: str
    ties: Network | Multiplex
    affiliation: Affiliation | None = None
    contrast: Contrast | None = None

    def suits(self, record: MetricRecord) -> bool:
        """Whether a metric is of one layer or of several, as this is."""
        return isinstance(self.ties, Multiplex) == (record.of == "multiplex")

    def thing(self, record: MetricRecord) -> Thing:
        """Return what a metric is of; the network where there is no affiliation."""
        return self.affiliation if record.of == "affiliation" and self.affiliation else self.ties

    def groups(self, thing: Thing) -> Grouping | None:
        """Return the groups of a thing's organisations."""
        return None if self.contrast is None else Grouping.at(self.contrast, roster_of(thing))

    def named_groups(self, roster: Roster) -> list[str]:
        """Return the group of each organisation by name, also of those that are not compared; empty where unknown."""
        if self.contrast is None:
            return [""] * len(roster)
        values = roster.group_of(self.contrast.column)
        return [self.contrast.assign(values[i]) or values[i] or "" for i in roster.ids]

    def why_not(self, record: MetricRecord) -> str:
        """Return why a metric has no value here, as a clause; empty where it has."""
        thing = self.thing(record)
        return why_not(record, thing, self.groups(thing))

    @property
    def networks(self) -> tuple[Network, ...]:
        """The layers behind it."""
        return tuple(self.ties.layers.values()) if isinstance(self.ties, Multiplex) else (self.ties,)

    @cached_property
    def where(self) -> tuple[str, str]:
        """Snapshot and layer."""
        return self.networks[0].snapshot, self.layer


def score_rows(subject: Subject, wanted: Sequence[MetricRecord]) -> Iterator[Row]:
    """Yield the rows of every metric that suits the subject; parts stand together and are computed once."""
    for base, together in itertools.groupby(wanted, key=lambda record: record.base):
        records = list(together)
        if not subject.suits(records[0]) or subject.why_not(records[0]):
            continue
        thing = subject.thing(records[0])
        groups = subject.groups(thing)
        values = compute_parts(base, thing, groups)
        for record in records:
            value = values[record.name]
            if why := too_few(record, subject.networks):
                yield from _rows(subject, replace(record, undefined=why), emptied(value), groups)
            else:
                yield from _rows(subject, record, value, groups)


def _rows(subject: Subject, record: MetricRecord, value: Value, groups: Grouping | None) -> Iterator[Row]:
    """Yield the rows of one value: of organisations and then groups, of groups, or of the network."""
    unobserved = _unobserved(record, subject.networks)
    if isinstance(value, float):
        note = _note(record.undefined if np.isnan(value) else "", unobserved)
        yield (*subject.where, "", "", record.name, value, note)
    elif record.level == "group" and groups is not None:
        for place, (group, number) in enumerate(zip(groups.names, value.tolist(), strict=True)):
            why = record.undefined if len(groups.members(place)) else EMPTY_GROUP
            yield (*subject.where, "", group, record.name, number, _note(why if np.isnan(number) else "", unobserved))
    else:
        yield from _organisation_rows(subject, record, value, groups)


def _organisation_rows(
    subject: Subject, record: MetricRecord, values: Values, groups: Grouping | None
) -> Iterator[Row]:
    """Yield a value for each organisation, then the mean of each group."""
    unobserved = _unobserved(record, subject.networks)
    roster = roster_of(subject.thing(record))
    named = subject.named_groups(roster)
    snapshot, layer = subject.where
    notes = _note(unobserved), _note(record.undefined, unobserved)
    hardly = {} if too_few(record, subject.networks) else hardly_seen(record, subject.networks)
    values = np.where([place in hardly for place in range(len(roster))], np.nan, values)
    undefined = np.isnan(values).tolist()
    for place, (identifier, group, number) in enumerate(zip(roster.ids, named, values.tolist(), strict=True)):
        note = hardly.get(place) or notes[undefined[place]]
        yield snapshot, layer, identifier, group, record.name, number, note
    for place, group in enumerate(groups.names if groups is not None else ()):
        members = values[groups.members(place)] if groups is not None else values[:0]
        note = _note(_mean_note(record, members), unobserved)
        yield (*subject.where, "", group, record.name, _mean(members), note)


def _mean(members: Values) -> float:
    defined = members[~np.isnan(members)]
    return float(defined.mean()) if len(defined) else np.nan


def _mean_note(record: MetricRecord, members: Values) -> str:
    """Return what a reader must know of the mean of a group."""
    undefined = int(np.isnan(members).sum())
    if not len(members):
        return EMPTY_GROUP
    if undefined == len(members):
        return f"undefined for every organisation in this group: {record.undefined}"
    return f"{undefined} of {len(members)} organisations undefined, left out" if undefined else ""


def _unobserved(record: MetricRecord, networks: Sequence[Network]) -> str:
    """Return what was done with pairs that were not observed."""
    number = sum(len(network.unobserved) for network in networks)
    if not number or record.of == "affiliation" or too_few(record, networks):
        return ""
    treatment = "left out" if record.missing == "excluded" else "taken as no tie"
    return f"{'1 pair' if number == 1 else f'{number} pairs'} not observed, {treatment}"


def _note(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
