"""What is left when members go: against networkx, member by member, and against the metrics."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from sna.infer import Stream
from sna.infer.jackknife import share_of_pairs
from sna.infer.sign_test import sign_test
from sna.infer.withdrawal import Held, robustness
from sna.infer.worst_order import worst_order

GRAPHS = [nx.gnp_random_graph(n, p, seed=seed) for n, p, seed in ((7, 0.3, 1), (8, 0.25, 2), (9, 0.2, 3), (6, 0.6, 4))]


def held(graph: nx.Graph) -> Held:
    return Held.of(nx.to_numpy_array(graph, nodelist=sorted(graph)) > 0)


def reach(graph: nx.Graph) -> set[frozenset[int]]:
    return {frozenset(pair) for part in nx.connected_components(graph) for pair in itertools.combinations(part, 2)}


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_losses_are_those_of_taking_members_out(graph: nx.Graph, size: int) -> None:
    for gone in itertools.combinations(sorted(graph), size):
        left = graph.subgraph(set(graph) - set(gone))
        loss = held(graph).without(gone)
        assert loss.ties == graph.number_of_edges() - left.number_of_edges()
        assert loss.parts == nx.number_connected_components(left) - nx.number_connected_components(graph)
        assert loss.isolated == sum(left.degree(v) == 0 and graph.degree(v) > 0 for v in left)
        before = {pair for pair in reach(graph) if not pair & set(gone)}
        assert loss.pairs == len(before - reach(left))


@pytest.mark.parametrize("graph", GRAPHS)
def test_pairs_held_twice_survive_every_single_loss(graph: nx.Graph) -> None:
    kept = reach(graph)
    for gone in graph:
        left = reach(graph.subgraph(set(graph) - {gone}))
        kept = {pair for pair in kept if gone in pair or pair in left}
    assert held(graph).doubly_reached() == (len(kept), len(reach(graph)))


@pytest.mark.parametrize("graph", GRAPHS)
def test_curves_follow_the_largest_component(graph: nx.Graph) -> None:
    generator = np.random.default_rng(5)
    for _ in range(20):
        order = generator.permutation(len(graph)).tolist()
        sizes = [
            max((len(part) for part in nx.connected_components(graph.subgraph(order[k:]))), default=0)
            for k in range(len(graph) + 1)
        ]
        assert held(graph).curve(order) == pytest.approx(np.array(sizes) / len(graph))
        assert held(graph).curve(order[:3]) == pytest.approx(np.array(sizes[:4]) / len(graph))
        assert robustness(held(graph).curve(order)) == pytest.approx(sum(sizes[1:]) / len(graph) ** 2)


@pytest.mark.parametrize("graph", [*GRAPHS[:1], GRAPHS[3], nx.star_graph(5), nx.path_graph(6), nx.cycle_graph(6)])
def test_the_worst_order_found_is_the_worst_there_is_on_small_networks(graph: nx.Graph) -> None:
    network = held(graph)
    least = min(robustness(network.curve(order)) for order in itertools.permutations(range(len(graph))))
    order, _ = worst_order(network)
    assert sorted(order) == list(range(len(graph)))
    assert robustness(network.curve(order)) == pytest.approx(least)
    for count in range(len(graph) + 1):
        sets = itertools.combinations(range(len(graph)), count)
        assert network.worst_of(count) == pytest.approx(min(network.curve(one)[-1] for one in sets))


def test_losing_an_isolate_loses_nothing_and_a_complete_network_stays_whole() -> None:
    graph = nx.complete_graph(6)
    graph.add_node(6)
    alone = held(graph).without([6])
    assert (alone.ties, alone.isolated, alone.pairs) == (0, 0, 0)
    complete = held(nx.complete_graph(6))
    assert all(complete.without([member]).pairs == 0 for member in range(6))
    assert complete.doubly_reached() == (15, 15)
    assert robustness(complete.curve(worst_order(complete)[0])) == pytest.approx(5 / 12)
    curves = complete.random_orders(20, Stream(3))
    assert (curves == curves[0]).all()


@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_smallest_networks(n: int) -> None:
    network = held(nx.complete_graph(n))
    assert worst_order(network)[0] == list(range(n))
    assert network.curve(list(range(n))).tolist() == [k / max(n, 1) for k in range(n, -1, -1)]
    assert network.doubly_reached() == (n // 2, n // 2)
    assert network.random_orders(3, Stream(0)).shape == (3, n + 1)
    assert all(network.without([member]).pairs == 0 for member in range(n))


def test_large_networks_are_withdrawn_by_ties() -> None:
    star = held(nx.star_graph(79))
    order, how = worst_order(star)
    assert order[0] == 0
    assert how == "greedy: most ties left"


@pytest.mark.parametrize(("more", "less"), [(7, 0), (5, 2), (3, 3), (16, 1), (4, 9)])
def test_sign_test_is_the_binomial_one(more: int, less: int) -> None:
    n = more + less
    chances = [math.comb(n, k) / 2**n for k in range(n + 1)]
    further = sum(chance for k, chance in enumerate(chances) if abs(k - n / 2) >= abs(more - n / 2))
    beyond = sum(chance for k, chance in enumerate(chances) if abs(k - n / 2) > abs(more - n / 2))
    test = sign_test(more, less)
    assert test.p == pytest.approx(further)
    assert test.p_mid == pytest.approx((further + beyond) / 2)
    assert test.p_min == pytest.approx(min(1.0, 2 / 2**n))


def test_jackknife_leaves_out_one_organisation_at_a_time() -> None:
    generator = np.random.default_rng(2)
    among, counted = (np.triu(generator.random((9, 9)) < p, 1) for p in (0.7, 0.5))
    among, counted = among | among.T, counted | counted.T
    share, low, high = share_of_pairs(counted & among, among)
    pairs = [(a, b) for a, b in itertools.combinations(range(9), 2) if among[a, b]]
    assert share == pytest.approx(np.mean([counted[pair] for pair in pairs]))
    without = np.array([np.mean([counted[pair] for pair in pairs if out not in pair]) for out in range(9)])
    error = math.sqrt(8 / 9 * ((without - without.mean()) ** 2).sum())
    t = 2.306004135  # 97.5 % of Student's t with 8 degrees of freedom, as tabulated
    assert (low, high) == pytest.approx((max(0, share - t * error), min(1, share + t * error)))
