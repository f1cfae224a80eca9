"""A column of text → a column of its kind: ids, text, categories, dates, numbers, yes/no."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.errors import Problem, nearest
from sna.io.changed_ids import taken_for_numbers
from sna.io.dates import read_days
from sna.io.headings import fold
from sna.io.id_text import plain_id
from sna.io.text_table import Reading, TextColumn, capped, shown
from sna.model.schema import Column

GUARDED = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠|]")
"""Text that a spreadsheet could take for a formula: written with one ``'`` in front, which reading takes off."""

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "t", "1", "✓", "✔"), "yes"),
    **dict.fromkeys(("no", "n", "false", "f", "0", "✗", "✘"), "no"),
}
_MOST_DEGREES = {"latitude": 90, "longitude": 180}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"(\d{1,3})([ ,.'\u00a0\u202f])\d{3}(\2\d{3})*((?!\2)[.,]\d+)?")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_LARGEST = 2.0**53
_SMALLEST = 2.0**-53
"""Of numbers that are not zero: the length of a tie is 1 divided by its strength, and must stay a number too."""
_SHOWN = 3
_OTHER = ""
_SEVERAL = {
    "This is not a number": "These are not numbers",
    "This number is negative": "These numbers are negative",
    "This number is not finite": "These numbers are not finite",
    "This count is suppressed": "These counts are suppressed",
    "This number is too large to be a count or a strength": "These numbers are too large to be counts or strengths",
    "This is no place on the globe": "These are no places on the globe",
}
_HINT_LARGE = "Is this an id, or are two numbers run together?"
_HINT_SUPPRESSED = "It is neither a number nor zero: leave the cell blank, its pair is then not observed."
_SUPPRESSED = re.compile(r"\*|[<>]\s*\d+|\d+\s*[-–]\s*\d+|\[\w\]|\.\.+")


@dataclass
class _BadCell(Exception):  # noqa: N818 - never leaves this module
    code: str
    message: str
    expected: str = ""
    hint: str = ""
    way: str = _OTHER
    """In which way a number is not written as it should be."""


def read_cells(
    source: TextColumn, column: Column, reading: Reading, found: list[Problem], *, codes: bool = False
) -> npt.NDArray[Any]:
    """Return one value a row: text or ``None``, ``datetime64`` or ``NaT``, ``float64`` or ``NaN``.

    Parameters
    ----------
    source, column, reading
        The cells, and how they are read.
    found
        Takes the problems: numbers that are wrong in one way are one problem.
    codes
        Whether cells may be codes or words that can be declared, each of which is then a problem of its own.
    """
    if column.kind == "date":
        return read_days(source, reading.date_order, found)
    parse = _parser(column, reading)
    plain = _parser(column, replace(reading, decimal=".")) if source.typed else parse
    values: list[object] = []
    bad_cells: dict[int, _BadCell] = {}
    for at, cell in enumerate(source.values):
        try:
            values.append((plain if at in source.typed else parse)(cell.strip()))
        except _BadCell as bad:
            values.append(None)
            bad_cells[at] = bad
    wrong = _by_kind(source, bad_cells, column, codes=codes)
    if column.kind == "id":
        wrong += taken_for_numbers(source)
    for code in sorted({problem.code for problem in wrong}):
        found.extend(capped([problem for problem in wrong if problem.code == code]))
    return _as_array(values, column)[source.codes]


def _by_kind(source: TextColumn, bad_cells: dict[int, _BadCell], column: Column, *, codes: bool) -> list[Problem]:
    """Return one problem for all numbers that are wrong in one way, and one for each of the other cells."""
    together = column.kind in ("number", "degrees")
    kinds: dict[tuple[object, ...], list[int]] = {}
    for at, cell in bad_cells.items():
        alone = not together or (codes and cell.way == _OTHER)
        kinds.setdefault((cell.code, cell.message, cell.way, at if alone else -1), []).append(at)
    return [_of_cells(source, cells, bad_cells[cells[0]]) for cells in kinds.values()]


def _of_cells(source: TextColumn, at: list[int], bad: _BadCell) -> Problem:
    """Return one problem for cells that are wrong in the same way: at their first row, the first few shown."""
    if len(at) == 1:
        return source.problem(bad.code, at[0], bad.message, expected=bad.expected, hint=bad.hint)
    rows = np.flatnonzero(np.isin(source.codes, at))
    first = int(rows[0])
    shown_cells = ", ".join(shown(source.values[place].strip()) for place in at[:_SHOWN])
    value = f"{shown_cells}{', …' if len(at) > _SHOWN else ''}"
    message = f"{_SEVERAL.get(bad.message, bad.message)} ({len(rows)} {'cells' if source.under else 'rows'})."
    line, heading = int(source.lines[first]), source.heading_at(first)
    return Problem(bad.code, message, source.file, line, heading, value, bad.expected, bad.hint)


