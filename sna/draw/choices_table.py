"""What a chart of choices shows, read from the table of choices: the gap as reported, and under every choice."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sna.terms import metric_label

if TYPE_CHECKING:
    import pandas as pd

REPORTED = "as reported"
CLEAR_AT = 0.05
SAME, OTHER, RANKS = "same unit", "other unit", "ranks"
BEYOND = 2.0
"""A gap further out than this many times the gap as reported may be drawn at the edge."""
MOST_INSIDE = 0.8


@dataclass(frozen=True)
class Row:
    """The gap under one choice.

    Numbers that end in ``_there`` are places on the scale of its panel: shares of the average; of ranks Cliff's delta.
    """

    family: str
    scale: str
    choice: str
    words: str
    value: float
    there: float
    low_there: float
    high_there: float
    p: float
    note: str
    verdict: str
    changes: bool
    worst_case: str
    turns: int
    turns_alike: int
    label: str

    @property
    def clear(self) -> bool:
        """Whether its p is at most 0.05."""
        return self.p <= CLEAR_AT and self.value != 0

    @property
    def counts(self) -> bool:
        """Whether it is another choice, and changes something."""
        return self.changes and self.family != REPORTED


@dataclass(frozen=True)
class Chosen:
    """Everything a chart of choices draws: the gap as reported, and the rest by family."""

    layer: str
    snapshot: str
    groups: tuple[str, str]
    label: str
    reported: Row
    rows: tuple[Row, ...]
    n: int
    method: str

    @property
    def counted(self) -> list[Row]:
        """The choices that change something."""
        return [row for row in self.rows if row.counts]

    def of_scale(self, scale: str) -> list[Row]:
        """Return the choices whose gap is on a kind of scale."""
        return [row for row in self.rows if row.scale == scale]

    def many(self, *verdicts: str) -> int:
        """Return how many choices that change something have one of these verdicts."""
        return sum(row.verdict in verdicts for row in self.counted)

    @property
    def reach(self) -> float:
        """How far from nought the scale goes: a few gaps far beyond the others end at its edge."""
        every = [self.reported, *(row for row in self.rows if row.scale != RANKS)]
        places = [abs(x) for row in every for x in (row.there, row.low_there, row.high_there) if math.isfinite(x)]
        own = [abs(x) for x in (self.reported.there, self.reported.low_there, self.reported.high_there)]
        inside = [BEYOND * own[0], *own[1:], float(np.quantile(places, MOST_INSIDE))] if places else [1.0]
        return min(max(x for x in inside if math.isfinite(x)), max(places, default=1.0)) or 1.0


def chosen(table: pd.DataFrame, layer: str, snapshot: str) -> Chosen:
    """Read the table for a layer and a snapshot.

    Raises
    ------
    ValueError
        If it holds no gap as reported for them.
    """
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)].to_dict("records")
    if not rows or rows[0]["family"] != REPORTED:
        raise ValueError(f"no gap as reported in layer {layer!r} at {snapshot!r}")
    labels = table.attrs.get("labels", {})
    first = rows[0]
    return Chosen(
        layer,
        snapshot,
        (str(first["group"]), str(first["other"])),
        metric_label(str(first["metric"]), labels),
        _row(first, labels),
        tuple(_row(row, labels) for row in rows[1:]),
        int(first["n"]),
        str(first["method"]),
    )


def _row(row: Mapping[Hashable, Any], labels: dict[str, str]) -> Row:
    value, there = float(row["value"]), float(row["relative"])
    scale = there / value if value else math.nan
    in_turn = math.isfinite(row["turns"])
    ranks = row["scale"] == RANKS
    there, scale = (value, 1.0) if ranks else (there, scale)
    ends = [float(row[end]) * scale for end in ("low", "high")]
    if in_turn:
        ends = [float(row[end]) for end in ("lowest_relative", "highest_relative")]
    return Row(
        family=str(row["family"]),
        scale=str(row["scale"]),
        choice=str(row["choice"]),
        words=str(row["words"]),
        value=value,
        there=there,
        low_there=ends[0],
        high_there=ends[1],
        p=float(row["p"]),
        note=str(row["note"]),
        verdict=str(row["verdict"]),
        changes=row["changes"] != "no",
        worst_case=str(row["worst_case"]),
        turns=int(row["turns"]) if in_turn else 0,
        turns_alike=int(row["turns_alike"]) if in_turn else 0,
        label=metric_label(str(row["metric"]), labels),
    )
