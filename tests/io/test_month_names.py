"""A date with an English month in words is read in whatever order dates are; other words are not guessed at."""

import datetime as dt

import numpy as np
import pytest

from sna.errors import DataError


@pytest.mark.parametrize("order", ["ymd", "dmy", "mdy"])
@pytest.mark.parametrize("cell", ["14 May 2023", "14-may-2023", "14 MAY, 2023"])
def test_the_month_may_be_a_word(study_of, order, cell):
    study = study_of(toml=f'[read]\ndate_order = "{order}"\n', roles=f'person,organisation,start\np,A,"{cell}"\n')
    assert study.tables["roles"].frame["start"].iloc[0] == np.datetime64(dt.date(2023, 5, 14))


@pytest.mark.parametrize(
    ("cell", "code"), [("14 Mai 2023", "E501"), ("14 Sprin 2023", "E501"), ("31 Feb 2023", "E503")]
)
def test_no_other_word_is(study_of, cell, code):
    with pytest.raises(DataError) as raised:
        study_of(toml='[read]\ndate_order = "dmy"\n', roles=f"person,organisation,start\np,A,{cell}\n")
    [wrong] = raised.value.problems
    assert wrong.code == code
    if code == "E501":
        assert wrong.expected == "31/03/2016"
        assert wrong.hint.startswith("Write day/month/year, or year-month-day")
