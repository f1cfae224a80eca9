"""How far apart organisations ought to stand: tie lengths from shared neighbours, then shortest paths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.model import Network

Matrix = npt.NDArray[np.float64]


def union_roster(networks: Sequence[Network]) -> tuple[str, ...]:
    """Return the ids of every organisation in any of the networks, sorted."""
    return tuple(sorted({identifier for network in networks for identifier in network.roster.ids}))


def union_presence(networks: Sequence[Network], ids: Sequence[str]) -> Matrix:
    """Return 1 for every pair of ids with a tie in any of the networks, direction ignored."""
    place = {identifier: at for at, identifier in enumerate(ids)}
    presence = np.zeros((len(ids), len(ids)))
    for network in networks:
        at = np.array([place[identifier] for identifier in network.roster.ids], dtype=np.int64)
        either = np.maximum(as_presence(network), as_presence(network).T)
        presence[np.ix_(at, at)] = np.maximum(presence[np.ix_(at, at)], either)
    return presence


def tie_lengths(presence: Matrix) -> Matrix:
    """Return 2 - Jaccard overlap of closed neighbourhoods for tied pairs, infinity for others, 0 on the diagonal."""
    closed = presence + np.eye(len(presence))
    shared = closed @ closed.T
    size = closed.sum(axis=1)
    lengths = np.where(presence > 0, 2.0 - shared / (size[:, None] + size[None, :] - shared), np.inf)
    np.fill_diagonal(lengths, 0.0)
    return lengths


def unit_lengths(presence: Matrix) -> Matrix:
    """Return 1 for tied pairs, infinity for the others, 0 on the diagonal."""
    lengths = np.where(presence > 0, 1.0, np.inf)
    np.fill_diagonal(lengths, 0.0)
    return lengths


def path_lengths(lengths: Matrix) -> Matrix:
    """Return shortest path lengths (Floyd and Warshall); pairs without a path get the longest one + 0.5."""
    paths = lengths.copy()
    for middle in range(len(paths)):
        np.minimum(paths, paths[:, middle, None] + paths[None, middle, :], out=paths)
    reached = np.isfinite(paths)
    paths[~reached] = paths[reached].max(initial=0.0) + 0.5
    return paths
