"""Guards that edge tables, node tables and adjacency lists come in whole, or are refused by name and line."""

from __future__ import annotations

import pytest

from sna.errors import DataError, UsageError
from sna.io.formats.adjacency_list import read_adjacency_list
from sna.io.formats.edge_table import read_edge_table, read_node_table


def problems(reader, text: str | bytes, **more) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as refused:
        reader(text if isinstance(text, bytes) else text.encode(), "net.csv", **more)
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in refused.value.problems)
    return [(problem.code, problem.line) for problem in refused.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "  "])
def test_gephis_columns_are_read_whatever_the_delimiter(delimiter):
    text = "Source,Target,Type,Id,Label,Weight,since\nA,B,Directed,1,refers,2.50,2019\n\nB,C,directed,2,x,1,2020\n"
    net = read_edge_table(text.replace(",", delimiter).encode(), "net.csv")
    [relation] = net.relations
    assert relation.directed
    assert relation.ties.headings == ("from", "to", "weight", "Id", "Label", "since")
    assert relation.ties.cells == (("A", "B", "2.50", "1", "refers", "2019"), ("B", "C", "1", "2", "x", "2020"))
    assert relation.ties.lines == (2, 4)
    assert net.organisations.cells == (("A",), ("B",), ("C",))


def test_a_node_table_gives_names_attributes_and_those_without_an_edge():
    nodes = read_node_table(b"Id,Label,town\nC,Gamma,\nA,Alpha,Leeds\nB,,York\n", "nodes.csv")
    net = read_edge_table(b"source,target\nA,B\n", "edges.csv", nodes=nodes, directed=False)
    assert net.organisations.headings == ("organisation", "name", "town")
    assert net.organisations.cells == (("C", "Gamma", ""), ("A", "Alpha", "Leeds"), ("B", "", "York"))
    assert problems(read_edge_table, "source,target\nA,X\n", nodes=nodes, directed=False) == [("E401", 2)]


def test_nothing_is_assumed_of_direction():
    text = "Source,Target\nA,B\nB,A\n"
    assert problems(read_edge_table, text) == [("E406", 2)]
    assert read_edge_table(text.encode(), "net.csv", directed=True).relations[0].directed
    undirected = read_edge_table(text.encode(), "net.csv", directed=False).relations[0]
    assert not undirected.directed
    assert undirected.ties.cells == (("A", "B"), ("B", "A"))
    assert problems(read_edge_table, "Source,Target,Type\nA,B,Directed\nA,C,Undirected\n") == [("E406", 3)]
    mutual = read_edge_table(b"Source,Target,Type\nA,B,Mutual\nA,A,mutual\n", "net.csv").relations[0]
    assert (mutual.directed, mutual.ties.cells) == (True, (("A", "B"), ("B", "A"), ("A", "A")))


def test_a_weight_that_changes_is_one_row_for_each_time():
    text = 'source,target,weight\nA,B,"<[1.0, 2, 1]; [2, 3, 2]>"\nB,C,"<[1, Infinity, 1)>"\nC,A,"<[2004, 7]>"\nA,C,\n'
    ties = read_edge_table(text.encode(), "net.csv", directed=True).relations[0].ties
    assert ties.headings == ("from", "to", "weight", "start", "end", "timestamp")
    assert ties.cells == (
        ("A", "B", "1", "1.0", "2", ""),
        ("A", "B", "2", "2", "3", ""),
        ("B", "C", "1", "1", "", ""),
        ("C", "A", "7", "", "", "2004"),
        ("A", "C", "", "", "", ""),
    )


