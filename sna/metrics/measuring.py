"""From networks to scores: every metric a layer allows, for organisations, groups and the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sna.errors import NoResultError, Problem, UsageError, nearest
from sna.metrics.registry import Values, catalogue, check_name, compute, why_not
from sna.model import SCORE_COLUMNS, Affiliation, Contrast, MetricRecord, Network, Roster, Scores, Study

Names = str | Sequence[str] | None
Row = tuple[str, str, str, str, str, float, str]


@dataclass(frozen=True)
class _Subject:
    """One network to measure, with who attended what behind it, and the groups to report."""

    network: Network
    affiliation: Affiliation | None
    contrast: Contrast | None

    def thing(self, record: MetricRecord) -> Network | Affiliation:
        """Return what a metric is of; the network where there is no affiliation."""
        return self.affiliation if record.of == "affiliation" and self.affiliation else self.network

    def groups(self, roster: Roster) -> list[str]:
        """Return the group of each organisation; empty text where it is in none."""
        if self.contrast is None:
            return [""] * len(roster)
        values = roster.group_of(self.contrast.column)
        return [self.contrast.assign(values[identifier]) or "" for identifier in roster.ids]


def measure_network(
    network: Network,
    *,
    affiliation: Affiliation | None = None,
    contrast: Contrast | None = None,
    metrics: Names = None,
) -> Scores:
    """Measure one network.

    Parameters
    ----------
    network
        The network.
    affiliation
        Who attended what, for metrics that need it.
    contrast
        Groups to report; without one there are no rows for groups.
    metrics
        Ids of metrics; all that the layer allows where none is named.

    Returns
    -------
    Scores
        Rows by metric id: organisations in roster order, then groups, then the network.

    Raises
    ------
    UsageError
        If there is no such metric.
    NoResultError
        If a metric that was named is not for this kind of layer.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> scores = measure_network(sketch("A>C B>C"), metrics=["in_degree", "density"])
    >>> scores.frame()[["organisation", "metric", "value"]].to_csv(index=False, float_format="%.3g").split()
    ['organisation,metric,value', ',density,0.333', 'A,in_degree,0', 'B,in_degree,0', 'C,in_degree,2']
    """
    return _scores([_Subject(network, affiliation, contrast)], metrics)


def measure(
    study: Study,
    *,
    metrics: Names = None,
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    by: str | Contrast | None = None,
) -> Scores:
    """Measure the networks of a study.

    Parameters
    ----------
    study
        The study.
    metrics, layers, snapshots
        Names of what to measure; all where none is named. A metric that is named is measured on the layers it is for.
    pathway, profession
        Keep only facts of these pathways or professions.
    by
        Groups to report: a column of organisations, or a contrast; the study's first contrast if left out.

    Returns
    -------
    Scores
        Rows by snapshot and layer in the study's order, then by metric id; within a metric organisations in roster
        order, then groups, then the network.

    Raises
    ------
    UsageError
        If there is no such metric, layer, snapshot or column.
    NoResultError
        If a metric that was named is for none of the layers.
    """
    when = _chosen(snapshots, study.snapshots.names, "snapshot")
    which = _chosen(layers, tuple(study.layers), "layer")
    contrast = by if isinstance(by, Contrast) else _contrast(study, by)
    two_mode = any(record.of == "affiliation" for record in _wanted(metrics))
    subjects = []
    for snapshot in when:
        for layer in which:
            network = study.network(layer, snapshot, pathway=pathway, profession=profession)
            attended = (
                study.affiliation(layer, snapshot, pathway=pathway, profession=profession)
                if two_mode and study.is_two_mode(layer)
                else None
            )
            subjects.append(_Subject(network, attended, contrast))
    return _scores(subjects, metrics)


def _chosen(asked: Names, known: tuple[str, ...], what: str) -> list[str]:
    """Return the names that were asked for, in the study's order."""
    listed = [asked] if isinstance(asked, str) else list(asked or known)
    unknown = [name for name in listed if name not in known]
    if unknown:
        raise UsageError(
            [Problem("E401", f"There is no {what} '{name}'.", hint=nearest(name, known)) for name in unknown]
        )
    return [name for name in known if name in listed]


