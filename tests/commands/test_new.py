"""Guards that a new study runs as it is, can be filled in, and does not let its example pass for data."""

import csv
import datetime as dt
import shutil
import subprocess

import openpyxl
import pytest

import sna as tool
from sna.io.dictionary import MEANINGS
from sna.io.examples import EXAMPLES, MARK
from sna.io.template import USUAL
from sna.model.schema import TABLES

ALL = ",".join(TABLES)


def columns_of(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def put(sheet, row, **cells):
    for name, value in cells.items():
        sheet.cell(row, columns_of(sheet)[name]).value = value


def filled(path, target):
    """Fill a workbook in as a coordinator would, with ids that spreadsheets like to change."""
    book = openpyxl.load_workbook(path)
    for name in USUAL:
        book[name].delete_rows(2, 2)
    for row, (organisation, centre) in enumerate([("001", "specialist"), ("5E1", "local"), ("SEP-1", "local")], 2):
        put(book["organisations"], row, organisation=organisation, centre=centre)
    year = {"period_start": dt.date(2023, 1, 1), "period_end": dt.date(2023, 12, 31)}
    put(book["mdt_links"], 2, from_organisation="5E1", to_organisation="001", cases=14, kind="referral", **year)
    put(book["mdt_links"], 3, from_organisation="SEP-1", to_organisation="001", cases=9, kind="referral", **year)
    put(book["roles"], 2, person="p1", organisation="001", start=dt.date(2023, 1, 1), sessions=7.5)
    put(book["roles"], 3, person="p1", organisation="SEP-1", start=dt.date(2023, 3, 1))
    put(book["people"], 2, person="p1", profession="nurse")
    settings = book["study"]
    for row in settings.iter_rows(min_row=2):
        row[1].value = {"title": "Our network", "cut_off": dt.date(2023, 12, 31)}.get(row[0].value)
    for name in ("meetings", "attendance", "survey", "timeline"):
        book.remove(book[name])
    book.save(target)


@pytest.mark.parametrize("path", ["study.xlsx", "study"])
@pytest.mark.parametrize("tables", [(), ("--tables", ALL)])
def test_a_new_study_runs_as_it_is(sna, path, tables):
    made = sna("new", path, *tables)
    assert made.code == 0, made.err
    assert f"sna check {path}" in made.out
    checked = sna("check", path, "--format", "csv")
    assert checked.code == 0, checked.out
    rows = list(csv.DictReader(checked.out.splitlines()))
    names = ALL.split(",") if tables else USUAL
    said = {row["sheet"] or row["file"].removesuffix(".csv") for row in rows if row["code"] == "W222"}
    # The list of those who opted out is applied, and then gone: nothing shows it.
    assert said == set(names) - {"opt_out"}
    measured = sna("measure", path, "--format", "csv")
    assert measured.code == 0
    assert "EXAMPLE-A" in measured.out
    assert "outside every snapshot" not in sna("check", path).out


def test_a_new_workbook_and_a_new_folder_hold_the_same(sna, tmp_path):
    sna("new", "book.xlsx", "--tables", ALL)
    sna("new", "folder", "--tables", ALL)
    book, folder = tool.load(tmp_path / "book.xlsx"), tool.load(tmp_path / "folder")
    assert set(book.tables) == set(TABLES) - {"opt_out"}
    for name, facts in folder.tables.items():
        assert book.tables[name].frame.equals(facts.frame), name


def test_a_workbook_that_was_filled_in_runs(sna, tmp_path):
    sna("new", "study.xlsx")
    filled(tmp_path / "study.xlsx", tmp_path / "ours.xlsx")
    runs(sna, tmp_path / "ours.xlsx")


def runs(sna, path):
    checked = sna("check", path, "--format", "csv")
    assert checked.code == 0, checked.out
    assert "W222" not in checked.out
    study = tool.load(path)
    assert study.title == "Our network"
    assert study.cut_off == dt.date(2023, 12, 31)
    assert study.roster.ids == ("001", "5E1", "SEP-1")
    assert list(study.layers) == ["roles", "mdt_links"]
    scores = tool.measure(study, "in_strength", layer="mdt_links").set_index("organisation")["value"]
    assert scores["001"] == 23
    report = sna("report", path, "--out", "report")
    assert report.code == 0, report.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_that_another_program_saved_runs(sna, tmp_path):
    sna("new", "study.xlsx")
    filled(tmp_path / "study.xlsx", tmp_path / "ours.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", "saved", "ours.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )
    runs(sna, tmp_path / "saved" / "ours.xlsx")


def test_a_folder_that_was_filled_in_runs(sna, tmp_path):
    sna("new", "study", "--tables", "mdt_links")
    assert {path.name for path in (tmp_path / "study").iterdir()} == {
        "organisations.csv",
        "mdt_links.csv",
        "study.toml",
        "README.md",
    }
    for name, rows in (("organisations", "A\nB\n"), ("mdt_links", "A,B,,,3\n")):
        path = tmp_path / "study" / f"{name}.csv"
        header = path.read_text().splitlines()[0]
        width = header.count(",")
        lines = [row + "," * (width - row.count(",")) for row in rows.split()]
        path.write_text("\n".join([header, *lines]) + "\n")
    assert sna("check", "study", "--strict").code in {0, 3}
    assert "W222" not in sna("check", "study").out
    assert tool.load(tmp_path / "study").network("mdt_links").m == 1


def test_settings_of_a_new_folder_are_valid_when_they_are_used(sna, tmp_path):
    sna("new", "study")
    path = tmp_path / "study" / "study.toml"
    lines = [
        line[2:] if line.startswith("# ") and (" = " in line or "[" in line[:4]) else line
        for line in path.read_text().splitlines()
    ]
    # Both say otherwise what something else says already: named snapshots, and a column of questions.
    instead = ("snapshots =", "questions =")
    path.write_text("\n".join(line for line in lines if not line.startswith(instead)))
    checked = sna("check", "study")
    assert checked.code == 0, checked.out
    study = tool.load(tmp_path / "study")
    assert study.snapshots.names == ("before", "after")
    assert study.title == "Our network"


def test_the_examples_beside_the_settings_are_valid_when_they_are_used(sna, tmp_path):
    sna("new", "study.xlsx")
    book = openpyxl.load_workbook(tmp_path / "study.xlsx")
    for row in book["study"].iter_rows(min_row=2):
        if row[0].value not in {"snapshots", "questions"}:
            row[1].value = row[3].value
    book.save(tmp_path / "study.xlsx")
    checked = sna("check", "study.xlsx")
    assert checked.code == 0, checked.out
    study = tool.load(tmp_path / "study.xlsx")
    assert study.snapshots.names == ("before", "after")
    assert study.contrasts[0].groups == ("specialist", "local")
    assert (study.primary, study.policy, study.cut_off) == ("in_degree", "all", dt.date(2024, 12, 31))


def test_what_is_there_is_not_replaced_unasked(sna):
    for path in ("study.xlsx", "study"):
        assert sna("new", path).code == 0
        refused = sna("new", path)
        assert refused.code == 6
        assert "E610" in refused.err
        assert sna("new", path, "--overwrite").code == 0


def test_the_same_bytes_every_time(sna, tmp_path):
    sna("new", "one.xlsx")
    sna("new", "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_an_unknown_table_is_answered_with_the_nearest(sna):
    ran = sna("new", "study.xlsx", "--tables", "meeting")
    assert ran.code == 2
    assert "Did you mean 'meetings'?" in ran.err


def format_of(sheet, at):
    """Return the format of a whole column, which a file may state for several columns at once."""
    return next(d.number_format for d in sheet.column_dimensions.values() if d.min <= at <= d.max)


@pytest.mark.parametrize("path", ["study.xls", "study.ods", "study.csv", "study.toml"])
def test_a_new_study_is_a_workbook_or_a_folder(sna, tmp_path, path):
    ran = sna("new", path)
    assert ran.code == 2
    assert ".xlsx" in ran.err
    assert not (tmp_path / path).exists()


def test_what_was_read_is_shown_by_file_and_sheet(sna):
    sna("new", "study.xlsx")
    shown = sna("check", "study.xlsx").out
    assert "study.xlsx sheet roles line 2, column person" in shown
    assert any(line.split()[:3] == ["roles", "study.xlsx", "roles"] for line in shown.splitlines())


def test_a_result_may_lie_beside_the_workbook_but_never_replace_it(sna, tmp_path):
    sna("new", "study.xlsx")
    before = (tmp_path / "study.xlsx").read_bytes()
    assert sna("measure", "study.xlsx", "in_degree", "--out", "scores.csv").code == 0
    refused = sna("measure", "study.xlsx", "in_degree", "--out", "study.xlsx", "--overwrite")
    assert refused.code == 6
    assert "E609" in refused.err
    assert (tmp_path / "study.xlsx").read_bytes() == before


def test_lists_are_offered_and_ids_are_text(sna, tmp_path):
    sna("new", "study.xlsx", "--tables", ALL)
    book = openpyxl.load_workbook(tmp_path / "study.xlsx")
    assert book.sheetnames[0] == "README"
    for name, table in TABLES.items():
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        offered = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
        for at, column in enumerate(table.columns, 1):
            cell = sheet.cell(1, at)
            assert (cell.value, cell.font.bold) == (column.name, True)
            rule = offered[f"{cell.column_letter}2"]
            assert rule.prompt
            for choice in column.choices:
                assert choice in rule.formula1
            if column.kind == "id":
                assert format_of(sheet, at) == "@"


def test_the_dictionary_has_every_column(sna, tmp_path):
    sna("new", "study.xlsx", "--tables", ALL)
    sheet = openpyxl.load_workbook(tmp_path / "study.xlsx")["dictionary"]
    listed = {(row[0], row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert listed == {(name, column.name) for name, table in TABLES.items() for column in table.columns}
    assert all(row[3] for row in sheet.iter_rows(min_row=2, values_only=True))


def test_what_is_said_of_columns_is_said_of_columns_that_exist():
    known = {f"{name}.{column.name}" for name, table in TABLES.items() for column in table.columns}
    assert set(MEANINGS) <= known


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_an_example_that_shows_itself(name):
    for row in EXAMPLES[name]:
        assert set(row) <= {column.name for column in TABLES[name].columns}
        assert any(cell.startswith(MARK) for cell in row.values())
