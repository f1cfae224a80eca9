"""What reading a study brings together, before anything is concluded from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sna.errors import Problem
from sna.io.tables import ReadTable
from sna.io.text_table import Reading
from sna.model.study import Study


@dataclass
class Gathered:
    """What reading a folder brought together; ``parts`` are tables that lack a column they mean nothing without."""

    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    tables: dict[str, ReadTable] = field(default_factory=dict)
    parts: dict[str, ReadTable] = field(default_factory=dict)
    study: Study | None = None
    opted_out: frozenset[str] = frozenset()
    reading: Reading = field(default_factory=Reading)
