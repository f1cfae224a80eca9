"""Do charts over time cry wolf, and see a wolf? Run on demand: ``python benchmarks/calibration_charts.py [RUNS]``.

Series in which nothing happens, by their law and length: the share with any signal of a rule, the share refused a p of
a change point because neighbours are alike, and the share of all with p ≤ .05, which should be .05 or less (.1 where
neighbours are alike to .2). Then series with a step of one and of two standard deviations in the middle, where a change
point should be found. 1000 runs have a standard error of .007 at .05.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.infer import Stream
from sna.infer.change_points import LEVEL, change_points
from sna.infer.control_chart import chart_of

Values = npt.NDArray[np.float64]
Law = Callable[[np.random.Generator, int], Values]
RUNS, SHUFFLES = 1000, 199
LENGTHS = (24, 60, 112)


def autoregressive(alike: float) -> Law:
    """Return the law of a series whose neighbours are alike to a degree."""

    def drawn(rng: np.random.Generator, count: int) -> Values:
        noise = rng.standard_normal(count + 50)
        for at in range(1, count + 50):
            noise[at] += alike * noise[at - 1]
        return noise[50:]

    return drawn


def stepped(size: float) -> Law:
    """Return the law of independent points whose mean rises in the middle."""
    return lambda rng, count: rng.standard_normal(count) + size * (np.arange(count) >= count // 2)


LAWS: dict[str, Law] = {
    "normal": lambda rng, count: rng.standard_normal(count),
    "few counts (Poisson 3)": lambda rng, count: rng.poisson(3, count).astype(np.float64),
    "skewed (exponential)": lambda rng, count: rng.exponential(size=count),
    "shares of 12": lambda rng, count: rng.binomial(12, 0.7, count) / 12,
    "alike .2": autoregressive(0.2),
    "alike .5": autoregressive(0.5),
    "alike .8": autoregressive(0.8),
    "random walk": lambda rng, count: np.cumsum(rng.standard_normal(count)),
    "step of 1 sd": stepped(1.0),
    "step of 2 sd": stepped(2.0),
}


def main() -> None:
    """Print a row a law and length."""
    runs = int(sys.argv[1]) if sys.argv[1:] else RUNS
    print(f"{'law':24} {'n':>4} {'signal':>8} {'refused':>8} {'p <= .05':>9}")
    for name, law in LAWS.items():
        for count in LENGTHS:
            rng = np.random.default_rng([count, len(name)])
            signals = refused = rejected = 0
            for run in range(runs):
                values = law(rng, count)
                signals += bool(chart_of(values).signals)
                cuts = change_points(values, stream=Stream(run, (name,)), shuffles=SHUFFLES)
                refused += any(math.isnan(cut.p) for cut in cuts)
                rejected += any(cut.p <= LEVEL for cut in cuts)
            print(f"{name:24} {count:4} {signals / runs:8.3f} {refused / runs:8.3f} {rejected / runs:9.3f}")


if __name__ == "__main__":
    main()
