"""Bare text: a sociomatrix (.adj), one of two modes (.2sm), and lists of neighbours (.lst), as SocNetV has them."""

from __future__ import annotations

from collections.abc import Iterator

from sna.io.formats.named_nodes import NamedNodes
from sna.io.formats.network_file import EVENT, ORGANISATION, NetworkFile, Rows, refused
from sna.io.formats.nodes import numbered_nodes
from sna.io.formats.text_file import lines_of, shown
from sna.io.formats.tie_values import checked_number
from sna.io.formats.ties import Cell, Ties, matrix_relation
from sna.io.formats.words import words_by_line

_COMMENTS = ("#", "%", "//", "/*")
_OTHER_FORMATS = ("*", "<", "[", "{", "nodedef>", "graph ", "digraph ", "dl ")

NumberedWords = list[tuple[int, list[str]]]


def read_sociomatrix(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return the network of a square matrix of numbers: rows send, columns receive.

    Values stand between blanks or commas. The nodes are numbered. Lines that begin with ``#``, ``%``, ``//`` or ``/*``
    are comments, counted and set aside.

    Raises
    ------
    DataError
        The rows are not as long as they are many, or hold something else than finite numbers.

    Examples
    --------
    >>> read_sociomatrix(b"# a comment\n0 2.5\n0 0\n", "net.adj").relations[0].ties.cells
    (('1', '2', '2.5'),)
    """
    rows, aside = _words(data, file, encoding)
    _check_width(rows, len(rows), file)
    nodes = numbered_nodes(ORGANISATION, [""] * len(rows), [line for line, _ in rows])
    relation = matrix_relation("", _cells(rows, nodes.ids, nodes.ids, file), file)
    return NetworkFile(file, nodes.rows, (relation,), set_aside=aside)


def read_two_mode_sociomatrix(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return the network of a matrix whose rows are organisations and whose columns are events, all numbered.

    Raises
    ------
    DataError
        The rows are not all of one length, or hold something else than finite numbers.

    Examples
    --------
    >>> read_two_mode_sociomatrix(b"0 1 1\n1 0 0\n", "net.2sm").relations[0].ties.cells
    (('1', '2'), ('1', '3'), ('2', '1'))
    """
    rows, aside = _words(data, file, encoding)
    width = len(rows[0][1])
    _check_width(rows, width, file)
    nodes = numbered_nodes(ORGANISATION, [""] * len(rows), [line for line, _ in rows])
    events = numbered_nodes(EVENT, [""] * width, [rows[0][0]] * width)
    cells = _cells(rows, nodes.ids, events.ids, file)
    relation = matrix_relation("", cells, file, directed=False, two_mode=True)
    return NetworkFile(file, nodes.rows, (relation,), events.rows, aside)


def read_neighbour_list(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return the network of a list whose lines are a node and those it has ties to.

    Words stand between blanks or commas; every word after the first of a line is a node, never a weight.

    Raises
    ------
    DataError
        The file is one of another format, or holds no node.

    Examples
    --------
    >>> read_neighbour_list(b"ann bob cas\nbob ann\n", "net.lst").relations[0].ties.cells
    (('ann', 'bob'), ('ann', 'cas'), ('bob', 'ann'))
    """
    rows, aside = _words(data, file, encoding)
    nodes = NamedNodes(ORGANISATION, file)
    ties = Ties("", directed=True, file=file)
    for line, words in rows:
        sender = nodes.meet(words[0], line)
        for word in words[1:]:
            ties.add(sender, nodes.meet(word, line), line)
    return NetworkFile(file, nodes.rows(), (ties.relation(),), Rows((EVENT,)), aside)


def _words(data: bytes, file: str, encoding: str) -> tuple[NumberedWords, dict[str, int]]:
    lines = lines_of(data, file, encoding)
    comments = 0
    for at, line in enumerate(lines):
        if line.lstrip().startswith(_COMMENTS):
            comments += 1
            lines[at] = ""
    rows = words_by_line(lines, 1, file)
    if not rows:
        raise refused("E105", "This file holds comments only.", file, 1)
    number = rows[0][0]
    first = lines[number - 1].strip()
    if first.lower().startswith(_OTHER_FORMATS):
        message = "This file seems to be of another format than its name says."
        raise refused("E113", message, file, number, value=shown(first))
    return rows, {"comments": comments} if comments else {}


def _check_width(rows: NumberedWords, width: int, file: str) -> None:
    for line, words in rows:
        if len(words) != width:
            message = "This row has a wrong number of values."
            raise refused("E218", message, file, line, value=str(len(words)), expected=str(width))


def _cells(rows: NumberedWords, senders: tuple[str, ...], receivers: tuple[str, ...], file: str) -> Iterator[Cell]:
    return (
        Cell(sender, receiver, checked_number(word, file, line), line)
        for sender, (line, words) in zip(senders, rows, strict=True)
        for receiver, word in zip(receivers, words, strict=True)
        if word != "0"
    )
