"""Charts over time: how far attendance and networks vary by themselves, and what stands out of that."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sna.infer.control_chart import (
    FALLING,
    FEW_CROSSINGS,
    FEWEST_CONTROL,
    FEWEST_RUN,
    LONG_RUN,
    NATURAL,
    NEAR_LIMIT,
    ONE_SIDE,
    OUTSIDE,
    RANGE,
    RISING,
    SHIFT,
    TREND,
    Chart,
    Values,
    chart_of,
    false_alarms,
    lag_one,
)
from sna.infer.phases import Phases, phases_of
from sna.lenses.chart_changes import change_rows
from sna.lenses.lens import Lens, Looking, Row
from sna.lenses.meetings_over_time import meeting_series
from sna.lenses.networks_over_time import network_series
from sna.lenses.over_time import Series, events_of, period_at
from sna.model import Study

ALIKE = 0.3
"""Lag-1 autocorrelation above which limits are known to be too narrow."""
OTHER_SAMPLE = "only: what came before is of another sample"
NO_TEST = "these periods, in this order: no test"
XMR = f"XmR chart: mean ± {NATURAL:g} × mean moving range, of all points"
SHIFTED = "points shift from"
ANEW = "points shift, and are charted anew, from"
RUN_CHART = "run chart: median of all points"
MAKING_DATA_COUNT = "NHS England, Making Data Count (NHSRplotthedots, doi:10.32614/CRAN.package.NHSRplotthedots)"
PHASED = f"chart of each phase, which begins at an event from which on points shift; {MAKING_DATA_COUNT}"
ANHOJ = "Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825"
RULES = {
    OUTSIDE: f"a point outside the limits; {MAKING_DATA_COUNT}",
    ONE_SIDE: f"{SHIFT} or more points in a row on one side of the mean; {MAKING_DATA_COUNT}",
    RISING: f"{TREND} or more points in a row, each above the one before; {MAKING_DATA_COUNT}",
    FALLING: f"{TREND} or more points in a row, each below the one before; {MAKING_DATA_COUNT}",
    NEAR_LIMIT: f"two of three points in a row near one limit; {MAKING_DATA_COUNT}",
    LONG_RUN: f"a longer run on one side of the median than chance explains; {ANHOJ}",
    FEW_CROSSINGS: f"fewer crossings of the median than chance explains; {ANHOJ}",
}
"""Rule → what it says, and whose it is."""


def charts(looking: Looking) -> Iterator[Row]:
    """Yield, for every series, its points, its middle and limits, what stands out, and where its mean changed.

    ``chart_point``: the value of a period; the note names the rules that the point is part of. ``chart_centre``: the
    mean of 12 points or more, with natural limits as ``low`` and ``high``; of 6 to 11 the median; of fewer undefined.
    ``chart_range_limit``: how far apart two neighbours may be. ``chart_longest_run`` and ``chart_crossings`` of a run
    chart, with the limit as ``high`` and ``low``. ``chart_signal``: how many points a rule marks, from the period
    ``before`` to ``snapshot``. ``chart_false_alarms``: the share of random series of this length, in which nothing
    happens, that show a signal. ``chart_autocorrelation``: how alike neighbours are. ``chart_phase``: mean and limits
    of each phase, from ``before`` to ``snapshot``, where points shift from an event of the timeline on (the first seven
    all on one side of the mean before: where nothing happens, 4 to 7 of 100 events) and there are 12 on one side; of
    fewer the median, without limits; ``chart_centre`` is then of the last phase. ``chart_change_point``: mean after −
    mean before the cut, from ``before`` to ``snapshot``, with its p.

    References
    ----------
    Provost & Murray (2011), The Health Care Data Guide; Anhøj & Olesen (2014), doi:10.1371/journal.pone.0113825
    """
    if _has_meetings(looking.study):
        here, beware = _of_last_sample(looking)
        for series in meeting_series(here):
            yield from series_rows(replace(series, beware=(*series.beware, *beware)), here)
    for series in network_series(looking):
        yield from series_rows(series, looking)


def series_rows(series: Series, looking: Looking) -> Iterator[Row]:
    """Yield the rows of one series."""
    base = {"layer": series.layer, "metric": series.measure, "group": series.group, "target": NO_TEST}
    base["organisation"] = series.organisation
    known = series.known
    values = series.values[known]
    names = [series.periods[place].name for place in known]
    why_not = series.no_rules or _lasting(series, values)
    happened = {} if why_not else _happened(series, looking.study)
    phases = phases_of(values, list(happened))
    starts = phases.starts
    ends = [*starts[1:], len(values)]
    phased = [values[start:end] for start, end in zip(starts, ends, strict=True)]
    parts = [chart_of(part, rules=not why_not) for part in phased]
    signals = [
        (signal.rule, [start + place for place in signal.places])
        for start, part in zip(starts, parts, strict=True)
        for signal in part.signals
    ]
    marked: dict[int, list[str]] = {}
    for rule, places in signals:
        for place in places:
            marked.setdefault(known[place], []).append(rule)
    for place, period in enumerate(series.periods):
        missing = "" if math.isfinite(series.values[place]) else "no record in this period"
        note = missing or "; ".join(dict.fromkeys(marked.get(place, [])))
        row = {"quantity": "chart_point", "snapshot": period.name, "value": series.values[place]}
        yield {**base, **row, "n": series.n[place], "note": note}
    said = _anew(phases, happened, names)
    yield from _middle(base, series, parts, phased, "; ".join(x for x in (why_not, said) if x))
    if len(parts) > 1:
        for start, end, part in zip(starts, ends, parts, strict=True):
            row = {
                "quantity": "chart_phase",
                "value": part.centre,
                "low": part.low,
                "high": part.high,
                "n": end - start,
            }
            note = happened.get(start, "") if start else ""
            yield {**base, **row, "before": names[start], "snapshot": names[end - 1], "note": note, "method": PHASED}
    for rule, places in signals:
        size = {"quantity": "chart_signal", "value": len(places), "n": len(values)}
        where = {"before": names[places[0]], "snapshot": names[places[-1]]}
        yield {**base, **where, **size, "note": rule, "method": RULES[rule]}
    if not why_not and len(values) >= FEWEST_CONTROL:
        yield from change_rows(base, series, values, names, looking)


def _happened(series: Series, study: Study) -> dict[int, str]:
    """Return the place of the first known point at or after each event of the timeline, and what happened."""
    found: dict[int, list[str]] = {}
    for event in events_of(study):
        at = period_at(series.periods, event.day)
        place = None if at is None else next((k for k, known in enumerate(series.known) if known >= at), None)
        if place is not None:
            found.setdefault(place, []).append(event.label)
    return {place: " and ".join(labels) for place, labels in sorted(found.items())}


def _anew(phases: Phases, happened: Mapping[int, str], names: Sequence[str]) -> str:
    """Say from which event on a series is charted anew, or why it is not."""
    said = [f"{ANEW} {names[at]} ({happened[at]})" for at in phases.starts[1:]]
    if (at := phases.refused) >= 0:
        said.append(
            f"{SHIFTED} {names[at]} ({happened[at]}), limits not computed anew: {phases.before} points before and "
            f"{phases.after} from then on, {FEWEST_CONTROL} are needed on one side"
        )
    return "; ".join(said)


def _middle(base: Row, series: Series, parts: Sequence[Chart], phased: Sequence[Values], why_not: str) -> Iterator[Row]:
    """Yield the middle line, the limits, and how alike neighbours are: of the last phase."""
    chart, values, sizes = parts[-1], phased[-1], [len(part) for part in phased]
    gaps = len(series.values) - sum(sizes)
    left_out = f"{gaps} of {len(series.values)} periods without a value" if gaps else ""
    few = f"dots only: {len(values)} points, and {FEWEST_RUN} are the least for a run chart"
    alike = lag_one(values) if len(values) >= FEWEST_RUN else math.nan
    warned = _too_alike(alike) if chart.kind == "control" else ""
    why = (why_not or few) if chart.kind == "dots" else why_not
    note = "; ".join(part for part in (why, warned, *series.beware, left_out) if part)
    n = len(values)
    if chart.kind == "dots":
        yield {**base, "quantity": "chart_centre", "value": math.nan, "n": n, "note": note}
        return
    method = XMR if chart.kind == "control" else RUN_CHART
    if chart.kind == "run":
        few = f"{n} points: no limits with fewer than {FEWEST_CONTROL}"
        note = "; ".join(part for part in (few, note) if part)
    limits = {"low": chart.low, "high": chart.high}
    yield {**base, "quantity": "chart_centre", "value": chart.centre, **limits, "n": n, "method": method, "note": note}
    if chart.kind == "control":
        method = f"{RANGE:g} × mean moving range"
        yield {**base, "quantity": "chart_range_limit", "value": chart.range_limit, "n": n - 1, "method": method}
    else:
        longest = {"value": chart.longest, "high": chart.longest_allowed}
        yield {**base, "quantity": "chart_longest_run", **longest, "n": n, "method": ANHOJ}
        crossings = {"value": chart.crossings, "low": chart.fewest_crossings}
        yield {**base, "quantity": "chart_crossings", **crossings, "n": n, "method": ANHOJ}
    alarms = 1 - math.prod(1 - false_alarms(size) for size in sizes)
    yield {**base, "quantity": "chart_false_alarms", "value": alarms, "n": sum(sizes), "method": "1000 random series"}
    undefined = "every point is the same" if math.isnan(alike) else ""
    yield {**base, "quantity": "chart_autocorrelation", "value": alike, "n": n, "note": undefined}


def _lasting(series: Series, values: Values) -> str:
    """Return why a series of what lasts has neither limits nor rules; empty where its neighbours are not alike."""
    alike = lag_one(values) if series.lasting and len(values) >= FEWEST_RUN else math.nan
    if not alike > ALIKE:
        return ""
    return (
        "no limits and no rules: ties last through several snapshots, so neighbouring points are alike (lag-1 "
        f"autocorrelation {alike:.2f})"
    )


def _too_alike(alike: float) -> str:
    """Say that neighbours are so alike that limits are tight; empty where they are not."""
    if not alike > ALIKE:
        return ""
    return (
        f"neighbouring points are alike (lag-1 autocorrelation {alike:.2f}), by drift or by a change of level: limits "
        "are tight, and some signals come of that alone"
    )


def _of_last_sample(looking: Looking) -> tuple[Looking, tuple[str, ...]]:
    """Return what is looked at from the first snapshot on after which the sample stays the same, and a word on that."""
    snapshots = looking.study.snapshots.ordered
    kept = [s.name for s in itertools.takewhile(lambda s: s.sample == snapshots[-1].sample, snapshots[::-1])][::-1]
    if len(kept) == len(snapshots):
        return looking, ()
    when = kept[0] if len(kept) == 1 else f"{kept[0]} to {kept[-1]}"
    return replace(looking, study=looking.study.narrowed(snapshots=kept)), (f"{when} {OTHER_SAMPLE}",)


def _has_meetings(study: Study) -> bool:
    return "attendance" in study.tables and "meetings" in study.tables


def _can(study: Study) -> bool:
    dated = "date" in study.tables["meetings"].frame if "meetings" in study.tables else False
    return (_has_meetings(study) and dated) or len(study.snapshots) > 1


LENS = Lens(
    "charts",
    "What stands out of the ordinary ups and downs over time?",
    "meetings with dates and attendance, or two or more snapshots.",
    _can,
    charts,
)
