"""How alike two rankings of the same organisations are; tied ones share their place."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.infer import midranks

Values = npt.NDArray[np.float64]

PERSISTENCE = 0.9
"""Weight of each further place in rank-biased overlap: the first ten places carry some 86 % of it."""
TOP = 3
CELLS = 4_000_000


def ranks_down(values: npt.ArrayLike) -> Values:
    """Return ranks of which 1 is the largest value; tied values share the mean of their ranks.

    Examples
    --------
    >>> ranks_down([2.0, 5.0, 2.0]).tolist()
    [2.5, 1.0, 2.5]
    """
    return len(np.asarray(values)) + 1 - midranks(values)


def rank_biased_overlap(before: npt.ArrayLike, after: npt.ArrayLike, *, persistence: float = PERSISTENCE) -> float:
    """Return extrapolated rank-biased overlap of two rankings by value, the largest first.

    Agreement at a depth is twice the number of organisations that both have placed, over the numbers that each has;
    tied organisations are all placed at the first of their places. Two rankings that are the same, ties and all, have
    1.

    Parameters
    ----------
    before, after
        A value for each organisation, in the same order.
    persistence
        Weight of each further place.

    References
    ----------
    Webber, W., Moffat, A. & Zobel, J. (2010). A similarity measure for indefinite rankings:
    RBO_ext, and its treatment of ties, doi:10.1145/1852102.1852106

    Examples
    --------
    >>> rank_biased_overlap([3.0, 2.0, 1.0], [3.0, 2.0, 1.0])
    1.0
    >>> round(rank_biased_overlap([3.0, 2.0, 1.0], [2.0, 3.0, 1.0]), 6)
    0.9
    """
    old, new = (_first_places(values) for values in (before, after))
    n = len(old)
    if not n:
        return math.nan
    depth = np.arange(1, n + 1)
    both = np.searchsorted(np.sort(np.maximum(old, new)), depth, "right")
    each = sum(np.searchsorted(np.sort(places), depth, "right") for places in (old, new))
    agreement = 2 * both / each
    weights = persistence**depth
    # One minus what disagrees, so that rankings that agree at every depth have just 1.
    missing = (1 - persistence) / persistence * float(((1 - agreement) * weights).sum())
    return 1 - missing - (1 - float(agreement[-1])) * persistence**n


def _first_places(values: npt.ArrayLike) -> Values:
    """Return the first of the places that tied organisations hold."""
    ranks = np.round(ranks_down(values) * 2)
    _, inverse, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    return np.asarray((ranks - counts[inverse] + 1) / 2, dtype=np.float64)


def kendall_tau_b(before: npt.ArrayLike, after: npt.ArrayLike) -> float:
    """Return Kendall's tau-b of two rankings; ``nan`` where one of them places all alike.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems, doi:10.1093/biomet/33.3.239

    Examples
    --------
    >>> kendall_tau_b([1, 2, 3], [1, 3, 2])
    0.3333333333333333
    """
    old, new = (np.round(2 * midranks(values)).astype(np.int32) for values in (before, after))
    total = np.zeros(3, dtype=np.int64)
    step = max(1, CELLS // max(len(old), 1))
    for start in range(0, len(old), step):
        one, other = (np.sign(ranks[start : start + step, None] - ranks[None, :]) for ranks in (old, new))
        total += [int((a * b).sum(dtype=np.int64)) for a, b in ((one, other), (one, one), (other, other))]
    together, untied, untied_after = total.tolist()
    return together / math.sqrt(untied * untied_after) if untied and untied_after else math.nan


def top_turnover(before: npt.ArrayLike, after: npt.ArrayLike, *, top: int = TOP) -> float:
    """Return the share of organisations among the first of either ranking that are not among the first of both.

    Organisations tied with the last of them are among the first as well; ``nan`` where that makes more than half of
    all, in either ranking.

    Examples
    --------
    >>> top_turnover([6, 5, 4, 3, 2, 1], [6, 5, 3, 4, 2, 1])
    0.5
    """
    first = [_first_places(values) <= top for values in (before, after)]
    if any(2 * int(chosen.sum()) > len(chosen) for chosen in first):
        return math.nan
    return 1 - int((first[0] & first[1]).sum()) / int((first[0] | first[1]).sum())
