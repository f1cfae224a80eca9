"""How far an organisation would have fallen, had part of its ties only gone unrecorded."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.change.certainty import Tests
from sna.change.swapped import STRENGTHS, OfRoutes, OfSums
from sna.engines import as_matrix, as_presence

Row = Mapping[str, Any]
Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

SHARE = 0.5
"""Share of an organisation's ties that a register is supposed to have held."""
DRAWS = 199
LARGE = 60
TIED = 1e-12
TARGET = "what if: nothing changed but that half of this organisation's ties were not recorded"
NO_TIES = "it had no tie before that could have been lost"


def loss_row(tests: Tests, statistics: OfSums | OfRoutes, fall: tuple[int, float]) -> Row:
    """Return how much of an organisation's fall the loss of half of its earlier ties would explain.

    From the earlier network half of the organisation's ties (rounded up; both directions) are taken away at random, all
    else stays, and everyone is ranked again. The share is the mean fall over these draws by the fall that was seen: 1
    where such a loss alone would explain all of it, more where it would explain more. It says what a lost register
    could do, not that one was lost.

    Parameters
    ----------
    tests
        What is known of the step.
    statistics
        The metric, for any networks of these organisations.
    fall
        Place of the organisation, and by how many ranks it fell.
    """
    place, fell = fall
    key = statistics.keys[0]
    strengths = as_matrix(tests.before) if key[0] in STRENGTHS else as_presence(tests.before)
    who = tests.step.both[place]
    base = {"quantity": "fall_explained_by_lost_register", "target": TARGET}
    ends = _ends(strengths, place, directed=tests.before.directed)
    count = len(ends)
    if not count:
        return {**base, "value": math.nan, "note": NO_TIES}
    if isinstance(statistics, OfRoutes) and len(strengths) > LARGE:
        return {**base, "value": math.nan, "note": f"not worked out for routes of more than {LARGE} organisations"}
    old = _rank(statistics.each(key, strengths[None]), place)[0]
    stream = tests.testing.stream(*tests.where, who, "lost register")
    deals = stream.generator().permuted(np.tile(np.arange(count), (DRAWS, 1)), axis=1)[:, : math.ceil(count * SHARE)]
    if isinstance(statistics, OfSums):
        values = _sums_without(statistics, strengths, ends[deals])
    else:
        values = statistics.each(key, _without(strengths, ends[deals], directed=tests.before.directed))
    fallen = _rank(values, place) - old
    expected = float(fallen.mean())
    half = math.ceil(count * SHARE)
    method = (
        f"mean fall over {DRAWS} random losses of {half} of its {count} ties of {tests.step.before_label}, by its fall"
    )
    note = f"losing {half} of the {count} ties of {who} would move it down by {expected:.2g}; it fell by {fell:g}"
    return {
        **base,
        "value": expected / fell,
        "method": method,
        "resamples": DRAWS,
        "seed": tests.testing.seed,
        "note": note,
    }


def _ends(strengths: Values, place: int, *, directed: bool) -> Places:
    """Return sender and receiver of every tie of an organisation; undirected: itself first."""
    ends = [(place, j) for j in np.flatnonzero(strengths[place]).tolist()]
    ends += [(i, place) for i in np.flatnonzero(strengths[:, place]).tolist()] if directed else []
    return np.array(ends, dtype=np.int64).reshape(-1, 2)


def _sums_without(statistics: OfSums, strengths: Values, lost: Places) -> Values:
    """Return draw × organisation of what each receives or sends once ties are lost: draw × tie × end."""
    key = statistics.keys[0]
    values = np.repeat(statistics.each(key, strengths[None]), len(lost), axis=0)
    draws = np.repeat(np.arange(len(lost)), lost.shape[1])
    sender, receiver = lost.reshape(-1, 2).T
    gone = strengths[sender, receiver]
    both = not statistics.frame.layer.directed
    for end in (sender, receiver) if both else (sender if statistics.sends(key) else receiver,):
        np.subtract.at(values, (draws, end), gone)
    return values


def _without(strengths: Values, lost: Places, *, directed: bool) -> Values:
    """Return networks that have lost ties."""
    networks = np.repeat(strengths[None], len(lost), axis=0)
    draws = np.arange(len(lost))[:, None]
    networks[draws, lost[:, :, 0], lost[:, :, 1]] = 0
    if not directed:
        networks[draws, lost[:, :, 1], lost[:, :, 0]] = 0
    return networks


def _rank(values: Values, place: int) -> Values:
    """Return the rank of an organisation in every draw; 1 is the largest value, tied ones share the mean."""
    own = values[:, [place]]
    slack = TIED * np.abs(values).max(axis=1, keepdims=True)
    above, upto = (values > own + slack).sum(axis=1), (values >= own - slack).sum(axis=1)
    return np.asarray((above + upto + 1) / 2, dtype=np.float64)
