"""A study of one table of facts, whichever it is, runs from check to report."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sna.commands.program import program

ORGANISATIONS = "organisation,name,sector\nA,Alpha,nhs\nB,Beta,nhs\nC,Gamma,uni\nD,Delta,uni\n"
MEETINGS = "meeting,date,chair,host\nm1,2014-01-01,p1,A\nm2,2015-01-01,p2,B\n"
STUDIES = {
    "members": {"members": "partnership,organisation,start\nx,A,2013-01-01\nx,B,2014-01-01\ny,C,\ny,D,\ny,A,\n"},
    "decisions": {
        "decisions": "decision,organisation,action,date\nd1,A,propose,2014-01-01\nd1,B,ratify,2014-02-01\n"
        "d2,C,propose,2015-01-01\nd2,A,ratify,2015-02-01\n"
    },
    "cases": {
        "meetings": MEETINGS,
        "cases": "meeting,from_organisation,deferred,missing_item,responsible\nm1,A,2,imaging,B\nm2,C,1,details,A\n",
    },
    "to_chair": {
        "meetings": MEETINGS,
        "attendance": "meeting,person,organisation\nm1,p1,A\nm1,p3,B\nm1,p4,C\nm2,p2,B\nm2,p4,C\nm2,p5,D\n",
        "toml": '[layer.to_chair]\nfrom = "attendance"\nrule = "to_chair"\n',
    },
    "past": {
        "roles": "person,organisation,start,end\np,A,2010-01-01,2012-01-01\np,B,2012-02-01,\n"
        "q,C,,2011-01-01\nq,B,2012-01-01,\n",
        "toml": '[layer.past]\nfrom = "roles"\nhistory = true\n',
    },
}


@pytest.fixture(params=sorted(STUDIES))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    study = tmp_path / request.param
    study.mkdir()
    for name, text in {"organisations": ORGANISATIONS, **STUDIES[request.param]}.items():
        (study / ("study.toml" if name == "toml" else f"{name}.csv")).write_text(text, encoding="utf-8")
    return study


def run(*arguments: str) -> str:
    result = CliRunner().invoke(program, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_it_is_checked_measured_drawn_and_reported(folder: Path, tmp_path: Path) -> None:
    assert "ready to run" in run("check", str(folder))
    measured = run("measure", str(folder), "density", "--format", "csv")
    [density] = [row.split(",") for row in measured.splitlines() if ",density," in row]
    assert float(density[-2] if density[-1] == "" else density[-1]) > 0
    run("draw", str(folder), "sociogram", "--out", str(tmp_path / "figures"))
    assert list((tmp_path / "figures").glob("*.png"))
    run("report", str(folder), "--out", str(tmp_path / "report"))
    assert folder.name in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
