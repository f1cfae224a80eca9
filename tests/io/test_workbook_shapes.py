"""Guards what only spreadsheets can get wrong: merged cells, hidden rows, filters, formulas without a value."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters

from sna.io import check_study

TIES = [["from", "to"], ["A", "B"], ["B", "C"]]


def the(code, path, deriving):
    found = [p for p in check_study(path, deriving=deriving).problems if p.code == code]
    assert len(found) == 1, found
    assert len(str(found[0])) < 500
    return found[0]


def test_a_right_workbook_has_no_problems(book_of, problems_of):
    assert problems_of(book_of()) == []


def test_merged_cells_are_refused_with_their_ranges(book_of, deriving):
    def merge(book):
        book["trust"].merge_cells("A2:A3")
        book["trust"].merge_cells("E40:F41")

    problem = the("E210", book_of(merge, trust=TIES), deriving)
    assert (problem.sheet, problem.line, problem.value) == ("trust", 2, "A2:A3")


def test_a_merged_header_is_refused(book_of, deriving):
    def merge(book):
        book["trust"].merge_cells("C1:D1")

    problem = the("E209", book_of(merge, trust=[["from", "to", "time"], ["A", "B"]]), deriving)
    assert (problem.sheet, problem.line, problem.value) == ("trust", 1, "C1:D1")


def test_a_header_over_two_rows_is_refused_even_where_its_names_stand_in_the_second(book_of, deriving):
    def merge(book):
        book["trust"].merge_cells("B1:C1")

    ties = [["layer", "organisations"], ["", "from", "to"], ["x", "A", "B"]]
    assert the("E209", book_of(merge, trust=ties), deriving).value == "B1:C1"


def test_a_merged_title_is_a_title(book_of, deriving):
    def merge(book):
        book["trust"].merge_cells("A1:B1")

    problem = the("E201", book_of(merge, trust=[["Trust 2019"], *TIES]), deriving)
    assert "Line 2 looks like the header" in problem.hint
    assert "in sheet study" in problem.hint


def test_hidden_parts_are_read_and_said(book_of, deriving):
    def hide(book):
        sheet = book["trust"]
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.auto_filter.ref = "A1:B3"
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["A"])))

    path = book_of(hide, trust=TIES)
    assert (
        "1 row is hidden (the first: 3); 1 column is hidden (B 'to'); a filter" in the("W214", path, deriving).message
    )
    report = check_study(path, deriving=deriving)
    assert report.study is not None
    assert len(report.study.tables["trust"]) == 2


def test_a_hidden_sheet_is_read_and_said(book_of, deriving):
    def hide(book):
        book["trust"].sheet_state = "hidden"

    assert the("W214", book_of(hide), deriving).sheet == "trust"


def test_a_filter_that_hides_nothing_is_not_worth_saying(book_of, problems_of):
    def buttons(book):
        book["trust"].auto_filter.ref = "A1:B3"

    assert problems_of(book_of(buttons, trust=TIES)) == []


def test_formulas_without_a_value_and_errors_are_named_by_their_cells(book_of, deriving):
    ties = [["from", "to", "weight"], ["A", "B", "=1+1"], ["B", "C", "#REF!"], ["A", "C", "#N/A"]]
    problem = the("E216", book_of(trust=ties), deriving)
    assert (problem.sheet, problem.line, problem.column) == ("trust", 2, "weight")
    assert problem.value == "C2, C3 #REF!, C4 #N/A"


def test_many_formulas_without_a_value_are_one_problem(book_of, deriving):
    ties = [["from", "to", "weight"], *(["A", "B", "=1/0"] for _ in range(300))]
    problem = the("E216", book_of(trust=ties), deriving)
    assert "(300 cells)" in problem.message
    assert problem.value.endswith("and 288 more")


def test_a_cell_far_to_the_right_is_refused_and_a_blank_one_is_not_there(book_of, deriving, problems_of):
    def far(book):
        book["trust"]["XFD200"] = "x"

    def blank(book):
        book["trust"]["XFD200"].number_format = "@"

    assert the("E902", book_of(far), deriving).value == "XFD200"
    assert problems_of(book_of(blank)) == []


def test_a_column_without_a_heading_that_holds_cells_is_refused(book_of, deriving):
    assert the("E203", book_of(trust=[["from", "to"], ["A", "B", None, "note"]]), deriving).line == 1


def test_a_table_may_stand_anywhere_in_its_columns(book_of, problems_of):
    assert problems_of(book_of(trust=[[None, "from", None, "to"], [None, "A", None, "B"]])) == []


def test_ids_that_became_dates_or_numbers_are_said(book_of, deriving):
    listed = [["organisation"], ["RRV"], ["RJ1"], [50], [dt.date(2019, 9, 1)]]
    ties = [["from", "to"], ["RRV", "RJ1"]]
    path = book_of(organisations=listed, trust=ties)
    assert the("E309", path, deriving).value == "50"
    assert the("W310", path, deriving).value == "2019-09-01"


@pytest.mark.parametrize("ids", [[1, 2, 30], ["RRV", 510, "A1X"], ["A", "BB", 510]])
def test_ids_that_may_be_numbers_are_left_alone(book_of, problems_of, ids):
    ties = [["from", "to"], [ids[0], ids[1]], [ids[1], ids[2]]]
    assert problems_of(book_of(organisations=[["organisation"], *([i] for i in ids)], trust=ties)) == []


def test_digits_that_a_number_cannot_hold_are_lost_and_said(book_of, deriving):
    listed = [["organisation"], [1.2345678901234567e22], ["A"], ["B"]]
    assert the("E309", book_of(organisations=listed, trust=[["from", "to"], ["A", "B"]]), deriving).line == 2


def test_decimals_of_typed_cells_do_not_depend_on_the_declared_comma(book_of, problems_of, deriving):
    ties = [["from", "to", "weight"], ["A", "B", 1.5], ["B", "C", "2,5"]]
    path = book_of(trust=ties, study=[["[read]"], ["decimal", ","]])
    assert problems_of(path) == []
    report = check_study(path, deriving=deriving)
    assert report.study is not None
    assert report.study.tables["trust"].frame["weight"].tolist() == [1.5, 2.5]


def test_control_characters_are_refused_where_a_workbook_can_hold_them(book_of, deriving):
    problem = the("E118", book_of(organisations=[["organisation"], ["A"], ["B"], ["C_x0007_"]]), deriving)
    assert (problem.sheet, problem.line, problem.value) == ("organisations", 4, "C\\x07")
