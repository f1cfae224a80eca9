"""UCINET datasets: every layout its authors describe, and what is refused."""

import math
import struct

import pytest

from sna.errors import DataError
from sna.io.formats.ucinet import read_ucinet

VERSIONS = (4010, 4020, 5000, 6000, 6404, 6405)
KINDS = {4020: 1, 5000: 2, 6000: 3}


def text(label, version):
    if version in {4010, 4020}:
        return bytes([len(label)]) + label.encode().ljust(9 if version == 4010 else 19, b"\xff")
    letters = label.encode() if version == 5000 else label.encode("utf-16-le")
    return struct.pack("<H", len(letters)) + letters


def header(version=6404, kind=7, sizes=(2, 2), labels=(("a", "b"), ("a", "b")), title=b"a title"):
    start = {4010: b"", 6404: b"\x05V6404", 6405: b"\x05V6405"}.get(version, b"\x05DATE:")
    date = b"" if version == 4010 else struct.pack("<5H", 15, 7, 26, 1, KINDS.get(version, 3))
    dimensions = struct.pack(f"<{len(sizes)}{'i' if version >= 6404 else 'H'}", *sizes)
    given = bytes(int(bool(one)) for one in labels)
    names = b"".join(text(label, version) for one in labels for label in one)
    end = b"\x00" if version == 6405 else b""
    return (
        start
        + date
        + struct.pack("<BH", kind, len(sizes))
        + dimensions
        + bytes([len(title)])
        + title
        + given
        + names
        + end
    )


def single(*values):
    return struct.pack(f"<{len(values)}f", *values)


def refusal(head, data):
    with pytest.raises(DataError) as caught:
        read_ucinet(head, data, "care.##h")
    return caught.value.problems[0]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version(version):
    found = read_ucinet(header(version), single(0, 2.5, 1e38, 0), "care.##h")
    assert found.organisations.cells == (("a",), ("b",))
    (relation,) = found.relations
    assert relation.directed
    assert relation.ties.headings == ("from", "to", "weight")
    assert relation.ties.cells == (("a", "b", "2.5"), ("b", "a", ""))
    assert relation.ties.lines == (1, 2)
    assert found.set_aside == {"title of the data": 1}


@pytest.mark.parametrize(
    ("kind", "code", "values"),
    [
        (1, "B", (0, 255)),
        (3, "b", (0, -3)),
        (4, "H", (0, 65535)),
        (5, "h", (7, -7)),
        (6, "i", (70000, 0)),
        (9, "d", (0.1, 0)),
    ],
)
def test_every_way_to_store_a_value(kind, code, values):
    data = struct.pack(f"<{len(values)}{code}", *values)
    found = read_ucinet(header(kind=kind, sizes=(2, 1), labels=((), ())), data, "care.##h")
    assert found.relations[0].two_mode
    assert [float(row[2]) for row in found.relations[0].ties.cells] == [value for value in values if value]


def test_a_value_of_single_precision_stays_what_was_typed():
    found = read_ucinet(header(), single(0, 0.1, 3, 0), "care.##h")
    assert [row[2] for row in found.relations[0].ties.cells] == ["0.1", "3"]


def test_several_matrices_and_two_modes():
    head = header(sizes=(2, 2, 2), labels=((), ("a", "b"), ("one", "two")))
    found = read_ucinet(head, single(0, 1, 0, 0, 0, 0, 1, 0), "care.##h")
    assert [(r.name, r.ties.cells) for r in found.relations] == [("one", (("a", "b"),)), ("two", (("b", "a"),))]
    found = read_ucinet(header(labels=(("x", "y"), ("a", "b"))), single(0, 1, 1, 0), "care.##h")
    assert found.relations[0].ties.cells == (("a", "y"), ("b", "x"))
    assert found.events.cells == (("x",), ("y",))
    turned = read_ucinet(header(labels=(("B", "A"), ("a", "b"))), single(0, 1, 1, 0), "care.##h")
    assert turned.relations[0].ties.cells == (("a", "a"), ("b", "b"))
    assert not turned.relations[0].two_mode


@pytest.mark.parametrize(
    ("head", "data", "code"),
    [
        (b"", b"", "E104"),
        (b"DL n=2 data: 0 1 1 0", b"", "E113"),
        (b"\x05V7000" + bytes(40), b"", "E113"),
        (b"\x05V6404", b"", "E113"),
        (header()[:-3], single(0, 1, 1, 0), "E113"),
        (header(kind=11), single(0, 1, 1, 0), "E113"),
        (header(kind=99), single(0, 1, 1, 0), "E113"),
        (header(sizes=(0, 2), labels=((), ())), b"", "E113"),
        (header(sizes=(2**30, 2**30), labels=((), ())), b"", "E114"),
        (header(sizes=(10**6, 10**6), labels=((), ())), b"1234", "E218"),
        (header(sizes=(2,), labels=((),)), b"", "E113"),
        (header(), single(0, 1, 1), "E218"),
        (header(), single(0, 1, 1, 0, 0), "E218"),
        (header(), single(0, math.nan, 0, 0), "E316"),
        (header(), single(0, math.inf, 0, 0), "E316"),
        (header(4010) + b"more", single(0, 1, 1, 0), "E113"),
        (header(labels=(("a\x01", "b"), ())), single(0, 1, 1, 0), "E118"),
    ],
)
def test_refused(head, data, code):
    problem = refusal(head, data)
    assert (problem.code, problem.file) == (code, "care.##h")
    assert len(str(problem)) < 500


def test_old_labels_are_in_the_declared_encoding():
    head = header(5000).replace(b"\x01\x00a", b"\x01\x00\xe9")
    assert refusal(head, single(0, 1, 1, 0)).code == "E116"
    found = read_ucinet(head, single(0, 1, 1, 0), "care.##h", "cp1252")
    assert found.organisations.cells[0] == ("é",)
    longer = read_ucinet(header() + b"more", single(0, 1, 1, 0), "care.##h")
    assert longer.set_aside["bytes after the end of the header"] == 4
