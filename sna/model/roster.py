"""Who can have ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Attribute = tuple[str | None, ...]

ORGANISATIONS, PEOPLE = "organisations", "people"
"""Kinds of roster that networks are made of."""


@dataclass(frozen=True, eq=False)
class Roster:
    """Who can have ties, of one kind: the order of every result.

    Always true: ids are text, unique, trimmed and sorted; every attribute has one value per id, ``None`` where unknown;
    isolates exist only because they are listed here.

    Attributes
    ----------
    ids
        Identifiers, sorted.
    kind
        What they are, in the plural: ``organisations``, ``people``.
    names
        Names for people to read, in the order of ``ids``; the id where no name was given.
    attributes
        Column → one value per id (group columns: ``centre``, ``sector``); ``None`` is unknown.

    Raises
    ------
    ValueError
        If ids repeat, are blank or untrimmed, or an attribute has another length.

    Examples
    --------
    >>> roster = Roster.of(["B", "A"], attributes={"centre": ["local", "specialist"]})
    >>> roster.ids, roster.attributes["centre"]
    (('A', 'B'), ('specialist', 'local'))
    >>> print(roster)
    2 organisations
    """

    ids: tuple[str, ...]
    kind: str = "organisations"
    names: tuple[str, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.names:
            object.__setattr__(self, "names", self.ids)
        if list(self.ids) != sorted(set(self.ids)):
            raise ValueError("ids of a roster are unique and sorted")
        if any(not i or i != i.strip() for i in self.ids):
            raise ValueError("ids of a roster are neither blank nor padded with blanks")
        if any(len(values) != len(self.ids) for values in (self.names, *self.attributes.values())):
            raise ValueError("names and attributes have one value per id")

    @classmethod
    def of(
        cls,
        ids: Iterable[str],
        *,
        kind: str = "organisations",
        names: Iterable[str] | None = None,
        attributes: Mapping[str, Iterable[str | None]] | None = None,
    ) -> Roster:
        """Build a roster from ids in any order; names and attributes are given in that same order."""
        given = list(ids)
        order = sorted(range(len(given)), key=given.__getitem__)

        def arrange(values: Iterable[Any]) -> tuple[Any, ...]:
            listed = list(values)
            return tuple(listed[i] for i in order)

        return cls(
            arrange(given),
            kind,
            arrange(names) if names is not None else (),
            {column: arrange(values) for column, values in (attributes or {}).items()},
        )

    @cached_property
    def position(self) -> dict[str, int]:
        """Id → its place in the order."""
        return {identifier: place for place, identifier in enumerate(self.ids)}

    @cached_property
    def name_of(self) -> dict[str, str]:
        """Id → name."""
        return dict(zip(self.ids, self.names, strict=True))

    def group_of(self, column: str) -> dict[str, str | None]:
        """Id → value of an attribute; ``None`` for every id where the roster has no such column."""
        return dict(zip(self.ids, self.attributes.get(column, (None,) * len(self.ids)), strict=True))

    def group_at(self, column: str, identifier: str) -> str | None:
        """Return an attribute of one id; ``None`` where the roster has no such column."""
        values = self.attributes.get(column)
        return None if values is None else values[self.position[identifier]]

    def places(self, identifiers: Iterable[str]) -> npt.NDArray[np.int64]:
        """Return the places of ids, in the order they are given."""
        return np.fromiter(map(self.position.__getitem__, identifiers), dtype=np.int64)

    def subset(self, keep: Iterable[str]) -> Roster:
        """Return the roster of those ids only, attributes and names kept."""
        wanted = set(keep)
        at = [place for place, identifier in enumerate(self.ids) if identifier in wanted]
        return Roster(
            tuple(self.ids[i] for i in at),
            self.kind,
            tuple(self.names[i] for i in at),
            {column: tuple(values[i] for i in at) for column, values in self.attributes.items()},
        )

    def with_attribute(self, column: str, values: Mapping[str, str | None]) -> Roster:
        """Return the roster with one attribute replaced; ids that are not in ``values`` keep what they had."""
        before = self.group_of(column)
        merged = tuple(values.get(identifier, before[identifier]) for identifier in self.ids)
        return Roster(self.ids, self.kind, self.names, {**self.attributes, column: merged})

    def __len__(self) -> int:
        return len(self.ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Roster):
            return NotImplemented
        return (self.ids, self.kind, self.names, dict(self.attributes)) == (
            other.ids,
            other.kind,
            other.names,
            dict(other.attributes),
        )

    def __hash__(self) -> int:
        return hash((self.ids, self.kind))

    def __str__(self) -> str:
        return f"{len(self)} {self.kind}"
