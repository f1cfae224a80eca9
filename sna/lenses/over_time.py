"""One number period by period: a series, and the calendar that it runs along."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sna.infer.control_chart import FEWEST_CONTROL
from sna.model import Snapshot, Study

Values = npt.NDArray[np.float64]
STEPS = (3, 1)
"""Months of a period: the longest of which there are enough for limits, else the shortest."""


@dataclass(frozen=True)
class Series:
    """One number, period by period.

    Attributes
    ----------
    layer, measure, group, organisation
        What it is of.
    periods
        When, in order.
    values, n
        The number at each period, ``NaN`` where there is none, and of how many things it is.
    no_rules
        Why neither limits nor rules may be used; empty where they may.
    lasting
        Whether what it counts lasts through several periods, so that neighbours are alike by themselves.
    beware
        What a reader must know of it.
    """

    layer: str
    measure: str
    periods: tuple[Snapshot, ...]
    values: Values
    n: Values
    group: str = ""
    organisation: str = ""
    no_rules: str = ""
    lasting: bool = False
    beware: tuple[str, ...] = field(default=())

    @property
    def known(self) -> list[int]:
        """Places of the periods that have a value."""
        return np.flatnonzero(np.isfinite(self.values)).tolist()


def calendar(first: dt.date, last: dt.date, *, cut_off: dt.date | None = None) -> tuple[Snapshot, ...]:
    """Return quarters from a first to a last day, or months where there are fewer than 12 quarters.

    A period that the cut-off ends early is left out: it would look like a fall.

    Examples
    --------
    >>> [str(p) for p in calendar(dt.date(2015, 2, 3), dt.date(2015, 4, 2), cut_off=dt.date(2015, 4, 10))]
    ['2015-02 (2015-02-01 to 2015-02-28)', '2015-03 (2015-03-01 to 2015-03-31)']
    >>> [p.name for p in calendar(dt.date(2015, 2, 3), dt.date(2018, 4, 2))][:2]
    ['2015 Q1', '2015 Q2']
    """
    for step in STEPS:
        found = tuple(p for p in _periods(first, last, step) if cut_off is None or (p.end and p.end <= cut_off))
        if len(found) >= FEWEST_CONTROL:
            return found
    return found


def _periods(first: dt.date, last: dt.date, step: int) -> list[Snapshot]:
    start = first.year * 12 + (first.month - 1) // step * step
    found = []
    for month in range(start, last.year * 12 + last.month, step):
        year, place = divmod(month, 12)
        found.append(months(f"{year} Q{place // 3 + 1}" if step > 1 else f"{year}-{place + 1:02}", month, step))
    return found


def months(name: str, first: int, count: int) -> Snapshot:
    """Return so many months from one on, months counted from year 0."""
    year, place = divmod(first, 12)
    return Snapshot(name, dt.date(year, place + 1, 1), _day_before(first + count))


def _day_before(month: int) -> dt.date:
    year, place = divmod(month, 12)
    return dt.date(year, place + 1, 1) - dt.timedelta(days=1)


def sharing_days(periods: tuple[Snapshot, ...]) -> bool:
    """Whether any period shares days with the next: what happens on these counts twice."""
    ends = [(p.start, p.end) for p in periods if p.start and p.end]
    return any(start <= before for (_, before), (start, _) in itertools.pairwise(ends) if start and before)


@dataclass(frozen=True)
class Event:
    """Something that happened: what, and when it began."""

    label: str
    day: dt.date


def events_of(study: Study) -> list[Event]:
    """Return what the timeline of a study says, in order of time; rows without a date are left out."""
    table = study.tables.get("timeline")
    if table is None:
        return []
    frame = table.frame
    found = set()
    for row in frame.to_dict("records"):
        days = [row[column] for column in ("date", "start") if column in frame and row[column] == row[column]]
        if days and row["label"]:
            found.add(Event(str(row["label"]), days[0].date()))
    return sorted(found, key=lambda event: (event.day, event.label))


def period_at(periods: tuple[Snapshot, ...], day: dt.date) -> int | None:
    """Return the place of the first period that a day lies in; ``None`` where it lies in none."""
    return next((k for k, p in enumerate(periods) if p.start and p.end and p.start <= day <= p.end), None)
