"""Do the tests hold their level and the intervals cover? Run on demand: ``python -m benchmarks.calibration``.

Coverage of the interval for a difference of group means in degree, for these organisations under other tie noise:
networks are drawn from a known law, so that the expected difference is known. Nominal is .95; a row of 1000 networks
has a standard error of .007. Tests of change come last, see ``calibration_change``.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sna.infer import Stream, TieModel, draw_ties, mean_difference_tests, noise_interval, tie_noise

NETWORKS = 1000
Law = Callable[[np.random.Generator], TieModel]


def alike(n: int, density: float) -> Law:
    """Every tie equally likely."""
    odds = np.full((n, n), np.log(density / (1 - density)))
    return lambda _: TieModel(odds, 0.0, directed=True)


def hubs(n: int, base: float) -> Law:
    """Senders and receivers differ (sd .9, correlation .4), ties are returned (log-odds 2)."""

    def law(generator: np.random.Generator) -> TieModel:
        common = generator.standard_normal(n)
        own = generator.standard_normal((2, n))
        sender, receiver = 0.9 * (np.sqrt(0.4) * common + np.sqrt(0.6) * own)
        return TieModel(base + sender[:, None] + receiver[None, :], 2.0, directed=True)

    return law


def centres(n: int, k: int, base: float) -> Law:
    """Undirected; the first k attract more ties (log-odds 1.3), organisations differ (sd .5)."""

    def law(generator: np.random.Generator) -> TieModel:
        pull = 0.5 * generator.standard_normal(n) + 1.3 * (np.arange(n) < k)
        return TieModel(base + pull[:, None] + pull[None, :], 0.0, directed=False)

    return law


def expected_ties(model: TieModel) -> np.ndarray:
    """Return the chance of every tie."""
    out, mutual = np.exp(model.log_odds), np.exp(model.log_odds + model.log_odds.T + model.reciprocity)
    chance = (out + mutual) / (1 + out + out.T + mutual) if model.directed else out / (1 + out)
    np.fill_diagonal(chance, 0)
    return chance


def coverage(law: Law, n: int, k: int, *, networks: int = NETWORKS, draws: int = 20, seed: int = 0) -> float:
    """Return how often the interval of the gap in degree holds its expectation."""
    generator = Stream(seed, ("coverage",)).generator()
    seen, held = ~np.eye(n, dtype=bool), 0

    def gap(ties: np.ndarray) -> float:
        degree = ties.sum(axis=0)
        return float(degree[:k].mean() - degree[k:].mean())

    for number in range(networks):
        if number % draws == 0:
            model = law(generator)
            truth = gap(expected_ties(model))
        ties = draw_ties(model, seen, generator)
        stream = Stream(seed, ("network", str(number)))
        spread = tie_noise(ties, seen, gap, directed=model.directed, stream=stream)[0]
        low, high = noise_interval(gap(ties), float(spread), n)
        held += low <= truth <= high
    return held / networks


def coverage_of_attendance(n: int, k: int, meetings: int, *, networks: int = NETWORKS, seed: int = 0) -> float:
    """Return the coverage where ties are made from shared meetings: why such layers are given no interval."""
    generator = Stream(seed, ("attendance",)).generator()
    seen, held = ~np.eye(n, dtype=bool), 0

    def projected(chance: np.ndarray) -> np.ndarray:
        present = (generator.random((meetings, n)) < chance).astype(int)
        return (present.T @ present > 0) & seen

    def gap(ties: np.ndarray) -> float:
        degree = ties.sum(axis=0)
        return float(degree[:k].mean() - degree[k:].mean())

    for number in range(networks):
        if number % 20 == 0:
            chance = np.clip(generator.beta(1.2, 8, n) + 0.1 * (np.arange(n) < k), 0, 0.9)
            truth = float(np.mean([gap(projected(chance)) for _ in range(2000)]))
        ties = projected(chance)
        spread = tie_noise(ties, seen, gap, directed=False, stream=Stream(seed, ("meeting", str(number))))[0]
        low, high = noise_interval(gap(ties), float(spread), n)
        held += low <= truth <= high
    return held / networks


def level(n: int, k: int, *, networks: int = NETWORKS, seed: int = 0) -> float:
    """Return how often the label test rejects at .05 where labels mean nothing."""
    generator = Stream(seed, ("level",)).generator()
    model, seen = alike(n, 0.25)(generator), ~np.eye(n, dtype=bool)
    rejected = 0
    for number in range(networks):
        degree = draw_ties(model, seen, generator).sum(axis=0).astype(float)
        test = mean_difference_tests(
            degree[:, None], np.arange(n) < k, permutations=999, stream=Stream(seed, (str(number),))
        )[0]
        rejected += test.p <= 0.05
    return rejected / networks


def main() -> None:
    """Print one line a configuration."""
    networks = int(sys.argv[1]) if len(sys.argv) > 1 else NETWORKS
    for n, k, density, base in ((12, 4, 0.25, -1.8), (40, 10, 0.1, -3.0)):
        for name, law in (
            ("every tie equally likely", alike(n, density)),
            ("hubs and returned ties", hubs(n, base)),
            ("centres, undirected", centres(n, k, base)),
        ):
            print(f"coverage  n={n:3d}  {name:26s} {coverage(law, n, k, networks=networks):.3f}", flush=True)
    for meetings in (5, 10, 20):
        share = coverage_of_attendance(12, 4, meetings, networks=networks)
        print(f"coverage  n= 12  ties from {meetings:2d} meetings      {share:.3f}", flush=True)
    for n, k in ((12, 3), (12, 4), (12, 6), (40, 10)):
        print(f"level     n={n:3d}  {k} against {n - k:2d}            {level(n, k, networks=networks):.3f}", flush=True)
    runpy.run_path(str(Path(__file__).with_name("calibration_change.py")))["main"]()


if __name__ == "__main__":
    main()
