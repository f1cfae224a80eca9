"""Which group tends to rank higher."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

TIED = 1e-12
"""Values are tied when they differ by less than this share of the largest."""


def midranks(values: npt.ArrayLike) -> Values:
    """Return ranks from 1, tied values sharing the mean of their ranks.

    Examples
    --------
    >>> midranks([3.0, 1.0, 3.0]).tolist()
    [2.5, 1.0, 2.5]
    """
    array = np.asarray(values, dtype=np.float64)
    ordered = np.sort(array)
    slack = TIED * np.abs(array).max(initial=0.0)
    below, upto = np.searchsorted(ordered, array - slack, "left"), np.searchsorted(ordered, array + slack, "right")
    return np.asarray((below + upto + 1) / 2, dtype=np.float64)


def cliffs_delta(values: npt.ArrayLike, member: npt.ArrayLike) -> float:
    """Return Cliff's delta of the members against the rest.

    Parameters
    ----------
    values
        One number each, none missing.
    member
        Who is in the first group; neither group is empty.

    Returns
    -------
    float
        P(member above other) − P(member below other), from −1 to 1.

    References
    ----------
    Cliff, N. (1993). Dominance statistics: ordinal analyses to answer ordinal questions. Psychological Bulletin
    114(3), 494-509. doi:10.1037/0033-2909.114.3.494

    Examples
    --------
    >>> cliffs_delta([1.0, 2.0, 3.0, 4.0], [False, True, False, True])
    0.5
    """
    inside = np.asarray(member, dtype=bool)
    ranks = midranks(values)
    # Linear in the rank sum, so that one permutation machine serves means and ranks.
    return float((ranks[inside].mean() - ranks[~inside].mean()) * 2 / len(ranks))
