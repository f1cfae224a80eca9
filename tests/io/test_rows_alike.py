"""Guards that rows pasted twice are said, and that nobody counts twice at one meeting."""

LINKS = "from_organisation,to_organisation,cases,period_start,period_end\n"


def codes(study):
    return [problem.code for problem in study.problems]


def test_links_that_are_exactly_alike_both_count_and_are_said_with_their_lines(study_of):
    row = "A,B,4,2019-01-01,2019-12-31\n"
    study = study_of(mdt_links=f"{LINKS}{row}B,C,1,2019-01-01,2019-12-31\n{row}{row}")
    [problem] = [p for p in study.problems if p.code == "W303"]
    assert problem.value == "lines 2, 4 and 5"
    assert problem.line == 4
    assert "all of them count" in problem.message
    assert study.tables["mdt_links"].frame["cases"].sum() == 13


def test_links_that_differ_in_one_column_are_not_said(study_of):
    study = study_of(mdt_links=f"{LINKS}A,B,4,2019-01-01,2019-12-31\nA,B,4,2020-01-01,2020-12-31\n")
    assert "W303" not in codes(study)


def test_two_people_without_a_name_at_one_meeting_are_two(study_of):
    meetings = "meeting,date\nm1,2019-02-01\n"
    assert "W303" not in codes(study_of(meetings=meetings, attendance="meeting,organisation\nm1,A\nm1,A\nm1,B\n"))
    named = "meeting,organisation,person\nm1,A,\nm1,A,\nm1,B,p\n"
    assert "W303" not in codes(study_of(meetings=meetings, attendance=named))
    named = "meeting,organisation,person\nm1,A,p\nm1,B,q\nm1,A,p\n"
    study = study_of(meetings=meetings, attendance=named)
    [problem] = [p for p in study.problems if p.code == "W303"]
    assert problem.value == "lines 2 and 4"


def test_cases_that_are_exactly_alike_are_said(study_of):
    meetings = "meeting,date\nm1,2019-02-01\n"
    study = study_of(meetings=meetings, cases="meeting,from_organisation,discussed\nm1,A,3\nm1,A,3\n")
    assert "W303" in codes(study)
