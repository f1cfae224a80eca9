"""Guards that every metric agrees with another program or a closed form, on at least one value that is not 0 or 1."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
import pytest
from metric_references import attendance, graph, load, stored, toy

from sna.engines import as_networkx
from sna.metrics import catalogue, compute
from sna.model import Affiliation, Network, Ties

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
SNA = {name: f"{name}.sna" for name in (KNOKE, ADVICE, FRIENDS, REPORTS, KARATE, LESMIS)}
SNA |= {MARRIAGE: "florentine.sna", BUSINESS: "florentine.sna"}
PRINTED = 6e-12
"""References are printed with 12 or 13 significant digits."""


def unit_length(values: dict[str, float]) -> dict[str, float]:
    """Scale to sum of squares 1; R igraph scales to a largest value of 1."""
    norm = float(np.linalg.norm(list(values.values())))
    return {name: value / norm for name, value in values.items()}


@dataclass(frozen=True)
class Stored:
    """One metric on one reference graph, and where its stored value is."""

    metric: str
    on: str
    file: str
    key: str
    part: str = ""
    parameters: dict[str, object] = field(default_factory=dict)
    scale: Callable[[Any], Any] | None = None
    tolerance: float = PRINTED

    def __str__(self) -> str:
        return f"{self.metric}-{self.on}-{self.file}"

    def expected(self) -> tuple[Any, str]:
        value, source = stored(self.file, self.on, self.key, self.part, **self.parameters)
        return (self.scale(value) if self.scale else value), source


def both(metric: str, key: str, part: str = "", graphs: tuple[str, ...] = (KNOKE, ADVICE, FRIENDS)) -> list[Stored]:
    """Return checks against R sna on several graphs."""
    return [Stored(metric, name, SNA[name], key, part) for name in graphs]


UNDIRECTED = (MARRIAGE, BUSINESS, KARATE, LESMIS)
CENTRALISATION = "centralization"
STORED = [
    *(Stored("in_degree", n, SNA[n], "degree", "", {"cmode": "indegree"}) for n in (KNOKE, ADVICE, REPORTS)),
    *(Stored("out_degree", n, SNA[n], "degree", "", {"cmode": "outdegree"}) for n in (KNOKE, ADVICE, REPORTS)),
    *both("degree", "degree", graphs=UNDIRECTED),
    *(Stored("strength", n, f"{n}.py", "strength") for n in (KARATE, LESMIS)),
    *both("betweenness", "betweenness", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS, *UNDIRECTED)),
    *(Stored("betweenness", n, f"{n}.py", "betweenness") for n in (KNOKE, ADVICE, MARRIAGE, LESMIS)),
    *both("harmonic_closeness_in", "harmonic_in", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("harmonic_closeness_out", "harmonic_out", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("harmonic_closeness", "harmonic", graphs=UNDIRECTED),
    Stored("harmonic_closeness", MARRIAGE, "r_igraph", "harmonic_out"),
    *(Stored("eigenvector", n, f"{n}.py", "eigenvector_in") for n in (KNOKE, ADVICE)),
    *(Stored("eigenvector", n, f"{n}.py", "eigenvector") for n in (KARATE, LESMIS)),
    *(
        Stored("eigenvector", n, "r_igraph", "eigen_centrality", scale=unit_length, tolerance=1e-9)
        for n in (KNOKE, ADVICE, KARATE)
    ),
    Stored("eigenvector", KNOKE, SNA[KNOKE], "prestige", "", {"cmode": "eigenvector"}, tolerance=1e-8),
    *(Stored("pagerank", n, "r_igraph", "page_rank") for n in (KNOKE, ADVICE, REPORTS, MARRIAGE, KARATE)),
    *(Stored("constraint", n, "r_igraph", "constraint") for n in (KNOKE, ADVICE, REPORTS, MARRIAGE, KARATE)),
    *(
        Stored("constraint", n, f"{n}.py", "constraint", "", {"fun": "nx.constraint"})
        for n in (KNOKE, ADVICE, FRIENDS, MARRIAGE, KARATE, LESMIS)
    ),
    *both("density", "density", graphs=(KNOKE, ADVICE, FRIENDS, REPORTS, *UNDIRECTED)),
    *both("edge_reciprocity", "reciprocity", "edgewise"),
    *(Stored("edge_reciprocity", n, f"{n}.py", "reciprocity_edge") for n in (KNOKE, ADVICE, FRIENDS)),
    *both("transitivity", "transitivity", "weak"),
    *both("transitivity", "transitivity", graphs=UNDIRECTED),
    *both("in_degree_centralisation", CENTRALISATION, "indegree", (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("out_degree_centralisation", CENTRALISATION, "outdegree", (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *both("degree_centralisation", CENTRALISATION, "degree", UNDIRECTED),
    *both("betweenness_centralisation", CENTRALISATION, "betweenness", (KNOKE, ADVICE, FRIENDS, *UNDIRECTED)),
    *both("krackhardt_connectedness", "krackhardt_gtd", "connectedness", (KNOKE, REPORTS)),
    *both("krackhardt_hierarchy", "krackhardt_gtd", "hierarchy", (KNOKE, FRIENDS, REPORTS)),
    *(Stored("flow_hierarchy", n, f"{n}.py", "flow_hierarchy") for n in (KNOKE, FRIENDS, REPORTS)),
    *(Stored("global_reaching_centrality", n, f"{n}.py", "grc") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(Stored("trophic_incoherence", n, f"{n}.py", "trophic", "F0") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    Stored("two_mode_degree", "davis_southern_women", "published_ucinet", "two_mode_degree", tolerance=6e-4),
    Stored("two_mode_degree", "davis_southern_women", "two_mode", "two_mode_degree_centrality"),
    Stored("two_mode_degree", "ucinet_g9_small2", "two_mode", "two_mode_degree_centrality"),
]


def subject(name: str) -> Network | Affiliation:
    return attendance(name) if name in ("davis_southern_women", "ucinet_g9_small2") else graph(name)


@pytest.mark.parametrize("check", STORED, ids=str)
def test_agrees_with_stored_value(check: Stored) -> None:
    thing = subject(check.on)
    expected, source = check.expected()
    assert source
    actual = compute(check.metric, thing)
    if isinstance(actual, float):
        assert actual == pytest.approx(expected, rel=check.tolerance, abs=check.tolerance)
        return
    ids = (thing.rows if isinstance(thing, Affiliation) else thing.roster).ids
    expected = expected.get("rows", expected)
    wanted = [np.nan if expected[name] is None else expected[name] for name in ids]
    assert np.allclose(actual, wanted, rtol=check.tolerance, atol=check.tolerance, equal_nan=True)


TOYS = ("dag_chain4", "cycle3", "cycle5", "ffl", "out_star5", "binary_outtree7", "mutual_pair", "chain4_plus_back")


@pytest.mark.parametrize("name", TOYS)
def test_hierarchy_of_toys(name: str) -> None:
    network, expected = toy(name)
    assert compute("trophic_incoherence", network) == pytest.approx(expected["F0"], abs=1e-12)
    assert compute("flow_hierarchy", network) == pytest.approx(expected["flow_hierarchy"], abs=1e-12)
    assert compute("global_reaching_centrality", network) == pytest.approx(expected["grc"], abs=1e-11)
    assert compute("krackhardt_hierarchy", network) == pytest.approx(expected["gtd"]["hierarchy"], abs=1e-12)
    assert compute("krackhardt_connectedness", network) == pytest.approx(expected["gtd"]["connectedness"], abs=1e-12)


def test_constraint_of_toys() -> None:
    compared = 0
    for record in load("toy"):
        if record["metric"] != "burt_compare":
            continue
        places = sorted(record["values"]["whole"], key=int)
        shape = record["graph"].removeprefix("toy:")
        drawn: nx.Graph = {
            "path3": nx.path_graph(3),
            "triangle": nx.complete_graph(3),
            "star5": nx.star_graph(4),
            "path5": nx.path_graph(5),
            "cycle5": nx.cycle_graph(5),
        }[shape]
        network = from_networkx(drawn)
        expected = [record["values"]["whole"][place] for place in places]
        assert np.allclose(compute("constraint", network), expected, atol=1e-12)
        compared += 1
    assert compared == 5


def from_networkx(drawn: Any) -> Network:
    from sna.model import Layer, Roster

    ids = [f"{node:03d}" for node in sorted(drawn)]
    directed = drawn.is_directed()
    ties = Ties.of(
        [(int(a), int(b), float(w.get("strength", 1))) for a, b, w in drawn.edges(data=True)], directed=directed
    )
    return Network(Roster.of(ids), Layer("drawn", directed=directed), ties)


def weighted_directed() -> Network:
    """Return a directed graph with strengths: Zachary's karate ties read as sent by the smaller id."""
    network = graph(KARATE)
    drawn = nx.DiGraph()
    drawn.add_nodes_from(range(network.n))
    for sender, receiver, weight in zip(network.ties.sender, network.ties.receiver, network.ties.weight, strict=True):
        drawn.add_edge(int(sender), int(receiver), strength=float(weight))
    return from_networkx(drawn)


