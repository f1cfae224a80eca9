"""What is written is read by networkx and igraph as well, to the same nodes, names, ties and weights."""

import io
from itertools import pairwise

import igraph
import networkx as nx
import pytest
from network_files import HOSTILE, rows

from sna.errors import OutputError
from sna.io.formats.network_file import NetworkFile, Relation
from sna.io.formats.write_gexf import write_gexf
from sna.io.formats.write_gml import write_gml
from sna.io.formats.write_graphml import write_graphml
from sna.io.formats.write_pajek import write_net


def held(writer, names):
    """Return the names that a format holds, one at a time."""

    def fits(name):
        try:
            writer(network([name, "other"]), [])
        except OutputError:
            return False
        return True

    return [name for name in names if fits(name)]


def network(ids, *, directed=True):
    organisations = rows(("organisation", "name", "beds"), [(i, f"{i} & co", str(at)) for at, i in enumerate(ids)])
    ring = [(a, b, str(at + 1)) for at, (a, b) in enumerate(pairwise(ids))]
    ties = rows(("from", "to", "weight"), ring)
    return NetworkFile("ring", organisations, (Relation("trust", directed=directed, ties=ties),))


def ring_of(given):
    ids = given.organisations.column("organisation")
    return {(a, b): float(at + 1) for at, (a, b) in enumerate(pairwise(ids))}


@pytest.mark.parametrize("directed", [True, False])
def test_networkx_reads_graphml(directed):
    given = network(held(write_graphml, HOSTILE), directed=directed)
    graph = nx.parse_graphml(write_graphml(given, []).decode())
    assert graph.is_directed() == directed
    assert list(graph.nodes) == list(given.organisations.column("organisation"))
    assert all(graph.nodes[i]["label"] == f"{i} & co" for i in graph)
    assert [graph.nodes[i]["beds"] for i in graph] == list(range(len(graph)))
    assert {(a, b): d["weight"] for a, b, d in graph.edges(data=True)} == ring_of(given)


def test_igraph_reads_graphml(tmp_path):
    # igraph reads an & in an id as &#38;.
    given = network([name for name in held(write_graphml, HOSTILE) if "&" not in name])
    path = tmp_path / "net.graphml"
    path.write_bytes(write_graphml(given, []))
    graph = igraph.Graph.Read_GraphML(str(path))
    ids = list(given.organisations.column("organisation"))
    assert graph.vs["id"] == ids
    assert graph.vs["beds"] == list(range(len(ids)))
    ties = {(ids[e.source], ids[e.target]): e["weight"] for e in graph.es}
    assert ties == ring_of(given)


@pytest.mark.parametrize("directed", [True, False])
def test_networkx_reads_gexf(directed):
    given = network(held(write_gexf, HOSTILE), directed=directed)
    graph = nx.read_gexf(io.BytesIO(write_gexf(given, [])), version="1.3")
    assert graph.is_directed() == directed
    assert list(graph.nodes) == list(given.organisations.column("organisation"))
    assert all(graph.nodes[i]["label"] == f"{i} & co" for i in graph)
    assert {(a, b): d["weight"] for a, b, d in graph.edges(data=True)} == ring_of(given)


def test_networkx_reads_gml():
    given = network(held(write_gml, HOSTILE))
    graph = nx.parse_gml(write_gml(given, []).decode(), label="label")
    assert list(graph.nodes) == list(given.organisations.column("organisation"))
    assert all(graph.nodes[i]["name"] == f"{i} & co" for i in graph)
    assert {(a, b): float(d["weight"]) for a, b, d in graph.edges(data=True)} == ring_of(given)


def test_igraph_reads_gml(tmp_path):
    plain = [
        name
        for name in held(write_gml, HOSTILE)
        if name.isascii() and name.isprintable() and '"' not in name and "&" not in name
    ]
    given = network(plain)
    path = tmp_path / "net.gml"
    path.write_bytes(write_gml(given, []))
    graph = igraph.Graph.Read_GML(str(path))
    assert graph.vs["label"] == plain
    assert {(plain[e.source], plain[e.target]): e["weight"] for e in graph.es} == ring_of(given)


def test_networkx_and_igraph_read_pajek(tmp_path):
    # networkx splits lines like a shell, which takes a backslash for an escape; neither knows Pajek's &#34;.
    names = [name for name in held(write_net, HOSTILE) if not set(name) & set('"&\\')]
    given = network(names)
    text = write_net(given, []).decode()
    graph = nx.parse_pajek(text.replace(':1 "trust"', ""))
    assert list(graph.nodes) == names
    assert {(a, b): d["weight"] for a, b, d in graph.edges(data=True)} == ring_of(given)
    path = tmp_path / "net.net"
    path.write_text(text.replace(':1 "trust"', ""), encoding="utf-8")
    other = igraph.Graph.Read_Pajek(str(path))
    assert other.vcount() == len(names)
    assert {(names[e.source], names[e.target]): e["weight"] for e in other.es} == ring_of(given)
