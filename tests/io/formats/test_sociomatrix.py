"""Bare matrices and lists of neighbours."""

import pytest

from sna.errors import DataError
from sna.io.formats.sociomatrix import read_neighbour_list, read_sociomatrix, read_two_mode_sociomatrix


def refusal(read, text):
    with pytest.raises(DataError) as caught:
        read(text.encode(), "net.txt")
    return caught.value.problems[0]


def test_a_square_matrix_with_comments_and_commas():
    found = read_sociomatrix(b"# Alice, Bob\n0,-2\n\n1.0 , 0\n", "net.adj")
    assert found.organisations.cells == (("1",), ("2",))
    assert found.relations[0].ties.cells == (("1", "2", "-2"), ("2", "1", "1.0"))
    assert found.relations[0].ties.lines == (2, 4)
    assert found.set_aside == {"comments": 1}


def test_two_modes_and_neighbours():
    found = read_two_mode_sociomatrix(b"0 3 0\n1 0 0\n", "net.2sm")
    assert (len(found.organisations), len(found.events)) == (2, 3)
    assert found.relations[0].two_mode
    assert found.relations[0].ties.cells == (("1", "2", "3"), ("2", "1", "1"))
    listed = read_neighbour_list(b"18 8 10\n19\n8,18\n", "net.lst")
    assert listed.organisations.column("organisation") == ("18", "8", "10", "19")
    assert listed.relations[0].ties.cells == (("18", "8"), ("18", "10"), ("8", "18"))


@pytest.mark.parametrize(
    ("read", "text", "code", "line"),
    [
        (read_sociomatrix, "0 1\n1 0\n1 1\n", "E218", 1),
        (read_sociomatrix, "0 1\n1\n", "E218", 2),
        (read_sociomatrix, "0 a\n1 0\n", "E319", 1),
        (read_sociomatrix, "0 1\nnan 0\n", "E316", 2),
        (read_sociomatrix, "# nothing\n", "E105", 1),
        (read_sociomatrix, "", "E104", None),
        (read_two_mode_sociomatrix, "0 1\n1\n", "E218", 2),
        (read_neighbour_list, "\n*Vertices 3\n", "E113", 2),
        (read_neighbour_list, "graph [\n", "E113", 1),
        (read_neighbour_list, "<gexf>\n", "E113", 1),
    ],
)
def test_refused_by_line(read, text, code, line):
    problem = refusal(read, text)
    assert (problem.code, problem.line) == (code, line)
