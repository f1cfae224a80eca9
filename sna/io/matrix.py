"""An adjacency matrix → a list of ties: rows send, columns receive, unless it is symmetric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.errors import Problem
from sna.io.cells import as_text
from sna.io.reshaped import FROM, TO, WEIGHT, Reshaped, Shaping, list_of_ties, repeated_down, side_by_side
from sna.io.text_table import TextColumn, TextTable, Under, shown
from sna.io.toml_sections import key_of, text_of

_LEAST = 2
_ALLOWANCE = 50
Cells = npt.NDArray[np.int64]


def matrix_of(shaping: Shaping, found: list[Problem]) -> Reshaped | None:
    """Return a table as the ties of a matrix; ``None`` where it is none.

    It is one where its headings, after the first, are the labels of its rows; and it is meant as one where at least
    half of both are organisations, which is then an error that names the first difference.

    Parameters
    ----------
    shaping
        The table and what is known of it.
    found
        Takes the problems.
    """
    raw = shaping.unread.raw
    columns = [_id(heading) for heading in raw.headings()[1:]]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) < _LEAST or not _meant(shaping, columns):
        return None
    before = len(found)
    table = raw.rows(found)
    none = Reshaped(raw, (), None)
    if table is None:
        return none
    grid = _Grid(table, table.columns[0], table.columns[1 : len(columns) + 1], columns)
    if len(table.columns) > len(columns) + 1 and any(
        v.strip() for c in table.columns[len(columns) + 1 :] for v in c.values
    ):
        found.append(Problem("E203", "A column without a name holds cells.", table.file, raw.header_row))
        return none
    wrong = grid.labels_apart(raw.header_row)
    if wrong is not None:
        # Rows that could not be read were said; without them labels cannot match.
        if not table.lost and not any(problem.severity == "error" for problem in found[before:]):
            found.append(wrong)
        return none
    return _ties(grid, shaping, found)


def _meant(shaping: Shaping, columns: Sequence[str]) -> bool:
    raw = shaping.unread.raw
    most = raw.header_row + len(columns) + _ALLOWANCE
    labels = [_id(row[0]) for line, row in raw.top(most) if line > raw.header_row and row]
    rows = {label for label in labels if label}
    if rows == set(columns):
        return True
    known = shaping.known
    return all(2 * len(known & side) >= len(side) > 0 for side in (rows, {label for label in columns if label}))


def _id(cell: str) -> str:
    return as_text(cell.strip()) or ""


@dataclass(frozen=True, eq=False)
class _Grid:
    """The cells of a matrix, and the labels of its rows and columns."""

    table: TextTable
    first: TextColumn
    cells: tuple[TextColumn, ...]
    columns: list[str]

    @property
    def rows(self) -> list[str]:
        names = [_id(value) for value in self.first.values]
        return [names[code] for code in self.first.codes.tolist()]

    @cached_property
    def back(self) -> Cells:
        """The row of each organisation, in the order of columns."""
        place = {label: at for at, label in enumerate(self.columns)}
        return np.argsort([place[label] for label in self.rows])

    def labels_apart(self, header_row: int) -> Problem | None:
        """Return the first label that rows and columns do not share, or that one of them has twice."""
        file, seen = self.table.file, set[str]()
        hint = "A matrix has the same organisations down its first column as across its first row, each once."
        for place, label in enumerate(self.rows):
            line = int(self.first.lines[place])
            message = "A row of this matrix has no label."
            if label in seen:
                message = "This organisation has two rows in the matrix."
            elif label in self.columns:
                seen.add(label)
                continue
            elif label:
                message = "This organisation has a row in the matrix, and no column."
            return Problem("E218", message, file, line, self.first.heading, shown(label), hint=hint)
        for place, label in enumerate(self.columns):
            if label not in seen or label in self.columns[:place]:
                message = "This organisation has a column in the matrix, and no row."
                if label and label not in seen:
                    hint = f'If it did not answer a survey, write non_respondents = "full" under [survey]. {hint}'
                if label in seen:
                    message = "This organisation has two columns in the matrix."
                elif not label:
                    message = "A column of this matrix has no label."
                return Problem("E218", message, file, header_row, shown(label), shown(label), hint=hint)
        return None

    def values(self, decimal: str) -> tuple[Cells, list[object]]:
        """Return the cells by their number or text, rows in the order of columns, and what the codes stand for."""
        index: dict[object, int] = {"": 0, 0.0: 1}
        coded = [
            np.array([index.setdefault(_value(v, decimal), len(index)) for v in column.values], dtype=np.int64)[
                column.codes[self.back]
            ]
            for column in self.cells
        ]
        return np.stack(coded, axis=1), list(index)


def _value(cell: str, decimal: str) -> object:
    text = cell.strip()
    try:
        return float(text.replace(",", ".") if decimal == "," else text) + 0.0
    except ValueError:
        return text


def _ties(grid: _Grid, shaping: Shaping, found: list[Problem]) -> Reshaped:
    values, index = grid.values(shaping.reading.decimal)
    n = len(values)
    upper, lower = np.triu(np.ones((n, n), dtype=bool), 1), np.tril(np.ones((n, n), dtype=bool), -1)
    half = next((kept for kept, left in ((upper, lower), (lower, upper)) if _half(values, kept, left)), None)
    symmetric = bool((values == values.T).all())
    if shaping.directed is False and half is None and not symmetric:
        found.append(_asymmetric(grid, values, shaping))
        return Reshaped(shaping.unread.raw, (), None)
    directed = shaping.directed if shaping.directed is not None else not symmetric
    kept = upper | lower if directed else (upper if half is None else half)
    # The diagonal says nothing of pairs: it is set aside, and counted where it holds ties.
    own = np.eye(n, dtype=bool) & np.array([isinstance(v, float) and v != 0 for v in index])[values]
    sender, receiver = np.nonzero(kept | own)
    rows = grid.back[sender]
    order = np.lexsort((receiver, rows))
    rows, receiver = rows[order], receiver[order]
    columns = (
        repeated_down(grid.first, rows),
        _labels(grid, rows, receiver),
        side_by_side(grid.cells, rows, receiver, WEIGHT),
    )
    ties = list_of_ties(columns, grid.table, matrix=True)
    if not shaping.layer:
        found.append(_said(shaping, values[kept], n, directed=bool(directed), half=half is not None))
    return Reshaped(shaping.unread.raw, (FROM, TO, WEIGHT), ties, bool(directed))


def _half(values: Cells, kept: npt.NDArray[np.bool_], left: npt.NDArray[np.bool_]) -> bool:
    """Whether one half is blank throughout, and the other is not."""
    return bool((values[left] == 0).all() and (values[kept] != 0).any())


def _labels(grid: _Grid, rows: Cells, receiver: Cells) -> TextColumn:
    headings = tuple(column.heading for column in grid.cells)
    codes = receiver.astype(np.int32)
    used = np.flatnonzero(np.bincount(codes, minlength=len(headings)))
    place = np.zeros(len(headings), dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    values = tuple(headings[at] for at in used.tolist())
    lines = grid.first.lines[rows]
    return TextColumn(grid.table.file, TO, values, place[codes], lines, under=Under(headings, codes))


def _asymmetric(grid: _Grid, values: Cells, shaping: Shaping) -> Problem:
    """Return the problem of a matrix without direction whose halves differ, at the first cell that does."""
    back = grid.back
    differ = np.argwhere(np.triu(values != values.T, 1))
    row, column = min(differ.tolist(), key=lambda at: (int(back[at[0]]), at[1]))
    one, other = (grid.cells[b].values[grid.cells[b].codes[back[a]]] for a, b in ((row, column), (column, row)))
    a, b = shown(grid.columns[row]), shown(grid.columns[column])
    message = f"This matrix has no direction, and {a} to {b} is not what {b} to {a} is."
    value = f"{shown(one) or 'blank'} and {shown(other) or 'blank'}"
    hint = f"Give both cells the same value, or write directed = true under [layer.{key_of(shaping.layer)}]."
    line = int(grid.first.lines[back[row]])
    return Problem("E218", message, grid.table.file, line, grid.cells[column].heading, value, hint=hint)


def _said(shaping: Shaping, cells: Cells, n: int, *, directed: bool, half: bool) -> Problem:
    blank, zero = int((cells == 0).sum()), int((cells == 1).sum())
    how = "rows are senders, columns are receivers" if directed else "symmetric, so ties have no direction"
    ties = _many(len(cells) - blank - zero, "tie")
    counts = f"{ties}, {_many(zero, 'zero')} (asked, no tie), {_many(blank, 'blank')} (not observed)"
    message = f"Read as a matrix of {n} organisations: {how}; {counts}."
    raw, table = shaping.unread.raw, shaping.unread.table
    section = f"[layer.{key_of(table)}] from = {text_of(raw.label)}"
    hint = f"To declare it, write in study.toml {section} directed = {'true' if directed else 'false'}."
    if directed and half:
        hint = f"One half is blank: if ties have no direction, write in study.toml {section} directed = false."
    return Problem("W218", message, raw.label, hint=hint)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
