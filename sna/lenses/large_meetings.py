"""Meetings of nearly everybody: they tie all to all, and so say of nobody whom they know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sna.derive.columns import texts
from sna.model import Study

FEWEST = 30
"""People from which a meeting can be one of nearly everybody: of a small study every meeting is."""
SHARE = 1 / 3
"""Of all people who ever came to anything: from this share a meeting is one of nearly everybody."""
REASON = "of a meeting of nearly everybody"


def large_meetings(study: Study) -> tuple[str, ...]:
    """Return the meetings at which a third of all people who ever came were present, and 30 or more."""
    if "attendance" not in study.tables:
        return ()
    frame = study.tables["attendance"].frame
    person, attended = texts(frame, "person"), texts(frame, "attended").astype(str)
    came = ~np.isin(attended, ("no", "apologies", "unknown")) & (person != np.array(None))
    there = frame[["meeting"]].assign(person=person)[came].drop_duplicates()
    people = there["person"].nunique()
    size = there.groupby("meeting").size()
    return tuple(sorted(str(meeting) for meeting in size.index[(size >= FEWEST) & (size >= SHARE * people)]))


def without_meetings(study: Study, meetings: Sequence[str]) -> Study:
    """Return the study without the attendance of some meetings; the rows are counted as set aside."""
    if not meetings:
        return study
    table = study.tables["attendance"]
    gone = table.frame["meeting"].isin(meetings)
    rest = replace(table, frame=table.frame[~gone], rows_aside={**table.rows_aside, REASON: int(gone.sum())})
    return replace(study, tables={**study.tables, "attendance": rest}, _derived={})


def said_of(meetings: Sequence[str]) -> str:
    """Return the sentence on meetings that were left out; empty where none was.

    Examples
    --------
    >>> said_of(["M7"])
    'without the meeting of nearly everybody (M7), which ties all to all'
    """
    if not meetings:
        return ""
    what = "the meeting" if len(meetings) == 1 else "meetings"
    ties = "ties" if len(meetings) == 1 else "tie"
    return f"without {what} of nearly everybody ({', '.join(meetings)}), which {ties} all to all"
