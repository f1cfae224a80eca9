"""The meetings of each snapshot, and who is known to have been there: worked out once for a study."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive.attending import attendees
from sna.derive.columns import Flags, Texts, blank, dates, is_in, numbers, texts
from sna.derive.rosters import open_in
from sna.derive.selecting import professions
from sna.derive.windows import BEGINNING, ENDING, Days, happened_in
from sna.engines import memoised
from sna.model import Roster, Snapshot, Study
from sna.model.roster import PEOPLE

if TYPE_CHECKING:
    import pandas as pd

Counts = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

ABSENT, UNKNOWN, PRESENT = 0, 1, 2
"""What a row of attendance says, in the order in which the rows of one organisation at one meeting count."""


@dataclass(frozen=True, eq=False)
class Gathering:
    """The meetings held in one snapshot, and the seats at them.

    A seat is a person listed for a meeting, present or not; a row that names no person is one seat of its organisation.

    Attributes
    ----------
    snapshot
        The snapshot.
    roster
        Organisations open in it.
    meetings
        The meetings held: rows of the table ``meetings``.
    cancelled
        Number of meetings called off; they count nowhere else.
    recorded
        Which meetings have any row of attendance.
    seats
        One row a seat: ``place`` in the roster, ``meeting``: place among the meetings, ``status``, ``minutes``.
    unplaced
        Rows of attendance at these meetings that stand for no organisation, or for several, and so for no seat.
    strangers
        Rows of organisations that were not open on the day.
    first, last
        First and last day on which each organisation of the roster is open.
    """

    snapshot: Snapshot
    roster: Roster
    meetings: pd.DataFrame
    cancelled: int
    recorded: Flags
    seats: pd.DataFrame
    unplaced: int
    strangers: int
    first: Days
    last: Days

    @cached_property
    def day(self) -> Days:
        """Day of each meeting."""
        return dates(self.meetings, "date")

    @cached_property
    def series(self) -> Texts:
        """Series of each meeting; ``None`` where it is of none."""
        return texts(self.meetings, "series")

    @property
    def names_of_series(self) -> list[str]:
        """Return the series that were held, sorted."""
        return sorted({str(name) for name in self.series[~blank(self.series)]})

    def of(self, series: str | None) -> Flags:
        """Return which meetings are of a series; all for ``None``."""
        return (
            np.ones(len(self.meetings), dtype=bool) if series is None else np.asarray(self.series == series, dtype=bool)
        )

    @cached_property
    def best(self) -> tuple[Places, Places, Places]:
        """Return what is known of each organisation at each meeting it has a seat at: place, meeting, status."""
        many = max(len(self.meetings), 1)
        cells, status = (self.seats["place"] * many + self.seats["meeting"]).to_numpy(), self.seats["status"].to_numpy()
        order = np.lexsort((-status, cells))
        cells, status = cells[order], status[order]
        first = np.ones(len(cells), dtype=bool)
        first[1:] = cells[1:] != cells[:-1]
        place, meeting = np.divmod(cells[first], many)
        return place, meeting, status[first]

    def came(self, series: str | None = None, status: int = PRESENT) -> Counts:
        """Return at how many meetings each organisation was present, or of which ``status`` it is known to be."""
        place, meeting, best = self.best
        kept = (best == status) & (self.of(series) & self.recorded)[meeting]
        return np.bincount(place[kept], minlength=len(self.roster)).astype(np.int64)

    def listed(self, series: str | None = None) -> Counts:
        """Return how many seats each organisation had."""
        kept = self.of(series)[self.seats["meeting"]]
        return np.bincount(self.seats["place"][kept], minlength=len(self.roster)).astype(np.int64)

    def possible(self, series: str | None = None) -> Counts:
        """Return at how many meetings with a record each organisation could have been: those while it was open."""
        days = self.day[self.of(series) & self.recorded]
        undated = int(np.isnat(days).sum())
        known = np.sort(days[~np.isnat(days)])
        inside = np.searchsorted(known, self.last, "right") - np.searchsorted(known, self.first, "left")
        return np.asarray(np.maximum(inside, 0) + undated, dtype=np.int64)

    def asked(self, series: str | None = None) -> Counts:
        """Return to how many meetings, of a series or all, each unit could have come: persons, where they are listed.

        A person's row says that they were asked, whatever it says of their coming; of organisations nothing says so,
        and they count as asked to every meeting held while they were open.
        """
        if self.roster.kind != PEOPLE:
            return self.possible(series)
        place, meeting, _ = self.best
        return np.bincount(place[self.of(series)[meeting]], minlength=len(self.roster)).astype(np.int64)


def gathered(study: Study) -> dict[str, Gathering]:
    """Return the meetings of every snapshot, by its name.

    Examples
    --------
    >>> import sna
    >>> found = gathered(sna.load("centralised-surgery"))["after"]
    >>> len(found.roster), found.cancelled, int(found.possible("network board")[0])
    (13, 2, 4)
    """
    return _gathered(study)


@memoised
def _gathered(study: Study) -> dict[str, Gathering]:
    import pandas as pd

    meetings = study.tables["meetings"].frame
    day = dates(meetings, "date")
    kept = np.ones(len(meetings), dtype=bool)
    if "pathway" in study.filters:
        kept &= is_in(texts(meetings, "pathway"), study.filters["pathway"])
    place_of = pd.Index(meetings["meeting"], dtype=object)
    seats = _seats(study, place_of)
    return {s.name: _in_snapshot(study, s, meetings, kept & happened_in(day, s), seats) for s in study.snapshots}


@dataclass(frozen=True, eq=False)
class _Seats:
    """Every row of attendance, coded: its meeting, its organisation in the study's roster (−1: none), what it says."""

    meeting: Places
    organisation: Places
    status: Places
    minutes: Numbers
    kept: Flags


