"""Metrics of groups: numpy written elsewhere, networkx, enumeration."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from metric_references import graph, groups_from
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Grouping, Layer, Network, Roster, Ties

KNOKE, ADVICE, KARATE = "knoke_information", "krackhardt_advice", "karate"
GROUPS = {
    KNOKE: groups_from("knoke_nodes", "sector"),
    ADVICE: groups_from("krackhardt_nodes", "dept"),
    KARATE: groups_from("karate_nodes", "club"),
}
NETWORKX = f"networkx {nx.__version__}"


def members(name: str) -> dict[str, list[str]]:
    """Return the ids of every group."""
    network = graph(name)
    groups = GROUPS[name](network)
    return {g: [network.roster.ids[i] for i in groups.members(place)] for place, g in enumerate(groups.names)}


def on(metric: str, name: str, expected: Callable[[], Any], source: str) -> Check:
    """Return a check of a metric that needs groups."""
    return Check(metric, name, lambda: graph(name), expected, source, groups=GROUPS[name])


def closeness(name: str) -> dict[str, float]:
    drawn = as_networkx(graph(name)).to_undirected()
    return {group: nx.group_closeness_centrality(drawn, ids) for group, ids in members(name).items()}


def routes_through(name: str) -> dict[str, float]:
    """List every shortest route between outsiders; networkx's own group betweenness errs on some graphs."""
    drawn = as_networkx(graph(name))
    found = {}
    for group, ids in members(name).items():
        outside = [node for node in drawn if node not in ids]
        shares = []
        for pair in itertools.permutations(outside, 2):
            routes = list(nx.all_shortest_paths(drawn, *pair)) if nx.has_path(drawn, *pair) else []
            shares.append(np.mean([bool(set(route) & set(ids)) for route in routes]) if routes else 0.0)
        found[group] = float(np.mean(shares))
    return found


FOUR = list(itertools.combinations(range(4), 2))


def four(ties: Any) -> Network:
    """Return four organisations with some of their six ties."""
    rows = [(a, b, 1.0) for a, b in ties]
    return Network(Roster.of("ABCD"), Layer("four", directed=False), Ties.of(rows, directed=False))


def three_and_one(_: Any) -> Grouping:
    return Grouping(("three", "one"), np.array([0, 0, 0, 1]))


def all_of_five_ties() -> list[float]:
    """Return the E-I index of every network of four organisations, three of them in one group, with five ties."""
    networks = list(itertools.combinations(FOUR, 5))
    outward = [sum(b == 3 for _, b in ties) for ties in networks]
    return [(2 * number - 5) / 5 for number in outward]


def own_e_i(name: str) -> dict[str, float]:
    """Count the ties that touch a group by networkx's edge boundary and subgraph."""
    drawn = as_networkx(graph(name))
    found = {}
    for group, ids in members(name).items():
        inner = drawn.subgraph(ids).number_of_edges()
        outer = sum((a in ids) != (b in ids) for a, b in drawn.edges)
        found[group] = (outer - inner) / (outer + inner)
    return found


def levels(thing: Any) -> Grouping:
    """Divide Krackhardt's managers into level 1 and those above."""
    by_level = groups_from("krackhardt_nodes", "level")(thing)
    return Grouping(("level 1", "above"), np.where(by_level.of == by_level.names.index("1"), 0, 1))


def sent_karate() -> Network:
    """Return Zachary's karate club with every tie sent by the organisation that comes first."""
    network = graph(KARATE)
    rows = zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), network.ties.weight.tolist(), strict=True)
    return Network(network.roster, Layer("sent", directed=True), Ties.of(rows, directed=True))


def strength_between() -> dict[str, float]:
    drawn = as_networkx(sent_karate())
    club = members(KARATE)
    found = {}
    for group, ids in club.items():
        got = sum(known["strength"] for a, b, known in drawn.edges(data=True) if b in ids and a not in ids)
        gave = sum(known["strength"] for a, b, known in drawn.edges(data=True) if a in ids and b not in ids)
        found[group] = (got - gave) / (got + gave)
    return found


def drawn_twice(name: str) -> float:
    """Return how often two draws, with replacement, are of different groups: by going through all of them."""
    group_of = [group for group, ids in members(name).items() for _ in ids]
    return float(np.mean([a != b for a, b in itertools.product(group_of, repeat=2)]))


def share_of_differences(name: str) -> float:
    """Return the pairs of different groups over as many as groups of equal size would have."""
    sizes = [len(ids) for ids in members(name).values()]
    equal = sum(sizes) / len(sizes)
    found = sum(a * b for a, b in itertools.combinations(sizes, 2))
    return found / (equal**2 * len(sizes) * (len(sizes) - 1) / 2)


THEIL = (
    ("theil_in_degree", KNOKE, "inequality_indegree"),
    ("theil_in_degree", ADVICE, "inequality_indegree"),
    ("theil_degree", KARATE, "inequality_degree"),
    *(("theil_betweenness", name, "inequality_betweenness") for name in GROUPS),
)
PARTS = {"between": "theil_between", "within": "theil_within", "share_between": "share_between"}
FIVE = next(itertools.combinations(FOUR, 5))

CHECKS = [
    *(on("group_closeness", name, lambda name=name: closeness(name), NETWORKX) for name in GROUPS),
    *(
        on("group_betweenness", name, lambda name=name: routes_through(name), f"every route by {NETWORKX}")
        for name in GROUPS
    ),
    *(stored("e_i_index.value", name, "groups", "ei_index", "EI", groups=GROUPS[name]) for name in GROUPS),
    *(
        stored("e_i_index.expected", name, "groups", "ei_index", "expected_analytic", groups=GROUPS[name])
        for name in GROUPS
    ),
    *(
        Check(
            f"e_i_index.{part}",
            "four organisations, five ties",
            lambda: four(FIVE),
            lambda choose=choose: choose(all_of_five_ties()),
            "every network of this size",
            groups=three_and_one,
        )
        for part, choose in (("min", min), ("max", max))
    ),
    *(on("group_e_i_index", name, lambda name=name: own_e_i(name), NETWORKX) for name in GROUPS),
    stored(
        "net_flow",
        ADVICE,
        "groups",
        "dominance_ratio",
        "net_flow_index",
        take=lambda value: [-value, value],
        groups=levels,
    ),
    Check("weighted_net_flow", "karate, sent", sent_karate, strength_between, NETWORKX, groups=GROUPS[KARATE]),
    *(
        stored(f"{metric}.{part}", name, "groups", key, wanted, groups=GROUPS[name])
        for metric, name, key in THEIL
        for part, wanted in PARTS.items()
    ),
    *(on("blau_index.blau", name, lambda name=name: drawn_twice(name), "all draws of two") for name in GROUPS),
    *(
        on("blau_index.iqv", name, lambda name=name: share_of_differences(name), "differing pairs over the most")
        for name in GROUPS
    ),
]
