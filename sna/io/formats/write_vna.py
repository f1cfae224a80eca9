"""A network → VNA, the text format of NetDraw: a table of nodes and a table of ties, every text in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from sna.errors import Problem
from sna.io.formats.holding import NUMBER, check_held, spelled
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import FROM, ORGANISATION, TO, WEIGHT, NetworkFile, Rows
from sna.io.text_table import shown

HOLDS = Holds("VNA", undirected=False, missing="never", forbidden='"\n\r\u2028\u2029')
UNNAMED = "strength"
_NOT_FINITE = {"nan", "inf", "infinity", "+nan", "+inf", "+infinity", "-nan", "-inf", "-infinity"}


def write_vna(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network of one directed relation as VNA.

    Parameters
    ----------
    network
        Its ties are written with their weight, or 1, under the name of the relation, or ``strength``.
    said
        Takes what has no place in VNA: a column of ties with numbers in it would be a relation of its own.

    Raises
    ------
    OutputError
        If VNA cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_vna(network, []).decode())
    *Node data
    "ID"
    "A"
    "B"
    *Tie data
    "from" "to" "strength"
    "A" "B" "2"
    """
    check_held(network, HOLDS, said)
    relation = network.relations[0]
    nodes, ties = network.organisations, _without_numbers(network, relation.ties, said)
    name = relation.name or UNNAMED
    if relation.name and not len(ties):
        message = "VNA has no place for the name of a relation without a tie, left out: "
        said.append(Problem("W855", f"{message}{shown(relation.name)}.", network.file))
    weighed = WEIGHT in ties.headings
    first = 3 if weighed else 2
    taken = {"from", "to", WEIGHT, name.lower()}
    own = spelled(nodes.headings[1:], {"id", ORGANISATION}, network.file, said)
    further = spelled(ties.headings[first:], taken, network.file, said)
    lines = ["*Node data", _row(("ID", *own)), *map(_row, nodes.cells), "*Tie data", _row((FROM, TO, name, *further))]
    lines += [_row((*row[:2], row[2] if weighed else "1", *row[first:])) for row in ties.cells]
    return "".join(f"{line}\n" for line in lines).encode()


def _without_numbers(network: NetworkFile, ties: Rows, said: list[Problem]) -> Rows:
    """Return the ties without columns that would be taken for further relations, and say which."""
    numbers = [
        heading
        for heading in ties.headings[2:]
        if heading != WEIGHT
        and any(NUMBER.fullmatch(cell) or cell.lower() in _NOT_FINITE for cell in ties.column(heading))
    ]
    if not numbers:
        return ties
    message = f"VNA takes columns of ties with numbers for relations; left out: {', '.join(numbers)[:200]}."
    said.append(Problem("W855", message, network.file, hint="GraphML, CSV and Excel hold them."))
    kept = [at for at, heading in enumerate(ties.headings) if heading not in numbers]
    return Rows(
        tuple(ties.headings[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in ties.cells), ties.lines
    )


def _row(cells: Iterable[str]) -> str:
    return " ".join(f'"{cell}"' for cell in cells)
