"""UCINET DL: every format its documentation names, and what is refused with its line."""

import pytest

from sna.errors import DataError
from sna.io.formats.dl import read_dl


def read(text):
    return read_dl(text.encode(), "net.dl")


def ties(text, relation=0):
    return read(text).relations[relation].ties.cells


def refusal(text):
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems[0]


MATRIX = {("a", "b", "2"), ("b", "c", "1"), ("c", "a", "4")}


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3\nlabels:\na,b,c\ndata:\n0 2 0\n0 0 1\n4 0 0\n",
        (
            'DL N = 3 FORMAT = FULLMATRIX DIAGONAL PRESENT\r\nROW LABELS:\r\n"a"\r\n"b"\r\n"c"\r\n'
            'COLUMN LABELS:\r\n"a"\r\n"b"\r\n"c"\r\nDATA:\r\n0 2 0 0 0 1 4 0 0'
        ),
        "dl n=3 diagonal=absent labels: a b c data: 2 0 0 1 4 0",
        "dl n=3 labels embedded data:\nA B C\na 0 2 0\nb 0 0 1\nc 4 0 0",
        "dl n=3 labels embedded data:\na c b\nc 4 0 0\na 0 0 2\nb 0 1 0",
        "dl n=3 row labels embedded data:\na 0 2 0\nb 0 0 1\nc 4 0 0",
        "dl n=3 col labels embedded data:\na b c\n0 2 0\n0 0 1\n4 0 0",
        "dl n=3 row labels: a b c col labels: b c a data:\n2 0 0\n0 1 0\n0 0 4",
        "DL nrow=3, ncol=3 row lab: a b c col lab: a b c begin:\n0 2 0\n0 0 1\n4 0 0",
        "dl n=3 format=edgelist1 labels: a b c data:\n1 2 2\n2 3 1\n3,1,4",
        "dl n=3, format=el1, labels embedded: data:\na b 2\nb c 1\nc a 4",
        "dl n=3 format=edgearray1 labels: a b c data:\n1 2 2\n2 3 1\n3 1 4\n1 3 0",
    ],
)
def test_the_same_network_in_every_format(text):
    found = read(text)
    assert {cell.casefold() for cell in found.organisations.column("organisation")} == {"a", "b", "c"}
    (relation,) = found.relations
    assert relation.directed
    assert not relation.two_mode
    assert {tuple(cell.casefold() for cell in row) for row in relation.ties.cells} == MATRIX


def test_lists_of_nodes():
    expected = (("1", "3"), ("1", "2"), ("1", "1"), ("3", "1"), ("3", "2"))
    assert ties("dl n=3 format=nodelist1\ndata:\n1 3 2 1\n3 1 2\n") == expected
    assert ties("dl n=3 format=nodelist1b\ndata:\n3 3 2 1\n0\n2 1 2\n") == expected
    problem = refusal("dl n=3 format=nodelist1b\ndata:\n3 3 2 1\n2 1 2\n")
    assert (problem.code, problem.value, problem.expected) == ("E218", "2 lines", "3")
    problem = refusal("dl n=2 format=nodelist1b\ndata:\n1 2\n2 1\n")
    assert (problem.code, problem.line) == ("E113", 4)


def test_halves_have_no_direction_and_keep_their_diagonal():
    lower = read(
        "dl n=4\nformat = lowerhalf\nlabels:\nSanders,Skvoretz\nS.Smith,T.Smith\ndata:\n2\n1 2\n1 1 2\n0 1 0 2\n"
    )
    upper = read("dl n=4 format=uh labels: Sanders,Skvoretz,S.Smith,T.Smith data: 2 1 1 0 2 1 1 2 0 2")
    for found in (lower, upper):
        (relation,) = found.relations
        assert not relation.directed
        pairs = {(frozenset(row[:2]), row[2]) for row in relation.ties.cells}
        assert len(relation.ties) == len(pairs) == 8
        assert (frozenset({"Sanders"}), "2") in pairs
        assert (frozenset({"T.Smith", "Skvoretz"}), "1") in pairs
    absent = "dl n=3 format=lowerhalf diagonal=absent data:\n1\n0 5"
    assert ties(absent) == (("2", "1", "1"), ("3", "2", "5"))
    assert ties("dl n=3 format=lowerhalf labels embedded data:\na 0\nb 1 0\nc 0 5 0") == (
        ("b", "a", "1"),
        ("c", "b", "5"),
    )


