"""Guards that what networkx and igraph write comes in as the graph they wrote."""

from __future__ import annotations

import io
import random
import tempfile
from pathlib import Path

import igraph
import networkx as nx
import pytest

from sna.io.formats.gexf import read_gexf
from sna.io.formats.gml import read_gml
from sna.io.formats.graphml import read_graphml

NAMES = ["Royal Free", 'St Mary, "W2"', "A & E <north>", "Café", "x;y", "a\tb", "O'Brien", "日本"]


def invented(seed: int, *, directed: bool) -> nx.Graph:
    chance = random.Random(seed)  # noqa: S311 - any numbers will do
    graph = nx.DiGraph() if directed else nx.Graph()
    for number, name in enumerate(NAMES):
        graph.add_node(f"n{number}", label=name, size=chance.randrange(100))
    for one in range(len(NAMES)):
        for other in range(len(NAMES)):
            if chance.random() < 0.3:
                graph.add_edge(
                    f"n{one}", f"n{other}", weight=round(chance.expovariate(1), 6), sort=chance.choice(NAMES)
                )
    return graph


def written(graph: nx.Graph, writer) -> bytes:
    stream = io.BytesIO()
    writer(graph, stream)
    return stream.getvalue()


def shape(net):
    [relation] = net.relations
    weights = {}
    for one, other, weight, *rest in relation.ties.cells:
        pair = (one, other) if relation.directed else tuple(sorted((one, other)))
        weights[pair] = (float(weight), rest[relation.ties.headings.index("sort") - 3])
    return relation.directed, list(net.organisations.column("organisation")), weights


def wanted(graph):
    directed = graph.is_directed()
    pairs = {
        (a, b) if directed else tuple(sorted((a, b))): (d["weight"], d["sort"]) for a, b, d in graph.edges(data=True)
    }
    return directed, list(graph), pairs


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_graphml_and_gexf_of_networkx(seed, directed):
    graph = invented(seed, directed=directed)
    for writer, reader in ((nx.write_graphml_xml, read_graphml), (nx.write_gexf, read_gexf)):
        net = reader(written(graph, writer), "net")
        assert shape(net) == wanted(graph)
        assert list(net.organisations.column("name")) == [name.strip() for name in NAMES]
        assert [int(size) for size in net.organisations.column("size")] == [
            d["size"] for _, d in graph.nodes(data=True)
        ]


@pytest.mark.parametrize("directed", [False, True])
def test_gml_of_networkx(directed):
    graph = nx.relabel_nodes(invented(1, directed=directed), dict(zip([f"n{n}" for n in range(8)], NAMES, strict=True)))
    for _, facts in graph.nodes(data=True):
        del facts["label"]
    net = read_gml(written(graph, nx.write_gml), "net.gml")
    names = dict(zip(net.organisations.column("organisation"), net.organisations.column("name"), strict=True))
    directed_found, _, found = shape(net)
    renamed = {tuple(names[end] for end in pair): value for pair, value in found.items()}
    if not directed:
        renamed = {tuple(sorted(pair)): value for pair, value in renamed.items()}
    assert (directed_found, renamed) == (directed, wanted(graph)[2])


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("kind", ["graphml", "gml"])
def test_files_of_igraph(kind, directed):
    graph = igraph.Graph.from_networkx(invented(2, directed=directed))
    graph.vs["name"] = graph.vs["label"]
    del graph.vs["_nx_name"], graph.vs["label"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"net.{kind}"
        getattr(graph, f"write_{kind}")(str(path))
        net = (read_graphml if kind == "graphml" else read_gml)(path.read_bytes(), path.name)
    [relation] = net.relations
    ids = list(net.organisations.column("organisation"))
    assert relation.directed == directed
    assert list(net.organisations.column("name")) == NAMES
    found = [tuple(ids.index(end) for end in row[:2]) for row in relation.ties.cells]
    assert sorted(map(sorted, found) if not directed else found) == sorted(
        map(sorted, graph.get_edgelist()) if not directed else graph.get_edgelist()
    )
    assert [float(weight) for weight in relation.ties.column("weight")] == pytest.approx(graph.es["weight"])
