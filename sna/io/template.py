"""An empty study to fill in: a workbook, or a folder of CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from sna.errors import Problem, UsageError, nearest
from sna.io.container import OLD_KINDS
from sna.io.dictionary import HEADINGS, dictionary_of
from sna.io.examples import EXAMPLES
from sna.io.shelf import TEXT
from sna.io.template_settings import settings_as_toml
from sna.io.writing import write_file, write_files
from sna.model.schema import TABLES

USUAL = ("organisations", "people", "roles", "mdt_links", "meetings", "attendance", "survey", "timeline")
"""The tables of a new study, unless others are named."""
_WITH = {
    "contacts": "people",
    "attendance": "meetings",
    "cases": "meetings",
    "members": "partnerships",
    "factors": "partnerships",
}


def new_study(path: str | Path, *, tables: Sequence[str] = (), overwrite: bool = False) -> tuple[str, ...]:
    """Write an empty study with an example row or two in each table.

    Parameters
    ----------
    path
        A workbook, if its name ends in ``.xlsx``; else a folder, made if it is not there.
    tables
        Which tables; the usual ones if none is named. Organisations are always there, and what a table refers to.
    overwrite
        Whether what is there may be replaced.

    Returns
    -------
    tuple of str
        The tables that were written.

    Raises
    ------
    UsageError
        If there is no such table, or the name is that of another kind of file.
    OutputError
        If the study exists already, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     new_study(Path(folder, "study.xlsx"), tables=["attendance"])
    ('organisations', 'meetings', 'attendance')
    """
    from sna.io.template_workbook import template_as_xlsx

    chosen = _chosen(tables)
    path = Path(path)
    if path.suffix.lower() in (*OLD_KINDS, *TEXT, ".toml"):
        hint = "Give the name of a workbook that ends in .xlsx, or of a folder."
        raise UsageError(Problem("E107", f"A new study cannot be a file like '{path.name}'.", hint=hint))
    if path.suffix.lower() == ".xlsx":
        write_file(path, template_as_xlsx(chosen), overwrite=overwrite)
    else:
        write_files(path, template_files(chosen), overwrite=overwrite)
    return chosen


def template_files(tables: Sequence[str]) -> dict[str, bytes]:
    """Return a new study as files: name → bytes.

    Examples
    --------
    >>> print(template_files(["organisations"])["organisations.csv"].decode().splitlines()[1].rstrip(","))
    EXAMPLE-A,"Example hospital, north",,,,nhs,specialist
    """
    files = {f"{name}.csv": _csv(name) for name in tables}
    return {**files, "study.toml": settings_as_toml().encode(), "README.md": _readme(tables).encode()}


def _chosen(tables: Sequence[str]) -> tuple[str, ...]:
    for name in tables:
        if name not in TABLES:
            raise UsageError(Problem("E101", f"There is no table '{name}'.", hint=nearest(name, TABLES)))
    wanted = set(tables or USUAL) | {"organisations"}
    wanted |= {_WITH[name] for name in wanted if name in _WITH}
    order = [*USUAL, *(name for name in TABLES if name not in USUAL)]
    return tuple(name for name in order if name in wanted)


def _csv(name: str) -> bytes:
    text = io.StringIO(newline="")
    columns = [column.name for column in TABLES[name].columns]
    rows = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    rows.writeheader()
    rows.writerows(EXAMPLES[name])
    return text.getvalue().encode()


def _readme(tables: Sequence[str]) -> str:
    cells = [HEADINGS, ("---",) * len(HEADINGS), *dictionary_of(tables)]
    return "\n".join(
        [
            "# How to fill this study in",
            "",
            "1. Put your organisations in `organisations.csv`, one a row; every other file uses the ids you give them.",
            "2. Fill in the files you have records for, a row for each role, meeting, link. Delete the others.",
            "3. Delete the rows that start with EXAMPLE.",
            "4. Columns that are not needed may stay blank, or be deleted; add columns of your own.",
            "5. Leave blank what is not known: a blank is missing, a 0 is none. Dates are year-month-day.",
            "6. `study.toml` holds the settings; all of them may stay as they are.",
            "",
            "A spreadsheet program changes ids such as 001 and 5E1 when it opens a CSV file: format the column as text",
            "on opening, or start from a workbook (`sna new study.xlsx`), where this is done.",
            "",
            "Then `sna check FOLDER` says everything that is wrong, and `sna report FOLDER` writes the page.",
            "",
            "## What the columns hold",
            "",
            *(f"| {' | '.join(row)} |" for row in cells),
            "",
        ]
    )
