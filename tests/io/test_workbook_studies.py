"""Guards that a workbook is a study like any other: settings in a sheet, sheets named as tables, the same measures."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib

import openpyxl
import pytest

import sna
from sna.errors import UsageError
from sna.io import bundled_studies, check_study, read_study, run_record
from sna.io.settings_sheet import as_toml

TIES = [["from", "to"], ["A", "B"], ["B", "C"]]


def converted(folder, path):
    """Write a folder of tables as one workbook, numbers and dates as typed cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for file in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(file.stem)
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                sheet.append([typed(cell) for cell in row])
    sheet = book.create_sheet("study")
    for line in (folder / "study.toml").read_text(encoding="utf-8").splitlines():
        key, equals, _ = line.partition(" = ")
        value = tomllib.loads(line)[key] if equals and not line.startswith("[") else None
        value = value.removesuffix(".csv") if isinstance(value, str) else value
        sheet.append([line.partition("=")[0].strip(), line.partition(" = ")[2] if isinstance(value, list) else value])
    book.save(path)


def typed(cell):
    for kind in (int, dt.date.fromisoformat):
        try:
            value = kind(cell)
        except ValueError:
            continue
        return value if str(value) == cell else cell
    return cell or None


@pytest.mark.parametrize("name", bundled_studies())
def test_a_study_as_one_workbook_gives_the_same_measures(tmp_path, name):
    converted(bundled_studies()[name], tmp_path / "book.xlsx")
    there, here = sna.load(name), sna.load(tmp_path / "book.xlsx")
    assert here.roster == there.roster
    assert here.snapshots == there.snapshots
    assert here.layers == there.layers
    assert here.contrasts == there.contrasts
    assert (here.title, here.cut_off, here.primary) == (there.title, there.cut_off, there.primary)
    for table, facts in there.tables.items():
        assert here.tables[table].frame.equals(facts.frame), table
    metric = "in_degree" if any(layer.directed for layer in there.layers.values()) else "degree"
    assert sna.measure(here, metric).equals(sna.measure(there, metric))


def test_settings_say_what_study_toml_says(book_of, deriving):
    settings = [
        ["[study]", None],
        ["title", "Our network"],
        ["cut_off", dt.date(2019, 4, 30)],
        ["# a remark", "not read"],
        [],
        ["[[snapshot]]"],
        ["name", 2018],
        ["from", "2018-01-01"],
        ["to", dt.date(2018, 12, 31)],
        ["[[snapshot]]"],
        ["name", None, "a row without a value is not set"],
        ["[groups]"],
        ["centre", "specialist, local"],
        ["[layer.help]"],
        ["from", "trust"],
        ["directed", False],
    ]
    listed = [["organisation", "centre"], ["A", "specialist"], ["B", "local"], ["C", "local"]]
    study = read_study(book_of(organisations=listed, study=settings), deriving=deriving)
    assert (study.title, study.cut_off) == ("Our network", dt.date(2019, 4, 30))
    assert study.snapshots.names == ("2018",)
    assert study.contrasts[0].groups == ("specialist", "local")
    assert study.layers["help"].directed is False


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ([["[study]"], ["titel", "x"]], "E602 study.xlsx sheet study line 2, column titel"),
        ([["[study]"], [], ["cut_off", "soon"]], "E603 study.xlsx sheet study line 3, column cut_off"),
        ([["[stud]"], ["title", "x"]], "E602 study.xlsx sheet study line 1, column stud"),
        ([["[tables]"], ["roles", "jobs.xlsx"]], "E101 study.xlsx sheet study line 2, column roles"),
        ([["[tables]"], ["roles", "Staf"]], "E215 study.xlsx"),
        ([["[layer.x]"], ["from", "nothing"]], "E101 study.xlsx sheet study line 2, column from"),
        ([["[study"], ["title", "x"]], "E601 study.xlsx sheet study line 1"),
    ],
)
def test_wrong_settings_are_placed_in_their_row(book_of, problems_of, settings, said):
    assert said in problems_of(book_of(study=settings))


@pytest.mark.parametrize(
    "text", ['a "quoted" word', "back\\slash", "[x]", "{x", "'", "true story", "a = b", "é\n2", "#1"]
)
def test_any_text_is_a_title(text):
    rows = {1: ["[study]", ""], 2: ["title", text]}
    assert tomllib.loads(as_toml(rows))["study"]["title"] == " ".join(text.split("\n"))


def test_a_table_may_have_a_sheet_of_another_name(book_of, deriving):
    settings = [["[tables]"], ["roles", "Staff list"], ["columns.roles", '{ person = "staff_no" }']]
    path = book_of(**{"Staff list": [["staff_no", "organisation"], ["p", "A"], ["p", "B"]], "study": settings})
    study = read_study(path, deriving=deriving)
    assert study.tables["roles"].file == "[study.xlsx]Staff list"
    assert len(study.tables["roles"]) == 2


