"""Every default metric against igraph and networkx on the same ties, in one run, as ratios. `make bench`.

python benchmarks/metrics.py [--large]     --large adds 10,000 organisations and 100,000 ties
"""

from __future__ import annotations

import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import igraph
import networkx as nx
import numpy as np

from sna.metrics import catalogue, compute
from sna.metrics.measuring import measure_network
from sna.model import Layer, Network, Roster, Ties

SIZES = {12: 40, 100: 800, 1_000: 10_000}
LARGE = {10_000: 100_000}
BUDGET = 0.3
SLOW_PEER = 20_000_000
"""Organisations × ties beyond which networkx is not asked for paths: it would take minutes."""

IGRAPH: dict[str, Callable[[Any], Any]] = {
    "in_degree": igraph.Graph.indegree,
    "betweenness": lambda g: g.betweenness(weights=None),
    "harmonic_closeness_out": lambda g: g.harmonic_centrality(mode="out", weights=None),
    "eigenvector": lambda g: g.eigenvector_centrality(directed=True, weights=None),
    "pagerank": lambda g: g.pagerank(weights=None),
    "constraint": igraph.Graph.constraint,
    "density": igraph.Graph.density,
    "edge_reciprocity": igraph.Graph.reciprocity,
    "components": lambda g: len(g.connected_components(mode="weak")),
}
NETWORKX: dict[str, Callable[[Any], Any]] = {
    "in_degree": lambda g: dict(g.in_degree()),
    "betweenness": lambda g: nx.betweenness_centrality(g, normalized=False),
    "harmonic_closeness_in": nx.harmonic_centrality,
    "pagerank": lambda g: nx.pagerank(g, tol=1e-10),
    "constraint": nx.constraint,
    "flow_hierarchy": nx.flow_hierarchy,
    "global_reaching_centrality": nx.global_reaching_centrality,
    "edge_reciprocity": nx.overall_reciprocity,
}
PATHS = {"betweenness", "harmonic_closeness_in", "global_reaching_centrality", "constraint"}


def random_ties(n: int, m: int) -> list[tuple[int, int]]:
    """Return m different directed ties among n organisations, some organisations more sought than others."""
    rng = np.random.default_rng(n)
    pull = rng.lognormal(sigma=0.9, size=n)
    found: set[tuple[int, int]] = set()
    while len(found) < m:
        senders = rng.integers(0, n, size=m)
        receivers = rng.choice(n, size=m, p=pull / pull.sum())
        found |= {(int(a), int(b)) for a, b in zip(senders, receivers, strict=True) if a != b}
    return sorted(found)[:m]


def fresh(n: int, ties: list[tuple[int, int]], run: int) -> Network:
    """Return a network of its own for every run, so that nothing is remembered."""
    roster = Roster.of([f"{i:05}" for i in range(n)])
    layer = Layer(f"run {run}", directed=True)
    return Network(roster, layer, Ties.of([(a, b, 1.0) for a, b in ties], directed=True))


def best(make: Callable[[int], Any], work: Callable[[Any], Any]) -> float:
    """Return the least time of the work, repeated within the budget; what it works on is made outside the clock."""
    times: list[float] = []
    run = 0
    while not times or (sum(times) < BUDGET and run < 50):
        thing = make(run)
        begun = time.perf_counter()
        work(thing)
        times.append(time.perf_counter() - begun)
        run += 1
    return min(times)


class Work:
    """The same ties for everybody: each metric is timed from the list of ties on, building of the graph included."""

    def __init__(self, n: int, m: int) -> None:
        self.n, self.m, self.ties = n, m, random_ties(n, m)

    def ours(self, run: int) -> Network:
        """Return a network that nothing was computed for yet."""
        return fresh(self.n, self.ties, run)

    def igraph(self, call: Callable[[Any], Any]) -> float:
        """Return igraph's time."""
        return best(lambda _: self.ties, lambda ties: call(igraph.Graph(n=self.n, edges=ties, directed=True)))

    def networkx(self, call: Callable[[Any], Any]) -> float:
        """Return networkx's time."""
        return best(lambda _: self.ties, lambda ties: call(nx.DiGraph(ties)))

    def rows(self) -> Iterable[tuple[str, float, dict[str, float]]]:
        """Yield metric, our time and the peers' times."""
        for name, record in catalogue().items():
            if not record.default or record.layers == "undirected" or record.of != "network" or record.base != name:
                continue
            peers = {}
            if name in IGRAPH:
                peers["igraph"] = self.igraph(IGRAPH[name])
            if name in NETWORKX and not (name in PATHS and self.n * self.m > SLOW_PEER):
                peers["networkx"] = self.networkx(NETWORKX[name])
            yield name, best(self.ours, lambda network, name=name: compute(name, network)), peers


def main() -> None:
    """Print a line a metric and size, and the default metrics together."""
    warnings.simplefilter("ignore", RuntimeWarning)  # igraph's, about a graph that is not strongly connected
    for n, m in (SIZES | (LARGE if "--large" in sys.argv else {})).items():
        print(f"\n{n:,} organisations, {m:,} ties")
        work, slowest = Work(n, m), 0.0
        for name, ours, peers in work.rows():
            slowest = max(slowest, ours)
            beside = [f"{peer} {seconds * 1e3:9.3f} ms ({ours / seconds:5.2f} x)" for peer, seconds in peers.items()]
            print(f"  {name:28} {ours * 1e3:9.3f} ms   {'   '.join(beside)}")
        together = statistics.median(best(work.ours, measure_network) for _ in range(3))
        print(f"  all default metrics together {together * 1e3:9.3f} ms   {together / slowest:.2f} x the slowest alone")


if __name__ == "__main__":
    main()
