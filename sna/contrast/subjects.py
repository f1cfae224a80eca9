"""One network at a time: its measures, its groups, and how it is to be tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import groups_at, outside
from sna.contrast.headlines import primary_metric
from sna.errors import DataError, Problem, UsageError, label_of
from sna.infer import Stream
from sna.metrics import catalogue, measure
from sna.metrics.naming import metric_meant
from sna.model import Contrast, MetricRecord, Network, Study
from sna.model.answers import RATING

Values = npt.NDArray[np.float64]
Names = str | Sequence[str] | None


@dataclass(frozen=True)
class Testing:
    """How to test: size of a random sample of splits, whether to go through all of them, and the seed."""

    permutations: int = 9_999
    exact: bool = False
    seed: int = 0

    def stream(self, *names: str) -> Stream:
        """Return the stream of random numbers of one test."""
        return Stream(self.seed, names)


@dataclass(frozen=True)
class Subject:
    """The measures of one network, and its organisations by group.

    Attributes
    ----------
    network
        The network.
    contrast
        The groups to compare.
    groups
        Group of each organisation: place in ``contrast.groups``, −1 for none.
    values, notes
        Metric → a value (``NaN`` where undefined) and a note per organisation, in roster order.
    records
        What is known of each metric.
    projected
        Whether ties are made from who attended what.
    """

    network: Network
    contrast: Contrast
    groups: npt.NDArray[np.int64]
    values: Mapping[str, Values]
    notes: Mapping[str, tuple[str, ...]]
    records: Mapping[str, MetricRecord]
    projected: bool

    @property
    def where(self) -> dict[str, str]:
        """Columns of a finding that say which network it is about."""
        return {"layer": self.network.layer.name, "snapshot": self.network.snapshot}

    def members(self, group: str) -> npt.NDArray[np.int64]:
        """Return the places of a group's organisations."""
        return self._members[self.contrast.groups.index(group)]

    @property
    def apart(self) -> str:
        """What a reader must know of organisations that are in none of the groups; empty where there are none."""
        return outside(self.contrast, self.network.roster, self.groups)

    @cached_property
    def _members(self) -> tuple[npt.NDArray[np.int64], ...]:
        found = tuple(np.flatnonzero(self.groups == place) for place in range(len(self.contrast.groups)))
        for places in found:
            places.setflags(write=False)
        return found


def subjects(
    study: Study,
    contrast: Contrast,
    *,
    metrics: Names,
    layers: Names,
    snapshots: Names,
    filters: Mapping[str, str | Sequence[str]],
) -> Iterator[Subject]:
    """Yield every network with the metrics its layer allows, layer by layer, snapshots in order."""
    if problems := primary_problems(study):
        raise DataError(problems)
    scores = measure(
        study,
        metrics=check_metrics(metrics),
        layers=layers,
        snapshots=snapshots,
        by=contrast,
        pathway=filters.get("pathway", ()),
        profession=filters.get("profession", ()),
    )
    asked = {
        "layer": _listed(layers) or tuple(study.layers),
        "snapshot": _listed(snapshots) or study.snapshots.names,
    }
    testable = {name for name, record in scores.metrics.items() if not record.groups}
    rows = scores.table[(scores.table["organisation"] != "") & scores.table["metric"].isin(testable)]
    of_network = dict(iter(rows.groupby(["layer", "snapshot"], sort=False)))
    for layer in (name for name in study.layers if name in asked["layer"]):
        for snapshot in (name for name in study.snapshots.names if name in asked["snapshot"]):
            network = study.network(layer, snapshot, **filters)
            measured = of_network.get((layer, snapshot), rows.iloc[:0])
            values, notes = {}, {}
            for metric, part in measured.groupby("metric", sort=True):
                known = dict(zip(part["organisation"], zip(part["value"], part["note"], strict=True), strict=True))
                pairs = [known.get(i, (np.nan, "not measured")) for i in network.roster.ids]
                values[str(metric)] = np.array([value for value, _ in pairs], dtype=np.float64)
                notes[str(metric)] = tuple(note for _, note in pairs)
            records = {name: scores.metrics[name] for name in values}
            groups = groups_at(contrast, network.roster)
            yield Subject(network, contrast, groups, values, notes, records, study.is_two_mode(layer))


def check_metrics(metrics: Names) -> Names:
    """Return the metrics that were named; raise `UsageError` where groups cannot be compared on one of them."""
    known = catalogue()
    names = _listed(metrics)
    bases = {name: known[base] for name in names if (base := name.partition(".")[0]) in known}
    wrong = [_unfit(name, record) for name, record in bases.items()]
    if problems := [problem for problem in wrong if problem]:
        raise UsageError(problems)
    return names or None


def comparable_metrics() -> dict[str, MetricRecord]:
    """Return the record of every metric that groups can be compared on, by id, each part on its own."""
    records = catalogue().items()
    return {leaf.name: leaf for name, record in records if not _unfit(name, record) for leaf in record.leaves}


def headline_metric(study: Study, layer: str) -> str:
    """Return the metric of a layer's headline: the one declared in advance, or the usual one of its kind."""
    network = study.network(layer, study.snapshots.names[-1])
    allowed = ("directed" if network.directed else "undirected", "any")
    of = ("network", "affiliation") if study.is_two_mode(layer) else ("network",)
    rated = (False, True) if network.layer.counts == RATING else (False,)
    records = comparable_metrics().values()
    known = [r.name for r in records if r.layers in allowed and r.of in of and r.ratings in rated]
    return primary_metric(study.primary_of(layer), known)


def primary_problems(study: Study) -> list[Problem]:
    """Return what is wrong with the metric that a study declares in advance."""
    known = comparable_metrics()
    if not study.primary or study.primary in known:
        return []
    message = "Groups cannot be compared on the metric that is declared in advance."
    expected = "the id of a metric of organisations"
    hint = metric_meant(study.primary, known)
    place = label_of(next(iter(study.inputs)), "study") if study.settings != "study.toml" else "study.toml"
    return [Problem("E603", message, place, column="primary", value=study.primary, expected=expected, hint=hint)]


def _unfit(name: str, record: MetricRecord) -> Problem | None:
    """Return why groups cannot be compared on a metric, if they cannot."""
    if record.level != "organisation":
        hint = "Groups can only be compared on a metric that every organisation has a value of."
        return Problem("E702", f"Metric '{name}' is not of organisations.", hint=hint)
    if record.groups:
        hint = "Dealing out the labels at random would change the values themselves; 'sna measure' has them."
        return Problem("E702", f"Metric '{name}' is itself made from the groups.", hint=hint)
    if record.of == "multiplex":
        hint = "Groups are compared one layer at a time; 'sna measure' has the means of groups."
        return Problem("E702", f"Metric '{name}' is of several layers together.", hint=hint)
    return None


def _listed(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names or ())
