"""Attendance and engagement by quarter or month, counted from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import groups_at, said
from sna.derive.attending import attended_rows
from sna.derive.rosters import roster_at
from sna.derive.windows import as_days, bounds
from sna.lenses.lens import Looking
from sna.lenses.over_time import Series, calendar
from sna.model import Contrast, LayerRule, Roster, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

ATTENDANCE = LayerRule("attendance", "attendance", rule="meetings", directed=False)
LAYER = "attendance"


def meeting_series(looking: Looking) -> Iterator[Series]:
    """Yield the series of attendance: of all meetings, then of groups, then of organisations.

    ``meetings_held``: meetings dated in the period and not cancelled. ``organisations_per_meeting``: mean number of
    organisations at a meeting with a record of who came. ``organisations_active``: share of the organisations open in
    the period that came at least once. ``presence_rate`` of a group or an organisation: of all its possible presences
    (its open organisations × meetings with a record) the share at which it was there.
    """
    study = looking.study
    meetings = _dated(study)
    if meetings.empty:
        return
    days = as_days(meetings["date"].to_numpy())
    first, last = days.min().astype(object), days.max().astype(object)
    end = study.cut_off if study.cut_off is not None and study.cut_off >= last else last
    periods = calendar(first, end, cut_off=study.cut_off)
    if not periods:
        return
    held = _held(meetings)
    came = _came(study, periods)
    rosters = [roster_at(study, period, study.filters) for period in periods]
    place = _places(periods, as_days(held["date"].to_numpy()))
    counts = np.bincount(place[place >= 0], minlength=len(periods)).astype(np.float64)
    without = counts.sum() - came["meeting"].nunique()
    beware = (f"{without:.0f} of {counts.sum():.0f} meetings without a record of who came",) if without > 0 else ()
    yield Series(LAYER, "meetings_held", periods, counts, counts)
    yield from _whole(periods, came, rosters, beware)
    yield from _parts(looking.contrast, periods, came, rosters, beware)
    yield from _each(study, periods, came, rosters, beware)


def _dated(study: Study) -> pd.DataFrame:
    """Return the meetings with a date within the snapshots, of the pathways that were asked for."""
    meetings = study.tables["meetings"].frame
    if "date" not in meetings:
        return meetings.iloc[:0]
    meetings = meetings[meetings["date"].notna()]
    if "pathway" in study.filters and "pathway" in meetings:
        meetings = meetings[meetings["pathway"].isin(study.filters["pathway"])]
    first = min(bounds(snapshot)[0] for snapshot in study.snapshots)
    last = max(bounds(snapshot)[1] for snapshot in study.snapshots)
    days = as_days(meetings["date"].to_numpy())
    return meetings[(days >= first) & (days <= last)]


def _held(meetings: pd.DataFrame) -> pd.DataFrame:
    return meetings[meetings["cancelled"] != "yes"] if "cancelled" in meetings else meetings


def _came(study: Study, periods: tuple[Snapshot, ...]) -> pd.DataFrame:
    """Return meetings, the organisations that came, and the place of the period: one row a presence."""
    whole = Snapshot("", periods[0].start, periods[-1].end)
    rows = attended_rows(study, ATTENDANCE, whole, study.filters).frame
    rows = rows[["meeting", "organisation", "meeting_date"]].drop_duplicates(["meeting", "organisation"])
    return rows.assign(place=_places(periods, as_days(rows["meeting_date"].to_numpy())))


def _places(periods: tuple[Snapshot, ...], days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    """Return the period each day lies in; −1 for none."""
    starts = np.array([bounds(period)[0] for period in periods])
    ends = np.array([bounds(period)[1] for period in periods])
    at = np.searchsorted(starts, days, side="right") - 1
    return np.where((at >= 0) & (days <= ends[np.maximum(at, 0)]), at, -1)


def _whole(
    periods: tuple[Snapshot, ...], came: pd.DataFrame, rosters: list[Roster], beware: tuple[str, ...]
) -> Iterator[Series]:
    recorded = _recorded(periods, came)
    present = np.bincount(came["place"], minlength=len(periods)).astype(np.float64)
    yield Series(LAYER, "organisations_per_meeting", periods, _ratio(present, recorded), recorded, beware=beware)
    active, sizes = np.zeros(len(periods)), np.array([len(roster) for roster in rosters], dtype=np.float64)
    for at, roster in enumerate(rosters):
        names = set(came.loc[came["place"] == at, "organisation"])
        active[at] = sum(name in roster.position for name in names)
    active[recorded == 0] = np.nan
    yield Series(LAYER, "organisations_active", periods, _ratio(active, sizes), sizes, beware=beware)


def _recorded(periods: tuple[Snapshot, ...], came: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return how many meetings of each period have a record of who came."""
    places = came.drop_duplicates("meeting")["place"]
    return np.bincount(places, minlength=len(periods)).astype(np.float64)


def _parts(
    contrast: Contrast | None,
    periods: tuple[Snapshot, ...],
    came: pd.DataFrame,
    rosters: list[Roster],
    beware: tuple[str, ...],
) -> Iterator[Series]:
    """Yield the presence rate of every group, as grouped in each period."""
    if contrast is None:
        return
    recorded = _recorded(periods, came)
    there = np.zeros((len(contrast.groups), len(periods)))
    sizes = np.zeros_like(there)
    for at, roster in enumerate(rosters):
        groups = groups_at(contrast, roster)
        names = came.loc[came["place"] == at, "organisation"]
        known = groups[[roster.position[name] for name in names if name in roster.position]]
        for g in range(len(contrast.groups)):
            there[g, at], sizes[g, at] = (known == g).sum(), (groups == g).sum()
    for g, group in enumerate(contrast.groups):
        possible = sizes[g] * recorded
        values = _ratio(there[g], possible)
        yield Series(LAYER, "presence_rate", periods, values, possible, group=said(group), beware=beware)


def _each(
    study: Study, periods: tuple[Snapshot, ...], came: pd.DataFrame, rosters: list[Roster], beware: tuple[str, ...]
) -> Iterator[Series]:
    """Yield the presence rate of every organisation, in the periods in which it was open."""
    recorded = _recorded(periods, came)
    for name in study.roster.ids:
        there = np.bincount(came.loc[came["organisation"] == name, "place"], minlength=len(periods))
        possible = np.where([name in roster.position for roster in rosters], recorded, 0.0)
        values = _ratio(there.astype(np.float64), possible)
        yield Series(LAYER, "presence_rate", periods, values, possible, organisation=name, beware=beware)


def _ratio(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return part ÷ whole, undefined where the whole is nought."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)
