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

_OF_PERSONS = "E80"
CODES: dict[str, str] = {
    "E101": "a file or folder does not exist",
    "E102": "a folder stands where a file was expected",
    "E104": "a file is empty",
    "E105": "a table that is needed has no rows",
    "E106": "a workbook under the name of a text file",
    "E107": "a format that is not read, or not written",
    "E108": "a workbook with a password",
    "E109": "a workbook that is damaged",
    "E110": "a workbook that would grow beyond all bounds",
    "E111": "a workbook with parts that point out of it",
    "E112": "an XML file with a document type declaration",
    "E113": "a network file that breaks the rules of its format",
    "E114": "a file is larger, or says it is larger, than the tool can read",
    "E116": "a file is not text in the declared encoding",
    "E118": "a control character in a cell or a text",
    "E120": "the delimiter is not the declared one",
    "E122": "a quotation mark is never closed",
    "E123": "a cell is too long to be read",
    "E124": "a page or a pointer in the place of a table",
    "E126": "two files for the same table",
    "E127": "one of the two files of a dataset is missing",
    "E201": "a column that is needed is missing",
    "E202": "two columns have the same name",
    "E203": "a column without a name",
    "E205": "a row has more cells than the header",
    "E206": "a row has fewer cells than the header",
    "E209": "merged cells in a header",
    "E210": "merged cells in a table",
    "E211": "a row of totals below the table",
    "E212": "a note below the table",
    "E213": "a header among the rows",
    "E215": "a sheet or table that is not in its file",
    "E216": "a formula without a value",
    "E218": "a matrix that does not have the rows and columns it should have",
    "E219": "a composite lacks one of its items",
    "E221": "a column that holds bytes, lists or the like",
    "E301": "an id, or another cell that a row needs, is blank",
    "E303": "the same id twice, with different facts",
    "E306": "two organisations whose ids differ in capitals only",
    "E309": "an id that a spreadsheet turned into a number",
    "E316": "a number is not finite",
    "E317": "a number is negative",
    "E319": "a cell is not a number",
    "E320": "a count that is suppressed",
    "E321": "a number that is too large, too close to zero, or not whole where people or things are counted",
    "E323": "a value outside its scale",
    "E324": "a value is not one of the list",
    "E325": "a cell is not yes or no",
    "E326": "somebody who did not attend was present for some minutes",
    "E329": "a column named for groups cannot divide the organisations",
    "E401": "an id that is not in the table it refers to",
    "E404": "the same tie twice",
    "E405": "the two directions of an undirected tie disagree",
    "E406": "ties with and without direction, or not said which",
    "E407": "a network file that holds more than one network of pairs",
    "E410": "a chain of parents or successors without an end",
    "E441": "an alias that cannot be used",
    "E501": "a date is not in the declared order",
    "E502": "dates in two orders in one column",
    "E503": "a date that does not exist",
    "E506": "an end before its start",
    "E513": "a time of day that cannot be read",
    "E514": "somebody left before they joined",
    "E515": "an event of the timeline without a date",
    "E601": "study.toml is not valid TOML",
    "E602": "study.toml has a key that means nothing",
    "E603": "study.toml has a value of the wrong kind",
    "E604": "study.toml names a file outside the study",
    "E607": "two snapshots have the same name",
    "E609": "the output would lie among the tables of a study",
    "E610": "the output exists already",
    "E702": "a metric that does not exist, or has no result here",
    "E704": "a metric left its bounds: a fault of the tool",
    "E707": "a formula of a test that cannot be read",
    "E708": "a test that was asked for by name has no result",
    "E801": "a column that holds what identifies a person",
    "E851": "the output cannot be written",
    "E855": "text that a format cannot hold",
    "E856": "a network that a format cannot hold",
    "E901": "a workbook holds more than can be read",
    "E902": "a sheet is too wide to be read",
    "W104": "a table has no rows",
    "W117": "garbled text",
    "W121": "a first line that names the delimiter",
    "W125": "a file is not read because its name ends in .txt",
    "W126": "what a network file says beyond its network",
    "W127": "a workbook is open in a spreadsheet program",
    "W204": "a table is not used",
    "W205": "columns that are kept and not used",
    "W207": "blank rows",
    "W214": "something is hidden in a sheet, and was read",
    "W218": "a table read as a matrix, or as a list of partners, that was not declared as a layer",
    "W220": "a name of several lines",
    "W222": "rows of a template's example",
    "W302": "the same row twice",
    "W303": "rows of events that are exactly alike",
    "W304": "blanks or accents in an id",
    "W305": "characters that cannot be seen in an id",
    "W306": "ids that differ in capitals only",
    "W307": "ids that look the same and are not",
    "W308": "organisations that have the same name, or names that look alike",
    "W310": "ids that look like dates",
    "W311": "a name of more than 500 characters",
    "W315": "a weight is blank: its pair counts as not observed",
    "W318": "a weight of zero: asked, no tie",
    "W323": "a question asked on different scales",
    "W324": "a value that is not one of the usual ones",
    "W325": "answers far above all others, and no scale is declared",
    "W327": "more minutes than the meeting lasted",
    "W328": "more sessions than a week has",
    "W330": "a group with one member",
    "W331": "values of groups that differ in capitals or blanks only",
    "W332": "values of groups that are spelled nearly alike",
    "W333": "organisations without a group",
    "W334": "the groups compared were concluded, not declared",
    "W335": "organisations whose centre type is taken from the rows of centres",
    "W402": "organisations without any tie",
    "W403": "ties of an organisation with itself",
    "W408": "a site has ties beside the trust that it is part of",
    "W409": "an organisation and its successor at the same time",
    "W411": "meetings with fewer than two organisations",
    "W412": "one event that makes most ties",
    "W413": "everybody is tied to everybody",
    "W414": "a snapshot without ties",
    "W416": "records of an organisation that is not open in the snapshot",
    "W417": "too few organisations answered a survey",
    "W420": "rows that name no organisation, or several, where one is needed",
    "W421": "attendance that does not count: absent, not known, cancelled, without minutes",
    "W422": "organisations that no row of a table names",
    "W423": "answers of an organisation that is said not to have answered",
    "W424": "pairs that respondents do not list, although they list others as no tie",
    "W431": "organisations that count as their successors",
    "W432": "people who opted out",
    "W441": "ids that are read as another, as aliases.csv says",
    "W442": "aliases that nobody approved, and that are not applied",
    "W443": "approved aliases that are in no table",
    "W507": "two rows of the same thing for the same days",
    "W508": "a period that crosses a snapshot boundary is shared between snapshots",
    "W509": "records outside every snapshot, or without a date",
    "W510": "the cut-off is the last date in the data",
    "W511": "dates after the cut-off, or before 1948",
    "W521": "a table without dates is used in every snapshot",
    "W522": "snapshots overlap, or leave days out",
    "W523": "dates that no snapshot divides",
    "W605": "keys of study.toml that change nothing in this version",
    "W710": "totals that do not agree",
    "W801": "a column of a table of people that is headed like personal data",
    "W855": "what a format has no place for is left out",
    "W856": "names that were changed on the way out",
    "W857": "what was written needs a second look",
}
"""Code → what it means. Codes are permanent: a code is never used again for something else."""


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
            raise ValueError(f"{self.code} is not a code of sna.errors.CODES")
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
