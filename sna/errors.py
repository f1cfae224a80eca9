"""Every problem the tool can raise: one base class, permanent codes, one shape of message.

A message says *what is wrong, where, what was found, what to do*. All problems of a study come in one go, as the
``problems`` of a single error. Only `sna.commands` turns an error into an exit code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sna.codes import CODES

_OF_PERSONS = "E80"

_OF_SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_OF_ROWS = (".parquet", ".duckdb", ".sqlite", ".sqlite3", ".db")
"""Files that hold rows, not lines: their first row is row 1."""
_WITHIN = re.compile(r"\[([^\]]+)\](.+)", re.DOTALL)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey and not show: control characters, ends of lines, changes of direction."""
_LONGEST_WORD, _LONGEST_TEXT = 90, 300
"""Letters of a message: what is longer was found in a file, and would hide what is said of it."""
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def spelled(text: str) -> str:
    r"""Return text as it can be shown anywhere: on one line, with everything spelled out that a terminal would obey.

    Examples
    --------
    >>> print(spelled("Royal\\x1b[2JFree"))
    Royal\x1b[2JFree
    """
    return text if text.isprintable() else _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


def _short(text: str) -> str:
    if len(text) <= _LONGEST_WORD:
        return text
    words = _LONG_WORD.sub(lambda found: f"{found[0][:_LONGEST_WORD]}…", text)
    return words if len(words) <= _LONGEST_TEXT else f"{words[:_LONGEST_TEXT]}…"


def label_of(file: str, name: str) -> str:
    """Return how a table inside a file is called: as spreadsheets write it, or the file alone where it is one table.

    Examples
    --------
    >>> label_of("study.xlsx", "roles"), label_of("roles.csv", "")
    ('[study.xlsx]roles', 'roles.csv')
    """
    return f"[{file}]{name}" if name else file


def parts_of(label: str) -> tuple[str, str]:
    """Return the file of a table, and its name in there.

    Examples
    --------
    >>> parts_of("[study.xlsx]roles"), parts_of("roles.csv")
    (('study.xlsx', 'roles'), ('roles.csv', ''))
    """
    inside = _WITHIN.fullmatch(label)
    return (inside[1], inside[2]) if inside else (label, "")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or worth saying, and its place.

    Attributes
    ----------
    code
        A key of `CODES`; ``E…`` stops the run, ``W…`` is reported.
    message
        What is wrong, in one sentence.
    file, line, column
        The place: file name within the study, line in that file (1 = first; of a Parquet file or a database the row),
        column heading; empty where there is none.
        A table inside a file may be given as spreadsheets write it: ``[study.xlsx]roles``.
    value
        What was found.
    expected
        What would have been right.
    hint
        What to do.
    sheet
        The sheet of a workbook, or the table of a database.
    """

    code: str
    message: str
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    expected: str = ""
    hint: str = ""
    sheet: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code} is not a code of sna.codes.CODES")
        for text in ("message", "column", "value", "expected", "hint"):
            object.__setattr__(self, text, spelled(_short(getattr(self, text))))
        file, sheet = parts_of(self.file)
        if sheet:
            object.__setattr__(self, "file", file)
            object.__setattr__(self, "sheet", sheet)

    @property
    def severity(self) -> Literal["error", "warning"]:
        """``error`` stops the run, ``warning`` does not."""
        return "error" if self.code.startswith("E") else "warning"

    @property
    def label(self) -> str:
        """The table it is about, as `label_of` writes it."""
        return label_of(self.file, self.sheet)

    @property
    def place(self) -> str:
        """Where: ``roles.csv line 7, column end``; empty where the problem has no place.

        Files without lines say ``row 7``: row 1 is the first one below the headings.
        """
        line = "row" if self.file.lower().endswith(_OF_ROWS) else "line"
        table = "sheet" if self.file.lower().endswith(_OF_SHEETS) else "table"
        parts = [self.file, f"{table} {self.sheet}" if self.sheet else ""]
        where = spelled(" ".join(part for part in (*parts, f"{line} {self.line}" if self.line else "") if part))
        return ", ".join(part for part in (where, f"column {self.column}" if self.column else "") if part)

    def __str__(self) -> str:
        found = f" Found: {self.value}." if self.value else ""
        expected = f" Expected: {self.expected}." if self.expected else ""
        hint = f" {self.hint}" if self.hint else ""
        place = f"{self.place}: " if self.place else ""
        return f"{self.code} {place}{self.message}{found}{expected}{hint}"


class SnaError(Exception):
    """Base of everything that is the user's to mend; carries every `Problem` found, never only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(SnaError):
    """The request itself cannot be met: no such study, layer, snapshot, metric or column."""


class DataError(SnaError):
    """The tables or study.toml are not right."""


class BlockedError(DataError):
    """Something stands in the tables, or would leave them, that must not: data of persons."""


class NoResultError(SnaError):
    """Something asked for by name has no result at all."""


class TooLargeError(SnaError):
    """A table is beyond the memory that may be used."""


class OutputError(SnaError):
    """The result cannot be written."""


def blocked_or_wrong(problems: Iterable[Problem]) -> DataError:
    """Return the error of tables that are not right; a `BlockedError` where one of them holds data of persons.

    Examples
    --------
    >>> type(blocked_or_wrong([Problem("E801", "This column holds NHS numbers.")])).__name__
    'BlockedError'
    """
    listed = tuple(problems)
    blocked = any(problem.code.startswith(_OF_PERSONS) for problem in listed)
    return BlockedError(listed) if blocked else DataError(listed)


class BugError(Exception):
    """A fault of the tool itself: never raised for a user's mistake, and never caught except to say so."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the nearest known word, or lists what is known.

    Parameters
    ----------
    word
        What was written.
    known
        What would have been understood.

    Examples
    --------
    >>> nearest("snapshts", ["snapshots", "title"])
    "Did you mean 'snapshots'?"
    """
    options = sorted(set(known))
    lowered = {option.lower(): option for option in options}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{lowered[close[0]]}'?"
    if not options:
        return "There is none to choose from."
    shown = ", ".join(options[:12])
    return f"Known: {shown}{', …' if len(options) > 12 else ''}."  # noqa: PLR2004
