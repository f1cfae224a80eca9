"""The column Type of a list of ties, as Gephi writes it: whether its ties have a direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sna.errors import Problem
from sna.io.tables import ENDS, ReadTable
from sna.io.text_table import shown

_COLUMN = "type"
_DIRECTED = {"directed": True, "undirected": False}
_SAID = {*_DIRECTED, "mutual"}


def with_direction(table: ReadTable, found: list[Problem]) -> ReadTable:
    """Return a list of ties with the direction that its column Type gives them, if it has such a column.

    Parameters
    ----------
    table
        Any table: one is a list of ties if it has both ends of a tie.
    found
        Takes the problem of a column that gives ties of both kinds, or leaves some without.
    """
    frame = table.facts.frame
    if table.directed is not None or _COLUMN not in frame.columns or not set(ENDS) <= set(frame.columns):
        return table
    cells = frame[_COLUMN].fillna("").astype(str).str.strip().str.lower()
    if not set(cells) - {""} or not set(cells) <= {*_SAID, ""}:
        return table
    headings = {column: heading for column, heading in table.headings.items() if column != _COLUMN}
    first = cells.iloc[0]
    other = np.flatnonzero((cells != first).to_numpy())
    if not len(other) and first in _DIRECTED:
        return replace(table, directed=_DIRECTED[first], headings=headings)
    row = int(other[0]) if len(other) else 0
    words = {"": "has no type", "mutual": "is mutual"}
    message = f"This tie {words.get(cells.iloc[row], f'is {cells.iloc[row]}')}"
    if len(other):
        message += f", the one of line {int(frame.index[0])} {words.get(first, f'is {first}')}"
    hint = "Save the two kinds as two files, each a layer; write a mutual tie as two directed ones."
    value = shown(str(frame[_COLUMN].iloc[row] or ""))
    found.append(table.problem_at("E406", f"{message}.", row, _COLUMN, value=value, hint=hint))
    return replace(table, headings=headings)
