"""The files of an invented study: how every study.toml begins, and the tables beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sna.simulate.dates import Period
from sna.simulate.tables import Row, as_csv


def opening(
    title: str,
    boundary: str,
    periods: Mapping[str, Period] | None = None,
    *,
    cut_off: dt.date | None = None,
    sampled: bool = False,
) -> str:
    """Return how study.toml begins: what the study is of, and its snapshots.

    Parameters
    ----------
    title, boundary
        What the study is called, and who is in it.
    periods
        Snapshot → its first and last day.
    cut_off
        Last day of the records.
    sampled
        Whether each snapshot has a sample of its own.

    Examples
    --------
    >>> print(opening("Two: an invented network", "Both", cut_off=dt.date(2015, 12, 31)), end="")
    # An invented study: see README.md for what is real in it.
    <BLANKLINE>
    [study]
    title = "Two: an invented network"
    boundary = "Both"
    cut_off = 2015-12-31
    """
    lines = ["# An invented study: see README.md for what is real in it.", "", "[study]"]
    lines += [f'title = "{title}"', f'boundary = "{boundary}"']
    lines += [f"cut_off = {cut_off}"] if cut_off else []
    for name, period in (periods or {}).items():
        lines += ["", "[[snapshot]]", f'name = "{name}"', f"from = {period.start}", f"to = {period.end}"]
        lines += [f'sample = "{name} interviews"'] if sampled else []
    return "\n".join(lines) + "\n"


def folder_of(
    settings: str, columns: Mapping[str, Sequence[str]], tables: Mapping[str, Sequence[Row]]
) -> dict[str, bytes]:
    """Return file name → content: study.toml, and a CSV file a table."""
    files = {f"{name}.csv": as_csv(columns[name], rows) for name, rows in tables.items()}
    return {"study.toml": settings.encode(), **files}
