"""Edge and node tables in CSV, as Gephi has them → `NetworkFile`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sna.io.formats.delimited import Line, read_lines
from sna.io.formats.draft import Draft, Node, Tie
from sna.io.formats.gexf_times import timed_values
from sna.io.formats.network_file import ORGANISATION, NetworkFile, Rows
from sna.io.text_table import shown

_SOURCE, _TARGET = ("source", "from"), ("target", "to")
_TYPES = ("directed", "undirected", "mutual")


def read_edge_table(
    data: bytes,
    file: str,
    *,
    nodes: Rows | None = None,
    delimiter: str = "",
    encoding: str = "utf-8",
    directed: bool | None = None,
) -> NetworkFile:
    r"""Return the network of a table with the columns ``Source`` and ``Target``, whole.

    ``Type`` says of each edge whether it is directed, undirected or mutual; a mutual one is two rows. A weight that
    changes (``<[2019, 2020, 5]; [2021, 2022, 7]>``) is one row for each time, with its ``start`` and ``end``, or
    ``timestamp``. All other columns are kept.

    Parameters
    ----------
    data, file
        The bytes of the file, and its name for messages.
    nodes
        The table of nodes that belongs to it, from `read_node_table`; without it the nodes are those with an edge.
    delimiter, encoding
        How the text is written; without a delimiter the only one that gives the two columns.
    directed
        Whether edges without a ``Type`` are directed.

    Raises
    ------
    DataError
        E118, E120, E122, E123, E201, E202, E203, E205, E206, E301, E316, E319, E324, E401, E406.

    Examples
    --------
    >>> net = read_edge_table(b"Source,Target,Type\nA,B,Directed\nB,C,Directed\n", "edges.csv")
    >>> net.relations[0].ties.cells, net.organisations.column("organisation")
    ((('A', 'B'), ('B', 'C')), ('A', 'B', 'C'))
    """
    what = "a table with the columns Source and Target"
    rows = read_lines(data, file, has_ends, what=what, delimiter=delimiter, encoding=encoding)
    return edges_in(rows, file, nodes=nodes, directed=directed)


def edges_in(
    rows: Sequence[Line], file: str, *, nodes: Rows | None = None, directed: bool | None = None
) -> NetworkFile:
    """Return the network of rows under the headings in the first; arguments as for `read_edge_table`."""
    draft = Draft(file)
    headings = _headings(rows, draft)
    source, target = (_column(headings, words, draft) for words in (_SOURCE, _TARGET))
    draft.stop()
    type_, weight = ("type" if "type" in headings else ""), ("weight" if "weight" in headings else "")
    written = dict(zip(headings, rows[0].cells, strict=True))
    draft.tie_columns = {key: written[key] for key in headings if key not in (source, target, type_)}
    for row in _whole(rows[1:], len(headings), draft):
        cells = dict(zip(headings, row.cells, strict=True))
        ends = (cells.pop(source), cells.pop(target))
        said = _type(cells.pop(type_, ""), row.line, directed, draft)
        for facts in _by_time(cells, weight, draft):
            both = said == "mutual" and ends[0] != ends[1]
            for one, other in (ends, ends[::-1]) if both else (ends,):
                draft.ties.append(Tie(row.line, one, other, said != "undirected", facts))
    draft.stop()
    _add_nodes(draft, nodes)
    return draft.finish(directed=bool(directed))


def read_node_table(data: bytes, file: str, *, delimiter: str = "", encoding: str = "utf-8") -> Rows:
    r"""Return the nodes of a table with the column ``Id``, for `read_edge_table`; all columns are kept.

    Raises
    ------
    DataError
        E118, E120, E122, E123, E201, E202, E203, E205, E206, E301, E303.

    Examples
    --------
    >>> read_node_table(b"Id;Label;town\nA;Alpha;Leeds\n", "nodes.csv").headings
    ('organisation', 'name', 'town')
    """
    what = "a table with the column Id"
    return nodes_in(read_lines(data, file, _has_id, what=what, delimiter=delimiter, encoding=encoding), file)


def nodes_in(rows: Sequence[Line], file: str) -> Rows:
    """Return the nodes in rows under the headings in the first, as `read_node_table`."""
    draft = Draft(file)
    headings = _headings(rows, draft)
    id_ = _column(headings, ("id",), draft)
    draft.stop()
    draft.node_columns = {k: heading for k, heading in zip(headings, rows[0].cells, strict=True) if k != id_}
    for row in _whole(rows[1:], len(headings), draft):
        cells = dict(zip(headings, row.cells, strict=True))
        draft.nodes.append(Node(row.line, cells.pop(id_), cells))
    draft.stop()
    return draft.finish(directed=False).organisations


def _folded(cells: Iterable[str]) -> list[str]:
    return [cell.lower() for cell in cells]


def has_ends(rows: Sequence[Line]) -> bool:
    """Whether the first row has headings for both ends of an edge."""
    folded = set(_folded(rows[0].cells))
    return bool(folded & set(_SOURCE)) and bool(folded & set(_TARGET))


def _has_id(rows: Sequence[Line]) -> bool:
    return "id" in _folded(rows[0].cells)


def _headings(rows: Sequence[Line], draft: Draft) -> list[str]:
    """Return the headings in small letters: the keys of the columns."""
    headings = _folded(rows[0].cells)
    line = rows[0].line
    for at, heading in enumerate(headings):
        if not heading:
            draft.add("E203", f"Column {at + 1} has no name.", line)
        elif heading in headings[:at]:
            draft.add("E202", "Two columns have the same name.", line, value=shown(rows[0].cells[at]))
    return headings


def _column(headings: Sequence[str], words: Sequence[str], draft: Draft) -> str:
    for word in words:
        if word in headings:
            return word
    message = f"There is no column {words[0].capitalize()}."
    draft.add("E201", message, 1, value=shown(", ".join(headings)), hint="Name the columns in the first row.")
    return ""


def _whole(rows: Iterable[Line], width: int, draft: Draft) -> Iterable[Line]:
    for row in rows:
        if not any(row.cells):
            draft.set_aside["blank rows"] += 1
        elif len(row.cells) != width:
            code, more = ("E205", "more") if len(row.cells) > width else ("E206", "fewer")
            message = f"This row has {more} cells than the first."
            draft.add(code, message, row.line, value=f"{len(row.cells)}", expected=f"{width}")
        else:
            yield row


def _type(cell: str, line: int, directed: bool | None, draft: Draft) -> str:
    said = cell.lower() or {True: "directed", False: "undirected", None: ""}[directed]
    if not said and any(problem.code == "E406" for problem in draft.problems):
        # One edge is enough: what is said of it is said of all.
        return said
    if not said:
        hint = "Say --directed or --undirected to sna convert, or add a column Type with Directed or Undirected."
        draft.add("E406", "The table does not say whether this edge is directed.", line, hint=hint)
    elif said not in _TYPES:
        draft.add("E324", "The type of this edge means nothing.", line, value=shown(cell), expected=", ".join(_TYPES))
    return said


def _by_time(cells: dict[str, str], weight: str, draft: Draft) -> list[dict[str, str]]:
    """Return the facts of an edge, once for each time its weight has a value of its own."""
    timed = timed_values(cells[weight]) if weight else []
    rows = []
    for spell, value in timed:
        moments = {f"@{moment}": when for moment, when in spell.items()}
        for moment in spell:
            draft.tie_columns.setdefault(f"@{moment}", moment)
        rows.append({**cells, weight: value, **moments})
    return rows or [cells]


def _add_nodes(draft: Draft, nodes: Rows | None) -> None:
    if nodes is None:
        first: dict[str, int] = {}
        for tie in draft.ties:
            for end in (tie.source, tie.target):
                first.setdefault(end, tie.line)
        draft.nodes = [Node(line, id_, {}) for id_, line in sorted(first.items()) if id_]
        return
    columns = [heading for heading in nodes.headings if heading != ORGANISATION]
    draft.node_columns = {heading: heading for heading in columns}
    for (id_, *cells), line in zip(nodes.cells, nodes.lines, strict=True):
        draft.nodes.append(Node(line, id_, dict(zip(columns, cells, strict=True))))
