"""Roles → joint roles over time: from when to when one person worked for several organisations at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sna.derive.columns import blank, dates, numbers, texts
from sna.derive.selecting import professions
from sna.derive.windows import BEGINNING, as_days, filled
from sna.engines import memoised
from sna.model import Study

if TYPE_CHECKING:
    from sna.derive.columns import Texts

Role = Mapping[Hashable, Any]
"""A row of the table of roles, its days filled."""
ONE_DAY = np.timedelta64(1, "D")
UNKNOWN = "unknown"
NO_PROFESSION = "profession unknown"
COLUMNS = ("person", "profession", "organisations", "first_day", "last_day", "ended", "reason", "sessions", "pairs")


@dataclass(frozen=True)
class Spell:
    """A person's unbroken time at one organisation."""

    organisation: str
    first: np.datetime64
    last: np.datetime64
    over: bool
    reason: str
    sessions: float
    profession: str


@memoised
def joint_spells(study: Study) -> pd.DataFrame:
    """Return one row per joint role: a person, two or more organisations, and the days on which they overlap.

    Roles of one person at one organisation that touch or overlap are one spell. A joint role runs while spells at
    different organisations overlap; overlaps with a day in common belong to one joint role, so that a third
    organisation that joins later makes no second one. Roles of other pathways or professions are left out where the
    study is narrowed to some.

    Parameters
    ----------
    study
        A study with the table ``roles``.

    Returns
    -------
    DataFrame
        ``person, profession, organisations`` (ids in order), ``first_day, last_day`` (days; the beginning of the
        calendar where no start is on record), ``ended`` (an end is on record and has come by the cut-off), ``reason``
        of the role that ended it (``unknown`` where blank, empty while it runs), ``sessions`` (the smaller side's;
        blank where either is), ``pairs`` (tuples of both ids, first and last day). By first day, then organisations,
        then person.

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> found = joint_spells(read_study("centralised-surgery", deriving=DERIVING))
    >>> len(found), int(found["ended"].sum()), found["organisations"].tolist()[0]
    (8, 2, ('007', 'ZA2'))
    """
    records = _roles(study).to_dict("records")
    rows = [row for _, own in groupby(records, itemgetter("person")) for row in _joint(list(own))]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values(["first_day", "organisations", "person"], kind="stable", ignore_index=True)


def _roles(study: Study) -> pd.DataFrame:
    """Return the roles of people with several organisations, days filled, ends that lie ahead as running."""
    whole = study.tables["roles"].frame
    first, last = filled(dates(whole, "start"), dates(whole, "end"), cut_off=study.cut_off)
    known = ~np.isnat(as_days(dates(whole, "end")))
    until = observed_until(study)
    frame = pd.DataFrame(
        {
            "person": whole["person"].to_numpy(),
            "organisation": whole["organisation"].to_numpy(),
            "pathway": texts(whole, "pathway"),
            "profession": _words(professions(study, "roles"), NO_PROFESSION),
            "first": first,
            "last": np.minimum(last, until),
            "over": known & (last <= until),
            "reason": _words(texts(whole, "end_reason"), UNKNOWN),
            "sessions": numbers(whole, "sessions"),
        }
    )
    for column in ("pathway", "profession"):
        if column in study.filters:
            frame = frame[frame[column].isin(study.filters[column])]
    frame = frame[(frame["first"] <= frame["last"]) & frame["organisation"].isin(study.roster.position)]
    frame = frame[frame.groupby("person")["organisation"].transform("nunique") > 1]
    return frame.sort_values(["person", "organisation", "first", "last", "reason"], kind="stable")


def observed_until(study: Study) -> np.datetime64:
    """Return the last day that is observed: the cut-off, else the last snapshot's end, else a role's latest date."""
    ends = [snapshot.end for snapshot in study.snapshots if snapshot.end]
    day: dt.date | None = study.cut_off or max(ends, default=None)
    if day is not None:
        return np.datetime64(day, "D")
    frame = study.tables["roles"].frame
    known = np.concatenate([as_days(dates(frame, "start")), as_days(dates(frame, "end"))])
    known = known[~np.isnat(known)]
    return known.max() if len(known) else BEGINNING


def _words(values: Texts, otherwise: str) -> Texts:
    return np.where(blank(values), otherwise, values)


def _joint(own: Sequence[Role]) -> Iterator[dict[str, Any]]:
    """Yield the joint roles of one person, from roles by organisation and first day."""
    parts_of = groupby(own, itemgetter("organisation"))
    spells = [spell for name, part in parts_of for spell in _merged(str(name), list(part))]
    overlaps = sorted(
        (max(a.first, b.first), min(a.last, b.last), at, other)
        for at, a in enumerate(spells)
        for other, b in enumerate(spells[at + 1 :], at + 1)
        if a.organisation != b.organisation and max(a.first, b.first) <= min(a.last, b.last)
    )
    while overlaps:
        begun, until = overlaps[0][0], overlaps[0][1]
        run = []
        while overlaps and overlaps[0][0] <= until:
            run.append(overlaps.pop(0))
            until = max(until, run[-1][1])
        parts = [spells[place] for place in sorted({place for _, _, a, b in run for place in (a, b)})]
        enders = [spell for spell in parts if spell.over and spell.last == until]
        amounts = [spell.sessions for spell in parts]
        pairs = sorted((spells[a].organisation, spells[b].organisation, first, last) for first, last, a, b in run)
        yield {
            "person": own[0]["person"],
            "profession": " and ".join(sorted({spell.profession for spell in parts})),
            "organisations": tuple(sorted({spell.organisation for spell in parts})),
            "first_day": begun,
            "last_day": until,
            "ended": bool(enders),
            "reason": " and ".join(sorted({spell.reason for spell in enders})),
            "sessions": min(amounts) if not np.isnan(amounts).any() else np.nan,
            "pairs": tuple(pairs),
        }


def _merged(organisation: str, rows: list[Role]) -> Iterator[Spell]:
    """Yield a person's unbroken times at one organisation; several roles on the same day add up their sessions."""
    while rows:
        run = [rows.pop(0)]
        until = run[0]["last"]
        while rows and rows[0]["first"] <= until + ONE_DAY:
            run.append(rows.pop(0))
            until = max(until, run[-1]["last"])
        last = [row for row in run if row["last"] == until]
        yield Spell(
            organisation,
            np.datetime64(run[0]["first"], "D"),
            np.datetime64(until, "D"),
            all(row["over"] for row in last),
            " and ".join(sorted({str(row["reason"]) for row in last})),
            _at_once(run),
            str(last[-1]["profession"]),
        )


def _at_once(run: Sequence[Role]) -> float:
    """Return the sessions of the roles that run at the end of a time at one organisation, added up."""
    until = max(row["last"] for row in run)
    return float(sum(row["sessions"] for row in run if row["last"] == until))
