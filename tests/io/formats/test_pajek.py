"""Pajek: networks and projects, one and two modes, and what is refused with its line."""

import pytest

from sna.errors import DataError
from sna.io.formats.pajek import read_pajek

NODES = '*Vertices 3\n1 "North"\n2 "South"\n3 "East"\n'


def read(text):
    return read_pajek(text.encode(), "net.paj")


def refusal(text):
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems[0]


def relations(text):
    return {relation.name: (relation.directed, relation.ties.cells) for relation in read(text).relations}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_documentation_s_own_example(end):
    text = """% Example network
% by Vladimir Batagelj, April 2003
*Vertices  12
  1 "a"     0.1020  0.3226
  2 "b"     0.2860  0.0876
  3 "c"     0.5322  0.2304
  4 "d"     0.3259  0.3917
  5 "e"     0.5543  0.4770
  6 "f"     0.1552  0.6406
  7 "g"     0.8293  0.3249
  8 "h"     0.4479  0.6866
  9 "i"     0.8204  0.8203
 10 "j"     0.4789  0.9055
 11 "k"     0.1175  0.9032
 12 "l"     0.7095  0.6475
*Arcs
  1  2
  2  1
  1  4
  1  6
  2  6
  3  2
  3  3
  3  7
  3  7
  5  3
  5  6
  5  8
  6 11
  8  4
 10  8
 12  5
 12  7
  8 12
 12  8
*Edges
  2  5
  3  4
  5  7
  6  8
"""
    found = read(text.replace("\n", end))
    assert found.organisations.column("organisation") == tuple("abcdefghijkl")
    arcs, edges = found.relations
    assert [(r.name, r.directed, len(r.ties)) for r in (arcs, edges)] == [("arcs", True, 19), ("edges", False, 4)]
    # A = {(a,b), (a,d), …}, E = {(b:e), (c:d), (e:g), (f:h)} as the same page writes the network in sets.
    sets = "ab ad af ba bf cb cc cg cg ec ef eh fk hd hl jh le lg lh"
    assert sorted("".join(row) for row in arcs.ties.cells) == sorted(sets.split())
    assert ["".join(row) for row in edges.ties.cells] == ["be", "cd", "eg", "fh"]
    assert found.set_aside == {"positions of vertices": 12}


def test_lists_and_matrices_say_what_pairs_say():
    pairs = relations(NODES + "*Arcs\n1 2\n1 3\n2 3\n")
    assert pairs == {"": (True, (("North", "South"), ("North", "East"), ("South", "East")))}
    assert relations(NODES + "*Arcslist\n1 2 3\n2 3\n3\n") == pairs
    assert relations(NODES + "*Matrix\n0 1 1\n0 0 1\n0 0 0\n") == pairs
    assert relations(NODES + "*Edgeslist\n1 2 3\n2 3\n") == {"": (False, pairs[""][1])}
    valued = relations(NODES + "*Matrix\n0 2 -1.5\n0 0 0\n1 0 0\n")
    assert valued[""][1] == (("North", "South", "2"), ("North", "East", "-1.5"), ("East", "North", "1"))


def test_relations_by_number_and_name():
    text = NODES + '*Arcs :1 "advice"\n1 2 3\n*Edges :2 "trust"\n2 3\n*Arcs :1\n2 1 1\n2: 3 1\n'
    assert relations(text) == {
        "advice": (True, (("North", "South", "3"), ("South", "North", "1"))),
        "trust (arcs)": (True, (("East", "North"),)),
        "trust (edges)": (False, (("South", "East"),)),
    }
    assert set(relations(NODES + "*Arcs :1\n1 2\n*Arcs :2\n1 3\n")) == {"1", "2"}
    assert relations(NODES + "*Matrix :1 star\n0 0 0\n0 0 0\n0 0 0\n") == {"star": (True, ())}
    assert refusal(NODES + '*Arcs :1 "a"\n1 2\n*Arcs :1 "b"\n').code == "E113"
    assert relations("*Network care\n" + NODES) == {"care": (False, ())}


def test_time_and_labels_are_kept_and_drawing_is_counted():
    text = (
        '*Vertices 2\n1 "North" 0.1 0.2 0.5 box ic Red x_fact 2 [1-3, 5]\n2 South [4-*]\n'
        '*Arcs\n1 2 2.5 c Blue l "a to b" w 3 [1-2]\n2 1 [7]\n1 1\n'
    )
    found = read(text)
    assert found.organisations.headings == ("organisation", "interval")
    assert found.organisations.cells == (("North", "[1-3, 5]"), ("South", "[4-*]"))
    (relation,) = found.relations
    assert relation.ties.headings == ("from", "to", "weight", "label", "interval")
    assert relation.ties.cells == (
        ("North", "South", "2.5", "a to b", "[1-2]"),
        ("South", "North", "1", "", "[7]"),
        ("North", "North", "1", "", ""),
    )
    assert relation.ties.lines == (5, 6, 7)
    assert found.set_aside == {
        "positions of vertices": 1,
        "shapes, colours and sizes of ties": 1,
        "shapes, colours and sizes of vertices": 1,
    }


