"""Files of other programs come in whole, as networkx or igraph have them, or are refused by name and line."""

import csv
import io
import re
import warnings
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pytest

from sna.errors import DataError
from sna.io.formats.adjacency_list import read_adjacency_list
from sna.io.formats.edge_table import read_edge_table, read_node_table
from sna.io.formats.gexf import read_gexf
from sna.io.formats.gml import read_gml
from sna.io.formats.graphml import read_graphml
from sna.io.formats.matrix_text import read_matrix

BESIDE = "shared/data/format_corpus"
CORPUS = next((up / BESIDE for up in Path(__file__).parents if (up / BESIDE).is_dir()), Path(BESIDE))
READERS = {".graphml": read_graphml, ".gexf": read_gexf, ".gml": read_gml}


def as_12draft(path):
    """Read GEXF with networkx, which knows the name of version 1.2draft only, and fails at colours of 1.3."""
    text = re.sub(r'xmlns="[^"]*"', 'xmlns="http://www.gexf.net/1.2draft"', path.read_text(encoding="utf-8"))
    return nx.read_gexf(io.BytesIO(re.sub(r"<viz:[^>]*/>", "", text).encode()))


NETWORKX = {
    ".graphml": nx.read_graphml,
    ".gexf": as_12draft,
    ".gml": lambda path: nx.read_gml(path, label="id"),
}
NOT_NETWORKS_OF_PAIRS = {
    "app__TinyDir_N3_REL2.graphml": [("E407", 63)],
    "ogdf__nested.graphml": [("E407", 11), ("E407", 20)],
}
"""Two networks, and networks within nodes: networkx and igraph read a part of them and say nothing."""
NOT_FOR_NETWORKX = {
    "igraph__test.graphml",
    "gephi__infinity.gexf",
    "gephi__timezone.gexf",
    "gephi__dynamicedgeweight.gexf",
}
"""networkx stops at a boolean with blanks, at INF, and at timestamps."""


def files(*folders):
    return sorted(path for folder in folders for path in (CORPUS / folder).glob("*.g*ml")) + sorted(
        path for folder in folders for path in (CORPUS / folder).glob("*.gexf")
    )


def problems(error):
    return [(problem.code, problem.line) for problem in error.value.problems]


pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="real data not present: format_corpus")


@pytest.mark.parametrize("path", files("graphml", "gml", "gexf"), ids=lambda path: path.name)
def test_a_network_file_agrees_with_networkx(path):
    if path.name in NOT_NETWORKS_OF_PAIRS:
        with pytest.raises(DataError) as refused:
            READERS[path.suffix](path.read_bytes(), path.name)
        assert problems(refused) == NOT_NETWORKS_OF_PAIRS[path.name]
        return
    net = READERS[path.suffix](path.read_bytes(), path.name)
    if path.name in NOT_FOR_NETWORKX:
        pytest.skip("networkx cannot read it")
    graph = NETWORKX[path.suffix](path)
    [relation] = net.relations
    assert relation.directed == graph.is_directed()
    assert net.organisations.column("organisation") == tuple(map(str, graph.nodes))
    assert pairs(relation) == sorted(key(a, b, relation.directed) for a, b in graph.edges())
    if "weight" in relation.ties.headings:
        ours = {key(a, b, relation.directed): w for a, b, w, *_ in relation.ties.cells if w}
        theirs = {key(a, b, relation.directed): w for a, b, w in graph.edges(data="weight") if w is not None}
        assert {pair: float(weight) for pair, weight in ours.items()} == theirs


def test_two_networks_are_relations_when_declared():
    name = "app__TinyDir_N3_REL2.graphml"
    net = read_graphml((CORPUS / "graphml" / name).read_bytes(), name, all_graphs=True)
    assert net.organisations.column("organisation") == ("1", "2", "3")
    assert [(relation.name, pairs(relation)) for relation in net.relations] == [
        ("relation_1", [("1", "2"), ("2", "3")]),
        ("relation_2", [("1", "2"), ("3", "1")]),
    ]


def key(one, other, directed):
    return (str(one), str(other)) if directed else tuple(sorted((str(one), str(other))))


def pairs(relation):
    return sorted(key(*row[:2], relation.directed) for row in relation.ties.cells)


@pytest.mark.parametrize("path", files("graphml", "gml"), ids=lambda path: path.name)
def test_a_network_file_agrees_with_igraph(path):
    if path.name in NOT_NETWORKS_OF_PAIRS:
        pytest.skip("refused")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            graph = (igraph.Graph.Read_GraphML if path.suffix == ".graphml" else igraph.Graph.Read_GML)(str(path))
        except igraph.InternalError:
            pytest.skip("igraph cannot read it")
    net = READERS[path.suffix](path.read_bytes(), path.name)
    [relation] = net.relations
    assert (len(net.organisations), len(relation.ties)) == (graph.vcount(), graph.ecount())
    assert relation.directed == graph.is_directed()
    if "weight" in relation.ties.headings:
        found = [float(weight) if weight else np.nan for weight in relation.ties.column("weight")]
        np.testing.assert_array_equal(found, graph.es["weight"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gephi__infinity.gexf", (("0", "INF", "-INF"),)),
        ("gephi__timezone.gexf", (("0", "Hello", "2012-01-12T15:00:00"), ("1", "Word", "2012-01-12T15:00:00+03:00"))),
    ],
)
def test_values_networkx_cannot_read_are_those_of_the_file(name, expected):
    assert read_gexf((CORPUS / "gexf" / name).read_bytes(), name).organisations.cells == expected


