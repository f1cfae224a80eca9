"""Attendance → ties with a direction: from who came to who sets the pace, the chair's or the host's organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.derive import fates
from sna.derive.attending import attendees, stands_for
from sna.derive.columns import NOTHING, blank, dates, texts
from sna.derive.fates import Selection
from sna.engines import memoised
from sna.model import LayerRule, Study

if TYPE_CHECKING:
    import pandas as pd

ENDS = ["from_organisation", "to_organisation"]
UNLED = {"to_chair": fates.NO_CHAIR, "to_host": fates.NO_HOST}


def towards(study: Study, rule: LayerRule, present: Selection) -> Selection:
    """Return attendance with both ends of a tie; rows of a meeting that nobody is known to lead are set aside.

    Parameters
    ----------
    study
        Its meetings say who chaired, and which organisation was host.
    rule
        ``to_chair`` or ``to_host``.
    present
        The rows that count in a snapshot, with the organisation each stood for.
    """
    leads = chairs(study) if rule.rule == "to_chair" else hosts(study)
    lead = np.array([leads.get(meeting) for meeting in present.frame["meeting"]], dtype=object)
    ends = present.frame.assign(from_organisation=present.frame["organisation"], to_organisation=lead)
    known = ~blank(lead)
    found = present.fates.copy()
    used = fates.CODE[fates.USED]
    found[present.fates == used] = np.where(known, used, fates.CODE[UNLED[rule.rule]])
    return Selection(ends[known], found)


def delegations(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair of ends, weighed by meetings: an organisation counts once at each, however many came."""
    once = frame[["meeting", *ENDS]].drop_duplicates()
    return once.groupby(ENDS).size().astype(np.float64).rename("weight").reset_index()


def hosts(study: Study) -> dict[str, str | None]:
    """Return meeting → the organisation that was its host."""
    meetings = study.tables["meetings"].frame
    return dict(zip(meetings["meeting"], texts(meetings, "host"), strict=True))


@memoised
def chairs(study: Study) -> dict[str, str | None]:
    """Return meeting → the organisation its chair stood for; ``None`` where it cannot be told.

    That is the organisation of the chair's own attendance; without one, that of the one role that ran that day, else
    the employer. A chair who stood for several organisations stands for none of them.
    """
    meetings = study.tables["meetings"].frame
    chair = texts(meetings, "chair")
    stood, torn = _at_the_meeting(study)
    seats = list(zip(meetings["meeting"], chair, strict=True))
    own = np.array([stood.get(seat) for seat in seats], dtype=object)
    organisation, several = stands_for(study, meetings.assign(person=chair, organisation=own), dates(meetings, "date"))
    unsure = several | np.array([seat in torn for seat in seats], dtype=bool)
    return dict(zip(meetings["meeting"], np.where(unsure, NOTHING, organisation), strict=True))


def _at_the_meeting(study: Study) -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
    """Return meeting and person → the one organisation their rows of attendance name, and those that name several."""
    if "attendance" not in study.tables:
        return {}, set()
    there = attendees(study).frame
    there = there.assign(person=texts(there, "person"))
    meetings = study.tables["meetings"].frame
    chair = there["meeting"].map(dict(zip(meetings["meeting"], texts(meetings, "chair"), strict=True)))
    rows = there[there["person"].notna() & (there["person"] == chair) & there["organisation"].notna()]
    once = rows[["meeting", "person", "organisation"]].drop_duplicates()
    seats = list(zip(once["meeting"], once["person"], strict=True))
    again = once.duplicated(["meeting", "person"], keep=False)
    torn = {seat for seat, twice in zip(seats, again, strict=True) if twice}
    return dict(zip(seats, once["organisation"], strict=True)), torn
