"""What every kind of file must offer to be read as a table: headings, rows with their lines, and where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sna.errors import Problem
from sna.io.loading import Loading
from sna.io.text_table import Reading, TextTable


class RawTable(Protocol):
    """The rows of one table before anything is known of them: a text file, a sheet of a workbook, a database table."""

    @property
    def label(self) -> str:
        """Where it is: a file of the study, or ``[workbook.xlsx]sheet``."""

    @property
    def digest(self) -> str:
        """SHA-256 of what it holds."""

    @property
    def header_row(self) -> int:
        """The line of its headings."""

    @property
    def directed(self) -> bool | None:
        """Whether its ties have a direction, if its format says so."""

    def headings(self) -> list[str]:
        """Return the headings, trimmed."""

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the first rows with their line numbers, header included; fewer where a row cannot be read."""

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return all rows below the header; ``None`` where they cannot be told apart."""

    def split_otherwise(self) -> tuple[Problem, list[str]] | None:
        """Return what is wrong where cells are not separated as declared, and the headings if they were."""


@dataclass(frozen=True)
class Opening:
    """A file that holds tables, about to be opened.

    Attributes
    ----------
    path, file
        Where it is, and its name within the study.
    reading
        How study.toml says that files are written.
    loading
        The terms on which its tables are read.
    """

    path: Path
    file: str
    reading: Reading
    loading: Loading = field(default_factory=Loading)


Opened = Mapping[str, RawTable]
"""Name of each table in a file → the table; a file that is itself one table has it under ``""``."""
