"""Guards that data of persons stop a study, are never shown, and that ordinary columns are no data of persons."""

import random

import pytest

from sna.errors import BlockedError
from sna.io.personal import is_nhs_number

NUMBERS = ("9434765919", "4010232137", "9876543210", "1234567881", "5835160933")


def roles(column, cells):
    rows = "".join(f"P{at},{'ABC'[at % 3]},{cell}\n" for at, cell in enumerate(cells))
    return f"person,organisation,{column}\n{rows}"


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("ref", NUMBERS),
        ("NHS number", ["", NUMBERS[0], "not known"]),
        ("contact", ["a.b@example.org", "c@example.org", "none", "none 2"]),
        ("E-mail", ["", "a.b@example.org", "by phone"]),
        ("DOB", ["01/02/1970", "1971-03-04"]),
        ("gmc no", ["1234567", "7654321"]),
    ],
)
def test_data_of_persons_stop_the_study_and_are_not_shown(study_of, column, cells):
    with pytest.raises(BlockedError) as raised:
        study_of(roles=roles(column, cells))
    [problem] = [p for p in raised.value.problems if p.code == "E801"]
    assert not any(cell and cell in str(problem) for cell in cells)
    study = study_of(roles=roles(column, cells), toml=f'[people]\npermitted = ["{column}"]\n')
    assert study.tables["roles"].frame.shape == (len(cells), 3)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("ref", [str(1_000_000_000 + at) for at in range(40)]),
        ("phone", ["0207 946 0000", "0161 496 0000"]),
        ("started", ["1970-01-01", "1971-01-01"]),
        ("code", ["1234567", "7654321"]),
        ("notes", ["ask info@example.org", *(f"note {at}" for at in range(30))]),
        ("nhs", ["yes", "no"]),
        ("born_in", ["Leeds", "York"]),
    ],
)
def test_ordinary_columns_are_no_data_of_persons(study_of, column, cells):
    study_of(roles=roles(column, cells))


def test_ten_digits_pass_by_chance_one_time_in_eleven():
    draw = random.Random(3)  # noqa: S311 - invented numbers
    passed = sum(is_nhs_number(f"{draw.randrange(10**10):010d}") for _ in range(20_000))
    assert 0.08 < passed / 20_000 < 0.10


@pytest.mark.parametrize("heading", ["Full name", "name", "first name", "surname", "phone", "mobile", "email"])
def test_headings_of_personal_data_in_a_table_of_people_are_said(study_of, heading):
    cells = ["x y", "z"]
    study = study_of(roles=roles(heading, cells))
    [problem] = [p for p in study.problems if p.code == "W801"]
    assert (problem.file, problem.column) == ("roles.csv", heading)
    assert "x y" not in str(problem)
    study = study_of(roles=roles(heading, cells), toml=f'[people]\npermitted = ["{heading}"]\n')
    assert "W801" not in [p.code for p in study.problems]


def test_names_of_organisations_places_and_meetings_are_nobodys(study_of):
    study = study_of(
        organisations="organisation,name,place,phone\nA,Alpha,Leeds,0\nB,Beta,York,0\nC,Gamma,Hull,0\n",
        meetings="meeting,date,name\nm1,2019-02-01,Board\n",
        attendance="meeting,organisation,place name\nm1,A,Hall\nm1,B,Hall\n",
        people="person,name\np1,\n",
    )
    assert "W801" not in [p.code for p in study.problems]
