"""How far a statistic of one network would move if its ties fell out differently: a parametric bootstrap."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sna.infer.streams import Stream
from sna.infer.tie_model import Mask, draw_ties, fit_tie_model

Values = npt.NDArray[np.float64]

RESAMPLES = 199
MOST_UNDEFINED = 0.2
"""Share of resamples in which a statistic may be undefined before it gets no standard deviation."""


def tie_noise(
    presence: Mask,
    observed: Mask,
    statistics: Callable[[Mask], npt.ArrayLike],
    *,
    directed: bool,
    resamples: int = RESAMPLES,
    stream: Stream,
) -> Values:
    """Return the standard deviation of statistics over networks drawn from the model fitted to one network.

    Only the spread is meant to be used: the mean over resamples is drawn towards a network without structure.

    Parameters
    ----------
    presence, observed
        Row = sender; a tie, and whether its pair was observed.
    statistics
        From ties to one or several numbers; ``nan`` where one is undefined.
    directed
        Whether ties have a direction.
    resamples
        Number of networks drawn.
    stream
        Where random numbers come from.

    Returns
    -------
    ndarray
        One standard deviation a statistic, in its units; ``nan`` where more than a fifth of the resamples leave it
        undefined, and for all where every observed pair is tied or none is.

    Examples
    --------
    >>> ties = np.array([[0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]], dtype=bool)
    >>> tie_noise(ties, ~np.eye(4, dtype=bool), lambda x: [x.sum()], directed=True, stream=Stream(1)).shape
    (1,)
    """
    width = len(np.atleast_1d(np.asarray(statistics(presence), dtype=np.float64)))
    if not observed.any() or presence[observed].all() or not presence[observed].any():
        return np.full(width, np.nan)
    model = fit_tie_model(presence, observed, directed=directed)
    generator = stream.generator()
    drawn = np.array([np.atleast_1d(statistics(draw_ties(model, observed, generator))) for _ in range(resamples)])
    known = ~np.isnan(drawn)
    count = known.sum(axis=0)
    mean = np.where(known, drawn, 0).sum(axis=0) / np.maximum(count, 1)
    spread = (np.where(known, drawn - mean, 0) ** 2).sum(axis=0) / np.maximum(count - 1, 1)
    return np.asarray(np.where(count >= (1 - MOST_UNDEFINED) * resamples, np.sqrt(spread), np.nan), dtype=np.float64)


def noise_interval(
    value: float, spread: float, n: int, *, low: float = -math.inf, high: float = math.inf
) -> tuple[float, float]:
    """Return the 95 % interval value ± t(n−1) × spread, clipped to the statistic's range.

    It speaks about the same n organisations under other tie noise, not about other organisations. It is not centred
    on the resamples: correcting for their mean makes coverage worse.

    Returns
    -------
    tuple of float
        Lower and upper end; both ``nan`` where the value or its spread is undefined, the spread is 0, or n < 2.

    Examples
    --------
    >>> [round(end, 3) for end in noise_interval(1.0, 0.5, 12, high=2.0)]
    [-0.1, 2.0]
    """
    from scipy.special import stdtrit

    if n < 2 or not spread > 0 or math.isnan(value):  # noqa: PLR2004
        return math.nan, math.nan
    reach = float(stdtrit(n - 1, 0.975)) * spread
    return max(low, value - reach), min(high, value + reach)
