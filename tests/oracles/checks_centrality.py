"""Closeness, cores, walks, hubs and information: R sna, R igraph, networkx, python-igraph and UCINET."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from metric_references import graph
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Layer, Network, Ties

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
DISCONNECTED = "ucinet_g9_disc"
DIRECTED = (KNOKE, ADVICE, FRIENDS, REPORTS)
SNA = {name: f"{name}.sna" for name in (*DIRECTED, KARATE, LESMIS)}
SNA |= {MARRIAGE: "florentine.sna", BUSINESS: "florentine.sna"}
NETWORKX = f"networkx {nx.__version__}"


def unit_length(values: dict[str, float]) -> dict[str, float]:
    """Scale to sum of squares 1; R igraph scales to a largest value of 1."""
    norm = float(np.linalg.norm(list(values.values())))
    return {name: value / norm for name, value in values.items()}


def undefined_for_zero(values: dict[str, float]) -> dict[str, float | None]:
    """R sna says 0 where somebody cannot be reached."""
    return {name: value or None for name, value in values.items()}


def pucci_undefined(values: dict[str, float]) -> dict[str, float | None]:
    """Add the one family without marriages, which the reference leaves out."""
    return {**values, "Pucci": None}


def either_way(name: str) -> Network:
    """Return a directed graph with a tie wherever one sends to the other."""
    network = graph(name)
    ends = {(int(min(p)), int(max(p))) for p in zip(network.ties.sender, network.ties.receiver, strict=True)}
    ties = Ties.of([(a, b, 1.0) for a, b in sorted(ends)], directed=False)
    return Network(network.roster, Layer(name, directed=False), ties)


def strong_part(name: str) -> Any:
    """Return a graph as networkx draws it, only those who all reach each other."""
    drawn: Any = as_networkx(graph(name))
    return drawn.subgraph(max(nx.strongly_connected_components(drawn), key=len))


def right_eigenvector(name: str) -> dict[str, float | None]:
    """Return networkx's eigenvector of the reversed strong part; others undefined."""
    found = nx.eigenvector_centrality_numpy(strong_part(name).reverse())
    return {i: abs(found[i]) if i in found else None for i in graph(name).roster.ids}


def both_ways() -> Network:
    """Return UCINET's test graph as a directed one, every tie returned."""
    network = graph(DISCONNECTED)
    ends = [*zip(network.ties.sender, network.ties.receiver, strict=True)]
    ties = Ties.of([(int(a), int(b), 1.0) for pair in ends for a, b in (pair, pair[::-1])], directed=True)
    return Network(network.roster, Layer(DISCONNECTED, directed=True), ties)


def steps_saved(name: str, *, outward: bool) -> dict[str, float]:
    """Return Valente and Foreman's mean of reversed distances, from networkx's shortest routes."""
    drawn: Any = as_networkx(graph(name))
    routes = dict(nx.all_pairs_shortest_path_length(drawn if outward else drawn.reverse()))
    longest = max(steps for reached in routes.values() for steps in reached.values())
    return {
        i: sum((longest + 1 - steps) / longest for steps in reached.values() if steps) / (len(drawn) - 1)
        for i, reached in routes.items()
    }


CHECKS = [
    # Closeness
    *(stored("closeness_out", n, SNA[n], "closeness", take=undefined_for_zero) for n in DIRECTED),
    *(stored("closeness_in", n, SNA[n], "in_closeness", take=undefined_for_zero) for n in DIRECTED),
    *(stored("closeness", n, SNA[n], "closeness", take=undefined_for_zero) for n in (MARRIAGE, KARATE, LESMIS)),
    *(stored("closeness_wasserman_faust_in", n, f"{n}.py", "closeness_WF_in") for n in DIRECTED),
    *(stored("closeness_wasserman_faust_out", n, f"{n}.py", "closeness_WF_out") for n in DIRECTED),
    *(stored("closeness_wasserman_faust", n, f"{n}.py", "closeness_WF_in") for n in (MARRIAGE, KARATE, LESMIS)),
    *(
        stored(metric, DISCONNECTED, "published_ucinet", "closeness_valente_forman", tolerance=6e-4, thing=thing)
        for metric, thing in (
            ("closeness_valente_foreman", None),
            ("closeness_valente_foreman_in", both_ways),
            ("closeness_valente_foreman_out", both_ways),
        )
    ),
    *(
        Check(
            f"closeness_valente_foreman_{end}",
            n,
            lambda n=n: graph(n),
            lambda n=n, end=end: steps_saved(n, outward=end == "out"),
            NETWORKX,
        )
        for n in DIRECTED
        for end in ("in", "out")
    ),
    # Cores
    *(stored("coreness", n, SNA[n], "kcores", parameters={"cmode": "freeman"}) for n in DIRECTED),
    *(stored("coreness_in", n, SNA[n], "kcores", parameters={"cmode": "indegree"}) for n in DIRECTED),
    *(stored("coreness_out", n, SNA[n], "kcores", parameters={"cmode": "outdegree"}) for n in DIRECTED),
    *(stored("coreness", n, SNA[n], "kcores") for n in (MARRIAGE, BUSINESS, KARATE, LESMIS)),
    # Eigenvector of ties sent, hubs and authorities
    *(stored("eigenvector_out", n, SNA[n], "eigenvector", tolerance=1e-8) for n in (KNOKE, ADVICE)),
    *(
        Check("eigenvector_out", n, lambda n=n: graph(n), lambda n=n: right_eigenvector(n), NETWORKX, 1e-9)
        for n in (KNOKE, ADVICE, FRIENDS)
    ),
    *(
        stored(m, n, "r_igraph", m, take=unit_length, tolerance=1e-9)
        for m in ("hub", "authority")
        for n in DIRECTED[:2]
    ),
    stored("hub", REPORTS, "r_igraph", "hub", take=unit_length, tolerance=1e-9),
    # Walks
    *(stored("katz", n, f"{n}.py", "katz") for n in (KNOKE, ADVICE, MARRIAGE, KARATE, LESMIS)),
    *(stored("subgraph_centrality", n, f"{n}.py", "subgraph_centrality") for n in (MARRIAGE, KARATE, LESMIS)),
    # Information
    stored(
        "information",
        "florentine_marriage_without_Pucci",
        SNA[MARRIAGE],
        "information_centrality",
        take=pucci_undefined,
        thing=lambda: graph(MARRIAGE),
    ),
    *(stored("information", n, SNA[n], "information_centrality") for n in (KARATE, LESMIS)),
    stored("information", KNOKE, SNA[KNOKE], "information_centrality", thing=lambda: either_way(KNOKE)),
    stored("information", ADVICE, SNA[ADVICE], "information_centrality", thing=lambda: either_way(ADVICE)),
]
