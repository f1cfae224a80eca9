"""Attendance → who met whom, and how much."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from sna.derive.columns import Texts, numbers, texts
from sna.model import Affiliation, LayerRule, Roster, Snapshot
from sna.model.ties import Places


def affiliation_of(frame: pd.DataFrame, *, roster: Roster, rule: LayerRule, snapshot: Snapshot) -> Affiliation:
    """Return organisations × meetings: which organisation had somebody at which meeting.

    Parameters
    ----------
    frame
        Attendance rows with ``meeting`` and ``organisation``, all inside ``roster``.
    roster
        The organisations, in the order of rows.

    Returns
    -------
    Affiliation
        Weight = number of attendance rows: the size of the delegation.
    """
    meetings = Roster.of(sorted(set(frame["meeting"])), kind="meetings")
    row = roster.places(frame["organisation"])
    column = meetings.places(frame["meeting"])
    cells, size = np.unique(row * max(len(meetings), 1) + column, return_counts=True)
    row, column = np.divmod(cells, max(len(meetings), 1))
    return Affiliation(roster, meetings, row, column, size.astype(np.float64), rule.name, snapshot.name)


def shared_meetings(affiliation: Affiliation, *, weighting: str) -> pd.DataFrame:
    """Return one row per pair of organisations that met, weighed by how many meetings they share.

    Parameters
    ----------
    affiliation
        Organisations × meetings.
    weighting
        ``meetings`` counts shared meetings; ``newman`` lets a meeting of k organisations add 1/(k-1), so that one
        meeting of a hundred does not drown the rest (Newman 2001, doi:10.1103/PhysRevE.64.016132).

    Examples
    --------
    >>> orgs, meetings = Roster.of(["A", "B", "C"]), Roster.of(["m1"], kind="meetings")
    >>> cells = np.array([0, 1, 2]), np.array([0, 0, 0]), np.ones(3)
    >>> shared_meetings(Affiliation(orgs, meetings, *cells, "attendance"), weighting="newman")["weight"].tolist()
    [0.5, 0.5, 0.5]
    """
    shape = (len(affiliation.rows), len(affiliation.columns))
    present = sparse.csr_array((np.ones(len(affiliation.row)), (affiliation.row, affiliation.column)), shape=shape)
    attending = np.asarray(present.sum(axis=0)).ravel()
    per_meeting = np.ones(shape[1]) if weighting == "meetings" else 1.0 / np.maximum(attending - 1, 1)
    shared = sparse.triu((present * per_meeting) @ present.T, k=1).tocoo()
    return _pairs(affiliation.rows, shared.row, shared.col, shared.data)


def shared_minutes(frame: pd.DataFrame, *, roster: Roster) -> pd.DataFrame:
    """Return one row per pair of organisations that met, weighed by the share of each meeting they were both there.

    The time an organisation was there is that of its longest-present attendee. Two organisations overlap from the later
    arrival to the earlier departure where ``joined`` and ``left`` are known for both, else for the smaller of their
    minutes; divided by the meeting's duration (where that is blank: by the longest presence at the meeting).

    Parameters
    ----------
    frame
        Attendance rows with ``meeting``, ``organisation``, minutes in ``minutes_present`` (or ``joined`` and ``left``)
        and ``meeting_duration``; rows without minutes have been set aside.
    """
    held = pd.DataFrame(
        {
            "meeting": frame["meeting"].to_numpy(),
            "place": roster.places(frame["organisation"]),
            "minutes": minutes_there(frame),
            "joined": clock(texts(frame, "joined")),
            "left": clock(texts(frame, "left")),
            "duration": numbers(frame, "meeting_duration"),
        }
    )
    grouped = held.groupby(["meeting", "place"])
    there = grouped.agg({"minutes": "max", "joined": "min", "left": "max", "duration": "max"}).reset_index()
    longest = there.groupby("meeting")["minutes"].transform("max")
    there["duration"] = there["duration"].where(there["duration"] > 0, longest)
    both = there.merge(there, on="meeting", suffixes=("_a", "_b"))
    both = both[both["place_a"] < both["place_b"]]
    arrived = np.maximum(both["joined_a"].to_numpy(), both["joined_b"].to_numpy())
    clocked = np.minimum(both["left_a"].to_numpy(), both["left_b"].to_numpy()) - arrived
    smaller = np.minimum(both["minutes_a"].to_numpy(), both["minutes_b"].to_numpy())
    overlap = np.where(np.isnan(clocked), smaller, np.maximum(clocked, 0.0))
    both["weight"] = np.minimum(overlap / both["duration_a"].to_numpy(), 1.0)
    summed = both[both["weight"] > 0].groupby(["place_a", "place_b"])["weight"].sum().reset_index()
    return _pairs(roster, summed["place_a"].to_numpy(), summed["place_b"].to_numpy(), summed["weight"].to_numpy())


def minutes_there(frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the minutes each attendee was there: as stated, else from ``joined`` to ``left``; ``NaN`` if unknown."""
    stated = numbers(frame, "minutes_present")
    clocked = clock(texts(frame, "left")) - clock(texts(frame, "joined"))
    return np.where(np.isnan(stated), clocked, stated)


def clock(values: Texts) -> npt.NDArray[np.float64]:
    """Return ``hh:mm`` as minutes since midnight; ``NaN`` where blank."""
    known = {value: _minutes(value) for value in set(values)}
    return np.array([known[value] for value in values], dtype=np.float64)


def _minutes(value: str | None) -> float:
    hours, colon, minutes = (value or "").partition(":")
    if not colon or not hours.isdigit() or not minutes[:2].isdigit():
        return float("nan")
    return int(hours) * 60 + int(minutes[:2])


def _pairs(roster: Roster, row: Places, column: Places, weight: npt.NDArray[np.float64]) -> pd.DataFrame:
    ids = np.array(roster.ids, dtype=object)
    return pd.DataFrame({"from_organisation": ids[row], "to_organisation": ids[column], "weight": weight})
