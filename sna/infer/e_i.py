"""Whether ties run within groups or between them: the E-I index and its label permutation."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Labels, deal_labels
from sna.infer.labels import TOLERANCE, LabelTest, count_tests
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]


def e_i_index(sender: npt.ArrayLike, receiver: npt.ArrayLike, labels: npt.ArrayLike) -> float:
    """Return the E-I index: (ties between groups − ties within groups) / all ties; ``nan`` without ties.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises. Social Psychology Quarterly
    51(2), 123-140. doi:10.2307/2786835

    Examples
    --------
    >>> e_i_index([0, 0], [1, 2], ["a", "a", "b"])
    0.0
    """
    group, s, r = np.asarray(labels), np.asarray(sender, dtype=np.int64), np.asarray(receiver, dtype=np.int64)
    return float((2 * (group[s] != group[r]).sum() - len(s)) / len(s)) if len(s) else math.nan


def e_i_test(
    sender: npt.NDArray[np.int64],
    receiver: npt.NDArray[np.int64],
    labels: npt.NDArray[np.int64],
    *,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
) -> tuple[LabelTest, float]:
    """Test the E-I index of a partition against labels dealt out at random, ties as they are.

    Parameters
    ----------
    sender, receiver
        Ends of at least one tie, as places.
    labels
        Group of each place, numbered from 0 without gaps.
    permutations, exact, stream
        As for `mean_difference_tests`.

    Returns
    -------
    test : LabelTest
        Two-sided about the expectation.
    expected : float
        Mean over all deals: (2 × pairs between groups − all pairs) / all pairs.

    Examples
    --------
    >>> ends = np.array([0, 0, 2]), np.array([1, 2, 3])
    >>> test, expected = e_i_test(*ends, np.array([0, 0, 1, 1]), stream=Stream(0))
    >>> round(test.value, 3), round(expected, 3), round(test.p, 3)
    (-0.333, 0.333, 0.667)
    """
    sizes = np.bincount(labels)
    n, m = len(labels), len(sender)
    pairs, within = n * (n - 1) / 2, (sizes * (sizes - 1) / 2).sum()
    expected = float((2 * (pairs - within) - pairs) / pairs)
    deal = deal_labels(tuple(sizes.tolist()), permutations=permutations, exact=exact, stream=stream)

    def departure(dealt: Labels) -> Values:
        between = (dealt[:, sender] != dealt[:, receiver]).sum(axis=1)
        return np.asarray((2 * between - m) / m - expected, dtype=np.float64)[:, None]

    observed = departure(labels.astype(np.int8)[None, :])[0]
    test = count_tests(observed, np.array([TOLERANCE]), deal, departure, None, width=m)[0]
    return dataclasses.replace(test, value=test.value + expected), expected
