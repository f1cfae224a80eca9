"""When facts count: the rule of the snapshot, and where its window lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import get_args

from sna.model.snapshots import SpellRule
from sna.robustness.cases import Case
from sna.robustness.choices import Choice

SPELLS = {"start", "end"}
RULES = {
    "active_any": ("whatever ran on any day of the snapshot", "if whatever ran on any day of the snapshot counts"),
    "active_at": ("what ran on the snapshot's last day", "if only what ran on the last day counts"),
    "overlap": ("each by the share of days it ran", "if ties count by the share of days they ran"),
}
ELSEWHERE = {"attendance": "meetings", "cases": "meetings"}
"""Tables whose dates stand in another."""
DAY = dt.timedelta(days=1)


def times(case: Case) -> Iterator[Choice]:
    """Yield other rules for spells, halves of the window, the window moved, and all snapshots together."""
    if has_spells(case):
        for rule in get_args(SpellRule):
            if rule != case.when.rule:
                name, words = RULES[rule]
                yield Choice("time", name, words, lambda here, rule=rule: here.with_window(rule=rule))
    if is_dated(case):
        yield from _windows(case)


def has_spells(case: Case) -> bool:
    """Whether facts of the layer run from one day to another."""
    if case.table is None or case.table.is_survey or case.rule.history or "snapshot" in case.table.frame.columns:
        return False
    if case.rule.table == "members":
        partnerships = case.study.tables.get("partnerships")
        return any(t is not None and SPELLS & set(t.frame.columns) for t in (case.table, partnerships))
    return bool(SPELLS & set(case.table.frame.columns))


def is_dated(case: Case) -> bool:
    """Whether the snapshot is an interval of days, and the layer's facts have days."""
    when = case.when
    if case.table is None or case.table.is_survey or when.start is None or when.end is None:
        return False
    if "snapshot" in case.table.frame.columns:
        return False
    source = case.study.tables.get(ELSEWHERE.get(case.rule.table, case.rule.table), case.table)
    return has_spells(case) or bool({"date", "period_start", "period_end"} & set(source.frame.columns))


def _windows(case: Case) -> Iterator[Choice]:
    start, end = case.when.start, case.when.end
    assert start is not None  # noqa: S101
    assert end is not None  # noqa: S101
    days = (end - start).days + 1
    if days < 2:  # noqa: PLR2004 - a day has no halves
        return
    half = dt.timedelta(days=days // 2)
    first = "first half of the snapshot alone", "in its first half alone"
    second = "second half of the snapshot alone", "in its second half alone"
    yield _window(*first, start, start + half - DAY)
    yield _window(*second, start + half, end)
    snapshots = case.study.snapshots
    if not snapshots.one_sample:
        return  # Any longer window, or one elsewhere, could take in facts of another sample.
    starts, ends = [s.start for s in snapshots], [s.end for s in snapshots]
    known_starts, known_ends = [d for d in starts if d], [d for d in ends if d]
    last = max([*known_ends, *([case.study.cut_off] if case.study.cut_off else [])])
    if min(known_starts) <= start - half:
        yield _window("the window half its length earlier", "with the window earlier", start - half, end - half)
    if end + half <= last:
        yield _window("the window half its length later", "with the window later", start + half, end + half)
    if len(snapshots) > 1 and all(starts) and all(ends):
        yield _window("all snapshots as one", "over all snapshots as one", min(known_starts), max(known_ends))


def _window(name: str, words: str, start: dt.date, end: dt.date) -> Choice:
    said = f"{name} ({start} to {end})"
    return Choice("time", said, words, lambda here: here.with_window(start=start, end=end))
