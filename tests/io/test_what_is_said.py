"""Guards that a message names what was meant and the line to write, and that nothing is said where nothing is odd."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sna.codes import CODES
from sna.errors import DataError, Problem
from sna.io import bundled_studies, check_study
from sna.model import Deriving, Study

Reads = Callable[..., Study]
SAID_OF_SLIPS = {"W125", "W205", "W308", "W331", "W332", "W333", "W334", "W510", "W511", "W522"}

BY_DESIGN = {"partnerships-255": {"W333"}}
"""Two partners that an informant could not name have no sector: the study is there to show what comes of it."""


@pytest.fixture
def problems_of(study_of: Reads) -> Callable[..., tuple[Problem, ...]]:
    """Read files as `study_of` does, and return the problems whether they are errors or not."""

    def read(**files: str | None) -> tuple[Problem, ...]:
        try:
            return study_of(**files).problems
        except DataError as error:
            return error.problems

    return read


def _only(problems: tuple[Problem, ...], code: str) -> Problem:
    [problem] = [problem for problem in problems if problem.code == code]
    return problem


@pytest.mark.parametrize("name", sorted(bundled_studies()))
def test_nothing_of_slips_is_said_of_a_bundled_study(name: str, deriving: Deriving) -> None:
    assert set(CODES) >= SAID_OF_SLIPS
    codes = {problem.code for problem in check_study(name, deriving=deriving).problems}
    assert codes & SAID_OF_SLIPS == BY_DESIGN.get(name, set())


def test_further_columns_of_organisations_and_people_are_attributes(problems_of: Callable[..., object]) -> None:
    organisations = "organisation,beds,visited on\nA,10,2019-01-01\nB,20,2019-01-01\nC,30,2019-01-01\n"
    assert problems_of(organisations=organisations, people="person,grade\np1,8\n") == ()


def test_a_number_of_a_row_is_not_taken_for_a_strength(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    said = _only(problems_of(trust="from,to,referral id\nA,B,1\nB,C,2\n"), "W205")
    assert (said.value, said.hint) == ("'referral id'", "")
    said = _only(problems_of(trust="from,to,weight,cost\nA,B,1,3\nB,C,2,4\n"), "W205")
    assert "weight" not in said.hint


def test_two_columns_of_dates_are_a_spell(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    said = _only(problems_of(trust="from,to,valid from,valid until\nA,B,2019-01-01,2019-02-01\n"), "W205")
    assert "'valid from' and 'valid until' hold dates: rename them to 'start' and 'end'." in said.hint


def test_many_unused_columns_make_one_short_message(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    columns = [f"a rather long heading of column {n}" for n in range(40)]
    said = _only(problems_of(trust=f"from,to,{','.join(columns)}\nA,B{',x' * 40}\n"), "W205")
    assert "and 34 more" in said.value
    assert len(str(said)) < 500


def test_repeated_ties_of_all_layers_of_a_table_are_one_message(
    problems_of: Callable[..., tuple[Problem, ...]],
) -> None:
    trust = "from,to,layer\nA,B,money\nA,B,money\nA,B,advice\nA,B,advice\nA,B,advice\n"
    said = _only(problems_of(trust=trust), "E404")
    assert said.message.startswith("3 rows repeat a tie (lines 3, 5, 6)")
    hint = _only(problems_of(trust="from,to,date\nA,B,2019-01-01\nA,B,2019-01-01\n"), "E404").hint
    assert hint.startswith("To add the rows up")
    assert hint.endswith("Delete a row only if it is a copying mistake.")


def test_a_date_of_the_order_that_is_not_declared_is_said_so(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    toml = '[study]\ncut_off = 2020-01-01\n[read]\ndate_order = "dmy"\n'
    said = _only(problems_of(roles="person,organisation,start\np1,A,12/31/2019\n", toml=toml), "E503")
    assert "in the other order" in said.hint


def test_numbers_of_days_and_times_are_recognised(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    roles = "person,organisation,start,end\np1,A,42309,2019-01-01 00:00\np2,A,42310,2019-01-02 00:00\n"
    hints = {problem.column: problem.hint for problem in problems_of(roles=roles) if problem.code == "E501"}
    assert "spreadsheet" in hints["start"]
    assert "time of day" in hints["end"]


def test_the_cut_off_is_said_with_how_many_spells_run_to_it(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    roles = "person,organisation,start,end\np1,A,2014-11-15,\np1,B,2015-02-01,2015-04-30\n"
    said = _only(problems_of(roles=roles), "W510")
    assert "1 row without an end" in said.message
    assert "cut_off = 2015-04-30" in said.hint


def test_snapshots_that_meet_or_are_open_are_not_odd(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    sections = ["to = 2018-12-31", "from = 2019-01-01\nto = 2019-12-31", "from = 2020-01-01", ""]
    toml = "\n".join(f'[[snapshot]]\nname = "{n}"\n{dates}' for n, dates in enumerate(sections))
    assert problems_of(toml=toml) == ()
    inside = '\n[[snapshot]]\nname = "inside"\nfrom = 2019-03-01\nto = 2019-03-01\n'
    said = _only(problems_of(toml=toml + inside), "W522")
    assert said.value == "1 and inside (2019-03-01)"


@pytest.mark.parametrize(
    ("headings", "column"),
    [("organisation,tier,sector,type", "type"), ("organisation,tier,sector", "sector"), ("organisation,tier", "tier")],
)
def test_known_columns_come_before_further_ones(study_of: Reads, headings: str, column: str) -> None:
    more = headings.count(",")
    study = study_of(organisations=f"{headings}\nA{',x' * more}\nB{',x' * more}\nC{',y' * more}\n")
    assert study.contrasts[0].column == column
    assert f"Groups compared: {column} (x, y)" in _only(study.problems, "W334").message


def test_a_group_that_stands_in_an_unreadable_row_is_not_said_to_be_missing(
    problems_of: Callable[..., tuple[Problem, ...]],
) -> None:
    organisations = "organisation,type\nA,hub\nB,hub\nC,spoke,x\n"
    problems = problems_of(organisations=organisations, toml='[groups]\ntype = ["hub", "spoke"]\n')
    assert [problem.code for problem in problems] == ["E205"]


def test_a_misspelled_centre_is_said_once(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    organisations = "organisation,centre\nA,specialst\nB,local\nC,local\n"
    problems = problems_of(organisations=organisations, toml='[groups]\ncentre = ["specialist", "local"]\n')
    assert [problem.code for problem in problems if problem.severity == "error"] == ["E324"]


def test_lines_for_study_toml_can_be_pasted(study_of: Reads, tmp_path: Path, deriving: Deriving) -> None:
    study_of()
    (tmp_path / "my list.csv").write_text("from,receiving body\nA,B\n")
    said = _only(check_study(tmp_path, deriving=deriving).problems, "E201")
    line = said.hint.partition("or write ")[2].partition(" under [tables]")[0]
    (tmp_path / "study.toml").write_text(f"[tables]\n{line}\n")
    again = check_study(tmp_path, deriving=deriving)
    assert again.problems == ()
    assert again.study is not None
    assert list(again.study.layers) == ["my list", "trust"]


def test_a_header_above_the_declared_row_is_found(problems_of: Callable[..., tuple[Problem, ...]]) -> None:
    titled = "Register\norganisation,name\nA,Alpha\nB,Beta\n"
    said = _only(problems_of(organisations=titled, toml="[read]\nheader_row = 2\n"), "E201")
    assert said.file == "trust.csv"
    assert "Line 1 looks like the header" in said.hint


def test_only_errors_of_tables_that_make_ties_explain_why_there_are_none(
    problems_of: Callable[..., tuple[Problem, ...]],
) -> None:
    problems = problems_of(organisations="organisation\nA\nB,C\n", trust=None)
    assert [problem.code for problem in problems] == ["E105", "E205"]
    problems = problems_of(trust="from\nA\n", toml='[tables]\ntrust = "trust.csv"\n')
    assert [problem.code for problem in problems] == ["E201"]
    assert "columns.trust" in problems[0].hint


def test_words_of_a_list_in_capitals_are_said_to_be_read_as_the_list_has_them(
    problems_of: Callable[..., tuple[Problem, ...]],
) -> None:
    organisations = "organisation,centre\nA,Specialist\nB,local\nC,LOCAL\nD,Local\n"
    said = _only(problems_of(organisations=organisations), "W331")
    assert "'LOCAL' as 'local', 'Local' as 'local', 'Specialist' as 'specialist' (3 rows)" in said.message
    assert (said.file, said.line) == ("organisations.csv", 2)
    as_listed = "organisation,centre\nA,specialist\nB,local\nC,local\n"
    assert not [problem for problem in problems_of(organisations=as_listed) if problem.code == "W331"]
