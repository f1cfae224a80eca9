"""The table of organisations → the roster, and when each opened and closed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.model.centres import strongest
from sna.model.roster import Roster

if TYPE_CHECKING:
    import pandas as pd

_NOT_ATTRIBUTES = ("organisation", "name", "short_name", "opened", "closed")


def roster_of(table: ReadTable) -> Roster:
    """Return every organisation listed, with the short name, else the name, else the id to show."""
    frame = _listed(table)
    ids = frame["organisation"].tolist()
    names = ids
    for column in ("name", "short_name"):
        if column in frame.columns:
            names = [given or before for given, before in zip(_texts(frame[column]), names, strict=True)]
    attributes = {column: _texts(frame[column]) for column in frame.columns if column not in _NOT_ATTRIBUTES}
    return Roster.of(ids, names=names, attributes=attributes)


def with_centres(roster: Roster, tables: Mapping[str, ReadTable], found: list[Problem]) -> Roster:
    """Return the roster in which who has no centre type of its own has the strongest it ever has in `centres`."""
    if "centres" not in tables:
        return roster
    frame = tables["centres"].facts.frame
    rows = frame[frame["organisation"].isin(roster.position) & frame["centre"].notna()]
    own = roster.group_of("centre")
    ever = strongest(zip(rows["organisation"], rows["centre"], strict=True))
    filled = {i: centre for i, centre in ever.items() if own[i] is None}
    if filled:
        many = "1 organisation has" if len(filled) == 1 else f"{len(filled)} organisations have"
        message = f"{many} no 'centre' of their own: without --pathway they count as what any pathway's row says then."
        hint = "Specialist goes before local where pathways differ; --pathway takes the rows of that pathway."
        found.append(tables["centres"].problem("W335", message, None, hint=hint))
    return roster.with_attribute("centre", filled)


def same_names(table: ReadTable) -> list[Problem]:
    """Return what to say of names that two or more organisations have, capitals and blanks ignored."""
    frame = _listed(table)
    if "name" not in frame.columns:
        return []
    named = frame[frame["name"].notna()]
    folded = named["name"].map(fold)
    shared = named[folded.duplicated(keep=False)]
    problems = []
    for _, rows in shared.groupby(folded[shared.index], sort=True):
        ids = ", ".join(shown(identifier) for identifier in rows["organisation"])
        message = f"{len(rows)} organisations have this name: {shown(ids)}."
        hint = "If they are one, give their rows one id; if not, tell their names apart."
        first = int(rows.index[1])
        problems.append(table.problem("W308", message, first, "name", value=shown(rows["name"].iloc[0]), hint=hint))
    return capped(problems)


def days_of(table: ReadTable, column: str) -> dict[str, dt.date]:
    """Return organisation → day of a date column, where one is given."""
    frame = _listed(table)
    if column not in frame.columns:
        return {}
    given = frame[frame[column].notna()].sort_values("organisation")
    return dict(zip(given["organisation"], given[column].dt.date, strict=True))


def _listed(table: ReadTable) -> pd.DataFrame:
    frame = table.facts.frame
    return frame[frame["organisation"].notna()].drop_duplicates("organisation")


def _texts(column: pd.Series[Any]) -> list[str | None]:
    """Return cells as text, numbers as they would be written; ``None`` where blank."""
    if column.dtype.kind == "f":
        return [None if math.isnan(value) else f"{value:.12g}" for value in column]
    return [value if isinstance(value, str) else None for value in column]
