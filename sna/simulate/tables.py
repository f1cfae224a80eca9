"""Rows as CSV, always the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | dt.date | None
Row = Mapping[str, Cell]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    r"""Return rows as CSV: a header, UTF-8, ``\n`` at the end of each line, dates as ISO, blank for ``None``.

    Parameters
    ----------
    columns
        Headings, in order; a row without one of them gets a blank cell.
    rows
        Column → cell.

    Returns
    -------
    bytes
        The file's content.

    Raises
    ------
    ValueError
        If a row has a column that is not a heading.

    Examples
    --------
    >>> as_csv(["person", "start"], [{"person": "P001", "start": dt.date(2014, 2, 3)}, {"person": "P, 2"}])
    b'person,start\nP001,2014-02-03\n"P, 2",\n'
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
