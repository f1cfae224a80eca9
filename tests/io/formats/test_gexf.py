"""Guards that GEXF comes in whole, spells and slices included, or is refused by name and line."""

from __future__ import annotations

import pytest

from sna.errors import DataError
from sna.io.formats.gexf import read_gexf

AB = '<node id="A"/>\n<node id="B"/>'


def document(nodes: str, edges: str, graph: str, attributes: str) -> bytes:
    space = 'xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
    lists = f"<nodes>\n{nodes}\n</nodes><edges>\n{edges}\n</edges>"
    return f"<gexf {space}><graph {graph}>{attributes}\n{lists}</graph></gexf>".encode()


def read(nodes: str, edges: str = "", graph: str = 'defaultedgetype="directed"', attributes: str = ""):
    return read_gexf(document(nodes, edges, graph, attributes), "net.gexf")


def ties(edges: str, **more: str):
    return read(AB, edges, **more).relations[0].ties


def problems(*parts: str, **more: str) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as refused:
        read(*parts, **more)
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in refused.value.problems)
    return [(problem.code, problem.line) for problem in refused.value.problems]


def declare(domain: str, title: str, default: str = "") -> str:
    inner = f"<default>{default}</default>" if default else ""
    return (
        f'<attributes class="{domain}"><attribute id="0" title="{title}" type="string">{inner}</attribute></attributes>'
    )


def test_labels_attributes_defaults_and_weights_are_read_and_drawings_counted():
    net = read(
        '<node id="A" label="Alpha"><attvalues><attvalue for="0" value="x"/></attvalues><viz:size value="1"/></node>'
        '<node id="B"/>',
        '<edge id="e" source="A" target="B" weight="2.0" kind="refers"/>',
        attributes=declare("node", "sort", "y"),
    )
    assert net.organisations.headings == ("organisation", "name", "sort")
    assert net.organisations.cells == (("A", "Alpha", "x"), ("B", "", "y"))
    assert net.relations[0].ties.headings == ("from", "to", "weight", "id", "kind")
    assert net.relations[0].ties.cells == (("A", "B", "2.0", "e", "refers"),)
    assert net.relations[0].ties.lines == (5,)
    assert dict(net.set_aside) == {"sizes": 1}


def test_without_a_type_ties_have_no_direction_and_a_mutual_one_is_two():
    assert not read(AB, '<edge source="A" target="B"/>', graph="").relations[0].directed
    both = ties('<edge source="A" target="B" type="mutual"/><edge source="B" target="B" type="mutual"/>')
    assert both.cells == (("A", "B"), ("B", "A"), ("B", "B"))
    assert problems(AB, '<edge source="A" target="B" type="mutual"/>\n<edge source="A" target="B"/>', graph="") == [
        ("E406", 7)
    ]


def test_a_weight_not_given_is_one_where_others_are_given():
    assert ties('<edge source="A" target="B" weight="3"/><edge source="B" target="A"/>').column("weight") == ("3", "1")
    assert "weight" not in ties('<edge source="A" target="B"/>').headings


def test_a_weight_that_changes_is_one_row_for_each_time():
    values = '<attvalue for="0" value="1" timestamp="2004"/><attvalue for="0" value="2" timestamp="2005"/>'
    found = ties(
        f'<edge source="A" target="B"><attvalues>{values}</attvalues></edge><edge source="B" target="A"/>',
        attributes=declare("edge", "Weight"),
    )
    assert found.headings == ("from", "to", "weight", "timestamp")
    assert found.cells == (("A", "B", "1", "2004"), ("A", "B", "2", "2005"), ("B", "A", "1", ""))


def test_a_weight_among_the_attributes_is_the_weight_unless_the_edge_has_one():
    value = '<attvalues><attvalue for="0" value="7"/></attvalues>'
    assert ties(f'<edge source="A" target="B">{value}</edge>', attributes=declare("edge", "Weight")).headings == (
        "from",
        "to",
        "weight",
    )
    found = ties(f'<edge source="A" target="B" weight="2">{value}</edge>', attributes=declare("edge", "Weight"))
    assert (found.headings, found.cells) == (("from", "to", "weight", "Weight_2"), (("A", "B", "2", "7"),))


def test_each_spell_of_an_edge_is_a_row():
    spells = '<spells><spell start="2019" end="2020"/><spell start="2022"/></spells>'
    found = ties(f'<edge source="A" target="B">{spells}</edge><edge source="B" target="A" start="2018"/>')
    assert found.headings == ("from", "to", "start", "end")
    assert found.cells == (("A", "B", "2019", "2020"), ("A", "B", "2022", ""), ("B", "A", "2018", ""))
    assert found.lines == (6, 6, 6)


