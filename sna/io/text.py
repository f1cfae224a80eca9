"""A file of rows → columns of distinct cells: everything stays text, and every row knows its line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import numpy as np

from sna.errors import Problem
from sna.io.disguised import other_kind
from sna.io.quotes import opening_line
from sna.io.text_table import Reading, TextColumn, TextTable, capped, shown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAK = re.compile(r"\r\n|\r|\n")
_ROWS_AT_ONCE = 1 << 9
"""So few that they stay in the processor's cache: a million rows in larger portions take twice as long."""
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
    stream = _stream(text, reading, told)
    skipped = reading.header_row - 1
    rows = _Rows(file, 0)
    try:
        headings = [heading.strip() for heading in next(stream, [])]
        rows = _Rows(file, len(headings))
        rows.fill(stream, skipped)
    except csv.Error as error:
        found.append(_quote_problem(text, file, reading, _line_of_failure(text, reading), str(error)))
        return None
    table = rows.table(headings)
    found.extend(rows.problems())
    if CONTROL.search(text):
        found.extend(control_characters(table, reading.header_row))
    return table


def _stream(text: str, reading: Reading, told: Callable[[float], None]) -> _Reader:
    lines = islice(chain.from_iterable(_pieces(text, told)), reading.header_row - 1, None)
    return csv.reader(lines, delimiter=reading.delimiter, strict=True)


def _line_of_failure(text: str, reading: Reading) -> int:
    """Return the line in which the first row starts that cannot be read."""
    stream = _stream(text, reading, lambda _: None)
    line = reading.header_row
    try:
        for _ in stream:
            line = reading.header_row + stream.line_num
    except csv.Error:
        pass
    return line


def _quote_problem(text: str, file: str, reading: Reading, line: int, error: str) -> Problem:
    opened = opening_line(lines_from(text, line).read(), reading.delimiter)
    if opened is None:
        hint = "A cell may hold 131,072 characters."
        return Problem("E123", f"A row cannot be read: {error}.", file, line, hint=hint)
    hint = 'Close it, or write "" for a quotation mark inside a cell.'
    return Problem("E122", "A quotation mark opens a cell here and is not closed.", file, line + opened, hint=hint)


def control_characters(table: TextTable, header_row: int) -> list[Problem]:
    """Return the problem of every cell that holds a character no one can see or type."""
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

    def __next__(self) -> list[str]: ...


class _Rows:
    """Rows as they come: cells go into one index per column, odd rows are noted."""

    def __init__(self, file: str, width: int) -> None:
        self.file = file
        self.width = width
        self.blank: list[int] = []
        self.odd: list[tuple[int, int]] = []
        self.lost: set[str] = set()
        self.lines = array("q")
        self.index: list[defaultdict[str, int]] = []
        for _ in range(width):
            cells: defaultdict[str, int] = defaultdict()
            cells.default_factory = cells.__len__
            self.index.append(cells)
        self.codes = [array("i") for _ in range(width)]

    def fill(self, stream: _Reader, skipped: int) -> None:
        """Take every row; ``skipped`` lines stand above the header."""
        line = skipped + stream.line_num + 1
        while rows := list(islice(stream, _ROWS_AT_ONCE)):
            after = skipped + stream.line_num + 1
            columns = list(zip(*rows, strict=False))
            one_each = after - line == len(rows)
            # By far the most rows: one a line, of the right width, with something in the first cell.
            if one_each and columns and set(map(len, rows)) == {self.width} and all(map(str.strip, columns[0])):
                self.lines.extend(range(line, after))
                self.store(columns)
            else:
                self.take(rows, line)
            line = after

    def take(self, rows: list[list[str]], line: int) -> None:
        """Take rows one by one; the first starts in ``line``."""
        good = []
        for row in rows:
            if not "".join(row).strip():
                self.blank.append(line)
            elif len(row) != self.width:
                self.odd.append((line, len(row)))
                self.lost.update(cell.strip() for cell in row)
            else:
                self.lines.append(line)
                good.append(row)
            line += 1 + sum(len(_BREAK.findall(cell)) for cell in row)
        self.store(zip(*good, strict=True))

    def store(self, columns: Iterable[tuple[str, ...]]) -> None:
        for cells, codes, index in zip(columns, self.codes, self.index, strict=False):
            codes.extend(map(index.__getitem__, cells))

    def table(self, headings: list[str]) -> TextTable:
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
