"""The rows of a file as columns of distinct cells, each with its line, and how a cell is shown in a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sna.errors import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SHOWN = 100
"""Problems of one kind in one column that are listed one by one; the rest are counted."""
_LONGEST = 60


@dataclass(frozen=True)
class Reading:
    """How files are written, ``[read]`` of study.toml, and the headings that ``[people]`` permits, folded."""

    encoding: str = "utf-8"
    delimiter: str = ","
    date_order: str = "ymd"
    decimal: str = "."
    header_row: int = 1
    permitted: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Under:
    """Headings of a file, and which of them each row of a column that was put together from several stands under."""

    headings: tuple[str, ...]
    codes: npt.NDArray[np.int32]

    def at(self, row: int) -> str:
        """Return the heading of a row."""
        return self.headings[int(self.codes[row])]


@dataclass(frozen=True, eq=False)
class TextColumn:
    """One column of a file: its distinct cells, and which of them stands in each row."""

    file: str
    heading: str
    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int64]
    typed: frozenset[int] = frozenset()
    """Which of ``values`` were numbers, dates or yes/no in their file, and are written plainly: 1234.5, 2019-04-30."""
    under: Under | None = None
    """The headings of its rows, where they stood in several columns of the file."""

    def heading_at(self, row: int) -> str:
        """Return the heading under which the cell of a row stands."""
        return self.heading if self.under is None else self.under.at(row)

    def problem(self, code: str, at: int, message: str, *, expected: str = "", hint: str = "") -> Problem:
        """Return a problem with the cell ``values[at]``: placed at its first line, counted over all."""
        rows = (self.codes == at).nonzero()[0]
        many = f" ({len(rows)} {'cells' if self.under else 'rows'})" if len(rows) > 1 else ""
        line, heading = int(self.lines[rows[0]]), self.heading_at(int(rows[0]))
        value = shown(self.values[at])
        return Problem(code, f"{message}{many}.", self.file, line, heading, value, expected, hint)


@dataclass(frozen=True, eq=False)
class TextTable:
    """The rows of one file, blank ones left out and counted; ``lost`` are the cells of rows of another width.

    ``matrix`` says that its rows are the cells of a matrix, most of which are zero as a matter of course.
    """

    file: str
    columns: tuple[TextColumn, ...]
    lines: npt.NDArray[np.int64]
    rows_read: int
    rows_blank: int
    lost: frozenset[str] = frozenset()
    matrix: bool = False


def shown(value: str) -> str:
    """Return a cell as a message may show it: on one line, control characters spelled out, long ones cut."""
    spelled = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value[:_LONGEST])
    return spelled if len(value) <= _LONGEST else f"{spelled}…"


def capped(problems: list[Problem]) -> list[Problem]:
    """Return the first problems of one kind; where there are too many, the last one counts the rest."""
    if len(problems) <= SHOWN:
        return problems
    last = problems[SHOWN]
    rest = f"… and {len(problems) - SHOWN} more of this kind in this column."
    return [*problems[:SHOWN], Problem(last.code, rest, last.file, last.line, last.column)]
