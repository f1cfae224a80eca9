"""Numbers of a sheet as plain text: whole numbers, ISO days, times of day."""

from __future__ import annotations

import datetime as dt

from sna.io.workbook_parts import Format

_DAY = 86_400
_FEBRUARY_1900 = 60
"""Spreadsheets count a 29 February 1900 that never was: days before it are one off."""
_EXACT = 1e15


def as_plain(number: float, shape: Format, *, from_1904: bool) -> str:
    """Return a number as a cell shows it, written plainly; dates out of the calendar stay numbers.

    Examples
    --------
    >>> as_plain(43585.0, Format("date"), from_1904=False), as_plain(0.5, Format("date", dated=False), from_1904=False)
    ('2019-04-30', '12:00')
    >>> as_plain(43585.59375, Format("date"), from_1904=False), as_plain(12.0, Format(), from_1904=False)
    ('2019-04-30 14:15', '12')
    >>> as_plain(7.0, Format("padded", digits=3), from_1904=False), as_plain(0.1, Format(), from_1904=False)
    ('007', '0.1')
    """
    if shape.shape == "padded" and number.is_integer() and number >= 0:
        return str(int(number)).zfill(shape.digits)
    if shape.shape == "duration" and number >= 0:
        minutes, seconds = divmod(round(number * _DAY), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if shape.shape == "date":
        return _moment(number, shape, from_1904=from_1904) or _number(number)
    return _number(number)


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)


def _moment(number: float, shape: Format, *, from_1904: bool) -> str:
    days, seconds = divmod(round(number * _DAY), _DAY)
    time = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    if not shape.dated and not days:
        return time
    if not from_1904 and days < _FEBRUARY_1900:
        days += 1
    try:
        day = (dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)) + dt.timedelta(days=days)
    except OverflowError:
        return ""
    return f"{day.isoformat()} {time}" if seconds else day.isoformat()
