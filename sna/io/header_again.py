"""The header once more among the rows: tables copied under each other, refused where they would be read as one."""

from __future__ import annotations

import numpy as np

from sna.errors import Problem
from sna.io.below_table import without_rows
from sna.io.headings import fold
from sna.io.text_table import TextTable, capped


def without_header_again(rows: TextTable, found: list[Problem]) -> TextTable:
    """Return a table without rows that repeat its header, each noted as an error."""
    columns = [column for column in rows.columns if column.heading.strip()]
    if len(columns) == 1 or not len(rows.lines):
        return rows
    again = np.ones(len(rows.lines), dtype=bool)
    # Few distinct cells first: mostly the first column looked at has no heading among its cells.
    for column in sorted(columns, key=lambda column: len(column.values)):
        alike = [at for at, value in enumerate(column.values) if fold(value) == fold(column.heading)]
        if not alike:
            return rows
        again &= np.isin(column.codes, alike)
    places = np.flatnonzero(again)
    if not len(places):
        return rows
    hint = "Delete this row if more of the same table follows; give another table a file or sheet of its own."
    found += capped(
        [
            Problem("E213", "The header stands here once more.", rows.file, int(rows.lines[at]), hint=hint)
            for at in places
        ]
    )
    return without_rows(rows, places.tolist())
