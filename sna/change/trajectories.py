"""The ranks of organisations over three snapshots or more."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sna.change.rankings import ranks_down
from sna.change.readings import Readings
from sna.change.steps import TARGET

Row = Mapping[str, Any]

FEWEST = 3


def trajectory_rows(layer: str, metric: str, read: Sequence[tuple[str, Readings]]) -> Iterator[Row]:
    """Yield how the rank of every organisation went, among those in all snapshots that have a value in each.

    Parameters
    ----------
    layer
        The layer.
    metric
        The metric that organisations are ranked by.
    read
        Snapshots in order: name, and what was measured; fewer than three give no row.

    Returns
    -------
    iterator of mapping
        ``value`` is the last rank − the first (1 is highest); the note has every rank, and the way it went.
    """
    if len(read) < FEWEST or any(metric not in of.of for _, of in read):
        return
    everywhere = sorted(set.intersection(*(set(of.of[metric]) for _, of in read)))
    known = [i for i in everywhere if not any(math.isnan(of.of[metric][i][0]) for _, of in read)]
    if not known:
        return
    ranks = np.array([ranks_down([of.of[metric][i][0] for i in known]) for _, of in read])
    where = {"layer": layer, "before": read[0][0], "snapshot": read[-1][0], "metric": metric, "target": TARGET}
    method = (
        f"rank − rank at first; 1 is highest; of {len(known)} organisations with a value in all {len(read)} snapshots"
    )
    for place, organisation in enumerate(known):
        own = ranks[:, place].tolist()
        note = f"ranks {', '.join(f'{rank:g}' for rank in own)}: {way_of(own)}"
        row = {**where, "quantity": "trajectory", "organisation": organisation, "value": own[-1] - own[0]}
        yield {**row, "n": len(known), "method": method, "note": note}


def way_of(ranks: Sequence[float]) -> str:
    """Return the way of a rank in words.

    Examples
    --------
    >>> way_of([3, 1, 1]), way_of([2, 2, 2]), way_of([1, 2, 4]), way_of([3, 1, 2])
    ('rose', 'stayed', 'fell', 'rose and fell')
    """
    moves = [later - earlier for earlier, later in itertools.pairwise(ranks)]
    rose, fell = any(move < 0 for move in moves), any(move > 0 for move in moves)
    if rose and fell:
        return "rose and fell"
    return "rose" if rose else "fell" if fell else "stayed"
