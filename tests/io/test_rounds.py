"""Guards that a folder with many faults is told all of them at once, and nothing that only follows from another."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sna.errors import Problem
from sna.io import check_study
from sna.model import Deriving


class Fault(NamedTuple):
    """What is wrong in a file, as it should be, and what is said of it."""

    file: str
    bad: str
    good: str
    said: str


GOOD = {
    "study.toml": """[study]
title = "Our network"
cut_off = 2019-04-30
[read]
date_order = "dmy"
[[snapshot]]
name = "before"
from = 2015-01-01
to = 2016-12-31
[[snapshot]]
name = "after"
from = 2017-01-01
to = 2018-12-31
[groups]
centre = ["specialist", "local"]
[layer.referrals]
duplicates = "sum"
[layer.roles]
[layer.meetings]
from = "attendance"
""",
    "organisations.csv": """organisation,name,centre,opened
A,Alder,specialist,01/04/1990
B,Birch,local,13/05/1991
C,Cedar,local,
D,Damson,specialist,
""",
    "roles.csv": """person,organisation,start,end,sessions
p1,A,01/02/2015,01/02/2016,4
p1,B,13/02/2015,,3
p2,C,01/03/2017,01/03/2018,2
p2,A,01/03/2017,01/03/2018,2.5
""",
    "referrals.csv": """from,to,weight,date
A,B,3,13/05/2015
B,C,2,14/05/2015
A,B,3,13/05/2015
C,D,1,15/07/2017
""",
    "meetings.csv": """meeting,date,duration_minutes
m1,13/05/2015,60
m2,20/05/2017,60
m3,14/06/2018,90
""",
    "attendance.csv": """meeting,organisation,attended,minutes_present
