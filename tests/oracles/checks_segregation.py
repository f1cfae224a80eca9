"""Whether ties stay within groups: numpy written elsewhere, networkx, enumeration, printed numbers."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
from checks_groups import ADVICE, GROUPS, KARATE, KNOKE, NETWORKX, members, on
from metric_references import graph
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Contrast, Grouping, Layer, Network, Roster, Ties

LESMIS, MARRIAGE = "lesmis", "florentine_marriage"


def labelled(name: str) -> Any:
    """Return a networkx graph whose nodes carry their group."""
    drawn = as_networkx(graph(name))
    for group, ids in members(name).items():
        for node in ids:
            drawn.nodes[node]["group"] = group
    return drawn


def crossing(name: str, groups: dict[str, str]) -> int:
    network = graph(name)
    ids = network.roster.ids
    ends = zip(network.ties.sender, network.ties.receiver, strict=True)
    return sum(groups[ids[a]] != groups[ids[b]] for a, b in ends)


def every_deal() -> float:
    """Return Freeman's index of Knoke's bureaucracies, chance ties counted over all ways to deal out the sectors."""
    group_of = {node: group for group, ids in members(KNOKE).items() for node in ids}
    nodes = list(group_of)
    sizes = {group: len(ids) for group, ids in members(KNOKE).items()}
    (first, a), (second, b), (third, _) = sizes.items()
    counts = []
    for one in itertools.combinations(nodes, a):
        for two in itertools.combinations([node for node in nodes if node not in one], b):
            deal = {node: first if node in one else second if node in two else third for node in nodes}
            counts.append(crossing(KNOKE, deal))
    expected = float(np.mean(counts))
    return (expected - crossing(KNOKE, group_of)) / expected


def by_eigenvalues(name: str) -> float:
    """Return (Σ of eigenvalues - 1) / (groups - 1) of the shares of ties sent from group to group."""
    counts = nx.attribute_mixing_matrix(labelled(name), "group", normalized=False)
    shares = counts / counts.sum(axis=1, keepdims=True)
    return float((np.linalg.eigvals(shares).real.sum() - 1) / (len(counts) - 1))


COUPLES = {
    ("black", "black"): 506,
    ("black", "hispanic"): 32,
    ("black", "other"): 26,
    ("black", "white"): 69,
    ("hispanic", "black"): 23,
    ("hispanic", "hispanic"): 308,
    ("hispanic", "other"): 38,
    ("hispanic", "white"): 114,
    ("other", "black"): 10,
    ("other", "hispanic"): 14,
    ("other", "other"): 32,
    ("other", "white"): 47,
    ("white", "black"): 26,
    ("white", "hispanic"): 46,
    ("white", "other"): 68,
    ("white", "white"): 599,
}
"""Couples of the AMEN study by group of man and woman: Newman (2003), table I, in counts as in R netseg `Catania`."""


def couples() -> Network:
    """Return every couple as a tie from the man to the woman."""
    pairs = [pair for pair, number in COUPLES.items() for _ in range(number)]
    ids = [f"{place:04d}{sex}" for place in range(len(pairs)) for sex in "mw"]
    column = {"group": [group for pair in pairs for group in pair]}
    ties = [(2 * place, 2 * place + 1, 1.0) for place in range(len(pairs))]
    return Network(Roster.of(ids, attributes=column), Layer("couples", directed=True), Ties.of(ties, directed=True))


def of_couples(thing: Any) -> Grouping:
    return Grouping.at(Contrast("group", ("black", "hispanic", "other", "white")), thing.roster)


def ring() -> Network:
    """Return the ring of six in three colours that R netseg tests Coleman's index with."""
    column = {"colour": ["a", "a", "b", "b", "c", "c"]}
    ties = [(place, (place + 1) % 6, 1.0) for place in range(6)]
    return Network(Roster.of("123456", attributes=column), Layer("ring", directed=True), Ties.of(ties, directed=True))


def of_ring(thing: Any) -> Grouping:
    return Grouping.at(Contrast("colour", ("a", "b", "c")), thing.roster)


CHECKS = [
    *(stored("coleman_homophily", name, "groups", "coleman_homophily", groups=GROUPS[name]) for name in GROUPS),
    Check("coleman_homophily", "ring of six", ring, lambda: [0.375] * 3, "R netseg, its own test", groups=of_ring),
    *(stored("assortativity", name, "groups", "attribute_assortativity", groups=GROUPS[name]) for name in GROUPS),
    Check("assortativity", "AMEN couples", couples, lambda: 0.621, "Newman 2003, printed", 6e-4, of_couples),
    *(
        stored("degree_assortativity", name, f"{name}.py", "degree_assortativity")
        for name in (KARATE, LESMIS, MARRIAGE)
    ),
    *(
        Check(
            "degree_assortativity",
            name,
            lambda name=name: graph(name),
            lambda name=name: nx.degree_assortativity_coefficient(as_networkx(graph(name)), x="out", y="in"),
            NETWORKX,
        )
        for name in (KNOKE, ADVICE)
    ),
    on("segregation_freeman", KNOKE, every_deal, "mean over all 3,150 deals of the sectors"),
    *(on("gupta_anderson_may_q", name, lambda name=name: by_eigenvalues(name), NETWORKX) for name in (KNOKE, KARATE)),
]
