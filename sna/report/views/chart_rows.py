"""Series of charts over time: their rows, and what readers call them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from sna.draw.chart_words import value_words
from sna.draw.wording import number
from sna.metrics import catalogue

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
WORDS = {
    "meetings_held": ("meetings held", "count"),
    "organisations_per_meeting": ("organisations a meeting", "number"),
    "organisations_active": ("organisations that came at least once", "share"),
    "presence_rate": ("possible presences taken up", "share"),
    "ties": ("ties", "count"),
}
"""Measure → its words, and what it counts in."""
EACH = ["layer", "metric", "group", "organisation"]


def centres(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row a series: its middle and limits."""
    return table[table["quantity"] == "chart_centre"]


def same(table: pd.DataFrame, row: Row) -> pd.DataFrame:
    """Return the rows of one series."""
    chosen = np.ones(len(table), dtype=bool)
    for column in EACH:
        chosen &= (table[column] == row[column]).to_numpy(dtype=bool)
    return table[chosen]


def label_of(row: Row) -> tuple[str, str]:
    """Return the words of a series, and what it counts in."""
    measure = row["metric"]
    if measure.startswith("gap: "):
        record = catalogue()[measure.removeprefix("gap: ").partition(".")[0]]
        return f"{record.label}: {row['group']}, difference of means", "number"
    if measure in WORDS:
        words, unit = WORDS[measure]
        return (f"{words}, {row['group']}" if row["group"] else words), unit
    record = catalogue()[measure]
    return record.label, "share" if record.name == "density" else "number"


def bounds_of(row: Row) -> tuple[float, float]:
    """Return the least and the most that a series can be: counts not below nought, shares between nought and one."""
    measure = row["metric"]
    if measure.startswith("gap: "):
        return -math.inf, math.inf
    if measure in WORDS:
        return 0.0, 1.0 if WORDS[measure][1] == "share" else math.inf
    record = catalogue()[measure]
    return record.low, record.high


def within(row: Row, bounds: tuple[float, float]) -> dict[str, float]:
    """Return the limits as they may be shown: cut where the series cannot go."""
    least, most = bounds
    return {"low": max(row["low"], least), "high": min(row["high"], most)}


def cut_words(row: Row, bounds: tuple[float, float], unit: str) -> str:
    """Say at which end a limit is cut because the series cannot go there; empty where none is.

    Examples
    --------
    >>> cut_words({"low": -9.2, "high": 17.7}, (0.0, math.inf), "count"), cut_words({"low": 1, "high": 2}, (0, 9), "")
    ('limits cut at 0', '')
    """
    ends = [
        end for end, beyond in zip(bounds, (row["low"] < bounds[0], row["high"] > bounds[1]), strict=True) if beyond
    ]
    return f"limits cut at {' and '.join(value_words(end, unit) for end in ends)}" if ends else ""


def difference(value: float, unit: str) -> str:
    """Return the size of a difference in words."""
    if unit == "share":
        return f"{number(abs(value) * 100, figures=2)} percentage points"
    return number(abs(value))


def extent(signal: Row) -> str:
    """Return from which period to which a signal goes."""
    if signal["before"] == signal["snapshot"]:
        return str(signal["snapshot"])
    return f"{signal['before']} to {signal['snapshot']}"
