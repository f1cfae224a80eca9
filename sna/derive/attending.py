"""Whom each attendee stood for, and which attendance counts in a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from sna.derive import fates
from sna.derive.columns import NOTHING, Flags, Texts, blank, dates, is_in, numbers, texts
from sna.derive.fates import Selection, Sieve
from sna.derive.windows import Days, filled, happened_in
from sna.model import FactTable, Filters, LayerRule, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Attendees:
    """The attendance of a study with whom each row stood for, and the rows that count in no snapshot."""

    frame: pd.DataFrame
    day: Days
    aside: tuple[tuple[Flags, str], ...]


_known: WeakKeyDictionary[FactTable, tuple[tuple[FactTable | None, ...], Attendees]] = WeakKeyDictionary()


def attendees(study: Study) -> Attendees:
    """Return what is the same in every snapshot, worked out once for studies that share their tables."""
    others = tuple(study.tables.get(name) for name in ("meetings", "roles", "people"))
    told, found = _known.get(study.tables["attendance"], ((), None))
    if found is None or any(one is not other for one, other in zip(told, others, strict=True)):
        found = _attendees(study)
        _known[study.tables["attendance"]] = others, found
    return found


def _attendees(study: Study) -> Attendees:
    frame = _with_meetings(study, study.tables["attendance"].frame)
    day = dates(frame, "meeting_date")
    organisation, several = stands_for(study, frame, day)
    attended = texts(frame, "attended")
    aside = (
        (np.asarray(attended == "unknown", dtype=bool), fates.UNKNOWN),
        (is_in(attended, ("no", "apologies")), fates.ABSENT),
        (several, fates.SEVERAL),
        (blank(organisation), fates.NOBODY),
    )
    return Attendees(frame.assign(organisation=_as_text(organisation, frame), share=1.0), day, aside)


def attended_rows(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the rows of people who were present, with the organisation they stood for and the meeting's duration.

    An attendee without ``organisation`` stands for the organisation of the one role that runs that day; with none, for
    the employer in ``people``; with several, the row is not used, and counted.
    """
    from sna.derive.selecting import professions

    found = attendees(study)
    sieve = Sieve(found.frame)
    if "pathway" in filters:
        sieve.drop(~is_in(texts(found.frame, "meeting_pathway"), filters["pathway"]), fates.FILTERED)
    if "profession" in filters:
        sieve.drop(~is_in(professions(study, rule.table), filters["profession"]), fates.FILTERED)
    sieve.drop(texts(found.frame, "meeting_cancelled") == "yes", fates.CANCELLED)
    if not (snapshot.start is None and snapshot.end is None):
        sieve.drop(np.isnat(found.day), fates.UNDATED)
    sieve.drop(~happened_in(found.day, snapshot), fates.OUTSIDE)
    for where, reason in found.aside:
        sieve.drop(where, reason)
    return sieve.selection()


def _with_meetings(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """Return attendance rows with date, duration, pathway and cancellation of their meeting."""
    import pandas as pd

    meetings = study.tables["meetings"].frame.set_index("meeting")
    place = meetings.index.get_indexer(pd.Index(frame["meeting"]))
    return frame.assign(
        meeting_date=dates(meetings, "date")[place],
        meeting_duration=numbers(meetings, "duration_minutes")[place],
        meeting_pathway=_as_text(texts(meetings, "pathway")[place], frame),
        meeting_cancelled=_as_text(texts(meetings, "cancelled")[place], frame),
    )


def _as_text(values: Texts, frame: pd.DataFrame) -> pd.Series[Any]:
    """Return texts as a column of a table; left to itself, pandas would store each row's text anew."""
    import pandas as pd

    return pd.Series(values, index=frame.index, dtype=object)


def stands_for(study: Study, frame: pd.DataFrame, day: Days) -> tuple[Texts, Flags]:
    """Return the organisation each row stands for (``None`` if nobody can tell), and whether there are several."""
    organisation = texts(frame, "organisation")
    person = texts(frame, "person")
    several = np.zeros(len(frame), dtype=bool)
    unnamed = blank(organisation) & ~blank(person)
    if not unnamed.any():
        return organisation, several
    found, several[unnamed] = _by_role(study, person[unnamed], day[unnamed])
    employers = _employers(study)
    named = np.array([employers.get(p) for p in person[unnamed]], dtype=object)
    found = np.where(blank(found) & ~several[unnamed], named, found)
    organisation = organisation.copy()
    organisation[unnamed] = found
    return organisation, several


def _by_role(study: Study, person: Texts, day: Days) -> tuple[Texts, Flags]:
    """Return the organisation of the one role that runs on a day, per person, and whether there are several."""
    import pandas as pd

    found: Texts = np.full(len(person), None, dtype=object)
    several = np.zeros(len(person), dtype=bool)
    if "roles" not in study.tables:
        return found, several
    roles = study.tables["roles"].frame
    start, end = filled(dates(roles, "start"), dates(roles, "end"), cut_off=None)
    spells = pd.DataFrame(
        {"person": roles["person"].to_numpy(), "organisation": roles["organisation"].to_numpy(), "s": start, "e": end}
    )
    asked = pd.DataFrame({"person": person, "day": day}).drop_duplicates()
    both = asked.merge(spells, on="person")
    undated = both["day"].isna()
    both = both[undated | ((both["s"] <= both["day"]) & (both["day"] <= both["e"]))]
    grouped = both.groupby(["person", "day"], dropna=False)["organisation"]
    answer = pd.DataFrame({"one": grouped.first(), "many": grouped.nunique()}).reset_index()
    matched = pd.DataFrame({"person": person, "day": day}).merge(answer, on=["person", "day"], how="left")
    many = matched["many"].fillna(0).to_numpy()
    one = matched["one"].to_numpy(dtype=object)
    return np.where(many == 1, one, NOTHING), many > 1


def _employers(study: Study) -> dict[str, str | None]:
    if "people" not in study.tables:
        return {}
    people = study.tables["people"].frame
    return dict(zip(people["person"], texts(people, "employer"), strict=True))
