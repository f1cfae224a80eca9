"""The one list of tables: their columns, what each holds, its other names, and what it refers to."""

from __future__ import annotations

from sna.model.schema.accounts import ACCOUNTS
from sna.model.schema.activity import ACTIVITY
from sna.model.schema.columns import Column, Table
from sna.model.schema.shared_columns import ENDS, NETWORK_TYPES, spell
from sna.model.schema.who import WHO

TABLES: dict[str, Table] = {table.name: table for table in (*WHO, *ACTIVITY, *ACCOUNTS)}
"""Table name → its columns. Every other table with both ends of a tie is an edge list."""

EDGE_LIST = Table(
    "edges",
    "a ready list of ties: one row a tie",
    (
        *ENDS,
        Column("weight", "number", aliases=("value", "strength", "count", "cases")),
        Column("layer", "category"),
        Column("snapshot", aliases=("wave", "period", "year")),
        Column("date", "date"),
        *spell(),
        Column("pathway", "category"),
        Column("network_type", "category", choices=NETWORK_TYPES),
    ),
)
"""What any table is read as that has both ends of a tie and is not one of `TABLES`."""
