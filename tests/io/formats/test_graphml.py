"""Guards that GraphML comes in whole, or is refused by name and line."""

from __future__ import annotations

import pytest

from sna.errors import DataError
from sna.io.formats.graphml import read_graphml
from sna.io.formats.network_file import NetworkFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
KEYS = (
    '<key id="d0" for="node" attr.name="label" attr.type="string"/>\n'
    '<key id="d1" for="edge" attr.name="weight" attr.type="double"/>\n'
)


def read(body: str, keys: str = KEYS, default: str = 'edgedefault="directed"', **more: str) -> NetworkFile:
    text = f'{HEAD}{keys}<graph id="G" {default}>\n{body}\n</graph></graphml>'
    return read_graphml(text.encode(), "net.graphml", **more)


def problems(body: str | bytes, **more: str) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as refused:
        _ = read_graphml(body, "net.graphml") if isinstance(body, bytes) else read(body, **more)
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in refused.value.problems)
    return [(problem.code, problem.line) for problem in refused.value.problems]


AB = '<node id="A"/>\n<node id="B"/>\n'


def test_labels_weights_and_edge_ids_are_read():
    net = read(
        '<node id="A"><data key="d0"> Alpha </data></node><node id="B"/>'
        '<edge id="e1" source="A" target="B"><data key="d1">2.50</data></edge><edge source="B" target="A"/>'
    )
    assert net.organisations.headings == ("organisation", "name")
    assert net.organisations.cells == (("A", "Alpha"), ("B", ""))
    [relation] = net.relations
    assert (relation.name, relation.directed) == ("G", True)
    assert relation.ties.headings == ("from", "to", "weight", "id")
    assert relation.ties.cells == (("A", "B", "2.50", "e1"), ("B", "A", "", ""))
    assert dict(net.set_aside) == {}


def test_a_default_stands_for_what_is_not_given_and_yields_to_what_is():
    keys = '<key id="w" for="edge" attr.name="Weight"><default>1</default></key>'
    net = read(AB + '<edge source="A" target="B"/><edge source="B" target="A"><data key="w"></data></edge>', keys)
    assert net.relations[0].ties.column("weight") == ("1", "")


def test_labels_that_are_the_ids_say_nothing_new():
    assert read('<node id="A"><data key="d0">A</data></node>').organisations.headings == ("organisation",)


def test_the_name_wins_over_the_label_and_both_are_kept():
    keys = '<key id="a" for="node" attr.name="label"/><key id="b" for="node" attr.name="Name"/>'
    net = read('<node id="A"><data key="a">short</data><data key="b">long</data></node>', keys)
    assert net.organisations.headings == ("organisation", "name", "label")
    assert net.organisations.cells == (("A", "long", "short"),)


def test_attributes_of_the_same_name_stay_apart():
    keys = "".join(
        f'<key id="k{n}" for="edge" attr.name="{name}"/>' for n, name in enumerate(("from", "Weight", "weight"))
    )
    values = '<data key="k0">x</data><data key="k1">high</data><data key="k2">3</data>'
    net = read(f'{AB}<edge source="A" target="B">{values}</edge>', keys)
    assert net.relations[0].ties.headings == ("from", "to", "weight", "from_2", "Weight_2")
    assert net.relations[0].ties.cells == (("A", "B", "3", "x", "high"),)


def test_extra_attributes_of_an_element_are_kept():
    net = read('<node id="A" town="Leeds" parse.indegree="0"/>')
    assert net.organisations.cells == (("A", "Leeds"),)
    assert dict(net.set_aside) == {"attributes for other programs": 1, "attributes without a single value": 2}


def test_the_label_drawn_by_yed_is_the_name_and_the_drawing_is_counted():
    y = 'xmlns:y="http://www.yworks.com/xml/graphml"'
    shape = f'<y:ShapeNode {y}><y:Fill color="#FF"/><y:NodeLabel>Alpha</y:NodeLabel></y:ShapeNode>'
    line = f"<y:PolyLineEdge {y}><y:EdgeLabel>refers</y:EdgeLabel></y:PolyLineEdge>"
    node = f'<node id="n0"><data key="d6">{shape}</data></node>'
    edge = f'<edge source="n0" target="n0"><data key="d9">{line}</data></edge>'
    keys = '<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>'
    net = read(node + edge, keys)
    assert net.organisations.headings == ("organisation", "name")
    assert net.organisations.cells == (("n0", "Alpha"),)
    assert net.relations[0].ties.cells == (("n0", "n0", "refers"),)
    assert dict(net.set_aside) == {"drawings of nodes": 1, "drawings of edges": 1}


def test_values_that_only_another_program_can_read_are_counted():
    net = read('<node id="A"><data key="d0"><list xmlns="urn:x"><item>1</item></list></data></node>')
    assert net.set_aside["values in the language of another program"] == 1


def test_parallel_edges_stay_rows():
    assert len(read(AB + '<edge source="A" target="B"/>' * 3).relations[0].ties) == 3


def test_the_direction_of_each_edge_wins_over_the_default():
    net = read(AB + '<edge source="A" target="B" directed="false"/>')
    assert not net.relations[0].directed


