"""Guards that what is said stands where it is to be mended: dates that cannot be, rows without an end, totals."""

import pytest

from sna.api import load
from sna.derive import derivation_problems
from sna.errors import DataError
from sna.io import check_study

MEETINGS = "meeting,date\nm1,2019-02-01\nm2,1923-05-02\n"
ATTENDANCE = "meeting,organisation\nm1,A\nm1,B\nm2,A\nm2,C\n"


def test_a_meeting_dated_before_the_health_service_is_said_with_its_line(study_of):
    study = study_of(meetings=MEETINGS, attendance=ATTENDANCE)
    [problem] = [p for p in study.problems if p.code == "W511"]
    assert (problem.file, problem.line, problem.column, problem.value) == ("meetings.csv", 3, "date", "1923-05-02")


def test_rows_outside_every_snapshot_are_said_with_the_first_line_its_meeting_and_date(study_of, tmp_path):
    toml = '[[snapshot]]\nname = "2019"\nfrom = 2019-01-01\nto = 2019-12-31\n'
    study_of(meetings=MEETINGS, attendance=ATTENDANCE, toml=toml)
    study = load(tmp_path)
    [problem] = [p for p in derivation_problems(study) if p.code == "W509"]
    assert (problem.file, problem.line, problem.value) == ("attendance.csv", 4, "meeting m2, 1923-05-02")


def test_the_cut_off_is_said_of_the_table_whose_rows_have_no_end(study_of):
    study = study_of(
        people="person\np1\np2\n",
        roles="person,organisation,start,end\np1,A,2018-01-01,\np1,B,2018-01-01,\np2,A,2018-01-01,2018-06-01\n",
        mdt_links="from,to,cases,period_start,period_end\nA,B,3,2019-01-01,2019-12-31\n",
    )
    [problem] = [p for p in study.problems if p.code == "W510"]
    assert problem.file == "roles.csv"
    assert problem.message.startswith("The cut-off is the last date in the data, 2019-12-31: 2 rows")


def test_a_row_of_totals_is_set_aside_under_its_own_name(tmp_path, deriving):
    (tmp_path / "organisations.csv").write_text("organisation\nA\nB\n")
    (tmp_path / "mdt_links.csv").write_text("from,to,cases\nA,B,3\nB,A,4\nTotal,,7\n")
    report = check_study(tmp_path, deriving=deriving)
    assert [problem.code for problem in report.problems if problem.severity == "error"] == ["E211"]
    why = report.tables.set_index("table")["why"]
    assert why["mdt_links"] == "totals or notes below the table: 1"


def failing(study_of, **tables):
    with pytest.raises(DataError) as raised:
        study_of(**tables)
    return raised.value.problems


def test_a_heading_is_offered_that_stands_for_no_column_yet(study_of):
    [problem] = failing(study_of, mdt_links="From hospital,to_organisation,cases\nA,B,3\n")
    assert problem.hint.startswith("Rename the heading 'From hospital' to 'from_organisation'.")
    assert "'to_organisation'" not in problem.hint


@pytest.mark.parametrize("written", ["specialist vs local", "specialist v local", "specialist / local"])
def test_two_groups_written_as_one_are_taken_apart_in_the_advice(study_of, written):
    problems = failing(study_of, toml=f'[groups]\ncentre = ["{written}"]\n')
    assert 'centre = ["specialist", "local"]' in problems[0].hint
