"""Known laws that networks are drawn from, so that what a test should find is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sna.infer import TieModel
from sna.infer.tie_model import pair_chances

Law = Callable[[np.random.Generator], TieModel]


def alike(n: int, density: float) -> Law:
    """Every tie equally likely."""
    odds = np.full((n, n), np.log(density / (1 - density)))
    return lambda _: TieModel(odds, 0.0, directed=True)


def hubs(n: int, base: float, k: int = 0, boost: float = 0.0) -> Law:
    """Senders and receivers differ (sd .9, correlation .4), ties are returned (log-odds 2); k may receive more."""

    def law(generator: np.random.Generator) -> TieModel:
        common = generator.standard_normal(n)
        own = generator.standard_normal((2, n))
        sender, receiver = 0.9 * (np.sqrt(0.4) * common + np.sqrt(0.6) * own)
        receiver = receiver + boost * (np.arange(n) < k)
        return TieModel(base + sender[:, None] + receiver[None, :], 2.0, directed=True)

    return law


def centres(n: int, k: int, base: float) -> Law:
    """Undirected; the first k attract more ties (log-odds 1.3), organisations differ (sd .5)."""

    def law(generator: np.random.Generator) -> TieModel:
        pull = 0.5 * generator.standard_normal(n) + 1.3 * (np.arange(n) < k)
        return TieModel(base + pull[:, None] + pull[None, :], 0.0, directed=False)

    return law


def uneven(n: int, base: float) -> Law:
    """Undirected; organisations differ (sd 1), whatever their group."""

    def law(generator: np.random.Generator) -> TieModel:
        pull = generator.standard_normal(n)
        return TieModel(base + pull[:, None] + pull[None, :], 0.0, directed=False)

    return law


def one_hub(n: int, density: float) -> Law:
    """One organisation, whichever, has most ties both ways (log-odds 4 more); all other ties are equally likely."""
    odds = np.log(density / (1 - density))

    def law(generator: np.random.Generator) -> TieModel:
        pull = 4.0 * (np.arange(n) == generator.integers(n))
        return TieModel(odds + pull[:, None] + pull[None, :], 0.0, directed=True)

    return law


def referral(n: int, k: int, share: float) -> Law:
    """Sparse one-way ties: others refer to the first k (.30), hardly back (.05); among themselves .12 and .04.

    ``share`` makes all of these chances smaller where there are more organisations.
    """
    first = np.arange(n) < k
    chance = np.full((n, n), 0.04)
    chance[np.ix_(~first, first)], chance[np.ix_(first, ~first)], chance[np.ix_(first, first)] = 0.30, 0.05, 0.12
    chance = chance * share
    odds = np.log(chance / (1 - chance))
    return lambda _: TieModel(odds, 0.0, directed=True)


def spread(n: int, k: int, density: float, wide: float) -> Law:
    """Both groups receive as many ties on average; the first k differ much more among themselves.

    Chances of receiving a tie are spread symmetrically around one density, so that means are equal exactly.
    """

    def law(generator: np.random.Generator) -> TieModel:
        reach = np.where(np.arange(n) < k, wide, wide / 5) * density
        chance = density + reach * generator.uniform(-1, 1, n)
        chance = np.broadcast_to(np.clip(chance, 0.005, 0.995), (n, n))
        return TieModel(np.log(chance / (1 - chance)), 0.0, directed=True)

    return law


def attracting(n: int, k: int, base: float, boost: float) -> Law:
    """Directed; the first k receive more ties."""
    odds = np.full((n, n), base) + boost * (np.arange(n) < k)[None, :]
    return lambda _: TieModel(odds, 0.0, directed=True)


def expected_ties(model: TieModel) -> np.ndarray:
    """Return the chance of every tie."""
    chance = np.array(pair_chances(model)[0])
    np.fill_diagonal(chance, 0)
    return chance


def apart(values: np.ndarray, k: int) -> float:
    """Return the mean of the first k minus the mean of the others."""
    return float(values[:k].mean() - values[k:].mean())
