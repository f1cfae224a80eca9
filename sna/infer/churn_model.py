"""How far a difference between two networks would move by turnover of ties, under a model in which nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.infer.model_bootstrap import RESAMPLES
from sna.infer.streams import Stream
from sna.infer.tie_model import Mask, Matrix, TieModel, draw_ties, fit_tie_model, pair_chances

Values = npt.NDArray[np.float64]


def change_noise(
    presence: tuple[Mask, Mask],
    observed: Mask,
    statistics: Callable[[npt.NDArray[np.float64]], npt.ArrayLike],
    *,
    directed: bool,
    resamples: int = RESAMPLES,
    stream: Stream,
) -> Values:
    """Return the standard deviation of differences between two networks drawn from one model for both.

    The model of `fit_tie_model` is fitted to both networks together. The first network is drawn from it; in the second
    every pair keeps its state with one probability, else its state is drawn from the model anew. That probability is
    such that as many pairs as in the data are expected to stay the same.

    Parameters
    ----------
    presence
        The earlier and the later network: row = sender.
    observed
        Pairs that were observed, the same in both; the diagonal is not.
    statistics
        From network × sender × receiver (1 where there is a tie) to network × statistic; ``nan`` where one is
        undefined.
    directed
        Whether ties have a direction.
    resamples
        Number of pairs of networks drawn.
    stream
        Where random numbers come from.

    Returns
    -------
    ndarray
        One standard deviation a statistic, in its units, about 0; ``nan`` where a drawn network leaves it undefined,
        and for all where every observed pair is tied in both networks or none is.

    Examples
    --------
    >>> ring = np.roll(np.eye(6, dtype=bool), 1, axis=1)
    >>> change_noise((ring, ring.T), ~np.eye(6, dtype=bool), lambda x: x.sum(axis=(1, 2))[:, None], directed=True,
    ...     stream=Stream(1)).shape
    (1,)
    """
    both = np.stack(presence)
    width = np.asarray(statistics(both.astype(np.float64))).shape[1]
    tied = both[:, observed]
    if not tied.size or tied.all() or not tied.any():
        return np.full(width, np.nan)
    model = fit_tie_model(both, observed, directed=directed)
    keep = _persistence(model, presence, observed)
    generator = stream.generator()
    drawn = []
    for _ in range(resamples):
        first, fresh = (draw_ties(model, observed, generator) for _ in range(2))
        stays = np.triu(generator.random(observed.shape) < keep, 1)
        drawn += [first, np.where(stays | stays.T, first, fresh)]
    values = np.asarray(statistics(np.array(drawn, dtype=np.float64)), dtype=np.float64)
    return np.asarray(np.sqrt(((values[1::2] - values[::2]) ** 2).mean(axis=0)), dtype=np.float64)


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
