"""Ids of one table that another table must know."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sna.errors import Problem, nearest
from sna.io.changed_ids import by_number, changed_id
from sna.io.other_script import another_script
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.model.schema import Column

_OTHERWISE = {
    "organisations": "Or add it there, or give it an alias: 'sna check STUDY --names FILE.csv' suggests some."
}


def check_references(tables: Mapping[str, ReadTable], present: frozenset[str]) -> list[Problem]:
    """Return the problem of every id that the table it refers to does not list.

    Parameters
    ----------
    tables
        Tables that could be read, by name.
    present
        Tables that the study has, readable or not.
    """
    problems: list[Problem] = []
    for table in tables.values():
        for column in table.schema.columns:
            if column.refers and column.name in table.facts.frame.columns:
                problems += unknown_ids(table, column, tables)
        needed = [c.refers for c in table.schema.columns if c.refers == "meetings" and c.required]
        if needed and "meetings" not in present:
            message = f"{table.facts.file} names meetings, and there is no table of meetings."
            hint = "Add meetings.csv with the columns meeting and date."
            problems.append(Problem("E101", message, "meetings.csv", hint=hint))
        held = tables.get("meetings")
        if needed and held is not None and len(table.facts) and not len(held.facts):
            message = f"{table.facts.file} names meetings, and this table has none."
            problems.append(Problem("E105", message, held.facts.file, hint="Give every meeting a row."))
    return sorted(set(problems), key=lambda problem: (problem.file, problem.line or 0, problem.column))


def unknown_ids(table: ReadTable, column: Column, tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return a problem for each id in a column that the table it refers to does not list."""
    target = tables.get(column.refers)
    if target is None or not len(target.facts):
        return []
    key = target.schema.key[0]
    known = set(target.facts.frame[key].dropna())
    cells = table.facts.frame[column.name]
    wrong = np.flatnonzero(cells.notna() & ~cells.isin(known | target.lost))
    if not len(wrong):
        return []
    bad = cells.iloc[wrong]
    counts = bad.value_counts(sort=False)
    first = zip(wrong[~bad.duplicated().to_numpy()].tolist(), bad.drop_duplicates(), strict=True)
    numbers, named = by_number(known), _ids_by_name(target)
    return capped(
        [
            table.problem_at(
                "E401",
                f"This id is not listed in {target.facts.file}{_rows(int(counts[identifier]))}.",
                row,
                column.name,
                value=shown(identifier),
                hint=_way_out(identifier, named)
                or another_script(identifier, known)
                or changed_id(identifier, numbers, target.facts.file)
                or f"{nearest(identifier, known)} {_OTHERWISE.get(column.refers, 'Or add it there.')}",
            )
            for row, identifier in first
        ]
    )


def _way_out(written: str, named: Mapping[str, str]) -> str:
    if written not in named:
        return ""
    return f"That is the name of '{shown(named[written])}': write the id, or use the names as ids in every table."


def _ids_by_name(target: ReadTable) -> dict[str, str]:
    """Return what other columns of a table call its ids: name → id, names of several left out."""
    frame, key = target.facts.frame, target.schema.key[0]
    named: dict[str, str] = {}
    several: set[str] = set()
    for column in frame.columns:
        if column == key or frame[column].dtype != object:
            continue
        for identifier, name in zip(frame[key], frame[column], strict=True):
            if isinstance(name, str) and named.setdefault(name, identifier) != identifier:
                several.add(name)
    return {name: identifier for name, identifier in named.items() if name not in several}


def _rows(many: int) -> str:
    return f" ({many} rows)" if many > 1 else ""
