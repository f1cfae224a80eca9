"""Networks as matrices, in roster order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.engines.memo import memoised
from sna.model import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Matrix = npt.NDArray[np.float64]

DENSE_UP_TO = 400
"""Organisations up to which a full matrix is quicker than loading scipy and working on the ties alone."""


def is_large(network: Network) -> bool:
    """Whether a network has so many organisations that a full matrix would be slow, or fill the memory."""
    return network.n > DENSE_UP_TO


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


@memoised
def as_sparse(network: Network) -> csr_array:
    """Return `as_matrix` with ties alone stored, never to be written to: rows and columns as there.

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> roster = Roster.of(["A", "B"])
    >>> network = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 2.0)], directed=True))
    >>> as_sparse(network).toarray().tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    from scipy.sparse import csr_array

    ties = network.ties
    # Ties stand sorted by sender and receiver: where each sender's begin is all that is missing.
    begins = np.searchsorted(ties.sender, np.arange(network.n + 1))
    found = csr_array((ties.weight, ties.receiver, begins), shape=(network.n, network.n))
    return found if network.directed else csr_array(found + found.T)


@memoised
def as_sparse_presence(network: Network) -> csr_array:
    """Return `as_sparse` with every tie as 1."""
    found = as_sparse(network).copy()
    found.data = np.ones(len(found.data))
    return found
