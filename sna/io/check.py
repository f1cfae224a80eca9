"""Everything that is wrong with a study, or worth saying, and what became of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sna.errors import Problem, parts_of, spelled
from sna.io.bundled import find_study
from sna.io.gathered import Gathered
from sna.io.loading import Loading
from sna.io.names_file import names_as_csv
from sna.io.read import gather
from sna.io.suggested_names import suggested_names, unlike_any
from sna.io.text_table import Reading
from sna.model.study import Deriving, Study

if TYPE_CHECKING:
    import pandas as pd

    from sna.io.tables import ReadTable

PROBLEM_COLUMNS = ("code", "severity", "file", "sheet", "line", "column", "value", "expected", "hint", "message")
TABLE_COLUMNS = ("table", "file", "sheet", "rows_read", "rows_used", "rows_set_aside", "why")


@dataclass(frozen=True, eq=False)
class CheckReport:
    """What a check of a study found.

    Attributes
    ----------
    problems
        Errors first, then warnings, by file and line.
    tables
        One row a table: ``table, file, sheet, rows_read, rows_used, rows_set_aside, why``.
    study
        The study itself; ``None`` where an error keeps it from being read.
    read
        Every table that could be read, by name.
    survey
        Response, completion and confirmation of every question of a survey; ``None`` where there is none.
    reading
        How the files of the study are written.
    book
        The workbook, or other file of several tables, that the study is; empty for a folder of tables.
    """

    problems: tuple[Problem, ...]
    tables: pd.DataFrame
    study: Study | None = field(default=None, repr=False)
    read: Mapping[str, ReadTable] = field(default_factory=dict, repr=False)
    survey: pd.DataFrame | None = None
    reading: Reading = field(default_factory=Reading)
    book: str = ""

    def frame(self) -> pd.DataFrame:
        """Return the problems as a table: one row each, ``line`` empty where a problem has none."""
        import pandas as pd

        names = [f.name for f in fields(Problem)]
        rows = [{**{name: getattr(p, name) for name in names}, "severity": p.severity} for p in self.problems]
        rows = [
            {**row, "file": spelled(p.file), "sheet": spelled(p.sheet)}
            for row, p in zip(rows, self.problems, strict=True)
        ]
        frame = pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS), dtype=object)
        return frame.assign(line=pd.array(list(frame["line"]), dtype="Int64"))

    def names(self) -> pd.DataFrame:
        """Return spellings that may stand for a listed organisation: ``written, organisation, why, score, approve``.

        Nothing is merged by it: saved as ``aliases.csv`` in the study, the rows with yes under ``approve`` are applied.
        """
        return suggested_names(self.read)

    def names_as_csv(self) -> bytes:
        """Return `names` as a file that can be read as ``aliases.csv`` of this study, or opened in a spreadsheet."""
        return names_as_csv(self.names(), Reading() if self.book else self.reading)

    def unexplained(self) -> tuple[str, ...]:
        """Return ids of organisations that no list has, and that are like none of those listed."""
        return unlike_any(self.read)


def check_study(path: str | Path, *, deriving: Deriving, loading: Loading | None = None) -> CheckReport:
    r"""Read a study and report every problem instead of raising it.

    Parameters
    ----------
    path, deriving, loading
        As for `sna.io.read_study`.

    Returns
    -------
    CheckReport
        Problems and the fate of every table's rows.

    Raises
    ------
    UsageError
        If there is no such study.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from sna.model import Deriving
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "organisations.csv").write_text("organisation\nA\nB\n")
    ...     _ = pathlib.Path(folder, "trust.csv").write_text("from,to\nA,C\n")
    ...     report = check_study(folder, deriving=Deriving(None, None))
    >>> [(problem.code, problem.place) for problem in report.problems]
    [('E401', 'trust.csv line 2, column to')]
    """
    place = find_study(path)
    gathered = gather(place, deriving, loading or Loading())
    problems = tuple(gathered.problems)
    found = CheckReport(problems, _tables(gathered), gathered.study, gathered.tables)
    return replace(found, reading=gathered.reading, book=place.file)


def _tables(gathered: Gathered) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name, table in sorted(gathered.tables.items()):
        facts = table.facts
        aside = facts.rows_read - len(facts)
        why = "; ".join(f"{reason}: {many}" for reason, many in facts.unused.items())
        rows.append((name, *parts_of(facts.file), facts.rows_read, len(facts), aside, why))
    return pd.DataFrame(rows, columns=list(TABLE_COLUMNS))