def test_every_row_knows_its_line():
    net = read(AB + '\n<edge source="A" target="B"/>')
    assert net.organisations.lines == (6, 7)
    assert net.relations[0].ties.lines == (9,)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (AB + '<edge source="A" target="C"/>', [("E401", 8)]),
        (AB + '<edge source="A"/>', [("E301", 8)]),
        (AB + '<edge source="A" target="B"/>\n<edge source="A" target="B" directed="0"/>', [("E406", 9)]),
        (AB + '<edge source="A" target="B" directed="maybe"/>', [("E113", 8)]),
        (AB + '<node id="A"/>', [("E303", 8)]),
        ("<node/>", [("E301", 6)]),
        ("", [("E105", None)]),
        (AB + '<hyperedge><endpoint node="A"/></hyperedge>', [("E407", 8)]),
        ('<node id="A">\n<port name="p"/></node>', [("E407", 7)]),
        (AB + '<edge source="A" target="B" sourceport="p"/>', [("E407", 8)]),
        ('<node id="A">\n<graph edgedefault="directed"><node id="A::B"/></graph></node>', [("E407", 7)]),
        ('<node id="A"><data key="d99">x</data></node>', [("E113", 6)]),
        ('<node id="A"><data key="d0">x</data>\n<data key="d0">y</data></node>', [("E113", 7)]),
        ('<node id="A">\nlost</node>', [("E113", 7)]),
        ('<ntde id="A"/>', [("E113", 6)]),
        ('<node id="A"><data key="d0">Royal <b>Free</b></data></node>', [("E113", 6)]),
        ('<node id="A"><data key="d0">Royal <b xmlns="x">Free</b></data></node>', [("E113", 6)]),
        ('<node id="A"><data key="d0">a&#x85;b</data></node>', [("E118", 6)]),
    ],
)
def test_what_is_not_a_network_of_pairs_is_refused_by_line(body, expected):
    assert problems(body) == expected


@pytest.mark.parametrize(
    ("weight", "code"),
    [("NaN", "E316"), ("-INF", "E316"), ("1e400", "E316"), ("1,5", "E319"), ("high", "E319"), ("١", "E319")],
)
def test_a_weight_is_a_finite_number(weight, code):
    assert problems(f'{AB}<edge source="A" target="B"><data key="d1">{weight}</data></edge>') == [(code, 8)]


def test_all_problems_come_at_once():
    weight = '<data key="d1">x</data>'
    body = (
        f'{AB}<node id="A"/>\n<edge source="A" target="C">{weight}</edge>\n<edge source="A" target="B" directed="0"/>'
    )
    assert problems(body) == [("E303", 8), ("E319", 9), ("E401", 9), ("E406", 10)]


def test_no_direction_said_is_refused_only_where_an_edge_needs_it():
    assert problems(AB + '<edge source="A" target="B"/>', default="") == [("E406", 8)]
    assert not read(AB, default="").relations[0].directed
    assert problems(AB, default='edgedefault="both"') == [("E113", 5)]


@pytest.mark.parametrize(
    "keys",
    ['<key id="a" for="node"/><key id="a" for="edge"/>', '<key id="a" for="nodd"/>', "<key/>", '<key id="a">x</key>'],
)
def test_a_broken_declaration_is_refused(keys):
    assert problems(AB, keys=keys)[0] == ("E113", 3)


def test_several_networks_are_refused_unless_one_is_named():
    graphs = "".join(f'<graph id="{g}" edgedefault="directed"><node id="{g}1"/></graph>\n' for g in ("first", "second"))
    data = f"{HEAD}{graphs}</graphml>".encode()
    with pytest.raises(DataError, match=r"E407 .*first \(line 3\), second \(line 4\)"):
        read_graphml(data, "net.graphml")
    with pytest.raises(DataError, match="E407"):
        read_graphml(data, "net.graphml", graph="third")
    net = read_graphml(data, "net.graphml", graph="second")
    assert net.organisations.cells == (("second1",),)
    assert dict(net.set_aside) == {"other networks of the file": 1}


def several(*graphs: str, keys: str = KEYS) -> bytes:
    each = "\n".join(f'<graph id="g{n}" edgedefault="directed">{graph}</graph>' for n, graph in enumerate(graphs))
    return f"{HEAD}{keys}{each}</graphml>".encode()


def test_several_networks_are_relations_when_declared():
    node, other = '<node id="A"><data key="d0">Alpha</data></node>', '<node id="B"/>'
    edge = '<edge source="A" target="B"><data key="d1">2</data></edge>'
    plain = '<edge source="B" target="A"/><edge source="A" target="C"/>'
    net = read_graphml(several(node + other + edge, node + other + '<node id="C"/>' + plain), "n", all_graphs=True)
    assert net.organisations.cells == (("A", "Alpha"), ("B", ""), ("C", ""))
    first, second = net.relations
    assert (first.name, first.ties.cells) == ("g0", (("A", "B", "2"),))
    assert (second.name, second.ties.cells) == ("g1", (("B", "A"), ("A", "C")))
    assert dict(net.set_aside) == {}


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        (('<node id="A"><data key="d0">x</data></node>', '<node id="A"/>'), [("E303", 6)]),
        (('<node id="A"/>', '<node id="B"/><node id="B"/>'), [("E303", 6)]),
        (('<node id="A"/>', '<edge source="A" target="Z"/>'), [("E401", 6)]),
        (('<node id="A"/>', '<node id="B"><graph/></node>'), [("E407", 6)]),
        (("", ""), [("E105", None)]),
    ],
)
def test_relations_that_contradict_each_other_are_refused(graphs, expected):
    with pytest.raises(DataError) as refused:
        read_graphml(several(*graphs), "net.graphml", all_graphs=True)
    assert [(problem.code, problem.line) for problem in refused.value.problems] == expected


def test_relations_need_names():
    data = several('<node id="A"/>', '<node id="A"/>').replace(b"g1", b"g0")
    with pytest.raises(DataError, match=r"E407 .* line 6"):
        read_graphml(data, "net.graphml", all_graphs=True)


def test_a_file_without_a_network_is_refused_with_its_place():
    assert problems(f"{HEAD}</graphml>".encode()) == [("E113", 2)]
    assert problems(b"<gexf/>") == [("E113", 1)]
    assert problems(b"  \n") == [("E104", None)]
