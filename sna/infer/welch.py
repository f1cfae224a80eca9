"""Whether changes of members hang on their group, whatever moved whole members."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sna.infer.dealing import Labels, deal_labels
from sna.infer.labels import TOLERANCE, LabelTest, count_tests
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]

FLOOR = 1e-6
"""The least standard error, as a share of the largest value: groups that are both constant differ without doubt."""


def welch_label_test(
    values: npt.ArrayLike, member: npt.ArrayLike, *, permutations: int = 9_999, stream: Stream
) -> LabelTest:
    """Test a difference of means by dealing out labels, each split divided by its own Welch standard error.

    Unlike the plain difference, the studentised one keeps its level where one group's values vary more, as changes of
    hubs do.

    Parameters
    ----------
    values
        One per member, none missing.
    member
        Who is in the first group; both groups have two members or more.
    permutations
        Size of a random sample of splits, used where there are too many to go through all.
    stream
        Where random numbers come from.

    Returns
    -------
    LabelTest
        ``value`` is the difference of means, not studentised.

    References
    ----------
    Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens-Fisher
    problem. Statistics & Probability Letters 36(1), 9-21. doi:10.1016/S0167-7152(97)00043-6

    Examples
    --------
    >>> test = welch_label_test([5.0, 4.0, 1.0, 2.0, 3.0], [1, 1, 0, 0, 0], stream=Stream(0))
    >>> test.value, test.p, test.resamples
    (2.5, 0.2, 10)
    """
    column, inside = np.asarray(values, dtype=np.float64), np.asarray(member, dtype=bool)
    k, n = int(inside.sum()), len(inside)
    centred = column - column.mean()
    scale = max(float(np.abs(column).max()), 1e-300)
    deal = deal_labels((k, n - k), permutations=permutations, stream=stream)

    def studentised(labels: Labels) -> Values:
        first = labels == 0
        means, errors = [], np.zeros(len(labels))
        for chosen, size in ((first, k), (~first, n - k)):
            mean = chosen @ centred / size
            spread = ((centred - mean[:, None]) ** 2 * chosen).sum(axis=1) / (size - 1)
            means.append(mean)
            errors += spread / size
        difference = means[0] - means[1]
        difference[np.abs(difference) <= TOLERANCE * scale] = 0.0  # rounding is not a difference
        return np.asarray(difference / np.maximum(np.sqrt(errors), FLOOR * scale), dtype=np.float64)[:, None]

    observed = studentised(np.where(inside, 0, 1).astype(np.int8)[None, :])[0]
    slack = 1e-9 * np.maximum(np.abs(observed), 1.0)
    test = count_tests(observed, slack, deal, studentised, None)[0]
    return replace(test, value=float(column[inside].mean() - column[~inside].mean()))
