"""Files that cannot be what their names say."""

from __future__ import annotations

import re

from sna.errors import Problem
from sna.io.text_table import shown

_FOLDERS = re.compile(r"(?:[A-Za-z]:)?[/\\](?:[^\s\"'/\\]+[/\\])+")


def damaged(file: str, kind: str, reason: str) -> Problem:
    """Return the problem of a file that its library cannot read, with the library's own reason on one line.

    Examples
    --------
    >>> print(damaged("roles.parquet", "Parquet file", "Couldn't deserialize thrift"))
    E109 roles.parquet: This is no Parquet file, or a damaged one. Found: Couldn't deserialize thrift. Save it again ...
    """
    message = f"This is no {kind}, or a damaged one."
    hint = "Save it again from the program it comes from, or export the table as CSV UTF-8."
    return Problem("E109", message, file, value=_in_short(reason), hint=hint)


def unreadable(label: str, reason: str) -> Problem:
    """Return the problem of one table or view of a database, with the library's own reason on one line.

    Examples
    --------
    >>> print(unreadable("[study.duckdb]spy", 'Cannot access "/private/list.csv"'))
    E109 study.duckdb table spy: This table or view cannot be read. Found: Cannot access "list.csv". Save ...
    """
    hint = "Save what it shows as a table of the database, or take it out."
    return Problem("E109", "This table or view cannot be read.", label, value=_in_short(reason), hint=hint)


def _in_short(reason: str) -> str:
    """Return the first line of a reason, folders left out."""
    first = next((line.strip() for line in reason.splitlines() if line.strip()), "").rstrip(".")
    return shown(_FOLDERS.sub("", first))
