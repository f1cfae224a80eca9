"""The table of choices, with how stable ranks are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sna.model import Findings, MetricRecord

if TYPE_CHECKING:
    import pandas as pd

CHOICE_COLUMNS = (
    *("layer", "snapshot", "metric", "group", "other", "family", "choice"),
    *("value", "relative", "low", "high", "p", "p_min", "n"),
    *("lowest", "highest", "lowest_relative", "highest_relative", "scale", "worst_case", "turns", "turns_alike"),
    *("verdict", "changes", "target", "method", "resamples", "seed", "note", "words"),
)
"""Columns of the table of choices, in order; described at `Sensitivity`."""
REPORTED = "as reported"
Scale = Literal["same unit", "other unit", "ranks"]


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The gap of every layer's headline under every choice, and how stable ranks are.

    Attributes
    ----------
    table
        One row a choice, columns `CHOICE_COLUMNS`; the first of each layer and snapshot is the gap as reported.
        ``metric`` is the one used: a choice may count strength where the headline counts ties. ``value`` is group −
        other in its unit (Cliff's delta: without one); ``relative`` the same as a share of the mean over the
        organisations compared, so that choices in other units can be set side by side. ``scale`` says what kind of
        unit that is: ``same unit`` as the gap reported, ``other unit`` (another metric, or strengths on another scale),
        or ``ranks`` (Cliff's delta, from −1 to 1, beside which no other unit can be set). ``low`` and ``high`` are the
        95 % interval, of the gap as reported only: reruns are not given one. Of things left out in turn (``turns`` of
        them) the row is the worst case, named in ``worst_case``: the verdict furthest from what was reported, and of
        these the smallest gap in the reported direction; ``lowest`` and ``highest`` are the range over all, also on the
        common scale (``lowest_relative``, ``highest_relative``), and ``turns_alike`` how many agree with what was
        reported (by a smaller random sample of splits, where not all splits are gone through). ``changes`` is ``no``
        where every organisation compared has the value it had, and the gap its p. ``verdict`` is as
        `sna.robustness.outcomes.verdict` defines.
    stability
        How far ranks of the headline's metric are kept when organisations or ties are lost.
    metrics
        Record of every metric used.
    too_few
        (layer, snapshot) → why there are fewer than twelve choices that change something.

    Notes
    -----
    The choices are not independent tests: most use most of the same facts. The table is no correction for trying
    several, and no choice in it is better evidence than the one that was declared in advance.
    """

    table: pd.DataFrame
    stability: Findings
    metrics: Mapping[str, MetricRecord]
    too_few: Mapping[tuple[str, str], str]

    def frame(self) -> pd.DataFrame:
        """Return a copy of the table of choices, with plain labels of metrics in ``attrs["labels"]``."""
        table = self.table.copy()
        table.attrs["labels"] = {name: record.label for name, record in self.metrics.items()}
        return table

    def __str__(self) -> str:
        return f"{len(self.table)} rows of choices, {len(self.stability.table)} findings on ranks"
