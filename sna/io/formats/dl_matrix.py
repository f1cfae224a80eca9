"""DL data that are matrices: full, or the half of a symmetric one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain

from sna.io.formats.dl_header import DlHeader
from sna.io.formats.dl_names import DlNames
from sna.io.formats.network_file import refused
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import checked_number
from sna.io.formats.ties import MOST_TIES

MISSING = {"na", "n/a", ".", "?"}
UCINET_MISSING = 1e37


def dl_value(text: str, file: str, line: int) -> str:
    """Return the value of a cell, ``""`` where it is missing: ``na``, ``n/a``, ``.``, ``?``, or 1E37 and more.

    Examples
    --------
    >>> dl_value("NA", "net.dl", 3), dl_value("2.0", "net.dl", 3), dl_value("1E38", "net.dl", 3)
    ('', '2.0', '')
    """
    if text in {"0", "1"}:
        return text
    if text.lower() in MISSING:
        return ""
    number = checked_number(text, file, line)
    return "" if abs(float(number)) >= UCINET_MISSING else number


class DlMatrix:
    """The matrices of a DL file, cell by cell.

    Parameters
    ----------
    header
        The head of the file, with its data.
    rows, columns
        The nodes; the same object where both are the same.
    order
        Which node each column is, where columns are the nodes of the rows in another order.
    """

    def __init__(self, header: DlHeader, rows: DlNames, columns: DlNames, order: list[int] | None = None) -> None:
        self.header = header
        self.rows = rows
        self.columns = columns
        self.order = list(range(columns.count)) if order is None else order
        self.row_labels = "row" in header.embedded
        self.column_labels = "column" in header.embedded
        self._check_shape()
        self.words = list(chain.from_iterable(words for _, words in header.data))
        self.ends = list(accumulate(len(words) for _, words in header.data))
        self.at = 0
        self.line_at = 0
        self.headings_once = False
        self._check_count()

    def _check_shape(self) -> None:
        square = self.rows.count == self.columns.count
        if not square and (self.header.format != "fullmatrix" or not self.header.diagonal):
            value = f"{self.rows.count} rows and {self.columns.count} columns"
            message = "Half a matrix, or one without its diagonal, has as many rows as columns."
            raise refused("E218", message, self.header.file, self.header.size_line("nr", "nc"), value=value)

    def _row(self, at: int) -> range:
        """Return which columns a row has cells for; its own column may be absent."""
        if self.header.format == "upperhalf":
            return range(at if self.header.diagonal else at + 1, self.columns.count)
        if self.header.format == "lowerhalf":
            return range(at + 1 if self.header.diagonal else at)
        return range(self.columns.count)

    def _check_count(self) -> None:
        rows, columns, many = self.rows.count, self.columns.count, self.header.matrices
        if self.header.format == "fullmatrix":
            cells = rows * columns if self.header.diagonal else rows * (columns - 1)
        else:
            cells = rows * (rows + 1) // 2 if self.header.diagonal else rows * (rows - 1) // 2
        body = cells + (rows if self.row_labels else 0)
        headings = columns if self.column_labels else 0
        found = len(self.words)
        if found == many * (headings + body):
            return
        if found == headings + many * body:
            self.headings_once = True
        elif self.row_labels and self.header.format != "fullmatrix" and found == many * body:
            self.column_labels = False
        else:
            self._wrong_count(many * (headings + body))

    def _wrong_count(self, expected: int) -> None:
        data, found = self.header.data, len(self.words)
        file = self.header.file
        width = self.columns.count + self.row_labels - (not self.header.diagonal)
        if (
            self.header.format == "fullmatrix"
            and not self.column_labels
            and len(data) == self.rows.count * self.header.matrices
        ):
            for line, words in data:
                if len(words) != width:
                    value, should = f"{len(words)}", f"{width}"
                    raise refused(
                        "E218", "This row has a wrong number of values.", file, line, value=value, expected=should
                    )
        line = data[-1][0] if data else self.header.data_line
        kind = "values and labels" if self.header.embedded else "values"
        message = f"The data hold a wrong number of {kind}."
        hint = "N, NR, NC, NM, FORMAT and DIAGONAL say how many there should be."
        raise refused("E218", message, file, line, value=f"{found:,}", expected=f"{expected:,}", hint=hint)

    def _next(self) -> tuple[str, int]:
        while self.at >= self.ends[self.line_at]:
            self.line_at += 1
        self.at += 1
        return self.words[self.at - 1], self.header.data[self.line_at][0]

    def matrices(self) -> Iterator[list[tuple[int, int, str, int]]]:
        """Yield the cells of each matrix that are not the bare ``0``: row, column, value, line; positions from 0."""
        order = self.order
        for matrix in range(self.header.matrices):
            if self.column_labels and not (self.headings_once and matrix):
                order = self._labelled(self.columns, self.columns.count)
            yield self._cells(order)

    def _labelled(self, names: DlNames, count: int) -> list[int]:
        found: dict[int, None] = {}
        for _ in range(count):
            word, line = self._next()
            position = names.position(word, line)
            if position in found:
                raise refused("E303", "The same label twice in a matrix.", names.file, line, value=shown(word))
            found[position] = None
        return list(found)

    def _cells(self, order: list[int]) -> list[tuple[int, int, str, int]]:
        cells: list[tuple[int, int, str, int]] = []
        seen: dict[int, None] = {}
        for row in range(self.rows.count):
            source = row
            if self.row_labels:
                (source,) = self._labelled(self.rows, 1)
            if source in seen:
                raise refused(
                    "E303", "The same label twice in a matrix.", self.header.file, self.header.data[self.line_at][0]
                )
            seen[source] = None
            if self.header.format != "fullmatrix" and source != order[row]:
                line = self.header.data[self.line_at][0]
                message = "Half a matrix has its rows and columns in the same order."
                raise refused("E218", message, self.header.file, line, value=f"row {row + 1}")
            for column in self._row(row):
                # In a full matrix the diagonal is where both ends are the same node, in whatever order the rows come.
                if not self.header.diagonal and order[column] == source:
                    continue
                word, line = self._next()
                if word != "0":
                    if len(cells) == MOST_TIES:
                        raise refused("E114", f"This matrix has more than {MOST_TIES:,} ties.", self.header.file, line)
                    cells.append((source, order[column], dl_value(word, self.header.file, line), line))
        return cells
