"""A network → GML: plain ASCII, everything else spelled as a numbered character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from sna.errors import OutputError, Problem
from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.modes import joined
from sna.io.formats.network_file import NAME, NetworkFile, Rows
from sna.io.text_table import shown

HOLDS = Holds("GML", two_mode=True, missing="beside", titled=False)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,253}")
_TAKEN = {
    "id",
    "label",
    "source",
    "target",
    "graphics",
    "labelgraphics",
    "edgeanchor",
    "graph",
    "node",
    "edge",
    "directed",
}
_ID = re.compile(r"0|[1-9]\d{0,9}")
_LARGEST = 2**31


def write_gml(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network of one relation as GML.

    Parameters
    ----------
    network
        Events of a two-mode network become nodes with ``event`` in a column ``mode``.
        GML numbers its nodes. Where ids are whole numbers they stay ids, and names are labels; elsewhere nodes are
        numbered, ids become labels, and names the key ``name``.
    said
        Takes what is worth saying: ids that became labels, headings that GML has to spell otherwise.

    Raises
    ------
    OutputError
        If GML cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_gml(network, []).decode())
    graph [
      directed 1
      node [ id 0 label "A" ]
      node [ id 1 label "B" ]
      edge [ source 0 target 1 weight 2 ]
    ]
    """
    network = joined(network)
    check_held(network, HOLDS, said)
    relation = network.relations[0]
    edges = relation.ties
    nodes, number, label = _numbered(network, said)
    node_keys, edge_keys = _keys(nodes, 1, network.file, said), _keys(edges, 2, network.file, said)
    lines = ["graph [", f"  directed {int(relation.directed)}"]
    for row in nodes.cells:
        shown_as = f" label {_string(label[row[0]])}" if label[row[0]] else ""
        lines.append(f"  node [ id {number[row[0]]}{shown_as}{_pairs(node_keys, row[1:])} ]")
    for row in edges.cells:
        ends = f"source {number[row[0]]} target {number[row[1]]}"
        lines.append(f"  edge [ {ends}{_pairs(edge_keys, row[2:])} ]")
    return "".join(f"{line}\n" for line in [*lines, "]"]).encode("ascii")


def _numbered(network: NetworkFile, said: list[Problem]) -> tuple[Rows, dict[str, str], dict[str, str]]:
    """Return the columns that become keys, and id → number, and id → label."""
    rows = network.organisations
    ids = [row[0] for row in rows.cells]
    if not all(_ID.fullmatch(identifier) and int(identifier) < _LARGEST for identifier in ids):
        said.append(Problem("W856", "GML numbers its nodes: ids are written as labels.", network.file))
        names = rows.column(NAME) if NAME in rows.headings else ids
        # A name that is its node's number would be taken for no name.
        first = next(start for start in count() if all(name != str(start + at) for at, name in enumerate(names)))
        numbers = {identifier: str(first + at) for at, identifier in enumerate(ids)}
        return rows, numbers, dict(zip(ids, ids, strict=True))
    if NAME not in rows.headings:
        return rows, dict(zip(ids, ids, strict=True)), dict(zip(ids, ids, strict=True))
    at = rows.headings.index(NAME)
    cells = tuple((*row[:at], *row[at + 1 :]) for row in rows.cells)
    label = {row[0]: row[at] for row in rows.cells}
    rest = Rows((*rows.headings[:at], *rows.headings[at + 1 :]), cells, rows.lines)
    return rest, dict(zip(ids, ids, strict=True)), label


def _keys(rows: Rows, first: int, file: str, said: list[Problem]) -> list[tuple[str, bool]]:
    """Return a key for each further column, and whether it holds numbers."""
    keys: list[tuple[str, bool]] = []
    renamed = []
    reserved = _TAKEN if first > 1 or NAME in rows.headings else {*_TAKEN, NAME}
    for at in range(first, len(rows.headings)):
        key = heading = rows.headings[at]
        if not _KEY.fullmatch(key) or (key.lower() in reserved and key != NAME):
            key = f"{re.sub('[^A-Za-z0-9]+', '', heading) or 'column'}X{at}"
            key = key if key[0].isalpha() else f"x{key}"
            renamed.append(f"{shown(heading)} → {key}")
        keys.append((key, kind_of(row[at] for row in rows.cells) != "string"))
    lowered = [key.lower() for key, _ in keys]
    if len(set(lowered)) < len(lowered):
        hint = "Give the columns names that differ in more than capitals."
        raise OutputError(Problem("E856", "Two columns would have the same key in GML.", file, hint=hint))
    if renamed:
        message = f"GML takes plain letters and digits for keys: {'; '.join(renamed)[:200]}."
        said.append(Problem("W856", message, file))
    return keys


def _pairs(keys: Sequence[tuple[str, bool]], cells: Sequence[str]) -> str:
    pairs = zip(keys, cells, strict=True)
    return "".join(f" {key} {cell if number else _string(cell)}" for (key, number), cell in pairs if cell)


def _string(text: str) -> str:
    """Return text in quotation marks, all but plain characters by number."""
    plain = text.replace("&", "&amp;").replace('"', "&quot;")
    return '"' + re.sub(r"[^ -~]", lambda mark: f"&#{ord(mark[0])};", plain) + '"'
