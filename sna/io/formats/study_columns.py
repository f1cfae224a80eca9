"""Columns of a network file → columns of a study: one that the study would read otherwise gets another heading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sna.errors import Problem
from sna.io.cells import read_cells
from sna.io.formats.holding import spelled
from sna.io.formats.network_file import NetworkFile, Rows
from sna.io.headings import fold, name_columns
from sna.io.text_table import Reading, TextColumn
from sna.model.schema import Column, Table


def study_headings(
    headings: Sequence[str], rows: Rows, table: Table, network: NetworkFile, said: list[Problem]
) -> list[str]:
    """Return headings under which a study reads every cell as it stands.

    A column called like one of the study's own keeps its name where its cells are what the study expects, such as
    ``centre`` with centres or ``start`` with dates; otherwise it is renamed, and that is said.

    Examples
    --------
    >>> from sna.model.schema import TABLES
    >>> rows = Rows(("organisation", "centre", "opened"), (("A", "north", "2015-04-01"),), (1,))
    >>> network = NetworkFile("net.gml", rows, ())
    >>> study_headings(("organisation", "centre", "opened"), rows, TABLES["organisations"], network, [])
    ['organisation', 'centre_2', 'opened']
    """
    own = {column.name: column for column in table.columns}
    meant = name_columns(headings, table, {})
    ids = {row[0] for row in network.organisations.cells}
    taken = {
        heading.lower()
        for at, heading in enumerate(headings)
        if meant[at] in own and not _fits([row[at] for row in rows.cells], own[meant[at]], ids)
    }
    return _unlike(spelled(headings, taken, network.file, said))


def _fits(cells: list[str], column: Column, ids: set[str]) -> bool:
    if column.required or column.name in ("name", "weight"):
        return True
    if column.name == "layer":
        # Its values would choose among the rows of a layer that is declared.
        return False
    if column.refers == "organisations" and not set(cells) <= {*ids, ""}:
        return False
    found: list[Problem] = []
    places = np.arange(len(cells), dtype=np.int32)
    source = TextColumn("", column.name, tuple(cells), places, np.arange(1, len(cells) + 1, dtype=np.int64))
    if cells:
        read_cells(source, column, Reading(), found)
    return not any(problem.severity == "error" for problem in found)


def _unlike(headings: Sequence[str]) -> list[str]:
    """Return headings that stay apart when a study folds them: ``Start date`` and ``start_date`` are one to it."""
    used: set[str] = set()
    found = []
    for heading in headings:
        name, number = heading or "column", 2
        while fold(name) in used:
            name, number = f"{heading}_{number}", number + 1
        used.add(fold(name))
        found.append(name)
    return found