def test_sheets_are_named_as_people_write_them(book_of, problems_of):
    assert problems_of(book_of(**{"MDT links": [["from organisation", "To"], ["A", "B"]]})) == []


@pytest.mark.parametrize(
    "declared",
    ['"job_plans.xlsx"', '"[job_plans.xlsx]Staff"', '"[job_plans.xlsx]Staff"\nhelp = "[job_plans.xlsx]trust"'],
)
def test_a_folder_may_name_a_workbook_or_a_sheet_of_one(tmp_path, book_of, deriving, declared):
    sheets = {"Staff": [["person", "organisation"], ["p", "A"], ["p", "B"]]}
    kept = {} if "]" in declared else {"trust": None, "organisations": None}
    book_of(name="job_plans.xlsx", **{**sheets, **kept})
    if kept:
        only_sheet(tmp_path / "job_plans.xlsx", "Staff")
        (tmp_path / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    (tmp_path / "study.toml").write_text(f"[tables]\nroles = {declared}\n")
    study = read_study(tmp_path, deriving=deriving)
    assert study.tables["roles"].file == "[job_plans.xlsx]Staff"


def only_sheet(path, name):
    book = openpyxl.load_workbook(path)
    for sheet in book.sheetnames:
        if sheet != name:
            book.remove(book[sheet])
    book.save(path)


def test_several_sheets_and_none_named_is_said_with_their_names(tmp_path, book_of, deriving):
    book_of(name="jobs.xlsx", first=TIES, second=TIES)
    (tmp_path / "study.toml").write_text('[tables]\nroles = "jobs.xlsx"\n')
    problem = next(p for p in check_study(tmp_path, deriving=deriving).problems if p.code == "E215")
    assert problem.value == "organisations, trust, first, second"


def test_a_folder_with_one_workbook_is_that_workbook(tmp_path, book_of, deriving):
    book_of(study=[["[study]"], ["title", "Our network"]])
    assert read_study(tmp_path, deriving=deriving).title == "Our network"


@pytest.mark.parametrize("mark", ["~$study.xlsx", ".~lock.study.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_read_as_it_was_saved(tmp_path, book_of, problems_of, mark):
    path = book_of()
    (tmp_path / mark).write_bytes(b"locked")
    assert problems_of(tmp_path) == problems_of(path) == ["W127 study.xlsx"]


def test_a_workbook_of_one_sheet_in_a_folder_is_named_after_its_file(tmp_path, book_of, deriving):
    book_of(name="roles.xlsx", Sheet1=[["person", "organisation"], ["p", "A"]])
    only_sheet(tmp_path / "roles.xlsx", "Sheet1")
    (tmp_path / "organisations.csv").write_text("organisation\nA\nB\n")
    (tmp_path / "trust.csv").write_text("from,to\nA,B\n")
    assert "roles" in read_study(tmp_path, deriving=deriving).tables


def test_two_sheets_with_the_same_rows_are_said(book_of, problems_of):
    assert problems_of(book_of(again=TIES)) == ["E126 study.xlsx sheet trust"]


def test_blank_sheets_and_sheets_for_people_are_passed_over(book_of, problems_of):
    assert problems_of(book_of(Sheet2=[], README=[["Read me"]], dictionary=[["table", "column"]])) == []


def test_a_sheet_of_something_else_is_said(book_of, problems_of):
    assert problems_of(book_of(budget=[["item", "cost"], ["tea", 3]])) == ["W204 study.xlsx sheet budget"]


def test_a_workbook_without_organisations_says_which_sheet_is_missing(tmp_path, deriving):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "trust"
    for row in TIES:
        book.worksheets[0].append(row)
    # With this sheet it is a study that was begun; a list of ties alone is a network of another program.
    for row in (["label", "date"], ["Merger", "2020-01-01"]):
        (book["timeline"] if "timeline" in book.sheetnames else book.create_sheet("timeline")).append(row)
    book.save(tmp_path / "study.xlsx")
    [problem] = check_study(tmp_path / "study.xlsx", deriving=deriving).problems
    assert (problem.code, problem.file) == ("E101", "study.xlsx")


def test_the_record_of_a_run_says_file_and_sheet(book_of, deriving):
    record = run_record(read_study(book_of(), deriving=deriving), command="measure", seed=None, options={})
    assert record["rows"]["trust"] == {"file": "study.xlsx", "sheet": "trust", "read": 2, "kept": 2, "set_aside": 0}
    assert list(record["inputs"]) == ["study.xlsx"]


def test_a_workbook_of_the_old_kind_is_no_study(tmp_path, deriving):
    (tmp_path / "study.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(UsageError, match=r"E107.*save it as \.xlsx"):
        read_study(tmp_path / "study.xls", deriving=deriving)
