"""Pairs of networks of the same organisations: turnover of ties alone, or a real change."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calibrating.laws import Law, expected_ties
from sna.infer import TieModel, draw_ties

Networks = tuple[np.ndarray, np.ndarray]
Drawing = Callable[[np.random.Generator], Networks]


def kept(persisting: float, density: float) -> float:
    """Return the chance that a pair's state is kept, which makes this share of ties persist."""
    return (persisting - density) / (1 - density)


def churn(law: Law, n: int, keep: float, other: Law | None = None) -> Drawing:
    """Return pairs of networks: kept states with a probability, others from the same law, or from another."""
    seen = ~np.eye(n, dtype=bool)

    def draw(generator: np.random.Generator) -> Networks:
        model = law(generator)
        later = model if other is None else other(generator)
        first, fresh = draw_ties(model, seen, generator), draw_ties(later, seen, generator)
        stays = np.triu(generator.random((n, n)) < keep, 1)
        return first, np.where(stays | stays.T, first, fresh)

    return draw


def shocked(n: int, base: float, keep: float, sd: float) -> Drawing:
    """Return pairs in which every organisation had events of its own before each snapshot; none is expected to gain."""
    seen = ~np.eye(n, dtype=bool)

    def draw(generator: np.random.Generator) -> Networks:
        lasting = 0.7 * generator.standard_normal((2, n))
        now = [lasting + sd * generator.standard_normal((2, n)) for _ in range(2)]
        models = [TieModel(base + each[0][:, None] + each[1][None, :], 0.0, directed=True) for each in now]
        # The same dice for both: a state persists unless the dice or the chances moved.
        first, fresh = (draw_ties(model, seen, generator) for model in models)
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


def expected_change(law: Law, other: Law, keep: float, k: int) -> tuple[float, float]:
    """Return what density and the gap in in-degree change by, expected over turnover; for laws that draw nothing."""
    generator = np.random.Generator(np.random.PCG64(0))
    before, after = (expected_ties(each(generator)) for each in (law, other))
    moved = (1 - keep) * (after - before)
    received = moved.sum(axis=0)
    n = len(moved)
    return float(moved.sum() / (n * (n - 1))), float(received[:k].mean() - received[k:].mean())
