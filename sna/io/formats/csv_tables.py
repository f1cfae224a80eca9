"""A table of edges, and the table of nodes that belongs to it → `NetworkFile`."""

from __future__ import annotations

from pathlib import PurePath

from sna.io.formats.edge_table import read_edge_table, read_node_table
from sna.io.formats.network_file import NetworkFile
from sna.io.formats.write_csv import NODES


def beside(file: str) -> str:
    """Return the name of the table of nodes that belongs to a table of edges.

    Examples
    --------
    >>> beside("net.csv")
    'net-nodes.csv'
    """
    path = PurePath(file)
    return f"{path.stem}-{NODES}{path.suffix}"


def read_csv_tables(
    edges: bytes, nodes: bytes, file: str, *, encoding: str = "utf-8", directed: bool | None = None, delimiter: str = ""
) -> NetworkFile:
    r"""Return the network of a table of edges and a table of nodes.

    Parameters
    ----------
    edges
        The bytes of a table with ``Source`` and ``Target``.
    nodes
        Those of a table with ``Id``; empty where there is none, and the nodes are those with an edge.
    file
        Name of the table of edges, for messages.
    encoding
        How both are written.
    directed
        Whether edges without a ``Type`` are directed.

    Raises
    ------
    DataError
        As for `sna.io.formats.edge_table.read_edge_table`.

    Examples
    --------
    >>> found = read_csv_tables(b"Source,Target,Type\nA,B,Directed\n", b"Id\nA\nB\nC\n", "net.csv")
    >>> found.organisations.column("organisation")
    ('A', 'B', 'C')
    """
    # One column needs no delimiter, and has none to conclude it from.
    alone = nodes[:20].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip(b' \r"').lower() == b"id"
    own = "," if alone else delimiter
    listed = read_node_table(nodes, beside(file), delimiter=own, encoding=encoding) if nodes else None
    return read_edge_table(edges, file, nodes=listed, encoding=encoding, directed=directed, delimiter=delimiter)