def test_attributes_as_networkx_writes_them():
    networkx = pytest.importorskip("networkx")
    graph = networkx.MultiDiGraph()
    graph.add_node("St Mary", sector="acute")
    graph.add_node("Royal", sector="mental health")
    graph.add_edge("St Mary", "Royal", weight=2.0, since="2015")
    found = read("\n".join(networkx.generate_pajek(graph)))
    assert found.organisations.headings == ("organisation", "sector")
    assert found.organisations.cells == (("St Mary", "acute"), ("Royal", "mental health"))
    assert found.relations[0].ties.cells == (("St Mary", "Royal", "2.0", "2015"),)


def test_two_modes():
    text = '*Vertices 4 2\n1 "a"\n2 "b"\n3 "x"\n4 "y"\n'
    expected = (("a", "x"), ("b", "x"), ("b", "y"))
    for body in ("*Edges\n1 3\n3 2\n2 4\n", "*Matrix\n1 0\n1 1\n", "*Arcs\n1 3\n2 3\n*Edges\n4 2\n"):
        found = read(text + body)
        assert (found.organisations.cells, found.events.cells) == ((("a",), ("b",)), (("x",), ("y",)))
        assert found.relations[0].two_mode
        assert found.relations[0].ties.cells == expected
        assert found.set_aside == {}
    backward = read(text + "*Arcs\n3 1 2\n")
    assert backward.relations[0].ties.cells == (("a", "x", "2"),)
    assert backward.set_aside == {"arcs written from the second mode to the first": 1}
    problem = refusal(text + "*Edges\n1 2\n")
    assert (problem.code, problem.line, problem.value) == ("E113", 7, "1 2")
    assert read("*Vertices 3 2\n*Edges\n1 3\n").events.cells == (("3",),)


def test_a_number_after_the_drawing_is_a_value():
    first = '1 "Tag 4" 0.8 0.9 0.5 box HOOKS CART 0.1 0.2 lc Black x_fact 73.0 y_fact 11.0 4\n'
    found = read(f'*Vertices 2\n{first}2 "x" ic red 0.4 0.2 circle\n*Arcs\n1 2\n')
    assert found.organisations.headings == ("organisation", "value")
    assert found.organisations.cells == (("Tag 4", "4"), ("x", ""))
    assert found.set_aside == {"positions of vertices": 2, "shapes, colours and sizes of vertices": 2}


def test_a_partition_of_the_first_mode():
    text = '*Vertices 3 2\n1 "w1"\n2 "w2"\n3 "k"\n*Edges\n1 3\n*Partition years\n% of works\n*Vertices 2\n2010\n2011\n'
    found = read(text)
    assert found.organisations.cells == (("w1", "2010"), ("w2", "2011"))
    assert found.events.cells == (("k",),)
    assert found.set_aside == {}


def test_labels_that_do_not_tell_vertices_apart():
    found = read('*Vertices 3\n1 "Smith"\n2 "Smith"\n*Arcs\n1 2\n3 1\n')
    assert found.organisations.headings == ("organisation", "name")
    assert found.organisations.cells == (("1", "Smith"), ("2", "Smith"), ("3", ""))
    assert found.relations[0].ties.cells == (("1", "2"), ("3", "1"))
    assert read("*Vertices 2\n*Arcs\n1 2\n").organisations.cells == (("1",), ("2",))
    assert read('*Vertices 2\n2 "b"\n').organisations.cells == (("1",), ("b",))
    assert read('*Vertices 2\n2 "1"\n').organisations.cells == (("1", ""), ("2", "1"))
    assert read('*Vertices 2\n1 "Zo&#235;"\n2 "&#7;"\n').organisations.cells == (("Zoë",), ("&#7;",))


