"""Rows of one file → one table of facts: columns named and typed, ids there, rows told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem
from sna.io.below_table import without_rows_below
from sna.io.cell_checks import check_cells
from sna.io.cells import read_cells
from sna.io.header_again import without_header_again
from sna.io.headings import (
    fold,
    heading_problems,
    missing_columns,
    name_columns,
    untold_columns,
)
from sna.io.personal import named_persons
from sna.io.raw_table import RawTable
from sna.io.rows import check_keys, check_spells
from sna.io.text_table import Reading, TextColumn, Under
from sna.io.written_otherwise import written_otherwise
from sna.model.facts import FactTable
from sna.model.schema import Column, Kind, Table

if TYPE_CHECKING:
    import pandas as pd


ENDS = ("from_organisation", "to_organisation")
"""The columns of both ends of a tie."""


@dataclass(frozen=True)
class Source:
    """The table that rows are read as."""

    table: str
    schema: Table
    renamed: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    """Extra columns that weigh ties, as study.toml names them."""


@dataclass(frozen=True, eq=False)
class ReadTable:
    """A table of facts, its schema, and the heading behind each column.

    ``lost`` are the cells of rows that could not be read, so that what they name is not taken for unknown;
    ``spoiled`` are the columns with cells that could not be read, ``untold`` those that should be there, and either are
    not or stand twice.
    """

    facts: FactTable
    schema: Table
    headings: Mapping[str, str]
    lost: frozenset[str] = frozenset()
    spoiled: frozenset[str] = frozenset()
    directed: bool | None = None
    """Whether its ties have a direction, if its format says so."""
    under: Mapping[str, Under] = field(default_factory=dict)
    """Column → the headings of its rows, where they stood in several columns of the file."""
    matrix: bool = False
    untold: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether every column is there without which the table means nothing."""
        of_nobody = self.facts.name == "attendance" and {"person", "organisation"} <= self.untold
        return not of_nobody and not self.untold & set(self.schema.required)

    def problem_at(self, code: str, message: str, row: int, column: str, **more: str) -> Problem:
        """Return a problem placed at a row, counted from 0, under the heading it stands under."""
        line = int(self.facts.frame.index[row])
        heading = self.under[column].at(row) if column in self.under else self.headings.get(column, column)
        return Problem(code, message, self.facts.file, line, heading, **more)

    def problem(self, code: str, message: str, line: int | None, column: str = "", **more: str) -> Problem:
        """Return a problem placed in this table, under the heading its file uses."""
        heading = self.headings.get(column, column)
        return Problem(code, message, self.facts.file, line, heading, **more)

    def column_of(self, name: str) -> str:
        """Return the column that a name means: its own, or the heading's; empty where there is none."""
        by_heading = {fold(heading): column for column, heading in self.headings.items()}
        folded = fold(name)
        return folded if folded in self.facts.frame.columns else by_heading.get(folded, "")


def read_table(raw: RawTable, source: Source, reading: Reading, found: list[Problem]) -> ReadTable | None:
    """Return rows as the table they are; ``None`` where they cannot be told apart.

    A column that is missing or stands twice keeps no other from being read: see `ReadTable.untold`.
    """
    if (otherwise := written_otherwise(raw, source.schema, source.renamed)) is not None:
        found.append(otherwise.problem)
        return None if otherwise.raw is None else _read(otherwise.raw, source, reading, found)
    return _read(raw, source, reading, found)


def _read(raw: RawTable, source: Source, reading: Reading, found: list[Problem]) -> ReadTable | None:
    headings = raw.headings()
    rows = raw.rows(found)
    if rows is None:
        return None
    found.extend(_header(raw, headings, source))
    names = name_columns(headings, source.schema, source.renamed)
    untold = untold_columns(headings, source.schema, source.renamed)
    rows = without_header_again(rows, found)
    every = len(rows.lines)
    rows = without_rows_below(rows, names, source.schema, found)
    below = {"totals or notes below the table": every - len(rows.lines)} if len(rows.lines) < every else {}
    columns = {name: cells for name, cells in zip(names, rows.columns, strict=True) if name not in untold}
    found.extend(_nameless(columns, raw.header_row))
    frame, spoiled = _frame(columns, source, reading, found)
    table = ReadTable(
        FactTable(source.table, raw.label, frame, rows.rows_read, rows.rows_blank, below),
        source.schema,
        {name: column.heading for name, column in columns.items() if name},
        rows.lost,
        spoiled | untold,
        raw.directed,
        {name: column.under for name, column in columns.items() if column.under},
        rows.matrix,
        untold,
    )
    found.extend(check_spells(table))
    return _unique(table, found) if table.is_whole else table


def _unique(table: ReadTable, found: list[Problem]) -> ReadTable:
    frame = check_keys(table, found)
    facts = table.facts
    if not len(frame):
        code = "E105" if facts.name == "organisations" else "W104"
        found.append(Problem(code, "This table has no rows.", facts.file, hint="Fill it, or take it out of the study."))
    return replace(table, facts=replace(facts, frame=frame))


def _header(raw: RawTable, headings: list[str], source: Source) -> list[Problem]:
    line = raw.header_row
    missing = missing_columns(headings, source.schema, source.renamed, file=raw.label, line=line)
    return missing + heading_problems(headings, raw.label, line)


def _nameless(columns: Mapping[str, TextColumn], line: int) -> list[Problem]:
    column = columns.get("")
    if column is None or not any(value.strip() for value in column.values):
        return []
    hint = "Give every column that holds something a heading."
    return [Problem("E203", "A column without a name holds cells.", column.file, line, hint=hint)]


def _frame(
    columns: Mapping[str, TextColumn], source: Source, reading: Reading, found: list[Problem]
) -> tuple[pd.DataFrame, frozenset[str]]:
    import pandas as pd

    typed = {}
    spoiled = set()
    lines = next((column.lines for column in columns.values()), np.empty(0, dtype=np.int64))
    known = {column.name: column for column in source.schema.columns}
    for name, cells in columns.items():
        # A snapshot that nobody filled in says nothing of when: the rows are of the whole time, as without the column.
        if not name or (name == "snapshot" and not any(value.strip() for value in cells.values)):
            continue
        kind: Kind = "number" if name in source.numbers or fold(cells.heading) in source.numbers else "text"
        column = known.get(name, Column(name, kind))
        found.extend(check_cells(cells, column, reading))
        if name not in known:
            found.extend(named_persons(cells, source.table, reading.permitted))
        before = len(found)
        values = read_cells(cells, column, reading, found)
        if any(problem.severity == "error" for problem in found[before:]):
            spoiled.add(name)
        if column.required and not column.may_be_blank:
            found.extend(_blank_cells(cells, "id" if column.kind == "id" else "cell"))
        typed[name] = pd.Series(values, dtype=values.dtype)
    frame = pd.DataFrame(typed)
    frame.index = pd.Index(lines, name="line")
    return frame, frozenset(spoiled)


def _blank_cells(cells: TextColumn, what: str) -> list[Problem]:
    blank = [at for at, value in enumerate(cells.values) if not value.strip()]
    hint = "Every row needs one; delete the row if it holds nothing."
    return [cells.problem("E301", at, f"This {what} is blank", hint=hint) for at in blank]
