"""The list of organisations in a network file that lies beside the tables of a study, compared with theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sna.errors import Problem, parts_of
from sna.io.raw_table import RawTable
from sna.io.references import unknown_ids
from sna.io.tables import ENDS, ReadTable, Source, read_table
from sna.io.text_table import Reading, shown
from sna.model.schema import Column, Table

_LISTED = Table(
    "listed",
    "organisations as a network file lists them",
    (Column("organisation", "id", required=True, refers="organisations"),),
    key=("organisation",),
)
_SHOWN = 5


def compare_lists(listed: Mapping[str, RawTable], tables: Mapping[str, ReadTable], found: list[Problem]) -> None:
    """Note what a study does not know of the organisations of a network file, and what of them it does not use.

    Those that have a tie are found with the tie.

    Parameters
    ----------
    listed
        Network file → the organisations it lists.
    tables
        The tables of the study that could be read.
    found
        Takes the problems.
    """
    for file, raw in listed.items():
        if "organisations" not in tables:
            continue
        headings = raw.headings()[1:]
        if headings:
            many = f"{len(headings)} column{'s' if len(headings) > 1 else ''} of organisations in this file"
            message = f"{many} not used: organisations are those of {tables['organisations'].facts.file}."
            value = ", ".join(f"'{shown(heading)}'" for heading in headings[:_SHOWN])
            hint = "Copy what is needed there."
            found.append(Problem("W205", message, file, value=value, hint=hint))
        read = read_table(raw, Source("listed", _LISTED), Reading(), found)
        if read is not None:
            alone = _without_ties(replace(read, schema=_LISTED), file, tables)
            found.extend(unknown_ids(alone, _LISTED.columns[0], tables))


def _without_ties(read: ReadTable, file: str, tables: Mapping[str, ReadTable]) -> ReadTable:
    """Return the organisations that no tie of the file names, and no row of aliases stands for."""
    frame = read.facts.frame
    named: set[object] = set()
    for table in tables.values():
        here = parts_of(table.facts.file)[0] == file
        columns = ("written",) if table.facts.name == "aliases" else (*ENDS, "organisation") if here else ()
        for column in columns:
            if column in table.facts.frame.columns:
                named.update(table.facts.frame[column].dropna())
    return replace(read, facts=replace(read.facts, file=file, frame=frame[~frame["organisation"].isin(named)]))
