"""Rows of typed cells (a Parquet file, a database) as columns of plain text: blank rows counted, limits kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from sna.errors import Problem
from sna.io.text import control_characters
from sna.io.text_table import TextColumn, TextTable, capped

LONGEST = 131_072
"""Characters a cell may hold: as many as in a text file."""
HEADINGS = 0
"""The line of the headings: they stand before row 1, which is the first row."""

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one column in some rows: its distinct values as text, and which of them stands in each row.

    ``typed`` says whether they were numbers, dates or yes/no, for all of them or one by one.
    """

    values: Sequence[str]
    codes: Codes
    typed: bool | Sequence[bool] = False


class _Column:
    """One column as it comes: text and typed cells have places of their own in one order."""

    def __init__(self, heading: str) -> None:
        self.heading = heading
        self.codes: list[Codes] = []
        number = count()
        self.text: defaultdict[str, int] = defaultdict(number.__next__)
        self.typed: defaultdict[str, int] = defaultdict(number.__next__)

    def take(self, cells: Cells) -> None:
        many = len(cells.values)
        if isinstance(cells.typed, bool):
            index = self.typed if cells.typed else self.text
            places = np.fromiter(map(index.__getitem__, cells.values), dtype=np.int32, count=many)
            if cells.typed and "" in cells.values:
                # A blank is a blank, whatever its column holds otherwise.
                places[[at for at, value in enumerate(cells.values) if not value]] = self.text[""]
        else:
            kinds = zip(cells.values, cells.typed, strict=True)
            chosen = (self.typed[value] if typed and value else self.text[value] for value, typed in kinds)
            places = np.fromiter(chosen, dtype=np.int32, count=many)
        self.codes.append(places[cells.codes])

    def known(self) -> tuple[list[str], npt.NDArray[np.bool_]]:
        """Return all distinct cells in their order, and which of them were typed."""
        values = [""] * (len(self.text) + len(self.typed))
        typed = np.zeros(len(values), dtype=bool)
        for index in (self.text, self.typed):
            for value, place in index.items():
                values[place] = value
        typed[list(self.typed.values())] = True
        return values, typed

    def joined(self) -> Codes:
        codes = np.concatenate(self.codes) if self.codes else np.zeros(0, dtype=np.int32)
        self.codes.clear()
        return codes


class TypedRows:
    """Rows as they come, batch by batch; only distinct cells are kept as text."""

    def __init__(self, label: str, headings: Sequence[str]) -> None:
        self.label = label
        self._columns = [_Column(heading) for heading in headings]

    def take(self, batch: Iterator[Cells]) -> None:
        """Add some rows, given column by column."""
        for column, cells in zip(self._columns, batch, strict=True):
            column.take(cells)

    def table(self, found: list[Problem]) -> TextTable:
        """Return all rows; row 1 is the first."""
        codes = [column.joined() for column in self._columns]
        many = len(codes[0]) if codes else 0
        filled = np.zeros(many, dtype=bool)
        for column, rows in zip(self._columns, codes, strict=True):
            says = np.array([bool(text.strip()) for text in column.known()[0]], dtype=bool)
            filled |= says[rows]
            if filled.all():
                break
        lines = np.flatnonzero(filled).astype(np.int64) + 1
        blank = many - len(lines)
        if blank:
            message = f"{blank} blank row{'s' if blank > 1 else ''} left out."
            found.append(Problem("W207", message, self.label, int(np.argmin(filled)) + 1))
            codes = [rows[filled] for rows in codes]
        columns = tuple(self._finished(column, rows, lines) for column, rows in zip(self._columns, codes, strict=True))
        table = TextTable(self.label, columns, lines, many, blank)
        found.extend(control_characters(table, HEADINGS))
        found.extend(problem for column in columns for problem in _too_long(column))
        return table

    def _finished(self, column: _Column, codes: Codes, lines: npt.NDArray[np.int64]) -> TextColumn:
        """Return a column with its distinct cells in the order in which they first stand in a row."""
        known, kinds = column.known()
        first = np.full(len(known), len(codes), dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        order = np.argsort(first, kind="stable")
        order = order[first[order] < len(codes)]
        place = np.empty(len(known), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        values = tuple(known[at] for at in order.tolist())
        typed = frozenset(np.flatnonzero(kinds[order]).tolist())
        return TextColumn(self.label, column.heading, values, place[codes], lines, typed)


def _too_long(column: TextColumn) -> list[Problem]:
    long = [at for at, value in enumerate(column.values) if len(value) > LONGEST]
    hint = f"A cell may hold {LONGEST:,} characters."
    return capped([column.problem("E123", at, "This cell is too long", hint=hint) for at in long])
