"""Rows of findings for sentences: which there are, what chance labels give beside them, and how sure one can be."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from sna.draw.wording import p_value

Row = Mapping[Hashable, Any]

LEVEL = 0.05
BY_CHANCE = "labels dealt out at random"


def rows_of(rows: Sequence[Row], quantity: str, metric: str | None = None) -> list[Row]:
    """Return the rows of a quantity, of one metric where it is named."""
    return [row for row in rows if row["quantity"] == quantity and metric in (None, row["metric"])]


def paired(rows: Sequence[Row], quantity: str, metric: str | None = None) -> Iterator[tuple[Row, float]]:
    """Yield findings that have a value, with what chance labels give."""
    chance = {key_of(row): row["value"] for row in rows_of(rows, f"{quantity}_expected", metric)}
    for row in rows_of(rows, quantity, metric):
        if not math.isnan(row["value"]):
            yield row, chance.get(key_of(row), math.nan)


def key_of(row: Row) -> tuple[str, str, str]:
    """Return what tells the findings of one quantity apart."""
    return row["metric"], row["group"], row["other"]


def decisive_p(row: Row) -> float:
    """Return the p that decides: the corrected one where the finding is one of several."""
    p = row["p"] if math.isnan(row["p_adjusted"]) else row["p_adjusted"]
    return float(p)


def is_clear(row: Row) -> bool:
    """Whether a finding differs from chance at the level of .05."""
    return not math.isnan(decisive_p(row)) and decisive_p(row) <= LEVEL


def sure(row: Row) -> str:
    """Return n and p, or why there is no p, for brackets at the end of a clause."""
    why = p_value(decisive_p(row)) if not math.isnan(row["p"]) else row["note"].split(";")[0]
    corrected = ", corrected" if not math.isnan(row["p_adjusted"]) else ""
    return f"n = {int(row['n'])}, {why}{corrected}"
