"""Values of metrics, as one long table with the description of every metric beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sna.model.records import MetricRecord
from sna.model.roster import ORGANISATIONS
from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd

SCORE_COLUMNS = ("snapshot", "layer", "organisation", "group", "metric", "value", "note")
"""Columns of `Scores`, in order."""
ALL_LAYERS = "all layers"
"""What stands for a layer where a value is of all of them together."""


@dataclass(frozen=True, eq=False)
class Scores:
    """Long table of values: one row a snapshot × layer × metric × organisation, group or network.

    A metric with parts has one id for each, ``NAME.PART``. Measures of several layers together have `ALL_LAYERS` for a
    layer, or the layers' names joined by ``+`` where not all were measured.

    Always true: columns are `SCORE_COLUMNS`; an undefined value is ``NaN`` and its ``note`` says why; a row of an
    organisation has ``organisation`` (and its group), a group row only ``group``, a network row neither (empty text);
    every metric in it is described in ``metrics``.
    """

    table: pd.DataFrame
    metrics: Mapping[str, MetricRecord]

    def __post_init__(self) -> None:
        check_table(self.table, SCORE_COLUMNS)
        if unknown := set(self.table["metric"].unique()) - set(self.metrics):
            raise ValueError(f"metrics without a description: {sorted(unknown)}")
        if (self.table["value"].isna() & (self.table["note"] == "")).any():
            raise ValueError("an undefined value says why in its note")

    def worded(self, kind: str) -> Scores:
        """Return the scores with the word for what the units are, people or organisations, in their notes."""
        if kind == ORGANISATIONS:
            return self
        notes = self.table["note"].map(lambda note: worded(note, kind))
        return Scores(self.table.assign(note=notes.astype(self.table["note"].dtype)), self.metrics)

    def frame(self) -> pd.DataFrame:
        """Return a copy of the table, with plain labels of its metrics in ``attrs["labels"]`` for figures."""
        return labelled(self.table, self.metrics)

    def __str__(self) -> str:
        return f"{len(self.table)} scores of {self.table['metric'].nunique()} metrics"


def check_table(table: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Raise unless the table has exactly these columns, in order."""
    if tuple(table.columns) != columns:
        raise ValueError(f"columns are {', '.join(columns)}")


def labelled(table: pd.DataFrame, metrics: Mapping[str, MetricRecord]) -> pd.DataFrame:
    """Return a copy of a table that carries the plain labels of metrics in ``attrs["labels"]``."""
    copy = table.copy()
    copy.attrs["labels"] = {name: record.label for name, record in metrics.items()}
    return copy
