"""Guards the file of names to approve: where it may lie, what it says, and that nothing is replaced by accident."""


def spoil(folder):
    (folder / "trust.csv").write_text("from,to\nA,Brich\nB,C\n")


def test_names_are_written_and_applied_when_approved(sna, small, tmp_path):
    spoil(small)
    ran = sna("check", small, "--names", tmp_path / "names.csv")
    assert ran.code == 3
    assert "--names FILE.csv" in ran.out
    written = (tmp_path / "names.csv").read_text()
    assert written.splitlines()[0] == "written,organisation,why,score,approve"
    assert "1 suggestion." in ran.err
    assert "save it as aliases.csv" in ran.err
    (small / "aliases.csv").write_text(written.rstrip("\n") + "yes\n")
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
