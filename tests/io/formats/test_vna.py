"""VNA: nodes, attributes and relations as columns, and what is refused with its line."""

import pytest

from sna.errors import DataError
from sna.io.formats.vna import read_vna


def read(text):
    return read_vna(text.encode(), "net.vna")


def refusal(text):
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems[0]


def test_the_example_of_the_documentation():
    text = (
        "*node data\nID name gender age\nj101 joe male 56\nw067 wendy female 23\nb303 bill male 48\n"
        "*tie data\nfrom to strength\nj101 w067 1\nw067 j101 2\nj101 b303 1\nw067 b303 5\n"
    )
    found = read(text)
    assert found.organisations.headings == ("organisation", "name", "gender", "age")
    assert found.organisations.cells[1] == ("w067", "wendy", "female", "23")
    (relation,) = found.relations
    assert (relation.name, relation.directed) == ("strength", True)
    assert relation.ties.headings == ("from", "to", "weight")
    assert relation.ties.cells[3] == ("w067", "b303", "5")
    assert relation.ties.lines == (8, 9, 10, 11)


def test_columns_are_relations_and_a_zero_in_one_of_several_is_no_tie():
    found = read('*Tie data\nFROM TO friends "talks to" kind\na b 1 0 old\nb c 0 2.5 ""\nc a "" 1 new\n')
    friends, talks = found.relations
    assert found.organisations.column("organisation") == ("a", "b", "c")
    assert (friends.name, friends.ties.headings) == ("friends", ("from", "to", "weight", "kind"))
    assert friends.ties.cells == (("a", "b", "1", "old"), ("c", "a", "", "new"))
    assert (talks.name, talks.ties.cells) == ("talks to", (("b", "c", "2.5", ""), ("c", "a", "1", "new")))
    alone = read("*Tie data\nfrom to friends\na b 0\n")
    assert alone.relations[0].ties.cells == (("a", "b", "0"),)
    assert read("*Tie data\nfrom to\na b\n").relations[0].ties.headings == ("from", "to")


def test_commas_quotation_marks_and_sections_in_any_order():
    text = (
        '*Tie data\nfrom,to,trust\n"St Mary, W2",Royal,3\n*Node data\n"ID", "sector"\n'
        'Royal, "acute, large"\n"St Mary, W2",\n%odd,none\n*Tie properties\nfrom to color\nRoyal Royal 1\n'
    )
    found = read(text)
    assert found.organisations.headings == ("organisation", "sector")
    assert found.organisations.cells == (("Royal", "acute, large"), ("St Mary, W2", ""), ("%odd", "none"))
    assert found.relations[0].ties.cells == (("St Mary, W2", "Royal", "3"),)
    assert found.set_aside == {"drawing of ties": 1}


def test_drawing_is_counted_and_a_short_label_kept():
    properties = "*Node properties\nID x y color shortlabel team\n1 0.5 2 255 North red\n2 1 1 0 South blue\n"
    text = properties + "*Tie data\nfrom to w\n1 2 1\n"
    found = read(text)
    assert found.organisations.headings == ("organisation", "shortlabel", "team")
    assert found.organisations.cells == (("1", "North", "red"), ("2", "South", "blue"))
    assert found.set_aside == {"positions of nodes": 2, "shapes, colours and sizes of nodes": 2}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("from to\na b", "E113", 1),
        ("*Node data\nID\na", "E113", 1),
        ("*Tie data", "E113", 1),
        ("*Ego data\nID\na\n*Tie data\nfrom to\na b", "E113", 1),
        ("*Tie data\nsource target\na b", "E201", 2),
        ("*Node data\nname\na\n*Tie data\nfrom to\na b", "E201", 2),
        ("*Tie data\nfrom to w W\na b 1 2", "E202", 2),
        ("*Tie data\nfrom to w\na b", "E206", 3),
        ("*Tie data\nfrom to w\nSt Mary b 1", "E205", 3),
        ("*Tie data\nfrom to w\na b 1\nb a much", "E319", 4),
        ("*Tie data\nfrom to w\na b nan", "E316", 3),
        ('*Tie data\nfrom to w\n"" b 1', "E301", 3),
        ('*Tie data\nfrom to w\n"a b 1', "E122", 3),
        ('*Tie data\nfrom,to,w\n"a,b,1', "E122", 3),
        ("*Node data\nID\na\na\n*Tie data\nfrom to\na b", "E303", 4),
        ("*Tie data\nfrom to\na b\x00", "E118", 3),
    ],
)
def test_refused_by_line(text, code, line):
    problem = refusal(text)
    assert (problem.code, problem.line) == (code, line)
    assert len(str(problem)) < 500
