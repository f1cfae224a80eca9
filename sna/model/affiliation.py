"""Who took part in what: the two-mode facts behind projections."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.model.roster import Roster
from sna.model.ties import frozen_copy


@dataclass(frozen=True, eq=False)
class Affiliation:
    """Rows (organisations) × columns (meetings, partnerships), with a weight where a row takes part.

    Always true: places are inside both rosters; weights are finite and > 0; no cell occurs twice.

    Attributes
    ----------
    rows, columns
        Who, and in what.
    row, column, weight
        One value per filled cell.
    name, snapshot
        The layer it belongs to, and when.

    Examples
    --------
    >>> orgs, meetings = Roster.of(["A", "B"]), Roster.of(["m1"], kind="meetings")
    >>> print(Affiliation(orgs, meetings, np.array([0, 1]), np.array([0, 0]), np.array([1.0, 1.0]), "attendance"))
    attendance: 2 organisations × 1 meetings, 2 filled
    """

    rows: Roster
    columns: Roster
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    name: str
    snapshot: str = "all"

    def __post_init__(self) -> None:
        for name, dtype in (("row", np.int64), ("column", np.int64), ("weight", np.float64)):
            object.__setattr__(self, name, frozen_copy(getattr(self, name), dtype))
        if not len(self.row) == len(self.column) == len(self.weight):
            raise ValueError("row, column and weight have one value per filled cell")
        if not (np.isfinite(self.weight).all() and (self.weight > 0).all()):
            raise ValueError("weights are finite and greater than zero")
        for places, roster in ((self.row, self.rows), (self.column, self.columns)):
            if len(places) and not (0 <= places.min() and places.max() < len(roster)):
                raise ValueError("every cell is inside both rosters")
        if len(np.unique(self.row * (len(self.columns) + 1) + self.column)) != len(self.row):
            raise ValueError("no cell occurs twice")

    def __str__(self) -> str:
        return f"{self.name}: {self.rows} × {self.columns}, {len(self.row)} filled"
