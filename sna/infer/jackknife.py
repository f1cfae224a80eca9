"""How sure a share of pairs is when pairs share their ends: leave out one end at a time."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

FEWEST = 3


def share_of_pairs(counted: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the share of pairs that count among some pairs, with a 95 % interval.

    Parameters
    ----------
    counted, among
        Symmetric matrices: pairs that count, and all pairs that are looked at.

    Returns
    -------
    tuple of float
        Share, low, high. Interval: share ± t(n−1) times the jackknife standard error, variance (n−1)/n times the sum
        of squares over what is left without each of the n that have a pair, cut at 0 and 1; ``NaN`` for fewer than
        three of them, or where it would have no width.

    References
    ----------
    Snijders and Borgatti (1999), Non-parametric standard errors and tests for network statistics, Connections 22(2)

    Examples
    --------
    >>> among = ~np.eye(4, dtype=bool)
    >>> share_of_pairs(np.zeros((4, 4), dtype=bool), among)
    (0.0, nan, nan)
    """
    from scipy.special import stdtrit

    inside = np.triu(among | among.T, 1)
    inside = inside | inside.T
    held = inside & (counted | counted.T)
    total, kept = inside.sum() / 2, held.sum() / 2
    if not total:
        return math.nan, math.nan, math.nan
    share = float(kept / total)
    active = inside.any(axis=1)
    left = total - inside[active].sum(axis=1)
    if active.sum() < FEWEST or (left == 0).any():
        return share, math.nan, math.nan
    without = (kept - held[active].sum(axis=1)) / left
    n = len(without)
    error = math.sqrt((n - 1) / n * float(((without - without.mean()) ** 2).sum()))
    if not error:
        return share, math.nan, math.nan
    reach = float(stdtrit(n - 1, 0.975)) * error
    return share, max(0.0, share - reach), min(1.0, share + reach)
