"""The format of multinet: actors, layers and ties, and what is refused with its line."""

import pytest

from sna.errors import DataError
from sna.io.formats.multinet import read_multinet


def read(text):
    return read_multinet(text.encode(), "net.mpx")


def refusal(text):
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems[0]


FULL = """-- comment lines start with two dashes
#VERSION
3.0
#TYPE
multiplex

#ACTOR ATTRIBUTES
sector, STRING
beds,NUMERIC
#NODE ATTRIBUTES
advice,role,STRING
#EDGE ATTRIBUTES
advice,strength,NUMERIC
trust,weight,NUMERIC
since,STRING
#LAYERS
advice,UNDIRECTED
trust,DIRECTED,LOOPS
#ACTORS
a,acute,12
b,"mental, old", 8
c,NA,
#VERTICES
a,advice,lead
a,trust
b,advice,
#EDGES
a,b,advice,3,2015
a,b,trust,0.5,2016
b,b,trust,NA,2017
"""


def test_every_section_of_the_documentation():
    found = read(FULL)
    assert found.organisations.headings == ("organisation", "sector", "beds", "layers", "advice: role")
    assert found.organisations.cells == (
        ("a", "acute", "12", "advice; trust", "lead"),
        ("b", "mental, old", "8", "advice", ""),
        ("c", "NA", "", "", ""),
    )
    advice, trust = found.relations
    assert (advice.name, advice.directed, trust.name, trust.directed) == ("advice", False, "trust", True)
    assert (advice.ties.headings, advice.ties.cells) == (
        ("from", "to", "strength", "since"),
        (("a", "b", "3", "2015"),),
    )
    assert trust.ties.headings == ("from", "to", "weight", "since")
    assert trust.ties.cells == (("a", "b", "0.5", "2016"), ("b", "b", "", "2017"))
    assert trust.ties.lines == (29, 30)
    assert found.set_aside == {"rules on ties of a node with itself": 1}


def test_short_files():
    bare = read("a,b,advice\nb,c,advice\na,b,trust\n")
    assert [(r.name, r.directed, len(r.ties)) for r in bare.relations] == [("advice", False, 2), ("trust", False, 1)]
    assert bare.organisations.column("organisation") == ("a", "b", "c")
    layered = read("#TYPE multilayer\n#LAYERS\nx,x,DIRECTED\n#EDGES\na,x,b,x\n")
    assert layered.relations[0].ties.cells == (("a", "b"),)
    again = read("#LAYERS\nx,UNDIRECTED\ny,DIRECTED\n#EDGES\na,b,x\nb,a,x\na,b,y\nb,a,y\n")
    assert [len(r.ties) for r in again.relations] == [1, 2]
    assert again.set_aside == {"ties without direction that are written again": 1}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("#TYPE\nbipartite\n", "E113", 2),
        ("#GROUPS\n", "E113", 1),
        ("#LAYERS\nx,WEIGHTED\n", "E113", 2),
        ("#LAYERS\nx,UNDIRECTED,TEMPORAL\n", "E113", 2),
        ("#LAYERS\nx,y,DIRECTED\n", "E113", 2),
        ("#LAYERS\nx,DIRECTED\nx,DIRECTED\n", "E303", 3),
        ("#ACTOR ATTRIBUTES\nsector\n", "E113", 2),
        ("#ACTOR ATTRIBUTES\nsector,COLOUR\n", "E113", 2),
        ("#ACTORS\na\na\n", "E303", 3),
        ("#ACTORS\na,b\n", "E205", 2),
        ("#ACTOR ATTRIBUTES\ns,STRING\n#ACTORS\na\n", "E206", 4),
        ("#VERTICES\na\n", "E206", 2),
        ("#VERTICES\na,x\na,x\n", "E303", 3),
        ("#ACTORS\na\n", "E113", 1),
        ("#EDGES\na,b\n", "E206", 2),
        ("#EDGES\na,b,x,1\n", "E205", 2),
        ("#LAYERS\nx,DIRECTED\n#EDGES\na,b,y\n", "E401", 4),
        ("#TYPE\nmultilayer\n#EDGES\na,x,b,y\n", "E113", 4),
        ("#EDGE ATTRIBUTES\nweight,NUMERIC\n#EDGES\na,b,x,much\n", "E319", 4),
        ("#EDGE ATTRIBUTES\nweight,NUMERIC\n#EDGES\na,b,x,inf\n", "E316", 4),
        ("#EDGE ATTRIBUTES\nweight,NUMERIC\n#EDGES\na,b,x,1\nb,a,x,2\n", "E405", 5),
        ('#EDGES\n"a,b,x\n', "E122", 2),
        ("#EDGES\n,b,x\n", "E301", 2),
    ],
)
def test_refused_by_line(text, code, line):
    problem = refusal(text)
    assert (problem.code, problem.line) == (code, line)
    assert len(str(problem)) < 500
