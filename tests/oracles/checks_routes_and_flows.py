"""Weighted degree and routes, flows, currents and power: R sna, R igraph, and networkx by another way."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from metric_references import from_networkx, graph
from oracle_checks import Check, stored

from sna.engines import as_networkx, as_presence
from sna.model import Network, Ties

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
WITHOUT_PUCCI = "florentine_marriage_without_Pucci"
SNA = {name: f"{name}.sna" for name in (KNOKE, ADVICE, FRIENDS, REPORTS, KARATE, LESMIS)}
SNA |= {MARRIAGE: "florentine.sna", BUSINESS: "florentine.sna", WITHOUT_PUCCI: "florentine.sna"}
SENT = "karate, ties sent by the smaller id"
STRONG = "karate, strengths times 10¹¹"
NETWORKX = f"networkx {nx.__version__}"
INTEGER = f"{NETWORKX}, whole-number lengths"


def present(name: str) -> Network:
    """Return a reference graph with every strength 1."""
    network = graph(name)
    ties = network.ties
    return dataclasses.replace(network, ties=Ties(ties.sender, ties.receiver, np.ones(len(ties)), ties.directed))


def without_pucci() -> Network:
    network = graph(MARRIAGE)
    return network.subset(frozenset(network.roster.ids) - {"Pucci"})


def sent() -> Network:
    """Return Zachary's karate club as a directed graph with strengths, sent by the smaller id."""
    drawn = nx.DiGraph()
    ties = graph(KARATE).ties
    drawn.add_nodes_from(range(graph(KARATE).n))
    for sender, receiver, weight in zip(ties.sender, ties.receiver, ties.weight, strict=True):
        drawn.add_edge(int(sender), int(receiver), strength=float(weight))
    return from_networkx(drawn)


def strong() -> Network:
    """Return the karate club with strengths whose lengths are all far below 10⁻¹⁰."""
    network = graph(KARATE)
    return dataclasses.replace(network, ties=dataclasses.replace(network.ties, weight=network.ties.weight * 1e11))


def few(name: str, number: int) -> Network:
    """Return a reference graph among its busiest organisations."""
    drawn: Any = as_networkx(graph(name))
    busiest = sorted(drawn, key=lambda i: (-drawn.degree(i), i))[:number]
    return graph(name).subset(frozenset(busiest))


def whole_lengths(network: Network) -> tuple[Any, int]:
    """Draw a network whose strengths are whole numbers with lengths that are, so that equal sums are equal."""
    drawn: Any = as_networkx(network)
    common = math.lcm(*(int(strength) for strength in network.ties.weight))
    for *_, known in drawn.edges(data=True):
        known["whole"] = common // int(known["strength"])
    return drawn, common


def betweenness_of(network: Network) -> Any:
    return nx.betweenness_centrality(whole_lengths(network)[0], normalized=False, weight="whole")


def harmonic_of(network: Network, *, outward: bool = False) -> Any:
    """Return networkx's harmonic centrality, which is of routes that end here, divided by n-1."""
    drawn, common = whole_lengths(network)
    sums = nx.harmonic_centrality(drawn.reverse() if outward else drawn, distance="whole")
    return {name: value * common / (network.n - 1) for name, value in sums.items()}


def geometric_mean(network: Network, ends: str) -> Any:
    """Return the root of networkx's degree times its strength."""
    counted = getattr(as_networkx(network), ends)
    return {name: math.sqrt(number * counted(weight="strength")[name]) for name, number in counted()}


def flow_needing(network: Network) -> Any:
    """Return flow betweenness as defined: every pair, every organisation, networkx's largest flow with and without."""
    drawn: Any = as_networkx(network)
    pairs = itertools.permutations if network.directed else itertools.combinations
    needed = {}
    for one in network.roster.ids:
        rest = drawn.subgraph([other for other in drawn if other != one])
        needed[one] = sum(
            nx.maximum_flow_value(drawn, a, b, capacity="strength")
            - nx.maximum_flow_value(rest, a, b, capacity="strength")
            for a, b in pairs(sorted(rest), 2)
        )
    return needed


def raw_currents(name: str) -> Callable[[dict[str, float]], dict[str, float]]:
    """Return a ``take`` that undoes networkx's division by pairs; isolates, which it refuses, carry nothing."""

    def take(shares: dict[str, float]) -> dict[str, float]:
        pairs = (len(shares) - 1) * (len(shares) - 2) / 2
        return {identifier: shares.get(identifier, 0.0) * pairs for identifier in graph(name).roster.ids}

    return take


