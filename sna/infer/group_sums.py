"""Sums of a matrix from every group to every group, for many deals of the labels at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Values = npt.NDArray[np.float64]


def sums_by_group(matrix: Values | csr_array, inside: Values) -> Values:
    """Return deal × group × group: the matrix summed over members of the first (rows) and of the second (columns).

    Parameters
    ----------
    matrix
        Member × member, dense or sparse.
    inside
        Deal × group × member, from `one_hot`.

    Examples
    --------
    >>> sums_by_group(np.array([[0.0, 2.0], [1.0, 0.0]]), np.eye(2)[None]).tolist()
    [[[0.0, 2.0], [1.0, 0.0]]]
    """
    deals, groups, members = inside.shape
    left = np.asarray(inside.reshape(-1, members) @ matrix, dtype=np.float64).reshape(deals, groups, members)
    return np.asarray(left @ inside.transpose(0, 2, 1), dtype=np.float64)


def ratios(numerator: Values, denominator: Values) -> Values:
    """Return ratios; ``nan`` where the denominator is 0.

    Examples
    --------
    >>> ratios(np.array([1.0, 1.0]), np.array([2.0, 0.0])).tolist()
    [0.5, nan]
    """
    found: Values = np.divide(numerator, denominator, out=np.full(numerator.shape, np.nan), where=denominator > 0)
    return found
