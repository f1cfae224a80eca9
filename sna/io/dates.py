"""A column of text → days: each cell is read alone, and what is wrong with the column is said once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sna.errors import Problem
from sna.io.text_table import TextColumn, capped, shown

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_IN_WORDS = re.compile(r"(\d{1,2})[-/. ]+([A-Za-z]{3,9})[-/., ]+(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2}")
_WITH_TIME = re.compile(r".*\d[ T]\d{1,2}:\d\d.*")
_DAY_NUMBER = re.compile(r"[2-6]\d{4}(\.\d+)?")
_MONTH_OR_YEAR = re.compile(r"(\d{4}|[A-Za-z]{3,9}\.?|Q[1-4])([-/ ](\d{1,4}|[A-Za-z]{3,9}|Q[1-4]))?", re.IGNORECASE)
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = 12
_EXPECTED = {"ymd": "2016-03-31", "dmy": "31/03/2016", "mdy": "03/31/2016"}


def read_days(source: TextColumn, order: str, found: list[Problem]) -> npt.NDArray[np.datetime64]:
    """Return the day of every row, ``NaT`` where there is none."""
    days: list[dt.date | None] = []
    unordered: list[int] = []
    unlike: list[int] = []
    missing: list[int] = []
    for at, cell in enumerate(source.values):
        parts = _parts(cell.strip(), order)
        if parts is None:
            days.append(None)
            (unordered if _DAY_OR_MONTH_FIRST.fullmatch(cell.strip()) else unlike).append(at)
            continue
        day = _day(parts)
        days.append(day)
        if day is None and cell.strip():
            missing.append(at)
    found.extend(_unordered(source, unordered))
    found.extend(_unlike(source, unlike, order))
    found.extend(capped([_no_such_day(source, at, order) for at in missing]))
    blank = np.datetime64("NaT")
    values = np.array([blank if d is None else np.datetime64(d, "D") for d in days], dtype="datetime64[D]")
    return values.astype("datetime64[s]")[source.codes]


def _parts(cell: str, order: str) -> tuple[int, int, int] | None:
    """Return year, month, day as they are written, zeros for a blank cell; ``None`` where they cannot be told."""
    if not cell:
        return (0, 0, 0)
    if iso := _ISO.fullmatch(cell):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if worded := _MONTH_IN_WORDS.fullmatch(cell):
        month = _month(worded[2])
        return (int(worded[3]), month, int(worded[1])) if month else None
    other = _DAY_OR_MONTH_FIRST.fullmatch(cell)
    if other is None or order == "ymd":
        return None
    first, second, year = (int(part) for part in other.groups())
    return (year, second, first) if order == "dmy" else (year, first, second)


def _month(written: str) -> int:
    """Return the number of an English month, in full or in its first three letters; 0 for another word."""
    low = written.lower()
    names = [at for at, name in enumerate(_MONTH_NAMES, 1) if low in (name, name[:3])]
    return names[0] if names else 0


def day_of(cell: str, order: str) -> dt.date | None:
    """Return the day that a cell means; ``None`` where that cannot be told, or there is no such day.

    Examples
    --------
    >>> day_of("31/01/2023", "dmy"), day_of("14 May 2023", "ymd"), day_of("31/01/2023", "ymd")
    (datetime.date(2023, 1, 31), datetime.date(2023, 5, 14), None)
    """
    parts = _parts(cell.strip(), order)
    return None if parts is None else _day(parts)


def _day(parts: tuple[int, int, int]) -> dt.date | None:
    try:
        return dt.date(*parts)
    except ValueError:
        return None


def _no_such_day(source: TextColumn, at: int, order: str) -> Problem:
    hint = "Check the day and the month."
    if orders_of([source.values[at]]) - {order}:
        hint += f' It would be one in the other order: study.toml says date_order = "{order}".'
    return source.problem("E503", at, "There is no such day", hint=hint)


def orders_of(cells: Sequence[str]) -> set[str]:
    """Return the orders that dates such as 31/12/2019 can only have: ``dmy``, ``mdy``, both or none.

    Examples
    --------
    >>> orders_of(["03/04/2016", "31/12/2019"]), orders_of(["03/04/2016"])
    ({'dmy'}, set())
    """
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := _DAY_OR_MONTH_FIRST.fullmatch(cell.strip()))]
    return {
        *(["dmy"] if any(first > _MONTHS >= second for first, second in pairs) else []),
        *(["mdy"] if any(second > _MONTHS >= first for first, second in pairs) else []),
    }


def are_dates(cells: Sequence[str]) -> bool:
    """Whether every cell looks like a date, in whatever order.

    Examples
    --------
    >>> are_dates(["31/12/2019", "2020-01-05"]), are_dates(["2019"])
    (True, False)
    """
    shapes = (_ISO, _DAY_OR_MONTH_FIRST, _SHORT_YEAR)
    return bool(cells) and all(
        day_of(cell, "ymd") or any(shape.fullmatch(cell.strip()) for shape in shapes) for cell in cells
    )


def _unordered(source: TextColumn, at: list[int]) -> list[Problem]:
    if not at:
        return []
    cells = [source.values[place] for place in at]
    orders = orders_of(cells)
    if len(orders) > 1:
        message = "Some dates here are written day first, others month first"
        return [_of_column("E502", source, at, message, "Write all of them year-month-day.")]
    if not orders:
        message = "This date can be read in two ways" if len(at) == 1 else "These dates can be read in two ways"
        hint = 'Write year-month-day, or say which it is: date_order = "dmy" (day first) or "mdy" (month first) under'
        return [_of_column("E501", source, at, message, f"{hint} [read] in study.toml.")]
    order = orders.pop()
    message = f"Dates here are written {'day' if order == 'dmy' else 'month'} first"
    decisive = sorted(at, key=lambda place: not orders_of([source.values[place]]))
    hint = f'Write date_order = "{order}" under [read] in study.toml, or write dates year-month-day.'
    return [_of_column("E501", source, decisive, message, hint)]


def _unlike(source: TextColumn, at: list[int], order: str) -> list[Problem]:
    if not at:
        return []
    message = "This is not a date" if len(at) == 1 else "These are not dates"
    first = source.values[at[0]].strip()
    way = {
        "ymd": "year-month-day",
        "dmy": "day/month/year, or year-month-day",
        "mdy": "month/day/year, or year-month-day",
    }[order]
    hint = f"Write {way}; leave the cell blank if it is not known."
    if _SHORT_YEAR.fullmatch(first):
        hint = "Write the year with four digits."
    elif _WITH_TIME.fullmatch(first):
        hint = "Leave the time of day out."
    elif _MONTH_OR_YEAR.fullmatch(first) and any(sign.isdigit() for sign in first):
        hint = "Give the first day of the month or year where it starts, its last day where it ends."
    elif _DAY_NUMBER.fullmatch(first):
        hint = "This looks like a spreadsheet's number of a day: format the column as a date, and save it again."
    return [_of_column("E501", source, at, message, hint, _EXPECTED[order])]


def _of_column(
    code: str, source: TextColumn, at: list[int], message: str, hint: str, expected: str = "2016-03-31"
) -> Problem:
    """Return one problem for all those cells: placed at their first row, with up to three of them shown."""
    lines = source.lines[np.isin(source.codes, at)]
    rows = f" ({len(lines)} rows)" if len(lines) > 1 else ""
    value = ", ".join(shown(source.values[place].strip()) for place in at[:3]) + (", …" if len(at) > 3 else "")  # noqa: PLR2004
    return Problem(code, f"{message}{rows}.", source.file, int(lines[0]), source.heading, value, expected, hint)
