"""Ratings: means and numbers of them by pandas, from a table with a row a rating."""

from __future__ import annotations

import pandas as pd
from oracle_checks import Check

from sna.model import Layer, Network, Roster, Ties

PANDAS = f"pandas {pd.__version__}"
ON = "ten ratings, two of them 0"
ROWS = pd.DataFrame(
    [
        *(("A", "B", 4.0), ("A", "C", 0.0), ("B", "A", 2.5), ("C", "A", 1.0), ("C", "B", 5.0)),
        *(("C", "D", 0.0), ("E", "A", 3.0), ("E", "B", 2.0), ("E", "C", 2.0), ("B", "C", 1.0)),
    ],
    columns=["respondent", "partner", "rating"],
)
PAIRS = ROWS[ROWS["respondent"] < ROWS["partner"]]
"""The ratings of one direction: each pair once."""


def rated(rows: pd.DataFrame, *, directed: bool) -> Network:
    """Return a network of ratings; nobody rates E, and D and F rate nobody."""
    place = {name: number for number, name in enumerate("ABCDEF")}
    cells = [(place[r], place[p], value) for r, p, value in rows.itertuples(index=False)]
    ties = Ties.of([cell for cell in cells if cell[2]], directed=directed)
    zeros = frozenset((i, j) for i, j, value in cells if not value)
    return Network(Roster.of("ABCDEF"), Layer("trust", directed=directed, counts="rating"), ties, zeros=zeros)


def by(rows: pd.DataFrame, column: str, how: str) -> dict[str, float | None]:
    """Return what pandas makes of the ratings by one end; nothing where there are none, and as a number 0."""
    found = rows.groupby(column)["rating"].agg(how)
    return {name: float(found[name]) if name in found else (0.0 if how == "count" else None) for name in "ABCDEF"}


BOTH = pd.concat([PAIRS, PAIRS.rename(columns={"respondent": "partner", "partner": "respondent"})])
CHECKS = [
    Check(
        metric,
        ON if directed else f"{ON}, those of one direction",
        lambda rows=rows, directed=directed: rated(rows, directed=directed),
        lambda table=table, column=column, how=how: by(table, column, how),
        PANDAS,
    )
    for metric, rows, table, column, how, directed in (
        ("ratings_received.mean", ROWS, ROWS, "partner", "mean", True),
        ("ratings_received.raters", ROWS, ROWS, "partner", "count", True),
        ("ratings_given.mean", ROWS, ROWS, "respondent", "mean", True),
        ("ratings_given.rated", ROWS, ROWS, "respondent", "count", True),
        ("joint_ratings.mean", PAIRS, BOTH, "partner", "mean", False),
        ("joint_ratings.rated", PAIRS, BOTH, "partner", "count", False),
    )
]