def test_weights_and_slices_keep_their_times():
    name = "gephi__dynamicedgeweight.gexf"
    ties = read_gexf((CORPUS / "gexf" / name).read_bytes(), name).relations[0].ties
    assert ties.column("weight") == ("1", "2")
    assert ties.column("timestamp") == ("2004", "2005")
    for number, year in ((1, "2007"), (2, "2008"), (3, "2009")):
        name = f"gephi-tool__timeframe{number}.gexf"
        net = read_gexf((CORPUS / "gexf" / name).read_bytes(), name)
        assert set(net.relations[0].ties.column("timestamp")) == {year}


@pytest.mark.parametrize("path", files("malformed"), ids=lambda path: path.name)
def test_a_malformed_file_is_refused_and_says_where(path):
    with pytest.raises(DataError) as refused:
        READERS[path.suffix](path.read_bytes(), path.name)
    for problem in refused.value.problems:
        assert len(str(problem)) < 500
        assert "\n" not in str(problem)
        assert problem.line or problem.code in ("E104", "E105")


@pytest.mark.parametrize(
    "name", ["dynamic_weights", "opposite_force_undirected_merged", "repeated_with_ids", "repeated_without_ids"]
)
def test_an_edge_table_keeps_every_row(name):
    path = CORPUS / "csv" / f"gephi__edges_table_{name}.csv"
    with pytest.raises(DataError, match="E406"):
        read_edge_table(path.read_bytes(), path.name)
    net = read_edge_table(path.read_bytes(), path.name, directed=True)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{word.lower(): cell for word, cell in row.items()} for row in csv.DictReader(file)]
    # a weight that changes is one row for each of its times
    wanted = [(row["source"], row["target"]) for row in rows for _ in range(max(1, row.get("weight", "").count("[")))]
    assert [row[:2] for row in net.relations[0].ties.cells] == wanted


def test_an_edge_table_in_blanks_with_types_needs_no_declaration():
    path = CORPUS / "csv" / "gephi__edges_table_with_timeset_timestamps.csv"
    net = read_edge_table(path.read_bytes(), path.name)
    rows = [line.split() for line in path.read_text().splitlines()[1:] if line]
    assert net.relations[0].directed
    assert net.relations[0].ties.cells == tuple((row[0], row[1], row[3]) for row in rows)


def test_a_node_table_in_cp1252_is_read_when_declared():
    path = CORPUS / "csv" / "ALAAMEE__data_people.txt"
    with pytest.raises(DataError, match=r"E116 .* line 3"):
        read_node_table(path.read_bytes(), path.name)
    found = read_node_table(path.read_bytes(), path.name, encoding="cp1252")
    lines = path.read_bytes().decode("cp1252").splitlines()[1:]
    assert found.headings == ("organisation", "name", "gender")
    assert [" ".join((row[0], f'"{row[1]}"', row[2])) for row in found.cells] == lines


def test_a_table_without_headings_is_refused():
    path = CORPUS / "csv" / "SystemHier__etr.csv"
    for reader in (read_edge_table, read_node_table):
        with pytest.raises(DataError, match=r"E120 .* line 1"):
            reader(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", ["csv/gephi__adj_list.csv", "matrix_text/app__Mexican_Power_Network_1940s.lst"])
def test_an_adjacency_list_has_one_tie_for_each_further_id(name):
    path = CORPUS / name
    net = read_adjacency_list(path.read_bytes(), path.name, directed=True)
    rows = [[cell for cell in re.split(r"[;\s]+", line) if cell] for line in path.read_text().splitlines() if line]
    assert net.relations[0].ties.cells == tuple((row[0], other) for row in rows for other in row[1:])
    assert set(net.organisations.column("organisation")) == {cell for row in rows for cell in row}


def test_matrices_hold_the_numbers_numpy_finds():
    path = CORPUS / "matrix_text" / "app__TinyAdj_Weighted_Dir_N3.adj"
    [relation] = read_matrix(path.read_bytes(), path.name).relations
    assert relation.directed
    np.testing.assert_array_equal(filled(relation, (3, 3)), np.loadtxt(path))
    path = CORPUS / "matrix_text" / "app__Galaskiewicz_CEOs_and_clubs_affiliation_network_data.2sm"
    with pytest.raises(DataError, match="E218"):
        read_matrix(path.read_bytes(), path.name)
    [relation] = read_matrix(path.read_bytes(), path.name, two_mode=True).relations
    wanted = np.loadtxt(path)
    np.testing.assert_array_equal(filled(relation, wanted.shape), wanted)


def filled(relation, shape):
    found = np.zeros(shape)
    weights = relation.ties.column("weight") if "weight" in relation.ties.headings else ["1"] * len(relation.ties)
    for (one, other, *_), weight in zip(relation.ties.cells, weights, strict=True):
        found[int(one) - 1, int(other) - 1] = float(weight)
    return found


def test_a_symmetric_matrix_with_one_row_of_labels_is_read_and_blank_labels_are_refused():
    path = CORPUS / "csv" / "manynet__test_matrix.csv"
    net = read_matrix(path.read_bytes(), path.name)
    wanted = np.loadtxt(path, delimiter=",", skiprows=1)
    names = net.organisations.column("organisation")
    for one, other, weight in net.relations[0].ties.cells:
        assert wanted[names.index(one), names.index(other)] == float(weight)
    assert len(net.relations[0].ties) == 10
    path = CORPUS / "csv" / "gephi__complex_matrix.csv"
    with pytest.raises(DataError) as refused:
        read_matrix(path.read_bytes(), path.name)
    assert problems(refused) == [("E301", 1), ("E301", 2)]
