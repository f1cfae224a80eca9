"""How far an organisation would have fallen, had part of its ties only gone unrecorded."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from sna.change.certainty import Tests
from sna.change.rankings import ranks_down
from sna.change.swapped import STRENGTHS, OfRoutes, OfSums
from sna.engines import as_matrix, as_presence

Row = Mapping[str, Any]

SHARE = 0.5
"""Share of an organisation's ties that a register is supposed to have held."""
DRAWS = 199
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
    lost, count = _without_half(tests, strengths, place)
    if not count:
        return {**base, "value": math.nan, "note": NO_TIES}
    old = ranks_down(statistics.each(key, strengths[None])[0])[place]
    fallen = np.array([ranks_down(values)[place] for values in statistics.each(key, lost)]) - old
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


def _without_half(tests: Tests, strengths: np.ndarray, place: int) -> tuple[np.ndarray, int]:
    """Return networks that have lost half of an organisation's ties, and how many ties it had."""
    directed = tests.before.directed
    ends = [(place, j) for j in np.flatnonzero(strengths[place]).tolist()]
    ends += [(i, place) for i in np.flatnonzero(strengths[:, place]).tolist()] if directed else []
    half = math.ceil(len(ends) * SHARE)
    lost = np.repeat(strengths[None], DRAWS if ends else 0, axis=0)
    generator = tests.testing.stream(*tests.where, tests.step.both[place], "lost register").generator()
    for network in lost:
        for i, j in (ends[at] for at in generator.permutation(len(ends))[:half]):
            network[i, j] = 0
            if not directed:
                network[j, i] = 0
    return lost, len(ends)
