"""Read a study, or say all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sna.model import Study

if TYPE_CHECKING:
    from sna.io import CheckReport, Loading

Progress = Callable[[str, float], None]


def load(path: str | Path, *, memory: int = 0, progress: Progress | None = None, window: int = 0) -> Study:
    """Read a study: a folder, a ``study.toml``, a workbook, a database file, or the name of a bundled study.

    Parameters
    ----------
    path
        Where the tables are.
    memory
        Bytes that a table may take; four fifths of the machine's memory where none is given.
    progress
        Told a table's label and the share of it that has been read, now and then.
    window
        Months that end with each snapshot of the calendar, in place of what study.toml says; 0 leaves it to that.

    Returns
    -------
    Study
        Checked tables with ordered snapshots, layers and contrasts; ``study.problems`` holds what is worth saying.

    Raises
    ------
    DataError
        With every problem of every table at once.
    UsageError
        If there is no such study, or the window that was asked for cannot be.
    TooLargeError
        If a table is beyond the memory that may be used.

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> study.snapshots.names
    ('before', 'during', 'after')
    """
    from sna.derive import DERIVING
    from sna.io import read_study

    return read_study(path, deriving=DERIVING, loading=_loading(memory, progress, window))


def check(path: str | Path, *, memory: int = 0, progress: Progress | None = None) -> CheckReport:
    """Say everything that is wrong with a study, or worth saying, and what became of its rows; raise nothing for it.

    Parameters
    ----------
    path, memory, progress
        As for `load`.

    Returns
    -------
    CheckReport
        ``problems`` (errors first), ``tables`` (rows read, used, set aside and why), ``study`` where it can be read,
        ``survey`` (response, completion and confirmation, as `sna.survey_quality`) where there is one.

    Raises
    ------
    UsageError
        If there is no such study.

    Examples
    --------
    >>> import sna
    >>> [problem.code for problem in sna.check("centralised-surgery").problems if problem.severity == "error"]
    []
    """
    from dataclasses import replace

    from sna.contrast import primary_problems
    from sna.derive import DERIVING, derivation_problems, survey_quality
    from sna.io import check_study
    from sna.report import rows_table

    found = check_study(path, deriving=DERIVING, loading=_loading(memory, progress))
    if found.study is None:
        return found
    problems = (*primary_problems(found.study), *found.problems, *derivation_problems(found.study))
    answers = survey_quality(found.study)
    survey = None if answers.empty else answers
    return replace(found, problems=problems, tables=rows_table(found.study), survey=survey)


def _loading(memory: int, progress: Progress | None, window: int = 0) -> Loading:
    from sna.io import Loading

    return Loading(memory, progress, window) if progress else Loading(memory, window=window)
