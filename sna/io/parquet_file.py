"""A Parquet file as a table: read batch by batch, row 1 is the first row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sna.errors import Problem
from sna.io.arrow_text import batch_cells, faults, refused_kinds
from sna.io.damaged import damaged
from sna.io.installed import needed
from sna.io.loading import Loading
from sna.io.raw_table import Opened, Opening
from sna.io.text_table import TextTable
from sna.io.typed_rows import HEADINGS, TypedRows

_ROWS_AT_ONCE = 1 << 17


@dataclass(frozen=True, eq=False)
class ParquetTable:
    """Where a Parquet file is and how it is made up; the members are those of `RawTable`."""

    label: str
    path: Path
    schema: Any
    many: int
    loading: Loading
    header_row: int = HEADINGS
    directed: bool | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def headings(self) -> list[str]:
        """Return the names of its columns, trimmed."""
        return [name.strip() for name in self.schema.names]

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the headings as line 0, and the first rows; only the headings where a row cannot be read."""
        yield HEADINGS, self.headings()
        if lines < 1 or refused_kinds(self.schema, self.label):
            return
        try:
            batch = next(self._batches(lines), None)
            cells = [] if batch is None else list(batch_cells(batch))
        except faults():
            return
        columns = [[column.values[code] for code in column.codes] for column in cells]
        yield from enumerate((list(row) for row in zip(*columns, strict=True)), 1)

    def rows(self, found: list[Problem]) -> TextTable | None:
        """Return all rows; ``None`` where a column cannot be cells, or the file is damaged."""
        refused = refused_kinds(self.schema, self.label)
        if refused:
            found.extend(refused)
            return None
        rows = TypedRows(self.label, self.headings())
        try:
            for batch in self.loading.followed(self.label, self._batches(_ROWS_AT_ONCE), self.many):
                rows.take(batch_cells(batch))
        except faults() as error:
            found.append(damaged(self.label, "Parquet file", str(error)))
            return None
        return rows.table(found)

    def split_otherwise(self) -> None:
        """Return nothing: cells of typed columns are never separated by a delimiter."""

    def _batches(self, rows: int) -> Iterator[Any]:
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.path, page_checksum_verification=True) as file:
            yield from file.iter_batches(batch_size=rows)


def open_parquet(opening: Opening, found: list[Problem]) -> Opened:
    """Return the one table of a Parquet file; none where it is damaged, or pyarrow is not installed."""
    parquet = needed("pyarrow.parquet", opening.file, found)
    if parquet is None:
        return {}
    try:
        with parquet.ParquetFile(opening.path) as file:
            schema, many = file.schema_arrow, file.metadata.num_rows
    except faults() as error:
        found.append(damaged(opening.file, "Parquet file", str(error)))
        return {}
    opening.loading.afford(opening.file, cells=many * len(schema.names))
    return {"": ParquetTable(opening.file, opening.path, schema, many, opening.loading)}
