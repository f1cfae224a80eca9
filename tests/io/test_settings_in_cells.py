"""The sheet of settings takes what people type: lists with commas, questions with blanks, dates in their order."""

import datetime as dt

import pytest

from sna.io import check_study, read_study

SURVEY = [
    ["Respondent", "Partner", "Trust", "Perceived value"],
    ["A", "B", 3, 2],
    ["A", "C", 99, 5],
    ["B", "A", 5, "dk"],
]


def test_every_list_may_be_written_with_commas(book_of, deriving):
    settings = [
        ["[people]"],
        ["permitted", "NHS number, Born"],
        ["[survey]"],
        ["questions", "Trust, Perceived value"],
        ["not_known", "99, dk"],
        ["reversed", "Perceived value"],
        ["scales.Trust", "1; 5"],
        ["scales.Perceived value", "1 to 5"],
        ["composites.Regard", "Trust, Perceived value"],
    ]
    study = read_study(book_of(survey=SURVEY, study=settings, trust=None), deriving=deriving)
    assert list(study.layers) == ["Perceived value", "Trust", "Regard"]
    frame = study.tables["survey"].frame
    assert frame["trust"].fillna(-1).tolist() == [3, -1, 5]
    assert frame["perceived_value"].fillna(-1).tolist() == [4, 1, -1]


def test_words_and_scales_may_have_a_section_of_their_own(book_of, deriving):
    survey = [["respondent", "partner", "value"], ["A", "B", "4 - agree"], ["B", "A", "never"]]
    settings = [["[survey.words]"], ["4 - agree", 4], ["never", 0], ["[survey.scales]"], ["survey", "0, 4"]]
    study = read_study(book_of(survey=survey, study=settings, trust=None), deriving=deriving)
    assert study.tables["survey"].frame["value"].tolist() == [4, 0]


def test_a_layer_whose_name_has_a_blank_needs_no_marks(book_of, deriving):
    study = read_study(book_of(study=[["[layer.Mutual help]"], ["from", "trust"]]), deriving=deriving)
    assert list(study.layers) == ["Mutual help"]


def test_a_refused_value_is_shown_as_the_cell_held_it(book_of, deriving):
    settings = [["[survey]"], ["questions", "Trust"], ["scales.Trust", "1 to 5"], ["scales.Value", "low to high"]]
    problems = check_study(book_of(survey=SURVEY, study=settings), deriving=deriving).problems
    [wrong] = [p for p in problems if p.code == "E603"]
    assert (wrong.line, wrong.value, wrong.expected) == (4, "low to high", "1, 4")


@pytest.mark.parametrize(("order", "day"), [("dmy", dt.date(2023, 4, 3)), ("mdy", dt.date(2023, 3, 4))])
def test_dates_in_text_follow_the_declared_order(book_of, deriving, order, day):
    settings = [["[study]"], ["cut_off", "03/04/2023"], ["[read]"], ["date_order", order]]
    assert read_study(book_of(study=settings), deriving=deriving).cut_off == day


def test_a_date_that_cannot_be_told_is_asked_for_as_a_cell(book_of, deriving):
    settings = [["[[snapshot]]"], ["name", "x"], ["from", "31/01/2023"], ["to", "2023-12-31"]]
    [wrong] = [p for p in check_study(book_of(study=settings), deriving=deriving).problems if p.code == "E603"]
    assert wrong.value == "31/01/2023"
    assert wrong.hint == "Write 2023-01-31 in the cell, or format the cell as a date."
    assert "quotation" not in str(wrong)
