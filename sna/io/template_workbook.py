"""A new study as a workbook: a sheet a table, with drop-downs, formats, examples, and sheets that explain."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from sna.io.dictionary import HEADINGS, allowed_in, dictionary_of, meaning_of
from sna.io.examples import EXAMPLES
from sna.io.settings_sheet import SETTINGS as SETTINGS_SHEET
from sna.io.template_settings import SETTINGS
from sna.io.workbook import CREATED
from sna.model.schema import TABLES, Column

_LAST_ROW = 5_000
"""Drop-downs reach down to here (rows from 0)."""
_TO_READ = (
    "How to fill this workbook in",
    "",
    "1. Put your organisations in sheet organisations, one a row; every other sheet uses the ids you give them there.",
    "2. Fill in the sheets you have records for: one row for each role, meeting, attendance, link. Delete the others.",
    "3. Delete the rows that start with EXAMPLE; they show what a row looks like, and belong to no network.",
    "4. Columns with dark headings are needed. All others may stay blank, or be deleted; add columns of your own.",
    "5. Leave blank what is not known: a blank is missing, a 0 is none. Never merge cells.",
    "6. Sheet study holds the settings, sheet dictionary says what each column means.",
    "",
    "Then: sna check FILE.xlsx says everything that is wrong; sna report FILE.xlsx writes the page.",
)


def template_as_xlsx(tables: Sequence[str]) -> bytes:
    """Return a new study as a workbook, the same bytes every time.

    Parameters
    ----------
    tables
        Names of tables, in the order of their sheets.

    Examples
    --------
    >>> template_as_xlsx(["organisations", "roles"])[:2]
    b'PK'
    """
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"created": CREATED.replace(tzinfo=None)})
    formats = _formats(book)
    _sheet_to_read(book, formats)
    for name in tables:
        _table_sheet(book, name, formats, tables)
    _settings_sheet(book, formats)
    _dictionary_sheet(book, tables, formats)
    book.get_worksheet_by_name("organisations").activate()
    book.close()
    return data.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "needed": book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "num_format": "@"}),
        "optional": book.add_format({"bold": True, "bg_color": "#DDE8F3", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "wrapped": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format({"num_format": "General", "align": "left"}),
        "example": book.add_format({"italic": True, "font_color": "#7F7F7F", "num_format": "@"}),
        "example date": book.add_format(
            {"italic": True, "font_color": "#7F7F7F", "num_format": "yyyy-mm-dd", "align": "left"}
        ),
        "example number": book.add_format({"italic": True, "font_color": "#7F7F7F", "align": "left"}),
    }


def _sheet_to_read(book: Any, formats: dict[str, Any]) -> None:  # noqa: ANN401
    page = book.add_worksheet("README")
    page.set_column(0, 0, 110, formats["text"])
    for row, line in enumerate(_TO_READ):
        page.write_string(row, 0, line, formats["title" if row == 0 else "text"])


def _table_sheet(book: Any, name: str, formats: dict[str, Any], tables: Sequence[str]) -> None:  # noqa: ANN401
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for at, column in enumerate(TABLES[name].columns):
        kind = column.kind if column.kind in {"date", "number"} else "text"
        page.set_column(at, at, _width(column), formats[kind])
        page.write_string(0, at, column.name, formats["needed" if column.required else "optional"])
        page.data_validation(1, at, _LAST_ROW, at, _validation(name, column, tables))
        for row, example in enumerate(EXAMPLES[name], 1):
            _example(page, (row, at), example.get(column.name, ""), kind, formats)


def _example(page: Any, at: tuple[int, int], value: str, kind: str, formats: dict[str, Any]) -> None:  # noqa: ANN401
    if not value:
        return
    if kind == "date":
        page.write_datetime(*at, dt.date.fromisoformat(value), formats["example date"])
    elif kind == "number":
        page.write_number(*at, float(value), formats["example number"])
    else:
        page.write_string(*at, value, formats["example"])


def _width(column: Column) -> int:
    return max(len(column.name) + 3, 24 if column.name in {"name", "label"} else 13)


def _validation(table: str, column: Column, tables: Sequence[str]) -> dict[str, Any]:
    """Return what a spreadsheet offers in a column, and the note it shows beside the cell."""
    said = {"input_title": column.name[:32], "input_message": meaning_of(table, column)[:255]}
    allowed = allowed_in(column)
    if allowed:
        wrong = {"error_title": "One of the list", "error_message": f"Only: {', '.join(allowed)}."[:255]}
        return {"validate": "list", "source": list(allowed), **said, **wrong}
    if column.refers in tables and column.refers != table:
        # A warning only: the id may be listed later.
        source = f"={column.refers}!$A$2:$A${_LAST_ROW}"
        message = f"This id is not in sheet {column.refers} yet."
        return {"validate": "list", "source": source, "error_type": "warning", "error_message": message, **said}
    if column.kind == "date":
        days = {"criteria": ">=", "value": dt.date(1900, 3, 1), "error_message": "A day, such as 2019-04-30."}
        return {"validate": "date", "error_type": "warning", **days, **said}
    return {"validate": "any", **said}


def _settings_sheet(book: Any, formats: dict[str, Any]) -> None:  # noqa: ANN401
    page = book.add_worksheet(SETTINGS_SHEET)
    page.freeze_panes(1, 0)
    for at, (heading, width) in enumerate((("setting", 18), ("value", 40), ("what it means", 70), ("for example", 30))):
        page.set_column(at, at, width, formats["text"])
        page.write_string(0, at, heading, formats["optional"])
    for row, setting in enumerate(SETTINGS, 1):
        section = setting.key.startswith("[")
        page.write_string(row, 0, setting.key, formats["needed" if section else "text"])
        if setting.date:
            page.write_blank(row, 1, None, formats["date"])
        if setting.choices:
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": list(setting.choices)})
        for at, text in ((2, setting.note), (3, re.sub(r'[\["\]]', "", setting.example))):
            if text:
                page.write_string(row, at, text, formats["text"])


def _dictionary_sheet(book: Any, tables: Sequence[str], formats: dict[str, Any]) -> None:  # noqa: ANN401
    page = book.add_worksheet("dictionary")
    page.freeze_panes(1, 0)
    for at, (heading, width) in enumerate(zip(HEADINGS, (15, 20, 8, 60, 40, 50), strict=True)):
        page.set_column(at, at, width, formats["wrapped"])
        page.write_string(0, at, heading, formats["optional"])
    for row, entry in enumerate(dictionary_of(tables), 1):
        for at, text in enumerate(entry):
            page.write_string(row, at, text, formats["wrapped"])
