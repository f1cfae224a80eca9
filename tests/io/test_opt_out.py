"""People who opted out are in no table, no network and no output; the rest is as if they had never been recorded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sna
from sna.errors import DataError

CANARY = "zq-canary-7"
TABLES = {
    "organisations": "organisation,name,sector\nA,Alpha,nhs\nB,Beta,nhs\nC,Gamma,uni\nD,Delta,uni\n",
    "people": f"person,profession\n{CANARY},nurse\np2,surgeon\np3,nurse\n",
    "roles": f"person,organisation,sessions\n{CANARY},A,2\n{CANARY},B,4\np2,A,3\np2,C,5\n",
    "meetings": f"meeting,date,chair\nm1,2014-02-01,{CANARY}\nm2,2014-03-01,p2\n",
    "attendance": f"meeting,person,organisation\nm1,{CANARY},A\nm1,p2,C\nm2,{CANARY},\nm2,p3,B\nm2,p2,C\n",
    "decisions": f"decision,organisation,action,person\nd1,A,propose,{CANARY}\nd1,B,ratify,p3\n",
}


def write(folder: Path, tables: dict[str, str], toml: str = "") -> Path:
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    if toml:
        (folder / "study.toml").write_text(toml, encoding="utf-8")
    return folder


def without_canary() -> dict[str, str]:
    """Return the tables as somebody would write them who leaves the person out by hand."""
    kept = {}
    for name, text in TABLES.items():
        blank = name in ("meetings", "decisions")
        rows = (row.replace(CANARY, "") if blank else row for row in text.splitlines(keepends=True))
        kept[name] = "".join(row for row in rows if CANARY not in row)
    return kept


def test_networks_are_those_of_tables_without_the_person(tmp_path: Path) -> None:
    study = sna.load(write(tmp_path / "with", {**TABLES, "opt_out": f"person\n{CANARY}\nnobody\n"}))
    other = sna.load(write(tmp_path / "without", without_canary()))
    assert list(study.layers) == list(other.layers) == ["roles", "attendance", "decisions"]
    for layer in study.layers:
        assert study.network(layer) == other.network(layer)
    assert "opt_out" not in study.tables
    assert all(CANARY not in table.frame.to_csv() for table in study.tables.values())
    assert [p.code for p in study.problems if p.code == "W432"] == ["W432"]


def test_the_list_may_have_any_name_and_must_be_there(tmp_path: Path) -> None:
    toml = '[people]\nopt_out = "left_us.csv"\n'
    study = sna.load(write(tmp_path / "named", {**TABLES, "left_us": f"person\n{CANARY}\n"}, toml))
    assert study.network("roles").m == 1
    with pytest.raises(DataError, match=r"E101 study.toml line 2, column opt_out: There is no file 'left_us.csv'"):
        sna.load(write(tmp_path / "missing", TABLES, toml))


def test_rows_are_counted_with_their_reason(tmp_path: Path) -> None:
    found = sna.check(write(tmp_path / "study", {**TABLES, "opt_out": f"person\n{CANARY}\n"}))
    why = dict(zip(found.tables["table"], found.tables["why"], strict=True))
    assert why["roles"] == "2 of people who opted out"
    assert why["people"] == "1 of people who opted out"
    assert why["meetings"] == ""


def test_no_output_names_them(tmp_path: Path) -> None:
    tables = {**TABLES, "opt_out": f"person\n{CANARY}\n"}
    # A fault in each of their rows, so that messages have every reason to show the cell.
    tables["roles"] = tables["roles"].replace(f"{CANARY},A", f" {CANARY} ,A")
    folder = write(tmp_path / "study", tables, '[study]\nsnapshots = "month"\n')
    base = [sys.executable, "-m", "sna"]
    out = tmp_path / "out"
    said = []
    for arguments in (["check", str(folder)], ["measure", str(folder)], ["report", str(folder), "--out", str(out)]):
        ran = subprocess.run([*base, *arguments], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
        said += [ran.stdout, ran.stderr]
    files = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert all(CANARY.encode() not in text for text in (*said, *files))


def test_a_fatal_fault_does_not_name_them_either(tmp_path: Path) -> None:
    tables = {**TABLES, "opt_out": f"person\n{CANARY}\n"}
    tables["people"] += f"{CANARY},surgeon\n"
    with pytest.raises(DataError) as raised:
        sna.load(write(tmp_path / "study", tables))
    assert "E303" in str(raised.value)
    assert CANARY not in str(raised.value)
