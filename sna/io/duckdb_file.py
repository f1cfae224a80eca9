"""A DuckDB database, opened for reading only: no extension is fetched, and no view reaches outside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sna.errors import Problem, label_of
from sna.io.arrow_text import batch_cells, faults, refused_kinds
from sna.io.damaged import damaged, unreadable
from sna.io.installed import needed
from sna.io.loading import Loading
from sna.io.raw_table import Opening
from sna.io.text_table import TextTable
from sna.io.typed_rows import TypedRows

_ROWS_AT_ONCE = 1 << 17
_CLOSED_IN = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "preserve_insertion_order": "true",
}


@dataclass(frozen=True, eq=False)
class DuckdbFile:
    """Where a DuckDB database is, and its tables and views with their columns."""

    path: Path
    file: str
    tables: Mapping[str, tuple[str, ...]]
    views: frozenset[str]
    loading: Loading

    def first(self, table: str, rows: int) -> list[list[str]]:
        """Return the first rows of a table."""
        import duckdb

        try:
            with closing(_connected(self.path)) as connection:
                reader = _stream(connection, f"{self._query(table)} LIMIT {int(rows)}")
                if refused_kinds(reader.schema, ""):
                    return []
                columns: list[list[str]] = [[] for _ in self.tables[table]]
                for batch in reader:
                    for column, cells in zip(columns, batch_cells(batch), strict=True):
                        column.extend(cells.values[code] for code in cells.codes)
        except (duckdb.Error, *faults()):
            return []
        return [list(row) for row in zip(*columns, strict=True)]

    def read(self, table: str, label: str, found: list[Problem]) -> TextTable | None:
        """Return all rows of a table."""
        import duckdb

        rows = TypedRows(label, [heading.strip() for heading in self.tables[table]])
        try:
            with closing(_connected(self.path)) as connection:
                many = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchall()[0][0]  # noqa: S608
                self.loading.afford(label, cells=many * len(self.tables[table]))
                reader = _stream(connection, self._query(table))
                refused = refused_kinds(reader.schema, label)
                if refused:
                    found.extend(refused)
                    return None
                for batch in self.loading.followed(label, reader, many):
                    rows.take(batch_cells(batch))
        except (duckdb.Error, *faults()) as error:
            found.append(unreadable(label, str(error)))
            return None
        return rows.table(found)

    def _query(self, table: str) -> str:
        order = " ORDER BY ALL" if table in self.views else ""
        return f"SELECT * FROM {_quoted(table)}{order}"  # noqa: S608 - the name comes from the database, quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _connected(path: Path) -> Any:  # noqa: ANN401 - DuckDB has no types for mypy
    import duckdb

    connection = duckdb.connect(str(path), read_only=True, config=_CLOSED_IN)
    # Its own bar would be printed among the results.
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _stream(connection: Any, query: str) -> Any:  # noqa: ANN401
    """Return the rows of a query as Arrow record batches."""
    relation = connection.sql(query)
    # DuckDB 2 renamed it.
    reader = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader
    return reader(_ROWS_AT_ONCE)


def open_duckdb(opening: Opening, found: list[Problem]) -> DuckdbFile | None:
    """Return a DuckDB database; ``None`` where it is damaged, in use, or a package is not installed."""
    duckdb = needed("duckdb", opening.file, found)
    if duckdb is None or needed("pyarrow", opening.file, found) is None:
        return None
    listed = (
        "SELECT table_name, table_type FROM information_schema.tables"
        " WHERE table_schema = 'main' AND table_catalog = current_database() ORDER BY table_name"
    )
    tables: dict[str, tuple[str, ...]] = {}
    views = set()
    try:
        with closing(_connected(opening.path)) as connection:
            for name, kind in connection.execute(listed).fetchall():
                try:
                    columns = connection.execute(f"DESCRIBE {_quoted(name)}").fetchall()
                except duckdb.Error as error:
                    found.append(unreadable(label_of(opening.file, name), str(error)))
                    continue
                tables[name] = tuple(str(column[0]) for column in columns)
                views |= {name} if kind == "VIEW" else set()
    except (duckdb.Error, *faults()) as error:
        found.append(damaged(opening.file, "DuckDB database", str(error)))
        return None
    return DuckdbFile(opening.path, opening.file, tables, frozenset(views), opening.loading)
