"""Who is tied to whom by group: counts of ties, and of pairs that could have one, from every group to every group."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.model import Grouping, Network

Matrix = npt.NDArray[np.float64]


def ties_by_group(network: Network, groups: Grouping) -> Matrix:
    """Return the number of ties from each group (row) to each (column); an undirected tie counts from both ends."""
    inside = groups.indicator
    return inside @ as_presence(network) @ inside.T


def pairs_by_group(network: Network, groups: Grouping) -> Matrix:
    """Return the number of ordered pairs that were observed, from each group (row) to each (column)."""
    inside = groups.indicator
    return inside @ network.observed.astype(np.float64) @ inside.T


def between(matrix: Matrix) -> float:
    """Return the sum of what runs between different groups."""
    return float(matrix.sum() - np.trace(matrix))


def ratio(numerator: float, denominator: float) -> float:
    """Return a ratio; ``NaN`` where the denominator is 0."""
    return numerator / denominator if denominator else np.nan
