"""NetSimile: how differently organisations' neighbourhoods look in two networks."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.change.either_way import either_way
from sna.model import Network

Values = npt.NDArray[np.float64]

ALIKE = 1e-12


def netsimile(one: Network, other: Network) -> float:
    """Return the Canberra distance of the signatures of two networks, ties taken either way.

    Of every organisation there are seven features: number of neighbours, their clustering, the mean number of
    neighbours of its neighbours, the mean clustering of these, ties within its neighbourhood (itself and its
    neighbours), ties that leave it, and how many are two steps away. The signature has mean, median, standard deviation
    (of n), skewness and excess kurtosis (third and fourth moments over n) of each. Where a feature is the same for all
    organisations of a network its last two are undefined, and left out of the distance.

    Parameters
    ----------
    one, other
        Networks, of whatever organisations; strengths and directions are ignored.

    Returns
    -------
    float
        0 where all signatures agree, 35 at most; ``nan`` without any organisation.

    References
    ----------
    Berlingerio, M., Koutra, D., Eliassi-Rad, T. & Faloutsos, C. (2012). NetSimile: a scalable approach to
    size-independent network similarity, arXiv:1209.2684

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> netsimile(sketch("A-B B-C"), sketch("A-B A-C"))
    0.0
    """
    if not (one.n and other.n):
        return math.nan
    first, second = (_signature(_features(either_way(network))) for network in (one, other))
    apart, size = np.abs(first - second), np.abs(first) + np.abs(second)
    return float(np.nansum(np.divide(apart, size, out=np.zeros_like(size), where=~(size <= ALIKE))))


def _features(ties: Values) -> Values:
    """Return organisation × feature."""
    degree = ties.sum(axis=1)
    triangles = ((ties @ ties) * ties).sum(axis=1) / 2
    possible = degree * (degree - 1) / 2
    clustering = np.divide(triangles, possible, out=np.zeros_like(degree), where=possible > 0)
    many = np.maximum(degree, 1)
    within = degree + triangles
    members = ((ties + np.eye(len(ties))) > 0).astype(np.float64)
    leaving = members @ degree - 2 * within
    two_steps = (((ties @ ties) > 0) & (members == 0)).sum(axis=1)
    return np.column_stack(
        [degree, clustering, ties @ degree / many, ties @ clustering / many, within, leaving, two_steps]
    )


def _signature(features: Values) -> Values:
    mean, spread = features.mean(axis=0), features.std(axis=0)
    varies = spread > ALIKE * np.maximum(np.abs(mean), 1)
    standard = np.divide(features - mean, spread, out=np.full_like(features, np.nan), where=varies)
    skewness, kurtosis = (standard**3).mean(axis=0), (standard**4).mean(axis=0) - 3
    return np.concatenate([mean, np.median(features, axis=0), spread, skewness, kurtosis])
