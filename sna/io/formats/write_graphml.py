"""A network → GraphML: ids as they are, every further column declared as a key with its kind."""

from __future__ import annotations

from collections.abc import Iterable

from sna.errors import Problem
from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.holding import check_held, spelled
from sna.io.formats.holds import Holds
from sna.io.formats.modes import joined
from sna.io.formats.network_file import NAME, WEIGHT, NetworkFile, Rows
from sna.io.formats.xml_text import content, quoted

HOLDS = Holds("GraphML", two_mode=True, missing="beside")
_ENDS = {"from", "to", "organisation"}


def write_graphml(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network of one relation as GraphML.

    Parameters
    ----------
    network
        Events of a two-mode network become nodes with ``event`` in a column ``mode``.
        Its relation's name becomes the id of the graph; names of organisations become the key ``label``, or ``name``
        where there is a column ``label`` already.
    said
        Takes what is worth saying.

    Raises
    ------
    OutputError
        If GraphML cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_graphml(network, []).decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <graph edgedefault="directed">
        <node id="A"/>
        <node id="B"/>
        <edge source="A" target="B"/>
      </graph>
    </graphml>
    """
    network = joined(network)
    check_held(network, HOLDS, said)
    relation = network.relations[0]
    nodes, edges = network.organisations, relation.ties
    node_titles, edge_titles = _titles(network, said)
    named = f" id={quoted(relation.name)}" if relation.name else ""
    direction = "directed" if relation.directed else "undirected"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys(nodes, "node", node_titles),
        *_keys(edges, "edge", edge_titles),
        f'  <graph{named} edgedefault="{direction}">',
        *(_element(f"node id={quoted(row[0])}", _data(row[1:], "n")) for row in nodes.cells),
        *(
            _element(f"edge source={quoted(row[0])} target={quoted(row[1])}", _data(row[2:], "e"))
            for row in edges.cells
        ),
        "  </graph>",
        "</graphml>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _titles(network: NetworkFile, said: list[Problem]) -> tuple[list[str], list[str]]:
    """Return the names of the keys: no column is called what readers take for the name or the weight."""
    nodes, edges = network.organisations.headings[1:], network.relations[0].ties.headings[2:]
    if NAME in nodes:
        label = NAME if "label" in {heading.lower() for heading in nodes} else "label"
        own = [label, *spelled(nodes[1:], _ENDS, network.file, said)]
    else:
        own = spelled(nodes, {NAME, "label", *_ENDS}, network.file, said)
    weight = list(edges[:1]) if WEIGHT in edges else []
    taken = _ENDS if weight else {WEIGHT, *_ENDS}
    return own, [*weight, *spelled(edges[len(weight) :], taken, network.file, said)]


def _keys(rows: Rows, of: str, titles: list[str]) -> list[str]:
    keys = []
    first = len(rows.headings) - len(titles)
    for place, title in enumerate(titles):
        heading = rows.headings[first + place]
        kind = "string" if heading == NAME else kind_of(row[first + place] for row in rows.cells)
        keys.append(f'  <key id="{of[0]}{place}" for="{of}" attr.name={quoted(title)} attr.type="{kind}"/>')
    return keys


def _data(cells: Iterable[str], prefix: str) -> list[str]:
    return [f'<data key="{prefix}{place}">{content(cell)}</data>' for place, cell in enumerate(cells) if cell]


def _element(start: str, data: list[str]) -> str:
    if not data:
        return f"    <{start}/>"
    return f"    <{start}>{''.join(data)}</{start.split(' ', 1)[0]}>"
