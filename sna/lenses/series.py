"""By series of meetings: how often they were held, whom they reached, and who came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.contrast.groups import counted, groups_at, said
from sna.derive.attending import attended_rows
from sna.derive.rosters import open_in
from sna.derive.windows import happened_in
from sna.lenses.lens import Lens, Looking, Row, says
from sna.model import LayerRule, Roster, Study

if TYPE_CHECKING:
    import pandas as pd

COUNT = "count of these records"
ATTENDANCE = LayerRule("attendance", "attendance", rule="meetings", directed=False)


def by_series(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot and series: meetings held and cancelled, organisations reached, who came.

    ``meetings_held`` and ``meetings_cancelled`` count meetings dated in the snapshot. ``organisations_reached`` is the
    share, from 0 to 1, of the snapshot's roster that came at least once; ``organisations_per_meeting`` the mean number
    at a meeting at which anybody came. ``attendance_share`` is the part of all (organisation, meeting) presences that
    fell to a group, beside ``attendance_share_expected``: its part of the roster.
    """
    study = looking.study
    meetings = study.tables["meetings"].frame
    series = meetings.set_index("meeting")["series"]
    for snapshot in study.snapshots:
        roster = open_in(study, snapshot, study.filters)
        inside = meetings[happened_in(meetings["date"].to_numpy(), snapshot)] if "date" in meetings else meetings
        present = attended_rows(study, ATTENDANCE, snapshot, study.filters).frame[["meeting", "organisation"]]
        present = present.drop_duplicates().assign(series=present["meeting"].map(series))
        for name in sorted(set(inside["series"].dropna())):
            listed = inside[inside["series"] == name]
            came = present[present["series"] == name]
            yield from (
                {"layer": "attendance", "snapshot": snapshot.name, "target": COUNT, **row, "metric": f"series: {name}"}
                for row in _of_series(looking, roster, listed, came)
            )


def _of_series(looking: Looking, roster: Roster, listed: pd.DataFrame, came: pd.DataFrame) -> Iterator[Row]:
    cancelled = int((listed["cancelled"] == "yes").sum()) if "cancelled" in listed else 0
    held = len(listed) - cancelled
    yield {"quantity": "meetings_held", "value": held, "n": len(listed)}
    yield {"quantity": "meetings_cancelled", "value": cancelled, "n": len(listed)}
    came = came[came["organisation"].isin(roster.position)]
    per = came.groupby("meeting").size()
    silent = held - len(per)
    note = f"{silent} of {held} meetings without a record of who came" if silent > 0 else ""
    reached = came["organisation"].nunique() / max(len(roster), 1)
    yield {"quantity": "organisations_reached", "value": reached, "n": len(roster), "note": note}
    mean = float(per.mean()) if len(per) else np.nan
    why = note or ("nobody is recorded as present" if not len(per) else "")
    yield {"quantity": "organisations_per_meeting", "value": mean, "n": len(per), "note": why}
    if looking.contrast is None:
        return
    groups = groups_at(looking.contrast, roster)
    place = {identifier: groups[i] for i, identifier in enumerate(roster.ids)}
    where = came["organisation"].map(place).to_numpy()
    for g, group in enumerate(looking.contrast.groups):
        base = {"group": said(group), "n": len(came)}
        share = float((where == g).mean()) if len(came) else np.nan
        size = int((groups == g).sum())
        note = f"{counted(size)} in the group" if len(came) else "nobody is recorded as present"
        yield {**base, "quantity": "attendance_share", "value": share, "note": note}
        yield {**base, "quantity": "attendance_share_expected", "value": size / max(len(roster), 1)}


def _can(study: Study) -> bool:
    return says(study.tables.get("meetings"), "series") and "attendance" in study.tables


LENS = Lens(
    "series",
    "Which series of meetings reach whom, and who comes?",
    "meetings with a column series, and attendance.",
    _can,
    by_series,
)