def power_by_walks(name: str, sign: int) -> Any:
    """Return Bonacich's power as he writes its series: Σ over k of β^k A^(k+1) 1."""
    ties = as_presence(graph(name))
    beta = sign * 0.5 / max(abs(np.linalg.eigvals(ties)))
    walks = ties.sum(axis=1)
    total = np.zeros(len(ties))
    for k in range(80):
        total, walks = total + beta**k * walks, ties @ walks
    return total * math.sqrt(len(total) / (total**2).sum())


CHECKS = [
    # Weighted degree
    *(
        Check("weighted_degree", n, lambda n=n: graph(n), lambda n=n: geometric_mean(graph(n), "degree"), NETWORKX)
        for n in (KARATE, LESMIS)
    ),
    Check("weighted_in_degree", SENT, sent, lambda: geometric_mean(sent(), "in_degree"), NETWORKX),
    Check("weighted_out_degree", SENT, sent, lambda: geometric_mean(sent(), "out_degree"), NETWORKX),
    # Weighted routes
    stored("weighted_betweenness", KARATE, "r_igraph", "betweenness_inverse_weight"),
    *(
        Check("weighted_betweenness", n, lambda n=n: graph(n), lambda n=n: betweenness_of(graph(n)), INTEGER)
        for n in (KARATE, LESMIS)
    ),
    Check("weighted_betweenness", SENT, sent, lambda: betweenness_of(sent()), INTEGER),
    Check("weighted_betweenness", STRONG, strong, lambda: betweenness_of(graph(KARATE)), INTEGER),
    *(
        Check("weighted_harmonic_closeness", n, lambda n=n: graph(n), lambda n=n: harmonic_of(graph(n)), INTEGER)
        for n in (KARATE, LESMIS)
    ),
    Check("weighted_harmonic_closeness", STRONG, strong, lambda: harmonic_of(strong()), INTEGER),
    Check("weighted_harmonic_closeness_in", SENT, sent, lambda: harmonic_of(sent()), INTEGER),
    Check("weighted_harmonic_closeness_out", SENT, sent, lambda: harmonic_of(sent(), outward=True), INTEGER),
    # Flows and currents
    *(
        stored("flow_betweenness", n, SNA[n], "flow_betweenness", parameters={"cmode": "rawflow"}, thing=thing)
        for n, thing in (
            (KNOKE, None),
            (ADVICE, None),
            (FRIENDS, None),
            (REPORTS, None),
            (MARRIAGE, None),
            (BUSINESS, None),
            (KARATE, lambda: present(KARATE)),
        )
    ),
    Check(
        "flow_betweenness",
        "karate, the nine busiest, with strengths",
        lambda: few(KARATE, 9),
        lambda: flow_needing(few(KARATE, 9)),
        NETWORKX,
    ),
    Check(
        "flow_betweenness",
        "karate, ties sent by the smaller id, the first twelve",
        lambda: sent().subset(frozenset(sent().roster.ids[:12])),
        lambda: flow_needing(sent().subset(frozenset(sent().roster.ids[:12]))),
        NETWORKX,
    ),
    *(
        stored(
            "current_flow_betweenness", n, f"{n}.py", "current_flow_betweenness", take=raw_currents(n), tolerance=1e-9
        )
        for n in (MARRIAGE, KARATE, LESMIS)
    ),
    # Power: R at the same share of the radius, and the series
    *(
        stored(
            f"bonacich_power.{part}", on, SNA[on], "bonacich_power", parameters={"exponent": sign * beta}, thing=thing
        )
        for part, sign in (("positive", 1), ("negative", -1))
        for on, beta, thing in (
            (MARRIAGE, 0.1535577607752, None),
            (WITHOUT_PUCCI, 0.1535577607752, without_pucci),
            (BUSINESS, 0.1508685929496, None),
            (KARATE, 0.07434172932658, None),
            (LESMIS, 0.04164669377949, None),
        )
    ),
    *(
        Check(
            f"bonacich_power.{part}",
            on,
            lambda on=on: graph(on),
            lambda on=on, sign=sign: power_by_walks(on, sign),
            "its series of walks, summed with numpy",
        )
        for part, sign in (("positive", 1), ("negative", -1))
        for on in (KNOKE, ADVICE)
    ),
]
