"""Counts that a table gives twice and that do not agree: cases of a meeting, members of a partnership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.text_table import shown

if TYPE_CHECKING:
    from sna.io.tables import ReadTable

_CASES = ("listed", "discussed", "deferred")
_HOW_MANY = ("members", "number_of_members", "organisations", "number_of_organisations")
"""Headings under which a list of partnerships says how many members each has."""


def check_totals(tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return what is said twice and does not agree; nothing is changed by it."""
    problems: list[Problem] = []
    if cases := tables.get("cases"):
        problems += _cases(cases)
    if (partnerships := tables.get("partnerships")) and (members := tables.get("members")):
        problems += _members(partnerships, members)
    return problems


def _cases(table: ReadTable) -> list[Problem]:
    """Say where the cases listed are not those discussed and those deferred, a blank count being unknown."""
    if not table.facts.has(("listed", "discussed")) or table.spoiled & set(_CASES):
        return []
    frame = table.facts.frame
    listed, parts = frame["listed"], frame["discussed"].copy()
    if "deferred" in frame.columns:
        # A blank part can make up any difference, as long as the other one is not too large by itself.
        known = frame["discussed"].notna() & frame["deferred"].notna()
        parts = frame["discussed"].fillna(0) + frame["deferred"].fillna(0)
        wrong = (known & (listed != parts)) | (listed < parts)
    else:
        wrong = listed < parts
    wrong &= listed.notna()
    if not wrong.any():
        return []
    line = int(str(frame.index[wrong][0]))
    first = frame.loc[line]
    said = " + ".join(f"{first[c]:g} {c}" for c in _CASES[1:] if c in frame.columns and first[c] == first[c])
    many = int(wrong.sum())
    rows = "1 row does not add up" if many == 1 else f"{many} rows do not add up"
    message = f"{rows}: cases listed are not those discussed and those deferred."
    hint = "Correct the numbers; leave a cell blank if its number is not known."
    return [table.problem("W710", message, line, "listed", value=f"{first['listed']:g} listed, {said}", hint=hint)]


def _members(partnerships: ReadTable, members: ReadTable) -> list[Problem]:
    """Say where a list of partnerships gives another number of members than the list of members has."""
    column = next((c for c in map(fold, partnerships.headings.values()) if c in _HOW_MANY), "")
    frame = partnerships.facts.frame
    if not column or column not in frame.columns or members.lost:
        return []
    listed = members.facts.frame.groupby("partnership")["organisation"].nunique()
    wrong = [
        (int(str(line)), str(name), str(cell).strip(), int(listed.get(name, 0)))
        for line, name, cell in zip(frame.index, frame["partnership"], frame[column], strict=True)
        if str(cell).strip().isdecimal() and int(str(cell).strip()) != int(listed.get(name, 0))
    ]
    if not wrong:
        return []
    line, name, cell, found = wrong[0]
    rows = "1 partnership has" if len(wrong) == 1 else f"{len(wrong)} partnerships have"
    message = f"{rows} another number of members here than in {members.facts.file}."
    value = f"{cell} here, {found} there, partnership {shown(name)}"
    hint = "Complete the list of members, or correct the number; ties are made from the list."
    return [partnerships.problem("W710", message, line, column, value=value, hint=hint)]
