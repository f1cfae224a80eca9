"""Guards that ids in no list are said in few words, and that codes are not guessed at."""

import pytest

from sna.errors import DataError

PEOPLE = "person\n" + "".join(f"P{n}\n" for n in range(21, 39))


def said(study_of, **tables):
    with pytest.raises(DataError) as raised:
        study_of(**tables)
    return [problem for problem in raised.value.problems if problem.code == "E401"]


def test_many_unlisted_ids_of_a_column_are_one_problem(study_of):
    roles = "person,organisation\n" + "".join(f"P{n},A\nP{n},B\n" for n in range(1, 19))
    [problem] = said(study_of, people=PEOPLE, roles=roles)
    assert problem.message == "18 ids are not listed in people.csv."
    assert problem.value.startswith("P1 (line 2), P2 (line 4), P3 (line 6)")
    assert problem.value.endswith("… and 13 more")
    assert "Did you mean" not in problem.hint
    assert len(str(problem)) < 500


def test_a_code_is_no_slip_for_another_code(study_of):
    [problem] = said(study_of, people=PEOPLE, roles="person,organisation\nP11,A\nP21,B\n")
    assert "Did you mean" not in problem.hint


@pytest.mark.parametrize(("written", "meant"), [("p-21", "P21"), ("P021", "P21"), ("P3O", "P30")])
def test_the_same_code_written_otherwise_is_named(study_of, written, meant):
    problems = said(study_of, people=PEOPLE, roles=f"person,organisation\n{written},A\n")
    assert [f"'{meant}'" in problem.hint for problem in problems] == [True]


def test_a_misspelled_name_is_still_answered_with_the_nearest(study_of):
    listed = "organisation\nAshford\nBirchwood\n"
    [problem] = said(study_of, organisations=listed, trust="from,to\nAshford,Birchwod\n")
    assert problem.hint.startswith("Did you mean 'Birchwood'?")


def test_ids_that_are_names_are_said_so_even_where_they_are_many(study_of):
    names = "".join(f"O{n},Name of {n}x\n" for n in range(8))
    ties = "from,to\n" + "".join(f"Name of {n}x,O7\n" for n in range(7))
    [problem] = said(study_of, organisations=f"organisation,name\n{names}", trust=ties)
    assert "That is the name of 'O0'" in problem.hint