def by_networkx() -> dict[str, tuple[Network, Any]]:
    """Return metrics that no stored reference covers with a telling value: the network, and networkx's answer."""
    sent = weighted_directed()
    sent_graph: Any = as_networkx(sent)
    isolate = graph(MARRIAGE)
    isolate_graph: Any = as_networkx(isolate)
    joined = [nx.has_path(isolate_graph, a, b) for a, b in itertools.combinations(isolate.roster.ids, 2)]
    return {
        "in_strength": (sent, [sent_graph.in_degree(i, weight="strength") for i in sent.roster.ids]),
        "out_strength": (sent, [sent_graph.out_degree(i, weight="strength") for i in sent.roster.ids]),
        "components": (isolate, nx.number_connected_components(isolate_graph)),
        "krackhardt_connectedness": (isolate, sum(joined) / len(joined)),
    }


@pytest.mark.parametrize("metric", ["in_strength", "out_strength", "components", "krackhardt_connectedness"])
def test_agrees_with_networkx(metric: str) -> None:
    network, expected = by_networkx()[metric]
    assert np.allclose(compute(metric, network), expected, atol=1e-12)


def checked() -> dict[str, list[str]]:
    """Return metric → oracles that give at least one value other than 0, 1 or undefined."""
    found: dict[str, list[str]] = {name: [] for name in catalogue()}
    for check in STORED:
        value, source = check.expected()
        if telling(value):
            found[check.metric].append(f"{source} on {check.on}")
    for metric, (network, value) in by_networkx().items():
        if telling(value):
            found[metric].append(f"networkx {nx.__version__} on {network.layer.name}")
    return found


