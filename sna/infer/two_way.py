"""Two groupings of the same things, and whether they go together."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.relabelling import Places, Relabelling
from sna.infer.tails import count_relabellings

Codes = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


def two_way_table(first: Codes, second: Codes) -> Values:
    """Return how many things are in each group of the first and each of the second grouping.

    Examples
    --------
    >>> two_way_table(np.array([0, 0, 1]), np.array([1, 1, 0])).tolist()
    [[0.0, 2.0], [1.0, 0.0]]
    """
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1.0)
    return table


def cramers_v(table: Values) -> float:
    """Return Cramér's V: 0 where two groupings have nothing to do with each other, 1 where one settles the other.

    Every row and column holds something, and there are at least two of each.

    References
    ----------
    Cramér (1946), Mathematical Methods of Statistics, Princeton University Press, section 21.9

    Examples
    --------
    >>> cramers_v(np.array([[2.0, 0.0], [0.0, 3.0]]))
    1.0
    """
    return math.sqrt(_chi_squared(table[None], table)[0] / (table.sum() * (min(table.shape) - 1)))


def association_test(first: Codes, second: Codes, deal: Relabelling) -> LabelTest:
    """Test whether two groupings go together, by Pearson's chi-squared under relabelling of the second.

    Parameters
    ----------
    first, second
        Group of each thing, from 0, every number used; at least two groups in each.
    deal
        The relabellings: of all things, or within strata.

    Returns
    -------
    LabelTest
        Its value is chi-squared; it is compared with relabellings, not with the chi-squared distribution.

    Examples
    --------
    >>> from sna.infer.relabelling import relabel
    >>> from sna.infer.streams import Stream
    >>> codes = np.array([0, 0, 1, 1])
    >>> test = association_test(codes, codes, relabel(4, stream=Stream(0)))
    >>> test.value, round(test.p, 4)
    (4.0, 0.3333)
    """
    table = two_way_table(first, second)
    inside = np.eye(len(table))[first]

    def statistic(places: Places) -> Values:
        dealt = second[places]
        counts = np.stack([(dealt == group).T.astype(np.float64) @ inside for group in range(table.shape[1])], axis=2)
        return _chi_squared(counts, table)[:, None]

    return count_relabellings(statistic, deal, by_tail=[False], width=deal.n * 2)[0]


def _chi_squared(counts: Values, table: Values) -> Values:
    expected = table.sum(axis=1)[:, None] * table.sum(axis=0)[None, :] / table.sum()
    found: Values = ((counts - expected) ** 2 / expected).sum(axis=(1, 2))
    return found
