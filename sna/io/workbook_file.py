"""An Excel workbook as tables: one a sheet, cells as plain text, what spreadsheets hide said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sna.errors import DataError, Problem, label_of
from sna.io.container import Container, open_container
from sna.io.headings import fold
from sna.io.raw_table import Opened, Opening
from sna.io.sheet_cells import Cells, read_cells_of, too_large
from sna.io.sheet_problems import broken_cells, hidden, merged_cells, two_row_header
from sna.io.text import CONTROL, control_characters
from sna.io.text_table import TextColumn, TextTable
from sna.io.workbook_parts import read_parts

_Read = TypeVar("_Read")
NOTES = frozenset(("readme", "dictionary"))
"""Sheets that `sna new` writes to be read by people."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet as a table; the members are those of `RawTable`."""

    label: str
    cells: Cells = field(repr=False)
    header_row: int = 1
    is_hidden: bool = False
    directed: bool | None = None

    @cached_property
    def _grid(self) -> npt.NDArray[np.int32]:
        """Return the code of every cell, a row for each line that holds anything."""
        codes = [np.frombuffer(column, dtype=np.int32) for column in self.cells.codes]
        return np.stack(codes, axis=1) if codes else np.zeros((0, 0), dtype=np.int32)

    @cached_property
    def _texts(self) -> list[list[str]]:
        return [[text for text, _ in keys] for keys in self.cells.keys]

    @cached_property
    def _lines(self) -> npt.NDArray[np.int64]:
        return np.array(self.cells.lines, dtype=np.int64)

    @cached_property
    def _kept(self) -> list[int]:
        """Return the columns that have a heading, or anything below it."""
        below = self._grid[self._lines > self.header_row]
        headings = self._row(self.header_row)
        return [at for at, heading in enumerate(headings) if heading or below[:, at].any()]

    def _row(self, line: int) -> list[str]:
        at = int(np.searchsorted(self._lines, line))
        if at == len(self._lines) or self._lines[at] != line:
            return [""] * len(self._texts)
        return [texts[code].strip() for texts, code in zip(self._texts, self._grid[at], strict=True)]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the cells, wherever their lines are."""
        held = hashlib.sha256()
        for keys, codes in zip(self.cells.keys, self.cells.codes, strict=True):
            held.update(repr(list(keys)).encode("utf-8", "surrogatepass"))
            held.update(codes.tobytes())
        return held.hexdigest()

    def headings(self) -> list[str]:
        """Return the headings, trimmed."""
        row = self._row(self.header_row)
        return [row[at] for at in self._kept]

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the first rows with their line numbers, blank ones left out."""
        for line in self._lines[self._lines <= lines].tolist():
            row = self._row(line)
            yield line, [row[at] for at in self._kept]

    def cells_by_line(self, columns: int) -> Iterator[tuple[int, list[str]]]:
        """Return the first columns of every row that holds anything, with its line."""
        for line in self._lines.tolist():
            row = self._row(line)
            yield line, (row + [""] * columns)[:columns]

    def as_written(self) -> Iterator[tuple[int, list[tuple[str, bool]]]]:
        """Return every row that holds anything with its line: cells as they stand, and whether they were typed."""
        keys = [list(column) for column in self.cells.keys]
        for line, codes in zip(self._lines.tolist(), self._grid.tolist(), strict=True):
            yield line, [column[code] for column, code in zip(keys, codes, strict=True)]

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return all rows below the header."""
        table = self._table()
        headings = self._row(self.header_row)
        last = int(self._lines[-1]) if len(self._lines) else 0
        found.extend(hidden(self.cells, self.label, self.header_row, headings, hidden_sheet=self.is_hidden))
        found.extend(merged_cells(self.cells, self.label, self.header_row, last))
        found.extend(broken_cells(self.cells, self.label, self.header_row, headings))
        if table.rows_blank:
            many = f"{table.rows_blank} blank row{'s' if table.rows_blank > 1 else ''} left out."
            gaps = set(range(self.header_row + 1, last)) - set(table.lines.tolist())
            found.append(Problem("W207", many, self.label, min(gaps)))
        if any(CONTROL.search(text) for texts in self._texts for text in texts):
            found.extend(control_characters(table, self.header_row))
        return table

    def _table(self) -> TextTable:
        below = self._lines > self.header_row
        lines = self._lines[below]
        headings = self._row(self.header_row)
        grid = self._grid[below]
        columns = [self._column(headings[at], at, grid[:, at], lines) for at in self._kept]
        read = int(lines[-1]) - self.header_row if len(lines) else 0
        return TextTable(self.label, tuple(columns), lines, read, read - len(lines))

    def _column(self, heading: str, at: int, codes: npt.NDArray[np.int32], lines: npt.NDArray[np.int64]) -> TextColumn:
        used, compact = np.unique(codes, return_inverse=True)
        keys = list(self.cells.keys[at])
        values = [keys[code] for code in used]
        typed = frozenset(place for place, (_, is_typed) in enumerate(values) if is_typed)
        texts = tuple(text for text, _ in values)
        return TextColumn(self.label, heading, texts, compact.astype(np.int32).reshape(-1), lines, typed)

    def split_otherwise(self) -> tuple[Problem, list[str]] | None:
        """Return the problem of a header over two rows, and the headings if both were one."""
        row, below = self._row(self.header_row), self._row(self.header_row + 1)
        problem = two_row_header(self.cells, self.label, self.header_row)
        if problem is None or sum(map(bool, row)) < 2:  # noqa: PLR2004 - one cell alone is a title
            return None
        return problem, [second or first for first, second in zip(row, below, strict=True)]


def open_workbook(opening: Opening, found: list[Problem]) -> Opened:
    """Return the sheets of a workbook that hold anything; those for people only are left out.

    Parameters
    ----------
    opening
        The workbook.
    found
        Takes the problems of the file, and of sheets that cannot be read.
    """
    return sheets_of(opening, found, lambda name: fold(name) not in NOTES)


def sheets_of(opening: Opening, found: list[Problem], wanted: Callable[[str], bool]) -> dict[str, Sheet]:
    """Return those sheets of a workbook whose name is wanted, and that hold anything."""
    container = _tried(partial(open_container, opening.path, opening.file), opening.file, found)
    return sheets_in(container, opening.reading.header_row, found, wanted) if container else {}


def sheets_in(
    container: Container, header_row: int, found: list[Problem], wanted: Callable[[str], bool]
) -> dict[str, Sheet]:
    """Return those sheets of a container whose name is wanted, and that hold anything."""
    sheets: dict[str, Sheet] = {}
    parts = _tried(partial(read_parts, container), container.file, found)
    if parts is None:
        return sheets
    for place in parts.sheets:
        label = label_of(container.file, place.name)
        if not wanted(place.name):
            continue
        cells = _tried(partial(read_cells_of, container, parts, place, label), label, found)
        if cells and (cells.lines or cells.broken):
            sheets[place.name] = Sheet(label, cells, header_row, place.hidden)
    return sheets


def _tried(read: Callable[[], _Read], label: str, found: list[Problem]) -> _Read | None:
    """Return what was read; ``None`` where it cannot be, or does not fit into memory."""
    try:
        return read()
    except DataError as error:
        found.extend(error.problems)
        return None
    except MemoryError:
        pass
    # What was gathered so far is only let go of when the handler is left: before that there is no memory for words.
    found.append(too_large(label))
    return None
