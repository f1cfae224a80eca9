"""What a column is, and what a table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "category", "date", "number", "degrees", "yes_no"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Canonical name, lower snake case.
    kind
        How its cells are read: ``id`` and ``text`` stay as written (trimmed), ``category`` is text from a list,
        ``date`` is ISO unless study.toml says otherwise, ``number`` is finite and not negative, ``degrees`` is a
        place on the globe: south and west are negative.
    required
        Whether the table means nothing without it.
    may_be_blank
        Whether a cell of a required column may say nothing.
    refers
        The table whose ids it must hold, if any.
    choices
        The known values of a category; empty where any value is welcome.
    aliases
        Other headings that mean the same.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    may_be_blank: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table of a study: its columns, the columns that name a row, and what it holds in a sentence."""

    name: str
    holds: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of this canonical name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which the table means nothing."""
        return tuple(column.name for column in self.columns if column.required)