def test_several_matrices():
    text = "dl n=2, nm=2\nlabels:\nA,B\nmatrix labels:\nMarriage,Business\ndata:\n0 1\n1 0\n\n0 na\n3 0\n"
    marriage, business = read(text).relations
    assert (marriage.name, marriage.ties.headings, marriage.ties.cells) == (
        "Marriage",
        ("from", "to"),
        (("A", "B"), ("B", "A")),
    )
    assert business.ties.cells == (("A", "B", ""), ("B", "A", "3"))
    assert business.ties.lines == (10, 11)
    lists = read("dl n=2 nm=2 format=edgelist1 data:\n1 2\n!\n2 1 7\n!\n")
    assert [relation.name for relation in lists.relations] == ["1", "2"]
    assert [relation.ties.cells for relation in lists.relations] == [(("1", "2"),), (("2", "1", "7"),)]
    array = read("dl n=2 nm=2 format=edgearray1 level labels: x x data:\n1 2 1 0\n2 1 1 n/a")
    assert [relation.name for relation in array.relations] == ["x", "x (2)"]
    assert [relation.ties.cells for relation in array.relations] == [(("1", "2"), ("2", "1")), (("2", "1", ""),)]
    embedded = "dl n=2 nm=2 labels embedded data:\n{}a b\na 0 1\nb 0 0\n{}a 0 0\nb 1 0"
    for heading in ("", "a b\n"):
        found = read(embedded.format("", heading))
        assert [relation.ties.cells for relation in found.relations] == [(("a", "b"),), (("b", "a"),)]
    assert refusal("dl n=2 nm=2 format=edgelist1 data:\n1 2\n").code == "E218"


def test_two_modes_with_labels_among_the_data():
    found = read("dl nr=2 nc=3 labels embedded data:\nx y z\nann 1 0 2\nbob 0 0 .\n")
    assert (found.organisations.cells, found.events.cells) == ((("ann",), ("bob",)), (("x",), ("y",), ("z",)))
    assert found.relations[0].ties.cells == (("ann", "x", "1"), ("ann", "z", "2"), ("bob", "z", ""))


def test_two_modes():
    text = "dl nr=2 nc=3 row labels: ann bob col labels: x y z data:\n1 0 1\n0 2 0"
    found = read(text)
    assert found.organisations.column("organisation") == ("ann", "bob")
    assert found.events.column("event") == ("x", "y", "z")
    assert found.relations[0].two_mode
    assert found.relations[0].ties.cells == (("ann", "x", "1"), ("ann", "z", "1"), ("bob", "y", "2"))
    for text in (
        "dl nr=2 nc=3 format=edgelist2 labels embedded data:\nann x\nann z\nbob y 2",
        "dl nr=2 nc=3 format=edgelist2 row labels embedded col labels: x y z data:\nann 1 1\nann 3 1\nbob 2 2",
    ):
        again = read(text)
        assert again.organisations.cells == found.organisations.cells
        assert set(again.events.cells) == set(found.events.cells)
        assert set(again.relations[0].ties.cells) == set(found.relations[0].ties.cells)
    nodes = read("dl nr=2 nc=3 format=nodelist2 data:\n1 1 3\n2 2")
    assert nodes.relations[0].ties.cells == (("1", "1"), ("1", "3"), ("2", "2"))
    square = read("dl n=2 row labels: a b col labels: x y data:\n0 1 1 0")
    assert square.relations[0].two_mode
    assert read("dl nr=2 nc=2 row labels: a b col labels: A B data:\n0 1 1 0").events.cells == ()


def test_nodes_without_a_label_are_there():
    found = read("dl n=4 format=nodelist1 labels embedded data:\ngeorge sally\n")
    assert found.organisations.column("organisation") == ("george", "sally", "3", "4")


def test_labels_that_repeat_become_names():
    found = read("dl n=2 labels: Smith Smith data: 0 1 0 0")
    assert found.organisations.headings == ("organisation", "name")
    assert found.organisations.cells == (("1", "Smith"), ("2", "Smith"))
    assert found.relations[0].ties.cells == (("1", "2"),)
    assert refusal("dl n=2 format=edgelist1 labels: Smith Smith labels embedded data: Smith Smith").code == "E303"


def test_capitals_tell_labels_apart_only_where_the_file_lists_them():
    found = read("dl n=2 format=edgelist1 labels: ann ANN labels embedded data:\nann ANN")
    assert found.relations[0].ties.cells == (("ann", "ANN"),)
    assert refusal("dl n=2 format=edgelist1 labels: ann ANN labels embedded data:\nann Ann").code == "E401"


