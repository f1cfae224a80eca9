"""Krackhardt's dimensions, agony, linearity, core and periphery: R sna, numpy written elsewhere, closed forms."""

from __future__ import annotations

import itertools
import statistics
from functools import cache
from typing import Any

import networkx as nx
import numpy as np
from metric_references import graph, load, toy
from oracle_checks import Check, stored

from sna.engines import as_networkx

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
DISCRETE: dict[str, Any] = {"model": "core=1 periphery=0, off-diagonal blocks ignored", "exhaustive": True}
FUNNEL = next(record for record in load("toy") if record["metric"] == "lubness")


def without_pucci() -> Any:
    return graph(MARRIAGE).subset(frozenset(graph(MARRIAGE).roster.ids) - {"Pucci"})


def members(name: str) -> Any:
    """Return a ``take`` that gives 1 to the core and 0 to the others."""
    return lambda core: {organisation: float(organisation in core) for organisation in graph(name).roster.ids}


def every_way(name: str) -> float:
    """Return Landau's h averaged over every way the pairs of a toy without a tie may stand."""
    network, _ = toy(name)
    ties = set(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    pairs = list(itertools.combinations(range(network.n), 2))
    unknown = [(i, j) for i, j in pairs if not {(i, j), (j, i)} & ties]
    middle = (network.n - 1) / 2
    found = []
    for ways in itertools.product((0.0, 1.0), repeat=len(unknown)):
        above = np.zeros(network.n)
        for i, j in pairs:
            first = dict(zip(unknown, ways, strict=True)).get((i, j), (1 + ((i, j) in ties) - ((j, i) in ties)) / 2)
            above[i] += first
            above[j] += 1 - first
        found.append(12 * ((above - middle) ** 2).sum() / (network.n**3 - network.n))
    return statistics.fmean(found)


def circulation(name: str) -> float:
    """Return the most ties that cycles without common ties can hold: the dual of agony, as a flow of least cost."""
    network = graph(name)
    drawn = nx.DiGraph()
    ends = zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True)
    drawn.add_edges_from(ends, capacity=1, weight=-1)
    return -float(nx.network_simplex(drawn)[0])


@cache
def neatest(name: str) -> dict[str, Any]:
    """Return size, exceptions and members of the cores with fewest exceptions, by trying every core of one or more."""
    ties = nx.to_numpy_array(as_networkx(graph(name)), nodelist=graph(name).roster.ids, weight=None)
    n = len(ties)
    cores = (np.arange(1, 2**n)[:, None] >> np.arange(n) & 1).astype(np.float64)
    rest = 1 - cores
    size = cores.sum(axis=1)
    within = ((cores @ ties) * cores).sum(axis=1) / 2
    exceptions = size * (size - 1) / 2 - within + ((rest @ ties) * rest).sum(axis=1) / 2
    best = exceptions == exceptions.min()
    share = cores[best].mean(axis=0)
    return {
        "smallest": size[best].min(),
        "largest": size[best].max(),
        "exceptions": exceptions.min(),
        "members": np.where((share == 0) | (share == 1), share, np.nan),
    }


EVERY_CORE = "every core tried, numpy"
FLOW = f"networkx {nx.__version__}, largest circulation (dual)"
CHECKS = [
    *(
        stored(
            "krackhardt_efficiency", n, f"{n}.py", "gtd", "efficiency_undirected", parameters={"direction": "as given"}
        )
        for n in (KNOKE, ADVICE, FRIENDS)
    ),
    *(
        stored("krackhardt_efficiency_arcs", n, f"{n}.sna", "krackhardt_gtd", "efficiency")
        for n in (KNOKE, ADVICE, FRIENDS)
    ),
    stored("krackhardt_lubness", REPORTS, f"{REPORTS}.py", "gtd", "lubness"),
    stored(
        "krackhardt_lubness",
        FRIENDS,
        f"{FRIENDS}.py",
        "gtd_reversed",
        "lubness",
        thing=lambda: graph(FRIENDS, depends="sender"),
    ),
    stored(
        "krackhardt_lubness",
        REPORTS,
        f"{REPORTS}.py",
        "gtd_reversed",
        "lubness",
        thing=lambda: graph(REPORTS, depends="sender"),
    ),
    Check(
        "krackhardt_lubness",
        "toy:funnel",
        lambda: toy("funnel")[0],
        lambda: FUNNEL["values"]["lubness"],
        FUNNEL["source"],
    ),
    *(stored("agony", n, f"{n}.py", "agony", "agony") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(stored("agony_hierarchy", n, f"{n}.py", "agony", "hierarchy") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(Check("agony", n, lambda n=n: graph(n), lambda n=n: circulation(n), FLOW) for n in (KNOKE, ADVICE, FRIENDS)),
    *(stored("landau_h", n, f"{n}.py", "landau_david", "landau_h") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(
        Check(
            "landau_h_improved",
            f"toy:{name}",
            lambda name=name: toy(name)[0],
            lambda name=name: every_way(name),
            "mean over every way that unknown pairs may stand",
        )
        for name in ("dag_chain4", "cycle5", "out_star5", "mutual_pair", "chain4_plus_back")
    ),
    stored("core_periphery_discrete", KNOKE, "core_periphery", "core_periphery_BE_discrete", "r", parameters=DISCRETE),
    stored(
        "core_periphery_discrete",
        f"{MARRIAGE}_without_Pucci",
        "core_periphery",
        "core_periphery_BE_discrete",
        "r",
        thing=without_pucci,
    ),
    *(
        stored(f"core_periphery_lip.{part}", n, f"{n}.py", "core_periphery_lip", key, take=take)
        for n in (KARATE, LESMIS, BUSINESS, MARRIAGE)
        for part, key, take in (("exceptions", "Z", None), ("smallest", "core", len))
    ),
    *(
        Check(
            f"core_periphery_lip.{part}",
            n,
            lambda n=n: graph(n),
            lambda n=n, part=part: neatest(n)[part],
            EVERY_CORE,
        )
        for n in (MARRIAGE, BUSINESS)
        for part in ("smallest", "largest", "exceptions")
    ),
    *(
        stored("core_continuous", n, "core_periphery", "core_periphery_minres", "coreness", tolerance=1e-11)
        for n in (KARATE, MARRIAGE)
    ),
    *(
        stored("core_periphery_continuous", n, "core_periphery", "core_periphery_minres", "fit_r", tolerance=1e-11)
        for n in (KARATE, MARRIAGE)
    ),
]
CHECKS += [
    stored(
        "core_discrete",
        KNOKE,
        "core_periphery",
        "core_periphery_BE_discrete",
        "core",
        parameters=DISCRETE,
        take=members(KNOKE),
    ),
    *(
        Check("core_lip", n, lambda n=n: graph(n), lambda n=n: neatest(n)["members"], EVERY_CORE)
        for n in (MARRIAGE, BUSINESS)
    ),
]
BINARY = "who is in the core is 1 or 0 by definition; it is held against the members of a reference"
EXCUSED = {"core_discrete": BINARY, "core_lip": BINARY}
