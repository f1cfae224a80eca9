"""Networks as matrices, in roster order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines.memo import memoised
from sna.model import Network

Matrix = npt.NDArray[np.float64]


@memoised
def as_matrix(network: Network) -> Matrix:
    """Return strengths as a read-only matrix: row = sender, column = receiver; symmetric for undirected layers.

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> roster = Roster.of(["A", "B"])
    >>> as_matrix(Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 2.0)], directed=True))).tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    matrix = np.zeros((network.n, network.n))
    ties = network.ties
    matrix[ties.sender, ties.receiver] = ties.weight
    if not network.directed:
        matrix[ties.receiver, ties.sender] = ties.weight
    matrix.setflags(write=False)
    return matrix


@memoised
def as_presence(network: Network) -> Matrix:
    """Return `as_matrix` with every tie as 1."""
    presence = (as_matrix(network) > 0).astype(np.float64)
    presence.setflags(write=False)
    return presence
