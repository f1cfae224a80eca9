"""Rows at the end of a table that are not of it: totals and footnotes, refused so that nothing is counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sna.errors import Problem
from sna.io.text_table import TextColumn, TextTable, shown
from sna.model.schema import Table

_TOTAL = re.compile(
    r"((grand|sub|overall|column)[ -]?)?(totals?|sum|mean|average|median|summe|gesamt)[:.]?", re.IGNORECASE
)
_TOTAL_ALONE = re.compile(r"((grand|sub|overall|column)[ -]?)?totals?[:.]?", re.IGNORECASE)
"""What begins a row of totals even where no number follows, as where no formula has a value."""
_NOTE = re.compile(
    r"(sources?|notes?|n\.?b\.?|footnotes?|key|legend|remarks?|last updated)\b.{3,}|[*†‡¹²³].{8,}", re.IGNORECASE
)
_NUMBER = re.compile(r"[+-]?[\d., \u00a0]*\d%?")
_LOOKED_AT = 20


def without_rows_below(rows: TextTable, names: Sequence[str], schema: Table, found: list[Problem]) -> TextTable:
    """Return a table without totals and footnotes at its end, each noted as an error.

    Parameters
    ----------
    rows
        The rows of a file.
    names
        The column that each heading means.
    schema
        What the table is read as.
    found
        Where problems are noted.
    """
    ids = [at for at, name in enumerate(names) if name in {c.name for c in schema.columns if c.kind == "id"}]
    if not ids or len(names) == 1:
        return rows
    below = []
    for row in range(len(rows.lines) - 1, max(len(rows.lines) - 1 - _LOOKED_AT, 0), -1):
        cells = [column.values[column.codes[row]].strip() for column in rows.columns]
        problem = _below(cells, ids, rows, int(rows.lines[row]))
        if problem is None:
            break
        found.append(problem)
        below.append(row)
    if below:
        # A total whose formula has no value is one mistake, and said as the row that it is.
        of_them = {int(rows.lines[row]) for row in below}
        found[:] = [p for p in found if not (p.code == "E216" and p.label == rows.file and _lines(p.value) <= of_them)]
    return without_rows(rows, below) if below else rows


def _lines(addresses: str) -> set[int]:
    """Return the lines of cells such as ``C12, D12 #REF!``; 0 where not all are listed."""
    more = {0} if " more" in addresses else set()
    return {int(line) for line in re.findall(r"\b[A-Z]{1,3}(\d+)\b", addresses)} | more


def _below(cells: Sequence[str], ids: Sequence[int], rows: TextTable, line: int) -> Problem | None:
    filled = [at for at, cell in enumerate(cells) if cell]
    first = cells[filled[0]] if filled else ""
    heading = rows.columns[filled[0]].heading if filled else ""
    numbers = [_NUMBER.fullmatch(cells[at]) for at in filled[1:]]
    total = (_TOTAL if numbers else _TOTAL_ALONE).fullmatch(first)
    if total and filled[0] <= max(ids) and all(numbers):
        hint = "Delete it: totals are computed from the rows."
        return Problem("E211", "A row of totals below the table.", rows.file, line, heading, shown(first), hint=hint)
    if len(filled) == 1 and _NOTE.fullmatch(first):
        hint = "Delete it from this file; a column 'notes' can hold remarks on single rows."
        return Problem("E212", "A note below the table.", rows.file, line, heading, shown(first), hint=hint)
    return None


def without_rows(rows: TextTable, below: Sequence[int]) -> TextTable:
    """Return a table without the rows at these places, counted from 0."""
    keep = np.ones(len(rows.lines), dtype=bool)
    keep[list(below)] = False
    lines = rows.lines[keep]
    columns = tuple(_shorter(column, keep) for column in rows.columns)
    return replace(rows, columns=columns, lines=lines)


def _shorter(column: TextColumn, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> TextColumn:
    used, again = np.unique(column.codes[keep], return_inverse=True)
    values = tuple(column.values[at] for at in used)
    return TextColumn(column.file, column.heading, values, again.astype(np.int32), column.lines[keep])
