"""UCINET DL: the text format of UCINET and NetDraw."""

from __future__ import annotations

from collections.abc import Iterable

from sna.io.formats.dl_header import MATRICES, DlHeader, read_header
from sna.io.formats.dl_lists import dl_lists
from sna.io.formats.dl_matrix import DlMatrix
from sna.io.formats.dl_names import DlNames
from sna.io.formats.network_file import EVENT, ORGANISATION, NetworkFile, Relation, Rows, refused
from sna.io.formats.nodes import same_order
from sna.io.formats.text_file import lines_of
from sna.io.formats.ties import Cell, Ties, distinct_names, matrix_relation
from sna.io.formats.words import Word


def read_dl(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a UCINET DL file holds.

    Read are the formats fullmatrix, upperhalf, lowerhalf, edgelist1 and 2, nodelist1, 1b and 2, edgearray1 and 2, with
    one or several matrices, labels before or among the data, with or without the diagonal. Each matrix is a relation.

    A full matrix or a list says nothing of direction: its ties are directed, also where the matrix is symmetric. Half a
    matrix is symmetric by its nature: its ties have no direction and are there once. ``na``, ``n/a``, ``.``, ``?`` and
    1E37 and more are missing values; a zero of a matrix is no tie. Labels stay as they are written, where UCINET would
    turn them into capitals and cut them after 18 characters; nodes whose labels are the same get their numbers as ids.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for messages.
    encoding
        How its letters are written.

    Raises
    ------
    DataError
        The file does not keep to the rules of the format, or uses a part of it that is not read.

    See Also
    --------
    sna.io.formats.network_file.NetworkFile

    References
    ----------
    UCINET 6 help, "DL language", https://www.analytictech.com/ucinet/help/hs5000.htm

    Examples
    --------
    >>> found = read_dl(b"DL n=3 format=edgelist1\nlabels embedded\ndata:\nann bob 2\nbob cas 1", "net.dl")
    >>> found.organisations.column("organisation"), found.relations[0].ties.cells
    (('ann', 'bob', 'cas'), (('ann', 'bob', '2'), ('bob', 'cas', '1')))
    """
    header = read_header(lines_of(data, file, encoding, "DL"), file)
    rows, columns = _modes(header)
    matrices = header.format in MATRICES
    two_mode = rows is not columns
    ties: Iterable[Iterable[tuple[int, int, str | None, int]]]
    ties = DlMatrix(header, rows, columns, _order(header)).matrices() if matrices else dl_lists(header, rows, columns)
    ties = list(ties)
    organisations = rows.nodes(ORGANISATION)
    events = columns.nodes(EVENT) if two_mode else None
    to = organisations if events is None else events
    names = [label.text.strip() for label in header.labels.get("matrix", [])] or [""] * header.matrices
    relations: list[Relation] = []
    for name, found in zip(distinct_names(names), ties, strict=True):
        if matrices or header.format.startswith("edgearray"):
            cells = (Cell(organisations.ids[r], to.ids[c], weight or "", line) for r, c, weight, line in found)
            directed = header.format not in {"upperhalf", "lowerhalf"} and not two_mode
            relations.append(matrix_relation(name, cells, file, directed=directed, two_mode=two_mode))
            continue
        listed = Ties(name, not two_mode, file, two_mode)
        for r, c, weight, line in found:
            listed.add(organisations.ids[r], to.ids[c], line, weight)
        relations.append(listed.relation())
    return NetworkFile(
        file,
        organisations.rows,
        tuple(relations),
        events.rows if events else Rows((EVENT,)),
        {"title of the data": header.titles} if header.titles else {},
    )


def _modes(header: DlHeader) -> tuple[DlNames, DlNames]:
    """Return the nodes of the rows and of the columns: one and the same object in a network of one mode."""
    rows, columns = header.size("nr", "n"), header.size("nc", "n")
    if rows is None or columns is None:
        hint = "Write N = for a network of one kind of node, NR = and NC = for two."
        raise refused("E113", "This DL file does not say how many nodes it has.", header.file, 1, hint=hint)
    if header.size("n") not in {None, rows} or header.size("n") not in {None, columns}:
        raise refused("E113", "N is given, and NR or NC with another number.", header.file, header.size_line("n"))
    every = header.labels.get("all", [])
    row_labels, column_labels = header.labels.get("row", every), header.labels.get("column", every)
    row_line, column_line = header.size_line("nr", "n"), header.size_line("nc", "n")
    row_in, column_in = "row" in header.embedded, "column" in header.embedded
    if _two_mode(header, row_labels, column_labels):
        return (
            DlNames(header.file, rows, row_line, row_labels, embedded=row_in),
            DlNames(header.file, columns, column_line, column_labels, embedded=column_in),
        )
    if rows != columns:
        message = f"{header.format.upper()} is for one kind of node, NR and NC are not the same."
        raise refused("E218", message, header.file, row_line, value=f"{rows} and {columns}", expected="N =")
    if header.format not in MATRICES and header.format != "nodelist1b" and row_in != column_in:
        hint = 'Write "labels embedded".'
        raise refused("E113", "One end of each tie is a label, the other a number.", header.file, row_line, hint=hint)
    one = DlNames(header.file, rows, row_line, row_labels or column_labels, embedded=row_in or column_in)
    return one, one


def _two_mode(header: DlHeader, row_labels: list[Word], column_labels: list[Word]) -> bool:
    if header.format not in MATRICES:
        return header.format.endswith("2")
    given = bool(row_labels and column_labels)
    same = given and same_order(_folded(column_labels), _folded(row_labels)) is not None
    return given and not same if "n" in header.sizes else not same


def _order(header: DlHeader) -> list[int] | None:
    """Return which row each column stands for, where both have lists of the same labels."""
    rows, columns = header.labels.get("row", []), header.labels.get("column", [])
    return same_order(_folded(columns), _folded(rows)) if rows and columns else None


def _folded(labels: list[Word]) -> list[str]:
    return [label.text.strip().casefold() for label in labels]
