"""Guards that the bundled studies are exactly what the code makes, from any process, and that seeds matter."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sna.errors import UsageError
from sna.simulate import BUNDLED, bundled_study, write_bundled

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT / "datasets"


@pytest.mark.parametrize("name", BUNDLED)
def test_files_are_what_the_code_makes(name: str) -> None:
    on_disk = {file.name: file.read_bytes() for file in (DATASETS / name).iterdir() if file.is_file()}
    assert on_disk.pop("README.md")
    assert on_disk == bundled_study(name)


def test_every_dataset_is_bundled_and_listed() -> None:
    folders = {path.name for path in DATASETS.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(BUNDLED)
    index = (DATASETS / "README.md").read_text(encoding="utf-8")
    assert all(f"[{name}]({name}/README.md)" in index for name in BUNDLED)


@pytest.mark.parametrize("name", BUNDLED)
def test_codebook_has_every_table_and_column_and_no_other(name: str) -> None:
    text = (DATASETS / name / "README.md").read_text(encoding="utf-8")
    described = {
        section.split("\n", 1)[0].strip(): re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
        for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    }
    files = {file: content for file, content in bundled_study(name).items() if file.endswith(".csv")}
    assert described == {file: content.decode().split("\n", 1)[0].split(",") for file, content in files.items()}


@pytest.mark.parametrize("name", BUNDLED)
def test_another_seed_makes_other_tables(name: str) -> None:
    first, second = bundled_study(name, seed=1), bundled_study(name, seed=2)
    drawn = "attendance.csv" if "attendance.csv" in first else "members.csv"
    assert first[drawn] != second[drawn]
    assert first["organisations.csv"] == second["organisations.csv"]
    assert first == bundled_study(name, seed=1)


@pytest.mark.parametrize("name", BUNDLED)
def test_files_are_modest_and_plain(name: str) -> None:
    files = bundled_study(name)
    assert sum(len(content) for content in files.values()) < 400_000
    assert all(b"\r" not in content and content.endswith(b"\n") for content in files.values())


def test_command_writes_the_same_whatever_the_environment(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-m", "sna.simulate", str(tmp_path)], check=True, env=environment)
    for name in BUNDLED:
        written = {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
        assert written == bundled_study(name)


def test_writing_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    written = write_bundled("end-of-life-partnership", tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert {file.name for file in written} == set(bundled_study("end-of-life-partnership"))


def test_unknown_names_and_negative_seeds_are_refused() -> None:
    with pytest.raises(UsageError, match="centralised-surgery"):
        bundled_study("centralized-surgery")
    with pytest.raises(UsageError, match="from 0"):
        bundled_study("centralised-surgery", seed=-1)
