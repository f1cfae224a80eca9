"""A network → VNA, the text format of NetDraw: a table of nodes and a table of ties, every text in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from sna.errors import Problem
from sna.io.formats.holding import Holds, check_held
from sna.io.formats.network_file import WEIGHT, NetworkFile

HOLDS = Holds("VNA", undirected=False, missing="never", titled=False, forbidden='"\n\r\u2028\u2029')


def write_vna(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network of one directed relation as VNA.

    Parameters
    ----------
    network
        Its ties are written with ``strength``, 1 where they have no weight.
    said
        Takes what has no place in VNA.

    Raises
    ------
    OutputError
        If VNA cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation, Rows
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_vna(network, []).decode())
    *Node data
    "ID"
    "A"
    "B"
    *Tie data
    from to strength
    "A" "B" 2
    """
    check_held(network, HOLDS, said)
    nodes, ties = network.organisations, network.relations[0].ties
    weight = ties.headings.index(WEIGHT) if WEIGHT in ties.headings else None
    further = [at for at in range(2, len(ties.headings)) if at != weight]
    lines = ["*Node data", _row(("ID", *nodes.headings[1:])), *(_row(row) for row in nodes.cells), "*Tie data"]
    headings = _row(ties.headings[at] for at in further)
    lines.append(f"from to strength {headings}".rstrip())
    for row in ties.cells:
        strength = row[weight] if weight is not None else "1"
        lines.append(f"{_row(row[:2])} {strength} {_row(row[at] for at in further)}".rstrip())
    return "".join(f"{line}\n" for line in lines).encode()


def _row(cells: Iterable[str]) -> str:
    return " ".join(f'"{cell}"' for cell in cells)
