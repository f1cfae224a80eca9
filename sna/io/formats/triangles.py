"""The cells of a square matrix that are ties: all, those of one triangle, or each pair once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sna.io.formats.draft import Draft
from sna.io.formats.matrix_labels import Matrix
from sna.io.formats.network_file import refused
from sna.io.text_table import shown

PARTS = ("full", "upper", "lower")
_SMALLEST = 3


def part_of(matrix: Matrix, names: Sequence[str], part: str, draft: Draft, *, directed: bool | None) -> str:
    """Return which part of a square matrix counts: as declared, else the triangle beside one that is wholly blank.

    Raises
    ------
    DataError
        E218 where the part that does not count has a value, or where two cells cannot tell.
    """
    given = {"upper": False, "lower": False}
    for at, row in enumerate(matrix.rows):
        given["upper"] |= any(row.cells[at + 1 :])
        given["lower"] |= any(row.cells[:at])
    if part in given:
        other = "lower" if part == "upper" else "upper"
        if given[other]:
            _refuse_other(matrix, names, other, draft)
        return part
    alone = [side for side in given if given[side]]
    if part or directed or len(alone) != 1:
        return "full"
    if len(names) < _SMALLEST:
        message = "Of two organisations only one direction is given: a triangle, or a tie not observed."
        hint = f"Say which part counts with --part of sna convert: {', '.join(PARTS)}."
        raise refused("E218", message, draft.file, matrix.rows[0].line, hint=hint)
    return alone[0]


def _refuse_other(matrix: Matrix, names: Sequence[str], other: str, draft: Draft) -> None:
    for at, row in enumerate(matrix.rows):
        for column, cell in enumerate(row.cells):
            if cell and (column < at if other == "lower" else column > at):
                message = f"The {other} triangle does not count and has a value."
                value = f"{shown(cell)} in row {shown(names[at])}, column {shown(names[column])}"
                raise refused("E218", message, draft.file, row.line, value=value)


@dataclass(frozen=True, eq=False)
class Square:
    """A square matrix of which a ``part`` counts."""

    matrix: Matrix
    names: Sequence[str]
    draft: Draft
    part: str

    def is_directed(self, declared: bool | None) -> bool:
        """Return whether ties are directed: as declared, else whether the two triangles differ.

        Raises
        ------
        DataError
            E218 where it is declared undirected and the triangles differ.
        """
        if self.part != "full":
            return bool(declared)
        differing = None if declared else self._first_asymmetric()
        if declared is False and differing is not None:
            at, column = differing
            one, other = self._cell(at, column), self._cell(column, at)
            value = f"{shown(one) or 'blank'} against {shown(other) or 'blank'}"
            pair = f"{shown(self.names[at])} and {shown(self.names[column])}"
            message = f"The matrix is declared undirected, but the two cells of {pair} differ."
            raise refused("E218", message, self.draft.file, self.matrix.rows[at].line, value=value)
        return bool(declared) or differing is not None

    def ties(self, declared: bool | None) -> Iterator[tuple[str, str, str, int]]:
        """Return sender, receiver, cell and line of each tie; one without direction from the row above."""
        directed = self.is_directed(declared)
        for at, row in enumerate(self.matrix.rows):
            for column in range(len(self.names)):
                if not self._counts(at, column, directed=directed):
                    continue
                cell = row.cells[column]
                if float(cell) if cell else at != column:
                    one, other = (at, column) if directed else (min(at, column), max(at, column))
                    yield self.names[one], self.names[other], cell, row.line

    def _counts(self, at: int, column: int, *, directed: bool) -> bool:
        if at == column or (directed and self.part == "full"):
            return True
        return column < at if self.part == "lower" else column > at

    def _cell(self, at: int, column: int) -> str:
        return self.matrix.rows[at].cells[column]

    def _first_asymmetric(self) -> tuple[int, int] | None:
        for at, row in enumerate(self.matrix.rows):
            for column in range(at + 1, len(self.names)):
                one, other = row.cells[column], self._cell(column, at)
                if one != other and not (one and other and float(one) == float(other)):
                    return at, column
        return None