def test_quotation_marks_hold_a_label_together():
    text = 'dl n=2 format=edgelist1 title = "my data: first" labels embedded data:\n"St Mary, W2" "the ""Royal"""'
    found = read(text)
    assert found.organisations.column("organisation") == ("St Mary, W2", 'the "Royal"')
    assert found.set_aside == {"title of the data": 1}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("graph [ ]", "E113", 1),
        ("dl n=3\n0 1 0", "E113", 2),
        ("dl\nlabels: a b\ndata: 0 1 0 0", "E113", 2),
        ("dl format=fullmatrix\ndata: 1", "E113", 1),
        ("dl n=two\ndata: 1", "E113", 1),
        ("dl n=0\ndata:", "E113", 1),
        ("dl n=3 nr=2 nc=3\ndata: 1", "E113", 1),
        ("dl n=1000000000\ndata:\n1 2", "E114", 1),
        ("dl n=1000000\ndata:\n1 2", "E218", 3),
        ("dl n=2 nm=20000\ndata:\n1 2", "E114", 1),
        ("dl n=2 format=blockmatrix\ndata:\n1 2", "E113", 1),
        ("dl n=2 datafile=other.txt\ndata:", "E113", 1),
        ("dl n=2 diagonal=none\ndata:", "E113", 1),
        ("dl n=3\nlabels: a b\ndata: 1", "E113", 2),
        ("dl n=2\nlabels: a b c\ndata: 0 1 1 0", "E113", 2),
        ("dl n=2\ndata:\n0 1\n1 0 1", "E218", 4),
        ("dl n=2\ndata:\n0 1 1", "E218", 3),
        ("dl n=2\ndata:\n0 x\n0 0", "E319", 3),
        ("dl n=2\ndata:\n0 0\nnan 0", "E316", 4),
        ("dl n=2\ndata:\n0 0\n1e999 0", "E316", 4),
        ("dl n=2 format=edgelist1\ndata:\n1 2\n1 3", "E401", 4),
        ("dl n=2 format=edgelist1\ndata:\n1 2\n\n1 0", "E401", 5),
        ("dl n=2 format=edgelist1\ndata:\n1", "E113", 3),
        ("dl n=2 format=edgelist1\ndata:\n1 2 3 4", "E113", 3),
        ("dl n=2 format=edgelist1\nlabels: a b\ndata:\na b", "E113", 4),
        ("dl n=2 format=edgelist1\ndata:\nann bob", "E113", 3),
        ("dl n=2 format=edgelist1 row labels embedded\ndata:\na 2", "E113", 1),
        ("dl n=2 format=edgelist1 labels embedded\ndata:\na b\nb c", "E113", 4),
        ('dl n=2 format=edgelist1 labels embedded\ndata:\n"a b', "E122", 3),
        ("dl nr=2 nc=3 format=lowerhalf\ndata:\n1 2 3", "E218", 1),
        ("dl nr=2 nc=3 format=edgelist1\ndata:\n1 2", "E218", 1),
        ("dl n=2 labels embedded\ndata:\na b\na 0 0\na 0 0", "E303", 5),
        ("dl n=2 format=edgearray1 nm=2\ndata:\n1 2 1", "E113", 3),
        ("dl n=2\ndata:\n0 1\x00 1 0", "E118", 3),
        ("", "E104", None),
    ],
)
def test_refused_by_line(text, code, line):
    problem = refusal(text)
    assert (problem.code, problem.line, problem.file) == (code, line, "net.dl")
    assert len(str(problem)) < 500


def test_letters_are_those_of_the_declared_encoding():
    data = "dl n=2 labels: Zoë Ada data: 0 1 0 0".encode("cp1252")
    with pytest.raises(DataError, match=r"E116 net\.dl line 1"):
        read_dl(data, "net.dl")
    assert read_dl(data, "net.dl", "cp1252").organisations.cells[0] == ("Zoë",)
    with pytest.raises(DataError, match="not known"):
        read_dl(data, "net.dl", "latin-99")
    marked = "dl n=1 labels: Zoë data: 0"
    assert read_dl(marked.encode("utf-8-sig"), "net.dl").organisations.cells == (("Zoë",),)
    assert read_dl(marked.encode("utf-16"), "net.dl", "utf-16").organisations.cells == (("Zoë",),)
    with pytest.raises(DataError, match="utf-16"):
        read_dl(marked.encode("utf-16"), "net.dl")
