"""How far groups are apart on a metric, and whether chance labels would do as much."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import counted, said
from sna.contrast.headlines import primary_metric
from sna.contrast.noise import Interval, intervals
from sna.contrast.subjects import Subject, Testing
from sna.infer import LabelTest, mean_difference_tests, midranks, sampled, spread_caution

Places = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Row = Mapping[str, Any]

LEVEL = 0.05
DESCRIPTION = "these organisations, as observed"
LABELS = "these organisations: labels unrelated to position"
NOISE = "interval: these organisations, other tie noise"


@dataclass(frozen=True)
class Gap:
    """The tests of one metric between two groups, over the organisations where it is defined.

    ``difference`` and ``delta`` are ``None`` where a group has no defined value.
    """

    group: Places
    other: Places
    difference: LabelTest | None = None
    delta: LabelTest | None = None


def gap_rows(subject: Subject, primary: str, testing: Testing) -> Iterator[Row]:
    """Yield the findings of every metric of one network: means, shares, and each pair of groups."""
    noise = intervals(subject, testing)
    names = primary_metric(primary, subject.values)
    tests = {pair: _pair_gaps(subject, pair, names, testing) for pair in subject.contrast.pairs}
    for metric in subject.values:
        yield from _group_rows(subject, metric)
        for pair, gaps in tests.items():
            yield from _pair_rows(subject, metric, pair, gaps[metric], noise.get((metric, pair)), testing)


def pair_gap_rows(
    subject: Subject, metric: str, pair: tuple[str, str], testing: Testing, *, noise: bool
) -> dict[str, Row]:
    """Return quantity → finding of one metric between two groups; with its interval only if ``noise`` is asked for."""
    interval = intervals(subject, testing).get((metric, pair)) if noise else None
    gaps = _pair_gaps(subject, pair, metric, testing)
    return {row["quantity"]: row for row in _pair_rows(subject, metric, pair, gaps[metric], interval, testing)}


def _group_rows(subject: Subject, metric: str) -> Iterator[Row]:
    """Yield mean, median and share of every group."""
    values = subject.values[metric]
    total = np.nansum(values)
    for quantity in ("mean", "median", *(["share"] if subject.records[metric].low >= 0 else [])):
        for group in subject.contrast.groups:
            members = subject.members(group)
            defined = members[~np.isnan(values[members])]
            note = _left_out(subject, metric, members)
            if not len(defined):
                value = math.nan
            elif quantity == "mean":
                value = float(values[defined].mean())
            elif quantity == "median":
                value = float(np.median(values[defined]))
            else:
                value = float(values[defined].sum() / total) if total > 0 else math.nan
                note = note if total > 0 else "the metric is 0 for every organisation"
            row = {"quantity": quantity, "metric": metric, "group": said(group), "value": value, "note": note}
            yield {**subject.where, **row, "n": len(defined), "target": DESCRIPTION}


def _left_out(subject: Subject, metric: str, members: Places, name: str = "this group") -> str:
    """Return what a reader must know of who was counted."""
    undefined = int(np.isnan(subject.values[metric][members]).sum())
    notes = dict.fromkeys(subject.notes[metric][i] for i in members if not np.isnan(subject.values[metric][i]))
    if not len(members):
        return f"no organisation in {name}"
    if undefined == len(members):
        why = " · ".join(dict.fromkeys(subject.notes[metric][i] for i in members))
        return f"undefined for every organisation in {name}: {why}"
    left = f"{counted(undefined, len(members))} undefined, left out" if undefined else ""
    return "; ".join(part for part in (left, *notes) if part)


def _pair_gaps(subject: Subject, pair: tuple[str, str], primary: str, testing: Testing) -> dict[str, Gap]:
    """Test every metric between two groups; those defined for all who are compared share splits and correction."""
    group, other = (subject.members(name) for name in pair)
    gaps, complete = {}, []
    for metric, values in subject.values.items():
        gap = Gap(group[~np.isnan(values[group])], other[~np.isnan(values[other])])
        gaps[metric] = gap
        if not (len(gap.group) and len(gap.other)):
            continue
        if len(gap.group) == len(group) and len(gap.other) == len(other):
            complete.append(metric)
        else:
            gaps |= _tested(subject, {metric: gap}, pair, (), testing)
    family = [metric for metric in complete if metric != primary]
    return gaps | _tested(subject, {metric: gaps[metric] for metric in complete}, pair, family, testing)


def _tested(
    subject: Subject, gaps: Mapping[str, Gap], pair: tuple[str, str], family: Sequence[str], testing: Testing
) -> dict[str, Gap]:
    """Return gaps over the same organisations with their tests; a metric that cannot reach .05 corrects no other."""
    if not gaps:
        return {}
    names = list(gaps)
    first = gaps[names[0]]
    # Roster order, so that which random splits are drawn does not hang on who is in which group.
    places = np.sort(np.concatenate([first.group, first.other]))
    columns = np.column_stack([subject.values[name][places] for name in names])
    ranks = np.column_stack([midranks(column) * 2 / len(places) for column in columns.T])
    member = np.isin(places, first.group)
    stream = testing.stream(*subject.where.values(), *pair, "labels")

    def test(corrected: Sequence[int]) -> tuple[LabelTest, ...]:
        return mean_difference_tests(
            np.hstack([columns, ranks]),
            member,
            permutations=testing.permutations,
            exact=testing.exact,
            stream=stream,
            family=corrected,
        )

    asked = [place for place, name in enumerate(names) if name in family]
    tests = test(asked)
    able = [place for place in asked if tests[place].p_min <= LEVEL]
    if able != asked:
        tests = test(able)
    return {name: replace(gaps[name], difference=tests[i], delta=tests[len(names) + i]) for i, name in enumerate(names)}


def _pair_rows(
    subject: Subject, metric: str, pair: tuple[str, str], gap: Gap, interval: Interval | None, testing: Testing
) -> Iterator[Row]:
    """Yield difference, ratio and Cliff's delta of two groups."""
    group, other = (said(name) for name in pair)
    n = len(gap.group) + len(gap.other)
    base = {**subject.where, "metric": metric, "group": group, "other": other, "n": n}
    if gap.difference is None or gap.delta is None:
        reasons = [_left_out(subject, metric, subject.members(name), f"'{said(name)}'") for name in pair]
        note = "; ".join(reason for reason in reasons if reason)
        for quantity in ("difference", "cliffs_delta"):
            yield {**base, "quantity": quantity, "value": math.nan, "note": note, "target": LABELS}
        return
    notes = _pair_notes(subject, metric, pair)
    values = subject.values[metric]
    row = {**base, **_test_columns(gap.difference, gap, testing, notes, values), "quantity": "difference"}
    yield _with_interval(row, interval, testing)
    mean, against = float(values[gap.group].mean()), float(values[gap.other].mean())
    if min(mean, against) >= 1:
        yield {**base, "quantity": "ratio", "value": mean / against, "target": DESCRIPTION}
    yield {**base, **_test_columns(gap.delta, gap, testing, notes, values), "quantity": "cliffs_delta"}


