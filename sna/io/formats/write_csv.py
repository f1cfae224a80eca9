"""A network → two CSV tables under the headings that Gephi knows: nodes, and edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sna.errors import Problem
from sna.io.cells import GUARDED
from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.holding import check_held, spelled
from sna.io.formats.holds import Holds
from sna.io.formats.modes import joined
from sna.io.formats.network_file import NAME, WEIGHT, NetworkFile

HOLDS = Holds("CSV", two_mode=True, missing="beside", titled=False, forbidden="\r", longest=131_000)
NODES, EDGES = "nodes", "edges"
_TYPES = {True: "Directed", False: "Undirected"}


def write_csv(network: NetworkFile, said: list[Problem], *, guard: bool = True) -> dict[str, bytes]:
    r"""Return a network of one relation as two tables: ``edges`` and ``nodes``.

    Parameters
    ----------
    network
        Events of a two-mode network become nodes with ``event`` in a column ``mode``.
        Organisations without ties are in the table of nodes alone.
    said
        Takes what is worth saying.
    guard
        Put one ``'`` before text that a spreadsheet would take for a formula; reading takes it off.

    Raises
    ------
    OutputError
        If CSV cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation, Rows
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to", "weight"), (("A", "=B", "2"),), (1,)))
    >>> network = NetworkFile("net.gml", Rows(("organisation",), (("A",), ("=B",)), (1, 2)), (ties,))
    >>> written = write_csv(network, [])
    >>> print(written["edges"].decode())
    Source,Target,Type,Weight
    A,'=B,Directed,2
    >>> written["nodes"]
    b"Id\nA\n'=B\n"
    """
    network = joined(network)
    check_held(network, HOLDS, said)
    relation = network.relations[0]
    nodes, edges = network.organisations, relation.ties
    kind = _TYPES[relation.directed]
    label = ["Label"] if NAME in nodes.headings else []
    weight = ["Weight"] if WEIGHT in edges.headings else []
    taken = {"id", "organisation", *(() if label else ("label", NAME))}
    own = [*label, *spelled(nodes.headings[1 + len(label) :], taken, network.file, said)]
    taken = {"source", "target", "from", "to", "type", *(() if weight else (WEIGHT,))}
    further = [*weight, *spelled(edges.headings[2 + len(weight) :], taken, network.file, said)]
    return {
        EDGES: table(
            ["Source", "Target", "Type", *further], [(*row[:2], kind, *row[2:]) for row in edges.cells], guard=guard
        ),
        NODES: table(["Id", *own], nodes.cells, guard=guard),
    }


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, guard: bool) -> bytes:
    r"""Return rows of text as CSV; columns of plain numbers are never guarded.

    Examples
    --------
    >>> table(["id", "change"], [("-1a", "-1")], guard=True)
    b"id,change\n'-1a,-1\n"
    """
    columns = guarded_columns(len(headings), rows) if guard else list(zip(*rows, strict=True))
    lines = [_line(map(_guarded, headings) if guard else headings), *map(_line, zip(*columns, strict=True))]
    return "".join(lines).encode()


def guarded_columns(many: int, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the columns of rows, text that a spreadsheet would take for a formula behind a ``'``.

    Examples
    --------
    >>> guarded_columns(2, [("-1a", "-1"), ("b", "2")])
    [["'-1a", 'b'], ['-1', '2']]
    """
    columns = [[row[at] for row in rows] for at in range(many)]
    return [column if kind_of(column) != "string" else list(map(_guarded, column)) for column in columns]


def _guarded(text: str) -> str:
    return f"'{text}" if text != "-" and GUARDED.match(text) else text


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') or not text else text