def _as_array(values: list[object], column: Column) -> npt.NDArray[Any]:
    if column.kind in ("number", "degrees"):
        return np.array([v if isinstance(v, float) else math.nan for v in values], dtype=np.float64)
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _parser(column: Column, reading: Reading) -> Callable[[str], object]:
    if column.kind == "number":
        return lambda cell: _size(cell, reading.decimal)
    if column.kind == "degrees":
        return lambda cell: _degrees(cell, reading.decimal, most=_MOST_DEGREES[column.name])
    if column.kind == "yes_no":
        # What needs an answer in a column that may be blank is an approval: nothing but yes gives it.
        hint = "Write yes, or leave it blank." if column.may_be_blank else "Leave the cell blank if it is not known."
        return lambda cell: _yes_no(cell, hint)
    if column.choices:
        return lambda cell: _choice(cell, column.choices)
    if column.kind == "id":
        return lambda cell: as_text(plain_id(cell))
    return as_text


def as_text(cell: str) -> str | None:
    """Return trimmed text without the ``'`` that guards it from spreadsheets; ``None`` where nothing is left.

    Examples
    --------
    >>> as_text("'=A1"), as_text("5E1"), as_text("")
    ('=A1', '5E1', None)
    """
    if cell.startswith("'") and GUARDED.match(cell, 1):
        return cell[1:]
    return cell or None


def _choice(cell: str, choices: tuple[str, ...]) -> str | None:
    if not cell:
        return None
    folded = fold(cell)
    if {"yes", "no"} <= set(choices):
        folded = YES_NO.get(folded, folded)
    if folded in choices:
        return folded
    hint = nearest(folded, choices)
    raise _BadCell(
        "E324", "This value is not one of the list", ", ".join(choices), hint if hint.startswith("Did") else ""
    )


def _yes_no(cell: str, hint: str) -> str | None:
    if not cell:
        return None
    if cell.lower() in YES_NO:
        return YES_NO[cell.lower()]
    raise _BadCell("E325", "This is neither yes nor no", "yes or no", hint)


def _number(cell: str, decimal: str) -> float | None:
    if not cell:
        return None
    plain = cell.replace(",", ".") if decimal == "," and "." not in cell else cell
    usual = f"a number such as 12 or 3{decimal}5"
    if _NOT_FINITE.fullmatch(plain):
        raise _BadCell("E316", "This number is not finite", "a number", "Leave the cell blank if it is not known.")
    if not _NUMBER.fullmatch(plain) or (decimal == "," and "." in cell):
        if _SUPPRESSED.fullmatch(cell):
            raise _BadCell("E320", "This count is suppressed", usual, _HINT_SUPPRESSED)
        way, hint = _number_hint(cell, decimal)
        raise _BadCell("E319", "This is not a number", usual, hint, way)
    value = float(plain)
    if not math.isfinite(value):
        raise _BadCell("E316", "This number is not finite", "a number below 1e308")
    if value > _LARGEST:
        raise _BadCell(
            "E321", "This number is too large to be a count or a strength", "a number below 2^53", _HINT_LARGE
        )
    if value < 0:
        raise _BadCell("E317", "This number is negative", "0 or more", "Weights are strengths: more is closer.")
    return value + 0.0


def _size(cell: str, decimal: str) -> float | None:
    size = _number(cell, decimal)
    if size and size < _SMALLEST:
        message, hint = "This number is too close to zero to be told from it", "Write 0, or give all in a smaller unit."
        raise _BadCell("E321", message, "0, or a number above 2^-53", hint)
    return size


def _degrees(cell: str, decimal: str, *, most: int) -> float | None:
    size = _number(cell.removeprefix("-"), decimal)
    if size is None or size <= most:
        return -size if size and cell.startswith("-") else size
    hint = "South and west are negative; eastings and northings are no degrees."
    raise _BadCell("E323", "This is no place on the globe", f"degrees from -{most} to {most}", hint)


def _number_hint(cell: str, decimal: str) -> tuple[str, str]:
    """Return in which way a number is not written as it should be, and what to write."""
    other = "." if decimal == "," else ","
    if thousands := _THOUSANDS.fullmatch(cell):
        mark, rest = thousands[2], thousands[4] or ""
        # 1.234,5 has one mark for thousands and one for decimals; 1.234.567 has no decimals; 1,234 may be either.
        whole = cell[: len(cell) - len(rest)].replace(mark, "")
        said = {",": "comma", ".": "point", "'": "mark"}.get(mark, "blank")
        marked = f", and with a decimal {'comma' if decimal == ',' else 'point'}" if rest and rest[0] != decimal else ""
        return "thousands", f"Write it without the thousands {said}{marked}: {whole}{rest.replace(other, decimal)}."
    if re.fullmatch(rf"[+-]?\d+{re.escape(other)}\d+", cell):
        if decimal == ",":
            return "mark", f'Write it with a comma: {cell.replace(".", ",")}; study.toml says decimal = ",".'
        return "mark", 'Write it with a point, or decimal = "," under [read] in study.toml.'
    return _OTHER, "Digits only; leave the cell blank if it is not known."
