"""Tables that lack a column they mean nothing without: what the columns that are there say is checked all the same."""

from __future__ import annotations

from collections.abc import Mapping

from sna.errors import Problem
from sna.io.clock_times import check_times
from sna.io.overlaps import check_overlaps
from sna.io.references import references_of, targets_among
from sna.io.row_sense import check_rows
from sna.io.sources import Sources
from sna.io.tables import ReadTable
from sna.io.totals import check_totals

Tables = dict[str, ReadTable]


def told_apart(tables: Mapping[str, ReadTable]) -> tuple[Tables, Tables]:
    """Return the tables that have all they need, and those that lack a column."""
    whole = {name: table for name, table in tables.items() if table.is_whole}
    return whole, {name: table for name, table in tables.items() if name not in whole}


def check_parts(parts: Mapping[str, ReadTable], tables: Tables, sources: Sources) -> list[Problem]:
    """Return what is wrong with the rows of tables that lack a column.

    Parameters
    ----------
    parts
        Those tables.
    tables
        The others, whose ids they may name.
    sources
        Which tables the study has.
    """
    problems: list[Problem] = []
    targets = targets_among(tables, sources.present)
    meetings = {name: table for name, table in tables.items() if name == "meetings"}
    for name, table in parts.items():
        alone = {**meetings, name: table}
        problems += references_of(table, targets, sources.present)
        problems += [*check_rows(alone), *check_times({name: table})]
        problems += [*check_totals({name: table}), *check_overlaps({name: table})]
    return problems