def test_the_spells_of_a_node_stay_in_one_cell_unless_there_is_one():
    one = '<node id="A" start="2019" endopen="2020"/>'
    two = '<node id="B"><spells><spell start="1" end="2"/><spell start="4" endopen="5"/></spells></node>'
    net = read(one + two)
    assert net.organisations.headings == ("organisation", "start", "endopen", "spells")
    assert net.organisations.cells == (("A", "2019", "2020", ""), ("B", "", "", "<[1, 2]; [4, 5)>"))


def test_values_that_change_stay_in_one_cell():
    values = '<attvalue for="0" value="a" start="1" end="2"/><attvalue for="0" value="b;c" start="2"/>'
    net = read(f'<node id="A">{values}</node>', attributes=declare("node", "sort"))
    assert net.organisations.cells == (("A", '<[1, 2, a]; [2, Infinity, "b;c"]>'),)


def test_the_time_of_a_slice_is_that_of_all_in_it():
    net = read(AB, '<edge source="A" target="B"/>', graph='mode="slice" timestamp="2007"')
    assert net.organisations.cells == (("A", "2007"), ("B", "2007"))
    assert net.relations[0].ties.cells == (("A", "B", "2007"),)


def test_nodes_within_nodes_have_a_parent():
    nodes = '<node id="A"><nodes><node id="B"/><node id="C" pid="A"/></nodes></node><node id="D" pid="A"/>'
    assert read(nodes).organisations.cells == (("A", ""), ("B", "A"), ("C", "A"), ("D", "A"))
    assert problems(
        '<node id="A"/><node id="B"/>\n<node id="C" pid="A"><parents><parent for="B"/></parents></node>'
    ) == [("E407", 4)]
    assert problems('<node id="A" pid="Z"/>') == [("E401", 3)]


@pytest.mark.parametrize("token", ["INF", "-INF", "NaN", "Infinity", "1e999"])
def test_infinity_is_a_value_of_an_attribute_but_not_a_weight(token):
    value = f'<attvalues><attvalue for="0" value="{token}"/></attvalues>'
    assert read(f'<node id="A">{value}</node>', attributes=declare("node", "x")).organisations.cells == (("A", token),)
    assert problems(AB, f'<edge source="A" target="B" weight="{token}"/>') == [("E316", 6)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((AB, '<edge source="A" target="C"/>'), [("E401", 6)]),
        ((AB, '<edge source="A"/>'), [("E301", 6)]),
        ((AB, '<edge source="A" target="B" type="both"/>'), [("E113", 6)]),
        ((AB, '<edge source="A" target="B" weight="1,5"/>'), [("E319", 6)]),
        ((AB + '<node id="A"/>', ""), [("E303", 4)]),
        (('<node label="A"/>', ""), [("E301", 3)]),
        (("", ""), [("E105", None)]),
        (('<ntde id="A"/>', ""), [("E113", 3)]),
        (('<node id="A"><attvalues><attvalue for="9" value="x"/></attvalues></node>', ""), [("E113", 3)]),
        (('<node id="A">text</node>', ""), [("E113", 3)]),
        (('<node id="A"><attvalue for="0">text</attvalue></node>', ""), [("E113", 3)]),
        (('<node id="A"><spells><spell start="1">2</spell></spells></node>', ""), [("E113", 3)]),
        (('<node id="A"><spells><spell/></spells></node>', ""), [("E113", 3)]),
        (('<node id="A" start="1"><spells><spell start="2"/></spells></node>', ""), [("E113", 3)]),
    ],
)
def test_what_breaks_the_rules_is_refused_by_line(parts, expected):
    assert problems(*parts) == expected


@pytest.mark.parametrize(
    "attributes",
    [
        '<attributes class="nodes"/>',
        '<attributes class="node"><attribute title="x"/></attributes>',
        '<attributes class="node"><attribute id="0"/><attribute id="0"/></attributes>',
        '<attributes class="node"><attribute id="0"><defaults/></attribute></attributes>',
    ],
)
def test_a_broken_declaration_is_refused(attributes):
    assert problems(AB, attributes=attributes) == [("E113", 1)]


def test_the_same_attribute_twice_is_refused():
    values = '<attvalue for="0" value="x"/>\n<attvalue for="0" value="y" start="1"/>'
    assert problems(f'<node id="A">{values}</node>', attributes=declare("node", "sort")) == [("E113", 4)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<gexf/>", ("E113", 1)),
        (b"<graphml/>", ("E113", 1)),
        (b"<gexf><graph/>\n<graph/></gexf>", ("E407", 2)),
        (b"<gexf>\n<graphs/></gexf>", ("E113", 2)),
    ],
)
def test_other_files_are_refused(data, expected):
    with pytest.raises(DataError) as refused:
        read_gexf(data, "net.gexf")
    assert (refused.value.problems[0].code, refused.value.problems[0].line) == expected
