"""Key players, one and several: numpy written elsewhere, and networkx on every set."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
from metric_references import graph
from oracle_checks import Check, stored

from sna.engines import as_networkx

KNOKE, MARRIAGE, BUSINESS, KARATE = "knoke_information", "florentine_marriage", "florentine_business", "karate"
NETWORKX = f"networkx {nx.__version__}"


def drawn(name: str) -> Any:
    """Return a reference graph as networkx has it, direction left away."""
    return as_networkx(graph(name)).to_undirected()


def fragmentation(whole: Any, without: tuple[str, ...]) -> float:
    """Return 1 less networkx's global efficiency of what is left."""
    return 1 - nx.global_efficiency(whole.subgraph(set(whole) - set(without)))


def reach(whole: Any, sources: tuple[str, ...]) -> float:
    """Return the distance-weighted reach of a set, by networkx's distances from several sources."""
    steps = nx.multi_source_dijkstra_path_length(whole, set(sources), weight=None)
    return sum(1 / max(step, 1) for step in steps.values()) / len(whole)


def best(name: str, worth: Callable[[Any, tuple[str, ...]], float], size: int) -> float:
    """Return the most that any set of a size is worth."""
    whole = drawn(name)
    return max(worth(whole, places) for places in itertools.combinations(whole, size))


def gains(name: str) -> dict[str, float]:
    """Return what each organisation's loss adds to fragmentation."""
    whole = drawn(name)
    return {i: fragmentation(whole, (i,)) - fragmentation(whole, ()) for i in whole}


def reaches(name: str) -> dict[str, float]:
    """Return (1 + harmonic centrality) / n."""
    whole = drawn(name)
    return {i: (1 + near) / len(whole) for i, near in nx.harmonic_centrality(whole).items()}


def by_networkx(metric: str, name: str, expected: Callable[[str], Any]) -> Check:
    """Return a check of a metric on a reference graph."""
    return Check(metric, name, lambda: graph(name), lambda: expected(name), NETWORKX)


CHECKS = [
    *(
        stored(metric, name, f"{name}.py", key, "value")
        for name in (MARRIAGE, BUSINESS, KARATE)
        for metric, key in (("key_player_fragmentation.two", "kpp_neg_k2"), ("key_player_reach.two", "kpp_pos_k2"))
    ),
    *(
        by_networkx(f"key_player_fragmentation.{part}", name, lambda n, size=size: best(n, fragmentation, size))
        for part, size, name in (("two", 2, KNOKE), ("three", 3, KNOKE), ("three", 3, BUSINESS))
    ),
    *(
        by_networkx(f"key_player_reach.{part}", name, lambda n, size=size: best(n, reach, size))
        for part, size, name in (("two", 2, KNOKE), ("three", 3, MARRIAGE), ("three", 3, BUSINESS))
    ),
    *(by_networkx("fragmentation_gain", name, gains) for name in (KNOKE, MARRIAGE, BUSINESS, KARATE)),
    *(by_networkx("distance_weighted_reach", name, reaches) for name in (KNOKE, MARRIAGE, BUSINESS, KARATE)),
]
