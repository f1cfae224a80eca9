"""Partners that left, by date; and what went with them: seats of sectors in partnerships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sna.derive.columns import Flags, Texts, blank, dates, texts
from sna.derive.joint_spells import UNKNOWN
from sna.derive.windows import filled
from sna.lenses.lens import Row, says
from sna.model import Snapshot, Study

COUNT = "count of these records"
REASONS = ("withdrawal_reason", "closure_reason", "reason")
"""Columns of organisations that may say why one left."""


@dataclass(frozen=True, order=True)
class Departure:
    """Who left, after which last day, and why."""

    day: np.datetime64
    organisation: str
    reason: str


def departures(study: Study) -> list[Departure]:
    """Return the partners that left before the end, first to last.

    An organisation left when it closed without a successor, or when every one of its memberships ended before the
    partnership did; whichever came first, if that was before the cut-off.
    """
    ends = dict(_closed(study))
    for organisation, (day, reason) in _resigned(study).items():
        if organisation not in ends or day < ends[organisation][0]:
            ends[organisation] = (day, reason)
    return sorted(Departure(day, organisation, reason) for organisation, (day, reason) in ends.items())


def _closed(study: Study) -> Iterator[tuple[str, tuple[np.datetime64, str]]]:
    attributes = study.roster.attributes
    column = next((name for name in REASONS if name in attributes), None)
    for organisation, closed in study.closed.items():
        place = study.roster.position.get(organisation)
        day = np.datetime64(closed, "D")
        if place is None or _beyond(study, day) or (attributes.get("successor") or {place: None})[place] is not None:
            continue
        reason = attributes[column][place] if column else None
        yield organisation, (day, reason or UNKNOWN)


def _beyond(study: Study, day: np.datetime64) -> bool:
    return study.cut_off is not None and bool(day >= np.datetime64(study.cut_off, "D"))


def _resigned(study: Study) -> dict[str, tuple[np.datetime64, str]]:
    """Return who has left every partnership before it ended."""
    if not says(study.tables.get("members"), "partnership", "organisation"):
        return {}
    members = study.tables["members"].frame
    early, end = _left_early(study), dates(members, "end")
    reasons = texts(members, "reason")
    found = {}
    for organisation, rows in members.reset_index(drop=True).groupby("organisation", sort=True).groups.items():
        places = rows.to_numpy()
        if early[places].all():
            last = places[np.argmax(end[places])]
            found[str(organisation)] = (end[last], str(reasons[last] or UNKNOWN))
    return found


def _left_early(study: Study) -> Flags:
    """Return which memberships ended before their partnership did."""
    members = study.tables["members"].frame
    end = dates(members, "end")
    limit = np.full(len(members), np.datetime64("9999-12-31", "D"))
    if "partnerships" in study.tables:
        partnerships = study.tables["partnerships"].frame
        until = filled(dates(partnerships, "start"), dates(partnerships, "end"), cut_off=study.cut_off)[1]
        known = dict(zip(partnerships["partnership"], until, strict=True))
        limit = np.array([known.get(name, limit[0]) for name in members["partnership"]], dtype="datetime64[D]")
    if study.cut_off is not None:
        limit = np.minimum(limit, np.datetime64(study.cut_off, "D"))
    return np.asarray(~np.isnat(end) & (end < limit), dtype=bool)


def departure_rows(study: Study) -> Iterator[Row]:
    """Yield how many partners left and why, and the seats and sectors that partnerships lost.

    ``partners_left`` counts partners by ``metric`` a reason, or all; ``seats_lost`` the memberships of ``group`` a
    sector that ended before the partnership did, ``n`` all its memberships; ``sectors_lost`` the sectors that a
    partnership (``metric``) had at its start and has no member of any more, ``n`` those it had.
    """
    left = departures(study)
    base = {"layer": "partners", "target": COUNT}
    note = "" if left else "no date of leaving is on record before the end"
    yield {**base, "quantity": "partners_left", "value": len(left), "n": len(study.roster), "note": note}
    for reason in sorted({departure.reason for departure in left}):
        many = sum(departure.reason == reason for departure in left)
        yield {**base, "quantity": "partners_left", "metric": reason, "value": many, "n": len(left)}
    if not says(study.tables.get("members"), "partnership", "organisation"):
        return
    members = study.tables["members"].frame
    early = _left_early(study)
    sector = _sectors(study)
    for name in sorted(set(sector)):
        of = sector == name
        row = {"quantity": "seats_lost", "group": name, "value": int((of & early).sum()), "n": int(of.sum())}
        yield {**base, **row}
    partnership = members["partnership"].to_numpy(dtype=object)
    for name in sorted(set(partnership)):
        had, has = set(sector[partnership == name]), set(sector[(partnership == name) & ~early])
        gone = sorted(had - has)
        note = f"nobody left of: {', '.join(gone)}" if gone else ""
        yield {**base, "quantity": "sectors_lost", "metric": name, "value": len(gone), "n": len(had), "note": note}


def _sectors(study: Study) -> Texts:
    """Return the sector of every membership: its own, else the organisation's."""
    members = study.tables["members"].frame
    sector = texts(members, "sector")
    known = study.roster.attributes.get("sector", (None,) * len(study.roster))
    listed = dict(zip(study.roster.ids, known, strict=True))
    own = np.array([listed.get(name) for name in members["organisation"]], dtype=object)
    sector = np.where(blank(sector), own, sector)
    return np.where(blank(sector), "sector unknown", sector)


def before_the_first(study: Study, left: list[Departure]) -> Snapshot:
    """Return the last snapshot that ended before anybody left; the first where none did, the last where nobody left."""
    if not left:
        return study.snapshots.ordered[-1]
    whole = [s for s in study.snapshots if s.end is not None and np.datetime64(s.end, "D") <= left[0].day]
    return whole[-1] if whole else study.snapshots.ordered[0]
