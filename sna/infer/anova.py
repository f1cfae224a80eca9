"""Whether groups differ on a value at all: analysis of variance by label permutation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Labels, deal_labels
from sna.infer.labels import TOLERANCE, LabelTest, count_tests
from sna.infer.step_down import StepDown
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AnovaTest:
    """How much of the variation of one value lies between groups.

    Attributes
    ----------
    f
        F = (variation between / (groups − 1)) / (variation within / (members − groups)); ``nan`` where there is none
        within.
    test
        Label permutation of eta², the share of variation between groups: it grows with F, so the p is that of F.
        ``test.value`` is ``nan`` where all values are the same.
    """

    f: float
    test: LabelTest


def anova_tests(
    values: npt.ArrayLike,
    labels: npt.ArrayLike,
    *,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
    family: Sequence[int] = (),
) -> tuple[AnovaTest, ...]:
    """Test whether groups differ on several columns, on the same splits.

    Parameters
    ----------
    values
        Member × column, none missing.
    labels
        Group of each member, numbered from 0 without gaps; at least two groups.
    permutations, exact, stream
        As for `mean_difference_tests`.
    family
        Columns to correct together by step-down maxT.

    Returns
    -------
    tuple of AnovaTest
        One per column.

    References
    ----------
    Manly, B. F. J. (2007). Randomization, bootstrap and Monte Carlo methods in biology, 3rd ed. Chapman & Hall/CRC
    (F by permutation).

    Examples
    --------
    >>> test = anova_tests([[1.0], [2.0], [4.0], [5.0], [7.0], [8.0]], [0, 0, 1, 1, 2, 2], stream=Stream(0))[0]
    >>> round(test.f, 6), round(test.test.value, 3), round(test.test.p * 90)
    (36.0, 0.96, 6)
    """
    table, group = np.asarray(values, dtype=np.float64), np.asarray(labels, dtype=np.int64)
    sizes = np.bincount(group)
    scale = np.abs(table).max(axis=0)
    centred = table - table.mean(axis=0)
    total = (centred**2).sum(axis=0)
    varying = total > (TOLERANCE * scale) ** 2 * len(table)
    whole = np.where(varying, total, 1.0)
    deal = deal_labels(tuple(sizes.tolist()), permutations=permutations, exact=exact, stream=stream)

    def between(dealt: Labels) -> Values:
        sums = [(dealt == place).astype(np.float64) @ centred for place in range(len(sizes))]
        return np.where(varying, sum(s * s / size for s, size in zip(sums, sizes, strict=True)) / whole, 0.0)

    observed = between(group.astype(np.int8)[None, :])[0]
    step = StepDown(observed, np.where(varying, 1.0, 0.0), np.full(len(observed), TOLERANCE), family)
    slack = np.full(len(observed), TOLERANCE)
    tests = count_tests(observed, slack, deal, between, step)
    freedom = len(sizes) - 1, len(table) - len(sizes)
    known = [replace(test, value=test.value if moves else math.nan) for test, moves in zip(tests, varying, strict=True)]
    return tuple(AnovaTest(_f_ratio(test.value, *freedom), test) for test in known)


def _f_ratio(share: float, between: int, within: int) -> float:
    """Return F from eta²; undefined where nothing varies, or nothing within groups."""
    left = 1 - share
    return (share / between) / (left / within) if left > TOLERANCE and within > 0 else math.nan
