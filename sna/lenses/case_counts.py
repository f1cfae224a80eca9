"""Cases listed at meetings: how many were not discussed, by whom they were listed, when, and for want of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.derive.columns import dates, is_in, texts
from sna.derive.windows import happened_in
from sna.model import Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

MOST_MONTHS = 24
"""Over more months than this, periods are quarters."""
NOT_SAID = "not said"


def cases_of(study: Study) -> pd.DataFrame:
    """Return the rows of ``cases`` with the day of their meeting, and how many were not discussed.

    Returns
    -------
    DataFrame
        ``organisation``, ``item``, ``responsible``, ``day``, ``listed``, ``discussed``, ``deferred`` as recorded, and
        ``missed``: listed less discussed, or where discussed is not known, deferred; ``NaN`` where neither is.
    """
    import pandas as pd

    frame, meetings = study.tables["cases"].frame, study.tables["meetings"].frame
    place = pd.Index(meetings["meeting"]).get_indexer(pd.Index(frame["meeting"]))
    listed, discussed, deferred = (_numbers(frame, column) for column in ("listed", "discussed", "deferred"))
    rows = pd.DataFrame(
        {
            "organisation": frame["from_organisation"].to_numpy(),
            "item": [item or NOT_SAID for item in texts(frame, "missing_item")],
            "responsible": [who or NOT_SAID for who in texts(frame, "responsible")],
            "day": dates(meetings, "date")[place],
            "listed": listed,
            "discussed": discussed,
            "deferred": deferred,
            "missed": np.where(np.isnan(discussed), deferred, listed - discussed),
        }
    )
    if "pathway" in study.filters:
        rows = rows[is_in(texts(meetings, "pathway")[place], study.filters["pathway"])]
    return rows


def _numbers(frame: pd.DataFrame, column: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if column not in frame:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=np.float64)


def counted_cases(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of which is known how many were listed and how many of those were not discussed."""
    known = rows["listed"].notna() & rows["missed"].notna() & (rows["missed"] >= 0) & (rows["missed"] <= rows["listed"])
    return rows[known]


def unreconciled(rows: pd.DataFrame) -> int:
    """Return in how many rows, with all three known, cases listed are not those discussed and those deferred."""
    known = rows[["listed", "discussed", "deferred"]].notna().all(axis=1)
    return int((known & (rows["listed"] != rows["discussed"] + rows["deferred"])).sum())


def inside(rows: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Return the rows whose meeting falls in a snapshot."""
    return rows[happened_in(rows["day"].to_numpy(), snapshot)]


def periods(rows: pd.DataFrame) -> pd.Series:
    """Return the month of each row's meeting, or over more than two years the quarter, as text; empty without a date.

    Examples
    --------
    >>> import pandas as pd
    >>> periods(pd.DataFrame({"day": pd.to_datetime(["2015-01-31", "2015-03-01", None])})).tolist()
    ['2015-01', '2015-03', '']
    """
    import pandas as pd

    days = pd.to_datetime(rows["day"])
    months = days.dt.year * 12 + days.dt.month
    if len(months.dropna()) and months.max() - months.min() >= MOST_MONTHS:
        named = days.dt.year.astype("Int64").astype(str) + "-Q" + days.dt.quarter.astype("Int64").astype(str)
    else:
        named = days.dt.strftime("%Y-%m")
    return named.where(days.notna(), "")
