"""One simulated setting, what should come of it, and the count of what did."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Should = Literal["level", "coverage", "power", "share"]
NOMINAL = 0.05
LEAST_COVER, MOST_COVER = 0.90, 0.98


@dataclass(frozen=True)
class Measured:
    """What is counted in a setting.

    Attributes
    ----------
    should
        ``level``: reject in .05 of the runs; ``coverage``: hold the truth in .95; ``power``: reject, the more the
        better; ``share``: a share to know.
    earlier
        What an earlier simulation with other code had; empty where it had none.
    why
        Why it is off, for a row that is.
    """

    should: Should = "level"
    earlier: float | str = ""
    why: str = ""


@dataclass(frozen=True)
class Experiment:
    """A setting that is drawn many times.

    Attributes
    ----------
    part
        Part of the page it stands in.
    n
        Number of organisations.
    setting
        What is drawn, in words.
    once
        From the number of a run to what came of it: 1 or 0, ``nan`` where it does not count.
    measured
        What is counted, by the names that ``once`` gives.
    runs
        Number of runs, in full.
    """

    part: str
    n: int
    setting: str
    once: Callable[[int], Mapping[str, float]]
    measured: Mapping[str, Measured]
    runs: int


@dataclass
class Count:
    """Runs that counted, and those among them that came out."""

    counted: int = 0
    hits: float = 0.0

    def add(self, other: Count) -> None:
        """Add the count of further runs."""
        self.counted += other.counted
        self.hits += other.hits

    @property
    def share(self) -> float:
        """Share of runs."""
        return self.hits / self.counted if self.counted else math.nan

    def error(self, nominal: float = math.nan) -> float:
        """Return the Monte-Carlo standard error at a nominal share, or at the share found."""
        share = self.share if math.isnan(nominal) else nominal
        return math.sqrt(share * (1 - share) / self.counted) if self.counted else math.nan


@dataclass
class Counted:
    """What came of a setting, and the processor's seconds it took."""

    counts: dict[str, Count] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, other: Counted) -> None:
        """Add further runs of the same setting."""
        for name, count in other.counts.items():
            self.counts.setdefault(name, Count()).add(count)
        self.seconds += other.seconds


def run(experiment: Experiment, numbers: range) -> Counted:
    """Go through some of the runs of a setting."""
    start, counts = time.process_time(), {name: Count() for name in experiment.measured}
    for number in numbers:
        found = experiment.once(number)
        unknown = set(found) - set(experiment.measured)
        assert not unknown, f"{experiment.setting}: {unknown}"
        for name, value in found.items():
            if not math.isnan(value):
                counts[name].add(Count(1, float(value)))
    return Counted(counts, time.process_time() - start)


def verdict(measured: Measured, count: Count) -> str:
    """Return how a row stands: empty where it is as it should be, or nothing is asked of it."""
    if not count.counted or measured.should in ("power", "share"):
        return ""
    if measured.should == "coverage":
        return "" if LEAST_COVER <= count.share <= MOST_COVER else ("low" if count.share < LEAST_COVER else "high")
    reach = 2 * count.error(NOMINAL)
    return "" if abs(count.share - NOMINAL) <= reach else ("high" if count.share > NOMINAL else "low")
