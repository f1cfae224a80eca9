"""A database in one file, DuckDB or SQLite: every table and view of it is a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sna.errors import Problem, label_of
from sna.io.damaged import damaged
from sna.io.raw_table import Opened, Opening
from sna.io.text_table import TextTable
from sna.io.typed_rows import HEADINGS

_SQLITE = b"SQLite format 3\x00"
_DUCKDB = b"DUCK"
_DUCKDB_AT = 8


class Database(Protocol):
    """What reading tables needs of a kind of database."""

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """Table or view → its columns, sorted by table."""

    def first(self, table: str, rows: int) -> list[list[str]]:
        """Return the first rows of a table as text; none where they cannot be read."""

    def read(self, table: str, label: str, found: list[Problem]) -> TextTable | None:
        """Return all rows of a table in the order in which it holds them, those of a view sorted."""


@dataclass(frozen=True, eq=False)
class DatabaseTable:
    """One table of a database; the members are those of `RawTable`."""

    label: str
    name: str
    database: Database
    header_row: int = HEADINGS
    directed: bool | None = None
    _read: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of its headings and rows."""
        if not self._read:
            self.rows([])
        return self._read.get("digest", "")

    def headings(self) -> list[str]:
        """Return the names of its columns, trimmed."""
        return [heading.strip() for heading in self.database.tables[self.name]]

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the headings as line 0, and the first rows."""
        yield HEADINGS, self.headings()
        yield from enumerate(self.database.first(self.name, lines), 1)

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return all rows; ``None`` where a column cannot be cells."""
        table = self.database.read(self.name, self.label, found)
        self._read["digest"] = _digest(table) if table else ""
        return table

    def split_otherwise(self) -> None:
        """Return nothing: cells of a database are never separated by a delimiter."""


def _digest(table: TextTable) -> str:
    whole = hashlib.sha256()
    for column in table.columns:
        for text in (column.heading, *column.values):
            whole.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
        whole.update(column.codes.tobytes())
    return whole.hexdigest()


def open_database(opening: Opening, found: list[Problem]) -> Opened:
    """Return the tables of a DuckDB or SQLite file, told apart by their first bytes; none where it is neither."""
    from sna.io.duckdb_file import open_duckdb
    from sna.io.sqlite_file import open_sqlite

    try:
        with opening.path.open("rb") as stream:
            start = stream.read(len(_SQLITE))
    except OSError as error:
        found.append(Problem("E101", f"This file cannot be opened: {error.strerror}.", opening.file))
        return {}
    if not start:
        found.append(Problem("E104", "This file is empty.", opening.file, hint="Take it out of the study."))
        return {}
    database: Database | None
    if start == _SQLITE:
        database = open_sqlite(opening, found)
    elif start[_DUCKDB_AT : _DUCKDB_AT + len(_DUCKDB)] == _DUCKDB:
        database = open_duckdb(opening, found)
    else:
        found.append(damaged(opening.file, "DuckDB or SQLite database", ""))
        return {}
    if database is None:
        return {}
    if not database.tables:
        message = "This database holds no table."
        found.append(Problem("E104", message, opening.file, hint="Fill it, or take it out of the study."))
    return {name: DatabaseTable(label_of(opening.file, name), name, database) for name in database.tables}
