"""Label permutation: how often groups would differ this much if labels were dealt out at random."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Deal, Labels, deal_labels
from sna.infer.step_down import StepDown
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]
Statistic = Callable[[Labels], Values]

TOLERANCE = 1e-12
"""Two values of a statistic are tied when they differ by less than this share of its scale."""


@dataclass(frozen=True)
class LabelTest:
    """A two-sided permutation test of one statistic.

    Attributes
    ----------
    value
        The statistic as observed.
    p
        Share of splits with a statistic at least as far from its expectation; a random sample counts the observed
        split as one of them, so that p is never 0.
    p_mid
        The same with tied splits counted half: not conservative where few values are possible.
    p_min
        The smallest p these values could have given, whoever was in which group.
    resamples
        Number of splits gone through.
    exact
        Whether these were all splits there are.
    error
        Standard error of p that comes from sampling splits; 0 where exact.
    p_adjusted
        p corrected for several statistics by step-down maxT; ``nan`` where it was not in the family.
    """

    value: float
    p: float
    p_mid: float
    p_min: float
    resamples: int
    exact: bool
    error: float
    p_adjusted: float = math.nan


def mean_difference_tests(
    values: npt.ArrayLike,
    member: npt.ArrayLike,
    *,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
    family: Sequence[int] = (),
) -> tuple[LabelTest, ...]:
    """Test differences of means of several columns on the same splits.

    Parameters
    ----------
    values
        Member × statistic, none missing. Columns of `midranks` scaled by 2/n test Cliff's delta.
    member
        Who is in the first group; neither group is empty.
    permutations, exact
        Size of a random sample of splits, used where there are more than `EXACT_SPLITS` and ``exact`` is not asked for.
    stream
        Where random numbers come from; splits depend on it and on the group sizes only.
    family
        Columns to correct together by step-down maxT, each scaled by its permutation standard deviation.

    Returns
    -------
    tuple of LabelTest
        One per column: mean of members − mean of the rest.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010), on counting the observed split, doi:10.2202/1544-6115.1585. Westfall, P. H. &
    Young, S. S. (1993). Resampling-based multiple testing. Wiley (step-down maxT).

    Examples
    --------
    >>> test = mean_difference_tests([[5.0], [4.0], [1.0], [2.0], [3.0]], [1, 1, 0, 0, 0], stream=Stream(0))[0]
    >>> test.value, test.p, test.p_min, test.resamples
    (2.5, 0.2, 0.2, 10)
    """
    table = np.asarray(values, dtype=np.float64)
    inside = np.asarray(member, dtype=bool)
    k, n = int(inside.sum()), len(inside)
    centred = table - table.mean(axis=0)
    scale = np.abs(table).max(axis=0)
    deal = deal_labels((k, n - k), permutations=permutations, exact=exact, stream=stream)

    def difference(labels: Labels) -> Values:
        sums = (labels == 0).astype(np.float64) @ centred
        return np.asarray(sums / k - (centred.sum(axis=0) - sums) / (n - k), dtype=np.float64)

    observed = difference(np.where(inside, 0, 1).astype(np.int8)[None, :])[0]
    observed[np.abs(observed) <= TOLERANCE * scale] = 0.0  # rounding is not a difference
    spread = np.sqrt(centred.var(axis=0, ddof=1) * (1 / k + 1 / (n - k))) if n > 1 else np.zeros(len(scale))
    step = StepDown(observed, spread, scale * TOLERANCE, family)
    return count_tests(observed, TOLERANCE * scale, deal, difference, step)


def count_tests(
    observed: Values, slack: Values, deal: Deal, statistic: Statistic, step: StepDown | None, *, width: int = 1
) -> tuple[LabelTest, ...]:
    """Go through a deal once and count, for every statistic."""
    size = np.abs(observed)
    beyond, tied = np.zeros(len(size), dtype=np.int64), np.zeros(len(size), dtype=np.int64)
    furthest, at_furthest = size.copy(), np.zeros(len(size), dtype=np.int64)
    for labels in deal.blocks(width):
        drawn = np.abs(statistic(labels))
        beyond += (drawn > size + slack).sum(axis=0)
        tied += (np.abs(drawn - size) <= slack).sum(axis=0)
        top = drawn.max(axis=0)
        at_furthest[top > furthest + slack] = 0
        furthest = np.maximum(furthest, top)
        at_furthest += (drawn >= furthest - slack).sum(axis=0)
        if step is not None:
            step.add(drawn)
    own = 0 if deal.exact else 1
    total = deal.count + own
    p, mid = (beyond + tied + own) / total, (beyond + (tied + own) / 2) / total
    least = np.maximum(at_furthest / deal.count, 1 / total)
    error = np.zeros(len(p)) if deal.exact else np.sqrt(p * (1 - p) / deal.count)
    adjusted = np.full(len(p), np.nan) if step is None else step.adjusted(own)
    return tuple(
        LabelTest(
            value=float(observed[s]),
            p=float(p[s]),
            p_mid=float(mid[s]),
            p_min=float(least[s]),
            resamples=deal.count,
            exact=deal.exact,
            error=float(error[s]),
            p_adjusted=float(adjusted[s]),
        )
        for s in range(len(p))
    )
