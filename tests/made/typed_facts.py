"""Fact tables from rows written by hand."""

import pandas as pd

from sna.model import FactTable

DATES = {"start", "end", "date", "period_start", "period_end"}
NUMBERS = {"cases", "sessions", "weight", "minutes_present", "duration_minutes", "listed", "discussed", "deferred"}
NUMBERS |= {"value", "mission", "reliability"}


def table(name, rows):
    """Return a fact table from rows as dicts, typed as the reader would."""
    frame = pd.DataFrame(rows)
    for column in frame.columns:
        if column in DATES:
            frame[column] = pd.to_datetime(frame[column])
        elif column in NUMBERS:
            frame[column] = frame[column].astype("float64")
        else:
            frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    frame.index = pd.RangeIndex(2, 2 + len(frame), name="line")
    return FactTable(name, f"{name}.csv", frame, rows_read=len(frame))


def facts(tables):
    """Return the fact tables of name → rows."""
    return {name: table(name, rows) for name, rows in tables.items()}
