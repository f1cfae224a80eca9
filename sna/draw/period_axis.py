"""Months and quarters on a line."""

from __future__ import annotations

import datetime as dt

QUARTER = "-Q"
MONTHS = 3


def position(period: str) -> int:
    """Return the place of a month or quarter among all of its kind.

    Examples
    --------
    >>> position("2015-Q2") - position("2014-Q4"), position("2015-02") - position("2014-12")
    (2, 2)
    """
    if QUARTER in period:
        year, quarter = period.split(QUARTER)
        return int(year) * 4 + int(quarter) - 1
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1


def position_of_day(day: dt.date, *, quarters: bool) -> float:
    """Return where a day is, the middle of a period standing at its place.

    Examples
    --------
    >>> position_of_day(dt.date(2015, 5, 16), quarters=True) - position("2015-Q2")
    0.0
    """
    months = day.year * 12 + day.month - 1 + (day.day - 1) / 30
    return (months / MONTHS if quarters else months) - 0.5
