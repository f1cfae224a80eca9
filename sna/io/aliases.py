"""Other spellings of organisations, as somebody approved them: read as what they stand for, counted and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sna.errors import Problem, nearest
from sna.io.text_table import capped, shown

if TYPE_CHECKING:
    import pandas as pd

    from sna.io.tables import ReadTable

_NAMED = 3


def apply_aliases(tables: dict[str, ReadTable]) -> list[Problem]:
    """Read every approved spelling as the organisation it stands for, in all tables.

    Parameters
    ----------
    tables
        The tables of a study, by name; those with a spelling that stands for something are replaced.

    Returns
    -------
    list of Problem
        Aliases that cannot be used, those that are not approved or found nowhere, and what was read as what.
    """
    aliases, listed = tables.get("aliases"), tables.get("organisations")
    if aliases is None or listed is None or not (aliases.is_whole and listed.is_whole):
        return []
    frame = aliases.facts.frame
    frame = frame[frame["written"].notna() & frame["organisation"].notna()]
    approved = frame[frame["approve"] == "yes"].drop_duplicates(["written", "organisation"])
    known = frozenset(listed.facts.frame["organisation"].dropna()) | listed.lost
    wrong = _unusable(aliases, approved, known, ids_by_name(listed, ("name", "short_name")))
    problems = [*_not_approved(aliases, frame), *_capped(wrong)]
    at_fault = approved.index.isin([problem.line for problem in wrong])
    bad = approved["written"].isin(approved[at_fault]["written"])
    stands_for = dict(zip(approved[~bad]["written"], approved[~bad]["organisation"], strict=True))
    # A spelling whose row must be mended is not unknown: its row is said.
    said = frozenset(approved[bad]["written"]) - known
    tables["organisations"] = replace(listed, lost=listed.lost | said)
    return problems + _applied(tables, stands_for)


def _capped(wrong: list[Problem]) -> list[Problem]:
    return [problem for code in ("E401", "E441") for problem in capped([p for p in wrong if p.code == code])]


def naming_organisations(table: ReadTable) -> list[str]:
    """Return the columns of a table that hold ids of organisations, other than its own key."""
    return [c.name for c in table.schema.columns if c.refers == "organisations" and c.name in table.facts.frame.columns]


def ids_by_name(target: ReadTable, columns: Sequence[str] = ()) -> dict[str, str]:
    """Return what other columns of a table, or these, call its ids: name → id, names of several left out."""
    frame, key = target.facts.frame, target.schema.key[0]
    named: dict[str, str] = {}
    several: set[str] = set()
    for column in frame.columns:
        if column == key or frame[column].dtype != object or (columns and column not in columns):
            continue
        for identifier, name in zip(frame[key], frame[column], strict=True):
            if isinstance(name, str) and named.setdefault(name, identifier) != identifier:
                several.add(name)
    return {name: identifier for name, identifier in named.items() if name not in several}


def _unusable(
    aliases: ReadTable, approved: pd.DataFrame, known: frozenset[str], named: Mapping[str, str]
) -> list[Problem]:
    meant: dict[str, tuple[str, int]] = {}
    rows = list(zip(approved.index.tolist(), approved["written"], approved["organisation"], strict=True))
    said = {written: (organisation, line) for line, written, organisation in reversed(rows)}
    problems = []
    for line, written, organisation in rows:
        before = meant.setdefault(written, (organisation, line))
        code, message, hint = "E441", "", ""
        if written == organisation:
            message, hint = "This stands for itself.", "Delete the row."
        elif written in known:
            message = "This is the id of a listed organisation, and cannot stand for another."
            hint = "If the two are one, take its row out of organisations.csv; if not, leave approve blank."
        elif before[0] != organisation:
            message = f"This stands for '{shown(before[0])}' in line {before[1]}, and here for another."
            hint = "Approve one of the two."
        elif organisation in said and organisation not in known:
            message = f"This stands for something that itself stands for another, in line {said[organisation][1]}."
            hint = f"Write '{shown(said[organisation][0])}' here."
        elif organisation not in known:
            code, message = "E401", "This id is not listed in organisations.csv."
            hint = f"{nearest(organisation, known)} Or add it there."
            if organisation in named:
                message = f"This is the name of '{shown(named[organisation])}', and not its id."
                hint = f"Write its id: {shown(named[organisation])}."
        if message:
            column = "organisation" if code == "E401" else "written"
            value = shown(organisation if code == "E401" else written)
            problems.append(aliases.problem(code, message, int(line), column, value=value, hint=hint))
    return problems


def _not_approved(aliases: ReadTable, frame: pd.DataFrame) -> list[Problem]:
    waiting = frame[frame["approve"] != "yes"]
    if waiting.empty:
        return []
    rows = "1 row is" if len(waiting) == 1 else f"{len(waiting)} rows are"
    message = f"{rows} not approved, and not applied."
    hint = "Write yes under approve where the two are one organisation."
    first = waiting.iloc[0]
    value = f"'{shown(first['written'])}' for '{shown(first['organisation'])}'"
    line = int(str(waiting.index[0]))
    return [aliases.problem("W442", message, line, "approve", value=value, hint=hint)]


def _applied(tables: dict[str, ReadTable], stands_for: Mapping[str, str]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for name, table in list(tables.items()):
        frame, counted = table.facts.frame, dict.fromkeys(stands_for, 0)
        changed, first = {}, None
        for column in naming_organisations(table) if name != "aliases" else ():
            found = frame[column].isin(stands_for)
            if not found.any():
                continue
            first = min(int(str(frame.index[found][0])), first or int(str(frame.index[found][0])))
            for written in frame.loc[found, column]:
                counted[written] += 1
            changed[column] = frame[column].where(~found, frame[column].map(stands_for))
        if changed:
            tables[name] = replace(table, facts=replace(table.facts, frame=frame.assign(**changed)))
            used = {written: many for written, many in counted.items() if many}
            seen |= set(used)
            problems.append(_read_as(table, used, stands_for, first))
    unseen = sorted(set(stands_for) - seen)
    if unseen:
        many = "1 approved spelling is" if len(unseen) == 1 else f"{len(unseen)} approved spellings are"
        hint = "Correct them if this is not meant: they have to be as the tables write them, letter by letter."
        value = ", ".join(f"'{shown(written)}'" for written in unseen[:_NAMED])
        problems.append(
            tables["aliases"].problem("W443", f"{many} in no table.", None, "written", value=value, hint=hint)
        )
    return problems


def _read_as(table: ReadTable, used: Mapping[str, int], stands_for: Mapping[str, str], line: int | None) -> Problem:
    most = sorted(used, key=lambda written: (-used[written], written))
    value = ", ".join(f"'{shown(w)}' as '{shown(stands_for[w])}' ({used[w]})" for w in most[:_NAMED])
    value += f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
    cells = sum(used.values())
    many = "1 cell is" if cells == 1 else f"{cells} cells are"
    message = f"{many} read as another id, as aliases.csv says and somebody approved."
    return table.problem("W441", message, line, "", value=value)
