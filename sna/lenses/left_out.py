"""Who is left out of which meetings and decisions: a list, not a ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import counted
from sna.derive.columns import blank, dates, texts
from sna.derive.rosters import open_in
from sna.lenses.apart import Values, apart_rows, group_names, group_places
from sna.lenses.gathered import UNKNOWN, Gathering, gathered, open_days
from sna.lenses.leading import acts_in
from sna.lenses.lens import Lens, Looking, Row, says
from sna.model import Roster, Study
from sna.model.roster import PEOPLE

if TYPE_CHECKING:
    import pandas as pd

LIST = "list of these organisations"
SELDOM = 0.25
"""Below this share of the meetings it could have come to, an organisation came seldom."""
EVERY = "all meetings"
DECISIONS = "all decisions"

Counts = npt.NDArray[np.int64]


def left_out(looking: Looking) -> Iterator[Row]:
    """Yield, for every series of meetings and every document, which organisations had no part in it.

    ``never_came`` and ``came_seldom`` (to less than a quarter) name an organisation; ``value`` is at how many of the
    ``n`` meetings it was present that were held while it was open and of which there is a record (a person: of those
    at which they are listed, come or not). Where attendance is
    not known it is missing, not absence: ``cannot_tell`` names those for whom it would matter. ``never_acted`` names an
    organisation without any action on a document, or on any. ``left_out`` and ``left_out_share`` count both kinds for
    all and by group, and ``difference_left_out`` is the difference of shares, with the p of labels dealt out anew.
    """
    study = looking.study
    for snapshot in study.snapshots:
        roster = open_in(study, snapshot, study.filters)
        if _has_attendance(study):
            gathering = gathered(study)[snapshot.name]
            yield from _listed(looking, roster, snapshot.name, list(_meetings(gathering)), "who comes")
        if _has_decisions(study):
            yield from _listed(looking, roster, snapshot.name, _decisions(study, snapshot.name, roster), "who acts")


@dataclass(frozen=True, eq=False)
class _Asked:
    """One series or document, and what is known of each organisation's part in it.

    ``out`` is 1 for who is left out, 0 for who is not, ``NaN`` where nobody can tell or it could not have had a part.
    """

    metric: str
    quantity: tuple[str, ...]
    taken: Counts
    possible: Counts
    out: Values
    notes: tuple[str, ...]
    uncounted: str = "not known, or could not have had a part"


def _meetings(gathering: Gathering) -> Iterator[_Asked]:
    names = gathering.names_of_series
    for series in (None, *names) if len(names) > 1 else (names or (None,)):
        came, possible = gathering.came(series), gathering.asked(series)
        unknown = gathering.came(series, UNKNOWN)
        some = np.maximum(possible, 1)
        out = np.where((came + unknown) / some < SELDOM, 1.0, np.where(came / some < SELDOM, np.nan, 0.0))
        out[possible == 0] = np.nan
        never = (came == 0) & (unknown == 0)
        word = np.where(np.isnan(out), "cannot_tell", np.where(never, "never_came", "came_seldom"))
        quantity = np.where((possible == 0) | (out == 0), "", word).tolist()
        seats = zip(gathering.listed(series).tolist(), unknown.tolist(), strict=True)
        notes = tuple(_seat_note(*seat) for seat in seats)
        what = (f"series: {series}" if series else EVERY, tuple(quantity), came, possible, out, notes)
        yield _Asked(*what, "not known, or not listed") if gathering.roster.kind == PEOPLE else _Asked(*what)


def _seat_note(listed: int, unknown: int) -> str:
    """Return what the register says of somebody who did not come, or seldom did."""
    if not listed:
        return "never listed in the register"
    known = f"listed {listed} time{'' if listed == 1 else 's'}"
    return f"{known}, attendance not known at {unknown} of the meetings" if unknown else known


def _decisions(study: Study, snapshot: str, roster: Roster) -> list[_Asked]:
    """Return all decisions of a snapshot, and each document whose last action is in it, with all its actions.

    Who acted before is not left out of what was only ratified later.
    """
    acts = {name: acts_in(study, study.snapshots[name]) for name in study.snapshots.names}
    if acts[snapshot].empty:
        return []
    found = [_asked(DECISIONS, acts[snapshot], roster, np.ones(len(roster), dtype=bool))]
    every = {index: name for name, frame in acts.items() for index in frame.index}
    frame = study.tables["decisions"].frame.loc[sorted(every)]
    document = _documents(frame)
    where = np.array([every[index] for index in frame.index], dtype=object)
    first, last = open_days(study, roster)
    for name in sorted({str(value) for value in document[~blank(document)]}):
        mine = document == name
        if max(where[mine], key=study.snapshots.names.index) != snapshot:
            continue
        day = dates(frame[mine], "date")
        known = day[~np.isnat(day)]
        there = (first <= known.max()) & (last >= known.min()) if len(known) else np.ones(len(roster), dtype=bool)
        found.append(_asked(f"document: {name}", frame[mine], roster, there))
    return found


def _documents(frame: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return the document of each row, else its topic, else the decision itself."""
    found = texts(frame, "document")
    for column in ("topic", "decision"):
        found = np.where(blank(found), texts(frame, column), found)
    return found


