"""A network → UCINET DL: one matrix a relation, ``na`` where nobody could say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sna.errors import OutputError, Problem
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import WEIGHT, NetworkFile, Relation

HOLDS = Holds(
    "UCINET DL",
    relations="alike",
    two_mode=True,
    names=False,
    attributes=False,
    tie_attributes=False,
    parallel=False,
    forbidden='"\n\r\u2028\u2029',
)
MOST_CELLS = 25_000_000
MISSING = "na"


def write_dl(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network as UCINET DL: full matrices, or lower halves where ties have no direction.

    Parameters
    ----------
    network
        Ids become labels; the columns of two-mode relations are the events.
    said
        Takes what has no place in DL.

    Raises
    ------
    OutputError
        If DL cannot hold it, or the matrices would be too large.

    Examples
    --------
    >>> from sna.io.formats.network_file import Rows
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_dl(network, []).decode())
    dl n=2
    format = fullmatrix diagonal present
    labels:
    "A"
    "B"
    data:
    0 1
    0 0
    """
    check_held(network, HOLDS, said)
    two_mode = network.relations[0].two_mode
    rows = [row[0] for row in network.organisations.cells]
    columns = [row[0] for row in network.events.cells] if two_mode else rows
    cells = len(rows) * len(columns) * len(network.relations)
    if cells > MOST_CELLS:
        message = f"As matrices this network has {cells:,} cells; at most {MOST_CELLS:,} are written."
        raise OutputError(Problem("E856", message, network.file, hint="Write Pajek, GraphML or CSV."))
    return "".join(f"{line}\n" for line in _lines(network, rows, columns)).encode()


def _lines(network: NetworkFile, rows: list[str], columns: list[str]) -> Iterator[str]:
    relations = network.relations
    two_mode, directed = relations[0].two_mode, relations[0].directed
    size = f"nr={len(rows)} nc={len(columns)}" if two_mode else f"n={len(rows)}"
    many = f" nm={len(relations)}" if len(relations) > 1 else ""
    yield f"dl {size}{many}"
    yield f"format = {'fullmatrix' if directed or two_mode else 'lowerhalf'} diagonal present"
    yield "row labels:" if two_mode else "labels:"
    yield from (f'"{label}"' for label in rows)
    if two_mode:
        yield "column labels:"
        yield from (f'"{label}"' for label in columns)
    if len(relations) > 1 or relations[0].name:
        yield "matrix labels:"
        yield from (f'"{relation.name}"' for relation in relations)
    yield "data:"
    for relation in relations:
        value = _values(relation)
        for place, sender in enumerate(rows):
            across = columns if directed or two_mode else columns[: place + 1]
            yield " ".join(value.get((sender, receiver), "0") for receiver in across)


def _values(relation: Relation) -> Mapping[tuple[str, str], str]:
    weighed = WEIGHT in relation.ties.headings
    values: dict[tuple[str, str], str] = {}
    for row in relation.ties.cells:
        value = (row[2] or MISSING) if weighed else "1"
        values[row[0], row[1]] = value
        if not relation.directed and not relation.two_mode:
            values[row[1], row[0]] = value
    return values
