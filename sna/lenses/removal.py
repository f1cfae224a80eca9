"""How a network falls apart as partners withdraw: in the order that happened, at random, and at worst."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import DESCRIPTION
from sna.engines import as_presence
from sna.infer.withdrawal import Held, robustness
from sna.infer.worst_order import worst_order
from sna.lenses.departures import before_the_first, departures
from sna.lenses.lens import Looking, Row
from sna.lenses.losses import MOST_ORGANISATIONS
from sna.model import Network

HAPPENED, RANDOM, WORST = "as it happened", "at random", "at worst"
ORDERS, FEWER_ORDERS = 200, 50
ORDERS_UP_TO = 100
"""Organisations up to which there are as many random orders as can be; above, fewer."""
MOST_POINTS = 100
MOST_SETS = 10_000
"""Sets of as many as left that are tried at most to find the worst."""
MEASURE = "share of all organisations in the largest part that hangs together"


def removal_rows(looking: Looking, layer: str) -> Iterator[Row]:
    """Yield what is left of the largest part as organisations withdraw.

    ``largest_part`` is the share of all organisations in the largest component after ``metric`` withdrawals in the
    order ``other``: as it happened (partners that left, by date), at random (mean, and where 5 to 95 % of the orders
    lie), at worst (the worst order that was found). ``robustness`` is its mean over all withdrawals from the first to
    the last (R), below one half. ``largest_part_at_worst`` is what as many withdrawals as happened would leave if the
    worst organisations went. The network is the one of the last snapshot before anybody left, or the last one where
    nobody did.

    References
    ----------
    Schneider et al. (2011), doi:10.1073/pnas.1009440108
    """
    left = departures(looking.study)
    snapshot = before_the_first(looking.study, left)
    network = looking.study.network(layer, snapshot.name)
    base = {"layer": layer, "snapshot": snapshot.name, "target": DESCRIPTION, "n": network.n}
    if not network.m or network.n > MOST_ORGANISATIONS:
        why = f"not worked out above {MOST_ORGANISATIONS} organisations" if network.m else "no ties"
        yield {**base, "quantity": "robustness", "value": np.nan, "note": why}
        return
    held = Held.of(as_presence(network) > 0)
    yield from _happened(base, network, held, [departure.organisation for departure in left])
    yield from _random(looking, base, held)
    yield from _worst(base, held)


def _happened(base: Row, network: Network, held: Held, left: list[str]) -> Iterator[Row]:
    order = [network.roster.position[organisation] for organisation in left if organisation in network.roster.position]
    if not order:
        return
    absent = len(left) - len(order)
    others = f"; {absent} that left were not in the network" if absent else ""
    for place, value in enumerate(held.curve(order).tolist()):
        who = {"organisation": network.roster.ids[order[place - 1]]} if place else {}
        note = f"{len(order)} of {network.n} left{others}"
        row = {"quantity": "largest_part", "metric": str(place), "other": HAPPENED, "value": value, "note": note}
        yield {**base, **row, **who}
    count = len(order)
    row = {"quantity": "largest_part_at_worst", "metric": str(count)}
    if comb(network.n, count) <= MOST_SETS:
        yield {**base, **row, "value": held.worst_of(count), "method": "all sets of as many tried"}
    else:
        yield {**base, **row, "value": np.nan, "note": f"not worked out: more than {MOST_SETS:,} sets of {count}"}


def _points(n: int) -> npt.NDArray[np.int64]:
    """Return the numbers of withdrawals to say the curve at: all, or a hundred or so of many."""
    return np.unique(np.linspace(0, n, min(n, MOST_POINTS) + 1).round().astype(np.int64))


def _random(looking: Looking, base: Row, held: Held) -> Iterator[Row]:
    n = len(held.neighbours)
    count = ORDERS if n <= ORDERS_UP_TO else FEWER_ORDERS
    stream = looking.testing.stream("removal", str(base["layer"]), str(base["snapshot"]))
    curves = held.random_orders(count, stream)
    low, high = np.quantile(curves, (0.05, 0.95), axis=0)
    how = {"method": f"mean of {count} random orders; low and high: 5 and 95 % of them", "resamples": count}
    how |= {"seed": looking.testing.seed}
    mean = curves.mean(axis=0)
    for k in _points(n).tolist():
        row = {"quantity": "largest_part", "metric": str(k), "other": RANDOM, "value": mean[k]}
        yield {**base, **row, "low": low[k], "high": high[k], **how}
    scores = np.array([robustness(curve) for curve in curves])
    ends = np.quantile(scores, (0.05, 0.95))
    row = {"quantity": "robustness", "other": RANDOM, "value": scores.mean(), "low": ends[0], "high": ends[1]}
    yield {**base, **row, **how, "note": MEASURE}


def _worst(base: Row, held: Held) -> Iterator[Row]:
    order, method = worst_order(held)
    curve = held.curve(order)
    note = "another order may be worse still"
    for k in _points(len(order)).tolist():
        row = {"quantity": "largest_part", "metric": str(k), "other": WORST, "value": curve[k]}
        yield {**base, **row, "method": method, "note": note}
    row = {"quantity": "robustness", "other": WORST, "value": robustness(curve)}
    yield {**base, **row, "method": method, "note": f"{MEASURE}; {note}"}
