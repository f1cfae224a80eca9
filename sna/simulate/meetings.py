"""A register of meetings: what was held, and who came for how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sna.simulate.tables import Cell, Row

MEETING_COLUMNS = (
    "meeting",
    "series",
    "pathway",
    "level",
    "date",
    "duration_minutes",
    "mode",
    "chair",
    "host",
    "quorate",
    "cancelled",
    "failure",
)
ATTENDANCE_COLUMNS = ("meeting", "person", "organisation", "attended", "mode", "minutes_present")


@dataclass(frozen=True)
class Meeting:
    """One meeting as planned."""

    meeting: str
    series: str
    date: dt.date
    duration: int
    host: str
    pathway: str = ""
    level: str = "network"
    mode: str = "in_person"
    chair: str = ""


@dataclass
class Register:
    """Rows of ``meetings`` and ``attendance``, as they are written down."""

    meetings: list[Row] = field(default_factory=list)
    attendance: list[Row] = field(default_factory=list)

    def held(self, meeting: Meeting, came: list[dict[str, Cell]], *, quorate: bool | None, failure: str = "") -> None:
        """Enter a meeting and those who came, or said why not."""
        self.meetings.append(_entry(meeting, quorate=quorate, failure=failure))
        self.attendance.extend({"meeting": meeting.meeting, **row} for row in came)

    def cancelled(self, meeting: Meeting) -> None:
        """Enter a meeting that was planned and not held."""
        self.meetings.append({**_entry(meeting, quorate=None), "cancelled": "yes"})


def _entry(meeting: Meeting, *, quorate: bool | None, failure: str = "") -> dict[str, Cell]:
    return {
        "meeting": meeting.meeting,
        "series": meeting.series,
        "pathway": meeting.pathway,
        "level": meeting.level,
        "date": meeting.date,
        "duration_minutes": meeting.duration,
        "mode": meeting.mode,
        "chair": meeting.chair,
        "host": meeting.host,
        "quorate": {True: "yes", False: "no", None: ""}[quorate],
        "cancelled": "no",
        "failure": failure,
    }
