"""Guards that GML comes in whole, or is refused by name and line."""

from __future__ import annotations

import pytest

from sna.errors import DataError, UsageError
from sna.io.formats.gml import read_gml

AB = "node [ id 1 ]\nnode [ id 2 ]\n"


def read(body: str, **more: str):
    return read_gml(f"graph [\n{body}\n]\n".encode(), "net.gml", **more)


def problems(data: bytes | str, **more: str) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as refused:
        _ = read_gml(data, "net.gml", **more) if isinstance(data, bytes) else read(data, **more)
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in refused.value.problems)
    return [(problem.code, problem.line) for problem in refused.value.problems]


def test_ids_labels_weights_and_lists_are_read():
    net = read(
        'directed 1\nnode [ id 1 label "A &amp; E" address [ town "Leeds" post [ code "LS1" ] ] ]\n'
        'node [ id 2 graphics [ x 1.0 y 2.0 fill "#FF0000" ] ]\n# a remark [\n'
        "edge [ source 1 target 2 weight 2.5 id 7 ]"
    )
    assert net.organisations.headings == ("organisation", "name", "address.town", "address.post.code")
    assert net.organisations.cells == (("1", "A & E", "Leeds", "LS1"), ("2", "", "", ""))
    [relation] = net.relations
    assert relation.directed
    assert relation.ties.headings == ("from", "to", "weight", "id")
    assert relation.ties.cells == (("1", "2", "2.5", "7"),)
    assert (net.organisations.lines, relation.ties.lines) == ((3, 4), (6,))
    assert dict(net.set_aside) == {"drawings of nodes": 1}


def test_without_directed_ties_have_no_direction():
    assert not read(AB + "edge [ source 2 target 1 ]").relations[0].directed


def test_bare_words_are_values_as_gephi_writes_them():
    net = read("node [ id A ] node [ id B ] edge [ source B target A ]")
    assert net.relations[0].ties.cells == (("B", "A"),)


def test_ids_without_quotation_marks_may_hold_anything_but_blanks():
    net = read("node [ id 5a-3#x ]\n  # remark\nnode [ id #1 ]\nedge [ source 5a-3#x target #1 ]")
    assert net.relations[0].ties.cells == (("5a-3#x", "#1"),)


def test_values_of_edges_are_weights_unless_there_are_others_or_they_are_no_numbers():
    edges = "edge [ source 1 target 2 value 2.0 ]\nedge [ source 2 target 1 {} ]"
    assert read(AB + edges.format("value 1e-3")).relations[0].ties.column("weight") == ("2.0", "1e-3")
    assert read(AB + edges.format("")).relations[0].ties.column("weight") == ("2.0", "")
    assert read(AB + edges.format("weight 3")).relations[0].ties.headings == ("from", "to", "weight", "value")
    assert read(AB + edges.format('value "high"')).relations[0].ties.headings == ("from", "to", "value")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Caf&#233;", "Café"),
        ("Caf&#xE9;", "Café"),
        ("Caf&eacute;", "Café"),
        ("&quot;R&amp;D&quot; &lt;&gt; &apos;", '"R&D" <> \''),
        ("M&S; &nosuch; & co &#99999999;", "M&S; &nosuch; & co &#99999999;"),
        ("C:\\dir\\", "C:\\dir\\"),
        ("two\nlines", "two\nlines"),
        ("[ # ]", "[ # ]"),
    ],
)
def test_entities_are_characters_and_everything_else_stays(written, meant):
    assert read(f'node [ id 1 label "{written}" ]').organisations.cells == (("1", meant),)


def test_letters_beyond_ascii_need_their_encoding():
    text = 'graph [\nnode [ id 1 label "Café" ] ]'
    assert read_gml(text.encode(), "net.gml").organisations.cells == (("1", "Café"),)
    assert read_gml(b"\xef\xbb\xbf" + text.encode(), "net.gml").organisations.cells == (("1", "Café"),)
    assert problems(text.encode("latin-1")) == [("E116", 2)]
    assert read_gml(text.encode("latin-1"), "net.gml", encoding="latin-1").organisations.cells == (("1", "Café"),)
    assert problems(text.encode("utf-16")) == [("E116", 1)]
    with pytest.raises(UsageError, match="E603"):
        read_gml(text.encode(), "net.gml", encoding="no-such")


def test_what_stands_beside_the_network_is_counted():
    net = read_gml(b'Creator "me"\nVersion 1\ngraph [ label "G" node [ id 1 ] defaults [ colour "red" ] ]', "net.gml")
    assert dict(net.set_aside) == {"notes about the file": 2, "facts about the network as a whole": 2}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (AB + "edge [ source 1 target 3 ]", [("E401", 4)]),
        (AB + "edge [ source 1 ]", [("E301", 4)]),
        (AB + "node [ ]", [("E301", 4)]),
        (AB + "node [ id 2 ]", [("E303", 4)]),
        (AB + "edge [ source 1 target 2 target 1 ]", [("E113", 4)]),
        (AB + "edge [ source 1 target 2 weight NaN ]", [("E316", 4)]),
        (AB + "edge [ source 1 target 2 weight -inf ]", [("E316", 4)]),
        (AB + 'edge [ source 1 target 2 weight "1,5" ]', [("E319", 4)]),
        (AB + "edge [ source 1 target 2 ]\nedge [ source 1 target 2 directed 1 ]", [("E406", 5)]),
        ("directed 2\n" + AB, [("E113", 2)]),
        ("directed 0 directed 1\n" + AB, [("E113", 2)]),
        ("ntde [ id 1 ]", [("E113", 2)]),
        ("node [ id 1\ngraph [ node [ id 2 ] ] ]", [("E407", 3)]),
        ("node 5", [("E301", 2)]),
        ("comment 1", [("E105", None)]),
        (AB + "edge [ source 1 target 2target 3 ]", [("E113", 4)]),
        (AB + 'node [ id 3\nlabel "a \\" b" ]', [("E122", 5)]),
        ('node [ id 1 label "a&#7;b" ]', [("E118", 2)]),
        ('node [ id 1 label "a&#xD800;b" ]', [("E118", 2)]),
        ("node [ id ]", [("E113", 2)]),
        ("node [ id 1", [("E113", 1)]),
        ("node [ id 1 ] ] ]", [("E113", 2)]),
        ("node [ id 1 ]\n=", [("E113", 3)]),
    ],
)
def test_what_breaks_the_rules_is_refused_by_line(body, expected):
    assert problems(body) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("E104", None)]),
        (b"Version 1", [("E113", 1)]),
        (b"# only a remark", [("E113", 1)]),
        (b"graph 5", [("E113", 1)]),
        (b"directed 1\ngraph [ ]", [("E113", 1)]),
        (b"graph [ node [ id 1 ] ]\ngraph [ node [ id 1 ] ]", [("E407", 2)]),
        (b"graph [\n\x00 ]", [("E118", 2)]),
        (b"graph [" + b"\na [" * 200_000, [("E114", 101)]),
        (b'graph [ node [ id 1 label "' + b"a" * 1_000_001 + b'" ] ]', [("E114", 1)]),
        (b"PK\x03\x04", [("E106", None)]),
    ],
)
def test_other_files_are_refused(data, expected):
    assert problems(data) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_the_same(end):
    assert problems(f"graph [{end}node [ id 1 ]{end}node [ id 1 ] ]".encode()) == [("E303", 3)]