def test_cells_in_quotation_marks_hold_anything():
    ties = (
        read_edge_table(b'source,target,note\n"A, B",C,"two\nlines, ""so"""\nC,D,x\n', "n.csv", directed=True)
        .relations[0]
        .ties
    )
    assert ties.cells == (("A, B", "C", 'two\nlines, "so"'), ("C", "D", "x"))
    assert ties.lines == (2, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Source,Target,Source\nA,B,C\n", [("E202", 1)]),
        ("Source,Target,\nA,B,C\n", [("E203", 1)]),
        ("Source,Target\nA,B,C\nA\n", [("E205", 2), ("E206", 3)]),
        ("Source,Target\nA,\n", [("E301", 2)]),
        ("Source,Target,Weight\nA,B,nan\nA,B,x\n", [("E316", 2), ("E319", 3)]),
        ("Source,Target,Weight\nA,B,<[1;2]>\n", [("E319", 2)]),
        ("Source,Target,Type\nA,B,both\n", [("E324", 2)]),
        ("Source,Target\nA,B\x07\n", [("E118", 2)]),
        ("Source,Target\n\nA,B\0\n", [("E118", 3)]),
        ("from,to,weight\n", [("E105", None)]),
        ("a,b\n1,2\n", [("E120", 1)]),
        ("Source;x,Target;y\nA;1,B;2\n", [("E120", 1)]),
        ("", [("E104", None)]),
        (b"Source,Target\nCaf\xe9,B\n", [("E116", 2)]),
        (b"<!doctype html>", [("E124", None)]),
    ],
)
def test_what_is_wrong_in_an_edge_table_is_said_by_line(text, expected):
    assert problems(read_edge_table, text, directed=True) == expected


def test_two_delimiters_that_both_fit_are_refused_until_one_is_declared():
    text = "Source,Target,Source;Target\nA,B,C;D\n"
    assert problems(read_edge_table, "Source,a;Target,b\n1,2;3,4\n", delimiter=";", directed=True) == [("E201", 1)] * 2
    assert read_edge_table(text.encode(), "n.csv", delimiter=",", directed=True).relations[0].ties.cells == (
        ("A", "B", "C;D"),
    )
    assert problems(read_edge_table, "Source\tTarget,x\nA\tB,y\n", delimiter=",", directed=True) == [("E201", 1)] * 2
    with pytest.raises(UsageError, match="E120"):
        read_edge_table(text.encode(), "n.csv", delimiter="x", directed=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Id,Label\nA,x\nA,x\n", [("E303", 3)]),
        ("Id,Label\n,x\n", [("E301", 2)]),
        ("name,Label\nA,x\n", [("E120", 1)]),
        ('Id,Label\nA,"x\nB,y\n', [("E120", 1)]),
    ],
)
def test_what_is_wrong_in_a_node_table_is_said_by_line(text, expected):
    assert problems(read_node_table, text) == expected


def test_an_open_quotation_mark_is_said_where_the_delimiter_is_declared():
    assert problems(read_node_table, 'Id,Label\nA,"x\nB,y\n', delimiter=",") == [("E122", 2)]


def test_an_adjacency_list_gives_ties_and_those_without():
    net = read_adjacency_list(b"# who refers to whom, by row\na;b\nb; c ;d;\n\ne\nf;a\n", "net.csv", directed=True)
    assert net.relations[0].ties.cells == (("a", "b"), ("b", "c"), ("b", "d"), ("f", "a"))
    assert net.relations[0].ties.lines == (2, 3, 3, 6)
    assert net.organisations.column("organisation") == ("a", "b", "c", "d", "e", "f")
    assert dict(net.set_aside) == {"remarks": 1}


def test_an_adjacency_list_in_blanks_is_read():
    net = read_adjacency_list(b"18 8   10\n4  18\n", "net.lst", directed=False)
    assert net.relations[0].ties.cells == (("18", "8"), ("18", "10"), ("4", "18"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a;b,c\n", [("E120", 1)]), ("a;;c\n", [("E301", 1)]), (";b\n", [("E301", 1)]), ("a\nb\n", [("E120", 1)])],
)
def test_what_is_wrong_in_an_adjacency_list_is_said_by_line(text, expected):
    assert problems(read_adjacency_list, text, directed=True) == expected


def test_an_adjacency_list_says_nothing_of_direction():
    assert problems(read_adjacency_list, "a;b\n") == [("E406", 1)]