m1,A,yes,60
m1,B,yes,50
m2,C,yes,55
m3,D,no,
""",
}
FAULTS = (
    Fault("study.toml", "title = Our network", 'title = "Our network"', "E601 study.toml line 2"),
    Fault("study.toml", "cut_of = 2019", "cut_off = 2019", "E602 study.toml line 3, column cut_of"),
    Fault("study.toml", 'date_order = "day first"', 'date_order = "dmy"', "E603 study.toml line 5, column date_order"),
    Fault("study.toml", "to = 2014-12-31", "to = 2016-12-31", "E506 study.toml line 9, column to"),
    Fault("study.toml", 'duplicates = "add"', 'duplicates = "sum"', "E603 study.toml line 17, column duplicates"),
    Fault("organisations.csv", "B,Birch,locl", "B,Birch,local", "E324 organisations.csv line 3, column centre"),
    Fault(
        "organisations.csv",
        "D,Damson,specialist,\nC,Cider,,\n",
        "D,Damson,specialist,\n",
        "E303 organisations.csv line 6, column organisation",
    ),
    Fault("roles.csv", "persn,", "person,", "E201 roles.csv line 1"),
    Fault("roles.csv", "p1,Q,", "p1,A,", "E401 roles.csv line 2, column organisation"),
    Fault("roles.csv", "13/02/2015,,three", "13/02/2015,,3", "E319 roles.csv line 3, column sessions"),
    Fault("roles.csv", "2017-03-01,2016-03-01,2\n", "01/03/2017,01/03/2018,2\n", "E506 roles.csv line 4, column end"),
    Fault("referrals.csv", "B,C,-2", "B,C,2", "E317 referrals.csv line 3, column weight"),
    Fault("referrals.csv", "C,E,1", "C,D,1", "E401 referrals.csv line 5, column to"),
    Fault("meetings.csv", "metting,", "meeting,", "E201 meetings.csv line 1"),
    Fault("meetings.csv", "2017,sixty", "2017,60", "E319 meetings.csv line 3, column duration_minutes"),
    Fault("attendance.csv", "m2,C,perhaps", "m2,C,yes", "E324 attendance.csv line 4, column attended"),
    Fault("attendance.csv", "m1,B,yes,,", "m1,B,yes,50", "E205 attendance.csv line 3"),
)


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


DERIVING = Deriving(_refuse, _refuse)  # type: ignore[arg-type]


def _written(folder: Path, faults: tuple[Fault, ...]) -> Path:
    texts = dict(GOOD)
    for fault in faults:
        assert texts[fault.file].count(fault.good) == 1, fault
        texts[fault.file] = texts[fault.file].replace(fault.good, fault.bad)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _problems(folder: Path) -> list[Problem]:
    return list(check_study(folder, deriving=DERIVING).problems)


def _errors(folder: Path) -> list[str]:
    return [f"{p.code} {p.place}" for p in _problems(folder) if p.severity == "error"]


def test_the_folder_without_faults_is_right(tmp_path: Path) -> None:
    assert _errors(_written(tmp_path, ())) == []


def test_one_round_says_every_fault_and_no_more(tmp_path: Path) -> None:
    said = [f"{p.code} {p.place}" for p in _problems(_written(tmp_path, FAULTS))]
    assert sorted(said) == sorted(fault.said for fault in FAULTS)


@pytest.mark.parametrize("seed", range(12))
def test_any_of_the_faults_together_are_said_and_no_more(tmp_path: Path, seed: int) -> None:
    drawn = np.random.Generator(np.random.PCG64(seed)).random(len(FAULTS)) < 1 / 2
    chosen = tuple(fault for fault, taken in zip(FAULTS, drawn, strict=True) if taken)
    assert sorted(_errors(_written(tmp_path, chosen))) == sorted(fault.said for fault in chosen)


CAUSES = {
    "section misspelt": ("study.toml", "[read]", "[raed]", "E602"),
    "section not closed": ("study.toml", "[read]", "[read", "E601"),
    "first heading without brackets": ("study.toml", "[study]", "study", "E601"),
    "layers misspelt": ("study.toml", "[layer.", "[layers.", "E602"),
    "table of a layer misspelt": ("study.toml", 'from = "att', 'frm = "att', "E602"),
    "column of another name": (
        "study.toml",
        "[groups]",
        '[tables]\ncolumns.organisations = { centre = "x" }\n[groups]',
        "E201",
    ),
    "file of another name": ("study.toml", "[groups]", '[tables]\nroles = "role.csv"\n[groups]', "E101"),
    "ids without heading": ("organisations.csv", "organisation,", "what_we_call_them,", "E201"),
    "ids twice": ("organisations.csv", "organisation,name", "organisation,organisation", "E202"),
    "another delimiter": ("roles.csv", ",", ";", "E120"),
    "another delimiter of ties": ("referrals.csv", ",", ";", "E120"),
    "title rows": ("attendance.csv", "meeting,org", "Who came\n\nmeeting,org", "E201"),
    "title rows of ties": ("referrals.csv", "from,to", "Referrals\n\nfrom,to", "E201"),
    "one end of ties": ("referrals.csv", "from,to", "from,whom", "E201"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_one_cause_is_said_once(tmp_path: Path, cause: str) -> None:
    file, good, bad, code = CAUSES[cause]
    path = _written(tmp_path, ()) / file
    path.write_text(path.read_text().replace(good, bad))
    assert [problem.code for problem in _problems(tmp_path)] == [code]


@pytest.mark.parametrize("cause", ["another delimiter", "title rows", "ids twice", "file of another name"])
def test_values_are_checked_beside_a_cause(tmp_path: Path, cause: str) -> None:
    beside = tuple(fault for fault in FAULTS if fault.said.startswith(("E319 roles", "E324", "E317")))
    file, good, bad, code = CAUSES[cause]
    path = _written(tmp_path, beside) / file
    path.write_text(path.read_text().replace(good, bad))
    said = sorted(problem.code for problem in _problems(tmp_path) if problem.severity == "error")
    assert said == sorted([code, *(fault.said.split()[0] for fault in beside)])


def test_nobody_is_named_where_the_list_of_those_who_opted_out_cannot_be_read(tmp_path: Path) -> None:
    _written(tmp_path, ())
    (tmp_path / "people.csv").write_text("person,tier\np1,top\n")
    (tmp_path / "opt_out.csv").write_text("whoever\np2\n")
    assert [problem.code for problem in _problems(tmp_path)] == ["E201"]
    assert not any("p2" in str(problem) for problem in _problems(tmp_path))


def test_spellings_that_cannot_be_read_make_no_id_unknown(tmp_path: Path) -> None:
    _written(tmp_path, ())
    path = tmp_path / "referrals.csv"
    path.write_text(path.read_text().replace("B,C,2", "Brch,C,2"))
    (tmp_path / "aliases.csv").write_text("other_name,organisation,approve\nBrch,B,yes\n")
    assert [problem.code for problem in _problems(tmp_path)] == ["E201"]