def _asked(metric: str, acts: pd.DataFrame, roster: Roster, there: npt.NDArray[np.bool_]) -> _Asked:
    """Return who had a part in some acts; who was not open from the first to the last of them could have had none."""
    import pandas as pd

    place = pd.Index(roster.ids, dtype=object).get_indexer(pd.Index(texts(acts, "organisation"), dtype=object))
    taken = np.bincount(place[place >= 0], minlength=len(roster)).astype(np.int64)
    out = np.where(there | (taken > 0), (taken == 0).astype(np.float64), np.nan)
    quantity = tuple("never_acted" if value == 1 else "" for value in out.tolist())
    note = f"of {len(acts)} action{'' if len(acts) == 1 else 's'}"
    return _Asked(metric, quantity, taken, np.full(len(roster), len(acts)), out, (note,) * len(roster))


def _listed(looking: Looking, roster: Roster, snapshot: str, every: list[_Asked], about: str) -> Iterator[Row]:
    """Yield the lists, the counts by group, and the differences between groups."""
    places = group_places(looking, roster)
    group_of = group_names(looking, roster)
    for asked in every:
        base = {"snapshot": snapshot, "metric": asked.metric, "target": LIST}
        for place, identifier in enumerate(roster.ids):
            if asked.quantity[place]:
                row = {**base, "organisation": identifier, "group": group_of[place], "n": asked.possible[place]}
                yield {
                    **row,
                    "quantity": asked.quantity[place],
                    "value": asked.taken[place],
                    "note": asked.notes[place],
                }
        for group, members in (("", np.arange(len(roster))), *places.items()):
            yield from ({**base, "group": group, **row} for row in _counts(asked.out[members], asked.uncounted))
    where = {"snapshot": snapshot, "quantity": "difference_left_out"}
    columns = {asked.metric: asked.out for asked in every if not np.isnan(asked.out).all()}
    yield from apart_rows(looking, roster, columns, where, about=about)


def _counts(out: Values, uncounted: str) -> Iterator[Row]:
    known = out[~np.isnan(out)]
    unknown = len(out) - len(known)
    note = f"{counted(unknown, len(out))} {uncounted}" if unknown else ""
    yield {"quantity": "left_out", "value": known.sum(), "n": len(known), "note": note}
    if len(known):
        yield {"quantity": "left_out_share", "value": known.mean(), "n": len(known), "note": note}


def _has_attendance(study: Study) -> bool:
    return says(study.tables.get("meetings"), "meeting") and "attendance" in study.tables


def _has_decisions(study: Study) -> bool:
    return says(study.tables.get("decisions"), "action") and "profession" not in study.filters


LENS = Lens(
    "left_out",
    "Who is left out of which meetings and decisions?",
    "meetings with attendance, or decisions.",
    lambda study: _has_attendance(study) or _has_decisions(study),
    left_out,
    of_power=True,
)
