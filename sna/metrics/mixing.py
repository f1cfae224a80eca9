"""Who is tied to whom by group: counts of ties, and of pairs that could have one, from every group to every group."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.model import Grouping, Network

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


def ties_by_group(network: Network, groups: Grouping) -> Matrix:
    """Return the number of ties from each group (row) to each (column); an undirected tie counts from both ends."""
    return _by_group(network, groups, np.ones(network.m))


def strength_by_group(network: Network, groups: Grouping) -> Matrix:
    """Return what `ties_by_group` counts with strengths added up instead."""
    return _by_group(network, groups, network.ties.weight)


def _by_group(network: Network, groups: Grouping, weights: Matrix) -> Matrix:
    """Return weights of ties summed by the groups of their ends."""
    found = _counted(groups, network.ties.sender, network.ties.receiver, weights)
    return found if network.directed else found + found.T


def _counted(groups: Grouping, sender: Places, receiver: Places, weights: Matrix) -> Matrix:
    """Return weights of pairs of organisations summed by group; those in none of the groups are left out."""
    above, below = groups.of[sender], groups.of[receiver]
    inside, count = (above >= 0) & (below >= 0), len(groups.names)
    cells = np.bincount(above[inside] * count + below[inside], weights[inside], minlength=count**2)
    found: Matrix = cells.reshape(count, count).astype(np.float64)
    return found


def pairs_by_group(network: Network, groups: Grouping) -> Matrix:
    """Return the number of ordered pairs that were observed, from each group (row) to each (column)."""
    sizes = groups.indicator.sum(axis=1)
    unasked = np.array(sorted(network.unobserved), dtype=np.int64).reshape(-1, 2)
    missing = _counted(groups, unasked[:, 0], unasked[:, 1], np.ones(len(unasked)))
    return np.outer(sizes, sizes) - np.diag(sizes) - (missing if network.directed else missing + missing.T)


def between(matrix: Matrix) -> float:
    """Return the sum of what runs between different groups."""
    return float(matrix.sum() - np.trace(matrix))


def ratio(numerator: float, denominator: float) -> float:
    """Return a ratio; ``NaN`` where the denominator is 0."""
    return numerator / denominator if denominator else np.nan
