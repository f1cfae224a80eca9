"""Rows of one table against each other: ids that repeat, spells that end before they start."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from sna.errors import Problem
from sna.io.text_table import capped, shown

if TYPE_CHECKING:
    import pandas as pd

    from sna.io.tables import ReadTable

_EVENTS = {
    "mdt_links": "all of them count, so that their cases are added up",
    "cases": "all of them count, so that their cases are added up",
    "attendance": "nobody counts twice at a meeting",
    "decisions": "all of them count",
    "roles": "nobody counts twice between two organisations",
}
"""Tables without a key, and what rows that are copies of one another do."""
_NAMED = 3
_SPELLS = (("start", "end"), ("period_start", "period_end"), ("opened", "closed"))


def check_spells(table: ReadTable) -> list[Problem]:
    """Return the problem of every row whose end is before its start."""
    frame = table.facts.frame
    problems: list[Problem] = []
    for start, end in _SPELLS:
        if not table.facts.has((start, end)) or frame[start].dtype.kind != "M":
            continue
        wrong = frame[frame[end] < frame[start]]
        problems += capped(
            [
                table.problem(
                    "E506",
                    f"The {end} is before the {start}.",
                    int(line),
                    end,
                    value=f"{first:%Y-%m-%d} to {last:%Y-%m-%d}",
                    hint="Exchange or correct the two dates.",
                )
                for line, first, last in zip(wrong.index, wrong[start], wrong[end], strict=True)
            ]
        )
    return problems


def check_keys(table: ReadTable, found: list[Problem]) -> pd.DataFrame:
    """Return the rows with every id once; the same id with different facts is an error."""
    frame = table.facts.frame
    key = list(table.schema.key)
    if not key or frame.empty:
        found.extend(_exactly_alike(table))
        return frame
    again = frame.duplicated(keep="first") & frame[key].notna().all(axis=1)
    if again.any():
        rows = int(again.sum())
        message = f"The same row twice: {rows} row{'s' if rows > 1 else ''} left out."
        found.append(table.problem("W302", message, int(frame.index[again.to_numpy()][0]), key[0]))
        frame = frame[~again]
    found.extend(capped(_contradictions(table, frame, key)))
    return frame


def _exactly_alike(table: ReadTable) -> list[Problem]:
    """Return one problem for all rows of events that say the same in every column: nothing tells whether one is a copy.

    Attendance without a person may be of two people: such rows are not said.
    """
    frame, name = table.facts.frame, table.facts.name
    if name not in _EVENTS or frame.empty or table.spoiled:
        return []
    named = frame["person"].notna() if name == "attendance" and "person" in frame.columns else name != "attendance"
    again = frame.duplicated(keep="first") & named
    if not again.any():
        return []
    rows = frame[frame.duplicated(keep=False) & named]
    alike = rows.groupby(list(rows.columns), dropna=False, sort=False).groups.values()
    sets = sorted(sorted(int(line) for line in lines) for lines in alike)
    value = "; ".join(f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}" for lines in sets[:_NAMED])
    value += f"; and {len(sets) - _NAMED} more" if len(sets) > _NAMED else ""
    many = int(again.sum())
    message = f"{'1 row is' if many == 1 else f'{many} rows are'} exactly like another; {_EVENTS[name]}."
    hint = "Delete the copies, or leave them if it was so."
    return [table.problem("W303", message, sets[0][1], value=value, hint=hint)]


def _contradictions(table: ReadTable, frame: pd.DataFrame, key: list[str]) -> list[Problem]:
    listed = frame[frame[key].notna().all(axis=1)]
    clashing = listed[listed.duplicated(key, keep=False)]
    if clashing.empty:
        return []
    first: dict[tuple[str, ...], tuple[int, dict[Hashable, object]]] = {}
    problems = []
    for place, line in enumerate(clashing.index.tolist()):
        row = clashing.iloc[place].to_dict()
        identity = tuple(str(row[column]) for column in key)
        if identity not in first:
            first[identity] = (line, row)
            continue
        at, before = first[identity]
        differ = [
            table.headings[column]
            for column in clashing.columns
            if row[column] != before[column] and not (_none(row[column]) and _none(before[column]))
        ]
        problems.append(
            table.problem(
                "E303",
                f"The same id as in line {at}, with other facts in {', '.join(differ)}.",
                line,
                key[0],
                value=shown(" ".join(identity)),
                hint="Keep one of the rows, or give one of them another id.",
            )
        )
    return problems


def _none(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN and NaT alone differ from themselves
