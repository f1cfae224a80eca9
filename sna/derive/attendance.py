"""Attendance → who met whom, and how much."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from sna.derive.columns import Texts, numbers, texts
from sna.model import Affiliation, LayerRule, Roster, Snapshot
from sna.model.ties import Places, Weights


def affiliation_of(frame: pd.DataFrame, *, roster: Roster, rule: LayerRule, snapshot: Snapshot) -> Affiliation:
    """Return organisations × meetings (decisions, partnerships): which organisation took part in what.

    Parameters
    ----------
    frame
        Rows with ``organisation``, all inside ``roster``, and the column of what it took part in.
    roster
        The organisations, in the order of rows.

    Returns
    -------
    Affiliation
        Weight = number of rows: for meetings the size of the delegation, in which nobody counts twice.
    """
    things = texts(frame, shared_column(rule))
    meetings = Roster.of(sorted(set(things.tolist())), kind=f"{shared_column(rule)}s")
    many = max(len(meetings), 1)
    cells = roster.places(texts(frame, "organisation")) * many + meetings.places(things)
    if rule.table == "attendance":
        person = pd.factorize(texts(frame, "person"))[0]
        named = np.flatnonzero(person >= 0)
        once = np.unique(cells[named] * max(len(frame), 1) + person[named], return_index=True)[1]
        cells = np.concatenate([cells[person < 0], cells[named[once]]])
    cells, size = np.unique(cells, return_counts=True)
    row, column = np.divmod(cells, many)
    return Affiliation(roster, meetings, row, column, size.astype(np.float64), rule.name, snapshot.name)


def shared_column(rule: LayerRule) -> str:
    """Return the column of what organisations take part in.

    Examples
    --------
    >>> shared_column(LayerRule("board", "attendance")), shared_column(LayerRule("members", "members"))
    ('meeting', 'partnership')
    """
    return {"attendance": "meeting", "members": "partnership"}.get(rule.table, rule.through)


def shared_meetings(affiliation: Affiliation, *, weighting: str) -> pd.DataFrame:
    """Return one row per pair of organisations that met, weighed by how many meetings they share.

    Parameters
    ----------
    affiliation
        Organisations × meetings.
    weighting
        ``meetings`` counts shared meetings; ``newman`` lets a meeting of k organisations add 1/(k-1), so that one
        meeting of a hundred does not drown the rest (Newman 2001, doi:10.1103/PhysRevE.64.016132); ``jaccard`` divides
        shared meetings by those that either attended, ``cosine`` by the square root of the product of their numbers.

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
    per_meeting = 1.0 / np.maximum(attending - 1, 1) if weighting == "newman" else np.ones(shape[1])
    shared = sparse.triu((present * per_meeting) @ present.T, k=1).tocoo()
    attended = np.asarray(present.sum(axis=1)).ravel()
    weight = likeness(shared.data, attended[shared.row], attended[shared.col], weighting=weighting)
    return _pairs(affiliation.rows, shared.row, shared.col, weight)


def likeness(shared: Weights, one: Weights, other: Weights, *, weighting: str) -> Weights:
    """Return the number shared, or by ``jaccard`` and ``cosine`` its share of what the one and the other took part in.

    Examples
    --------
    >>> both, one, other = np.array([2.0]), np.array([2.0]), np.array([8.0])
    >>> [likeness(both, one, other, weighting=rule).tolist() for rule in ("meetings", "jaccard", "cosine")]
    [[2.0], [0.25], [0.5]]
    """
    if weighting == "jaccard":
        return shared / (one + other - shared)
    return shared / np.sqrt(one * other) if weighting == "cosine" else shared


def pairs_of_people(frame: pd.DataFrame, *, roster: Roster) -> pd.DataFrame:
    """Return one row per pair of organisations that met, weighed by pairs of people, one from each.

    A meeting adds as many pairs as the smaller delegation has people, so that a delegation of ten counts for no more
    than the one person it met. A row without ``person`` is one person; nobody makes a pair with themselves.

    Parameters
    ----------
    frame
        Attendance rows with ``meeting``, ``organisation`` and perhaps ``person``.
    roster
        The organisations.

    Examples
    --------
    >>> there = [("m1", "A", "p"), ("m1", "A", "q"), ("m1", "B", "r"), ("m1", "B", None), ("m1", "B", "s")]
    >>> frame = pd.DataFrame(there, columns=["meeting", "organisation", "person"])
    >>> pairs_of_people(frame, roster=Roster.of("AB"))["weight"].tolist()
    [2.0]
    """
    people = pd.DataFrame({"meeting": frame["meeting"].to_numpy(), "place": roster.places(frame["organisation"])})
    people["person"] = texts(frame, "person")
    people = people[people["person"].isna() | ~people.duplicated()]
    sizes = people.groupby(["meeting", "place"]).agg(size=("place", "size"), only=("person", "first")).reset_index()
    event = pd.factorize(sizes["meeting"], sort=True)[0]
    place, size = sizes["place"].to_numpy(), sizes["size"].to_numpy()
    shape = (len(roster), int(event.max(initial=-1)) + 1)
    met = sparse.csr_array(shape[:1] * 2)
    # The smaller of two sizes is the number of thresholds that both reach.
    for least in range(1, int(size.max(initial=0)) + 1):
        big = size >= least
        held = sparse.csr_array((np.ones(big.sum()), (place[big], event[big])), shape=shape)
        met = met + held @ held.T
    alone = sizes[(sizes["size"] == 1) & sizes["only"].notna()]
    twice = alone.merge(alone, on=["meeting", "only"], suffixes=("_a", "_b"))
    ends = twice["place_a"].to_numpy(), twice["place_b"].to_numpy()
    met = sparse.triu(met - sparse.csr_array((np.ones(len(twice)), ends), shape=met.shape), k=1).tocoo()
    some = met.data > 0
    return _pairs(roster, met.row[some], met.col[some], met.data[some])


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
    if not colon or not hours.isdecimal() or not minutes[:2].isdecimal():
        return float("nan")
    return int(hours) * 60 + int(minutes[:2])


def _pairs(roster: Roster, row: Places, column: Places, weight: npt.NDArray[np.float64]) -> pd.DataFrame:
    ids = np.array(roster.ids, dtype=object)
    return pd.DataFrame({"from_organisation": ids[row], "to_organisation": ids[column], "weight": weight})
