"""Guards that matrices in text come in whole, or are refused by name, line and cell."""

from __future__ import annotations

import pytest

from sna.errors import DataError, UsageError
from sna.io.formats.matrix_text import read_matrix


def read(text: str, **more):
    return read_matrix(text.encode(), "net.csv", **more)


def ties(text: str, **more):
    [relation] = read(text, **more).relations
    return relation.directed, relation.ties.cells


def problems(text: str, **more) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as refused:
        read(text, **more)
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in refused.value.problems)
    return [(problem.code, problem.line) for problem in refused.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_labelled_matrix_is_read_whatever_the_delimiter(delimiter):
    net = read(",A,B,C\nA,0,2,0\nB,0,0,0.5\nC,0,0,0\n".replace(",", delimiter))
    assert net.organisations.cells == (("A",), ("B",), ("C",))
    [relation] = net.relations
    assert (relation.name, relation.directed, relation.two_mode) == ("", True, False)
    assert relation.ties.headings == ("from", "to", "weight")
    assert relation.ties.cells == (("A", "B", "2"), ("B", "C", "0.5"))
    assert relation.ties.lines == (2, 3)


def test_blanks_divide_and_a_first_row_may_lack_its_corner():
    assert ties("  A  B\nA 0  1\nB 1  0\n") == (False, (("A", "B"),))


def test_a_symmetric_matrix_has_each_tie_once_unless_declared_directed():
    text = ";A;B\nA;0;2\nB;2.0;0\n"
    assert ties(text) == (False, (("A", "B", "2"),))
    assert ties(text, directed=True) == (True, (("A", "B", "2"), ("B", "A", "2.0")))


def test_ones_only_are_no_weights():
    assert read(";A;B\nA;0;1\nB;0;0\n").relations[0].ties.headings == ("from", "to")


def test_a_blank_cell_is_a_tie_not_observed_and_a_zero_is_none():
    text = ";A;B;C\nA;;2;\nB;2;0;0\nC;;0.0;0\n"
    assert ties(text) == (False, (("A", "B", "2"), ("A", "C", "")))
    assert ties(text.replace("A;;2;\n", "A;;2;0\n"))[1] == (("A", "B", "2"), ("B", "A", "2"), ("C", "A", ""))


def test_ties_with_oneself_are_kept():
    assert ties(";A;B\nA;3;1\nB;1;0\n")[1] == (("A", "A", "3"), ("A", "B", "1"))


@pytest.mark.parametrize(
    ("text", "line"),
    [(";A;B;C\nA;;1;2\nB;;;3\nC;;;\n", (2, 2, 3)), (";A;B;C\nA;;;\nB;1;;\nC;2;3;\n", (3, 4, 4))],
)
def test_a_triangle_beside_blanks_is_undirected(text, line):
    [relation] = read(text).relations
    assert not relation.directed
    assert sorted(relation.ties.cells) == [("A", "B", "1"), ("A", "C", "2"), ("B", "C", "3")]
    assert relation.ties.lines == line


def test_a_triangle_of_two_has_to_be_declared():
    text = ";A;B\nA;;1\nB;;\n"
    assert problems(text) == [("E218", 2)]
    assert ties(text, part="upper") == (False, (("A", "B"),))
    assert ties(text, part="full") == (True, (("A", "B", "1"), ("B", "A", "")))
    assert problems(text, part="lower") == [("E218", 2)]


def test_a_matrix_of_organisations_by_events_is_told_by_its_labels():
    net = read(";e1;e2;e3\nA;1;0;\nB;0;1;1\n")
    assert net.organisations.cells == (("A",), ("B",))
    assert net.events.cells == (("e1",), ("e2",), ("e3",))
    [relation] = net.relations
    assert relation.two_mode
    assert relation.ties.cells == (("A", "e1", "1"), ("A", "e3", ""), ("B", "e2", "1"), ("B", "e3", "1"))


def test_a_matrix_without_labels_is_numbered():
    assert read("0 1 0\n0 0 1\n0 0 0\n").organisations.column("organisation") == ("1", "2", "3")
    net = read("0 1 0\n1 0 1\n", two_mode=True)
    assert (net.organisations.column("organisation"), net.events.column("event")) == (("1", "2"), ("1", "2", "3"))
    assert net.relations[0].ties.cells == (("1", "2"), ("2", "1"), ("2", "3"))


def test_labels_on_one_side_of_a_square_are_those_of_both():
    assert ties("A,B\n0,1\n0,0\n") == (True, (("A", "B"),))
    assert ties("A,0,1\nB,0,0\n") == (True, (("A", "B"),))


def test_labels_that_are_numbers_are_declared():
    text = ",1,2,3\n1,0,1,0\n2,0,0,1\n3,0,0,0\n"
    assert problems(text) == [("E218", 1)]
    assert ties(text, labels="both") == (True, (("1", "2"), ("2", "3")))


def test_remarks_above_are_counted():
    net = read("# three of us → directed\n0 1 0\n0 0 1\n0 0 0\n")
    assert dict(net.set_aside) == {"remarks": 1}
    assert net.relations[0].ties.lines == (2, 3)


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        (";A;B\nA;0;1\nC;1;0\n", {}, [("E218", 3)]),
        (";A;B\nB;0;1\nA;1;0\n", {}, [("E218", 2)]),
        (";A;B;C\nA;0;1;1\nB;1;0;1\n", {}, [("E218", 2)]),
        ("0,1,0\n1,0,1\n", {}, [("E218", 1)]),
        ("0,1,0\n1,0,1\n", {"labels": "none"}, [("E218", 1)]),
        (";A;B\nA;0;1\nB;2;0\n", {"directed": False}, [("E218", 2)]),
        (";A;A\nA;0;1\nA;1;0\n", {}, [("E303", 1), ("E303", 3)]),
        (";A;\nA;0;1\n;1;0\n", {}, [("E301", 1), ("E301", 3)]),
        (";A;B\nA;0;x\nB;inf;1e999\n", {}, [("E319", 2), ("E316", 3), ("E316", 3)]),
        (";A;B\nA;0;1\nB;2\n", {"delimiter": ";"}, [("E206", 3)]),
        (";A;B\nA;0;1;2\nB;2;0\n", {"delimiter": ";"}, [("E205", 2)]),
        (";A;B\nA;0;1\nB;2;0;0\n", {"delimiter": ";"}, [("E205", 3)]),
        (";A;B\nA;0;1\nB;2\n", {}, [("E120", 1)]),
        ("0,5;1,0\n1,0;0,5\n", {}, [("E120", 1)]),
        (";A\x07;B\nA\x07;0;1\nB;2;0\n", {}, [("E118", 1), ("E118", 2)]),
        ("A;B\n", {"delimiter": ";", "labels": "both"}, [("E105", 1)]),
    ],
)
def test_what_is_wrong_in_a_matrix_is_said_by_line(text, more, expected):
    assert problems(text, **more) == expected


def test_the_first_cell_that_differs_is_named():
    with pytest.raises(DataError, match="row C, column B"):
        read(";A;B\nA;0;1\nC;1;0\n")
    with pytest.raises(DataError, match="1 against 2"):
        read(";A;B\nA;0;1\nB;2;0\n", directed=False)


def test_what_cannot_be_asked_is_said():
    with pytest.raises(UsageError, match="E218"):
        read("0 1\n1 0\n", part="middle")
