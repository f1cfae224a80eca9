"""Days on which invented things happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = 12
HALF_YEAR = 6


class Period(NamedTuple):
    """An interval, both days included."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.start <= day <= self.end


def month_after(day: dt.date, months: int) -> dt.date:
    """Return the first day of the month that is so many months later.

    Examples
    --------
    >>> month_after(dt.date(2013, 10, 7), 6)
    datetime.date(2014, 4, 1)
    """
    years, month = divmod(day.month - 1 + months, MONTHS)
    return dt.date(day.year + years, month + 1, 1)


def half_years(period: Period) -> Iterator[Period]:
    """Yield the half-years of a period that starts on the first of a month.

    Examples
    --------
    >>> [str(half.end) for half in half_years(Period(dt.date(2013, 4, 1), dt.date(2014, 3, 31)))]
    ['2013-09-30', '2014-03-31']
    """
    start = period.start
    while start <= period.end:
        following = month_after(start, HALF_YEAR)
        yield Period(start, min(following - dt.timedelta(days=1), period.end))
        start = following


def meeting_days(period: Period, *, every: int, weekday: int, week: int = 1) -> Iterator[dt.date]:
    """Yield a weekday (0 = Monday) of a week (1 = first) of every so many months.

    Examples
    --------
    >>> [str(day) for day in meeting_days(Period(dt.date(2013, 4, 1), dt.date(2013, 9, 30)), every=3, weekday=1)]
    ['2013-04-02', '2013-07-02']
    """
    month = period.start.replace(day=1)
    while month <= period.end:
        day = month + dt.timedelta(days=(weekday - month.weekday()) % 7 + 7 * (week - 1))
        if day in period:
            yield day
        month = month_after(month, every)