def _seats(study: Study, place_of: pd.Index[str]) -> _Seats:
    """Return the rows of attendance, each person once a meeting."""
    import pandas as pd

    if "attendance" not in study.tables:
        none = np.zeros(0, dtype=np.int64)
        return _Seats(none, none, none, none.astype(np.float64), none.astype(bool))
    frame = attendees(study).frame
    said = texts(frame, "attended")
    absent = is_in(said, ("no", "apologies"))
    status = np.where(said == "unknown", UNKNOWN, np.where(absent, ABSENT, PRESENT)).astype(np.int64)
    organisation = pd.Index(study.roster.ids, dtype=object).get_indexer(pd.Index(frame["organisation"], dtype=object))
    meeting = place_of.get_indexer(pd.Index(frame["meeting"], dtype=object))
    person = texts(frame, "person")
    # Somebody entered twice has one seat; what says most of it counts.
    code = pd.factorize(person)[0]
    rows = pd.DataFrame({"m": meeting, "o": organisation, "p": code, "s": -status})
    again = rows.sort_values("s", kind="stable").duplicated(["m", "o", "p"]).sort_index().to_numpy()
    kept = ~(again & ~blank(person))
    if "profession" in study.filters:
        kept &= is_in(professions(study, "attendance"), study.filters["profession"])
    return _Seats(meeting, organisation.astype(np.int64), status, numbers(frame, "minutes_present"), kept)


def _in_snapshot(study: Study, snapshot: Snapshot, meetings: pd.DataFrame, inside: Flags, seats: _Seats) -> Gathering:
    import pandas as pd

    roster = open_in(study, snapshot, study.filters)
    off = np.asarray(texts(meetings, "cancelled") == "yes", dtype=bool)
    held = meetings[inside & ~off]
    at = np.full(len(meetings) + 1, -1)
    at[np.flatnonzero(inside & ~off)] = np.arange(len(held))
    here = at[seats.meeting] >= 0
    recorded = np.zeros(len(held), dtype=bool)
    recorded[at[seats.meeting[here]]] = True
    here &= seats.kept
    place_of = np.full(len(study.roster) + 1, -1)
    place_of[study.roster.places(roster.ids)] = np.arange(len(roster))
    first, last = open_days(study, roster)
    meeting, place = at[seats.meeting[here]], place_of[seats.organisation[here]]
    day = dates(held, "date")
    shut = (place >= 0) & ((day[meeting] < first[place]) | (day[meeting] > last[place]))
    kept = (place >= 0) & ~shut
    nowhere = seats.organisation[here] < 0
    columns = {"place": place, "meeting": meeting, "status": seats.status[here], "minutes": seats.minutes[here]}
    return Gathering(
        snapshot,
        roster,
        held,
        int((inside & off).sum()),
        recorded,
        pd.DataFrame({name: column[kept] for name, column in columns.items()}),
        int(nowhere.sum()),
        int((~kept & ~nowhere).sum()),
        first,
        last,
    )


def open_days(study: Study, roster: Roster) -> tuple[Days, Days]:
    """Return the first and the last day on which each organisation is open."""
    first = [study.opened.get(identifier) for identifier in roster.ids]
    last = [study.closed.get(identifier) for identifier in roster.ids]
    return (
        np.array([BEGINNING if d is None else np.datetime64(d, "D") for d in first], dtype="M8[D]"),
        np.array([ENDING if d is None else np.datetime64(d, "D") for d in last], dtype="M8[D]"),
    )
