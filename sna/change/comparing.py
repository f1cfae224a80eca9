"""What changed between snapshots, or between two studies: every finding."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sna.change.grounds import LEVEL, NOT_ONE_BY_ONE
from sna.change.readings import Readings, readings
from sna.change.several_steps import steps_noted
from sna.change.step_findings import Asked, headline_of, step_findings
from sna.change.steps import TARGET, Side, make_step, sides
from sna.change.successors import successors_of
from sna.change.trajectories import trajectory_rows
from sna.contrast import resolve_contrast
from sna.contrast.subjects import Testing
from sna.errors import Problem, UsageError, nearest
from sna.metrics import catalogue, measure
from sna.model import Contrast, Findings, MetricRecord, RowBlock, Scores, Study

Names = str | Sequence[str] | None
Row = Mapping[str, Any] | RowBlock
Filters = Mapping[str, str | Sequence[str]]
MOST_TESTED = 12
"""Steps beyond which none is tested unless it is named, a year of months; nor is said what group pairs, organisations,
roles and composition have to do with it."""

CHARTS = "see the charts over time (sna lens, charts)"


def compare(  # noqa: PLR0913
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    layers: Names = None,
    metrics: Names = None,
    by: str | Contrast | None = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    seed: int = 0,
    processes: int = 1,
) -> Findings:
    """Compare each snapshot with the next, two named snapshots, or two studies.

    Parameters
    ----------
    study
        The study; the earlier one of two.
    other
        The later study. Snapshots are paired by order and written ``study/snapshot``; layers are those of both.
    before, after
        Names of two snapshots. With one of them only, the other is its neighbour in time.
    layers, metrics
        Names of what to compare; all where none is named.
    by
        Groups whose means are compared, as for `sna.contrast.asymmetry`; the study's first contrast if left out.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations
        Size of a random sample of swaps, used where more than 16 pairs changed; measures of routes take 999 at most.
    seed
        Of everything random.
    processes
        How many to measure with, as for `sna.metrics.measure`.

    Returns
    -------
    Findings
        By layer and step; ``snapshot`` is the later and ``before`` the earlier. ``ties_kept``, ``ties_gained``,
        ``ties_lost`` and ``jaccard`` of whole networks and, as ``…_common``, among organisations in both;
        ``ties_gained_joiners`` and ``ties_lost_leavers``: how many of those are of organisations that joined or left;
        ``joined`` and ``left``: the number, and a row an organisation; ``change`` (later − earlier, in the metric's
        unit) of every metric: for organisations in both, the mean of each group of these as at the later snapshot, the
        gap between groups (``group`` − ``other``), and the network. A value that is undefined on either side is empty;
        snapshots of different samples are not compared. Jaccard is undefined where neither snapshot has a tie. No rows
        where there is one snapshot only. What else there is of ties, rates, parts of a change, ranks and roles stands
        in docs/comparing.md; more than 12 steps leave out what is of group pairs, organisations, parts and roles.

        Density, degree and betweenness centralisation, Krackhardt's and flow hierarchy, and gaps in degree, strength
        and betweenness have a p and an interval, for these organisations under turnover of ties alone: the two states
        of every pair are exchanged between the snapshots at random. Where organisations joined or left, p and interval
        are in a row ``change_common`` instead, of the networks among organisations in both. Beside them:
        ``pairs_changed`` (in ties, among these organisations); ``change_concentration``, Σ (net change of an
        organisation − mean)², large where changes pile up at some organisations, whose own events may then lie behind
        them; ``change_mean_strength``, of the strength per possible tie; ``change_given_density``: what a measure of
        structure changed beyond what swaps do that keep the change in density; ``change_by_group``: the gap's change
        again, with the p of dealing out the groups to organisations' changes. A gap's change is robust where both p
        are at most .05. ``note`` says why a change has no p: five or fewer changed pairs, ties that are made from
        attendance or roles and do not come and go one by one, pairs observed in one snapshot only, a measure that most
        swaps leave as it is, or a metric for which no test is known to hold. Intervals minding a model of ties are
        value ± 1.96 × the larger standard deviation of swaps and of that model. ``p_adjusted`` is the p corrected for
        the step's other measures, step-down maxT on shared swaps; gaps in the metric declared in advance have none.
        Every p takes both snapshots to be recorded as fully. Where the later network has more triangles than numbers of
        partners give, ``note`` warns that p may be too small; of several steps it gives the p corrected for the steps,
        by Holm.

    Raises
    ------
    UsageError
        If there is no such snapshot, layer, metric or column, or the snapshots of two studies cannot be paired.
    NoResultError
        If a metric that was named has no result, or a layer is directed in one study only.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), 37-50.
    doi:10.1111/j.1469-8137.1912.tb05611.x

    Examples
    --------
    >>> from dataclasses import replace
    >>> from sna.metrics import sketch
    >>> from sna.model import Deriving, LayerRule, Snapshot, Snapshots
    >>> drawn = {"early": sketch("A>B B>C"), "late": sketch("A>B C>A C>B")}
    >>> study = Study("example", "", drawn["late"].roster, {}, Snapshots((Snapshot("early"), Snapshot("late"))),
    ...     {"sketch": LayerRule("sketch", "links")}, (),
    ...     Deriving(lambda _, rule, when, filters: replace(drawn[when.name], snapshot=when.name), lambda *_: None))
    >>> found = compare(study, metrics="density").frame().set_index("quantity")["value"]
    >>> found[["ties_kept", "ties_gained", "ties_lost", "jaccard"]].tolist()
    [1.0, 2.0, 1.0, 0.25]
    """
    pairs = sides(study, other, before, after)
    contrast = resolve_contrast(study, by)
    names = _layers(study, other, layers)
    if not pairs:
        return Findings.of([], {})
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    _refuse_several_layers(metrics)
    measuring = functools.partial(
        _scores, layers=names, metrics=metrics, contrast=contrast, filters=filters, processes=processes
    )
    # A snapshot stands in two steps of one study, and is measured once.
    earlier = measuring([first for first, _ in pairs] if other else [*(first for first, _ in pairs), pairs[-1][1]])
    later = measuring([second for _, second in pairs]) if other else earlier
    before_of = _read(earlier)
    after_of = _read(later) if other else before_of
    records = {**earlier.metrics, **later.metrics}
    detail = len(pairs) <= MOST_TESTED
    testing, followed = Testing(permutations, seed=seed), successors_of(study, other)
    rows: list[Row] = []
    for layer in names:
        asked = Asked(testing, study.primary_of(layer), detail, followed)
        read = [(before_of(layer, one), after_of(layer, two)) for one, two in pairs]
        of_steps: list[Row] = []
        for pair, both in zip(pairs, read, strict=True):
            of_steps += step_findings(make_step(layer, pair, contrast, filters), both, records, asked)
        rows += steps_noted(of_steps)
        rows += untested_rows(layer, pairs)
        if other is None and detail and _one_sample(pairs):
            labels = [pairs[0][0].label, *(later_side.label for _, later_side in pairs)]
            labelled = list(zip(labels, [read[0][0], *(of for _, of in read)], strict=True))
            rows += trajectory_rows(layer, headline_of(asked.primary, read[-1][1], records), labelled)
    return Findings.of(rows, _records(rows, earlier, later)).worded(study.roster.kind)


def _one_sample(pairs: Sequence[tuple[Side, Side]]) -> bool:
    return len({side.snapshot.sample for pair in pairs for side in pair}) == 1


def untested_rows(layer: str, pairs: Sequence[tuple[Side, Side]]) -> Iterator[Mapping[str, Any]]:
    """Yield one row that says why no step is tested, where there are more than 12."""
    if len(pairs) <= MOST_TESTED:
        return
    ends = {"before": pairs[0][0].label, "snapshot": pairs[-1][1].label, "target": TARGET}
    if facts := NOT_ONE_BY_ONE.get(pairs[-1][1].study.layers[layer].table):
        note = f"no step is tested: ties made from {facts} do not come and go one by one; {CHARTS}"
    else:
        chance = LEVEL * len(pairs)
        note = f"no step is tested: of {len(pairs)} tests chance alone would call about {chance:.0f} a change; {CHARTS}"
        note += ", or name one step (before, after)"
    yield {"layer": layer, **ends, "quantity": "steps_untested", "value": float(len(pairs)), "note": note}


def _layers(study: Study, other: Study | None, asked: Names) -> list[str]:
    """Return the layers to compare, in the study's order: those that were named, or all that both studies have."""
    listed = [asked] if isinstance(asked, str) else list(asked or ())
    shared = [name for name in study.layers if other is None or name in other.layers]
    unknown = [name for name in listed if name not in shared]
    where = "" if other is None else " in both studies"
    if unknown:
        raise UsageError(
            [Problem("E401", f"There is no layer '{name}'{where}.", hint=nearest(name, shared)) for name in unknown]
        )
    if not shared:
        raise UsageError(Problem("E401", f"There is no layer{where}.", value=", ".join(study.layers)))
    return [name for name in shared if not listed or name in listed]


