"""From networks to scores: every metric a layer allows, for organisations, groups and the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sna.errors import NoResultError, Problem, UsageError, nearest
from sna.metrics.in_processes import measure_in_parts, pays
from sna.metrics.registry import catalogue, check_name
from sna.metrics.scoring import Subject, score_blocks
from sna.metrics.text_columns import text_column
from sna.model import ALL_LAYERS, SCORE_COLUMNS, Affiliation, Contrast, MetricRecord, Multiplex, Network, Scores, Study

Names = str | Sequence[str] | None


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
        Ids of metrics (``NAME.PART`` for one part); all default ones that the layer allows where none is named.

    Returns
    -------
    Scores
        Rows by metric id: organisations in roster order, then groups, then the network.

    Raises
    ------
    UsageError
        If there is no such metric.
    NoResultError
        If a metric that was named is not for this kind of layer, or needs groups.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> scores = measure_network(sketch("A>C B>C"), metrics=["in_degree", "density"])
    >>> scores.frame()[["organisation", "metric", "value"]].to_csv(index=False, float_format="%.3g").split()
    ['organisation,metric,value', ',density,0.333', 'A,in_degree,0', 'B,in_degree,0', 'C,in_degree,2']
    """
    subject = Subject(network.layer.name, network, affiliation, contrast)
    return _scores([subject], _wanted(metrics), named=bool(metrics))


def measure(  # noqa: PLR0913
    study: Study,
    *,
    metrics: Names = None,
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    by: str | Contrast | None = None,
    processes: int = 1,
) -> Scores:
    """Measure the networks of a study.

    Parameters
    ----------
    study
        The study.
    metrics, layers, snapshots
        Names of what to measure; all where none is named (of metrics the default ones, and the one that the study
        declares in advance). A metric that is named is measured on the layers it is for; one of several layers
        together on those that are named, or on all.
    pathway, profession
        Keep only facts of these pathways or professions.
    by
        Groups to report: a column of organisations, or a contrast; the study's first contrast if left out.
    processes
        How many to use where many snapshots of many organisations are measured by every default metric; the scores
        are the same. In a program of your own, more than one needs ``if __name__ == "__main__":`` around it.

    Returns
    -------
    Scores
        Rows by snapshot and layer in the study's order, layers together last, then by metric id; within a metric
        organisations in roster order, then groups, then the network.

    Raises
    ------
    UsageError
        If there is no such metric, layer, snapshot or column.
    NoResultError
        If a metric that was named is for none of the layers, or needs groups and the study has none.
    """
    when = _chosen(snapshots, study.snapshots.names, "snapshot")
    which = _chosen(layers, tuple(study.layers), "layer")
    contrast = by if isinstance(by, Contrast) else _contrast(study, by)
    if processes > 1 and not metrics and pays(study, len(when), len(which)):
        asked = {"layers": which, "pathway": pathway, "profession": profession, "by": contrast}
        if (found := measure_in_parts(study, when, asked, processes=processes)) is not None:
            return found
    wanted = _wanted(metrics, declared=study.primary)
    two_mode, together = (any(record.of == of for record in wanted) for of in ("affiliation", "multiplex"))
    subjects = []
    for snapshot in when:
        networks = {layer: study.network(layer, snapshot, pathway=pathway, profession=profession) for layer in which}
        for layer, network in networks.items():
            attended = (
                study.affiliation(layer, snapshot, pathway=pathway, profession=profession)
                if two_mode and study.is_two_mode(layer)
                else None
            )
            subjects.append(Subject(layer, network, attended, contrast))
        if together:
            label = ALL_LAYERS if len(which) == len(study.layers) else " + ".join(which)
            subjects.append(Subject(label, Multiplex(networks), None, contrast))
    return _scores(subjects, wanted, named=bool(metrics)).worded(study.roster.kind)


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
        raise UsageError(
            Problem(
                "E401", f"{study.roster.kind.capitalize()} have no column '{column}'.", hint=nearest(column, attributes)
            )
        )
    return Contrast(column, tuple(sorted({value for value in attributes[column] if value is not None})))


def _wanted(metrics: Names, *, declared: str = "") -> list[MetricRecord]:
    """Return what to measure, one record an id of scores: sorted by metric, parts in the order of the record."""
    records = catalogue().values()
    if not metrics:
        return [leaf for record in records for leaf in record.leaves if record.default or leaf.name == declared]
    listed = [metrics] if isinstance(metrics, str) else metrics
    asked = {leaf.name for name in listed for leaf in check_name(name).leaves}
    return [leaf for record in records for leaf in record.leaves if leaf.name in asked]


def _scores(subjects: Sequence[Subject], wanted: Sequence[MetricRecord], *, named: bool) -> Scores:
    """Measure everything and put it in one table; a metric that was named must be for one of the networks."""
    import pandas as pd

    if named:
        _check_possible(wanted, subjects)
    blocks = [block for subject in subjects for block in score_blocks(subject, wanted)]
    parts = zip(*(block.columns for block in blocks), strict=True) if blocks else ((),) * len(SCORE_COLUMNS)
    columns = {
        name: np.concatenate([np.zeros(0), *part]) if name == "value" else text_column(part)
        for name, part in zip(SCORE_COLUMNS, parts, strict=True)
    }
    table = pd.DataFrame(columns)
    found = {block.metric for block in blocks}
    return Scores(table, {record.name: record for record in wanted if record.name in found})


def _check_possible(wanted: Iterable[MetricRecord], subjects: Sequence[Subject]) -> None:
    """Raise for metrics that were named and are for none of the networks."""
    problems = []
    for record in wanted:
        suited = [subject for subject in subjects if subject.suits(record)] or subjects
        reasons = dict.fromkeys(subject.why_not(record) for subject in suited)
        if "" not in reasons:
            why = "; ".join(reasons) or "there is no network to measure"
            problems.append(Problem("E702", f"Metric '{record.name}' has no result: {why}."))
    if problems:
        raise NoResultError(problems)
