"""Guards that whatever happens to a file, reading it ends in a network or in problems that say what is wrong."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.codes import CODES
from sna.errors import DataError
from sna.io.formats.adjacency_list import read_adjacency_list
from sna.io.formats.edge_table import read_edge_table, read_node_table
from sna.io.formats.gexf import read_gexf
from sna.io.formats.gml import read_gml
from sna.io.formats.graphml import read_graphml
from sna.io.formats.matrix_text import read_matrix
from sna.io.formats.network_file import NetworkFile, Rows

GRAPHML = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d0" for="node" attr.name="label" attr.type="string"><default>none</default></key>
<key id="d1" for="edge" attr.name="weight" attr.type="double"/><key id="d2" for="node" yfiles.type="nodegraphics"/>
<graph id="G" edgedefault="directed"><data key="d0">2006</data>
<node id="A"><data key="d0">Alpha</data></node><node id="B"><data key="d2"><y:NodeLabel>Beta</y:NodeLabel></data></node>
<edge id="e" source="A" target="B" directed="true"><data key="d1">2.5</data></edge></graph></graphml>"""
GEXF = b"""<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>x</creator></meta>
<graph mode="slice" defaultedgetype="directed" timestamp="2007"><attributes class="node" mode="dynamic">
<attribute id="0" title="sort" type="string"><default>a</default></attribute></attributes>
<attributes class="edge"><attribute id="w" title="Weight" type="float"/></attributes>
<nodes><node id="A" label="Alpha" start="1" end="2">
<attvalues><attvalue for="0" value="b" start="1" end="2"/></attvalues>
<nodes><node id="C" pid="A"/></nodes></node><node id="B"><viz:size value="1"/></node></nodes>
<edges><edge id="e" source="A" target="B" weight="2">
<spells><spell start="1" end="2"/><spell start="3"/></spells></edge>
<edge source="B" target="C" type="mutual">
<attvalues><attvalue for="w" value="3" timestamp="1"/></attvalues></edge></edges>
</graph></gexf>"""
GML = b"""Creator "me"\n# remark\ngraph [ directed 1 label "G"\nnode [ id 1 label "A &amp; E" graphics [ x 1.0 ] ]
node [ id 2 address [ town "Leeds" ] ]\nedge [ source 1 target 2 weight 2.5 label "x" ] ]\n"""
EDGES = (
    b"Source,Target,Type,Id,Weight\nA,B,Directed,1,2.5\n"
    b'B,"C, D",Mutual,2,"<[1, 2, 1]; [3, Infinity, 2)>"\n\nC,A,directed,3,\n'
)
NODES = b'Id;Label;town\nA;Alpha;Leeds\nB;"Be;ta";\n'
LISTS = b"# remark\na;b;c\nd\ne;a;\n"
MATRIX = b"# remark\n;A;B;C\nA;0;1;\nB;1.0;0;2\nC;;2;0\n"

CASES = (
    (read_graphml, GRAPHML, {}),
    (
        read_graphml,
        GRAPHML.replace(b"</graphml>", b'<graph id="H"><node id="C"/></graph></graphml>'),
        {"all_graphs": True},
    ),
    (read_gexf, GEXF, {}),
    (read_gml, GML, {}),
    (read_edge_table, EDGES, {}),
    (read_edge_table, EDGES, {"directed": True, "delimiter": ","}),
    (read_node_table, NODES, {}),
    (read_node_table, NODES, {"delimiter": ";"}),
    (read_adjacency_list, LISTS, {"directed": False}),
    (read_adjacency_list, LISTS, {"directed": True, "delimiter": ";"}),
    (read_matrix, MATRIX, {}),
    (read_matrix, MATRIX, {"delimiter": ";", "two_mode": True}),
    (read_matrix, MATRIX, {"delimiter": ";", "directed": False, "labels": "both"}),
    (read_matrix, MATRIX, {"delimiter": ";", "part": "upper"}),
    (read_matrix, MATRIX, {"delimiter": " ", "labels": "none"}),
)
TOKENS = (
    *(
        b"<",
        b">",
        b"/>",
        b'"',
        b"'",
        b"&",
        b"&#0;",
        b"&#xD800;",
        b"&x;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"<?",
        b"<!DOCTYPE x>",
    ),
    *(
        b"[",
        b"]",
        b"#",
        b"\\",
        b"\n",
        b"\r",
        b"\t",
        b" ",
        b"\0",
        b"\x07",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3\xa9",
    ),
    *(
        b",",
        b";",
        b"|",
        b'""',
        b"nan",
        b"-inf",
        b"1e999",
        b"1,5",
        b"0",
        b"",
        b"id",
        b"graph [",
        b"node [",
        b"<graph>",
        b"<node/>",
    ),
    *(
        b' id="A"',
        b' source="Z"',
        b' type="x"',
        b"<nodes>",
        b"</nodes>",
        b"<port/>",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
        b"9" * 400,
    ),
)


@st.composite
def mutated(draw: st.DrawFn):
    reader, data, more = draw(st.sampled_from(CASES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 0, 1, 1, 2, 7, 40, 400))))
        middle = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=3), st.just(data[start:end] * 2)))
        data = data[:start] + middle + data[end:]
    return reader, data, more


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_mutated_file_is_read_or_refused(case):
    reader, data, more = case
    found = outcome(reader, data, more)
    if isinstance(found, DataError):
        assert found.problems
        for problem in found.problems:
            assert problem.code in CODES
            assert len(str(problem)) < 500
            assert str(problem).isprintable()
    elif reader is read_node_table:
        assert isinstance(found, Rows)
    else:
        holds_what_it_promises(found)


def outcome(reader, data: bytes, more: dict):
    try:
        return reader(data, "net.file", **more)
    except DataError as error:
        return error


def holds_what_it_promises(net: NetworkFile) -> None:
    known = set(net.organisations.column("organisation"))
    assert len(known) == len(net.organisations)
    assert "" not in known
    assert all(count > 0 for count in net.set_aside.values())
    for relation in net.relations:
        others = set(net.events.column("event")) if relation.two_mode else known
        assert set(relation.ties.column("from")) <= known
        assert set(relation.ties.column("to")) <= others
        if "weight" in relation.ties.headings:
            assert all(abs(float(weight)) < float("inf") for weight in relation.ties.column("weight") if weight)


@given(st.sampled_from([reader for reader, _, _ in CASES]), st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_bytes_are_read_or_refused(reader, data):
    found = outcome(reader, data, {})
    if isinstance(found, DataError):
        assert {problem.code for problem in found.problems} <= set(CODES)


def test_the_unmutated_files_are_read():
    for reader, data, more in CASES[:-2]:  # the last two contradict their declarations
        reader(data, "net.file", **more)
