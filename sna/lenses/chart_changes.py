"""When the mean of a series changed: cuts of it, each with its p."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sna.infer import monte_carlo_error, sampled
from sna.infer.change_points import SHUFFLES, Cut, change_points
from sna.infer.control_chart import Values
from sna.lenses.lens import Looking, Row
from sna.lenses.over_time import Series

ANY_ORDER = "these periods: every order of them equally likely"


def change_rows(base: Row, series: Series, values: Values, names: list[str], looking: Looking) -> Iterator[Row]:
    """Yield the rows of every cut of a series; ``names`` are its periods."""
    where = (series.layer, series.measure, series.group, series.organisation)
    for cut in change_points(values, stream=looking.testing.stream("change points", *where)):
        yield {**base, **_cut(cut, names, looking.testing.seed)}


def _cut(cut: Cut, names: list[str], seed: int) -> Row:
    stretch = f"{names[cut.start]} to {names[cut.end - 1]}"
    row: dict[str, Any] = {"quantity": "chart_change_point", "before": names[cut.at - 1], "snapshot": names[cut.at]}
    row |= {"value": cut.difference, "n": cut.end - cut.start, "note": cut.refused or f"best cut of {stretch}"}
    if cut.refused:
        return row
    drawn = sampled(SHUFFLES, "orders", monte_carlo_error(cut.p, SHUFFLES))
    method = f"largest standardised cumulative sum, {drawn}; binary segmentation"
    least = 1 / (SHUFFLES + 1)
    return {
        **row,
        "p": cut.p,
        "p_min": least,
        "target": ANY_ORDER,
        "method": method,
        "resamples": SHUFFLES,
        "seed": seed,
    }
