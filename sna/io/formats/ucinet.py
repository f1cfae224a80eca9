"""UCINET datasets: a ``##h`` file that describes, a ``##d`` file with the values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sna.io.formats.dl_matrix import UCINET_MISSING
from sna.io.formats.network_file import EVENT, ORGANISATION, NetworkFile, Rows, refused
from sna.io.formats.nodes import numbered_nodes, same_order
from sna.io.formats.text_file import LARGEST_FILE
from sna.io.formats.ties import MOST_TIES, Cell, distinct_names, matrix_relation
from sna.io.formats.ucinet_header import UcinetHeader, UcinetHeaderReader

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def read_ucinet(header: bytes, data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a UCINET dataset holds.

    Read are the versions 4010, 4020, 5000, 6000, 6404 and 6405, with values stored as whole numbers of up to 8 bytes or
    as single or double precision. Each matrix is a relation. Where the rows and columns are as many and have the same
    labels, or one of them none, they are the same nodes and the ties are directed; otherwise the rows are organisations
    and the columns events. A value of 1E37 or more is missing, as UCINET has it; a zero is no tie. Lines are numbers of
    rows.

    Parameters
    ----------
    header, data
        The bytes of the ``##h`` and of the ``##d`` file.
    file
        The name of the ``##h`` file, for messages.
    encoding
        How the letters of labels before version 6000 are written.

    Raises
    ------
    DataError
        The files are not those of a dataset, do not belong together, or are of a kind that is not read.

    Examples
    --------
    >>> head = b"\x05V6404" + bytes(10) + b"\x05" + bytes([2, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0])
    >>> read_ucinet(head, bytes([0, 0, 3, 0, 0, 0, 0, 0]), "care.##h").relations[0].ties.cells
    (('1', '2', '3'),)
    """
    if len(header) > LARGEST_FILE or len(data) > LARGEST_FILE:
        raise refused("E114", "This dataset is larger than 64 MB.", file)
    if not header:
        raise refused("E104", "This file is empty.", file)
    found = UcinetHeaderReader(header, file, encoding).read()
    matrices = _matrices(found, data, file)
    columns, rows, *names = found.labels
    two_mode, order = _modes(found)
    labels = (rows or columns) if not two_mode else rows
    organisations = numbered_nodes(ORGANISATION, labels or [""] * found.rows, range(1, found.rows + 1))
    events = numbered_nodes(EVENT, columns or [""] * found.columns, range(1, found.columns + 1)) if two_mode else None
    to = events.ids if events else tuple(organisations.ids[at] for at in order)
    called = distinct_names((names[0] if names else []) or [""] * found.matrices)
    relations = tuple(
        matrix_relation(
            name, _cells(matrix, organisations.ids, to, file), file, directed=not two_mode, two_mode=two_mode
        )
        for name, matrix in zip(called, matrices, strict=True)
    )
    aside = {"title of the data": int(found.title), "bytes after the end of the header": found.left}
    kept = {kind: count for kind, count in aside.items() if count}
    return NetworkFile(file, organisations.rows, relations, events.rows if events else Rows((EVENT,)), kept)


def _modes(header: UcinetHeader) -> tuple[bool, list[int]]:
    """Return whether there are two modes, and if not, which row each column is."""
    columns, rows, *_ = header.labels
    same = list(range(header.rows))
    if header.rows != header.columns:
        return True, []
    if not rows or not columns:
        return False, same
    order = same_order([label.casefold() for label in columns], [label.casefold() for label in rows])
    return (True, []) if order is None else (False, order)


def _matrices(header: UcinetHeader, data: bytes, file: str) -> npt.NDArray[Any]:
    import numpy as np

    stored = np.dtype(header.stored)
    expected = header.rows * header.columns * header.matrices * stored.itemsize
    if len(data) != expected:
        message = "The ##d file does not belong to this ##h file."
        shape = f"{expected:,} bytes for {header.rows} × {header.columns} × {header.matrices} values"
        raise refused("E218", message, file, value=f"{len(data):,} bytes", expected=shape)
    return np.frombuffer(data, stored).reshape(header.matrices, header.rows, header.columns)


def _cells(matrix: npt.NDArray[Any], rows: tuple[str, ...], columns: tuple[str, ...], file: str) -> Iterator[Cell]:
    import numpy as np

    if np.count_nonzero(matrix) > MOST_TIES:
        raise refused("E114", f"This matrix has more than {MOST_TIES:,} ties.", file)
    for row, column in zip(*np.nonzero(matrix), strict=True):
        value = matrix[row, column]
        if not np.isfinite(value):
            place = f"{value} in column {column + 1}"
            raise refused("E316", "A value of the matrix is not finite.", file, int(row) + 1, value=place)
        yield Cell(rows[row], columns[column], _text(value), int(row) + 1)


def _text(value: np.generic) -> str:
    """Return a number as the shortest text that means it; ``""`` where UCINET says it is missing."""
    number = value.item()
    if number >= UCINET_MISSING:
        return ""
    whole = isinstance(number, int) or (number.is_integer() and abs(number) < 1e15)  # noqa: PLR2004
    return str(int(number)) if whole else str(value)
