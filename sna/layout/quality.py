"""How good a layout is, in numbers that do not depend on its size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sna.layout.crossings import crossings, possible_crossings, tie_ends
from sna.layout.distances import path_lengths, union_presence, union_roster, unit_lengths
from sna.model import Network

if TYPE_CHECKING:
    import pandas as pd


def layout_quality(networks: Sequence[Network], positions: pd.DataFrame, *, apart: float = 0.02) -> dict[str, float]:
    """Measure a layout of networks.

    Parameters
    ----------
    networks
        The networks that were laid out.
    positions
        ``organisation``, ``x``, ``y``: the result of `shared_layout`.
    apart
        Organisations nearer than this share of the longer side overlap.

    Returns
    -------
    dict
        ``stress``: mean of (s·drawn/steps - 1)² over pairs joined by a path, at the scale s that makes it least: 0 is
        perfect, above 0.15 the picture misleads; ``NaN`` without a tie. ``crossings``: lines that cross;
        ``crossing_share``: of the pairs of lines that could, ``NaN`` where none could. ``overlaps``: pairs of
        organisations that overlap.

    References
    ----------
    Ahmed, Erten, Kobourov, Lubiw and others (2024), size matters in stress: scale-normalised stress, arXiv 2408.04688.

    Examples
    --------
    >>> from sna.layout import shared_layout
    >>> from sna.model import Layer, Roster, Ties
    >>> layer, ties = Layer("trust", directed=False), Ties.of([(0, 1, 1.0), (1, 2, 1.0)], directed=False)
    >>> path = Network(Roster.of(["A", "B", "C"]), layer, ties)
    >>> {name: round(value, 6) for name, value in layout_quality([path], shared_layout([path])).items()}
    {'stress': 0.0, 'crossings': 0.0, 'crossing_share': nan, 'overlaps': 0.0}
    """
    ids = union_roster(networks)
    presence = union_presence(networks, ids)
    points = positions.set_index("organisation").loc[list(ids), ["x", "y"]].to_numpy(dtype=np.float64)
    ends = tie_ends(presence)
    possible = possible_crossings(ends, len(ids))
    found = crossings(points, ends)
    drawn = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    upper = np.triu_indices(len(ids), 1)
    return {
        "stress": _stress(presence, drawn),
        "crossings": float(found),
        "crossing_share": found / possible if possible else float("nan"),
        "overlaps": float((drawn[upper] < apart).sum()),
    }


def _stress(presence: np.ndarray[tuple[int, int], np.dtype[np.float64]], drawn: np.ndarray) -> float:
    """Return scale-normalised stress over pairs joined by a path."""
    lengths = unit_lengths(presence)
    steps = path_lengths(lengths)
    far = path_lengths(np.where(np.isfinite(lengths), 0.0, np.inf))
    joined = np.triu(far == 0.0, 1)
    if not joined.any():
        return float("nan")
    ratio = drawn[joined] / steps[joined]
    square = (ratio**2).sum()
    scale = ratio.sum() / square if square else 0.0
    return float(((scale * ratio - 1.0) ** 2).mean())
