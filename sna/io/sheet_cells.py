"""The XML of a sheet → its cells as columns of distinct texts, row by row, whatever size it claims to have."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from sna.errors import DataError, Problem
from sna.io.cell_addresses import letters_of, number_of
from sna.io.container import Container
from sna.io.guarded_xml import Attributes, damaged, read_xml
from sna.io.typed_cells import as_plain
from sna.io.workbook_parts import Format, Parts, SheetPlace, unescaped

MOST_COLUMNS = 1_000
MOST_DISTINCT = 5_000_000
"""Distinct cells of a sheet, column by column; each takes some 200 bytes."""
_MOST_ROWS = 1_048_576
_LETTERS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PLAIN = Format()
_BLANK = ("", False)
_KEPT = frozenset(("v", "t"))

Key = tuple[str, bool]
"""A cell's text, and whether it was a number, a date or yes/no."""


@dataclass(eq=False)
class Cells:
    """What stands in a sheet.

    Attributes
    ----------
    lines
        The rows that hold anything.
    keys, codes
        Column by column: distinct cells, and which of them stands in each row.
    hidden_rows, hidden_columns
        What is hidden: lines, and numbers of columns (1 = A).
    filtered
        Whether a filter is active.
    merged
        Ranges of merged cells, as the file writes them.
    broken
        Line, number of the column, and the error; no error, but a formula without a value, where that is blank.
    """

    lines: array[int] = field(default_factory=lambda: array("q"))
    keys: list[dict[Key, int]] = field(default_factory=list)
    codes: list[array[int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    merged: list[str] = field(default_factory=list)
    broken: list[tuple[int, int, str]] = field(default_factory=list)


def read_cells_of(container: Container, parts: Parts, place: SheetPlace, label: str) -> Cells:
    """Return the cells of one sheet.

    Raises
    ------
    DataError
        If its part is damaged, or a cell stands beyond the columns that are read.
    """
    reader = _Reader(parts, label)
    with container.part(place.part) as stream:
        read_xml(stream, label, reader.start, reader.end, reader.data)
    return reader.done()


def too_large(place: str) -> Problem:
    """Return the problem of a sheet or workbook that would take more memory than there is."""
    message = "This holds more than can be read from a workbook."
    return Problem("E901", message, place, hint="Save each sheet as CSV: text files of any size are read.")


class _Reader:
    """Takes the events of a sheet's XML, and keeps cells that hold something."""

    def __init__(self, parts: Parts, label: str) -> None:
        self.parts = parts
        self.label = label
        self.cells = Cells()
        self.columns: dict[str, int] = {}
        self.plain: dict[tuple[str, str], str] = {}
        self.distinct = 0
        self.inside = False
        self.line = 0
        self.column = 0
        self.reference: str | None = None
        self.kind = ""
        self.style = "0"
        self.formula = False
        self.valued = False
        self.phonetic = False
        self.keeping = False
        self.pieces: list[str] = []

    def start(self, name: str, given: Attributes) -> None:
        if name == "c" and self.inside:
            self._cell(given)
        elif name in _KEPT:
            self.keeping = not self.phonetic
            self.valued = True
        elif name == "row" and self.inside:
            self._row(given)
        elif name == "sheetData":
            self.inside = True
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.phonetic = True
        elif name == "col" and given.get("hidden") in {"1", "true"}:
            last = min(self._whole(given.get("max", "")), MOST_COLUMNS)
            self.cells.hidden_columns.update(range(self._whole(given.get("min", "")), last + 1))
        elif name == "mergeCell":
            self.cells.merged.append(given.get("ref", ""))
        elif name == "filterColumn":
            self.cells.filtered = True

    def data(self, text: str) -> None:
        if self.keeping:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if name in _KEPT:
            self.keeping = False
        elif name == "c" and self.inside:
            self._take()
        elif name == "rPh":
            self.phonetic = False
        elif name == "sheetData":
            self.inside = False

    def _row(self, given: Attributes) -> None:
        line = self._whole(given["r"]) if "r" in given else self.line + 1
        if line <= self.line or line > _MOST_ROWS:
            raise DataError(damaged(self.label))
        self.line, self.column, self.reference = line, 0, None
        if given.get("hidden") in {"1", "true"}:
            self.cells.hidden_rows.add(line)

    def _cell(self, given: Attributes) -> None:
        reference = given.get("r")
        if reference is None:
            self._locate()
            self.column += 1
        # Cells that only carry a format are many: a cell is looked into when it holds something.
        self.reference, self.style = reference, given.get("s", "0")
        self.kind = given.get("t", "n")
        self.formula = self.valued = False
        self.pieces.clear()

    def _locate(self) -> None:
        """Turn the reference of the current cell into the number of its column."""
        if self.reference is None:
            return
        letters, self.reference = self.reference.rstrip("0123456789"), None
        if letters not in self.columns:
            if not _LETTERS.fullmatch(f"{letters}1"):
                raise DataError(damaged(self.label))
            self.columns[letters] = number_of(letters)
        self.column = self.columns[letters]

    def _whole(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - rows have seven digits
            raise DataError(damaged(self.label))
        return int(text)

    def _take(self) -> None:
        if not (self.pieces or self.formula or self.kind == "e"):
            return
        self._locate()
        text = "".join(self.pieces)
        if text == "" or self.kind == "e":
            if self.kind == "e" or (self.formula and not (self.valued and self.kind == "str")):
                self.cells.broken.append((self.line, self.column, text))
            return
        self._keep(self._typed(text))

    def _typed(self, text: str) -> Key:
        match self.kind:
            case "s":
                at = self._whole(text)
                if at >= len(self.parts.texts):
                    raise DataError(damaged(self.label))
                return self.parts.texts[at], False
            case "n":
                known = self.plain.get((text, self.style))
                if known is None:
                    known = self.plain[text, self.style] = self._number(text)
                return known, True
            case "b":
                return ("yes" if text.strip() in {"1", "true"} else "no"), True
            case "d":
                return re.sub(r"T00:00(:00(\.0+)?)?Z?$", "", text).replace("T", " "), True
        return unescaped(text), False

    def _number(self, text: str) -> str:
        try:
            number = float(text)
        except ValueError as error:
            raise DataError(damaged(self.label)) from error
        if not abs(number) < float("inf"):
            return text
        style = self._whole(self.style)
        shape = self.parts.formats[style] if style < len(self.parts.formats) else _PLAIN
        return as_plain(number, shape, from_1904=self.parts.from_1904)

    def _keep(self, key: Key) -> None:
        cells, at = self.cells, self.column - 1
        if not key[0].strip():
            return
        if at >= MOST_COLUMNS:
            message = f"A sheet is read up to column {letters_of(MOST_COLUMNS)}, and this one goes on."
            value = f"{letters_of(self.column)}{self.line}"
            hint = "Put every organisation, person or tie in a row of its own, or delete what stands far to the right."
            raise DataError(Problem("E902", message, self.label, self.line, value=value, hint=hint))
        while at >= len(cells.keys):
            cells.keys.append({_BLANK: 0})
            cells.codes.append(array("i"))
        if not cells.lines or cells.lines[-1] != self.line:
            cells.lines.append(self.line)
        codes, keys = cells.codes[at], cells.keys[at]
        missing = len(cells.lines) - 1 - len(codes)
        if missing < 0:
            raise DataError(damaged(self.label))
        if missing:
            codes.frombytes(bytes(missing * codes.itemsize))
        known = len(keys)
        codes.append(keys.setdefault(key, known))
        self.distinct += len(keys) - known
        if self.distinct > MOST_DISTINCT:
            raise DataError(too_large(self.label))

    def done(self) -> Cells:
        rows = len(self.cells.lines)
        for codes in self.cells.codes:
            codes.frombytes(bytes((rows - len(codes)) * codes.itemsize))
        return self.cells
