"""How igraph, networkx and networkit compute what metrics compute: the calls that `metrics.py` times beside them.

A call takes the graph and the strengths of its ties, in the order they were added. Peers that compute something else,
however close, are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
from igraph import Graph

Call = Callable[[Any, list[float]], Any]


def plain(method: Callable[..., Any], **options: Any) -> Call:
    """Return a call that leaves strengths aside."""
    return lambda graph, _: method(graph, **options)


def lengths(strengths: list[float]) -> list[float]:
    """Return 1/strength of every tie."""
    return [1 / strength for strength in strengths]


def either_way(graph: Any) -> Any:
    """Return an igraph graph with direction left away."""
    return graph.as_undirected(mode="collapse") if graph.is_directed() else graph


IGRAPH: dict[str, Call] = {
    "authority": plain(Graph.authority_score, weights=None),
    "betweenness": plain(Graph.betweenness, weights=None),
    "closeness": plain(Graph.closeness, weights=None),
    "closeness_in": plain(Graph.closeness, mode="in", weights=None),
    "closeness_out": plain(Graph.closeness, mode="out", weights=None),
    "components": lambda graph, _: len(graph.connected_components(mode="weak")),
    "constraint": plain(Graph.constraint),
    "coreness": plain(Graph.coreness, mode="all"),
    "coreness_in": plain(Graph.coreness, mode="in"),
    "coreness_out": plain(Graph.coreness, mode="out"),
    "cut_organisations": lambda graph, _: either_way(graph).articulation_points(),
    "cut_ties": lambda graph, _: either_way(graph).bridges(),
    "degree": plain(Graph.degree),
    "density": plain(Graph.density),
    "diameter": plain(Graph.diameter, weights=None),
    "dyad_census": plain(Graph.dyad_census),
    "edge_reciprocity": plain(Graph.reciprocity),
    "eigenvector": plain(Graph.eigenvector_centrality, directed=True, weights=None),
    "harmonic_closeness": plain(Graph.harmonic_centrality, weights=None),
    "harmonic_closeness_in": plain(Graph.harmonic_centrality, mode="in", weights=None),
    "harmonic_closeness_out": plain(Graph.harmonic_centrality, mode="out", weights=None),
    "hub": plain(Graph.hub_score, weights=None),
    "in_degree": plain(Graph.indegree),
    "in_strength": lambda graph, strengths: graph.strength(mode="in", weights=strengths),
    "isolates": lambda graph, _: graph.degree().count(0),
    "local_clustering": lambda graph, _: either_way(graph).transitivity_local_undirected(),
    "mean_distance": plain(Graph.average_path_length, weights=None),
    "out_degree": plain(Graph.outdegree),
    "out_strength": lambda graph, strengths: graph.strength(mode="out", weights=strengths),
    "pagerank": plain(Graph.pagerank, weights=None),
    "strength": lambda graph, strengths: graph.strength(weights=strengths),
    "triad_census": plain(Graph.triad_census),
    "weighted_betweenness": lambda graph, strengths: graph.betweenness(weights=lengths(strengths)),
    "weighted_harmonic_closeness": lambda graph, strengths: graph.harmonic_centrality(weights=lengths(strengths)),
    "weighted_harmonic_closeness_in": lambda graph, strengths: graph.harmonic_centrality(
        mode="in", weights=lengths(strengths)
    ),
    "weighted_harmonic_closeness_out": lambda graph, strengths: graph.harmonic_centrality(
        mode="out", weights=lengths(strengths)
    ),
}
NETWORKX: dict[str, Call] = {
    "betweenness": plain(nx.betweenness_centrality, normalized=False),
    "constraint": plain(nx.constraint),
    "edge_reciprocity": plain(nx.overall_reciprocity),
    "effective_size": plain(nx.effective_size),
    "flow_hierarchy": plain(nx.flow_hierarchy),
    "global_reaching_centrality": plain(nx.global_reaching_centrality),
    "harmonic_closeness_in": plain(nx.harmonic_centrality),
    "in_degree": lambda graph, _: dict(graph.in_degree()),
    "pagerank": plain(nx.pagerank, tol=1e-10),
    "triad_census": plain(nx.triadic_census),
}


def ran(kind: str, *, either: bool = False, **options: Any) -> Call:
    """Return a call that runs a class of networkit, direction left away first if need be, and takes its scores."""

    def call(graph: Any, _: list[float]) -> Any:
        import networkit

        graph = networkit.graphtools.toUndirected(graph) if either and graph.isDirected() else graph
        for module in (networkit.centrality, networkit.components, networkit.distance):
            if hasattr(module, kind):
                return getattr(module, kind)(graph, **options).run()
        raise AttributeError(kind)

    return call


NETWORKIT: dict[str, Call] = {
    "betweenness": ran("Betweenness"),
    "components": ran("WeaklyConnectedComponents"),
    "harmonic_closeness_out": ran("HarmonicCloseness", normalized=False),
    "local_clustering": ran("LocalClusteringCoefficient", either=True),
    "pagerank": ran("PageRank", damp=0.85, tol=1e-12),
}
"""networkit's core numbers, eigenvector and closeness are left out: of directed ties they are not what ours are."""
