"""Guards that no name in study.toml, and no link, leads to a file outside the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from sna.derive import DERIVING
from sna.io import check_study

TABLE = "from,to\nA,B\nSECRET,B\n"
NAMES = (
    "../ties.csv",
    "sub/../../ties.csv",
    "./../ties.csv",
    "/etc/ties.csv",
    "//server/share/ties.csv",
    "~/ties.csv",
    "~root/ties.csv",
    "C:/ties.csv",
    "C:ties.csv",
    "\\\\server\\share\\ties.csv",
    "..\\ties.csv",
    "file:///etc/ties.csv",
    "http://x.example/ties.csv",
    "ties.csv\0.csv",
    "\0.csv",
    "con.csv",
    "sub/nul.csv",
    "COM1.csv",
    "ties.csv:stream.csv",
    "*.csv",
    "a\nb.csv",
    "|cat.csv",
    "link.csv",
    "linked/ties.csv",
)


def quoted(name: str) -> str:
    return '"' + "".join(f"\\u{ord(letter):04x}" for letter in name) + '"'


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Make a study, the file beside it that must not be read, and links that lead there."""
    folder = tmp_path / "study"
    folder.mkdir()
    (tmp_path / "ties.csv").write_text(TABLE)
    (folder / "organisations.csv").write_text("organisation\nA\nB\n")
    (folder / "sub").mkdir()
    (folder / "linked").symlink_to(tmp_path)
    return folder


def codes(folder: Path) -> set[str]:
    report = check_study(folder, deriving=DERIVING)
    assert not any("SECRET" in str(problem) or str(folder.parent) in str(problem) for problem in report.problems)
    return {problem.code for problem in report.problems if problem.severity == "error"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["[tables]\nmdt_links = ", "[layer.trust]\nfrom = ", "[people]\nopt_out = "])
def test_a_name_that_leads_out_is_refused(study: Path, place: str, name: str) -> None:
    if name == "link.csv":
        (study / name).symlink_to(study.parent / "ties.csv")
    (study / "study.toml").write_text(f"{place}{quoted(name)}\n")
    assert "E604" in codes(study)


def test_a_link_that_nobody_names_is_not_read_either(study: Path) -> None:
    (study / "trust.csv").symlink_to(study.parent / "ties.csv")
    assert "E604" in codes(study)


def test_a_link_within_the_study_is_read(study: Path) -> None:
    (study / "sub" / "kept.csv").write_text("from,to\nA,B\n")
    (study / "trust.csv").symlink_to(study / "sub" / "kept.csv")
    assert codes(study) == set()
