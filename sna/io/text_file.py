"""A CSV or TSV file as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from sna.errors import Problem
from sna.io.loading import Loading
from sna.io.raw_table import Opened, Opening
from sna.io.separator_line import with_separator_line
from sna.io.text import lines_from, load_text, read_rows
from sna.io.text_table import Reading, TextTable, shown

_DELIMITERS = {";": ";", "\t": r"\t", "|": "|", ",": ","}


@dataclass(frozen=True, eq=False)
class TextFile:
    """The text of a file, and how its cells are told apart; the members are those of `RawTable`."""

    label: str
    text: str = field(repr=False)
    digest: str
    reading: Reading
    loading: Loading = field(default_factory=Loading)
    directed: bool | None = None

    @property
    def header_row(self) -> int:
        """The line of the headings."""
        return self.reading.header_row

    def headings(self) -> list[str]:
        """Return the headings, trimmed."""
        return self._headings(self.reading.delimiter)

    def _headings(self, delimiter: str) -> list[str]:
        try:
            row = next(csv.reader(lines_from(self.text, self.header_row), delimiter=delimiter), [])
        except csv.Error:
            return []
        return [heading.strip() for heading in row]

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the first rows with their line numbers."""
        stream = csv.reader(lines_from(self.text, 1), delimiter=self.reading.delimiter)
        try:
            for _, row in zip(range(lines), stream, strict=False):
                yield stream.line_num, row
        except csv.Error:
            return

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return all rows below the header."""
        return read_rows(self.text, self.label, self.reading, found, partial(self.loading.progress, self.label))

    def split_otherwise(self) -> tuple[Problem, list[str]] | None:
        """Return the problem of a file whose only heading holds another delimiter, and its headings split there."""
        delimiter = self._other_delimiter()
        if delimiter is None:
            return None
        hint = f'Write delimiter = "{_DELIMITERS[delimiter]}" under [read] in study.toml, or save it with '
        hint += f"{self.reading.delimiter!r}."
        value = shown(self.headings()[0])
        problem = Problem("E120", "This file has one column only.", self.label, self.header_row, value=value, hint=hint)
        return problem, self._headings(delimiter)

    def _other_delimiter(self) -> str | None:
        headings = self.headings()
        if len(headings) != 1:
            return None
        others = (delimiter for delimiter in _DELIMITERS if delimiter != self.reading.delimiter)
        return next((delimiter for delimiter in others if delimiter in headings[0]), None)

    def split_anew(self) -> TextFile:
        """Return the file with its cells told apart by the delimiter that its only heading holds."""
        delimiter = self._other_delimiter() or self.reading.delimiter
        return replace(self, reading=replace(self.reading, delimiter=delimiter))

    def headed_by(self, line: int) -> TextFile:
        """Return the file with its headings in another line."""
        return replace(self, reading=replace(self.reading, header_row=line))


def open_text(opening: Opening, found: list[Problem]) -> Opened:
    """Return the one table of a text file; none where it cannot be read as text. TSV is split at tabs."""
    tab = opening.path.suffix.lower() == ".tsv"
    reading = replace(opening.reading, delimiter="\t") if tab else opening.reading
    opening.loading.afford(opening.file, size=opening.path.stat().st_size if opening.path.is_file() else 0)
    loaded = load_text(opening.path, opening.file, reading, found)
    if loaded is None:
        return {}
    text, digest = loaded
    reading = with_separator_line(text, opening.file, reading, found)
    return {"": TextFile(opening.file, text, digest, reading, opening.loading)}
