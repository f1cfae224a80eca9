"""Dates as people write them → how study.toml wants them."""

from __future__ import annotations

import datetime as dt
import re

_WRITTEN = re.compile(r"(?<![\d.])(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?![\d.])")


def date_hint(written: str) -> str:
    """Return a sentence that says how a date is to be written; empty where none is seen.

    Examples
    --------
    >>> date_hint("01/01/2018")
    'Write 2018-01-01, without quotation marks.'
    >>> date_hint("03/04/2018")
    'Write 2018-04-03 (if the day comes first) or 2018-03-04 (if the month does), without quotation marks.'
    """
    found = _WRITTEN.search(written)
    if found is None:
        return ""
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:  # noqa: PLR2004 - digits of a year
        days = [_iso(first, second, third)]
    elif len(found[3]) == 4:  # noqa: PLR2004 - digits of a year
        days = [_iso(third, second, first), _iso(third, first, second)]
    else:
        days = []
    possible = list(dict.fromkeys(day for day in days if day))
    match possible:
        case [day]:
            return f"Write {day}, without quotation marks."
        case [day_first, month_first]:
            ways = f"{day_first} (if the day comes first) or {month_first} (if the month does)"
            return f"Write {ways}, without quotation marks."
    return "Write dates as year-month-day, such as 2018-01-31, without quotation marks."


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
