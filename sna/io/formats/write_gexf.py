"""A network → GEXF 1.3, as Gephi reads it."""

from __future__ import annotations

from collections.abc import Sequence

from sna.errors import Problem
from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.modes import joined
from sna.io.formats.network_file import NAME, WEIGHT, NetworkFile, Rows
from sna.io.formats.xml_text import quoted

HOLDS = Holds("GEXF", two_mode=True, missing="never", titled=False)


def write_gexf(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network of one relation as GEXF.

    Parameters
    ----------
    network
        Events of a two-mode network become nodes with ``event`` in a column ``mode``.
        Names of organisations become labels; where there are none, ids do.
    said
        Takes what is worth saying.

    Raises
    ------
    OutputError
        If GEXF cannot hold it; a tie without a weight would count as 1, so unknown weights are refused.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> print(write_gexf(network, []).decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf xmlns="http://gexf.net/1.3" version="1.3">
      <graph defaultedgetype="directed" mode="static">
        <nodes>
          <node id="A" label="A"/>
          <node id="B" label="B"/>
        </nodes>
        <edges>
          <edge source="A" target="B" weight="2"/>
        </edges>
      </graph>
    </gexf>
    """
    network = joined(network)
    check_held(network, HOLDS, said)
    relation = network.relations[0]
    nodes, edges = network.organisations, relation.ties
    labels = nodes.headings.index(NAME) if NAME in nodes.headings else 0
    weights = edges.headings.index(WEIGHT) if WEIGHT in edges.headings else None
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f'  <graph defaultedgetype="{"directed" if relation.directed else "undirected"}" mode="static">',
        *_declared(nodes, "node"),
        *_declared(edges, "edge"),
        "    <nodes>",
        *(_element(f"node id={quoted(row[0])} label={quoted(row[labels])}", nodes, row) for row in nodes.cells),
        "    </nodes>",
        "    <edges>",
    ]
    for row in edges.cells:
        weight = f" weight={quoted(row[weights])}" if weights is not None else ""
        start = f"edge source={quoted(row[0])} target={quoted(row[1])}{weight}"
        lines.append(_element(start, edges, row))
    lines += ["    </edges>", "  </graph>", "</gexf>"]
    return "".join(f"{line}\n" for line in lines).encode()


def _further(rows: Rows) -> list[int]:
    """Return the columns that are not told by an attribute of the element itself."""
    first = 2 if rows.headings[1:2] == ("to",) else 1
    own = WEIGHT if first == 2 else NAME  # noqa: PLR2004 - a tie has two ends
    return [at for at in range(first, len(rows.headings)) if rows.headings[at] != own]


def _declared(rows: Rows, of: str) -> list[str]:
    columns = _further(rows)
    if not columns:
        return []
    lines = [f'    <attributes class="{of}" mode="static">']
    for place, at in enumerate(columns):
        kind = kind_of(row[at] for row in rows.cells)
        lines.append(f'      <attribute id="{place}" title={quoted(rows.headings[at])} type="{kind}"/>')
    return [*lines, "    </attributes>"]


def _element(start: str, rows: Rows, row: Sequence[str]) -> str:
    values = [
        f'<attvalue for="{place}" value={quoted(row[at])}/>' for place, at in enumerate(_further(rows)) if row[at]
    ]
    if not values:
        return f"      <{start}/>"
    return f"      <{start}><attvalues>{''.join(values)}</attvalues></{start.split(' ', 1)[0]}>"
