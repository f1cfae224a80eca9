"""The first set of metrics: values of R sna, R igraph, networkx, python-igraph and UCINET."""

from __future__ import annotations

import itertools
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
SNA = {name: f"{name}.sna" for name in (KNOKE, ADVICE, FRIENDS, REPORTS, KARATE, LESMIS)}
SNA |= {MARRIAGE: "florentine.sna", BUSINESS: "florentine.sna"}


def unit_length(values: dict[str, float]) -> dict[str, float]:
    """Scale to sum of squares 1; R igraph scales to a largest value of 1."""
    norm = float(np.linalg.norm(list(values.values())))
    return {name: value / norm for name, value in values.items()}


def rows_of(values: dict[str, Any]) -> dict[str, float]:
    """Return the organisations' part of a two-mode record; some have no other."""
    return values.get("rows", values)


def both(metric: str, key: str, part: str = "", graphs: tuple[str, ...] = (KNOKE, ADVICE, FRIENDS)) -> list[Check]:
    """Return checks against R sna on several graphs."""
    return [stored(metric, name, SNA[name], key, part) for name in graphs]


UNDIRECTED = (MARRIAGE, BUSINESS, KARATE, LESMIS)
CENTRALISATION = "centralization"
CHECKS = [
    *(stored("in_degree", n, SNA[n], "degree", parameters={"cmode": "indegree"}) for n in (KNOKE, ADVICE, REPORTS)),
    *(stored("out_degree", n, SNA[n], "degree", parameters={"cmode": "outdegree"}) for n in (KNOKE, ADVICE, REPORTS)),
    *both("degree", "degree", graphs=UNDIRECTED),
    *(stored("strength", n, f"{n}.py", "strength") for n in (KARATE, LESMIS)),
    *both("betweenness", "betweenness", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS, *UNDIRECTED)),
    *(stored("betweenness", n, f"{n}.py", "betweenness") for n in (KNOKE, ADVICE, MARRIAGE, LESMIS)),
    *both("harmonic_closeness_in", "harmonic_in", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("harmonic_closeness_out", "harmonic_out", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("harmonic_closeness", "harmonic", graphs=UNDIRECTED),
    stored("harmonic_closeness", MARRIAGE, "r_igraph", "harmonic_out"),
    *(stored("eigenvector", n, f"{n}.py", "eigenvector_in") for n in (KNOKE, ADVICE)),
    *(stored("eigenvector", n, f"{n}.py", "eigenvector") for n in (KARATE, LESMIS)),
    *(
        stored("eigenvector", n, "r_igraph", "eigen_centrality", take=unit_length, tolerance=1e-9)
        for n in (KNOKE, ADVICE, KARATE)
    ),
    stored("eigenvector", KNOKE, SNA[KNOKE], "prestige", parameters={"cmode": "eigenvector"}, tolerance=1e-8),
    *(stored("pagerank", n, "r_igraph", "page_rank") for n in (KNOKE, ADVICE, REPORTS, MARRIAGE, KARATE)),
    *(stored("constraint", n, "r_igraph", "constraint") for n in (KNOKE, ADVICE, REPORTS, MARRIAGE, KARATE)),
    *(
        stored("constraint", n, f"{n}.py", "constraint", parameters={"fun": "nx.constraint"})
        for n in (KNOKE, ADVICE, FRIENDS, MARRIAGE, KARATE, LESMIS)
    ),
    *both("density", "density", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS, *UNDIRECTED)),
    *both("edge_reciprocity", "reciprocity", "edgewise"),
    *(stored("edge_reciprocity", n, f"{n}.py", "reciprocity_edge") for n in (KNOKE, ADVICE, FRIENDS)),
    *both("transitivity", "transitivity", "weak"),
    *both("transitivity", "transitivity", graphs=UNDIRECTED),
    *both("in_degree_centralisation", CENTRALISATION, "indegree", (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("out_degree_centralisation", CENTRALISATION, "outdegree", (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("degree_centralisation", CENTRALISATION, "degree", UNDIRECTED),
    *both("betweenness_centralisation", CENTRALISATION, "betweenness", (KNOKE, ADVICE, FRIENDS, *UNDIRECTED)),
    *both("krackhardt_connectedness", "krackhardt_gtd", "connectedness", (KNOKE, REPORTS)),
    *both("krackhardt_hierarchy", "krackhardt_gtd", "hierarchy", (KNOKE, FRIENDS, REPORTS)),
    *(stored("flow_hierarchy", n, f"{n}.py", "flow_hierarchy") for n in (KNOKE, FRIENDS, REPORTS)),
    *(stored("global_reaching_centrality", n, f"{n}.py", "grc") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(stored("trophic_incoherence", n, f"{n}.py", "trophic", "F0") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    stored(
        "two_mode_degree", "davis_southern_women", "published_ucinet", "two_mode_degree", take=rows_of, tolerance=6e-4
    ),
    stored("two_mode_degree", "davis_southern_women", "two_mode", "two_mode_degree_centrality", take=rows_of),
    stored("two_mode_degree", "ucinet_g9_small2", "two_mode", "two_mode_degree_centrality", take=rows_of),
]


def weighted_directed() -> Network:
    """Return a directed graph with strengths: Zachary's karate ties read as sent by the smaller id."""
    network = graph(KARATE)
    drawn = nx.DiGraph()
    drawn.add_nodes_from(range(network.n))
    for sender, receiver, weight in zip(network.ties.sender, network.ties.receiver, network.ties.weight, strict=True):
        drawn.add_edge(int(sender), int(receiver), strength=float(weight))
    return from_networkx(drawn)


def joined_pairs(network: Network) -> float:
    """Return the share of pairs that have a path."""
    drawn: Any = as_networkx(network)
    return float(np.mean([nx.has_path(drawn, a, b) for a, b in itertools.combinations(network.roster.ids, 2)]))


NETWORKX = f"networkx {nx.__version__}"
SENT = "karate, ties sent by the smaller id"
CHECKS += [
    Check(
        "in_strength",
        SENT,
        weighted_directed,
        lambda: dict(as_networkx(weighted_directed()).in_degree(weight="strength")),
        NETWORKX,
    ),
    Check(
        "out_strength",
        SENT,
        weighted_directed,
        lambda: dict(as_networkx(weighted_directed()).out_degree(weight="strength")),
        NETWORKX,
    ),
    Check(
        "components",
        MARRIAGE,
        lambda: graph(MARRIAGE),
        lambda: nx.number_connected_components(as_networkx(graph(MARRIAGE))),
        NETWORKX,
    ),
    Check(
        "krackhardt_connectedness",
        MARRIAGE,
        lambda: graph(MARRIAGE),
        lambda: joined_pairs(graph(MARRIAGE)),
        NETWORKX,
    ),
]
