"""Attendance in months, quarters or years: for a picture of organisations against time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sna.derive.columns import Flags
from sna.derive.windows import Days
from sna.lenses.gathered import PRESENT, UNKNOWN, Gathering, Places
from sna.lenses.lens import Row
from sna.model.roster import PEOPLE

MOST = 72
"""Up to so many periods a picture can tell apart."""
UNITS = {"month": 1, "quarter": 3, "year": 12}
"""Unit → months."""


def unit_of(every: Sequence[Gathering]) -> str:
    """Return the shortest unit of which no more than `MOST` hold meetings."""
    days = [gathering.day[~np.isnat(gathering.day)] for gathering in every]
    for unit in UNITS:
        if sum(len(np.unique(codes(day, unit))) for day in days) <= MOST:
            return unit
    return "year"


def codes(day: Days, unit: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the number of the period of each day, counted from 1970.

    Examples
    --------
    >>> codes(np.array(["1970-12-31", "1971-02-01"], "M8[D]"), "quarter").tolist()
    [3, 4]
    """
    return day.astype("M8[M]").astype(np.int64) // UNITS[unit]


def period_name(code: int, unit: str) -> str:
    """Return a period as it is written.

    Examples
    --------
    >>> period_name(4, "quarter"), period_name(543, "month"), period_name(45, "year")
    ('1971 Q1', '2015-04', '2015')
    """
    year, part = divmod(code, 12 // UNITS[unit])
    year += 1970
    return {"month": f"{year}-{part + 1:02}", "quarter": f"{year} Q{part + 1}", "year": f"{year}"}[unit]


def presence_in_periods(gathering: Gathering, unit: str) -> Iterator[Row]:
    """Yield the share of a period's meetings that each organisation came to; nothing where it could have come to none.

    Of organisations those held while it was open count; of persons those at which they are listed, come or not.
    Meetings without a date, without a record of who came, and those at which its attendance is not known do not count.
    """
    dated = ~np.isnat(gathering.day) & gathering.recorded
    if not dated.any():
        return
    code = codes(gathering.day, unit)
    periods, at = np.unique(code[dated], return_inverse=True)
    where = np.full(len(code), -1)
    where[dated] = at
    place, meeting, status = gathering.best
    kept = where[meeting] >= 0
    n, many = len(gathering.roster), len(periods)
    cells = place[kept] * many + where[meeting[kept]]
    came = np.bincount(cells[status[kept] == PRESENT], minlength=n * many).reshape(n, many)
    unsure = np.bincount(cells[status[kept] == UNKNOWN], minlength=n * many).reshape(n, many)
    asked = _held_while_open(gathering, dated, at, many)
    if gathering.roster.kind == PEOPLE:
        asked = np.bincount(cells, minlength=n * many).reshape(n, many)
    for row, identifier in enumerate(gathering.roster.ids):
        for column, period in enumerate(periods.tolist()):
            if not asked[row, column]:
                continue
            known = asked[row, column] - unsure[row, column]
            value = came[row, column] / known if known else np.nan
            base = {"organisation": identifier, "quantity": "present_in", "metric": period_name(period, unit)}
            yield {**base, "value": value, "n": known, "note": "" if known else "attendance not known"}


def _held_while_open(gathering: Gathering, dated: Flags, at: Places, many: int) -> Places:
    """Return organisation × period: the meetings held while it was open."""
    if not len(gathering.roster):
        return np.zeros((0, many), dtype=np.int64)
    day = gathering.day[dated]
    open_days = zip(gathering.first, gathering.last, strict=True)
    return np.stack([np.bincount(at[(day >= first) & (day <= last)], minlength=many) for first, last in open_days])
