"""Guards the file of names to approve: where it may lie, what it says, and that nothing is replaced by accident."""

import csv

import openpyxl


def spoil(folder):
    (folder / "trust.csv").write_text("from,to\nA,Brich\nB,C\n")


def test_names_are_written_and_applied_when_approved(sna, small, tmp_path):
    spoil(small)
    ran = sna("check", small, "--names", tmp_path / "names.csv")
    assert ran.code == 3
    assert "--names FILE.csv" in ran.out
    written = (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0] == "written,organisation,why,score,approve"
    assert "1 suggestion." in ran.err
    assert "save it as aliases.csv" in ran.err
    (small / "aliases.csv").write_text(written.rstrip("\n") + "yes\n", encoding="utf-8-sig")
    ran = sna("check", small)
    assert ran.code == 0
    assert "W441" in ran.out


def test_names_go_neither_among_the_tables_nor_over_a_file(sna, small, tmp_path):
    spoil(small)
    assert sna("check", small, "--names", small / "aliases.csv").code == 6
    assert sna("check", small, "--names", tmp_path / "names.txt").code == 2
    (tmp_path / "names.csv").write_text("mine")
    assert sna("check", small, "--names", tmp_path / "names.csv").code == 6
    assert (tmp_path / "names.csv").read_text() == "mine"
    assert sna("check", small, "--names", tmp_path / "names.csv", "--overwrite").code == 3


def test_no_names_alike_is_a_file_without_rows(sna, small, tmp_path):
    ran = sna("check", small, "--names", tmp_path / "names.csv")
    assert ran.code == 0
    assert "0 suggestions" in ran.err
    assert len((tmp_path / "names.csv").read_text().splitlines()) == 1


def test_names_are_written_as_the_files_of_the_study_are_and_read_back(sna, tmp_path):
    folder = tmp_path / "german"
    folder.mkdir()
    toml = '[read]\ndelimiter = ";"\nencoding = "cp1252"\ndecimal = ","\n'
    (folder / "study.toml").write_text(toml)
    (folder / "organisations.csv").write_bytes("organisation;name\nA;Köln Süd\nB;Birch\n".encode("cp1252"))
    (folder / "trust.csv").write_bytes("from;to\nKöln Sud;B\nB;A\n".encode("cp1252"))
    ran = sna("check", folder, "--names", tmp_path / "n.csv")
    assert "1 suggestion." in ran.err
    rows = (tmp_path / "n.csv").read_bytes().decode("cp1252").splitlines()
    assert rows[0] == "written;organisation;why;score;approve"
    (folder / "aliases.csv").write_text("\n".join([rows[0], f"{rows[1]}yes"]), encoding="cp1252")
    ran = sna("check", folder)
    assert ran.code == 0, ran.out
    assert "'Köln Sud' as 'A'" in ran.out


def test_names_of_a_plain_study_have_the_mark_by_which_spreadsheets_know_utf_8(sna, small, tmp_path):
    spoil(small)
    sna("check", small, "--names", tmp_path / "n.csv")
    assert (tmp_path / "n.csv").read_bytes().startswith(b"\xef\xbb\xbfwritten,")


def test_names_of_a_workbook_go_into_a_sheet_of_it(sna, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisations"
    for row in (("organisation", "name"), ("A", "Alder"), ("B", "Birch")):
        sheet.append(row)
    ties = book.create_sheet("trust")
    for row in (("from", "to"), ("A", "Brich"), ("Kestrel", "A"), ("Ashford", "A")):
        ties.append(row)
    book.save(tmp_path / "alliance.xlsx")
    ran = sna("check", tmp_path / "alliance.xlsx", "--names", tmp_path / "n.csv")
    assert "into a sheet named aliases of alliance.xlsx" in ran.err
    assert "aliases.csv" not in ran.err
    assert "No suggestion for: Ashford, Kestrel." in ran.err
    rows = list(csv.reader((tmp_path / "n.csv").read_text(encoding="utf-8-sig").splitlines()))
    sheet = book.create_sheet("aliases")
    for row in (rows[0], [*rows[1][:-1], "yes"]):
        sheet.append(row)
    book.save(tmp_path / "alliance.xlsx")
    assert "'Brich' as 'B'" in sna("check", tmp_path / "alliance.xlsx").out


def test_the_name_of_an_organisation_under_organisation_is_answered_with_its_id(sna, small):
    spoil(small)
    (small / "aliases.csv").write_text("written,organisation,approve\nBrich,Birch,yes\n")
    out = sna("check", small).out
    assert "Write its id: B." in out
    assert "add it there" not in out.split("aliases.csv line 2")[1].splitlines()[0]


def test_a_cross_under_approve_is_answered_with_what_to_write(sna, small):
    spoil(small)
    (small / "aliases.csv").write_text("written,organisation,approve\nBrich,B,x\n")
    assert "Write yes, or leave it blank." in sna("check", small).out
