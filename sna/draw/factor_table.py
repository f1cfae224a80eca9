"""What a factor matrix is drawn from: factors in the order of their themes, and every two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sna.draw.wording import number

if TYPE_CHECKING:
    import pandas as pd

MOST = 26
"""Of more factors than this, the most frequent are drawn."""
SURE = 0.05
ORDER = ("negative", "success", "")
CALLED = {"negative": "what hindered", "success": "what helped", "": "factors"}


@dataclass(frozen=True)
class Pair:
    """Of how many partnerships both factors are named, how many to expect, and p corrected for all pairs."""

    both: float
    expected: float
    p: float

    @property
    def more(self) -> bool:
        """Whether they are named together more often than chance would have it."""
        return self.p < SURE and self.both > self.expected

    @property
    def fewer(self) -> bool:
        """Whether they are named together less often than chance would have it."""
        return self.p < SURE and self.both < self.expected


@dataclass(frozen=True)
class Matrix:
    """Factors in order, what each is, how often it is named, and every two of them.

    Attributes
    ----------
    factors
        In order of valence, theme and how often they are named.
    about
        Factor → valence, theme, partnerships it is named of.
    pairs
        (one factor, another), in both orders.
    asked
        Partnerships that were asked about.
    tested
        How many pairs there are in all.
    left
        Factors that are not drawn.
    target
        What p is about.
    """

    factors: tuple[str, ...]
    about: Mapping[str, tuple[str, str, int]]
    pairs: Mapping[tuple[str, str], Pair]
    asked: int
    tested: int
    left: int
    target: str

    def sure(self) -> list[tuple[str, str, Pair]]:
        """Return the pairs that are told from chance, those named together most above expectation first."""
        found = [(a, b, pair) for (a, b), pair in self.pairs.items() if a < b and (pair.more or pair.fewer)]
        return sorted(found, key=lambda one: (one[2].expected - one[2].both, one[0], one[1]))


def factor_table(findings: pd.DataFrame) -> Matrix:
    """Return what is drawn of the findings of the lens factors."""
    shares = findings[findings["quantity"] == "factor_share"]
    about = {
        row["metric"]: (row["group"], row["other"], round(row["value"] * row["n"])) for row in shares.to_dict("records")
    }
    often = sorted(about, key=lambda factor: (-about[factor][2], factor))[:MOST]
    factors = sorted(
        often, key=lambda factor: (ORDER.index(about[factor][0]), about[factor][1], -about[factor][2], factor)
    )
    expected = findings[findings["quantity"] == "together_expected"].set_index(["group", "other"])["value"].to_dict()
    pairs = {}
    target = ""
    for row in findings[findings["quantity"] == "together"].to_dict("records"):
        target = row["target"]
        ends = row["group"], row["other"]
        pairs[ends] = pairs[ends[::-1]] = Pair(row["value"], expected[ends], row["p_adjusted"])
    asked = int(shares["n"].iloc[0]) if len(shares) else 0
    return Matrix(tuple(factors), about, pairs, asked, len(expected), len(about) - len(factors), target)


def matrix_title(matrix: Matrix) -> str:
    """Return the pair that goes together most, or that none is told from chance."""
    sure = [one for one in matrix.sure() if one[2].more]
    if not sure:
        return f"No two factors are named together more often than chance would have it, in {matrix.asked} partnerships"
    first, second, pair = sure[0]
    rest = len(sure) - 1
    more = "" if not rest else "; so does one more pair" if rest == 1 else f"; so do {rest} more pairs"
    return (
        f"{first[:1].upper()}{first[1:]} and {second} go together: {number(pair.both)} partnerships, "
        f"{number(pair.expected, figures=2)} expected by chance{more}"
    )
