"""Columns of a fact table, blank where the table does not have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive.windows import Days, as_days

if TYPE_CHECKING:
    import pandas as pd

Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]
NOTHING = np.array(None, dtype=object)


def texts(frame: pd.DataFrame, column: str) -> Texts:
    """Return a text column; ``None`` where blank, and everywhere if there is none."""
    if column not in frame.columns:
        return np.full(len(frame), None, dtype=object)
    values = frame[column].to_numpy(dtype=object)
    return np.where(frame[column].isna().to_numpy(), NOTHING, values)


def dates(frame: pd.DataFrame, column: str) -> Days:
    """Return a date column as days; blank everywhere if there is none."""
    if column not in frame.columns:
        return np.full(len(frame), np.datetime64("NaT", "D"))
    return as_days(frame[column].to_numpy())


def numbers(frame: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Return a number column; ``NaN`` everywhere if there is none."""
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=np.float64)


def blank(values: Texts) -> Flags:
    """Return where a text column is blank."""
    return np.asarray(values == NOTHING, dtype=bool)


def is_in(values: Texts, wanted: tuple[str, ...]) -> Flags:
    """Return which values are among those wanted; a blank never is."""
    return np.asarray(np.isin(values.astype(str), wanted) & ~blank(values), dtype=bool)
