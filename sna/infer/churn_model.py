"""How far a difference between two networks would move by turnover of ties, under a model in which nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.infer.model_bootstrap import RESAMPLES
from sna.infer.streams import Stream
from sna.infer.tie_model import Mask, Matrix, TieModel, draw_ties, fit_tie_model, pair_chances

Values = npt.NDArray[np.float64]
Stack = npt.NDArray[np.bool_]

CELLS = 1_000_000
"""Cells of a working matrix: what bounds the memory of a block."""


def draw_changes(
    presence: tuple[Mask, Mask], observed: Mask, *, directed: bool, resamples: int = RESAMPLES, stream: Stream
) -> Stack:
    """Return pairs of networks drawn from one model for both.

    The model of `fit_tie_model` is fitted to both networks together. The first network is drawn from it; in the second
    every pair keeps its state with one probability, else its state is drawn from the model anew. That probability is
    such that as many pairs as in the data are expected to stay the same.

    Parameters
    ----------
    presence
        The earlier and the later network: row = sender.
    observed
        Pairs that were observed, the same in both; the diagonal is not.
    directed
        Whether ties have a direction.
    resamples
        Number of pairs of networks drawn.
    stream
        Where random numbers come from.

    Returns
    -------
    ndarray
        Resample × snapshot × sender × receiver; no resample where every observed pair is tied in both networks or none
        is.

    Examples
    --------
    >>> ring = np.roll(np.eye(6, dtype=bool), 1, axis=1)
    >>> draw_changes((ring, ring.T), ~np.eye(6, dtype=bool), directed=True, stream=Stream(1)).shape
    (199, 2, 6, 6)
    """
    both = np.stack(presence)
    tied = both[:, observed]
    if not tied.size or tied.all() or not tied.any():
        return np.zeros((0, *both.shape), dtype=bool)
    model = fit_tie_model(both, observed, directed=directed)
    keep = _persistence(model, presence, observed)
    generator = stream.generator()
    drawn = np.zeros((resamples, *both.shape), dtype=bool)
    for pair in drawn:
        pair[0], fresh = (draw_ties(model, observed, generator) for _ in range(2))
        stays = np.triu(generator.random(observed.shape) < keep, 1)
        pair[1] = np.where(stays | stays.T, pair[0], fresh)
    return drawn


def change_noise(drawn: Stack, statistics: Callable[[Matrix], npt.ArrayLike]) -> Values:
    """Return the standard deviation of differences between networks that were drawn in pairs.

    Parameters
    ----------
    drawn
        From `draw_changes`.
    statistics
        From network × sender × receiver (1 where there is a tie) to network × statistic; ``nan`` where one is
        undefined.

    Returns
    -------
    ndarray
        One standard deviation a statistic, in its units, about 0; ``nan`` where a drawn network leaves it undefined or
        nothing was drawn.

    Examples
    --------
    >>> drawn = np.zeros((2, 2, 2, 2), dtype=bool)
    >>> drawn[0, 0, 0, 1] = drawn[1, 1, 1, 0] = True
    >>> change_noise(drawn, lambda stack: stack.sum(axis=(1, 2))[:, None]).tolist()
    [1.0]
    """
    n = drawn.shape[-1]
    step = max(1, CELLS // max(n * n, 1))
    blocks = [
        np.stack([np.asarray(statistics(block[:, side].astype(np.float64))) for side in (0, 1)], axis=1)
        for start in range(0, len(drawn), step)
        if len(block := drawn[start : start + step])
    ]
    if not blocks:
        return np.full(np.asarray(statistics(np.zeros((1, n, n)))).shape[1], np.nan)
    values = np.concatenate(blocks)
    return np.asarray(np.sqrt(((values[:, 1] - values[:, 0]) ** 2).mean(axis=0)), dtype=np.float64)


def _persistence(model: TieModel, presence: tuple[Mask, Mask], observed: Mask) -> float:
    """Return the probability of keeping a state that makes as many pairs as observed stay the same."""
    before, after = presence
    upper = np.triu(observed | observed.T, 1)
    moved = before != after
    unchanged = 1 - float((moved | moved.T)[upper].mean())
    alike = float(_same_again(model, observed)[upper].mean())
    return min(max((unchanged - alike) / (1 - alike), 0.0), 1.0) if alike < 1 else 1.0


def _same_again(model: TieModel, observed: Mask) -> Matrix:
    """Return the chance that two independent draws of a pair have the same state."""
    one, both = pair_chances(model)
    single = one**2 + (1 - one) ** 2
    if not model.directed:
        return single
    states = (both, one - both, one.T - both, 1 - one - one.T + both)
    double = sum((state**2 for state in states), np.zeros_like(one))
    # A pair that was observed in one direction only has that tie or not.
    alone = np.where(observed, single, single.T)
    return np.asarray(np.where(observed & observed.T, double, alone), dtype=np.float64)
