"""Who really attends, and for how long."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sna.derive.columns import blank, numbers, texts
from sna.lenses.apart import Values, apart_rows, group_names, group_places
from sna.lenses.gathered import PRESENT, UNKNOWN, Gathering, gathered
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.periods import presence_in_periods, unit_of
from sna.model import Study

COUNT = "count of these records"
BRIEF = 1 / 3
"""Who is there for less than this share of a meeting dialled in briefly."""

Flags = npt.NDArray[np.bool_]


def attendance(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot, who came, for how long, and whether the meetings worked.

    Of each organisation ``presence_share`` is the part of meetings at which it was present, of those held while it was
    open (a person: of those at which they are listed, come or not), of which there is a record, and at which its
    attendance is known. A presence is a person at a meeting (a row
    that names nobody is one); ``time_share`` is the mean part of the meeting's duration that presences lasted, and
    ``brief_share`` the part of presences below a third of the duration: both over presences whose minutes are known.
    ``group_…`` are the means over a group's organisations, ``difference_…`` tests them against labels dealt out anew.
    ``quorate_share`` and ``failures`` are of meetings, by series; ``present_in`` is the presence share of an
    organisation in one month (quarter, year, where there are many), with ``metric`` the period.
    """
    every = gathered(looking.study)
    unit = unit_of(list(every.values()))
    for name, gathering in every.items():
        base = {"snapshot": name, "target": COUNT}
        values = {"presence_share": presence(gathering)[0], **lengths(gathering)[0]}
        for row in (
            *_whole(gathering),
            *_each(looking, gathering),
            *_groups(looking, gathering, values),
            *_worked(gathering),
        ):
            yield {**base, **row}
        for column, known in values.items():
            where = {"snapshot": name, "quantity": f"difference_{column}"}
            if not np.isnan(known).all():
                yield from apart_rows(looking, gathering.roster, {"": known}, where, about="attendance")
        yield from ({**base, **row} for row in presence_in_periods(gathering, unit))


def presence(gathering: Gathering) -> tuple[Values, Values]:
    """Return the share of meetings each organisation came to, and of how many; ``NaN`` where of none is known."""
    known = (gathering.asked() - gathering.came(status=UNKNOWN)).astype(np.float64)
    return np.where(known > 0, gathering.came() / np.maximum(known, 1), np.nan), known


def lengths(gathering: Gathering) -> tuple[dict[str, Values], Values]:
    """Return mean share of the duration and share of brief presences by organisation, and of how many presences."""
    place, share = shares_of_duration(gathering)
    n = len(gathering.roster)
    many = np.bincount(place, minlength=n).astype(np.float64)
    means = {}
    for name, value in (("time_share", share), ("brief_share", (share < BRIEF).astype(np.float64))):
        total = np.bincount(place, weights=value, minlength=n)
        means[name] = np.where(many > 0, total / np.maximum(many, 1), np.nan)
    return means, many


def shares_of_duration(gathering: Gathering) -> tuple[npt.NDArray[np.int64], Values]:
    """Return the organisation of each presence whose length is known, and its share of the meeting, at most 1."""
    seats = gathering.seats
    duration = numbers(gathering.meetings, "duration_minutes")[seats["meeting"]]
    minutes = seats["minutes"].to_numpy()
    known = (seats["status"].to_numpy() == PRESENT) & ~np.isnan(minutes) & (duration > 0)
    share = np.minimum(minutes[known] / duration[known], 1.0)
    return seats["place"].to_numpy()[known], share


def _whole(gathering: Gathering) -> Iterator[Row]:
    """Yield how much is known at all."""
    place, share = shares_of_duration(gathering)
    present = int((gathering.seats["status"] == PRESENT).sum())
    held, silent = len(gathering.meetings), int((~gathering.recorded).sum())
    notes = [f"{silent} of {held} meetings without a record of who came"] if silent else []
    unsure = int((gathering.seats["status"] == UNKNOWN).sum())
    notes += [f"{_rows(unsure)} whose attendance is not known: missing, not absence"] if unsure else []
    notes += (
        [f"{_rows(gathering.unplaced)} that stand{'s' if gathering.unplaced == 1 else ''} for no one organisation"]
        if gathering.unplaced
        else []
    )
    notes += [f"{_rows(gathering.strangers)} of organisations not open on the day"] if gathering.strangers else []
    yield {"quantity": "presences", "value": present, "n": held, "note": "; ".join(notes)}
    short = present - len(place)
    note = f"{short} of {present} presences without minutes, or at a meeting without a duration" if short else ""
    for name, value in (("time_share", share), ("brief_share", share < BRIEF)):
        mean = float(value.mean()) if len(place) else math.nan
        yield {
            "quantity": name,
            "value": mean,
            "n": len(place),
            "note": note or ("" if len(place) else "nobody present"),
        }


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"


def _each(looking: Looking, gathering: Gathering) -> Iterator[Row]:
    shares, known = presence(gathering)
    means, many = lengths(gathering)
    columns = {"presence_share": (shares, known), **{name: (value, many) for name, value in means.items()}}
    groups = group_names(looking, gathering.roster)
    why = {"presence_share": "no meeting of which its attendance is known"}
    for name, (values, of) in columns.items():
        for place, identifier in enumerate(gathering.roster.ids):
            row = {"organisation": identifier, "group": groups[place], "quantity": name, "n": of[place]}
            empty = why.get(name, "no presence whose minutes are known")
            yield {**row, "value": values[place], "note": empty if np.isnan(values[place]) else ""}


def _groups(looking: Looking, gathering: Gathering, values: dict[str, Values]) -> Iterator[Row]:
    for group, members in group_places(looking, gathering.roster).items():
        for name, column in values.items():
            known = column[members][~np.isnan(column[members])]
            row = {"quantity": f"group_{name}", "group": group, "n": len(known)}
            note = "mean over its organisations" if len(known) else "not known of any of its organisations"
            yield {**row, "value": known.mean() if len(known) else math.nan, "note": note}


def _worked(gathering: Gathering) -> Iterator[Row]:
    """Yield, for all meetings and each series, how many were quorate, and at how many something failed."""
    quorate = texts(gathering.meetings, "quorate")
    failed = ~blank(texts(gathering.meetings, "failure"))
    tells = "failure" in gathering.meetings
    names = gathering.names_of_series
    for series in (None, *names) if len(names) > 1 else (None,):
        mine = gathering.of(series)
        metric = f"series: {series}" if series else ""
        known = mine & ~blank(quorate)
        missing = int((mine & ~known).sum())
        if known.any():
            note = f"not known of {missing} of {mine.sum()} meetings" if missing else ""
            share = float((quorate[known] == "yes").mean())
            yield {"quantity": "quorate_share", "metric": metric, "value": share, "n": known.sum(), "note": note}
        if tells:
            yield {"quantity": "failures", "metric": metric, "value": int((failed & mine).sum()), "n": mine.sum()}


def _can(study: Study) -> bool:
    return says(study.tables.get("meetings"), "meeting") and "attendance" in study.tables


LENS = Lens(
    "attendance",
    "Who really attends, and for how long?",
    "meetings with attendance.",
    _can,
    attendance,
    of_power=True,
)
