"""Guards that a hostile or damaged workbook is refused by name before it costs memory or time."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sna.io import check_study


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def codes(path: Path, deriving) -> set[str]:
    problems = check_study(path, deriving=deriving).problems
    for problem in problems:
        assert len(str(problem)) < 500
        assert "\n" not in str(problem)
        assert str(path.parent) not in str(problem)
    return {problem.code for problem in problems}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("kind", ["general", "external", "parameter", "bare"])
def test_document_types_and_entities_are_refused(book_of, deriving, part, kind):
    path = book_of()
    parts = parts_of(path)
    doctype = {
        "general": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        "external": b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "parameter": b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost/x"> %a;]>',
        "bare": b"<!DOCTYPE x>",
    }[kind]
    head, mark, rest = parts[part].partition(b"?>")
    parts[part] = head + mark + doctype + rest if mark else doctype + parts[part]
    packed(path, parts)
    assert "E112" in codes(path, deriving)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:\\evil.xml", "xl\\..\\evil"])
def test_parts_that_point_out_of_the_file_are_refused(book_of, deriving, name):
    path = book_of()
    packed(path, {**parts_of(path), name: b"<x/>"})
    assert "E111" in codes(path, deriving)


def test_links_in_the_container_are_refused(book_of, deriving):
    path = book_of()
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "E111" in codes(path, deriving)


def test_a_workbook_with_a_password_is_refused(tmp_path, deriving):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "study.xlsx").write_bytes(data)
    assert codes(tmp_path / "study.xlsx", deriving) == {"E108"}


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "E107"),
        ({"xl/vbaProject.bin": b""}, "E107"),
        ({"xl/workbook.bin": b""}, "E107"),
    ],
)
def test_other_kinds_under_this_name_are_told_apart(book_of, deriving, extra, code):
    path = book_of()
    packed(path, {**parts_of(path), **extra})
    assert code in codes(path, deriving)


def test_a_container_of_something_else_is_told_apart(tmp_path, deriving):
    packed(tmp_path / "study.xlsx", {"word/document.xml": b"<x/>", "_rels/.rels": b"<x/>"})
    assert codes(tmp_path / "study.xlsx", deriving) == {"E106"}


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_short_is_damaged(book_of, deriving, kept):
    path = book_of()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    assert codes(path, deriving) == {"E109"}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="2A"'),
        ("xl/worksheets/sheet1.xml", b'r="2"', b'r="99999999"'),
        ("xl/worksheets/sheet1.xml", b'r="2"', b'r="x"'),
        ("xl/worksheets/sheet1.xml", b't="inlineStr"><is><t>A</t></is>', b't="s"><v>999</v>'),
        ("xl/worksheets/sheet1.xml", b't="inlineStr"><is><t>A</t></is>', b"><v>one</v>"),
        ("_rels/.rels", b"xl/workbook.xml", b"xl/nothing.xml"),
    ],
)
def test_parts_that_break_the_format_are_damaged(book_of, deriving, part, old, new):
    path = book_of()
    parts = parts_of(path)
    assert old in parts[part]
    packed(path, {**parts, part: parts[part].replace(old, new)})
    assert "E109" in codes(path, deriving)


@pytest.mark.parametrize(("wrong", "code"), [(-40, "E110"), (600 << 20, "E110")])
def test_sizes_that_are_not_true_are_refused(book_of, deriving, wrong, code):
    path = book_of()
    size = len(parts_of(path)["xl/worksheets/sheet1.xml"])
    data = path.read_bytes()
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (size + wrong).to_bytes(4, "little")))
    assert codes(path, deriving) >= {code}


def test_no_flipped_byte_ends_in_anything_but_a_study_or_a_code(book_of, deriving):
    path = book_of()
    data = path.read_bytes()
    for at in range(0, len(data), 29):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        codes(path, deriving)


PIECES = (b"<", b'"', b"</c>", b'<c r="A1"><v>1</v></c>', b'<row r="1">', b' t="s"', b"\x00", b"\xff", b"1e999", b"nan")
ATTRIBUTES = (b"", b"0", b"-5", b"x", b"1048577", b"XFD1", b"e", b"d", b"str", b"inlineStr", b"utf-7", b"../../x")


def mutated(data: bytes, random: np.random.Generator) -> bytes:
    at = int(random.integers(len(data) + 1))
    quoted = [found.span() for found in re.finditer(rb'"[^"<>]*"', data)]
    match random.integers(3):
        case 0:
            return data[:at] + PIECES[random.integers(len(PIECES))] + data[at:]
        case 1:
            return data[:at] + data[at + int(random.integers(1, 40)) :]
        case _:
            start, end = quoted[random.integers(len(quoted))]
            return data[: start + 1] + ATTRIBUTES[random.integers(len(ATTRIBUTES))] + data[end - 1 :]


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_inside_its_parts_ends_in_anything_but_a_study_or_a_code(book_of, deriving, seed):
    random = np.random.Generator(np.random.PCG64(seed))
    path = book_of(study=[["[study]"], ["title", "x"]])
    parts = parts_of(path)
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    for _ in range(40):
        name = names[random.integers(len(names))]
        packed(path, {**parts, name: mutated(parts[name], random)})
        codes(path, deriving)


def test_a_damaged_sheet_is_not_said_to_be_missing(book_of, problems_of):
    path = book_of()
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    packed(path, {**parts, name: parts[name].replace(b"</sheetData>", b"")})
    assert problems_of(path) == ["E109 study.xlsx sheet organisations"]


def test_a_layer_of_a_damaged_sheet_is_not_said_to_be_made_from_nothing(book_of, problems_of):
    path = book_of(study=[["[layer.help]"], ["from", "trust"]])
    parts = parts_of(path)
    name = "xl/worksheets/sheet2.xml"
    packed(path, {**parts, name: parts[name].replace(b"</sheetData>", b"")})
    assert problems_of(path) == ["E109 study.xlsx sheet trust"]


def test_any_name_of_an_encoding_does_no_harm(book_of, problems_of):
    path = book_of()
    parts = parts_of(path)
    said = {n: b'<?xml version="1.0" encoding="inlineStr"?>' + d.partition(b"?>")[2] for n, d in parts.items()}
    head = {n: said[n] if d.startswith(b"<?xml") else d for n, d in parts.items()}
    assert head != parts
    packed(path, head)
    assert problems_of(path) == []


def test_text_in_sixteen_bits_is_read(book_of, problems_of):
    path = book_of()
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    packed(path, {**parts, name: parts[name].decode().encode("utf-16")})
    assert problems_of(path) == []


def test_more_than_memory_can_hold_is_refused(book_of, deriving, monkeypatch):
    monkeypatch.setattr("sna.io.sheet_cells.MOST_DISTINCT", 5)
    path = book_of(trust=[["from", "to", "weight"], *(["A", "B", number] for number in range(9))])
    assert "E901" in codes(path, deriving)


def test_a_far_row_costs_no_memory(book_of, deriving):
    def far(book):
        book["trust"]["A1000000"] = "A"
        book["trust"]["B1000000"] = "C"

    study = check_study(book_of(far), deriving=deriving).study
    assert study is not None
    assert study.tables["trust"].frame.index.tolist() == [2, 3, 1_000_000]
