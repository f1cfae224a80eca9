"""Every metric against igraph, networkx, networkit and R sna on the same ties, in one run, as ratios. `make bench`.

python benchmarks/metrics.py [SIZE ...]     numbers of organisations; 12, 100, 1000 and 10000 where none is given

A metric is timed up to the size its record says it is meant for. Everybody starts from the places of senders and
receivers as integer arrays, as they come out of a table, and builds from them what it works on. networkit and R sna
(through Rscript) are timed where they are installed.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import igraph
import networkx as nx
import numpy as np
from peers import IGRAPH, NETWORKIT, NETWORKX, Call
from peers_r import times_in_r

from sna.metrics import catalogue
from sna.metrics.measuring import measure_network
from sna.metrics.registry import compute_parts
from sna.metrics.results import Thing
from sna.model import Affiliation, Grouping, Layer, MetricRecord, Multiplex, Network, Roster, Ties

networkit = import_module("networkit") if find_spec("networkit") else None
SIZES = {12: 40, 100: 800, 1_000: 10_000, 10_000: 100_000}
BUDGET, RUNS = 0.3, 20
SLOW_PEER = 20_000_000
"""Organisations × ties beyond which networkx is not asked where igraph is, nor for paths: it would take minutes."""
PATHS = {"betweenness", "harmonic_closeness_in", "global_reaching_centrality", "constraint", "effective_size"}
Runner = tuple[Callable[[], Any], Callable[[Any], Any]]
"""What makes a thing to work on, and what works on it."""
AIM, AIM_TOGETHER, AIM_FROM = 1.2, 1.5, 1_000


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


def pairs(ends: np.ndarray) -> Iterator[tuple[int, int]]:
    """Return the ends of every tie as pairs."""
    return zip(ends[0].tolist(), ends[1].tolist(), strict=True)


def race(runners: dict[str, Runner]) -> dict[str, float]:
    """Return the least time of each, run in turn so that a busy machine slows them alike, repeated within the budget.

    What is worked on is made outside the clock.
    """
    times: dict[str, list[float]] = {name: [] for name in runners}
    rounds, spent = 0, 0.0
    while not rounds or (spent < BUDGET * len(runners) and rounds < RUNS):
        for name, (make, work) in runners.items():
            thing = make()
            begun = time.perf_counter()
            work(thing)
            times[name].append(time.perf_counter() - begun)
            spent += times[name][-1]
        rounds += 1
    return {name: min(found) for name, found in times.items()}


class Work:
    """The same ties for everybody: each metric is timed from the list of ties on, building of the graph included."""

    def __init__(self, n: int, m: int) -> None:
        self.n, self.m = n, m
        self.roster = Roster.of([f"{i:05}" for i in range(n)])
        directed = random_ties(n, m)
        self.ties = {True: directed, False: sorted({(min(pair), max(pair)) for pair in directed})}
        self.strengths = {way: [1.0 + (a + 3 * b) % 7 for a, b in ties] for way, ties in self.ties.items()}
        self.groups = Grouping(("a", "b", "c"), np.arange(n, dtype=np.int64) % 3)
        self.made = 0

    def network(self, *, directed: bool, shift: int = 0) -> Network:
        """Return a network that nothing was computed for yet; shifted, its ties are between others."""
        self.made += 1
        ends = (np.array(self.ties[directed], dtype=np.int64) + shift) % self.n
        ties = Ties.from_arrays(ends[:, 0], ends[:, 1], np.array(self.strengths[directed]), directed=directed)
        layer = Layer(f"network {self.made}", directed=directed, depends="sender" if directed else None)
        return Network(self.roster, layer, ties)

    def affiliation(self) -> Affiliation:
        """Return who attended what: as many cells as there are ties."""
        self.made += 1
        places = np.unique(np.array(self.ties[True], dtype=np.int64), axis=0)
        return Affiliation(
            self.roster, self.roster, places[:, 0], places[:, 1], np.ones(len(places)), f"board {self.made}"
        )

    def thing(self, record: MetricRecord) -> Thing:
        """Return what a metric is of."""
        directed = record.layers != "undirected"
        if record.of == "affiliation":
            return self.affiliation()
        if record.of == "multiplex":
            return Multiplex({f"layer {shift}": self.network(directed=directed, shift=shift) for shift in (0, 1, 5)})
        return self.network(directed=directed)

    def runners(self, record: MetricRecord) -> dict[str, Runner]:
        """Return a metric of `sna`, and every library that computes the same."""
        name, directed = record.name, record.layers != "undirected"
        strengths = self.strengths[directed]
        ends = np.array(self.ties[directed], dtype=np.int64).T
        groups = self.groups if record.groups else None
        large = self.n * self.m > SLOW_PEER

        def peer(build: Callable[[], Any], call: Call) -> Runner:
            return lambda: None, lambda _: call(build(), strengths)

        found: dict[str, Runner] = {
            "sna": (lambda: self.thing(record), lambda thing: compute_parts(name, thing, groups))
        }
        if name in IGRAPH:
            # Of the ways into igraph from arrays this one is the fastest.
            found["igraph"] = peer(lambda: igraph.Graph(self.n, pairs(ends), directed=directed), IGRAPH[name])
        if name in NETWORKX and not (large and (name in PATHS or name in IGRAPH)):
            kind = nx.DiGraph if directed else nx.Graph
            found["networkx"] = peer(lambda: kind(pairs(ends)), NETWORKX[name])
        if name in NETWORKIT and networkit is not None:
            coo = (ends[0].copy(), ends[1].copy())
            found["networkit"] = peer(lambda: networkit.GraphFromCoo(coo, n=self.n, directed=directed), NETWORKIT[name])
        return found

    def together(self) -> dict[str, float]:
        """Return the time of all default metrics of one network: computed as each alone is, and as a table."""
        names = [r.name for r in catalogue().values() if is_default(r)]

        def compute(network: Network) -> None:
            for name in names:
                compute_parts(name, network, None)

        def make() -> Network:
            return self.network(directed=True)

        return race({"computed": (make, compute), "as a table of scores": (make, measure_network)})


def is_default(record: MetricRecord) -> bool:
    """Whether a metric is one of those that a directed network is measured by where none is named."""
    return record.default and record.of == "network" and record.layers != "undirected" and not record.groups


def row(record: MetricRecord, ours: float, peers: dict[str, float], *, aimed: bool) -> str:
    """Return one line: our time, the peers' times with the ratio to each, and a mark where the aim is missed."""
    beside = "".join(f"   {peer} {time * 1e3:9.3f} ms ({ours / time:5.2f} x)" for peer, time in peers.items())
    over = "   over" if aimed and peers and ours > AIM * min(peers.values()) else ""
    return f"  {record.name:32}{' ' if record.default else '*'} {ours * 1e3:10.3f} ms{beside}{over}"


