"""On what grounds a change has no p, or one to be careful with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from sna.change.steps import Step
from sna.infer import Concentration, SwapTest
from sna.model import Network

LEVEL = 0.05
FEWEST_PAIRS = 6
"""With fewer changed pairs no p of swaps can be .05 or less."""

FEW_PAIRS = 10
FEW_ORGANISATIONS = 12
PILED_UP = 0.10
NAMES = 3
HALF = 0.5

NOT_ONE_BY_ONE = {
    "attendance": "who attended what",
    "decisions": "who had a part in which decision",
    "members": "who was a member of what",
    "roles": "people with several roles",
}
"""Fact tables of which one row makes several ties at once."""


def step_refusal(step: Step, before: Network, after: Network) -> str:
    """Return why no change of a step has a p, whatever the metric; empty where one may.

    ``before`` and ``after`` are the two networks among organisations in both.
    """
    if step.refused:
        return step.refused
    if step.overlapping:
        return "no p: the two snapshots share days, so that less than everything could change"
    if why := one_by_one(step):
        return f"no p: {why}"
    if before.unobserved != after.unobserved:
        return "no p: not the same pairs were observed in both"
    return ""


def one_by_one(step: Step) -> str:
    """Return why ties of a step do not change one by one, or are not the same kind of tie; empty where they may."""
    if facts := NOT_ONE_BY_ONE.get(step.table):
        return f"ties made from {facts} do not come and go one by one"
    if dataclasses.replace(step.before.layer, name="") != dataclasses.replace(step.after.layer, name=""):
        return "the ties of the two are not made alike"
    return ""


def few_pairs(count: int) -> str:
    """Return why so few changed pairs have no p; empty where there are enough.

    Examples
    --------
    >>> few_pairs(5), few_pairs(0), few_pairs(6)
    ('no p: with 5 changed pairs it cannot be below 0.062', 'no p: no pair changed', '')
    """
    if count >= FEWEST_PAIRS:
        return ""
    if count == 0:
        return "no p: no pair changed"
    noun = "pair" if count == 1 else "pairs"
    return f"no p: with {count} changed {noun} it cannot be below {min(1.0, 2.0 ** (1 - count)):.2g}"


def metric_refusal(test: SwapTest, at_its_end: float) -> str:
    """Return why one metric has no p although others may have one; empty where it has.

    ``at_its_end`` is the share of swapped networks in which a hierarchy is 0 or 1.
    """
    if test.undefined:
        return "no p: some swaps leave it undefined"
    if at_its_end > HALF:
        return "no p: it is at 0 or 1 in most swaps"
    if not test.spread > 0 or test.still > HALF:
        return "no p: most swaps of the changed pairs leave it as it is"
    return f"no p: with these changes it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""


def step_warnings(step: Step, count: int, found: Concentration, ids: tuple[str, ...]) -> Iterator[str]:
    """Yield what a reader must know of every p of a step."""
    if step.joined or step.left:
        yield f"{len(step.joined)} joined and {len(step.left)} left, not in this test"
    if count < FEW_PAIRS:
        yield f"only {count} pairs changed"
    if found.p < PILED_UP:
        yield f"change concentrated in {', '.join(leading(found, ids))}: their own events may explain it"
    if len(ids) <= FEW_ORGANISATIONS:
        yield f"{FEW_ORGANISATIONS} organisations or fewer: only large changes can be detected"


def leading(found: Concentration, ids: tuple[str, ...]) -> list[str]:
    """Return the organisations that together make up half of a concentration, three at most, the furthest first."""
    parts = (found.net - found.net.mean()) ** 2
    order = sorted(range(len(ids)), key=lambda place: (-round(float(parts[place]), 9), ids[place]))
    needed = int(np.searchsorted(np.cumsum(parts[order]), found.value / 2 - 1e-9)) + 1
    return [ids[place] for place in order[: min(needed, NAMES)]]
