"""Tables that hold ties in another shape than one row a tie, turned into a list of ties that remembers every cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.errors import Problem
from sna.io.half_ties import Unread
from sna.io.raw_table import RawTable
from sna.io.text_table import Reading, TextColumn, TextTable, Under

FROM, TO, WEIGHT = "from", "to", "weight"
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Shaping:
    """What is known when a table's shape is to be told.

    Attributes
    ----------
    unread
        The table, and the other names of its columns.
    known
        Ids of organisations.
    layer
        The declared layer that is made from it; empty where there is none.
    directed
        Whether study.toml says that its ties have a direction.
    reading
        How numbers are written.
    """

    unread: Unread
    known: frozenset[str]
    layer: str
    directed: bool | None
    reading: Reading


@dataclass(frozen=True, eq=False)
class Reshaped:
    """A list of ties made of another shape; the members are those of `RawTable`."""

    raw: RawTable
    names: tuple[str, ...]
    table: TextTable | None
    directed: bool | None = None

    @property
    def label(self) -> str:
        """Where it is."""
        return self.raw.label

    @property
    def digest(self) -> str:
        """SHA-256 of what its file holds."""
        return self.raw.digest

    @property
    def header_row(self) -> int:
        """The line of its headings."""
        return self.raw.header_row

    def headings(self) -> list[str]:
        """Return the headings of the list of ties."""
        return list(self.names)

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the first rows of the file, as they are."""
        return self.raw.top(lines)

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return the ties; ``None`` where the table could not be turned into them: its problems are noted already."""
        del found
        return self.table

    def split_otherwise(self) -> None:
        """Return nothing: its cells have been told apart."""


def side_by_side(columns: Sequence[TextColumn], rows: Places, which: Places, heading: str) -> TextColumn:
    """Return cells of several columns as one column.

    Parameters
    ----------
    columns
        Columns of one table.
    rows, which
        The cells: row and column of each, counted from 0.
    heading
        What to call the new column.
    """
    index: dict[tuple[str, bool], int] = {}
    codes = np.stack([_recoded(column, index) for column in columns])[which, rows]
    used = np.flatnonzero(np.bincount(codes, minlength=len(index)))
    place = np.zeros(len(index), dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    cells = list(index)
    values = tuple(cells[at][0] for at in used.tolist())
    typed = frozenset(at for at, old in enumerate(used.tolist()) if cells[old][1])
    under = Under(tuple(column.heading for column in columns), which.astype(np.int32))
    return TextColumn(columns[0].file, heading, values, place[codes], columns[0].lines[rows], typed, under)


def _recoded(column: TextColumn, index: dict[tuple[str, bool], int]) -> npt.NDArray[np.int32]:
    places = [index.setdefault((value, at in column.typed), len(index)) for at, value in enumerate(column.values)]
    return np.array(places, dtype=np.int32)[column.codes] if places else np.zeros(0, dtype=np.int32)


def repeated_down(column: TextColumn, rows: Places) -> TextColumn:
    """Return a column with the cells of these rows, each as often as it is asked for."""
    codes = column.codes[rows]
    used = np.flatnonzero(np.bincount(codes, minlength=len(column.values)))
    place = np.zeros(len(column.values), dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    values = tuple(column.values[at] for at in used.tolist())
    typed = frozenset(at for at, old in enumerate(used.tolist()) if old in column.typed)
    return TextColumn(column.file, column.heading, values, place[codes], column.lines[rows], typed)


def list_of_ties(columns: Sequence[TextColumn], table: TextTable, *, matrix: bool = False) -> TextTable:
    """Return the columns of ties as a table; every tie counts as a row."""
    lines = columns[0].lines
    return TextTable(table.file, tuple(columns), lines, len(lines), 0, table.lost, matrix)
