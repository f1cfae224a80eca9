"""Which cells of a matrix in text are labels: declared, or to be told in one way only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sna.io.formats.delimited import Line
from sna.io.formats.draft import Draft
from sna.io.formats.network_file import refused
from sna.io.formats.numbers import is_number

LABELS = ("both", "rows", "columns", "none")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Matrix:
    """The cells of a matrix and its labels; ``None`` where rows or columns have none."""

    rows: list[Line]
    row_labels: list[str] | None
    column_labels: list[str] | None
    heading_line: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.rows), len(self.rows[0].cells)


def rectangular(rows: Sequence[Line]) -> bool:
    """Whether rows can be a matrix: equally long, but for remarks above and a first row without a corner."""
    widths = [len(row.cells) for row in without_remarks(rows)]
    if len(widths) < 2 or widths[1] < 2:  # noqa: PLR2004
        return False
    return len(set(widths[1:])) == 1 and widths[0] in (widths[1], widths[1] - 1)


def without_remarks(rows: Sequence[Line]) -> list[Line]:
    """Return the rows below remarks: first rows that start with ``#`` and are not as long as the last."""
    at = 0
    while at < len(rows) - 1 and rows[at].cells[0].startswith("#") and len(rows[at].cells) != len(rows[-1].cells):
        at += 1
    return list(rows[at:])


def divide(lines: Sequence[Line], declared: str, draft: Draft, *, two_mode: bool) -> Matrix:
    """Return the matrix of rows, its labels apart.

    Raises
    ------
    DataError
        E205 or E206 where a row is too long or too short, E218 where the labels can be told in no way or in several.
    """
    rows = without_remarks(lines)
    if len(lines) > len(rows):
        draft.set_aside["remarks"] += len(lines) - len(rows)
    below = {len(row.cells) for row in rows[1:]}
    if below == {len(rows[0].cells) + 1} and declared in ("", "both"):
        rows[0] = Line(rows[0].line, ["", *rows[0].cells])
        declared = "both"
    _check_widths(rows, draft)
    kind = declared or _kind(rows, two_mode=two_mode)
    if not kind:
        message = "It cannot be told whether the first row and the first column are labels."
        hint = f"Say where the labels are with --labels of sna convert: {', '.join(LABELS)}."
        raise refused("E218", message, draft.file, rows[0].line, hint=hint)
    head = rows[0]
    columns = list(head.cells[kind == "both" :]) if kind in ("both", "columns") else None
    if columns is not None:
        rows = rows[1:]
    labels = [row.cells[0] for row in rows] if kind in ("both", "rows") else None
    if labels is not None:
        rows = [Line(row.line, row.cells[1:]) for row in rows]
    if not rows or not rows[0].cells:
        raise refused("E105", "This matrix has labels and no cells.", draft.file, head.line)
    return Matrix(rows, labels, columns, head.line)


def _check_widths(rows: Sequence[Line], draft: Draft) -> None:
    width = len(rows[0].cells)
    for row in rows:
        if len(row.cells) != width:
            code, more = ("E205", "more") if len(row.cells) > width else ("E206", "fewer")
            message = f"This row has {more} cells than the first."
            draft.add(code, message, row.line, value=f"{len(row.cells)}", expected=f"{width}")
    draft.stop()


def _kind(rows: Sequence[Line], *, two_mode: bool) -> str:
    """Return where the labels are; ``""`` where that can be told in no way or in several."""
    corner = rows[0].cells[0]
    across, down = any(map(_is_text, rows[0].cells[1:])), any(_is_text(row.cells[0]) for row in rows[1:])
    height, width = len(rows), len(rows[0].cells)
    if across and down:
        return "both" if not corner or _is_text(corner) else ""
    if across:
        return "columns" if _is_text(corner) and (height - 1 == width or two_mode) else ""
    if down:
        return "rows" if _is_text(corner) and (width - 1 == height or two_mode) else ""
    return "none" if corner and not _is_text(corner) and (height == width or two_mode) else ""


def _is_text(cell: str) -> bool:
    return bool(cell) and not is_number(cell) and _NOT_FINITE.fullmatch(cell) is None
