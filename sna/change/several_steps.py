"""Several steps tested in a row: how small the smallest p is by chance, and p for all steps together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sna.change.grounds import LEVEL
from sna.infer import holm
from sna.model import RowBlock

Row = Mapping[str, Any]

TESTED = {
    "change": "change",
    "change_common": "change",
    "change_given_density": "change_given_density",
    "change_by_group": "change_by_group",
}
"""Quantities with a p, and the series they belong to: what changed among those in both continues what changed."""


def steps_noted(rows: Sequence[Row | RowBlock]) -> list[Row | RowBlock]:
    """Return findings with a note at every p of .05 or less that is one of several steps of the same measure.

    Each step is tested at .05 by itself, so with several steps some p is that small by chance in more than one of
    twenty series. The note says in how many at most, and the p corrected for the steps by Holm's method.

    Parameters
    ----------
    rows
        Findings of one layer, every step; blocks of rows have no p, and pass as they are.

    Examples
    --------
    >>> rows = [{"quantity": "change", "metric": "density", "p": p} for p in (0.04, 0.3, math.nan)]
    >>> [row.get("note", "") for row in steps_noted(rows)]
    ['one of 2 steps tested: some p this small in up to 10% of series by chance, p over all steps 0.08 (Holm)', '', '']
    """
    series: dict[tuple[str, ...], list[int]] = {}
    tested = {place: row for place, row in enumerate(rows) if not isinstance(row, RowBlock)}
    for place, row in tested.items():
        p = row.get("p", math.nan)
        if row["quantity"] in TESTED and not row.get("organisation") and not math.isnan(p):
            of = tuple(str(row.get(name, "")) for name in ("metric", "group", "other"))
            series.setdefault((TESTED[row["quantity"]], *of), []).append(place)
    noted = list(rows)
    for places in series.values():
        if len(places) < 2:  # noqa: PLR2004
            continue
        for place, p in zip(places, holm([tested[place]["p"] for place in places]), strict=True):
            row = tested[place]
            if row["p"] <= LEVEL:
                noted[place] = {**row, "note": _joined(row.get("note", ""), _said(len(places), p))}
    return noted


def _said(steps: int, p: float) -> str:
    chance = min(1.0, steps * LEVEL)
    return (
        f"one of {steps} steps tested: some p this small in up to {chance:.0%} of series by chance, "
        f"p over all steps {p:.2g} (Holm)"
    )


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
