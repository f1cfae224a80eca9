"""Guards what becomes of the cells of a workbook: typed ones plain and exact, text as it is, rows with their lines."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sna.io import read_study
from sna.io.raw_table import Opening
from sna.io.text_table import Reading
from sna.io.workbook_file import open_workbook


def cells(path: Path, sheet: str = "trust") -> list[list[str]]:
    found: list = []
    opened = open_workbook(Opening(path, path.name, Reading()), found)
    assert found == []
    table = opened[sheet].rows(found)
    assert table is not None
    rows = [[column.values[code] for column, code in zip(table.columns, row, strict=True)] for row in _codes(table)]
    return [list(opened[sheet].headings()), *rows]


def _codes(table):
    return np.stack([column.codes for column in table.columns], axis=1).tolist()


def test_typed_cells_are_written_plainly(book_of):
    row = [dt.date(2019, 4, 30), dt.datetime.fromisoformat("2019-04-30T14:15"), dt.time(9, 5), 12.0, 0.1, True, False]
    path = book_of(trust=[["day", "moment", "time", "whole", "part", "yes", "no"], row])
    assert cells(path)[1] == ["2019-04-30", "2019-04-30 14:15", "09:05", "12", "0.1", "yes", "no"]


def test_dates_of_the_other_calendar_are_the_same_days(book_of):
    def from_1904(book):
        book.epoch = CALENDAR_MAC_1904

    path = book_of(
        from_1904, trust=[["day", "other"], [dt.date(2019, 4, 30), dt.datetime.fromisoformat("1904-01-02T12:00")]]
    )
    assert cells(path)[1] == ["2019-04-30", "1904-01-02 12:00"]


def test_text_stays_text_whatever_it_looks_like(book_of):
    words = ["5E1", "001", "NA", "TRUE", "1,5", "03/04/2016", "=1+1", "\u00e9 & <x>"]

    def as_text(book):
        for cell in book["trust"][2]:
            cell.data_type = "s"

    path = book_of(as_text, trust=[[f"c{n}" for n in range(len(words))], words])
    assert cells(path)[1] == words


def test_numbers_shown_with_zeros_in_front_keep_them(book_of):
    def padded(book):
        book["trust"]["A2"].number_format = "000"

    assert cells(book_of(padded, trust=[["id", "n"], [7, 7]]))[1] == ["007", "7"]


@pytest.mark.parametrize(
    ("shown", "number", "plain"),
    [
        ("dd/mm/yyyy", 43585, "2019-04-30"),
        ("[$-809]d mmmm yyyy;@", 43585, "2019-04-30"),
        ("mmm-yy", 43585, "2019-04-30"),
        ("h:mm AM/PM", 0.75, "18:00"),
        ("[h]:mm", 1.5, "36:00"),
        ("[h]:mm:ss", 0.50001, "12:00:01"),
        ("0%", 0.25, "0.25"),
        ('0 "days"', 3, "3"),
        ("#,##0.00", 1234.5, "1234.5"),
        ("yyyy-mm-dd", 1e12, "1000000000000"),
        ("dd/mm/yyyy", 59, "1900-02-28"),
        ("dd/mm/yyyy", 61, "1900-03-01"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(tmp_path, shown, number, plain):
    with xlsxwriter.Workbook(tmp_path / "study.xlsx") as book:
        sheet = book.add_worksheet("trust")
        sheet.write_string(0, 0, "value")
        sheet.write_number(1, 0, number, book.add_format({"num_format": shown}))
    assert cells(tmp_path / "study.xlsx")[1] == [plain]


def test_formulas_are_read_as_their_values(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "study.xlsx") as book:
        sheet = book.add_worksheet("trust")
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, '="x"&"y"', None, "xy")
        sheet.write_formula(1, 2, "=1=1", None, True)
    assert cells(tmp_path / "study.xlsx")[1] == ["2", "xy", "yes"]


def test_text_that_looks_like_an_escape_is_what_was_typed(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "study.xlsx") as book:
        book.add_worksheet("trust").write_column(0, 0, ["name", "a_x0041_b"])
    assert cells(tmp_path / "study.xlsx")[1] == ["a_x0041_b"]


def test_rich_text_is_joined_and_its_pronunciation_left_out(tmp_path):
    path = tmp_path / "study.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("trust").write_column(0, 0, ["name", "PLACE"])
    rich = b"<si><r><t>Al</t></r><r><t>der</t></r><rPh sb='0' eb='1'><t>oo</t></rPh></si>"
    rewrite(path, "xl/sharedStrings.xml", b"<si><t>PLACE</t></si>", rich)
    assert cells(path)[1] == ["Alder"]


def test_text_inside_the_sheet_is_read_like_shared_text(tmp_path):
    path = tmp_path / "study.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("trust").write_column(0, 0, ["name", 7])
    rewrite(path, "xl/worksheets/sheet1.xml", b'<c r="A2"><v>7</v>', b'<c r="A2" t="inlineStr"><is><t>5E1</t></is>')
    assert cells(path)[1] == ["5E1"]


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Exchange bytes in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_lines_are_the_rows_of_the_sheet_and_gaps_are_counted(book_of, deriving):
    path = book_of(trust=[["from", "to"], ["A", "B"], [], [], ["B", "C"]])
    study = read_study(path, deriving=deriving)
    assert study.tables["trust"].frame.index.tolist() == [2, 5]
    assert study.tables["trust"].rows_blank == 2
    assert [(p.code, p.sheet, p.line) for p in study.problems if p.code == "W207"] == [("W207", "trust", 3)]


def test_formatted_rows_without_end_are_not_read(tmp_path):
    path = tmp_path / "study.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("trust")
        sheet.write_row(0, 0, ["from", "to"])
        sheet.write_row(1, 0, ["A", "B"])
        for row in (500, 1_048_575):
            sheet.write_blank(row, 0, None, book.add_format({"bold": True}))
            sheet.write_blank(row, 16_383, None, book.add_format({"bold": True}))
    assert cells(path) == [["from", "to"], ["A", "B"]]


@pytest.mark.parametrize("claimed", [b"A1:XFD1048576", b"A1", b"nonsense"])
def test_the_size_a_sheet_claims_to_have_is_not_believed(tmp_path, claimed):
    path = tmp_path / "study.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("trust").write_row(0, 0, ["from", "to"])
        book.worksheets()[0].write_row(1, 0, ["A", "B"])
    rewrite(path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:B2"', b'<dimension ref="' + claimed + b'"')
    assert cells(path) == [["from", "to"], ["A", "B"]]


def test_every_cell_is_what_openpyxl_reads(book_of):
    random = np.random.Generator(np.random.PCG64(1))
    numbers = [[float(random.normal()) * 10.0 ** int(random.integers(-8, 12)) for _ in range(4)] for _ in range(50)]
    path = book_of(trust=[["a", "b", "c", "d"], *numbers])
    read = openpyxl.load_workbook(path)["trust"]
    assert [[float(cell) for cell in row] for row in cells(path)[1:]] == [list(r) for r in read.values][1:]


def test_a_workbook_saved_in_the_strict_form_of_the_standard_is_read(tmp_path, book_of):
    path = book_of(trust=[["from", "to"], ["A", 5]])
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "strict.xlsx", "w") as archive:
        for name, data in parts.items():
            for old, new in strict.items():
                data = data.replace(old, new)  # noqa: PLW2901 - one exchange after the other
            archive.writestr(name, data)
    assert cells(tmp_path / "strict.xlsx") == [["from", "to"], ["A", "5"]]
