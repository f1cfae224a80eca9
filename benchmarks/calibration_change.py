"""Do the tests of change hold their level? Run on demand: ``python -m benchmarks.calibration_change``.

Two networks of the same organisations are drawn from one law: the second keeps each pair's state with a given
probability, else draws it anew, so that nothing changes but ties. A test should then reject in .05 of the runs; 1000
runs have a standard error of .007. The last rows of each size are alternatives: there a test should reject.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sna.change.swapped import Frame, OfSums
from sna.infer import (
    Pairs,
    Stream,
    TieModel,
    change_noise,
    density_swaps,
    draw_changes,
    draw_ties,
    dyad_swaps,
    swap_tests,
    welch_label_test,
)
from sna.model import Layer

calibration = runpy.run_path(str(Path(__file__).with_name("calibration.py")))
RUNS = 1000
PERMUTATIONS = 399
Networks = tuple[np.ndarray, np.ndarray]
Drawing = Callable[[np.random.Generator], Networks]


@dataclass(frozen=True)
class Setting:
    """Size, direction, and whether the interval is looked at as well."""

    n: int
    k: int
    directed: bool = True
    interval: bool = False


def churn(
    law: Callable[[np.random.Generator], TieModel], n: int, keep: float, other: Callable | None = None
) -> Drawing:
    """Return pairs of networks: kept states with a probability, others from the same law, or from another."""
    seen = ~np.eye(n, dtype=bool)

    def draw(generator: np.random.Generator) -> Networks:
        model = law(generator)
        later = model if other is None else other(generator)
        first, fresh = draw_ties(model, seen, generator), draw_ties(later, seen, generator)
        stays = np.triu(generator.random((n, n)) < keep, 1)
        return first, np.where(stays | stays.T, first, fresh)

    return draw


def of_people(n: int, people: int) -> Drawing:
    """Return ties of organisations that share a person, everybody placed anew: why such ties are not swapped."""

    def ties(generator: np.random.Generator) -> np.ndarray:
        places = (
            generator.random((people, n)).argsort(axis=1).argsort(axis=1) < generator.integers(1, 5, people)[:, None]
        )
        return (places.T.astype(int) @ places > 0) & ~np.eye(n, dtype=bool)

    return lambda generator: (ties(generator), ties(generator))


def of_meetings(n: int, meetings: int) -> Drawing:
    """Return ties of organisations that met, at meetings that differ much in size: why these are not swapped."""

    def ties(generator: np.random.Generator) -> np.ndarray:
        chance = generator.beta(0.8, 4, meetings)[:, None]
        there = (generator.random((meetings, n)) < chance).astype(int)
        return (there.T @ there > 0) & ~np.eye(n, dtype=bool)

    return lambda generator: (ties(generator), ties(generator))


def attracting(n: int, k: int, base: float, boost: float) -> Callable[[np.random.Generator], TieModel]:
    """Directed; the first k receive more ties."""
    odds = np.full((n, n), base) + boost * (np.arange(n) < k)[None, :]
    return lambda _: TieModel(odds, 0.0, directed=True)


def rejections(draw: Drawing, setting: Setting, *, runs: int = RUNS, seed: int = 0) -> dict[str, float]:
    """Return how often each test rejects at .05, and how often an interval for the change leaves 0 out."""
    generator = Stream(seed, ("change", str(setting.n))).generator()
    totals: dict[str, float] = {}
    for number in range(runs):
        for name, rejected in _once(draw(generator), setting, str(number)).items():
            totals[name] = totals.get(name, 0) + rejected / runs
    return totals


def _once(networks: Networks, setting: Setting, name: str) -> dict[str, bool]:
    n, members = setting.n, {"x": np.arange(setting.k), "y": np.arange(setting.k, setting.n)}
    frame = Frame(~np.eye(n, dtype=bool), Layer("drawn", directed=setting.directed), members)
    kind = "in_degree" if setting.directed else "degree"
    statistics = OfSums(frame, [("density", "", ""), (f"{kind}_centralisation", "", ""), (kind, "x", "y")])
    before, after = (each.astype(float) for each in networks)
    pairs = Pairs.between(before, after, directed=setting.directed)
    observed = statistics.of(np.stack([before, after]))
    swaps = dyad_swaps(pairs.count, permutations=PERMUTATIONS, exact_pairs=9, stream=Stream(1, (name,)))
    kept = density_swaps(pairs.shift, permutations=PERMUTATIONS, exact_pairs=9, stream=Stream(2, (name,)))
    tests = swap_tests(observed, statistics.swapped(pairs, swaps.rows), swaps)
    given = swap_tests(observed, statistics.swapped(pairs, kept.rows), kept)[1]
    degree = after.sum(axis=0) - before.sum(axis=0)
    labels = welch_label_test(degree, np.arange(n) < setting.k, permutations=PERMUTATIONS, stream=Stream(3, (name,)))
    found = {}
    for title, test in zip(("density", "centralisation", "gap"), tests, strict=True):
        found[title] = test.p <= 0.05
        found[f"{title} mid-p"] = test.p_mid <= 0.05
    found |= {"centr. | density": given.p <= 0.05, "gap labels": labels.p <= 0.05}
    found["gap both"] = found["gap"] and found["gap labels"]
    if setting.interval:
        drawn = draw_changes(networks, frame.observed, directed=setting.directed, stream=Stream(4, (name,)))
        spread = change_noise(drawn, statistics.of)
        for title, test, sd in zip(("density", "centralisation", "gap"), tests, spread, strict=True):
            found[f"{title} outside"] = abs(test.value) > 1.96 * max(test.spread, float(sd))
    return found


def settings(n: int, k: int, density: float, base: float) -> list[tuple[str, Drawing, Setting]]:
    """Return what is drawn at one size."""
    alike, hubs, centres = (calibration[name] for name in ("alike", "hubs", "centres"))
    rows = []
    for keep in (0.5, 0.75):
        laws = (("every tie equally likely", alike(n, density)), ("hubs and returned ties", hubs(n, base)))
        rows += [(f"{name}, keep {keep}", churn(law, n, keep), Setting(n, k, interval=n < 20)) for name, law in laws]
        drawing = churn(centres(n, k, base), n, keep)
        rows.append((f"centres, undirected, keep {keep}", drawing, Setting(n, k, directed=False, interval=n < 20)))
    more = churn(alike(n, density), n, 0.4, alike(n, 1.6 * density))
    less = churn(attracting(n, k, base, 1.8), n, 0.3, attracting(n, k, base + 0.7, 0.0))
    rows.append(("ties of shared people", of_people(n, n), Setting(n, k, directed=False)))
    rows.append(("ties of shared meetings", of_meetings(n, 8), Setting(n, k, directed=False)))
    rows.append(("ALT density rises", more, Setting(n, k)))
    rows.append(("ALT gap closes", less, Setting(n, k)))
    return rows


def main() -> None:
    """Print one line a configuration."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    for n, k, density, base, share in ((12, 4, 0.25, -1.8, 1.0), (40, 10, 0.1, -3.0, 0.4)):
        for name, drawing, setting in settings(n, k, density, base):
            found = rejections(drawing, setting, runs=int(runs * share))
            shown = "  ".join(f"{title} {value:.3f}" for title, value in found.items())
            print(f"n={n:3d}  {name:36s} {shown}", flush=True)


if __name__ == "__main__":
    main()
