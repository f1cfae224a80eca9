"""Rows that contradict themselves, or what can be: present without attending, longer than the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem
from sna.io.text_table import capped, shown

if TYPE_CHECKING:
    import pandas as pd

    from sna.io.tables import ReadTable

_COUNTED = {"cases": ("listed", "discussed", "deferred")}
"""Columns that count cases one by one, and are never a mean or a share."""
_SESSIONS = 12
"""Half-days in a week that a full-time consultant's job plan does not usually exceed."""


def check_rows(tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return what is wrong, or worth saying, of single rows that were read."""
    problems: list[Problem] = []
    if attendance := tables.get("attendance"):
        problems += _present_without_attending(attendance)
        problems += _longer_than_the_meeting(attendance, tables.get("meetings"))
    if roles := tables.get("roles"):
        problems += _more_than_a_week(roles)
    for name, columns in _COUNTED.items():
        if name in tables:
            problems += _parts(tables[name], columns)
    return problems


def _present_without_attending(table: ReadTable) -> list[Problem]:
    if not _has(table, "attended", "minutes_present"):
        return []
    frame = table.facts.frame
    present = frame[frame["minutes_present"] > 0]
    wrong = present[present["attended"].isin(("no", "apologies"))]
    hint = "Correct one of the two: attended, or the minutes."
    return capped(
        [
            table.problem(
                "E326",
                f"Somebody with attended = {attended} was present for {minutes:g} minutes.",
                int(line),
                "minutes_present",
                value=f"{minutes:g}",
                hint=hint,
            )
            for line, attended, minutes in zip(wrong.index, wrong["attended"], wrong["minutes_present"], strict=True)
        ]
    )


def _longer_than_the_meeting(table: ReadTable, meetings: ReadTable | None) -> list[Problem]:
    if meetings is None or not _has(table, "meeting", "minutes_present") or not _has(meetings, "duration_minutes"):
        return []
    lasted = meetings.facts.frame.dropna(subset=["meeting"]).drop_duplicates("meeting").set_index("meeting")
    frame = table.facts.frame[table.facts.frame["minutes_present"] > 0]
    duration = frame["meeting"].map(lasted["duration_minutes"]).astype(float)
    longer = frame[(frame["minutes_present"] > duration).to_numpy()]
    if longer.empty:
        return []
    line = int(str(longer.index[0]))
    minutes, lasts = longer["minutes_present"].iloc[0], duration[longer.index[0]]
    rows = "1 row has" if len(longer) == 1 else f"{len(longer)} rows have"
    message = f"{rows} more minutes than the meeting lasted, by duration_minutes in {meetings.facts.file}."
    value = f"{minutes:g} of {lasts:g}, meeting {shown(str(longer['meeting'].iloc[0]))}"
    hint = "Nobody is there for longer than the meeting: correct one of the two."
    return [table.problem("W327", message, line, "minutes_present", value=value, hint=hint)]


def _more_than_a_week(table: ReadTable) -> list[Problem]:
    if not _has(table, "person", "sessions"):
        return []
    frame = table.facts.frame
    frame = frame[frame["person"].notna() & (frame["sessions"] > 0)]
    total = frame.groupby("person", sort=True)["sessions"].sum()
    many = frame[frame["person"].isin(total.index[total > _SESSIONS])]
    said = [(person, *_most_at_once(rows)) for person, rows in many.groupby("person", sort=True)]
    over = [(str(person), most, line) for person, most, line in said if most > _SESSIONS]
    if not over:
        return []
    person, most, line = over[0]
    people = "1 person has" if len(over) == 1 else f"{len(over)} people have"
    message = f"{people} more than {_SESSIONS} sessions a week at once."
    hint = "A session is half a day; correct the number, or the dates of the roles."
    return [table.problem("W328", message, line, "sessions", value=f"{most:g}, person {shown(person)}", hint=hint)]


def _most_at_once(rows: pd.DataFrame) -> tuple[float, int]:
    """Return the most sessions of one person on any day, and the line of the role that begins it."""
    first, last = (_days(rows, column, blank) for column, blank in (("start", "1000-01-01"), ("end", "9999-12-31")))
    sums = [rows["sessions"].to_numpy()[(first <= day) & (last >= day)].sum() for day in first]
    at = int(np.argmax(sums))
    return float(sums[at]), int(str(rows.index[at]))


def _days(rows: pd.DataFrame, column: str, blank: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    if column not in rows.columns:
        return np.full(len(rows), np.datetime64(blank, "D"))
    days = rows[column].to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), np.datetime64(blank, "D"), days)


def _parts(table: ReadTable, columns: tuple[str, ...]) -> list[Problem]:
    problems = []
    for column in columns:
        if not _has(table, column):
            continue
        cells = table.facts.frame[column].dropna()
        odd = cells[cells % 1 != 0]
        message = "This is not a whole number, and cases are counted."
        problems += capped(
            [
                table.problem("E321", message, int(str(line)), column, value=f"{number:g}", expected="a whole number")
                for line, number in odd.items()
            ]
        )
    return problems


def _has(table: ReadTable, *columns: str) -> bool:
    return table.facts.has(columns) and not table.spoiled & set(columns)
