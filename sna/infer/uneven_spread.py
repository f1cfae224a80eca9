"""Whether a small p could be owed to a smaller group that varies more, which dealing out labels takes for granted."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, chdtri

Values = npt.NDArray[np.float64]

LEVEL = 0.05
UNEVEN_SPREAD = 1.5
"""Where a smaller group's standard deviation is this many times a larger's, label tests reject too often."""


def p_if_wider(p: float, sizes: Sequence[int], ratio: float = UNEVEN_SPREAD) -> float:
    """Return about what a p of dealt-out labels would be if the smallest group varied ``ratio`` times as much.

    Dealt labels give a difference the variance it has where all groups vary alike. Where the smallest varies more,
    the true variance is larger, by a factor that sizes and ratio decide; p is had from the same tail of a normal (of
    two groups) or chi-squared distribution, stretched by that factor.

    Parameters
    ----------
    p
        The p of a two-sided test of means, or of variation between groups.
    sizes
        Members of each group.
    ratio
        Standard deviation of the smallest group over that of the others.

    References
    ----------
    Romano (1990), doi:10.1080/01621459.1990.10474928, on the variance that permutations take for granted

    Examples
    --------
    >>> round(p_if_wider(0.03, (3, 9)), 3), round(p_if_wider(0.03, (6, 6)), 3), round(p_if_wider(0.001, (3, 9)), 3)
    (0.074, 0.03, 0.007)
    """
    members = np.array(sorted(sizes), dtype=np.float64)
    variance = np.ones(len(members))
    variance[0] = ratio**2
    share = members / members.sum()
    free = len(members) - 1
    stretch = (variance * (1 - share)).sum() / (free * (variance * share).sum())
    return float(chdtrc(free, chdtri(free, p) / max(stretch, 1.0)))


def spread_caution(p: float, groups: Sequence[Values], *, varying: str = "the smaller group varies more") -> str:
    """Return what makes one doubt a small p: spread that is seen to be uneven, or that only would have to be.

    Empty where p is not small, where groups are of one size, and where p would be small even if the smallest group
    varied half as much again as the others.

    Parameters
    ----------
    p
        The p of the groups' difference.
    groups
        Values of each group.
    varying
        What is said where the values show it.

    Examples
    --------
    >>> many = np.array([1.0, 2.0, 3.0, 2.0, 1.0, 3.0, 2.0, 2.0, 2.0])
    >>> spread_caution(0.03, [np.array([1.0, 5.0, 9.0]), many])
    'the smaller group varies more, so p may be too small'
    >>> spread_caution(0.03, [np.array([5.0, 5.0, 6.0]), many])
    'p may be too small: about 0.074 if the smaller group varies half as much again, which so few values may not show'
    >>> spread_caution(0.3, [np.array([1.0, 5.0, 9.0]), many])
    ''
    """
    if math.isnan(p) or p > LEVEL:
        return ""
    spreads = [(len(values), float(values.std(ddof=1))) for values in groups if len(values) > 1]
    if any(size < other and spread > UNEVEN_SPREAD * against for size, spread in spreads for other, against in spreads):
        return f"{varying}, so p may be too small"
    wider = p_if_wider(p, [len(values) for values in groups if len(values)])
    if wider <= LEVEL:
        return ""
    return (
        f"p may be too small: about {wider:.2g} if the smaller group varies half as much again, which so few values "
        "may not show"
    )
