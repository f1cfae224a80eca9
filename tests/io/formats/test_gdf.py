"""GDF: two typed tables in one file, and what is refused with its line."""

import pytest

from sna.errors import DataError
from sna.io.formats.gdf import read_gdf


def read(text):
    return read_gdf(text.encode(), "net.gdf")


def refusal(text):
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems[0]


def test_the_simplest_files_of_the_documentation():
    found = read(
        'nodedef> name\ncherry\nc\nn235\n"Joe Blow"\n"a,b,c"\nedgedef> node1,node2\ncherry,c\nn235,c\nc,"Joe Blow"\n'
    )
    assert found.organisations.column("organisation") == ("cherry", "c", "n235", "Joe Blow", "a,b,c")
    assert found.relations[0].ties.cells == (("cherry", "c"), ("n235", "c"), ("c", "Joe Blow"))
    assert not found.relations[0].directed
    assert read("nodedef> name\nfoobar\n").organisations.cells == (("foobar",),)


def test_types_defaults_and_drawing():
    text = (
        "nodedef>name VARCHAR,label VARCHAR(32),sector VARCHAR(10,2) default 'acute',beds INT default 0,"
        "x DOUBLE,color VARCHAR\n"
        "a,'Alpha, the first',,12,0.5,'1,2,3'\nb,Beta,mental,,1.5,red\n"
        "edgedef>node1,node2,directed BOOLEAN,weight DOUBLE,since VARCHAR,width DOUBLE\n"
        "a,b,true, 2.5,2015,1\nb,a,FALSE,,'it''s old',1\n"
    )
    found = read(text)
    assert found.organisations.headings == ("organisation", "name", "sector", "beds")
    assert found.organisations.cells == (("a", "Alpha, the first", "acute", "12"), ("b", "Beta", "mental", "0"))
    directed, undirected = found.relations
    assert (directed.name, directed.directed, undirected.name, undirected.directed) == (
        "directed",
        True,
        "undirected",
        False,
    )
    assert directed.ties.cells == (("a", "b", "2.5", "2015"),)
    assert undirected.ties.cells == (("b", "a", "", "it''s old"),)
    assert found.set_aside == {"colours and sizes of nodes": 2, "colours and sizes of ties": 2, "positions of nodes": 2}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a,b\n", "E113", 1),
        ("edgedef>node1,node2\n", "E113", 1),
        ("nodedef>label,name\n", "E201", 1),
        ("nodedef>name\nedgedef>node1\n", "E201", 2),
        ("nodedef>name,a,A\n", "E202", 1),
        ("nodedef>name VARCHAR odd words here\n", "E113", 1),
        ("nodedef>" + ",".join(f"c{i}" for i in range(2000)), "E114", 1),
        ("nodedef>name\na,b\n", "E205", 2),
        ("nodedef>name,label\na\n", "E206", 2),
        ("nodedef>name\na\na\n", "E303", 3),
        ("nodedef>name\n''\n", "E301", 2),
        ("nodedef>name,label\na,'open\n", "E122", 2),
        ("nodedef>name\na\nedgedef>node1,node2\na,b\n", "E401", 4),
        ("nodedef>name\na\nedgedef>node1,node2,weight\na,a,much\n", "E319", 4),
        ("nodedef>name\na\nedgedef>node1,node2,weight\na,a,inf\n", "E316", 4),
        ("nodedef>name\na\nedgedef>node1,node2,directed\na,a,perhaps\n", "E325", 4),
    ],
)
def test_refused_by_line(text, code, line):
    problem = refusal(text)
    assert (problem.code, problem.line) == (code, line)
    assert len(str(problem)) < 500
