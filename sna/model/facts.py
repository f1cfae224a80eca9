"""Tables of dated facts, every row with its place in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sna.model.answers import ANSWER_ENDS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class FactTable:
    """One table of a study, checked and typed.

    Always true: ``frame.index`` is the line of each row in its file; columns have their canonical names, extra columns
    their own; ids, text and categories are text (missing: ``None``), dates ``datetime64`` (missing: ``NaT``), numbers
    ``float64`` (missing: ``NaN``), yes/no text; every id is known where it refers to another table.

    Attributes
    ----------
    name
        Table name: a key of `sna.model.schema.TABLES`, or the file's stem for an edge list.
    file
        File name within the study.
    frame
        The rows.
    rows_read, rows_blank
        Rows of the file, and how many of them were blank.
    rows_aside
        Reason → rows that were read and taken out again before anything was computed.
    """

    name: str
    file: str
    frame: pd.DataFrame
    rows_read: int
    rows_blank: int = 0
    rows_aside: Mapping[str, int] = field(default_factory=dict)

    @property
    def unused(self) -> dict[str, int]:
        """Reason → rows of the file that are not among the rows of the table; the numbers add up."""
        known = {"blank": self.rows_blank, **self.rows_aside}
        repeated = self.rows_read - len(self) - sum(known.values())
        found = {**known, "the same row twice, or of another width": repeated}
        return {reason: rows for reason, rows in found.items() if rows}

    def has(self, columns: Sequence[str]) -> bool:
        """Whether the table has all these columns."""
        return set(columns) <= set(self.frame.columns)

    @property
    def is_survey(self) -> bool:
        """Whether its rows are answers of respondents about partners."""
        return self.has(ANSWER_ENDS)

    def __len__(self) -> int:
        return len(self.frame)

    def __str__(self) -> str:
        return f"{self.name}: {len(self)} rows from {self.file}"
