"""What only spreadsheets have: merged cells, hidden rows, active filters, formulas without a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sna.errors import Problem
from sna.io.cell_addresses import letters_of, number_of
from sna.io.sheet_cells import Cells
from sna.io.text_table import shown

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_LISTED = 12


def two_row_header(cells: Cells, label: str, header_row: int) -> Problem | None:
    """Return the problem of a header with merged cells; ``None`` where it has none."""
    inside = [written for written, first, last in _ranges(cells) if first <= header_row <= last]
    if not inside:
        return None
    message = "The header has merged cells, so that columns have no name of their own."
    hint = "Unmerge them, and give every column one heading in one row."
    return Problem("E209", message, label, header_row, value=_listed(inside), hint=hint)


def merged_cells(cells: Cells, label: str, header_row: int, last_row: int) -> list[Problem]:
    """Return the problems of merged cells in the header and below it."""
    header = two_row_header(cells, label, header_row)
    found = [header] if header else []
    inside = sorted((first, written) for written, first, last in _ranges(cells) if header_row < first <= last_row)
    if inside:
        message = f"Merged cells: {len(inside)}; only the first cell of each holds something."
        hint = "Unmerge them, and write in every row what holds for it."
        line = inside[0][0]
        ranges = _listed([written for _, written in inside])
        found.append(Problem("E210", message, label, line, value=ranges, hint=hint))
    return found


def hidden(cells: Cells, label: str, header_row: int, headings: Sequence[str], *, hidden_sheet: bool) -> list[Problem]:
    """Return what to say of hidden parts, all of which are read."""
    held = set(cells.lines)
    rows = sorted(line for line in cells.hidden_rows if line in held and line >= header_row)
    columns = [at for at in sorted(cells.hidden_columns) if at <= len(headings) and any(cells.codes[at - 1])]
    said = []
    if hidden_sheet:
        said.append("the sheet is hidden")
    if rows:
        said.append(f"{len(rows)} row{'s are' if len(rows) > 1 else ' is'} hidden (the first: {rows[0]})")
    if columns:
        names = _listed([f"{letters_of(at)} '{shown(headings[at - 1])}'" for at in columns])
        said.append(f"{len(columns)} column{'s are' if len(columns) > 1 else ' is'} hidden ({names})")
    if cells.filtered:
        said.append("a filter is active")
    if not said:
        return []
    message = f"{'; '.join(said)}: everything was read."
    hint = "Show all of it and look; delete what is not meant."
    return [Problem("W214", message[0].upper() + message[1:], label, rows[0] if rows else None, hint=hint)]


def broken_cells(cells: Cells, label: str, header_row: int, headings: Sequence[str]) -> list[Problem]:
    """Return the problem of every column with formulas without a value, or error values."""
    by_column: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for line, column, what in cells.broken:
        if line >= header_row:
            by_column[column].append((line, what))
    problems = []
    for column, places in sorted(by_column.items()):
        many = f" ({len(places)} cells)" if len(places) > 1 else ""
        value = _listed([f"{letters_of(column)}{line} {what}".strip() for line, what in places])
        heading = headings[column - 1] if column <= len(headings) else letters_of(column)
        hint = "Put the formula right, recalculate and save; or replace it by its value."
        message = f"A formula has no value that could be read{many}."
        problems.append(Problem("E216", message, label, places[0][0], shown(heading), value, hint=hint))
    return problems


def _ranges(cells: Cells) -> list[tuple[str, int, int]]:
    """Return merged ranges as they are written, with their first and last rows."""
    found = []
    for written in cells.merged:
        parts = _RANGE.fullmatch(written)
        if parts and (number_of(parts[1]) <= len(cells.codes)):
            found.append((written, int(parts[2]), int(parts[4])))
    return found


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:_LISTED]) + (f" and {len(words) - _LISTED} more" if len(words) > _LISTED else "")
