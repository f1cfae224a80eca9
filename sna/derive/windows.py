"""Which spells, events and periods count in a snapshot, and by how much."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from sna.model import Snapshot

Days = npt.NDArray[np.datetime64]
Shares = npt.NDArray[np.float64]

BEGINNING, ENDING = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")


def bounds(snapshot: Snapshot) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and last day of a snapshot, open sides as the ends of the calendar."""
    start = BEGINNING if snapshot.start is None else np.datetime64(snapshot.start, "D")
    end = ENDING if snapshot.end is None else np.datetime64(snapshot.end, "D")
    return start, end


def as_days(values: npt.ArrayLike) -> Days:
    """Return dates as whole days."""
    return np.asarray(values).astype("datetime64[D]")


def filled(start: npt.ArrayLike, end: npt.ArrayLike, *, cut_off: dt.date | None) -> tuple[Days, Days]:
    """Return spells with blanks filled: no start = since ever, no end = still running at the cut-off."""
    first, last = as_days(start), as_days(end)
    still = ENDING if cut_off is None else np.datetime64(cut_off, "D")
    first = np.where(np.isnat(first), BEGINNING, first)
    return first, np.where(np.isnat(last), np.maximum(still, first), last)


def spell_share(start: Days, end: Days, snapshot: Snapshot) -> Shares:
    """Return how much of a snapshot a spell counts for, from 0 (not at all) to 1, by the snapshot's rule.

    Parameters
    ----------
    start, end
        First and last day of each spell, no blanks.
    snapshot
        ``active_any``: 1 if the spell runs on any day of it; ``active_at``: 1 if it runs on its last day;
        ``overlap``: the share of its days on which the spell runs.

    Examples
    --------
    >>> import datetime as dt
    >>> spell = np.array(["2015-01-01"], "M8[D]"), np.array(["2015-06-30"], "M8[D]")
    >>> year = dt.date(2015, 1, 1), dt.date(2015, 12, 31)
    >>> spell_share(*spell, Snapshot("2015", *year, "active_any")).tolist()
    [1.0]
    >>> spell_share(*spell, Snapshot("2015", *year, "active_at")).tolist()
    [0.0]
    >>> spell_share(*spell, Snapshot("2015", *year, "overlap")).round(3).tolist()
    [0.496]
    """
    first, last = bounds(snapshot)
    runs = (start <= last) & (end >= first) & (start <= end)
    if snapshot.rule == "active_at":
        return ((start <= last) & (end >= last)).astype(np.float64)
    if snapshot.rule == "active_any" or snapshot.start is None or snapshot.end is None:
        return runs.astype(np.float64)
    days = (np.minimum(end, last) - np.maximum(start, first)).astype(np.int64) + 1
    return np.where(runs, days / ((last - first).astype(np.int64) + 1), 0.0)


def period_share(start: Days, end: Days, snapshot: Snapshot) -> Shares:
    """Return the share of a period's days that lie in a snapshot, so that a count over it is counted once in all.

    Examples
    --------
    >>> import datetime as dt
    >>> period = np.array(["2014-12-01"], "M8[D]"), np.array(["2015-01-31"], "M8[D]")
    >>> period_share(*period, Snapshot("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31))).tolist()
    [0.5]
    """
    first, last = bounds(snapshot)
    inside = (np.minimum(end, last) - np.maximum(start, first)).astype(np.int64) + 1
    whole = (end - start).astype(np.int64) + 1
    return np.clip(inside, 0, None) / whole


def happened_in(date: npt.ArrayLike, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Return whether events fall in a snapshot; one without a date only if the snapshot is open on both sides."""
    first, last = bounds(snapshot)
    days = as_days(date)
    if snapshot.start is None and snapshot.end is None:
        return np.ones(len(days), dtype=bool)
    return np.asarray(~np.isnat(days) & (days >= first) & (days <= last), dtype=bool)
