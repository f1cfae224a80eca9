"""Organisations that follow one another, as recorded or as one history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sna.model import FactTable, Study
from sna.model.answers import ANSWER_ENDS
from sna.robustness.cases import Case
from sna.robustness.choices import Choice

if TYPE_CHECKING:
    import pandas as pd

NAMED_IN = ("organisation", "from_organisation", "to_organisation", "responsible", "host", "employer", *ANSWER_ENDS)
"""Columns that name an organisation."""


def successors(case: Case) -> Iterator[Choice]:
    """Yield the choice of one history for organisations that follow one another, where they are kept apart."""
    if last := final_successors(case.study):
        many = f"{len(last)} predecessor{'' if len(last) == 1 else 's'}"
        yield Choice(
            "organisations",
            f"successors and their {many} as one history",
            "if successors count as one with those before them",
            lambda here: here.having(study=merged(here.study, last)),
        )


def final_successors(study: Study) -> dict[str, str]:
    """Return predecessor → the last of its successors."""
    listed = study.tables.get("organisations")
    if listed is None or "successor" not in listed.frame.columns:
        return {}
    known = set(study.roster.ids)
    rows = zip(listed.frame["organisation"], listed.frame["successor"], strict=True)
    following = {who: after for who, after in rows if who in known and after in known and who != after}
    last = {}
    for first in following:
        now, seen = first, {first}
        while now in following and following[now] not in seen:
            now = following[now]
            seen.add(now)
        if now not in following:
            last[first] = now
    return dict(sorted(last.items()))


def merged(study: Study, last: Mapping[str, str]) -> Study:
    """Return the study in which every organisation is called by the last of its successors, open since the first."""
    opened = {who: day for who, day in study.opened.items() if who not in last}
    for after in sorted(set(last.values())):
        family = [after, *(before for before, final in last.items() if final == after)]
        # Nobody knows an opening that is blank: it counts as since ever, before any day.
        if all(who in study.opened for who in family):
            opened[after] = min(study.opened[who] for who in family)
        else:
            opened.pop(after, None)
    tables = {name: _renamed(table, last) for name, table in study.tables.items() if name != "organisations"}
    listed = {name: study.tables[name] for name in ("organisations",) if name in study.tables}
    roster = study.roster.subset([who for who in study.roster.ids if who not in last])
    return replace(study, roster=roster, tables={**tables, **listed}, opened=opened, _derived={})


def _renamed(table: FactTable, last: Mapping[str, str]) -> FactTable:
    columns = [column for column in NAMED_IN if column in table.frame.columns]
    frame: pd.DataFrame = table.frame
    if not columns or not frame[columns].isin(list(last)).any(axis=None):
        return table
    return replace(table, frame=frame.assign(**{c: frame[c].map(lambda who: last.get(who, who)) for c in columns}))
