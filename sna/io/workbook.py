"""A table → one sheet of an Excel workbook, text as text, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

from sna.errors import OutputError, Problem
from sna.io.output import plain

if TYPE_CHECKING:
    import pandas as pd

CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The date of every workbook, so that its bytes do not depend on the day."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31


def table_as_xlsx(table: pd.DataFrame, sheet: str) -> bytes:
    """Return a table as an Excel workbook of one sheet.

    Parameters
    ----------
    table
        As for `sna.io.table_as_text`.
    sheet
        Name of the sheet; characters that Excel forbids become ``-``, and it is cut to 31.

    Returns
    -------
    bytes
        Text is never taken for a formula or a link; undefined cells are empty; a text too long for a cell ends in
        ``…``.

    Raises
    ------
    OutputError
        If the table has more rows or columns than a sheet.

    Examples
    --------
    >>> import pandas as pd
    >>> table_as_xlsx(pd.DataFrame({"name": ["=1+1"]}), "scores")[:2]
    b'PK'
    """
    import xlsxwriter

    if len(table) + 1 > _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
        message = f"A sheet holds {_MOST_ROWS} rows and {_MOST_COLUMNS} columns; this table has more."
        raise OutputError(Problem("E851", message, value=f"{len(table)} rows", hint="Write it as CSV."))
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"created": CREATED.replace(tzinfo=None)})
    page = book.add_worksheet(_sheet_name(sheet))
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, heading in enumerate(table.columns):
        page.write_string(0, place, _cut(str(heading)), bold)
        for row, value in enumerate(table.iloc[:, place], 1):
            _write(page, row, place, value)
    book.close()
    return data.getvalue()


def _write(page: object, row: int, column: int, value: object) -> None:
    cell = plain(value)
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float) and abs(cell) != float("inf"):
        page.write_number(row, column, cell)  # type: ignore[attr-defined]
    elif cell is not None:
        page.write_string(row, column, _cut(str(cell)))  # type: ignore[attr-defined]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _sheet_name(name: str) -> str:
    safe = re.sub(r"[\[\]:*?/\\']", "-", name)[:_LONGEST_NAME].strip() or "table"
    return "History-" if safe.lower() == "history" else safe
