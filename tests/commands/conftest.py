"""Run the command line as a user does: arguments in, exit code and what was printed out."""

import pytest
from command_line import runner


@pytest.fixture
def sna(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)


@pytest.fixture
def small(tmp_path):
    """Make a study folder that is right; a test spoils it."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "organisations.csv").write_text(
        "organisation,name,centre\nA,Alder,specialist\nB,Birch,local\nC,Cedar,local\n"
    )
    (folder / "referrals.csv").write_text("from,to,weight\nB,A,3\nC,A,2\nA,B,1\n")
    return folder
