"""Spectral distances: how far apart the eigenvalues of two networks of the same size are."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.change.either_way import either_way
from sna.model import Network

Values = npt.NDArray[np.float64]


def laplacian_distance(one: Network, other: Network) -> float:
    """Return the euclidean distance between all eigenvalues of the Laplacians D − A, in order, ties taken either way.

    Parameters
    ----------
    one, other
        Networks of as many organisations; strengths and directions are ignored.

    Returns
    -------
    float
        0 where the spectra are the same, which networks that are not alike can share; ``nan`` without any organisation.

    Raises
    ------
    ValueError
        If numbers of organisations differ.

    References
    ----------
    Wills, P. & Meyer, F. G. (2020). Metrics for graph comparison: a practitioner's guide,
    doi:10.1371/journal.pone.0228728

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> round(laplacian_distance(sketch("A-B C"), sketch("A-B B-C")), 4)
    1.4142
    """
    return _apart(one, other, normalised=False)


def normalised_laplacian_distance(one: Network, other: Network) -> float:
    """Return the same for the normalised Laplacians I − D^−½ A D^−½, isolates with a zero on the diagonal.

    Parameters
    ----------
    one, other
        As for `laplacian_distance`.

    Returns
    -------
    float
        As for `laplacian_distance`.

    References
    ----------
    Wills & Meyer (2020), doi:10.1371/journal.pone.0228728

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> round(normalised_laplacian_distance(sketch("A-B C"), sketch("A-B B-C")), 4)
    1.0
    """
    return _apart(one, other, normalised=True)


def _apart(one: Network, other: Network, *, normalised: bool) -> float:
    if one.n != other.n:
        raise ValueError("networks have as many organisations")
    if not one.n:
        return math.nan
    first, second = (_eigenvalues(either_way(network), normalised=normalised) for network in (one, other))
    return float(np.linalg.norm(first - second))


def _eigenvalues(ties: Values, *, normalised: bool) -> Values:
    degree = ties.sum(axis=1)
    laplacian = np.diag(degree) - ties
    if normalised:
        scale = np.divide(1, np.sqrt(degree), out=np.zeros_like(degree), where=degree > 0)
        laplacian = scale[:, None] * laplacian * scale
    return np.asarray(np.linalg.eigvalsh(laplacian), dtype=np.float64)