def _contrast(study: Study, column: str | None) -> Contrast | None:
    """Return the declared contrast on a column, or one of all its values."""
    declared = study.contrast(column)
    if column is None or declared is not None:
        return declared
    attributes = study.roster.attributes
    if column not in attributes:
        raise UsageError(Problem("E401", f"Organisations have no column '{column}'.", hint=nearest(column, attributes)))
    return Contrast(column, tuple(sorted({value for value in attributes[column] if value is not None})))


def _wanted(metrics: Names) -> list[MetricRecord]:
    """Return the records of the metrics to measure, sorted by id."""
    if not metrics:
        return [record for record in catalogue().values() if record.default]
    listed = [metrics] if isinstance(metrics, str) else metrics
    return [check_name(name) for name in sorted(set(listed))]


def _scores(subjects: Sequence[_Subject], metrics: Names) -> Scores:
    """Measure everything and put it in one table."""
    import pandas as pd

    wanted = _wanted(metrics)
    if metrics:
        _check_possible(wanted, subjects)
    rows = [row for subject in subjects for record in wanted for row in _rows(subject, record)]
    table = pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype({"value": "float64"})
    found = set(table["metric"])
    return Scores(table, {record.name: record for record in wanted if record.name in found})


def _check_possible(wanted: Iterable[MetricRecord], subjects: Sequence[_Subject]) -> None:
    """Raise for metrics that were named and are for none of the networks."""
    problems = []
    for record in wanted:
        reasons = dict.fromkeys(why_not(record, subject.thing(record)) for subject in subjects)
        if "" not in reasons:
            why = "; ".join(reasons) or "there is no network to measure"
            problems.append(Problem("E702", f"Metric '{record.name}' has no result: {why}."))
    if problems:
        raise NoResultError(problems)


def _rows(subject: _Subject, record: MetricRecord) -> Iterator[Row]:
    """Yield the rows of one metric: organisations and groups, or the network; none where the layer is not for it."""
    thing = subject.thing(record)
    if why_not(record, thing):
        return
    where = (subject.network.snapshot, subject.network.layer.name)
    unobserved = _unobserved(record, subject.network)
    values = compute(record.name, thing)
    if isinstance(values, float):
        yield (*where, "", "", record.name, values, _note(record.undefined if np.isnan(values) else "", unobserved))
        return
    roster = thing.rows if isinstance(thing, Affiliation) else thing.roster
    groups = subject.groups(roster)
    for identifier, group, value in zip(roster.ids, groups, values.tolist(), strict=True):
        note = _note(record.undefined if np.isnan(value) else "", unobserved)
        yield (*where, identifier, group, record.name, value, note)
    for group in subject.contrast.groups if subject.contrast else ():
        members = values[[name == group for name in groups]]
        yield (*where, "", group, record.name, _mean(members), _note(_group_note(record, members), unobserved))


def _mean(members: Values) -> float:
    defined = members[~np.isnan(members)]
    return float(defined.mean()) if len(defined) else np.nan


def _group_note(record: MetricRecord, members: Values) -> str:
    """Return what a reader must know of the mean of a group."""
    undefined = int(np.isnan(members).sum())
    if not len(members):
        return "no organisation in this group"
    if undefined == len(members):
        return f"undefined for every organisation in this group: {record.undefined}"
    return f"{undefined} of {len(members)} organisations undefined, left out" if undefined else ""


def _unobserved(record: MetricRecord, network: Network) -> str:
    """Return what was done with pairs that were not observed."""
    if not network.unobserved or record.of == "affiliation":
        return ""
    treatment = "left out" if record.missing == "excluded" else "taken as no tie"
    pairs = "1 pair" if len(network.unobserved) == 1 else f"{len(network.unobserved)} pairs"
    return f"{pairs} not observed, {treatment}"


def _note(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
