"""Ids of one table that another table must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from sna.errors import Problem
from sna.io.aliases import ids_by_name
from sna.io.changed_ids import by_number, changed_id
from sna.io.near_ids import near_id
from sna.io.other_script import another_script
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.model.schema import Column

_OTHERWISE = {
    "organisations": "Or add it there, or give it an alias: 'sna check STUDY --names FILE.csv' suggests some."
}


_LISTED = 5
"""Unlisted ids of one column that are said one by one; more are one problem."""
_SHORT = 24


def check_references(tables: Mapping[str, ReadTable], present: frozenset[str]) -> list[Problem]:
    """Return the problem of every id that the table it refers to does not list.

    Parameters
    ----------
    tables
        Tables that could be read, by name.
    present
        Tables that the study has, readable or not.
    """
    targets = targets_among(tables, present)
    problems = {problem for table in tables.values() for problem in references_of(table, targets, present)}
    return sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.column))


def targets_among(tables: Mapping[str, ReadTable], present: frozenset[str]) -> dict[str, ReadTable]:
    """Return the tables in which ids can be looked up.

    An unknown organisation may be one of the approved spellings: it is not looked up where those cannot be read.
    """
    unread = {"organisations"} if "aliases" in present and "aliases" not in tables else set[str]()
    return {name: table for name, table in tables.items() if name not in unread}


def references_of(table: ReadTable, targets: Mapping[str, ReadTable], present: frozenset[str]) -> Iterator[Problem]:
    """Yield the problem of every id of one table that the table it refers to does not list.

    Parameters
    ----------
    table
        The table.
    targets
        Tables that ids may refer to; where one is not there, ids of it are not looked up.
    present
        Tables that the study has, readable or not.
    """
    for column in table.schema.columns:
        if column.refers and column.name in table.facts.frame.columns:
            yield from unknown_ids(table, column, targets)
    needed = [c.refers for c in table.schema.columns if c.refers == "meetings" and c.required]
    if needed and "meetings" not in present:
        message = f"{table.facts.file} names meetings, and there is no table of meetings."
        hint = "Add meetings.csv with the columns meeting and date."
        yield Problem("E101", message, "meetings.csv", hint=hint)
    held = targets.get("meetings")
    if needed and held is not None and len(table.facts) and not len(held.facts):
        message = f"{table.facts.file} names meetings, and this table has none."
        yield Problem("E105", message, held.facts.file, hint="Give every meeting a row.")


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
    first = dict(zip(wrong[~bad.duplicated().to_numpy()].tolist(), bad.drop_duplicates(), strict=True))
    numbers, named = by_number(known), ids_by_name(target)
    otherwise = _OTHERWISE.get(column.refers, "Or add it there.")

    def way_out(identifier: str) -> str:
        return (
            _way_out(identifier, named)
            or another_script(identifier, known)
            or changed_id(identifier, numbers, target.facts.file)
        )

    if len(first) > _LISTED:
        return [_many(table, column, first, f"{len(first)} ids are not listed in {target.facts.file}", way_out)]
    return [
        table.problem_at(
            "E401",
            f"This id is not listed in {target.facts.file}{_rows(int(counts[identifier]))}.",
            row,
            column.name,
            value=shown(identifier),
            hint=way_out(identifier) or f"{near_id(identifier, known)} {otherwise}",
        )
        for row, identifier in first.items()
    ]


def _many(
    table: ReadTable, column: Column, first: Mapping[int, str], message: str, way_out: Callable[[str], str]
) -> Problem:
    """Return one problem for many unlisted ids of a column, which are rarely so many slips of the pen."""
    lines = table.facts.frame.index
    rows = [(row, name if len(name) <= _SHORT else f"{name[:_SHORT]}…") for row, name in first.items()]
    value = ", ".join(f"{shown(name)} (line {lines[row]})" for row, name in rows[:_LISTED])
    value += f" … and {len(first) - _LISTED} more"
    known = next(((name, hint) for name in first.values() if (hint := way_out(name))), None)
    hint = (
        f"Of '{shown(known[0])}': {known[1]}" if known else "Do the two tables write their ids alike? Or add them there"
    )
    if not known:
        hint += (
            ", or give them aliases: 'sna check STUDY --names FILE.csv' suggests some."
            if column.refers == "organisations"
            else "."
        )
    return table.problem_at("E401", f"{message}.", rows[0][0], column.name, value=value, hint=hint)


def _way_out(written: str, named: Mapping[str, str]) -> str:
    if written not in named:
        return ""
    return f"That is the name of '{shown(named[written])}': write the id, or use the names as ids in every table."


def _rows(many: int) -> str:
    return f" ({many} rows)" if many > 1 else ""
