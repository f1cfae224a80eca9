"""Spells that overlap: the same person in the same role, the same member of the same partnership, twice at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem
from sna.io.text_table import shown

if TYPE_CHECKING:
    from sna.io.tables import ReadTable

_SAME = {
    "roles": ("person", "organisation", "role", "pathway"),
    "members": ("partnership", "organisation"),
}
"""Table → the columns in which two rows are about the same thing."""
_DATES = ("start", "end")


def check_overlaps(tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return one problem a table that has rows of the same thing for the same days."""
    return [problem for name, same in _SAME.items() if name in tables for problem in _overlapping(tables[name], same)]


def _overlapping(table: ReadTable, same: tuple[str, ...]) -> list[Problem]:
    frame = table.facts.frame
    dates = [column for column in _DATES if column in frame.columns]
    if not dates or table.spoiled & {*same, *_DATES}:
        return []
    columns = [column for column in same if column in frame.columns]
    dated = frame[frame[columns[:2]].notna().all(axis=1) & frame[dates].notna().any(axis=1)]
    first, last = (
        dated[column].fillna(np.datetime64(blank, "s")) if column in dates else np.datetime64(blank, "s")
        for column, blank in zip(_DATES, ("1000-01-01", "9999-12-31"), strict=True)
    )
    spells = dated[columns].fillna("").assign(first=first, last=last, place=np.arange(len(dated)))
    spells = spells.sort_values([*columns, "first", "place"], kind="stable")
    so_far = spells.groupby(columns, sort=False)["last"].cummax()
    again = spells.duplicated(columns).to_numpy()
    earlier = so_far.shift().to_numpy()
    twice = spells[again & (spells["first"].to_numpy() <= earlier)]
    if twice.empty:
        return []
    at = int(twice["place"].min())
    line = int(str(dated.index[at]))
    rows = "1 row runs" if len(twice) == 1 else f"{len(twice)} rows run"
    what = "person, organisation and role" if same[0] == "person" else "partnership and organisation"
    message = f"{rows} on days of another row of the same {what}."
    value = ", ".join(shown(str(dated[column].iloc[at])) for column in columns[:2])
    hint = "Correct the dates, or make one row of them."
    return [table.problem("W507", message, line, dates[0], value=value, hint=hint)]
