"""DeltaCon: how differently organisations reach each other in two networks of the same organisations."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.change.either_way import either_way
from sna.model import Network

Values = npt.NDArray[np.float64]


def deltacon(one: Network, other: Network) -> float:
    """Return the root euclidean distance between the affinities of two networks, ties taken either way.

    Affinities are those of fast belief propagation, S = (I + ε² D − ε A)⁻¹ with ε = 1 / (1 + most neighbours), of every
    network on its own; the exact form, DeltaCon₀. The similarity of its authors is 1 / (1 + distance).

    Parameters
    ----------
    one, other
        Networks of the same organisations; strengths and directions are ignored.

    Returns
    -------
    float
        0 where ties are the same, more the further they are apart; ``nan`` without any organisation.

    Raises
    ------
    ValueError
        If organisations are not the same.

    References
    ----------
    Koutra, D., Shah, N., Vogelstein, J. T., Gallagher, B. & Faloutsos, C. (2016). DeltaCon: principled massive-graph
    similarity function with attribution, doi:10.1145/2824443

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> round(deltacon(sketch("A-B C"), sketch("A-B B-C")), 4)
    0.8803
    """
    if one.roster.ids != other.roster.ids:
        raise ValueError("networks are of the same organisations")
    if not one.n:
        return math.nan
    roots = [np.sqrt(np.maximum(_affinities(either_way(network)), 0)) for network in (one, other)]
    return float(np.sqrt(((roots[0] - roots[1]) ** 2).sum()))


def _affinities(ties: Values) -> Values:
    degree = ties.sum(axis=1)
    reach = 1 / (1 + degree.max())
    return np.linalg.inv(np.eye(len(ties)) + reach**2 * np.diag(degree) - reach * ties)
