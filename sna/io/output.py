"""A table → CSV or JSON text, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from typing import TYPE_CHECKING, Literal

import numpy as np

from sna.io.cells import GUARDED

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | None


def table_as_text(table: pd.DataFrame, fmt: Literal["csv", "json"], *, guard: bool = True, delimiter: str = ",") -> str:
    r"""Return a table as text.

    Parameters
    ----------
    table
        Columns of text, numbers, dates or yes/no; its index is left out.
    fmt
        ``csv``, or ``json`` for an array of objects.
    guard
        In CSV, put one ``'`` before text that a spreadsheet would take for a formula; `read_study` takes it off.
    delimiter
        What stands between the cells of CSV.

    Returns
    -------
    str
        Numbers to 12 significant digits; what is undefined is empty in CSV and ``null`` in JSON; lines end in ``\n``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"organisation": ["A", "=B"], "value": [1 / 3, float("nan")]})
    >>> print(table_as_text(table, "csv"))
    organisation,value
    A,0.333333333333
    '=B,
    >>> print(table_as_text(table.head(1), "json"))
    [
    {"organisation": "A", "value": 0.333333333333}
    ]
    """
    headings = [str(column) for column in table.columns]
    columns = [[plain(value) for value in table.iloc[:, place]] for place in range(len(headings))]
    rows = list(zip(*columns, strict=True))
    if fmt == "json":
        objects = (
            json.dumps(dict(zip(headings, map(_json, row), strict=True)), ensure_ascii=False, allow_nan=False)
            for row in rows
        )
        inside = ",\n".join(objects)
        return f"[\n{inside}\n]\n" if rows else "[]\n"
    special = re.compile(f'[{re.escape(delimiter)}"\r\n]')
    lines = [[_csv(heading, special, guard=guard) for heading in headings]]
    lines += [[_csv(value, special, guard=guard) for value in row] for row in rows]
    return "".join(delimiter.join(cells) + "\n" if cells != [""] else '""\n' for cells in lines)


def plain(value: object) -> Cell:
    """Return a cell as text, a whole number, a number, yes/no, or ``None`` where there is nothing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float | np.floating):
        return None if math.isnan(value) else float(f"{value:.12g}") + 0.0
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, dt.date):
        return None if value != value else value.strftime("%Y-%m-%d")  # noqa: PLR0124 - NaT alone differs from itself
    return None if str(value) in {"<NA>", "NaT"} else str(value)


def _json(value: Cell) -> Cell:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _csv(value: Cell, special: re.Pattern[str], *, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if guard and isinstance(value, str) and text != "-" and GUARDED.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if special.search(text) else text
