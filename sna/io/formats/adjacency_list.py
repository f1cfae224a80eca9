"""Adjacency lists in text: each row an organisation and those it is tied to → `NetworkFile`."""

from __future__ import annotations

from collections.abc import Sequence

from sna.io.formats.delimited import Line, read_lines
from sna.io.formats.draft import Draft, Node, Tie
from sna.io.formats.network_file import NetworkFile


def read_adjacency_list(
    data: bytes, file: str, *, directed: bool | None = None, delimiter: str = "", encoding: str = "utf-8"
) -> NetworkFile:
    r"""Return the network of rows such as ``a;b;c``: a is tied to b and to c; a row ``a`` alone has no tie.

    Nothing in such a file tells it from a table, and nothing says whether its ties are directed: both are for the
    caller to say. Cells left blank at the end of a row are none, first rows that
    start with ``#`` are remarks, and counted.

    Raises
    ------
    DataError
        E118, E120, E122, E123, E301, E406, and those of `sna.io.formats.decoded.decoded`.

    Examples
    --------
    >>> net = read_adjacency_list(b"a;b;c\nd\n", "net.csv", directed=True)
    >>> net.organisations.column("organisation"), net.relations[0].ties.cells
    (('a', 'b', 'c', 'd'), (('a', 'b'), ('a', 'c')))
    """
    draft = Draft(file)
    first: dict[str, int] = {}
    rows = read_lines(data, file, _some_tie, what="rows of several ids", delimiter=delimiter, encoding=encoding)
    remarks = _remarks(rows)
    draft.set_aside["remarks"] += remarks
    for row in rows[remarks:]:
        cells = list(row.cells)
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            draft.set_aside["blank rows"] += 1
        for cell in cells:
            first.setdefault(cell, row.line)
            if not cell:
                draft.add(
                    "E301", "A cell between two others is blank.", row.line, hint="Write an id, or close the gap."
                )
        draft.ties += [Tie(row.line, cells[0], other, bool(directed), {}) for other in cells[1:] if cells[0] and other]
    if directed is None and draft.ties:
        message = "An adjacency list does not say whether its ties are directed."
        draft.add("E406", message, draft.ties[0].line, hint="Say --directed or --undirected to sna convert.")
    draft.nodes = [Node(line, id_, {}) for id_, line in sorted(first.items()) if id_]
    draft.stop()
    return draft.finish(directed=bool(directed))


def _some_tie(rows: Sequence[Line]) -> bool:
    return any(len(row.cells) > 1 for row in rows[_remarks(rows) :])


def _remarks(rows: Sequence[Line]) -> int:
    """Return how many of the first rows are remarks: they start with ``#``, as SocNetV writes them."""
    return next((at for at, row in enumerate(rows) if not row.cells[0].startswith("#")), len(rows))
