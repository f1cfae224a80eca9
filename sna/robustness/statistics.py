"""What is compared of two groups: means, medians or ranks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sna.robustness.cases import STATISTICS, Case, Statistic
from sna.robustness.choices import Choice

WORDS: dict[str, str] = {
    "mean": "if means are compared",
    "median": "if medians are compared",
    "rank": "if ranks are compared",
}


def statistics(case: Case) -> Iterator[Choice]:
    """Yield the statistics that the gap was not stated in."""
    for statistic in get_args(Statistic):
        if statistic != case.statistic:
            name = f"{STATISTICS[statistic]}, not of means" if statistic == "median" else "ranks (Cliff's delta)"
            yield Choice(
                "statistic",
                name if statistic != "mean" else STATISTICS["mean"],
                WORDS[statistic],
                lambda here, statistic=statistic: here.having(statistic=statistic),
            )
