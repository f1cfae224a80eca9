"""A share of ties with its interval: pairs vary one by one, the two directions of a pair together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.proportions import wilson


@dataclass(frozen=True)
class Proportion:
    """A share, how many it is of, and its 95 % interval; ``nan`` where it is of none.

    Attributes
    ----------
    value, low, high
        The share and its interval.
    n
        How many could have had what is counted.
    """

    value: float
    low: float
    high: float
    n: int


def clustered_proportion(hits: npt.ArrayLike, trials: npt.ArrayLike) -> Proportion:
    """Return a share over clusters that vary one by one, with Wilson's interval for its effective number.

    Within a cluster (the two directions of a pair) outcomes may go together. What that costs is estimated as the
    variance between clusters over the binomial one, never taken below 1; where all outcomes are the same, which says
    nothing of it, every cluster counts as one. Clusters with chances of their own make the interval wider than need be,
    never narrower.

    Parameters
    ----------
    hits, trials
        Of every cluster; clusters without a trial are passed over.

    References
    ----------
    Wilson, E. B. (1927), doi:10.1080/01621459.1927.10502953. Korn, E. L. & Graubard, B. I. (1998), on the effective
    number, Survey Methodology 24(2), 193-201. Franco, C. et al. (2019), on Wilson's interval with it,
    doi:10.1093/jssam/smy019

    Examples
    --------
    >>> found = clustered_proportion([1, 0, 1, 1], [1, 1, 1, 1])
    >>> found.value, round(found.low, 3), round(found.high, 3), found.n
    (0.75, 0.301, 0.954, 4)
    """
    count, of = np.asarray(hits, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    tried = of > 0
    count, of = count[tried], of[tried]
    total = float(of.sum())
    if not total:
        return Proportion(math.nan, math.nan, math.nan, 0)
    share = float(count.sum() / total)
    low, high = wilson(share, effective_number(count, of))
    return Proportion(share, low, high, round(total))


def counted_proportion(hits: int, trials: int) -> Proportion:
    """Return a share of so many that vary one by one, with Wilson's interval.

    Examples
    --------
    >>> counted_proportion(3, 4) == clustered_proportion([1, 0, 1, 1], [1, 1, 1, 1])
    True
    """
    if not trials:
        return Proportion(math.nan, math.nan, math.nan, 0)
    return Proportion(hits / trials, *wilson(hits / trials, trials), trials)


def effective_number(hits: npt.NDArray[np.float64], trials: npt.NDArray[np.float64]) -> float:
    """Return how many independent trials say as much: at most as many as there are, at least one a cluster."""
    total, clusters = float(trials.sum()), len(trials)
    if total == clusters:
        return total
    share = float(hits.sum() / total)
    binomial = share * (1 - share) * total
    if not binomial or clusters == 1:
        return float(clusters)
    between = float(((hits - share * trials) ** 2).sum()) * clusters / (clusters - 1)
    return max(total / max(between / binomial, 1.0), float(clusters))