def _refuse_several_layers(metrics: Names) -> None:
    """Raise `UsageError` for metrics that were named and are of several layers together: steps are of one layer."""
    known = catalogue()
    listed = [metrics] if isinstance(metrics, str) else list(metrics or ())
    records = {name: known.get(name.partition(".")[0]) for name in listed}
    wrong = [name for name, record in records.items() if record and record.of == "multiplex"]
    if wrong:
        hint = "Layers are compared one at a time; 'sna measure' has its value at every snapshot."
        raise UsageError([Problem("E702", f"Metric '{n}' is of several layers together.", hint=hint) for n in wrong])


def _scores(
    of: Sequence[Side],
    *,
    layers: Sequence[str],
    metrics: Names,
    contrast: Contrast | None,
    filters: Filters,
    processes: int,
) -> Scores:
    """Measure snapshots; they are all of one study."""
    return measure(
        of[0].study,
        metrics=metrics,
        layers=layers,
        snapshots=list(dict.fromkeys(side.snapshot.name for side in of)),
        by=contrast,
        pathway=filters.get("pathway", ()),
        profession=filters.get("profession", ()),
        processes=processes,
    )


def _read(scores: Scores) -> Callable[[str, Side], Readings]:
    """Return what was measured of each network, read from the scores once."""
    of_groups = {name for name, record in scores.metrics.items() if record.level == "group"}
    known = readings(scores.table, of_groups)
    return lambda layer, side: known.get((layer, side.snapshot.name), Readings())


def _records(rows: Sequence[Row], *scores: Scores) -> dict[str, MetricRecord]:
    """Return the records of the metrics in the rows."""
    used = {str(name) for row in rows if (name := row.get("metric")) is not None}
    return {name: record for part in scores for name, record in part.metrics.items() if name in used}