def test_a_project():
    text = (
        "*Network first\n" + NODES + "*Arcs\n1 2\n\n*Network second\n"
        '*Vertices 3\n1 "East"\n2 "North"\n3 "South"\n*Edges\n1 2\n\n'
        '*Network third\n*Vertices 4 3\n1 "North"\n2 "South"\n3 "East"\n4 "wealth"\n*Edges :1 "has"\n1 4 10\n'
        "*Permutation p\n*Vertices 3\n3\n1\n2\n*Cluster c\n*Vertices 1\n1\n*Vector too short\n*Vertices 1\n1\n"
        "*Partition modes\n*Vertices 4\n1\n1\n9999998\n2\n"
    )
    found = read(text)
    assert relations(text) == {
        "first": (True, (("North", "South"),)),
        "second": (False, (("East", "North"),)),
        "third: has": (False, (("North", "wealth", "10"),)),
    }
    assert found.organisations.headings == ("organisation", "modes")
    assert found.organisations.cells == (("North", "1"), ("South", "1"), ("East", ""))
    assert (found.events.headings, found.events.cells) == (("event", "modes"), (("wealth", "2"),))
    assert found.set_aside == {"clusters": 1, "permutations": 1, "vectors of another length than the network": 1}
    ambiguous = refusal(text + "*Vector v\n*Vertices 3\n1\n2\n3\n")
    assert (ambiguous.code, ambiguous.value) == ("E113", "v")
    assert refusal(text + '*Network\n*Vertices 1\n1 "West"\n').code == "E113"


def test_vectors_and_partitions_are_attributes():
    text = NODES + "*Vector\n*Vertices 3\n5.8\n999999998\n-1\n*Vector\n*Vertices 3\n1\n2\n3\n"
    found = read(text)
    assert found.organisations.headings == ("organisation", "vector", "vector (2)")
    assert found.organisations.cells == (("North", "5.8", "1"), ("South", "", "2"), ("East", "-1", "3"))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("graph [ ]", "E113", 1),
        ("% only a comment", "E113", 1),
        ("*Vertices", "E113", 1),
        ("*Vertices 1 3", "E113", 1),
        ("%foo\n*Vertices 1 2 1", "E113", 2),
        ("*Vertices many", "E113", 1),
        ("*Vertices 1000000000", "E114", 1),
        ("*Network a\n*Arcs\n1 2", "E113", 2),
        ("*Network a\n1 2", "E113", 2),
        ("*Vertices 2\n1 a\n1 b", "E303", 3),
        ("*Vertices 2\n3 a", "E401", 2),
        ("*Vertices 2\n0 a", "E401", 2),
        ("*Vertices 2\na 1", "E113", 2),
        ("*Vertices 2\n1 St Mary", "E113", 2),
        ("*Vertices 2\n1 St Mary 0.1 0.2", "E113", 2),
        ("*Vertices 2\n1 Area 51", "E113", 2),
        ('*Vertices 2\n1 "St Mary', "E122", 2),
        ("*Vertices 2\n1 a 0.1 0.2 box ic", "E113", 2),
        ("*Vertices 2\n1 a 0.1 0.2 [1] [2]", "E113", 2),
        ("*Vertices 2\n1 a 0.1 0.2 box ic Red 1 ic Blue 2", "E113", 2),
        ("*Vertices 2\n*Arcs\n1 3", "E401", 3),
        ("*Vertices 2\n*Arcs\n1 2\n1 0", "E401", 4),
        ("*Vertices 2\n*Arcs\n1", "E113", 3),
        ("*Vertices 2\n*Arcs\n4:", "E113", 3),
        ("*Vertices 2\n*Arcs\n1 2 Y", "E319", 3),
        ("*Vertices 2\n*Arcs\n1 2 0,5", "E319", 3),
        ("*Vertices 2\n*Arcs\n1 2 nan", "E316", 3),
        ("*Vertices 2\n*Arcs\n1 2 1e400", "E316", 3),
        ("*Vertices 2\n*Arcs\n1 2 c Blue zz 3", "E113", 3),
        ("*Vertices 2\n*Arcs\n1 2 1 c", "E113", 3),
        ("*Vertices 2\n*Arcs\n1 2 1 [1-3", "E113", 3),
        ("*Vertices 2\n*Matrix\n0 1 1\n0 0", "E218", 3),
        ("*Vertices 2\n*Matrix\n0 1 1", "E218", 2),
        ("*Vertices 2\n*Matrix\n0 1\nx 0", "E319", 4),
        ("*Vertices 2\n*Events\n", "E113", 2),
        ("*Vertices 2\n*Partition p\n1\n2", "E113", 3),
        ("*Vertices 2\n*Partition p\n*Vertices 2\n1", "E218", 3),
        ("*Vertices 2\n*Partition p\n*Vertices 2\n1\nx", "E319", 5),
        ("*Vertices 2\n*Partition p", "E113", 2),
        ("*Vertices 2\n1 a\x01", "E118", 2),
    ],
)
def test_refused_by_line(text, code, line):
    problem = refusal(text)
    assert (problem.code, problem.line) == (code, line)
    assert len(str(problem)) < 500