def _pair_notes(subject: Subject, metric: str, pair: tuple[str, str]) -> list[str]:
    """Return what a reader must know of a comparison."""
    both = np.sort(np.concatenate([subject.members(name) for name in pair]))
    notes = [_left_out(subject, metric, both)]
    return [*notes, subject.apart] if subject.apart else notes


def _test_columns(test: LabelTest, gap: Gap, testing: Testing, notes: Sequence[str], values: Values) -> dict[str, Any]:
    """Return the columns of a test, without its p where it could not have been small or a group has one member."""
    refused = refusal(test, min(len(gap.group), len(gap.other)))
    columns = test_columns(test, testing, refused)
    corrected = "" if math.isnan(columns["p_adjusted"]) else "; p_adjusted: step-down maxT over metrics"
    doubt = spread_caution(columns["p"], [values[gap.group], values[gap.other]])
    return {
        **columns,
        "value": test.value,
        "target": LABELS,
        "method": columns["method"] + corrected,
        "note": "; ".join(note for note in (refused, *notes, doubt) if note),
    }


def refusal(test: LabelTest, smallest: int) -> str:
    """Return why a test has no p; empty where it has one."""
    if smallest == 1:
        return "no p: a group has one organisation"
    return f"no p: with these values it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""


def test_columns(test: LabelTest, testing: Testing, refused: str) -> dict[str, Any]:
    """Return the columns any label test fills."""
    how = f"exact label permutation, two-sided, {test.resamples} splits"
    if not test.exact:
        how = f"label permutation, two-sided, {sampled(test.resamples, 'splits', math.nan if refused else test.error)}"
    return {
        "p": math.nan if refused else test.p,
        "p_mid": math.nan if refused else test.p_mid,
        "p_min": test.p_min,
        "p_adjusted": math.nan if refused else test.p_adjusted,
        "method": how,
        "resamples": test.resamples,
        "seed": math.nan if test.exact else testing.seed,
    }


def _with_interval(row: Row, interval: Interval | None, testing: Testing) -> Row:
    """Return a row with its interval, or with the reason why it has none."""
    if interval is None:
        return row
    if interval.reason:
        return {**row, "note": "; ".join(part for part in (row["note"], interval.reason) if part)}
    return {
        **row,
        "low": interval.low,
        "high": interval.high,
        "target": f"{LABELS}; {NOISE}",
        "method": f"{row['method']}; interval: p1 model bootstrap, {interval.resamples} networks",
        "seed": testing.seed,
    }
