"""Guards what is said once ties are made: who has none, what makes none, which rows count nowhere."""

import pytest

import sna

SNAPSHOTS = (
    '[[snapshot]]\nname = "one"\nfrom = 2015-01-01\nto = 2015-12-31\n'
    '[[snapshot]]\nname = "two"\nfrom = 2016-01-01\nto = 2016-12-31\n'
)
TIES = "from,to,date\nA,B,2015-06-01\n"
CASES = {
    "an organisation without a tie is kept": (
        {"trust.csv": "from,to\nA,B\n"},
        ("W402", "", "1: Gamma"),
    ),
    "a meeting of one makes no tie": (
        {"meetings.csv": "meeting\nm1\nm2\n", "attendance.csv": "meeting,organisation\nm1,A\nm2,B\nm2,C\n"},
        ("W411", "attendance.csv", "1 meeting with one organisation makes no tie"),
    ),
    "a snapshot without ties": (
        {"trust.csv": TIES, "study.toml": SNAPSHOTS},
        ("W414", "", "no ties in 'two'"),
    ),
    "a row outside every snapshot": (
        {"trust.csv": TIES + "B,C,2019-06-01\n", "study.toml": SNAPSHOTS},
        ("W509", "trust.csv", "1 row is not used"),
    ),
    "a row of an organisation that is closed": (
        {
            "organisations.csv": "organisation,name,closed\nA,Alpha,\nB,Beta,\nC,Gamma,2014-12-31\n",
            "trust.csv": TIES + "B,C,2015-07-01\n",
            "study.toml": SNAPSHOTS,
        },
        ("W416", "trust.csv", "1 row is not used"),
    ),
    "people who were not there": (
        {
            "meetings.csv": "meeting\nm1\n",
            "attendance.csv": "meeting,organisation,attended\nm1,A,yes\nm1,B,yes\nm1,C,apologies\n",
        },
        ("W421", "attendance.csv", "1 row is not used"),
    ),
    "roles that never run at once make no tie": (
        {
            "roles.csv": "person,organisation,start,end\np1,A,2015-01-01,2015-03-01\np1,B,2015-06-01,2015-12-31\n",
            "study.toml": SNAPSHOTS,
        },
        ("W414", "", "no ties in 'one', 'two'"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_with_its_number(case, tmp_path):
    files, (code, file, says) = CASES[case]
    organisations = {"organisations.csv": "organisation,name\nA,Alpha\nB,Beta\nC,Gamma\n"}
    for name, text in (organisations | files).items():
        (tmp_path / name).write_text(text)
    said = [problem for problem in sna.check(tmp_path).problems if problem.code == code]
    assert [problem.file for problem in said] == [file]
    assert says in str(said[0])


def test_nothing_of_it_is_said_where_all_is_well(tmp_path):
    (tmp_path / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    (tmp_path / "trust.csv").write_text("from,to\nA,B\nB,C\n")
    assert sna.check(tmp_path).problems == ()
