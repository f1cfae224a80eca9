"""Guards that no damage to a network file ends in anything but a whole network or a documented problem."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sna.codes import CODES
from sna.errors import DataError
from sna.io.formats.dl import read_dl
from sna.io.formats.gdf import read_gdf
from sna.io.formats.multinet import read_multinet
from sna.io.formats.network_file import NetworkFile
from sna.io.formats.pajek import read_pajek
from sna.io.formats.sociomatrix import read_neighbour_list, read_sociomatrix, read_two_mode_sociomatrix
from sna.io.formats.ucinet import read_ucinet
from sna.io.formats.vna import read_vna

HEAD = b"\x05V6404\x10\x00\x06\x00\x04\x00\x07\x00\x03\x00\x07\x03\x00" + b"\x02\x00\x00\x00" * 2
HEAD += b"\x01\x00\x00\x00\x02hi\x01\x01\x01" + b"\x02\x00a\x00\x02\x00b\x00" * 2 + b"\x04\x00m\x001\x00"
DATA = b"\x00\x00\x00\x00\x00\x00\x80?\x99v\x96~\x00\x00 A"
OLD = b"\x07\x02\x00\x02\x00\x02\x00\x00\x01\x01" + (b"\x01a" + bytes(8) + b"\x01b" + bytes(8)) * 2


def read_pair(data, file, encoding):
    head, _, values = data.partition(b"||||")
    return read_ucinet(head, values, file, encoding)


FILES = [
    (
        read_dl,
        (
            b'DL n=3, nm=2 format=fullmatrix\nlabels:\na,"b b",c\nmatrix labels: x y\ndata:\n0 1 na\n'
            b"2 0 0\n0 0 1\n0 1 0 0 0 1 1 1 0"
        ),
    ),
    (read_dl, b"dl nr=2 nc=3 format=edgelist2 labels embedded\ndata:\na x 2\nb y\nb z .5\n"),
    (read_dl, b"dl n=3 format=lowerhalf diagonal=absent labels embedded\ndata:\na\nb 1\nc 0 4"),
    (read_dl, b"dl n=3 nm=2 format=edgelist1\ndata:\n1 2 3\n!\n2 3\n"),
    (read_dl, b"dl n=3 format=nodelist1b data:\n1 2\n0\n2 1 3"),
    (read_dl, b"dl n=2 nm=2 format=edgearray1 row labels: a b col labels: b a\ndata:\n1 2 3 0\n"),
    (
        read_pajek,
        (
            b'*Network n\n*Vertices 3\n1 "a" 0.1 0.2 box ic Red [1-2]\n2 "b"\n*Arcs :1 "x"\n'
            b'1 2 1.5 l "t"\n*Edges :2\n1: 2 3\n'
        ),
    ),
    (
        read_pajek,
        (
            b'*Vertices 4 2\n1 "a"\n2 "b"\n*Matrix\n0 1\n2 0\n*Partition p\n*Vertices 4\n1\n2\n3\n4\n'
            b"*Cluster\n*Vertices 1\n1\n"
        ),
    ),
    (
        read_pajek,
        (b"*Vertices 3\n*Edgeslist\n1 2 3\n*Network m\n*Vertices 3\n*Arcslist\n3 1\n*Vector\n*Vertices 3\n.5\n1\n2\n"),
    ),
    (
        read_vna,
        (
            b'*Node data\nID s\na 1\n"b b" 2\n*Node properties\nID x y shortlabel\na 1 2 A\n*Tie data\n'
            b'from to w kind\na "b b" 2 k\n'
        ),
    ),
    (read_vna, b"*Tie data\nfrom,to,u,v\na,b,1,0\nb,c,,2\n"),
    (
        read_gdf,
        (
            b"nodedef>name VARCHAR,label VARCHAR(8) default 'x',x DOUBLE\na,'A, b',1\nb,,2\n"
            b"edgedef>node1,node2,directed,weight\na,b,true,2\nb,a,false,\n"
        ),
    ),
    (
        read_multinet,
        (
            b"#TYPE\nmultiplex\n#ACTOR ATTRIBUTES\ns,STRING\n#EDGE ATTRIBUTES\nx,weight,NUMERIC\n"
            b"#LAYERS\nx,UNDIRECTED\n#ACTORS\na,1\nb,2\n#VERTICES\na,x\n#EDGES\na,b,x,2\nb,a,x,2\n"
        ),
    ),
    (read_sociomatrix, b"# a b\n0 1\n2,0\n"),
    (read_two_mode_sociomatrix, b"0 1 2\n1 0 0\n"),
    (read_neighbour_list, b"a b c\nb a\n"),
    (read_pair, HEAD + b"||||" + DATA),
    (read_pair, OLD + b"||||" + DATA),
]
PIECES = st.one_of(
    st.sampled_from(
        [b'"', b"*", b"\n", b"\r", b" ", b",", b"=", b":", b"[", b"]", b"'", b"#", b"%", b"\x00", b"\xff", b"\xe9"]
    ),
    st.sampled_from(
        [b"0", b"-1", b"999999999999", b"1e999", b"nan", b"1E38", b"NA", b"data:", b"labels", b"*Arcs", b"!"]
    ),
    st.sampled_from(["é".encode(), "\u2028".encode(), "Ⅳ²٣".encode(), b"\xef\xbb\xbf", b"\x1a"]),
    st.binary(max_size=6),
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), max_size=5)


def damaged(data, edits):
    for where, gone, piece in edits:
        at = round(where * len(data))
        data = data[:at] + piece + data[at + gone :]
    return data


def check(found):
    assert isinstance(found, NetworkFile)
    organisations, events = (
        rows.cells and [row[0] for row in rows.cells] for rows in (found.organisations, found.events)
    )
    assert len(set(organisations)) == len(organisations)
    assert len(set(events)) == len(events)
    assert all(organisations)
    names = [relation.name for relation in found.relations]
    assert names
    assert len(set(names)) == len(names)
    for relation in found.relations:
        headings = relation.ties.headings
        assert headings[:2] == ("from", "to")
        assert "weight" not in headings[3:]
        assert {row[0] for row in relation.ties.cells} <= set(organisations)
        assert {row[1] for row in relation.ties.cells} <= set(events if relation.two_mode else organisations)
        assert all(line >= 1 for line in relation.ties.lines)
        if "weight" in headings:
            assert all(row[2] == "" or math.isfinite(float(row[2])) for row in relation.ties.cells)
    assert all(count > 0 for count in found.set_aside.values())


def outcome(read, data, encoding="utf-8"):
    """Return the code of the problem, or ``""``."""
    try:
        check(read(data, "net", encoding))
    except DataError as error:
        (problem,) = error.problems
        assert problem.code in CODES
        assert problem.file == "net"
        assert len(str(problem)) < 500
        assert "\n" not in str(problem)
        return problem.code
    return ""


@pytest.mark.parametrize("nth", range(len(FILES)))
def test_the_files_are_whole_before_they_are_damaged(nth):
    read, data = FILES[nth]
    assert outcome(read, data) == ""


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FILES), EDITS, st.sampled_from(["utf-8", "utf-8", "utf-8", "cp1252", "utf-16"]))
def test_damage_is_reported_and_never_a_crash(file, edits, encoding):
    read, data = file
    outcome(read, damaged(data, edits), encoding)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FILES), st.sampled_from(FILES), st.floats(0, 1), st.floats(0, 1))
def test_two_files_cut_into_one(one, other, first, second):
    read, start = one
    _, end = other
    outcome(read, start[: round(first * len(start))] + end[round(second * len(end)) :])


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FILES), st.binary(max_size=200))
def test_bytes_of_no_meaning(file, data):
    read, _ = file
    outcome(read, data)


@pytest.mark.parametrize(
    "encoding", ["latin-99", "rot13", "base64", "idna", "undefined", "unicode_escape", "zlib", "\x00"]
)
def test_an_encoding_that_is_none(encoding):
    for read, data in FILES[:-2]:
        assert outcome(read, data, encoding) in {"", "E116", "E113", "E104"}
