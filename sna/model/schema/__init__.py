"""The tables of a study: their columns, what each holds, its other names, and what it refers to."""

from sna.model.schema.columns import Column, Kind, Table
from sna.model.schema.shared_columns import CENTRES, FROM, NETWORK_TYPES, TO
from sna.model.schema.tables import EDGE_LIST, TABLES

__all__ = ["CENTRES", "EDGE_LIST", "FROM", "NETWORK_TYPES", "TABLES", "TO", "Column", "Kind", "Table"]
