"""Medians of two groups: how often they would differ this much if labels were dealt out at random."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Labels, deal_labels
from sna.infer.labels import TOLERANCE, LabelTest, count_tests
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]


def median_difference_test(
    values: npt.ArrayLike, member: npt.ArrayLike, *, permutations: int = 9_999, exact: bool = False, stream: Stream
) -> LabelTest:
    """Test the difference of the medians of two groups on splits of their labels.

    Parameters
    ----------
    values
        One number a member, none missing.
    member
        Who is in the first group; neither group is empty.
    permutations, exact, stream
        As for `mean_difference_tests`.

    Returns
    -------
    LabelTest
        Median of members − median of the rest.

    References
    ----------
    Good (2005), Permutation, parametric and bootstrap tests of hypotheses, doi:10.1007/b138696

    Examples
    --------
    >>> test = median_difference_test([5.0, 4.0, 1.0, 2.0, 30.0], [1, 1, 0, 0, 0], stream=Stream(0))
    >>> test.value, test.resamples
    (2.5, 10)
    """
    column = np.asarray(values, dtype=np.float64)
    inside = np.asarray(member, dtype=bool)
    k, n = int(inside.sum()), len(inside)
    slack = np.array([TOLERANCE * np.abs(column).max(initial=0.0)])

    def difference(labels: Labels) -> Values:
        ordered = column[np.argsort(labels, axis=1, kind="stable")]
        return np.asarray(np.median(ordered[:, :k], axis=1) - np.median(ordered[:, k:], axis=1))[:, None]

    deal = deal_labels((k, n - k), permutations=permutations, exact=exact, stream=stream)
    observed = difference(np.where(inside, 0, 1).astype(np.int8)[None, :])[0]
    return count_tests(observed, slack, deal, difference, None)[0]
