"""Who has a seat, who uses it, and who is said to have influence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import counted
from sna.infer import midranks
from sna.lenses.apart import apart_rows, group_names, group_places
from sna.lenses.gathered import PRESENT, UNKNOWN, Gathering, gathered
from sna.lenses.influence import Perceived, perceived_in
from sna.lenses.lens import Lens, Looking, Row, says
from sna.model import Study

Values = npt.NDArray[np.float64]

SHARE = "share of these records"
STEPS = (("seats", "attendance"), ("seats", "influence"), ("attendance", "influence"))


@dataclass(frozen=True, eq=False)
class _Voice:
    """Shares of seats, attendance, minutes and influence by organisation; ``NaN`` is missing."""

    shares: dict[str, Values]
    totals: dict[str, float]
    notes: dict[str, str]
    rated: Perceived | None


def voice(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot, each organisation's share of seats, of attendance and of perceived influence.

    A seat is a person listed for a meeting, present or not (a row that names nobody is one); attendance counts those
    present, and ``minutes_share`` weighs them by minutes. Influence is the mean of what respondents said of an
    organisation on the question of influence, as a share of all such means; ``rating_received`` is the mean over
    those alone who gave an answer about it, ``n`` of them, and ``group_rating_received`` the mean of a group's: shares
    count a partner that a respondent does not list as the survey says (0, or not asked), ratings leave it out.
    ``gap`` with ``metric`` ``seats →
    attendance`` is the second share less the first, over the organisations of which both are known, so that gaps add up
    to 0. ``rank_disagreement`` is the part of pairs of organisations that stand the other way round; groups have
    ``group_…_share`` and ``difference_gap``: of mean gap per organisation, with the p of labels dealt out anew.
    """
    study = looking.study
    for snapshot in study.snapshots:
        gathering = gathered(study)[snapshot.name]
        found = _voices(study, gathering)
        base = {"snapshot": snapshot.name, "target": SHARE}
        gaps = dict(_gaps(found.shares))
        for row in (
            *_each(looking, gathering, found),
            *_rated(looking, gathering, found.rated),
            *_gap_rows(looking, gathering, gaps),
            *_disagreement(found.shares),
        ):
            yield {**base, **row}
        yield from ({**base, **row} for row in _by_series(looking, gathering))
        # The gap that the question is about comes first: its p is not corrected for the others.
        order = sorted(gaps, key=lambda name: name != "seats → influence")
        where = {"snapshot": snapshot.name, "quantity": "difference_gap"}
        columns = {name: gaps[name] for name in order}
        yield from apart_rows(looking, gathering.roster, columns, where, about="who is heard")


def _voices(study: Study, gathering: Gathering) -> _Voice:
    seats, roster = gathering.seats, gathering.roster
    present = seats[seats["status"] == PRESENT]
    timed = present[present["minutes"].notna()]
    n = len(roster)
    amounts = {
        "seats": np.bincount(seats["place"], minlength=n).astype(np.float64),
        "attendance": np.bincount(present["place"], minlength=n).astype(np.float64),
        "minutes": np.bincount(timed["place"], weights=timed["minutes"], minlength=n),
    }
    unsure = int((seats["status"] == UNKNOWN).sum())
    notes = {
        "seats": "the register lists only who came, so that seats are attendance" if len(present) == len(seats) else "",
        "attendance": f"{unsure} of {len(seats)} seats: attendance not known" if unsure else "",
        "minutes": f"minutes known of {len(timed)} of {len(present)} presences" if len(timed) < len(present) else "",
    }
    totals = {name: float(amount.sum()) for name, amount in amounts.items()}
    asked = perceived_in(study, gathering.snapshot, roster)
    if asked is not None:
        amounts["influence"] = asked.received
        totals["influence"] = float(asked.respondents)
        missing = int(np.isnan(asked.received).sum())
        left = f"; nobody answered about {counted(missing, n)}" if missing else ""
        notes["influence"] = f"{asked.about}{left}"
    shares = {name: _shares(amount) for name, amount in amounts.items() if np.nansum(amount) > 0}
    return _Voice(shares, totals, notes, asked)


def _shares(amount: npt.NDArray[Any]) -> Values:
    return np.asarray(amount / np.nansum(amount), dtype=np.float64)


def _each(looking: Looking, gathering: Gathering, found: _Voice) -> Iterator[Row]:
    places, groups = group_places(looking, gathering.roster), group_names(looking, gathering.roster)
    for name, share in found.shares.items():
        base, note = {"n": found.totals[name]}, found.notes[name]
        for place, identifier in enumerate(gathering.roster.ids):
            why = "nobody answered about it" if np.isnan(share[place]) else note
            row = {"quantity": f"{name}_share", "organisation": identifier, "group": groups[place]}
            yield {**base, **row, "value": share[place], "note": why}
        for group, members in places.items():
            known = share[members][~np.isnan(share[members])]
            size = (
                f"{counted(len(known), len(members))} of the group" if len(known) else "not known of any in the group"
            )
            row = {"quantity": f"group_{name}_share", "group": group, "note": f"{size}; {note}".rstrip("; ")}
            yield {**base, **row, "value": known.sum() if len(known) else math.nan}
    for name in ("seats", "attendance", "influence"):
        if name not in found.shares:
            why = "no answers to a question of influence" if name == "influence" else "nobody is recorded"
            yield {"quantity": f"{name}_share", "value": math.nan, "n": 0, "note": why}


