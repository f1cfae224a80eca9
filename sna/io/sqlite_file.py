"""An SQLite database, opened for reading only: nothing is written beside it, and no view reaches outside it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sna.errors import Problem, label_of
from sna.io.arrow_text import plain_number, refused_column
from sna.io.damaged import damaged, unreadable
from sna.io.loading import Loading
from sna.io.raw_table import Opening
from sna.io.text_table import TextTable
from sna.io.typed_rows import Cells, TypedRows

_ROWS_AT_ONCE = 1 << 15
_STEPS_AT_ONCE = 1 << 20
_LONGEST_VIEW = 600.0
"""Seconds that one view may take; tables have an end, views need not."""
_FAULTS = (sqlite3.Error, OverflowError, UnicodeError)

Value = str | float | bytes | None


@dataclass(frozen=True, eq=False)
class SqliteFile:
    """Where an SQLite database is, and its tables and views with their columns."""

    path: Path
    file: str
    tables: Mapping[str, tuple[str, ...]]
    views: frozenset[str]
    loading: Loading

    def first(self, table: str, rows: int) -> list[list[str]]:
        """Return the first rows of a table."""
        try:
            with closing(_connected(self.path)) as connection:
                cursor = connection.execute(f"{self._query(table)} LIMIT {int(rows)}")
                return [["" if isinstance(v, bytes) else _plain(v) for v in row] for row in cursor]
        except _FAULTS:
            return []

    def read(self, table: str, label: str, found: list[Problem]) -> TextTable | None:
        """Return all rows of a table."""
        rows = TypedRows(label, [heading.strip() for heading in self.tables[table]])
        try:
            with closing(_connected(self.path)) as connection:
                many = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0]  # noqa: S608
                self.loading.afford(label, cells=many * len(self.tables[table]))
                cursor = connection.execute(self._query(table))
                for batch in self.loading.followed(label, _batches(cursor), many):
                    bytes_in = batch.column_of_bytes()
                    if bytes_in is not None:
                        found.append(refused_column(label, self.tables[table][bytes_in], "bytes"))
                        return None
                    rows.take(batch.cells())
        except _FAULTS as error:
            found.append(unreadable(label, str(error)))
            return None
        return rows.table(found)

    def _query(self, table: str) -> str:
        columns = ", ".join(_quoted(column) for column in self.tables[table])
        order = ""
        if table in self.views:
            order = " ORDER BY " + ", ".join(str(place + 1) for place in range(len(self.tables[table])))
        return f"SELECT {columns} FROM {_quoted(table)}{order}"  # noqa: S608 - names come from the database, quoted


@dataclass(frozen=True, eq=False)
class _Batch:
    rows: list[tuple[Value, ...]]

    @property
    def num_rows(self) -> int:
        return len(self.rows)

    def column_of_bytes(self) -> int | None:
        return next(
            (at for at, column in enumerate(zip(*self.rows, strict=True)) if bytes in set(map(type, column))), None
        )

    def cells(self) -> Iterator[Cells]:
        for column in zip(*self.rows, strict=True):
            places: dict[Value, int] = {}
            codes = [places.setdefault(value, len(places)) for value in column]
            values = list(places)
            typed = [not isinstance(value, str) for value in values]
            yield Cells([_plain(value) for value in values], np.array(codes, dtype=np.int32), typed)


def _batches(cursor: sqlite3.Cursor) -> Iterator[_Batch]:
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield _Batch(rows)


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return plain_number(repr(value)) if isinstance(value, float) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _connected(path: Path) -> sqlite3.Connection:
    """Open a database for reading only; where no changes wait beside it, not even a lock is written."""
    waiting = path.with_name(path.name + "-wal")
    whole = "" if waiting.exists() and waiting.stat().st_size else "&immutable=1"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{whole}", uri=True)
    begun = time.monotonic()
    connection.set_progress_handler(lambda: int(time.monotonic() - begun > _LONGEST_VIEW), _STEPS_AT_ONCE)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def open_sqlite(opening: Opening, found: list[Problem]) -> SqliteFile | None:
    """Return an SQLite database; ``None`` where it is damaged."""
    listed = (
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    tables: dict[str, tuple[str, ...]] = {}
    views = set()
    try:
        with closing(_connected(opening.path)) as connection:
            for name, kind in connection.execute(f"{listed} ORDER BY name").fetchall():
                query = f"SELECT * FROM {_quoted(name)} LIMIT 0"  # noqa: S608
                try:
                    tables[name] = tuple(column[0] for column in connection.execute(query).description)
                except sqlite3.OperationalError as error:
                    found.append(unreadable(label_of(opening.file, name), str(error)))
                    continue
                views |= {name} if kind == "view" else set()
    except _FAULTS as error:
        found.append(damaged(opening.file, "SQLite database", str(error)))
        return None
    return SqliteFile(opening.path, opening.file, tables, frozenset(views), opening.loading)
