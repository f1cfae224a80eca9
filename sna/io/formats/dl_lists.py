"""DL data that are lists: of ties, of nodes with those they are tied to, of ties with a value in every matrix."""

from __future__ import annotations

from collections.abc import Iterator

from sna.io.formats.dl_header import DlHeader
from sna.io.formats.dl_matrix import dl_value
from sna.io.formats.dl_names import DlNames
from sna.io.formats.network_file import refused
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import is_zero, whole_number

Tie = tuple[int, int, str | None, int]
"""Positions of the two ends, the weight (``None``: not written, ``""``: missing) and the line."""


def dl_lists(header: DlHeader, rows: DlNames, columns: DlNames) -> list[list[Tie]]:
    """Return the ties of each matrix of a DL file whose data are a list.

    A line ``!`` begins the next matrix.

    Raises
    ------
    DataError
        A line does not have the form its format has, or names a node the file does not have.
    """
    if header.format.startswith("edgearray"):
        return _edge_array(header, rows, columns)
    parts: list[list[tuple[int, list[str]]]] = [[]]
    for line, words in header.data:
        if words == ["!"]:
            parts.append([])
        else:
            parts[-1].append((line, words))
    if len(parts) == header.matrices + 1 and not parts[-1]:
        parts.pop()
    if len(parts) != header.matrices:
        line = header.data[-1][0] if header.data else header.data_line
        message = 'The lists of several matrices are divided by lines with "!"; this is not the number NM says.'
        raise refused("E218", message, header.file, line, value=str(len(parts)), expected=str(header.matrices))
    if header.format == "nodelist1b":
        return [list(_counted(part, header, rows, columns)) for part in parts]
    read = _edge if header.format.startswith("edgelist") else _neighbours
    return [[tie for line, words in part for tie in read(words, line, rows, columns)] for part in parts]


def _edge(words: list[str], line: int, rows: DlNames, columns: DlNames) -> Iterator[Tie]:
    if len(words) not in {2, 3}:
        hint = 'A label with a blank in it needs quotation marks: "St Mary".'
        expected = "two nodes, and a value if there is one"
        value = f"{len(words)} words"
        raise refused("E113", "This line is not a tie.", rows.file, line, value=value, expected=expected, hint=hint)
    sender, receiver = rows.position(words[0], line), columns.position(words[1], line)
    yield sender, receiver, dl_value(words[2], rows.file, line) if len(words) > 2 else None, line  # noqa: PLR2004


def _neighbours(words: list[str], line: int, rows: DlNames, columns: DlNames) -> Iterator[Tie]:
    sender = rows.position(words[0], line)
    for word in words[1:]:
        yield sender, columns.position(word, line), None, line


def _counted(part: list[tuple[int, list[str]]], header: DlHeader, rows: DlNames, columns: DlNames) -> Iterator[Tie]:
    if len(part) != rows.count:
        line = part[-1][0] if part else header.data_line
        message = "A NODELIST1B has one line for every node, without exception."
        raise refused("E218", message, rows.file, line, value=f"{len(part)} lines", expected=str(rows.count))
    for sender, (line, words) in enumerate(part):
        many = whole_number(words[0], rows.file, line, "The first word of a line of a NODELIST1B")
        if many != len(words) - 1:
            message = "This line does not hold as many nodes as its first word says."
            value = str(len(words) - 1)
            raise refused("E113", message, rows.file, line, value=value, expected=shown(words[0]))
        for word in words[1:]:
            yield sender, columns.position(word, line), None, line


def _edge_array(header: DlHeader, rows: DlNames, columns: DlNames) -> list[list[Tie]]:
    matrices: list[list[Tie]] = [[] for _ in range(header.matrices)]
    for line, words in header.data:
        if len(words) != 2 + header.matrices:
            expected = f"two nodes and {header.matrices} values"
            value = f"{len(words)} words"
            message = "This line of an EDGEARRAY does not have a value for every matrix."
            raise refused("E113", message, header.file, line, value=value, expected=expected)
        sender, receiver = rows.position(words[0], line), columns.position(words[1], line)
        for matrix, word in zip(matrices, words[2:], strict=True):
            weight = dl_value(word, header.file, line)
            if not is_zero(weight):
                matrix.append((sender, receiver, weight, line))
    return matrices
