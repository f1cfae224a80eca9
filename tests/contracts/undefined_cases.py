"""What the ``undefined`` of a record means: for which things, organisations or groups there is no value.

A record that uses one of these sentences is held to it exactly. Another sentence is fine: then some canonical thing
must have a value, and some must have none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from canonical_networks import Multiplex, grouped

from sna.metrics.registry import NEVER
from sna.metrics.results import Thing, roster_of
from sna.metrics.routes import strong_components, weak_components
from sna.model import MetricRecord, Network

Rule = Callable[[Any], Any]


def largest_component(network: Network) -> np.ndarray[Any, Any]:
    """Return who is in the one largest component of two or more."""
    labels = strong_components(network) if network.directed else weak_components(network)
    sizes = np.bincount(labels, minlength=1)
    single = sizes.max() > 1 and (sizes == sizes.max()).sum() == 1
    return sizes[labels] == sizes.max() if single else np.zeros(network.n, dtype=bool)


def degrees(thing: Thing) -> np.ndarray[Any, Any]:
    networks = thing.layers.values() if isinstance(thing, Multiplex) else (thing,)
    ends = [end for network in networks for end in (network.ties.sender, network.ties.receiver)]
    return np.bincount(np.concatenate(ends), minlength=len(roster_of(thing)))


def two_steps(network: Network) -> int:
    ties = list(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    if not network.directed:
        ties += [(r, s) for s, r in ties]
    return sum(b == c and a != d and (a, d) not in network.unobserved for a, b in ties for c, d in ties)


def answered(network: Network) -> int:
    """Return how many ties are between organisations of which both were asked."""
    ends = zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True)
    return sum((b, a) not in network.unobserved for a, b in ends)


def sizes(thing: Thing) -> np.ndarray[Any, Any]:
    return grouped(thing).indicator.sum(axis=1)


OF_ANY: dict[str, Rule] = {
    NEVER: lambda _: False,
    "fewer than two organisations": lambda thing: len(roster_of(thing)) < 2,
    "fewer than three organisations": lambda thing: len(roster_of(thing)) < 3,
    "fewer than four organisations": lambda thing: len(roster_of(thing)) < 4,
    "no pair of organisations was observed": lambda network: network.pairs == 0,
    "no ties between organisations of which both were asked": lambda network: answered(network) == 0,
    "no route of two steps between an observed pair": lambda network: two_steps(network) == 0,
    "nobody can reach anybody": lambda network: network.m == 0,
    "no meetings": lambda attended: len(attended.columns) == 0,
}
OF_LEVEL: dict[tuple[str, str], Rule] = {
    ("organisation", "no ties"): lambda thing: degrees(thing) == 0,
    ("organisation", "no ties in any layer"): lambda thing: degrees(thing) == 0,
    ("organisation", "in none of the groups"): lambda thing: grouped(thing).of < 0,
    ("network", "no ties"): lambda thing: not degrees(thing).any(),
    ("group", "no organisation in the group"): lambda thing: sizes(thing) == 0,
    ("group", "no organisation in the group, or none outside it"): lambda thing: (
        (sizes(thing) == 0) | (sizes(thing) == len(roster_of(thing)))
    ),
}
OF_METRIC: dict[str, Rule] = {"eigenvector": lambda network: ~largest_component(network)}


def rule_of(record: MetricRecord) -> Rule | None:
    """Return when a metric is undefined, where its sentence is one that is known."""
    by_level = OF_LEVEL.get((record.level, record.undefined))
    return OF_METRIC.get(record.base) or by_level or OF_ANY.get(record.undefined)
