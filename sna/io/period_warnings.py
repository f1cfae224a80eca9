"""What to say of declared periods: snapshots that overlap or leave days out, dates after the cut-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from sna.errors import Problem
from sna.io.asked_window import AskedWindow
from sna.io.declaration import Declaration
from sna.io.layers import makes_ties
from sna.io.periods import MONTHS
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.io.toml_sections import line_of
from sna.model.snapshots import Snapshot

_FIRST_DAYS = ("date", "start", "period_start", "period_end")
"""Dates that lie before the cut-off in a study that knows nothing after it; a role's planned end may lie beyond."""
_EARLIEST = dt.date(1948, 1, 1)
"""The NHS began in July 1948; what is dated before is most often a mistyped year."""
_NAMED = 3
_DAY = dt.timedelta(days=1)


def check_periods(declaration: Declaration, tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return what to say of declared snapshots and of a declared cut-off."""
    return [*_between(declaration), *_rolling(declaration), *_after_cut_off(declaration, tables), *_long_ago(tables)]


def _between(declaration: Declaration) -> list[Problem]:
    dated = [s for s in declaration.snapshots if s.start or s.end]
    dated.sort(key=lambda s: (s.start or dt.date.min, s.end or dt.date.max))
    shared, left_out = [], []
    late: Snapshot | None = None
    for snapshot in dated:
        start, end = snapshot.start or dt.date.min, snapshot.end or dt.date.max
        if late is not None:
            before = late.end or dt.date.max
            pair = f"{shown(late.name)} and {shown(snapshot.name)}"
            if start <= before:
                shared.append(f"{pair} ({_days(start, min(before, end))})")
            elif start > before + _DAY:
                left_out.append(f"{pair} ({_days(before + _DAY, start - _DAY)})")
        if late is None or end > (late.end or dt.date.max):
            late = snapshot
    line = line_of(declaration.toml.text, "snapshot", "name")
    said = (
        (shared, "Snapshots overlap: what happens on the shared days counts in both."),
        (left_out, "Snapshots leave days out: what happens only then counts in none."),
    )
    return [
        Problem(
            "W522",
            message,
            declaration.toml.file,
            line,
            value=_some(pairs),
            hint="If this is not meant, correct their from and to.",
        )
        for pairs, message in said
        if pairs
    ]


def _rolling(declaration: Declaration) -> list[Problem]:
    """Return what to say of windows that are longer than the time from one snapshot to the next."""
    every, reach = declaration.text("snapshots"), declaration.study.get("window")
    step = MONTHS.get(every)
    if declaration.snapshots or step is None or not isinstance(reach, int) or reach <= step:
        return []
    message = f"Each snapshot is a window of {reach} months that ends with its {every}: neighbouring ones share days."
    line = line_of(declaration.toml.text, "study", "window")
    hint = "They show the trend smoothly; no change from one to the next is tested, and charts of them have no limits."
    if isinstance(reach, AskedWindow):
        return [Problem("W522", message, value=f"--window {reach}", hint=hint)]
    return [Problem("W522", message, declaration.toml.file, line, "window", value=str(reach), hint=hint)]


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return str(first)
    return f"{'…' if first == dt.date.min else first} to {'…' if last == dt.date.max else last}"


def _some(pairs: Sequence[str]) -> str:
    return "; ".join(pairs[:_NAMED]) + (f"; and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else "")


def _long_ago(tables: Mapping[str, ReadTable]) -> list[Problem]:
    problems = []
    for table in tables.values():
        if not (makes_ties(table) or table.facts.name == "meetings"):
            continue
        frame = table.facts.frame
        for column in (*_FIRST_DAYS, "end"):
            if column not in frame.columns or column in table.spoiled or frame[column].dtype.kind != "M":
                continue
            early = frame[column][frame[column] < np.datetime64(_EARLIEST, "s")]
            if len(early):
                rows = "1 row has a date" if len(early) == 1 else f"{len(early)} rows have dates"
                message = f"{rows} before {_EARLIEST.year}."
                value, line = f"{early.iloc[0]:%Y-%m-%d}", int(str(early.index[0]))
                hint = "Correct the year if it is mistyped; leave the cell blank if the day is not known."
                problems.append(table.problem("W511", message, line, column, value=value, hint=hint))
    return problems


def _after_cut_off(declaration: Declaration, tables: Mapping[str, ReadTable]) -> list[Problem]:
    cut_off = declaration.cut_off
    if cut_off is None:
        return []
    problems = []
    for table in tables.values():
        if not (makes_ties(table) or table.facts.name == "meetings"):
            continue
        frame = table.facts.frame
        for column in _FIRST_DAYS:
            # In a list of ties a column of this name may hold anything.
            if column not in frame.columns or column in table.spoiled or frame[column].dtype.kind != "M":
                continue
            late = frame[column][frame[column] > np.datetime64(cut_off, "s")]
            if len(late):
                rows = "1 row has a date" if len(late) == 1 else f"{len(late)} rows have dates"
                message = f"{rows} after the cut-off ({cut_off})."
                hint = "Correct them, or cut_off under [study] in study.toml."
                last = f"{late.max():%Y-%m-%d}"
                line = int(str(late.index[0]))
                problems.append(table.problem("W511", message, line, column, value=last, hint=hint))
    return problems