def _rated(looking: Looking, gathering: Gathering, rated: Perceived | None) -> Iterator[Row]:
    """Yield the mean answer about each organisation, by how many, and each group's mean of its organisations."""
    if rated is None:
        return
    groups = group_names(looking, gathering.roster)
    for place, identifier in enumerate(gathering.roster.ids):
        value, raters = rated.rating[place], rated.raters[place]
        row = {"quantity": "rating_received", "organisation": identifier, "group": groups[place], "n": raters}
        yield {**row, "value": value, "note": "" if raters else "nobody rated it"}
    for group, members in group_places(looking, gathering.roster).items():
        known = members[rated.raters[members] > 0]
        row = {"quantity": "group_rating_received", "group": group, "n": len(known)}
        if not len(known):
            yield {**row, "value": math.nan, "note": "nobody rated any in the group"}
            continue
        least, most = rated.raters[known].min(), rated.raters[known].max()
        by = f"{least}" if least == most else f"{least} to {most}"
        note = f"mean of {counted(len(known))}, each rated by {by}"
        if len(known) < len(members):
            note = f"{note}; {counted(len(members) - len(known), len(members))} rated by nobody, left out"
        yield {**row, "value": rated.rating[known].mean(), "note": note}


def _gaps(shares: dict[str, Values]) -> Iterator[tuple[str, Values]]:
    """Yield the differences of shares, each made anew over the organisations that have both."""
    for one, other in STEPS:
        if one in shares and other in shares:
            both = ~np.isnan(shares[one]) & ~np.isnan(shares[other])
            first, second = (np.where(both, shares[name], np.nan) for name in (one, other))
            if np.nansum(first) > 0 and np.nansum(second) > 0:
                yield f"{one} → {other}", _shares(second) - _shares(first)


def _gap_rows(looking: Looking, gathering: Gathering, gaps: dict[str, Values]) -> Iterator[Row]:
    groups = group_names(looking, gathering.roster)
    for name, gap in gaps.items():
        known = int((~np.isnan(gap)).sum())
        for place, identifier in enumerate(gathering.roster.ids):
            note = "" if not np.isnan(gap[place]) else "not known of it"
            row = {"quantity": "gap", "metric": name, "organisation": identifier, "group": groups[place]}
            yield {**row, "value": gap[place], "n": known, "note": note}


def _disagreement(shares: dict[str, Values]) -> Iterator[Row]:
    """Yield the part of pairs of organisations that one share puts the other way round than another."""
    for one, other in STEPS:
        if one not in shares or other not in shares:
            continue
        both = ~np.isnan(shares[one]) & ~np.isnan(shares[other])
        signs = [
            np.sign(np.subtract.outer(ranks, ranks)) for ranks in (midranks(shares[x][both]) for x in (one, other))
        ]
        product = np.triu(signs[0] * signs[1], 1)
        against, told = int((product < 0).sum()), int((product != 0).sum())
        row = {"quantity": "rank_disagreement", "metric": f"{one} → {other}", "n": told}
        pairs = int(both.sum() * (both.sum() - 1) // 2)
        note = f"{against} of {told} pairs of organisations; {pairs - told} more are level in one of the two"
        yield {
            **row,
            "value": against / told if told else math.nan,
            "note": note if told else "no pair differs in both",
        }


def _by_series(looking: Looking, gathering: Gathering) -> Iterator[Row]:
    """Yield, for each series, the groups' shares of seats and of attendance."""
    names = gathering.names_of_series
    seats, places = gathering.seats, group_places(looking, gathering.roster)
    for series in names if len(names) > 1 else ():
        mine = seats[gathering.of(series)[seats["meeting"]]]
        for name, rows in (("seats", mine), ("attendance", mine[mine["status"] == PRESENT])):
            for group, members in places.items():
                row = {"quantity": f"group_{name}_share", "metric": f"series: {series}", "group": group, "n": len(rows)}
                share = float(rows["place"].isin(members).mean()) if len(rows) else math.nan
                yield {**row, "value": share, "note": "" if len(rows) else "nobody is recorded"}


def _can(study: Study) -> bool:
    return says(study.tables.get("meetings"), "meeting") and "attendance" in study.tables


LENS = Lens(
    "voice",
    "Does a seat mean a voice: seats against attendance against perceived influence?",
    "meetings with attendance; for influence a survey with a question of that name.",
    _can,
    voice,
    of_power=True,
)
