"""Guards that a spelling is read as what somebody approved, and only then."""

import csv
from pathlib import Path

import pytest

import sna
from sna.errors import DataError
from sna.io import table_as_text

ORGANISATIONS = "organisation,name,parent\nR1H,Barts Health NHS Trust,\nRAL,Royal Free,R1H\nRKE,Whittington Health,\n"
DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "study"
    path.mkdir()
    (path / "organisations.csv").write_text(ORGANISATIONS)
    return path


def write_roles(folder, *organisations):
    rows = "".join(f"P{place // 2},{organisation}\n" for place, organisation in enumerate(organisations))
    (folder / "roles.csv").write_text(f"person,organisation\n{rows}")


def approve(folder, *, yes):
    names = sna.check(folder).names()
    chosen = names.assign(approve=["yes" if written in yes else "" for written in names["written"]])
    (folder / "aliases.csv").write_text(table_as_text(chosen, "csv"))
    return names


def test_approved_suggestions_give_the_network_of_the_right_ids(folder):
    write_roles(folder, "Barts", "RAL", "Whitington Health", "BARTS HEALTH", "RKE", "Barts")
    names = approve(folder, yes={"Barts", "Whitington Health", "BARTS HEALTH"})
    assert list(names.columns) == ["written", "organisation", "why", "score", "approve"]
    assert dict(zip(names["written"], names["organisation"], strict=True)) == {
        "Barts": "R1H",
        "BARTS HEALTH": "R1H",
        "Whitington Health": "RKE",
    }
    study = sna.load(folder)
    said = [p for p in study.problems if p.code == "W441"]
    assert [(p.file, p.line) for p in said] == [("roles.csv", 2)]
    assert "4 cells" in said[0].message
    network = study.network("roles")
    (folder / "aliases.csv").unlink()
    write_roles(folder, "R1H", "RAL", "RKE", "R1H", "RKE", "R1H")
    assert network == sna.load(folder).network("roles")


def test_nothing_is_applied_that_nobody_approved(folder):
    write_roles(folder, "Barts", "RAL")
    approve(folder, yes=set())
    with pytest.raises(DataError) as raised:
        sna.load(folder)
    assert {p.code for p in raised.value.problems if p.severity == "error"} == {"E401"}


def test_an_alias_reaches_parents_and_employers(folder):
    (folder / "organisations.csv").write_text(ORGANISATIONS.replace("Free,R1H", "Free,Barts"))
    (folder / "people.csv").write_text("person,employer\nP0,Barts\n")
    (folder / "aliases.csv").write_text("written,organisation,approve\nBarts,R1H,yes\n")
    write_roles(folder, "R1H", "RAL")
    study = sna.load(folder)
    assert study.tables["organisations"].frame["parent"].tolist() == [None, "R1H", None]
    assert study.tables["people"].frame["employer"].tolist() == ["R1H"]


def test_listed_twice_is_suggested_the_less_used_for_the_other(folder):
    (folder / "organisations.csv").write_text(f"{ORGANISATIONS}X,Barts Health,\n")
    write_roles(folder, "X", "RAL", "X", "RKE")
    names = sna.check(folder).names()
    assert names[["written", "organisation"]].to_numpy().tolist() == [["R1H", "X"]]
    assert "take the row of 'R1H' out of organisations.csv" in names["why"].iloc[0]
    (folder / "aliases.csv").write_text("written,organisation,approve\nR1H,X,yes\n")
    with pytest.raises(DataError, match="take its row out"):
        sna.load(folder)


def test_ids_a_spreadsheet_changed_and_names_in_place_of_ids(folder):
    (folder / "organisations.csv").write_text("organisation,name\n007,Alder\n9E4,Birch Trust\n")
    write_roles(folder, "7", "90000", "Alder", "9E4")
    names = sna.check(folder).names()
    found = dict(zip(names["written"], names["organisation"], strict=True))
    assert found == {"7": "007", "90000": "9E4", "Alder": "007"}


def test_suggestions_do_not_depend_on_the_order_of_rows(folder):
    rows = [*ORGANISATIONS.splitlines()[1:], "X,Barts Health,", "Y,barts health,", "Z,Royal Free,"]
    found = []
    for listed in (rows, rows[::-1]):
        (folder / "organisations.csv").write_text("\n".join(["organisation,name,parent", *listed, ""]))
        write_roles(folder, *("Royal Free", "Y", "Whitington Health", "X")[:: 1 if listed is rows else -1])
        found.append(sna.check(folder).names())
    assert found[0].equals(found[1])
    assert found[0].groupby("written")["organisation"].nunique().loc["Y"] == 1


def test_real_trusts_are_all_told_apart():
    if not (DATA / "nhs_trust_register").is_dir():
        pytest.skip("real data not present: nhs_trust_register")
    from sna.io.look_alike import look_alikes

    for file, column in (("nodes.csv", "name"), ("organisations_with_successors.csv", "Name")):
        with (DATA / "nhs_trust_register" / file).open(encoding="utf-8", newline="") as stream:
            names = sorted({row[column] for row in csv.DictReader(stream)})
        assert len(names) > 200
        assert look_alikes(names) == []


@pytest.fixture
def beside_a_workbook(tmp_path):
    """Make a workbook with a sheet of settings, and approved names beside it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (
        ("study", [("[study]", ""), ("title", "Of a workbook")]),
        ("organisations", [("organisation", "name"), ("A", "Alder"), ("B", "Birch"), ("C", "Cedar")]),
        ("trust", [("from", "to"), ("A", "B"), ("Birk", "C")]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    folder = tmp_path / "both"
    folder.mkdir()
    book.save(folder / "study.xlsx")
    (folder / "aliases.csv").write_text("written,organisation,approve\nBirk,B,yes\n")
    return folder


def test_approved_names_beside_a_workbook_are_read_with_its_settings(beside_a_workbook):
    study = sna.load(beside_a_workbook)
    assert study.title == "Of a workbook"
    [said] = [p for p in study.problems if p.code == "W441"]
    assert "'Birk' as 'B'" in said.value
    assert study.network("trust").m == 2


def test_approved_names_beside_a_workbook_given_alone_are_said_not_to_be_read(beside_a_workbook):
    with pytest.raises(DataError) as raised:
        sna.load(beside_a_workbook / "study.xlsx")
    assert [p.value for p in raised.value.problems if p.code == "E401"] == ["Birk"]
    [said] = [p for p in raised.value.problems if p.file == "aliases.csv"]
    assert (said.code, said.severity) == ("W204", "warning")
    assert "is not read with it" in said.message
    assert "sheet named aliases of study.xlsx" in said.hint
