"""As what a table is read: a known table, a list of ties, a matrix or a list of partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sna.errors import Problem
from sna.io.declaration import Declaration
from sna.io.half_ties import Unread
from sna.io.headings import fold, is_edge_list
from sna.io.matrix import matrix_of
from sna.io.partners import partners_of
from sna.io.raw_table import RawTable
from sna.io.reshaped import Reshaped, Shaping
from sna.io.sources import Sources
from sna.io.tables import Source
from sna.model.schema import EDGE_LIST, TABLES


def source_of(table: str, raw: RawTable, declaration: Declaration) -> Source | None:
    """Return how rows are read; ``None`` where they are neither a known table nor a list of ties."""
    renamed = declaration.columns.get(table, {})
    if table in TABLES:
        return Source(table, TABLES[table], renamed)
    return edges_of(table, declaration, renamed) if is_edge_list(raw.headings(), renamed) else None


def edges_of(table: str, declaration: Declaration, renamed: Mapping[str, str]) -> Source:
    """Return how a list of ties is read, under its own name: that is how study.toml calls its columns."""
    numbers = {fold(str(keys["weight"])) for keys in declaration.layers.values() if keys.get("weight")}
    return Source(table, replace(EDGE_LIST, name=table), renamed, frozenset(numbers))


def reshaped(
    unread: Unread, known: frozenset[str], declaration: Declaration, sources: Sources, found: list[Problem]
) -> Reshaped | None:
    """Return a matrix or a list of partners as a list of ties; ``None`` where a table is neither.

    Where it is one and something is wrong with it, what is returned has no rows, and its problems are noted.

    Parameters
    ----------
    unread
        The table.
    known
        Ids of organisations.
    declaration, sources
        What study.toml says of layers, and which tables they are made from.
    found
        Takes the problems.
    """
    layers = [name for name, table in sources.layer_tables.items() if table == unread.table]
    said = [declaration.layers[name]["directed"] for name in layers if "directed" in declaration.layers[name]]
    directed = any(said) if said else None
    shaping = Shaping(unread, known, layers[0] if layers else "", directed, declaration.reading)
    return partners_of(shaping, found) or matrix_of(shaping, found)