def telling(value: Any) -> bool:
    numbers = value.values() if isinstance(value, dict) else np.atleast_1d(value)
    flat = [n for v in numbers for n in (v.values() if isinstance(v, dict) else [v])]
    return any(n is not None and np.isfinite(n) and n not in (0, 1) for n in flat)


CHECKED = checked()


@pytest.mark.parametrize("metric", CHECKED, ids=[f"{name} against {CHECKED[name][:1]}" for name in CHECKED])
def test_every_metric_has_a_telling_oracle(metric: str, record_property: Callable[[str, object], None]) -> None:
    record_property("oracles", "; ".join(dict.fromkeys(CHECKED[metric])))
    assert CHECKED[metric]


@pytest.mark.parametrize(
    ("metric", "on", "printed"),
    [
        ("out_degree_centralisation", KNOKE, 0.3827),
        ("in_degree_centralisation", KNOKE, 0.5062),
        ("betweenness_centralisation", KNOKE, 0.2011),
        ("density", KNOKE, 0.5444),
        ("edge_reciprocity", KNOKE, 0.694),
        ("transitivity", KNOKE, 0.6728),
        ("in_degree_centralisation", ADVICE, 0.47),
    ],
)
def test_numbers_a_reader_knows(metric: str, on: str, printed: float) -> None:
    decimals = len(f"{printed}".split(".")[1])
    assert compute(metric, graph(on)) == pytest.approx(printed, abs=0.51 * 10**-decimals)


def test_top_of_knoke_by_ties_received() -> None:
    network = graph(KNOKE)
    assert network.roster.ids[int(np.argmax(compute("eigenvector", network)))] == "NEWS"


def test_medici_stand_between() -> None:
    network = graph(MARRIAGE)
    assert compute("betweenness", network)[network.roster.position["Medici"]] == pytest.approx(47.5)


def test_reaching_is_taken_from_authority_down() -> None:
    recorded = graph(REPORTS)
    upside_down = graph(REPORTS, depends="sender")
    assert compute("global_reaching_centrality", recorded) == pytest.approx(0.015)
    expected = nx.global_reaching_centrality(as_networkx(recorded).reverse(), weight=None)
    assert compute("global_reaching_centrality", upside_down) == pytest.approx(expected)
    assert compute("global_reaching_centrality", upside_down.reversed()) == pytest.approx(expected)
    assert expected > 0.9
    assert compute("global_reaching_centrality", graph(REPORTS, depends="receiver")) == pytest.approx(0.015)


def test_incoherence_is_twice_the_spring_energy_per_tie() -> None:
    """MacKay et al. and De Bacco et al. minimise the same energy: 2H/m = F0 at SpringRank's alpha = 0."""
    network = graph(KNOKE)
    ties: Any = nx.to_numpy_array(as_networkx(network), nodelist=network.roster.ids, weight=None)
    out, received = ties.sum(1), ties.sum(0)
    rank = np.linalg.pinv(np.diag(out + received) - ties - ties.T) @ (out - received)
    energy = (ties * (rank[:, None] - rank[None, :] - 1) ** 2).sum() / 2
    assert compute("trophic_incoherence", network) == pytest.approx(2 * energy / network.m, abs=1e-12)
