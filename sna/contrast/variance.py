"""Whether groups of organisations differ on a metric at all: permutation analysis of variance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sna.contrast.gaps import LABELS, LEVEL, Places, refusal, test_columns
from sna.contrast.groups import NO_GROUP, counted, no_groups, resolve_contrast, said
from sna.contrast.headlines import primary_metric
from sna.contrast.subjects import Names, Subject, Testing, subjects
from sna.errors import UsageError
from sna.infer import AnovaTest, anova_tests, spread_caution
from sna.model import Contrast, Findings, MetricRecord, Study

Row = Mapping[str, Any]

FEWEST_GROUPS = 2


def anova(  # noqa: PLR0913
    study: Study,
    *,
    by: str | Contrast | None = None,
    metrics: Names = None,
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> Findings:
    """Ask of each metric whether two or more groups of organisations differ, by dealing out their labels.

    Parameters
    ----------
    study
        The study.
    by
        A column of organisations, or a contrast; the study's first contrast if left out.
    metrics, layers, snapshots
        Names of what to compare; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations
        Size of a random sample of splits of the labels, where there are more than 200,000 of them.
    exact
        Go through all splits even then.
    seed
        Of everything random.

    Returns
    -------
    Findings
        For each network and metric ``anova_f``, variation between groups over variation within, and
        ``anova_eta_squared``, the share of all variation that lies between groups, from 0 to 1; both with the same
        p. F is undefined where nothing varies within groups, both where nothing varies at all or fewer than two
        groups have a value. ``p_adjusted`` corrects for the metrics tested together, but for the one declared in
        advance. No p where none below .05 could have come out.

    Raises
    ------
    DataError
        If the study declares a metric in advance on which groups cannot be compared.
    UsageError
        If the study has no groups, or there is no such column, group, metric, layer or snapshot.
    NoResultError
        If a metric that was named has no result, or ``exact`` is asked for and there are too many splits.

    References
    ----------
    Manly (2007), Randomization, bootstrap and Monte Carlo methods in biology. Phipson & Smyth (2010),
    doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> study = read_study("centralised-surgery", deriving=DERIVING)
    >>> found = anova(study, metrics="in_degree", layers="mdt", snapshots="after")
    >>> found.table["quantity"].tolist()
    ['anova_f', 'anova_eta_squared']
    """
    contrast = resolve_contrast(study, by)
    if contrast is None:
        raise UsageError(no_groups(study))
    testing = Testing(permutations, exact, seed)
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    rows: list[Row] = []
    records: dict[str, MetricRecord] = {}
    for subject in subjects(study, contrast, metrics=metrics, layers=layers, snapshots=snapshots, filters=filters):
        rows += _rows(subject, study.primary_of(subject.network.layer.name), testing)
        records |= subject.records
    return Findings.of(rows, records)


def _rows(subject: Subject, primary: str, testing: Testing) -> Iterator[Row]:
    """Yield the findings of one network."""
    compared = np.flatnonzero(subject.groups != NO_GROUP)
    places = {metric: compared[~np.isnan(values[compared])] for metric, values in subject.values.items()}
    complete = [metric for metric, found in places.items() if len(found) == len(compared)]
    headline = primary_metric(primary, subject.values)
    tests: dict[str, AnovaTest] = {}
    for together in (complete, *([metric] for metric in places if metric not in complete)):
        if together and len(set(subject.groups[places[together[0]]].tolist())) >= FEWEST_GROUPS:
            family = [metric for metric in together if metric != headline] if len(together) > 1 else []
            tests |= _tested(subject, together, places[together[0]], family, testing)
    for metric in subject.values:
        yield from _metric_rows(subject, metric, places[metric], tests.get(metric), testing)


def _tested(
    subject: Subject, metrics: Sequence[str], places: Places, family: Sequence[str], testing: Testing
) -> dict[str, AnovaTest]:
    """Test metrics over the same organisations on the same splits; one that cannot reach .05 corrects no other."""
    _, labels = np.unique(subject.groups[places], return_inverse=True)
    table = np.column_stack([subject.values[metric][places] for metric in metrics])

    def test(corrected: Sequence[int]) -> tuple[AnovaTest, ...]:
        return anova_tests(
            table,
            labels,
            permutations=testing.permutations,
            exact=testing.exact,
            stream=testing.stream(*subject.where.values(), "anova"),
            family=corrected,
        )

    asked = [place for place, metric in enumerate(metrics) if metric in family]
    tests = test(asked)
    able = [place for place in asked if tests[place].test.p_min <= LEVEL]
    return dict(zip(metrics, tests if able == asked else test(able), strict=True))


def _metric_rows(
    subject: Subject, metric: str, places: Places, found: AnovaTest | None, testing: Testing
) -> Iterator[Row]:
    """Yield F and eta² of one metric."""
    groups = " · ".join(said(group) for group in subject.contrast.groups)
    base = {**subject.where, "metric": metric, "group": groups, "n": len(places), "target": LABELS}
    notes = _notes(subject, places)
    if found is None or math.isnan(found.test.value):
        why = _too_few_groups(subject, places) if found is None else "the same value for every organisation"
        for quantity in ("anova_f", "anova_eta_squared"):
            yield {**base, "quantity": quantity, "value": math.nan, "note": "; ".join([why, *notes])}
        return
    sizes = np.bincount(subject.groups[places])
    sizes = sizes[sizes > 0]
    refused = refusal(found.test, int(sizes.min()) if len(sizes) == FEWEST_GROUPS else FEWEST_GROUPS)
    columns = test_columns(found.test, testing, refused)
    corrected = "" if math.isnan(columns["p_adjusted"]) else "; p_adjusted: step-down maxT over metrics"
    how = f"permutation ANOVA: {columns['method'].replace(', two-sided', '')}{corrected}"
    groups_of = [
        subject.values[metric][places[subject.groups[places] == g]] for g in range(len(subject.contrast.groups))
    ]
    notes = [*notes, *filter(None, [spread_caution(columns["p"], groups_of)])]
    none_within = "F is undefined: no variation within groups" if math.isnan(found.f) else ""
    row = {**base, **columns, "method": how}
    note = "; ".join(part for part in (none_within, refused, *notes) if part)
    yield {**row, "quantity": "anova_f", "value": found.f, "note": note}
    note = "; ".join(part for part in (refused, *notes) if part)
    yield {**row, "quantity": "anova_eta_squared", "value": found.test.value, "note": note}


def _too_few_groups(subject: Subject, places: Places) -> str:
    """Return which groups have a value, where fewer than two do."""
    sizes = np.bincount(subject.groups[places], minlength=len(subject.contrast.groups)).tolist()
    each = [f"'{said(group)}' {size}" for group, size in zip(subject.contrast.groups, sizes, strict=True)]
    return f"fewer than two groups have a value, so there is nothing to compare ({', '.join(each)})"


def _notes(subject: Subject, places: Places) -> list[str]:
    """Return what a reader must know of who was compared."""
    compared = int((subject.groups != NO_GROUP).sum())
    undefined = compared - len(places)
    left = f"{counted(undefined, compared)} undefined, left out" if undefined else ""
    return [text for text in (left, subject.apart) if text]
