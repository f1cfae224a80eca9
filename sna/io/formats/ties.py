"""Ties as a reader meets them → the relation of a network file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from sna.io.formats.network_file import FROM, TO, WEIGHT, Relation, Rows, refused
from sna.io.formats.tie_values import is_zero

MOST_TIES = 5_000_000
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


@dataclass
class Ties:
    """The ties of one relation while a file is read; a column is there once one tie has a cell in it.

    Attributes
    ----------
    default
        The weight of a tie that says none, in a relation where others do: what the format means by silence.
    """

    name: str
    directed: bool
    file: str
    two_mode: bool = False
    default: str = "1"
    ends: list[tuple[str, str, str | None]] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _more: list[Mapping[str, str]] = field(default_factory=list)

    def add(
        self, sender: str, receiver: str, line: int, weight: str | None = None, more: Mapping[str, str] = NOTHING_MORE
    ) -> None:
        """Take a tie; a weight of ``None`` was not written, ``""`` is missing; ``more`` is what else is said of it."""
        if len(self._lines) == MOST_TIES:
            raise refused("E114", f"This file has more than {MOST_TIES:,} ties in a relation.", self.file, line)
        self.ends.append((sender, receiver, weight))
        self._lines.append(line)
        self._more.append(more)

    def __len__(self) -> int:
        return len(self.ends)

    def relation(self) -> Relation:
        """Return the ties as a relation, in the order of the file."""
        weighted = any(weight is not None for _, _, weight in self.ends)
        extra = list(dict.fromkeys(heading for more in self._more for heading in more))
        cells = tuple(
            (
                sender,
                receiver,
                *((self.default if weight is None else weight,) if weighted else ()),
                *_cells(more, extra),
            )
            for (sender, receiver, weight), more in zip(self.ends, self._more, strict=True)
        )
        headings = (FROM, TO, *((WEIGHT,) if weighted else ()), *extra)
        return Relation(self.name, self.directed, Rows(headings, cells, tuple(self._lines)), self.two_mode)


def _cells(more: Mapping[str, str], headings: Sequence[str]) -> Iterable[str]:
    return (more.get(heading, "") for heading in headings)


class Cell(NamedTuple):
    """One cell of a matrix: the ids of its row and column, its value as text (blank: missing) and its line."""

    row: str
    column: str
    value: str
    line: int


def matrix_relation(
    name: str, cells: Iterable[Cell], file: str, *, directed: bool = True, two_mode: bool = False
) -> Relation:
    """Return the ties of a matrix: every cell that is not zero; with weights unless all of them are 1.

    Examples
    --------
    >>> relation = matrix_relation("advice", [Cell("a", "b", "1", 3), Cell("b", "a", "0", 4)], "net.dl")
    >>> relation.ties.headings, relation.ties.cells
    (('from', 'to'), (('a', 'b'),))
    """
    ties = Ties(name, directed, file, two_mode)
    for row, column, value, line in cells:
        if not is_zero(value):
            ties.add(row, column, line, value)
    if all(weight == "1" or (weight and float(weight) == 1) for _, _, weight in ties.ends):
        ties.ends = [(row, column, None) for row, column, _ in ties.ends]
    return ties.relation()


def distinct_names(names: Iterable[str]) -> list[str]:
    """Return names that are all different: a repeated one gets a number, and so does a blank one among several.

    Examples
    --------
    >>> distinct_names(["advice", "advice", "trust"]), distinct_names([""])
    (['advice', 'advice (2)', 'trust'], [''])
    """
    given = list(names)
    found: dict[str, None] = {}
    for at, name in enumerate(given, start=1):
        wanted = name or (str(at) if len(given) > 1 else "")
        unique, copy = wanted, 1
        while unique in found or (unique != name and unique in given):
            copy += 1
            unique = f"{wanted} ({copy})"
        found[unique] = None
    return list(found)
