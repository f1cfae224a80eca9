"""What a dumbbell chart shows, read from findings and scores: means, differences, and every organisation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sna.terms import metric_label

if TYPE_CHECKING:
    import pandas as pd

MOST_METRICS = 4
UNSURE_ABOVE = 0.05


@dataclass(frozen=True)
class Difference:
    """How far two groups are apart in a metric at a snapshot, and how sure that is."""

    value: float
    low: float
    high: float
    p: float
    corrected: float
    reason: str
    method: str

    @property
    def sure(self) -> bool:
        """Whether its p is at most 0.05, corrected for the other metrics where it was."""
        p = self.corrected if math.isfinite(self.corrected) else self.p
        return math.isfinite(p) and p <= UNSURE_ABOVE


Cell = tuple[str, str]
"""Snapshot and metric."""


@dataclass(frozen=True)
class Contrasted:
    """Everything a dumbbell chart draws."""

    layer: str
    groups: tuple[str, str]
    snapshots: tuple[str, ...]
    metrics: tuple[str, ...]
    labels: dict[str, str]
    means: dict[tuple[str, str, str], float]
    differences: dict[Cell, Difference]
    members: dict[Cell, list[tuple[str, str, float]]]
    undefined: dict[Cell, list[str]]
    """The group of each organisation without a value."""

    def values(self, metric: str) -> list[float]:
        """Return every value of a metric: of groups and organisations, at all snapshots."""
        means = [value for (_, which, _), value in self.means.items() if which == metric]
        return means + [v for (_, which), rows in self.members.items() if which == metric for _, _, v in rows]

    def size(self, group: str) -> tuple[int, int]:
        """Return the fewest and most organisations of a group at a snapshot, with or without a value."""
        cells = [(snapshot, self.metrics[0]) for snapshot in self.snapshots]
        counts = [
            sum(g == group for _, g, _ in self.members.get(cell, [])) + self.undefined.get(cell, []).count(group)
            for cell in cells
        ]
        return min(counts), max(counts)

    def without(self, metric: str) -> dict[str, tuple[int, int]]:
        """Return snapshot → how many organisations have no value of a metric, of how many; only where there are any."""
        found = {snapshot: len(self.undefined.get((snapshot, metric), [])) for snapshot in self.snapshots}
        have = {snapshot: len(self.members.get((snapshot, metric), [])) for snapshot in found}
        return {snapshot: (many, many + have[snapshot]) for snapshot, many in found.items() if many}


def contrasted(
    findings: pd.DataFrame, scores: pd.DataFrame, layer: str, groups: tuple[str, str], metrics: Sequence[str] | None
) -> Contrasted:
    """Read both tables for a layer and a pair of groups."""
    rows = findings[(findings["layer"] == layer) & (findings["before"] == "")]
    gaps: dict[Cell, Difference] = {}
    for row in rows[rows["quantity"] == "difference"].to_dict("records"):
        found = _difference(row, groups)
        if found is not None:
            gaps.setdefault((str(row["snapshot"]), str(row["metric"])), found)
    tested = list(dict.fromkeys(metric for _, metric in gaps))
    chosen = tuple([metric for metric in (metrics or tested) if metric in tested][:MOST_METRICS])
    means = {
        (str(row["snapshot"]), str(row["metric"]), str(row["group"])): float(row["value"])
        for row in rows[(rows["quantity"] == "mean") & rows["group"].isin(groups)].to_dict("records")
    }
    members, undefined = _members(scores, layer, groups, chosen)
    labels = {**scores.attrs.get("labels", {}), **findings.attrs.get("labels", {})}
    return Contrasted(
        layer,
        groups,
        tuple(dict.fromkeys(snapshot for snapshot, _ in gaps)),
        chosen,
        {metric: metric_label(metric, labels) for metric in chosen},
        means,
        gaps,
        members,
        undefined,
    )


def _difference(row: dict[Any, Any], groups: tuple[str, str]) -> Difference | None:
    """Return a difference as first group minus second, whichever way round the row has it; nothing for other groups."""
    between = (str(row["group"]), str(row["other"]))
    value, low, high = float(row["value"]), float(row["low"]), float(row["high"])
    if between == groups[::-1]:
        value, low, high = -value, -high, -low
    elif between != groups:
        return None
    p, corrected = float(row["p"]), float(row["p_adjusted"])
    return Difference(value, low, high, p, corrected, str(row["note"] or ""), str(row["method"] or ""))


def _members(
    scores: pd.DataFrame, layer: str, groups: tuple[str, str], metrics: tuple[str, ...]
) -> tuple[dict[Cell, list[tuple[str, str, float]]], dict[Cell, list[str]]]:
    """Return the values of organisations in either group, in the order of ids, and the groups of those without one."""
    known = (scores["layer"] == layer) & (scores["organisation"] != "")
    table = scores[known & scores["metric"].isin(metrics)].sort_values("organisation", kind="stable")
    found: dict[Cell, list[tuple[str, str, float]]] = {}
    undefined: dict[Cell, list[str]] = {}
    for row in table.to_dict("records"):
        group = str(row["group"])
        side = group if group in groups else "*" if group and "*" in groups else ""
        cell = (str(row["snapshot"]), str(row["metric"]))
        if side and math.isnan(row["value"]):
            undefined.setdefault(cell, []).append(side)
        elif side:
            found.setdefault(cell, []).append((str(row["organisation"]), side, float(row["value"])))
    return found, undefined
