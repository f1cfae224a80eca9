"""Faults of other programs that sna works around: when one fails, the fault is mended and the detour can go."""

import warnings

import igraph
import networkx as nx
import numpy as np
import pytest

from sna.engines import as_networkx
from sna.metrics import compute
from sna.metrics.sketch import sketch


def test_networkx_effective_size_of_all_nodes_is_not_that_of_each():
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 1), (1, 2, 5), (0, 2, 2)])
    together = nx.effective_size(graph, weight="weight")
    singly = nx.effective_size(graph, nodes=list(graph), weight="weight")
    assert singly[1] == pytest.approx(1.1)
    assert together[1] != pytest.approx(singly[1])


def test_networkx_weighted_betweenness_misses_ties_of_float_lengths():
    # 1/2.1 + 1/2.8 = 1/1.2 = 5/6: the way round by B is as long as the direct tie, but not to the last bit.
    graph = nx.DiGraph()
    for a, b, strength in (("A", "B", 2.1), ("B", "C", 2.8), ("A", "C", 1.2)):
        graph.add_edge(a, b, length=1 / strength)
    assert nx.betweenness_centrality(graph, weight="length", normalized=False)["B"] != 0.5
    assert compute("weighted_betweenness", sketch("A>B:2.1 B>C:2.8 A>C:1.2")).tolist() == [0.0, 0.5, 0.0]


def test_igraph_reads_an_edge_attribute_called_weight_without_being_asked():
    graph = igraph.Graph(n=3, edges=[(0, 1), (1, 2), (0, 2)], directed=False)
    plain = graph.constraint()
    graph.es["weight"] = [1.0, 5.0, 2.0]
    assert graph.constraint(weights="weight") != pytest.approx(plain)
    assert not np.allclose(
        graph.pagerank(weights="weight"), igraph.Graph(n=3, edges=[(0, 1), (1, 2), (0, 2)]).pagerank()
    )


def test_igraph_pagerank_does_not_take_weights_as_an_array():
    graph = igraph.Graph(n=2, edges=[(0, 1)])
    with pytest.raises(KeyError):
        graph.pagerank(weights=np.array([1.0]))


def test_igraph_closeness_of_two_pairs_is_one():
    pairs = igraph.Graph(n=4, edges=[(0, 1), (2, 3)])
    assert pairs.closeness() == [1.0] * 4
    assert nx.closeness_centrality(nx.Graph([(0, 1), (2, 3)]))[0] == pytest.approx(1 / 3)
    assert compute("closeness_wasserman_faust", sketch("A-B C-D")).tolist() == pytest.approx([1 / 3] * 4)


def test_igraph_adds_one_to_weighted_distances():
    graph = igraph.Graph(n=4, edges=[(0, 1), (1, 3), (0, 2), (2, 3)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        far, near = (graph.betweenness(weights=[unit, unit, unit, 1.5 * unit]) for unit in (1.0, 1e-11))
    assert far[1:3] == [1.0, 0.0]
    assert near != far
    strong = compute("weighted_betweenness", sketch("A-B:3e11 B-D:3e11 A-C:3e11 C-D:2e11"))
    assert strong.tolist() == far


def test_networkx_eigenvector_refuses_a_chain():
    with pytest.raises((nx.PowerIterationFailedConvergence, nx.AmbiguousSolution)):
        nx.eigenvector_centrality(as_networkx(sketch("A>B B>C")))


def test_networkx_global_closeness_of_a_digraph_is_of_distances_towards():
    graph = as_networkx(sketch("A>B B>C"))
    assert nx.closeness_centrality(graph)["A"] == 0
    assert nx.closeness_centrality(graph)["C"] > 0
