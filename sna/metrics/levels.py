"""Levels that ties climb one at a time as nearly as they can: what trophic levels and spring ranks have in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.model import Network
from sna.model.layer import End

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


def fitted_levels(ties: Values, components: Places) -> Values:
    """Return levels h that make Σ w_ij (h_j − h_i − 1)² least, the lowest of each component at 0.

    They solve (diag(u) − W − Wᵀ) h = v with u strength in and out together, v strength in less strength out. Each
    component leaves one level free, so its first member is held while the others are solved for.
    """
    received, sent = ties.sum(axis=0), ties.sum(axis=1)
    laplacian = np.diag(received + sent) - ties - ties.T
    first, component = np.unique(components, return_index=True, return_inverse=True)[1:]
    free = np.setdiff1d(np.arange(len(ties)), first)
    level = np.zeros(len(ties))
    level[free] = np.linalg.solve(laplacian[np.ix_(free, free)], (received - sent)[free])
    lowest = np.full(len(first), np.inf)
    np.minimum.at(lowest, component, level)
    above: Values = level - lowest[component]
    return above


def turned(network: Network, matrix: Values, when: End) -> Values:
    """Return a matrix of ties with sender and receiver exchanged where the layer says that end depends."""
    return matrix.T if network.layer.depends == when else matrix


def tied(network: Network, values: Values) -> Values:
    """Return values with those of organisations without ties left undefined."""
    ends = np.concatenate([network.ties.sender, network.ties.receiver])
    return np.where(np.bincount(ends, minlength=network.n) > 0, values, np.nan)
