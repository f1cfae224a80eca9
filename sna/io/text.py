"""A file of rows → columns of distinct cells: everything stays text, and every row knows its line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import numpy as np

from sna.errors import Problem
from sna.io.disguised import other_kind
from sna.io.quotes import opening_line
from sna.io.text_table import Reading, TextColumn, TextTable, capped, shown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ROWS_AT_ONCE = 1 << 15
_PIECE = 1 << 20


def load_text(path: Path, file: str, reading: Reading, found: list[Problem]) -> tuple[str, str] | None:
    """Return a file's text and the SHA-256 of its bytes; ``None`` where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        found.append(Problem("E101", f"This file cannot be opened: {error.strerror}.", file))
        return None
    if not data.strip():
        found.append(Problem("E104", "This file is empty.", file, hint="Fill it, or take it out of the study."))
        return None
    disguised = other_kind(data, file)
    if disguised is not None:
        found.append(disguised)
        return None
    encoding = "utf-8-sig" if reading.encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else reading.encoding
    try:
        return data.decode(encoding), hashlib.sha256(data).hexdigest()
    except UnicodeDecodeError as error:
        found.append(_not_text(data, error, file, reading))
        return None


def _not_text(data: bytes, error: UnicodeDecodeError, file: str, reading: Reading) -> Problem:
    guess = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
    return Problem(
        "E116",
        f"This file is not text in {reading.encoding}.",
        file,
        data[: error.start].count(b"\n") + 1,
        value=f"byte 0x{data[error.start]:02x} at position {error.start}",
        hint=f'Save it as "CSV UTF-8", or write encoding = "{guess}" under [read] in study.toml.',
    )


def lines_from(text: str, first: int) -> io.StringIO:
    """Return the text from a line on (1 = first), line ends as they are."""
    stream = io.StringIO(text, newline="")
    for _ in range(first - 1):
        stream.readline()
    return stream


def _pieces(text: str, told: Callable[[float], None]) -> Iterator[io.StringIO]:
    """Return the text in pieces that end where a line does: streamed at once it would take four times its size."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + _PIECE) + 1 or len(text)
        yield io.StringIO(text[at:end], newline="")
        at = end
        told(at / len(text))


def read_rows(
    text: str, file: str, reading: Reading, found: list[Problem], told: Callable[[float], None] = lambda _: None
) -> TextTable | None:
    """Return the rows of a file's text; ``None`` where its rows cannot be told apart."""
    lines = islice(chain.from_iterable(_pieces(text, told)), reading.header_row - 1, None)
    stream = csv.reader(lines, delimiter=reading.delimiter, strict=True)
    skipped = reading.header_row - 1
    rows = _Rows(file, 0)
    try:
        headings = [heading.strip() for heading in next(stream, [])]
        rows = _Rows(file, len(headings))
        rows.fill(stream, skipped)
    except csv.Error as error:
        found.append(_quote_problem(text, file, reading, max(rows.next_line, reading.header_row), str(error)))
        return None
    table = rows.table(headings)
    found.extend(rows.problems())
    if CONTROL.search(text):
        found.extend(control_characters(table, reading.header_row))
    return table


def _quote_problem(text: str, file: str, reading: Reading, line: int, error: str) -> Problem:
    opened = opening_line(lines_from(text, line).read(), reading.delimiter)
    if opened is None:
        hint = "A cell may hold 131,072 characters."
        return Problem("E123", f"A row cannot be read: {error}.", file, line, hint=hint)
    hint = 'Close it, or write "" for a quotation mark inside a cell.'
    return Problem("E122", "A quotation mark opens a cell here and is not closed.", file, line + opened, hint=hint)


def control_characters(table: TextTable, header_row: int) -> list[Problem]:
    """Return the problem of every heading and cell with a control character."""
    message = "A control character in a cell"
    hint = "Delete the character; it often comes from copying out of another program."
    headings = [column.heading for column in table.columns if CONTROL.search(column.heading)]
    wrong = [Problem("E118", f"{message}.", table.file, header_row, value=shown(h), hint=hint) for h in headings]
    for column in table.columns:
        bad = [at for at, value in enumerate(column.values) if CONTROL.search(value)]
        wrong += capped([column.problem("E118", at, message, hint=hint) for at in bad])
    return wrong


class _Reader(Protocol):
    """What `csv.reader` returns."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class _Rows:
    """Rows as they come: cells go into one index per column, odd rows are noted."""

    def __init__(self, file: str, width: int) -> None:
        self.file = file
        self.width = width
        self.next_line = 0
        self.blank: list[int] = []
        self.odd: list[tuple[int, int]] = []
        self.lost: set[str] = set()
        self.lines = array("q")
        self.waiting: list[list[str]] = []
        self.index: list[defaultdict[str, int]] = []
        for _ in range(width):
            cells: defaultdict[str, int] = defaultdict()
            cells.default_factory = cells.__len__
            self.index.append(cells)
        self.codes = [array("i") for _ in range(width)]

    def fill(self, stream: _Reader, skipped: int) -> None:
        """Take every row; ``skipped`` lines stand above the header."""
        self.next_line = skipped + stream.line_num + 1
        for row in stream:
            # By far the most rows: of the right width, with something in the first cell.
            if len(row) == self.width and row[0] and not row[0].isspace():
                self.lines.append(self.next_line)
                self.waiting.append(row)
                if len(self.waiting) == _ROWS_AT_ONCE:
                    self.store()
            else:
                self.take(row, self.next_line)
            self.next_line = skipped + stream.line_num + 1

    def take(self, row: list[str], line: int) -> None:
        if not "".join(row).strip():
            self.blank.append(line)
        elif len(row) != self.width:
            self.odd.append((line, len(row)))
            self.lost.update(cell.strip() for cell in row)
        else:
            self.lines.append(line)
            self.waiting.append(row)

    def store(self) -> None:
        for cells, codes, index in zip(zip(*self.waiting, strict=True), self.codes, self.index, strict=False):
            codes.extend(map(index.__getitem__, cells))
        self.waiting.clear()

    def table(self, headings: list[str]) -> TextTable:
        self.store()
        lines = np.array(self.lines, dtype=np.int64)
        columns = tuple(
            TextColumn(self.file, heading, tuple(index), np.array(codes, dtype=np.int32), lines)
            for heading, index, codes in zip(headings, self.index, self.codes, strict=True)
        )
        read = len(lines) + len(self.blank) + len(self.odd)
        return TextTable(self.file, columns, lines, read, len(self.blank), frozenset(self.lost))

    def problems(self) -> Iterator[Problem]:
        if self.blank:
            many = f"{len(self.blank)} blank row{'s' if len(self.blank) > 1 else ''} left out."
            yield Problem("W207", many, self.file, self.blank[0])
        for code, more in (("E205", True), ("E206", False)):
            odd = [(line, n) for line, n in self.odd if (n > self.width) == more]
            yield from capped([self._odd(code, line, n) for line, n in odd])

    def _odd(self, code: str, line: int, cells: int) -> Problem:
        more = "more" if code == "E205" else "fewer"
        hint = 'A cell that holds the delimiter needs quotation marks: "Hospital, North".' if code == "E205" else ""
        return Problem(
            code,
            f"This row has {more} cells than the header.",
            self.file,
            line,
            value="1 cell" if cells == 1 else f"{cells} cells",
            expected=f"{self.width}",
            hint=hint,
        )
