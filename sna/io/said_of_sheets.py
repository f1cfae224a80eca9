"""What is said of a study that is one workbook: of sheets and rows, where files and lines of study.toml are meant."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.settings_sheet import SETTINGS

_MISSING = ("organisations.csv", "meetings.csv")
"""Files that a study lacks: in a workbook, sheets."""
_SAID = {
    "in study.toml": f"in sheet {SETTINGS}",
    "study.toml": f"sheet {SETTINGS}",
    "Add meetings.csv": "Add a sheet meetings",
    "name the file after it": "name the sheet after it",
}
_IN_A_CELL = {
    "a date without quotation marks, such as": "a date, such as",
    "texts in quotation marks, such as": "texts with commas between them, such as",
    "text in quotation marks, such as": "text, such as",
    "a list of texts, such as": "texts with commas between them, such as",
}
"""What a cell of the sheet of settings should hold, beside what a line of study.toml should."""
_DAY = re.compile(r"Write (?:\w+ = )?([^,]*), without quotation marks\.")
_LIST = re.compile(r"\b([\w.]+(?:\.\"[^\"]*\")?) = (\[[^\[\]]*\])")
_TABLE = re.compile(r"\b(\w+) = \"([^\"]*)\" under \[tables\]")
_WORDS = re.compile(r"\bwords = \{ \"?([^\"{}]+?)\"? = … \}")


def as_of_a_workbook(problem: Problem, file: str) -> Problem:
    """Return a problem of a study that is one workbook, its advice about files turned to sheets.

    Parameters
    ----------
    problem
        As it is said of a folder with a study.toml.
    file
        Name of the workbook.

    Examples
    --------
    >>> as_of_a_workbook(Problem("E603", "…", hint='Write questions = ["Trust", "Value"].'), "study.xlsx").hint
    'Write questions | Trust, Value.'
    """
    expected, hint = problem.expected, problem.hint
    if fold(problem.sheet) == SETTINGS:
        for said, of_cells in _IN_A_CELL.items():
            expected = expected.replace(said, of_cells)
        hint = _DAY.sub(r"Write \1 in the cell, or format the cell as a date.", hint)
    return replace(
        problem,
        message=_of_sheets(problem.message),
        expected=_unquoted(expected) if fold(problem.sheet) == SETTINGS else expected,
        hint=_of_rows(_of_sheets(hint.replace(f'"[{file}]', '"'))),
        file=file if problem.file in _MISSING else problem.file,
    )


def _of_sheets(text: str) -> str:
    for said, of_sheets in _SAID.items():
        text = text.replace(said, of_sheets)
    return text


def _of_rows(hint: str) -> str:
    """Return advice to write ``key = […]`` as the row that says so: what is in column A, a bar, what is in column B."""
    hint = _TABLE.sub(r"\1 | \2 under [tables]", _WORDS.sub(r"words.\1 | …", hint))
    return _LIST.sub(lambda found: f"{found[1].replace(chr(34), '')} | {_cell(found[2])}", hint)


def _cell(written: str) -> str:
    try:
        listed = tomllib.loads(f"x = {written}")["x"]
    except tomllib.TOMLDecodeError:
        return _unquoted(written)
    return written if any("," in str(part) for part in listed) else ", ".join(str(part) for part in listed)


def _unquoted(text: str) -> str:
    return re.sub(r'[\["\]]', "", text)
