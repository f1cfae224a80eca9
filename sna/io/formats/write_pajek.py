"""A network → Pajek: a ``.net`` with vertices and lines, or a ``.paj`` with columns of numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sna.errors import Problem
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import NAME, WEIGHT, NetworkFile, Relation, Rows

HOLDS = Holds(
    "Pajek",
    relations="mode",
    two_mode=True,
    names=False,
    attributes=False,
    tie_attributes=False,
    missing="never",
    forbidden="\n\r\u2028\u2029",
    title_forbidden='"',
)
MISSING = {"Partition": "9999998", "Vector": "999999998"}
_ENTITY = re.compile(r"&(?=#\d+;)")
_WHOLE = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def write_net(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network as Pajek's ``.net``: several relations as numbered lists of lines.

    Parameters
    ----------
    network
        Ids become labels; events follow the organisations.
    said
        Takes what has no place in Pajek.

    Raises
    ------
    OutputError
        If Pajek cannot hold it.

    Examples
    --------
    >>> ties = Relation("trust", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_net(network, []).decode())
    *Vertices 2
    1 "A"
    2 "B"
    *Arcs :1 "trust"
    1 2 1
    """
    check_held(network, HOLDS, said)
    return "".join(f"{line}\n" for line in _net(network)).encode()


def write_paj(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network as a Pajek project: columns of whole numbers as partitions, of other numbers as vectors.

    Parameters
    ----------
    network, said
        As for `write_net`.

    Raises
    ------
    OutputError
        As for `write_net`.
    """
    rows = network.organisations
    numeric = [at for at, heading in enumerate(rows.headings) if at and heading != NAME and _numeric(rows, at)]
    if len(network.events):
        numeric = []
    rest = [at for at in range(len(rows.headings)) if at not in numeric]
    left = Rows(
        tuple(rows.headings[at] for at in rest), tuple(tuple(r[at] for at in rest) for r in rows.cells), rows.lines
    )
    check_held(replace(network, organisations=left), HOLDS, said)
    lines = ["*Network", *_net(network)]
    for at in numeric:
        values = [row[at] for row in rows.cells]
        kind = "Partition" if all(_WHOLE.fullmatch(value) for value in values if value) else "Vector"
        known = [value or MISSING[kind] for value in values]
        lines += ["", f"*{kind} {rows.headings[at]}", f"*Vertices {len(rows)}", *known]
    return "".join(f"{line}\n" for line in lines).encode()


def _numeric(rows: Rows, at: int) -> bool:
    """Whether a column can stand as a partition or vector: numbers only, none that means a missing one to Pajek."""
    values = {row[at] for row in rows.cells} - {""}
    plain = not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", rows.headings[at])
    return plain and bool(values) and all(map(_NUMBER.fullmatch, values)) and not values & set(MISSING.values())


def _net(network: NetworkFile) -> Iterator[str]:
    first, second = network.organisations.cells, network.events.cells
    two_mode = network.relations[0].two_mode
    numbers = {row[0]: place for place, row in enumerate(first, 1)}
    others = {row[0]: place for place, row in enumerate(second, len(first) + 1)} if two_mode else numbers
    yield f"*Vertices {len(first) + len(second)}" + (f" {len(first)}" if two_mode else "")
    yield from (f'{place} "{_label(row[0])}"' for place, row in enumerate((*first, *second), 1))
    for number, relation in enumerate(network.relations, 1):
        yield _heading(relation, number, several=len(network.relations) > 1)
        weight = relation.ties.headings.index(WEIGHT) if WEIGHT in relation.ties.headings else None
        for row in relation.ties.cells:
            yield f"{numbers[row[0]]} {others[row[1]]} {row[weight] if weight is not None else 1}"


def _label(text: str) -> str:
    """Return a label: a quotation mark, and what Pajek would take for a numbered character, as a numbered character."""
    return _ENTITY.sub("&#38;", text).replace('"', "&#34;")


def _heading(relation: Relation, number: int, *, several: bool) -> str:
    lines = "Arcs" if relation.directed else "Edges"
    return f'*{lines} :{number} "{relation.name}"' if relation.name or several else f"*{lines}"
