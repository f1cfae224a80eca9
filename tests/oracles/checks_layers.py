"""Metrics of several layers: numpy written elsewhere, networkx, sets."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
from metric_references import graph
from oracle_checks import Check, stored

from sna.engines import as_networkx
from sna.model import Multiplex

BOTH = ("florentine_marriage", "florentine_business")
THREE = ("krackhardt_advice", "krackhardt_friendship", "krackhardt_reportsto")
NETWORKX = f"networkx {nx.__version__}"


def florentine() -> Multiplex:
    return Multiplex({name: graph(name) for name in BOTH})


def managers() -> Multiplex:
    return Multiplex({name: graph(name) for name in THREE})


def drawn(names: tuple[str, ...]) -> list[Any]:
    """Return the layers as networkx graphs, direction left away."""
    return [as_networkx(graph(name)).to_undirected() for name in names]


def overlaps(names: tuple[str, ...]) -> dict[str, float]:
    ties = [set(as_networkx(graph(name)).edges) for name in names]
    pairs = [len(a & b) / len(a | b) for a, b in itertools.combinations(ties, 2)]
    return {"pairwise": float(np.mean(pairs)), "all": len(set.intersection(*ties)) / len(set.union(*ties))}


def partners(names: tuple[str, ...], wanted: set[int]) -> dict[str, int]:
    """Count the partners of each organisation that so many layers connect."""
    layers = drawn(names)
    return {
        node: sum(sum(layer.has_edge(node, other) for layer in layers) in wanted for other in layers[0])
        for node in layers[0]
    }


def degrees(names: tuple[str, ...]) -> list[list[int]]:
    layers = drawn(names)
    return [[layer.degree(node) for node in sorted(layer)] for layer in layers]


def correlations(names: tuple[str, ...]) -> float:
    table = np.corrcoef(degrees(names))
    return float(np.mean(table[np.triu_indices(len(table), 1)]))


def entropy(layer: Any) -> float:
    spectrum = nx.laplacian_spectrum(layer, weight="times")
    shares = [value / spectrum.sum() for value in spectrum if value > 1e-9]
    return -sum(share * float(np.log2(share)) for share in shares)


def quality(names: tuple[str, ...]) -> float:
    layers = drawn(names)
    added = nx.Graph()
    added.add_nodes_from(layers[0])
    for layer in layers:
        for pair in layer.edges:
            added.add_edge(*pair, times=added.get_edge_data(*pair, {"times": 0})["times"] + 1)
    return 1 - float(np.mean([entropy(layer) for layer in layers])) / entropy(added)


CHECKS = [
    *(
        stored(
            f"layer_overlap.{part}",
            "florentine_marriage~business",
            "comparison_inference",
            "layer_comparison",
            "jaccard",
            thing=florentine,
        )
        for part in ("pairwise", "all")
    ),
    *(
        Check(
            f"layer_overlap.{part}", "Krackhardt's managers", managers, lambda part=part: overlaps(THREE)[part], "sets"
        )
        for part in ("pairwise", "all")
    ),
    *(
        Check(
            f"multidegree.{part}",
            "Krackhardt's managers",
            managers,
            lambda wanted=wanted: partners(THREE, wanted),
            NETWORKX,
        )
        for part, wanted in (("one", {1}), ("some", {2}), ("all", {3}))
    ),
    *(
        Check("overlapping_degree", on, thing, lambda names=names: np.sum(degrees(names), axis=0), NETWORKX)
        for on, thing, names in (
            ("florentine multiplex", florentine, BOTH),
            ("Krackhardt's managers", managers, THREE),
        )
    ),
    *(
        Check("layer_degree_correlation", on, thing, lambda names=names: correlations(names), f"numpy {np.__version__}")
        for on, thing, names in (
            ("florentine multiplex", florentine, BOTH),
            ("Krackhardt's managers", managers, THREE),
        )
    ),
    stored(
        "reducibility",
        "florentine multiplex",
        "comparison_inference",
        "de_domenico_reducibility",
        "q",
        thing=florentine,
    ),
    Check("reducibility", "Krackhardt's managers", managers, lambda: quality(THREE), NETWORKX, 1e-9),
]
