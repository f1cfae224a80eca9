"""Reciprocity, distances, clustering, pieces, centralisation and spread: R sna, R igraph, networkx, closed forms."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from metric_references import from_networkx, graph
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Network

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
CONNECTED = "florentine_marriage_without_Pucci"
NETWORKX = f"networkx {nx.__version__}"
SNA = {MARRIAGE: "florentine.sna", BUSINESS: "florentine.sna"}


def by_networkx(metric: str, name: str, formula: Callable[[Any], Any]) -> Check:
    """Return a check of a metric on a reference graph against a function of networkx' graph."""
    return Check(metric, name, lambda: graph(name), lambda: formula(as_networkx(graph(name))), NETWORKX)


def undirected(formula: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the formula of the graph without direction."""
    return lambda drawn: formula(nx.Graph(drawn))


def lengths(drawn: Any) -> list[int]:
    """Return the steps of every pair with a route."""
    return [steps for _, found in nx.all_pairs_shortest_path_length(drawn) for steps in found.values() if steps]


def local(drawn: Any) -> dict[str, float | None]:
    """Return networkx' clustering, which has 0 where there are fewer than two partners."""
    return {node: value if drawn.degree(node) > 1 else None for node, value in nx.clustering(drawn).items()}


def average(drawn: Any) -> float:
    return statistics.fmean(value for value in local(drawn).values() if value is not None)


def lag(drawn: Any) -> float:
    """Return how much harmonic closeness lags behind the largest, summed."""
    closeness = nx.harmonic_centrality(drawn).values()
    return max(closeness) * len(closeness) - sum(closeness)


def against_star(drawn: Any) -> float:
    return lag(drawn) / lag(nx.star_graph(len(drawn) - 1))


def uneven_knoke() -> Network:
    """Return the information exchange of Knoke's bureaucracies with strengths 1 to 7."""
    drawn = nx.convert_node_labels_to_integers(as_networkx(graph(KNOKE)))
    nx.set_edge_attributes(drawn, {(a, b): 1 + (3 * a + 5 * b) % 7 for a, b in drawn.edges}, "strength")
    return from_networkx(drawn)


def returned(network: Network) -> float:
    """Return 1 − Σ |w_ij − w_ji| / 2W, over unordered pairs twice: what is not out of balance."""
    strengths = nx.to_numpy_array(as_networkx(network), nodelist=network.roster.ids, weight="strength")
    return float(1 - np.abs(strengths - strengths.T).sum() / (2 * strengths.sum()))


def correlation(drawn: Any) -> float:
    """Return the correlation of cells with the cells across the diagonal."""
    ties = nx.to_numpy_array(drawn, weight=None)
    off = ~np.eye(len(ties), dtype=bool)
    return float(np.corrcoef(ties[off], ties.T[off])[0, 1])


def spread(values: dict[str, float]) -> float:
    return statistics.pstdev(values.values())


def bridged(drawn: Any) -> Iterator[Any]:
    """Yield the ties without which there are more components, by trying each."""
    for tie in drawn.edges:
        without = drawn.copy()
        without.remove_edge(*tie)
        if nx.number_connected_components(without) > nx.number_connected_components(drawn):
            yield tie


CHECKS = [
    *(stored("dyad_reciprocity", n, f"{n}.sna", "reciprocity", "dyadic_nonnull") for n in (KNOKE, ADVICE, FRIENDS)),
    *(stored("dyad_reciprocity", n, "r_igraph", "reciprocity", "ratio") for n in (KNOKE, ADVICE)),
    *(by_networkx("reciprocity_correlation", n, correlation) for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    Check(
        "weighted_reciprocity",
        "knoke_information with strengths",
        uneven_knoke,
        lambda: returned(uneven_knoke()),
        "closed form 1 − Σ|w_ij − w_ji| / 2W",
    ),
    stored("weighted_reciprocity", KNOKE, f"{KNOKE}.sna", "reciprocity", "edgewise"),
    *(
        by_networkx("mean_distance", n, lambda g: statistics.fmean(lengths(g)))
        for n in (KNOKE, ADVICE, MARRIAGE, LESMIS)
    ),
    *(by_networkx("diameter", n, lambda g: max(lengths(g))) for n in (KNOKE, ADVICE, MARRIAGE, BUSINESS)),
    *(by_networkx("diameter", n, nx.diameter) for n in (KARATE, LESMIS)),
    *(by_networkx("local_clustering", n, undirected(local)) for n in (KNOKE, FRIENDS, MARRIAGE, KARATE, LESMIS)),
    *(by_networkx("clustering", n, undirected(average)) for n in (KNOKE, FRIENDS, MARRIAGE, KARATE, LESMIS)),
    *(by_networkx("isolates", n, nx.number_of_isolates) for n in (MARRIAGE, BUSINESS)),
    *(
        by_networkx("cut_organisations", n, undirected(lambda g: len(list(nx.articulation_points(g)))))
        for n in (REPORTS, MARRIAGE, LESMIS)
    ),
    *(
        by_networkx("cut_ties", n, undirected(lambda g: len(list(bridged(g)))))
        for n in (REPORTS, FRIENDS, MARRIAGE, LESMIS)
    ),
    *(stored("fragmentation", n, f"{n}.py", "fragmentation", "F") for n in (MARRIAGE, BUSINESS)),
    *(
        stored("distance_fragmentation", n, f"{n}.py", "fragmentation", "distance_weighted_DF")
        for n in (MARRIAGE, BUSINESS, KARATE, LESMIS)
    ),
    *(stored("closeness_centralisation", n, f"{n}.sna", "centralization", "closeness") for n in (KARATE, LESMIS)),
    stored("closeness_centralisation", KARATE, "r_igraph", "centralization", "closeness_out"),
    stored(
        "closeness_centralisation",
        CONNECTED,
        "florentine.sna",
        "centralization",
        "closeness",
        thing=lambda: graph(MARRIAGE).subset(frozenset(graph(MARRIAGE).roster.ids) - {"Pucci"}),
    ),
    *(by_networkx("harmonic_closeness_centralisation", n, against_star) for n in (MARRIAGE, BUSINESS, KARATE, LESMIS)),
    *(
        stored(f"{end}_sd", n, f"{n}.sna", "degree", parameters={"cmode": cmode}, take=spread)
        for end, cmode in (("in_degree", "indegree"), ("out_degree", "outdegree"))
        for n in (KNOKE, ADVICE, REPORTS)
    ),
    *(stored("degree_sd", n, SNA.get(n, f"{n}.sna"), "degree", take=spread) for n in (MARRIAGE, KARATE, LESMIS)),
    *(
        stored("mean_degree", n, SNA.get(n, f"{n}.sna"), "degree", take=lambda v: statistics.fmean(v.values()))
        for n in (MARRIAGE, KARATE, LESMIS)
    ),
    stored(
        "mean_degree",
        ADVICE,
        f"{ADVICE}.sna",
        "degree",
        parameters={"cmode": "outdegree"},
        take=lambda v: statistics.fmean(v.values()),
    ),
    *(
        stored(f"triad_census.{kind}", name, f"{name}.sna", "triad_census", kind)
        for name in (KNOKE, ADVICE, FRIENDS, REPORTS)
        for kind in (
            "003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U 120C 210 300".split()  # noqa: SIM905
        )
    ),
]


def gini(values: list[float]) -> float:
    """Return the mean difference of all ordered pairs over twice the mean."""
    pairs = list(itertools.product(values, repeat=2))
    return statistics.fmean(abs(a - b) for a, b in pairs) / (2 * statistics.fmean(values))


def simpson(values: list[float]) -> float:
    """Return the chance that two draws from the total come from the same organisation."""
    return sum(value**2 for value in values) / sum(values) ** 2


FORMULAS: dict[str, Callable[[list[float]], float]] = {
    "concentration.gini": gini,
    "concentration.herfindahl": simpson,
    "concentration.top_share": lambda values: max(values) / sum(values),
    "effective_number": lambda values: 1 / simpson(values),
}
INEQUALITY = {"concentration.gini": "gini", "concentration.herfindahl": "hhi"}


def counted(direction: str, weight: str | None) -> Callable[[Network], list[float]]:
    """Return a function that counts with networkx what the organisations of a network have."""
    return lambda network: [
        float(number) for _, number in getattr(as_networkx(network), f"{direction}degree")(weight=weight)
    ]


def of_strength(basis: str) -> Network:
    return graph(LESMIS) if basis == "strength" else uneven_knoke()


for basis, direction in (("in_degree", "in_"), ("out_degree", "out_"), ("degree", "")):
    name = ADVICE if direction else KARATE
    CHECKS += [
        Check(
            f"{basis}_{id_}",
            name,
            lambda name=name: graph(name),
            lambda name=name, direction=direction, formula=formula: formula(counted(direction, None)(graph(name))),
            f"closed form on degrees of {NETWORKX}",
        )
        for id_, formula in FORMULAS.items()
    ]
for basis, direction in (("in_strength", "in_"), ("out_strength", "out_"), ("strength", "")):
    CHECKS += [
        Check(
            f"{basis}_{id_}",
            "lesmis" if basis == "strength" else "knoke_information with strengths",
            lambda basis=basis: of_strength(basis),
            lambda basis=basis, direction=direction, formula=formula: formula(
                counted(direction, "strength")(of_strength(basis))
            ),
            f"closed form on degrees of {NETWORKX}",
        )
        for id_, formula in FORMULAS.items()
    ]
CHECKS += [
    stored(f"{basis}_{id_}", name, "groups", f"inequality_{key}", part)
    for basis, key, name in (
        ("in_degree", "indegree", KNOKE),
        ("in_degree", "indegree", ADVICE),
        ("degree", "degree", KARATE),
    )
    for id_, part in INEQUALITY.items()
]
