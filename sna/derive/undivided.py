"""When the rows behind a layer were true: dates that no snapshot divides, and dates outside all of them."""

from __future__ import annotations

import datetime as dt

from sna.errors import Problem
from sna.model import FactTable, LayerRule, Study

DATED = ("start", "end", "date", "snapshot")
_DAYS = ("start", "end", "date", "period_start", "period_end")
_ELSEWHERE = {"attendance": "meetings", "cases": "meetings", "members": "partnerships"}
"""Tables whose dates stand in another."""


def dated(study: Study, rule: LayerRule) -> FactTable:
    """Return the table that says when the rows behind a layer were true."""
    own = study.tables[rule.table]
    elsewhere = _ELSEWHERE.get(rule.table, "")
    return own if {"start", "end"} & set(own.frame.columns) else study.tables.get(elsewhere, own)


def undivided(study: Study, rule: LayerRule) -> list[Problem]:
    """Say that a table has dates and the study one snapshot without bounds: change cannot be seen."""
    only = study.snapshots.ordered[0]
    source = dated(study, rule)
    columns, span = _span(source)
    steps = _steps(study)
    if only.start or only.end or span is None or not steps:
        return []
    blank = int(source.frame[columns].isna().all(axis=1).sum())
    also = f" {blank} {'row' if blank == 1 else 'rows'} without any date as well." if blank else ""
    dates = f"dates from {span[0]} to {span[1]}"
    message = f"Layer '{rule.name}' has {dates}, and the study one snapshot: no change can be seen.{also}"
    hint = f'Write snapshots = "{steps}" under [study] in {study.settings}, or name periods under [[snapshot]].'
    return [Problem("W523", message, file=source.file, hint=hint)]


def _span(source: FactTable) -> tuple[list[str], tuple[dt.date, dt.date] | None]:
    """Return the columns of dates of a table, and the first and last day they name."""
    columns = [c for c in _DAYS if c in source.frame and source.frame[c].dtype.kind == "M"]
    days = [day.date() for column in columns for day in source.frame[column].dropna().agg(["min", "max"]).dropna()]
    return columns, (min(days), max(days)) if days else None


def _steps(study: Study) -> str:
    """Return the longest calendar periods that divide the dates of a study; empty where none does."""
    spans = [span for rule in study.layers.values() if (span := _span(dated(study, rule))[1])]
    if not spans:
        return ""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    last = min(last, study.cut_off or last)
    if first.year < last.year:
        return "year"
    quarters = [(day.month - 1) // 3 for day in (first, last)]
    return "quarter" if quarters[0] < quarters[1] else "month" if first.month < last.month else ""


def day_of_row(study: Study, rule: LayerRule, row: int) -> str:
    """Return the first date of a row behind a layer, with the meeting or partnership that has it; empty where none."""
    own, source = study.tables[rule.table].frame, dated(study, rule)
    cells, what = own.iloc[row], ""
    if source is not study.tables[rule.table]:
        key = source.name.removesuffix("s")
        held = source.frame[source.frame[key] == cells[key]]
        if held.empty:
            return ""
        cells, what = held.iloc[0], f"{key} {cells[key]}, "
    for column in ("date", "period_start", "period_end", "start", "end"):
        if column in source.frame and source.frame[column].dtype.kind == "M" and cells[column] == cells[column]:
            return f"{what}{cells[column]:%Y-%m-%d}"
    return ""
