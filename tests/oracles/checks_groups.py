"""Metrics of groups: numpy written elsewhere, networkx, enumeration, printed numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from metric_references import graph, groups_from
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Contrast, Grouping, Layer, Network, Roster, Ties

KNOKE, ADVICE, KARATE, LESMIS, MARRIAGE = (
    "knoke_information",
    "krackhardt_advice",
    "karate",
    "lesmis",
    "florentine_marriage",
)
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


def labelled(name: str) -> Any:
    """Return a networkx graph whose nodes carry their group."""
    drawn = as_networkx(graph(name))
    for group, ids in members(name).items():
        for node in ids:
            drawn.nodes[node]["group"] = group
    return drawn


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
