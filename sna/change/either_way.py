"""Ties as present or absent, whichever way they run."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.model import Network


def either_way(network: Network) -> npt.NDArray[np.float64]:
    """Return a symmetric matrix: 1 where there is a tie in one direction or in both.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> either_way(sketch("A>B")).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    ties = as_presence(network)
    return np.maximum(ties, ties.T)
