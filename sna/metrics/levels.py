"""Levels that ties climb one at a time as nearly as they can: what trophic levels and spring ranks have in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import is_large, memoised
from sna.metrics.routes import weak_components
from sna.model import Network
from sna.model.layer import End
from sna.model.records import Weighting

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

ROUNDING = 1e-13
"""Share of the surplus that conjugate gradients may leave unexplained: little more than rounding does."""
MOST_ROUNDS = 500


def fitted_levels(network: Network, *, weights: Weighting = "ignored", exchanged: bool = False) -> Values:
    """Return levels h that make Σ w_ij (h_j − h_i − 1)² least, the lowest of each component at 0.

    Where sender and receiver are to be exchanged, the same levels are read downwards.
    """
    solved = _of_strength(network) if weights == "strength" else _of_presence(network)
    level = -solved if exchanged else solved
    component = weak_components(network)
    lowest = np.full(component.max(initial=-1) + 1, np.inf)
    np.minimum.at(lowest, component, level)
    above: Values = level - lowest[component]
    return above


@memoised
def _of_presence(network: Network) -> Values:
    return _solved(network, np.ones(network.m))


@memoised
def _of_strength(network: Network) -> Values:
    return _solved(network, network.ties.weight)


def _solved(network: Network, weights: Values) -> Values:
    """Solve (diag(u) − W − Wᵀ) h = v, u strength in and out together, v strength in less strength out.

    Each component leaves one level free, so its first member is held at 0 while the others are solved for.
    """
    received: Values = np.bincount(network.ties.receiver, weights, minlength=network.n).astype(np.float64)
    sent: Values = np.bincount(network.ties.sender, weights, minlength=network.n).astype(np.float64)
    free = np.ones(network.n, dtype=bool)
    free[np.unique(weak_components(network), return_index=True)[1]] = False
    level = np.zeros(network.n)
    solve = solved_by_ties if is_large(network) else solved_in_full
    level[free] = solve(network, weights, received + sent, received - sent, free)
    return level


def solved_in_full(network: Network, weights: Values, both: Values, surplus: Values, free: Flags) -> Values:
    """Return the levels of those that are free, from the full matrix."""
    laplacian = np.zeros((network.n, network.n))
    np.fill_diagonal(laplacian, both)
    np.subtract.at(laplacian, (network.ties.sender, network.ties.receiver), weights)
    np.subtract.at(laplacian, (network.ties.receiver, network.ties.sender), weights)
    return np.asarray(np.linalg.solve(laplacian[np.ix_(free, free)], surplus[free]), dtype=np.float64)


def solved_by_ties(network: Network, weights: Values, both: Values, surplus: Values, free: Flags) -> Values:
    """Return the levels of those that are free, from the ties alone.

    Conjugate gradients need few rounds where routes are short; where they are long, elimination fills little in.
    """
    from scipy.sparse import csr_array, diags_array
    from scipy.sparse.linalg import cg, spsolve

    ends = np.concatenate([network.ties.sender, network.ties.receiver])
    others = np.concatenate([network.ties.receiver, network.ties.sender])
    ties = csr_array((np.concatenate([weights, weights]), (ends, others)), shape=(network.n, network.n))
    laplacian = csr_array(diags_array(both) - ties)
    scale = diags_array(1 / np.where(both > 0, both, 1))
    level, unfinished = cg(laplacian, surplus, rtol=ROUNDING, maxiter=MOST_ROUNDS, M=scale)
    if unfinished:
        held = laplacian[free][:, free]
        found: Values = np.atleast_1d(spsolve(held.tocsc(), surplus[free]))
        return found
    component = weak_components(network)
    first = np.unique(component, return_index=True)[1]
    settled: Values = (level - level[first][component])[free]
    return settled


def turned(network: Network, matrix: Values, when: End) -> Values:
    """Return a matrix of ties with sender and receiver exchanged where the layer says that end depends."""
    return matrix.T if network.layer.depends == when else matrix


def tied(network: Network, values: Values) -> Values:
    """Return values with those of organisations without ties left undefined."""
    ends = np.concatenate([network.ties.sender, network.ties.receiver])
    return np.where(np.bincount(ends, minlength=network.n) > 0, values, np.nan)
