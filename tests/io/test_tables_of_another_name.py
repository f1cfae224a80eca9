"""A table whose name says nothing is known by its columns, and its user is told what to name it."""

import pytest

from sna.io import check_study
from sna.io.known_tables import likely_table
from sna.model.schema import TABLES

SURVEY = [["Respondent", "Partner", "Trust"], ["A", "B", 3], ["B", "C", 2]]
LINKS = [
    ["From", "To", "Period start", "Period end", "Cases"],
    ["A", "B", "2023-01-01", "2023-06-30", 3],
    ["A", "B", "2023-07-01", "2023-12-31", 4],
]


def said(path, deriving, code):
    return [str(p) for p in check_study(path, deriving=deriving).problems if p.code == code]


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"opt_out"}))
def test_every_known_table_is_known_by_its_own_columns(name):
    assert likely_table([column.name for column in TABLES[name].columns]) == name


@pytest.mark.parametrize(
    "headings",
    [["from", "to"], ["from", "to", "weight", "date"], ["person", "organisation"], ["id", "remark", "who", "when"]],
)
def test_what_may_be_anything_is_not_guessed(headings):
    assert likely_table(headings) == ""


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        (SURVEY, "survey"),
        ([["Meeting", "Person"], ["m", "p"]], "attendance"),
        ([["Person", "Organisation", "Start"], ["p", "A", "2023-01-01"]], "roles"),
    ],
)
def test_a_sheet_without_a_telling_name_is_told(book_of, deriving, rows, table):
    [unused] = said(book_of(Sheet1=rows), deriving, "W204")
    assert f"This looks like {table}: name the sheet {table}, or write {table} | Sheet1 under [tables]" in unused
    [alone] = said(book_of(Sheet1=rows, trust=None), deriving, "E105")
    assert f"This looks like {table}: name the sheet {table}" in alone


def test_the_row_that_is_offered_is_understood(book_of, deriving):
    settings = [["[tables]"], ["survey", "Sheet1"]]
    assert said(book_of(Sheet1=SURVEY, study=settings), deriving, "W204") == []


def test_a_file_is_told_with_its_ending(study_of):
    text = "\n".join(",".join(map(str, row)) for row in SURVEY)
    [unused] = [p for p in study_of(answers=text).problems if p.code == "W204"]
    assert 'name the file survey.csv, or write survey = "answers.csv" under [tables] in study.toml' in unused.hint


def test_a_study_that_has_the_table_is_told_nothing_of_it(study_of):
    text = "\n".join(",".join(map(str, row)) for row in SURVEY)
    [unused] = [p for p in study_of(survey=text, answers=text.replace("3", "4")).problems if p.code == "W204"]
    assert "looks like" not in str(unused)


def test_ties_of_several_periods_are_links(book_of, deriving):
    [again] = said(book_of(**{"MDT Links 2023": LINKS}), deriving, "E404")
    assert "This looks like mdt_links: name the sheet mdt_links, or write mdt_links | MDT Links 2023" in again
    assert len(again) < 500
    settings = [["[tables]"], ["mdt_links", "MDT Links 2023"]]
    assert said(book_of(**{"MDT Links 2023": LINKS, "study": settings}), deriving, "E404") == []
