"""Several changes of one step corrected together: step-down maxT on swaps that all of them share."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.change.swapped import Key, OfRoutes, OfSums
from sna.infer import Pairs, StepDown, Stream, Swaps

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST_ROWS = 999
"""Shared swaps there are at least, where some pairs changed in strength only."""
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Drawn:
    """Measures that were tested on the same swaps.

    Attributes
    ----------
    statistics
        The measures.
    pairs, swaps
        The changed pairs, and which of them were exchanged in every swap.
    observed
        Snapshot × measure: two rows.
    values
        Swap × snapshot × measure.
    """

    statistics: OfSums | OfRoutes
    pairs: Pairs
    swaps: Swaps
    observed: Values
    values: Values

    @property
    def keys(self) -> Sequence[Key]:
        """The measures."""
        return self.statistics.keys

    def on(self, rows: Flags, shared: Drawn) -> Values:
        """Return the swapped differences on the swaps of another set, or on rows that repeat them."""
        if self is shared:
            values = np.tile(self.values, (len(rows) // len(self.values), 1, 1))
        else:
            values = self.statistics.swapped(self.pairs, rows)
        return np.asarray(values[:, 1] - values[:, 0], dtype=np.float64)


def corrected(sets: Mapping[str, Drawn], family: Collection[Key], stream: Stream) -> dict[Key, float]:
    """Return the p of every change, corrected for the others.

    All are held against the same swaps: those of measures of routes where there are any, which are fewest, else those
    of the others. Pairs that changed in strength only are exchanged on top, at random.

    Parameters
    ----------
    sets
        What was drawn, under ``ties``, ``routes`` and ``strengths``.
    family
        The measures that are corrected for each other.
    stream
        Where further random numbers come from.

    References
    ----------
    Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley. Romano, J. P. & Wolf, M. (2005),
    doi:10.1198/016214504000000539
    """
    asked = {name: drawn for name, drawn in sets.items() if any(key in family for key in drawn.keys)}
    if not asked:
        return {}
    shared = next(asked[name] for name in ("routes", "ties", "strengths") if name in asked)
    rows, own = shared.swaps.rows, shared.swaps.own
    extended = rows
    if "strengths" in asked and asked["strengths"].pairs.count > shared.pairs.count:
        copies = math.ceil(FEWEST_ROWS / len(rows))
        rows, own = np.tile(rows, (copies, 1)), 1
        extended = _extended(rows, shared.pairs, asked["strengths"].pairs, stream)
    keys: list[Key] = []
    observed, moves = [], []
    for name, drawn in asked.items():
        keys += drawn.keys
        observed.append(drawn.observed)
        moves.append(drawn.on(extended if name == "strengths" else rows, shared))
    return _step_down(keys, np.concatenate(observed, axis=1), np.concatenate(moves, axis=1), family, own)


def _step_down(
    keys: Sequence[Key], observed: Values, moves: Values, family: Collection[Key], own: int
) -> dict[Key, float]:
    places = [place for place, key in enumerate(keys) if key in family]
    slack = np.abs(observed).max(axis=0) * TOLERANCE
    spread = np.sqrt((moves**2).mean(axis=0))
    found = StepDown(observed[1] - observed[0], spread, slack, places)
    found.add(np.abs(moves))
    p = found.adjusted(own)
    return {keys[place]: float(p[place]) for place in places}


def _extended(rows: Flags, few: Pairs, many: Pairs, stream: Stream) -> Flags:
    """Return swaps of more pairs: those there were stay as they are, the rest is drawn at random."""
    n = len(many.before)
    among = many.first * n + many.second
    known = np.searchsorted(among, few.first * n + few.second)
    found = stream.generator().integers(0, 2, (len(rows), many.count), dtype=np.bool_)
    found[:, known] = rows
    return found
