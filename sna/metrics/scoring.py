"""Values of one thing as rows of a table: whose they are, and what a reader must know of each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sna.metrics.incomplete import emptied, hardly_seen, too_few
from sna.metrics.registry import compute_parts
from sna.metrics.results import Thing, Value, Values, roster_of, why_not
from sna.metrics.text_columns import Repeated, Texts
from sna.model import Affiliation, Contrast, Grouping, MetricRecord, Multiplex, Network, Roster

EMPTY_GROUP = "no organisation in this group"


@dataclass(frozen=True)
class Block:
    """Rows of one metric: snapshot and layer, and of each row whose value it is, the value and what to know of it."""

    where: tuple[str, str]
    metric: str
    organisations: Texts
    groups: Texts
    values: Values
    notes: Texts | Repeated

    @property
    def columns(self) -> tuple[Texts | Repeated | Values, ...]:
        """The columns of a table of scores, in order."""
        snapshot, layer, metric = (Repeated((text, len(self.values))) for text in (*self.where, self.metric))
        return snapshot, layer, self.organisations, self.groups, metric, self.values, self.notes

    def rows(self) -> Iterator[tuple[str, float, str]]:
        """Yield the organisation, value and note of each row."""
        notes = self.notes.spelt_out() if isinstance(self.notes, Repeated) else self.notes
        return zip(self.organisations, self.values.tolist(), notes, strict=True)


@dataclass(frozen=True)
class Subject:
    """One layer to measure, or several together, with who attended what behind it and the groups to report."""

    layer: str
    ties: Network | Multiplex
    affiliation: Affiliation | None = None
    contrast: Contrast | None = None
    _named: dict[Roster, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def suits(self, record: MetricRecord) -> bool:
        """Whether a metric is of one layer or of several, as this is."""
        return isinstance(self.ties, Multiplex) == (record.of == "multiplex")

    def thing(self, record: MetricRecord) -> Thing:
        """Return what a metric is of; the network where there is no affiliation."""
        return self.affiliation if record.of == "affiliation" and self.affiliation else self.ties

    def groups(self, thing: Thing) -> Grouping | None:
        """Return the groups of a thing's organisations."""
        return None if self.contrast is None else Grouping.at(self.contrast, roster_of(thing))

    def named_groups(self, roster: Roster) -> tuple[str, ...]:
        """Return the group of each organisation by name, also of those that are not compared; empty where unknown."""
        if roster not in self._named:
            self._named[roster] = self._groups_by_name(roster)
        return self._named[roster]

    def _groups_by_name(self, roster: Roster) -> tuple[str, ...]:
        if self.contrast is None:
            return ("",) * len(roster)
        values = roster.group_of(self.contrast.column)
        return tuple(self.contrast.assign(values[i]) or values[i] or "" for i in roster.ids)

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


def score_blocks(subject: Subject, wanted: Sequence[MetricRecord]) -> Iterator[Block]:
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
                yield from _blocks(subject, replace(record, undefined=why), emptied(value), groups)
            else:
                yield from _blocks(subject, record, value, groups)


def _blocks(subject: Subject, record: MetricRecord, value: Value, groups: Grouping | None) -> Iterator[Block]:
    """Yield the rows of one value: of organisations and then groups, of groups, or of the network."""
    unobserved = _unobserved(record, subject.networks)
    if isinstance(value, float):
        note = _note(record.undefined if np.isnan(value) else "", unobserved)
        yield Block(subject.where, record.name, ("",), ("",), np.array([value]), (note,))
    elif record.level == "group" and groups is not None:
        why = [record.undefined if len(groups.members(place)) else EMPTY_GROUP for place in range(len(groups.names))]
        notes = [_note(said if missing else "", unobserved) for said, missing in zip(why, np.isnan(value), strict=True)]
        yield Block(subject.where, record.name, ("",) * len(notes), groups.names, value, notes)
    else:
        yield from _organisation_blocks(subject, record, value, groups)


def _organisation_blocks(
    subject: Subject, record: MetricRecord, values: Values, groups: Grouping | None
) -> Iterator[Block]:
    """Yield a value for each organisation, then the mean of each group."""
    unobserved = _unobserved(record, subject.networks)
    roster = roster_of(subject.thing(record))
    said = _note(unobserved), _note(record.undefined, unobserved)
    hardly = {} if too_few(record, subject.networks) else hardly_seen(record, subject.networks)
    if hardly:
        values = np.where([place in hardly for place in range(len(roster))], np.nan, values)
    undefined = np.isnan(values)
    notes: Texts | Repeated = Repeated((said[0], len(roster)))
    if undefined.any():
        notes = [hardly.get(place) or said[missing] for place, missing in enumerate(undefined.tolist())]
    yield Block(subject.where, record.name, roster.ids, subject.named_groups(roster), values, notes)
    for place, group in enumerate(groups.names if groups is not None else ()):
        members = values[groups.members(place)] if groups is not None else values[:0]
        note = _note(_mean_note(record, members), unobserved)
        yield Block(subject.where, record.name, ("",), (group,), np.array([_mean(members)]), (note,))


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