def timed(n: int, m: int) -> None:
    """Print a line a metric, and the default metrics together."""
    work, slowest, beyond = Work(n, m), 0.0, []
    print(f"\n{n:,} organisations, {m:,} ties")
    in_r = times_in_r(n, work.ties)
    for record in catalogue().values():
        if n > record.up_to:
            beyond.append(record.name)
            continue
        peers = race(work.runners(record))
        ours = peers.pop("sna")
        if record.name in in_r:
            peers["R sna"] = in_r[record.name]
        if is_default(record):
            slowest = max(slowest, ours)
        print(row(record, ours, peers, aimed=n >= AIM_FROM), flush=True)
    for how, together in work.together().items():
        over = "   over" if n >= AIM_FROM and how == "computed" and together > AIM_TOGETHER * slowest else ""
        beside = f"{together * 1e3:10.3f} ms   {together / slowest:.2f} x the slowest{over}"
        print(f"  all default metrics together, {how:22}{beside}")
    print(f"  not meant for so many: {', '.join(beyond) or 'none'}")


def main() -> None:
    """Time everything at the sizes named, or all."""
    warnings.simplefilter("ignore", RuntimeWarning)  # igraph's, about a graph that is not strongly connected
    print(
        f"* only when named; over: more than {AIM} x the fastest peer, or {AIM_TOGETHER} x the slowest for all together"
    )
    for n in (12, 500):  # loads what small and large networks need
        measure_network(Work(n, 3 * n).network(directed=True))
    for n in [int(size) for size in sys.argv[1:]] or SIZES:
        timed(n, SIZES[n])


if __name__ == "__main__":
    main()
