"""Networks in which ties form between partners of partners, and records in which ties are missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from calibrating.laws import Law
from calibrating.turnover import Drawing
from sna.infer import TieModel, draw_ties

Series = Callable[[np.random.Generator], Sequence[np.ndarray]]

MOMENTS = 25
"""In how many short times a step is cut: within one, the pairs that are drawn anew see the same network."""

TIMES_BEFORE = 20
"""How often a pair is drawn anew before the first snapshot, on average: the series no longer knows how it began."""


def shared_partners(ties: np.ndarray) -> np.ndarray:
    """Return how many partners each pair has in common, whatever the direction of ties."""
    partners = (ties | ties.T).astype(np.float32)
    return np.asarray(partners @ partners)


def closed(model: TieModel, ties: np.ndarray, closure: float) -> TieModel:
    """Return the chances of ties where the first partner in common adds this to the log-odds, each further one half.

    Half of what the one before it added, so that no more than twice the first is added and networks do not fill up.
    """
    bonus = closure * 2 * (1 - 0.5 ** shared_partners(ties))
    return TieModel(model.log_odds + bonus, model.reciprocity, directed=model.directed)


def closing(law: Law, n: int, keep: float, closure: float, snapshots: int = 2) -> Series:
    """Return series of networks of one law whose ties close triangles; nothing changes in expectation.

    In every short time a few pairs are drawn anew, given all ties of that moment. Over a step a pair is left alone with
    the probability ``keep``.
    """
    seen = ~np.eye(n, dtype=bool)
    moved = 1 - keep ** (1 / MOMENTS)

    def step(model: TieModel, ties: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        for _ in range(MOMENTS):
            fresh = draw_ties(closed(model, ties, closure), seen, generator)
            again = np.triu(generator.random((n, n)) < moved, 1)
            ties = np.where(again | again.T, fresh, ties)
        return ties

    def draw(generator: np.random.Generator) -> Sequence[np.ndarray]:
        model = law(generator)
        ties = draw_ties(model, seen, generator)
        for _ in range(math.ceil(TIMES_BEFORE / -math.log(keep))):
            ties = step(model, ties, generator)
        found = [ties]
        while len(found) < snapshots:
            found.append(step(model, found[-1], generator))
        return found

    return draw


def lasting(law: Law, n: int, keep: float, snapshots: int) -> Series:
    """Return series of networks of one law: states of pairs are kept from one to the next, or drawn anew."""
    seen = ~np.eye(n, dtype=bool)

    def draw(generator: np.random.Generator) -> Sequence[np.ndarray]:
        model = law(generator)
        found = [draw_ties(model, seen, generator)]
        while len(found) < snapshots:
            stays = np.triu(generator.random((n, n)) < keep, 1)
            found.append(np.where(stays | stays.T, found[-1], draw_ties(model, seen, generator)))
        return found

    return draw


def unrecorded(drawing: Drawing, first: float, second: float) -> Series:
    """Return pairs of networks of which shares of ties were not recorded, tie by tie at random."""

    def draw(generator: np.random.Generator) -> Sequence[np.ndarray]:
        networks = drawing(generator)
        return [
            ties & (generator.random(ties.shape) >= share)
            for ties, share in zip(networks, (first, second), strict=True)
        ]

    return draw
