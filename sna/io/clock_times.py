"""Times of day in attendance: when somebody joined, and when they left."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sna.errors import Problem
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?")


def check_times(tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return times that cannot be read, and people who left before they joined.

    Parameters
    ----------
    tables
        All that could be read.
    """
    table = tables.get("attendance")
    if table is None:
        return []
    problems = [p for column in ("joined", "left") if table.facts.has((column,)) for p in _unread(table, column)]
    return problems or (_turned(table) if table.facts.has(("joined", "left")) else [])


def minutes_of(cell: str) -> int | None:
    """Return a time of day as minutes since midnight; ``None`` where it is none.

    Examples
    --------
    >>> minutes_of("09:30"), minutes_of("9:30:15"), minutes_of("24:00"), minutes_of("09.30")
    (570, 570, None, None)
    """
    found = _TIME.fullmatch(cell)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _unread(table: ReadTable, column: str) -> list[Problem]:
    cells = table.facts.frame[column].dropna()
    known = {cell: minutes_of(cell) for cell in cells.unique()}
    wrong = cells[cells.map(lambda cell: known[cell] is None)]
    first = wrong[~wrong.duplicated()]
    counts = wrong.value_counts(sort=False)
    hint = "Hours and minutes of that day, without date or time zone; or give minutes_present, and leave this blank."
    return capped(
        [
            table.problem(
                "E513",
                f"This is not a time of day{f' ({counts[cell]} rows)' if counts[cell] > 1 else ''}.",
                int(str(line)),
                column,
                value=shown(cell),
                expected="a time such as 09:30",
                hint=hint,
            )
            for line, cell in first.items()
        ]
    )


def _turned(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame[["joined", "left"]].dropna()
    known = {cell: minutes_of(cell) for column in ("joined", "left") for cell in frame[column].unique()}
    arrived, gone = (frame[column].map(known) for column in ("joined", "left"))
    wrong = frame[gone < arrived]
    hint = "Exchange or correct the two; of a meeting beyond midnight give minutes_present instead."
    return capped(
        [
            table.problem(
                "E514", "Left before joining.", int(str(line)), "left", value=f"{row.joined} to {row.left}", hint=hint
            )
            for line, row in zip(wrong.index, wrong.itertuples(index=False), strict=True)
        ]
    )
