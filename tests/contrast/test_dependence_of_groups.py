"""Guards routes through another group and strongest partners: networkx, brute force, directions, undefined values."""

import dataclasses
import itertools
import math

import networkx as nx
import numpy as np
import pytest

from sna.contrast import asymmetry, dependence
from sna.infer import ShortestRoutes, Stream, one_hot
from sna.model import Layer, Network

MEMBERS, LABELS = "ABCDEFGH", list("xxxyyyyy")
TIES = ["AB", "BC", "CD", "DE", "EF", "FA", "GB", "BH", "HD", "DB", "EG", "GA", "CE"]


def rows_of(network, make_study, groups, quantity: str, **how):
    metric = "in_degree" if network.directed else "degree"
    table = asymmetry(make_study([network], groups), metrics=metric, **how).table
    return table[table["quantity"] == quantity].set_index(["group", "other"])


def as_graph(ties, members, *, directed: bool):
    graph = (nx.DiGraph if directed else nx.Graph)()
    graph.add_nodes_from(members)
    graph.add_edges_from((tie[0], tie[1]) for tie in ties)
    return graph


def through(graph, group, of: str, other: str) -> float:
    """Return the share of shortest routes within a group on which the other stands, route by route."""
    shares = []
    for s, t in itertools.permutations([who for who in group if group[who] == of], 2):
        if nx.has_path(graph, s, t):
            routes = list(nx.all_shortest_paths(graph, s, t))
            shares.append(sum(any(group[who] == other for who in route[1:-1]) for route in routes) / len(routes))
    return sum(shares) / len(shares) if shares else math.nan


@pytest.mark.parametrize("directed", [True, False])
def test_share_expectation_and_p_equal_brute_force(make_network, make_study, over_all_deals, directed: bool) -> None:
    network = make_network(dict(zip(MEMBERS, LABELS, strict=True)), TIES if directed else TIES[:9], directed=directed)
    graph = as_graph(TIES if directed else TIES[:9], MEMBERS, directed=directed)
    for of, other in (("x", "y"), ("y", "x")):
        known = over_all_deals(
            LABELS, lambda deal, a=of, b=other: through(graph, dict(zip(MEMBERS, deal, strict=True)), a, b)
        )
        row = rows_of(network, make_study, ["x", "y"], "routes_through").loc[of, other]
        assert row["value"] == pytest.approx(known["value"])
        assert row["p_min"] == pytest.approx(known["p_min"])
        if known["p_min"] <= 0.05:
            assert (row["p"], row["p_mid"]) == pytest.approx((known["p"], known["p_mid"]))
        expected = rows_of(network, make_study, ["x", "y"], "routes_through_expected").loc[of, other]
        assert expected["value"] == pytest.approx(known["expected"])


def test_random_networks_agree_with_networkx() -> None:
    for seed in range(12):
        drawn = Stream(seed, ("ties",)).generator()
        n = 9
        ties = (drawn.random((n, n)) < 0.22) & ~np.eye(n, dtype=bool)
        labels = drawn.integers(-1, 3, n).astype(np.int8)
        graph = nx.from_numpy_array(ties.astype(int), create_using=nx.DiGraph)
        found = ShortestRoutes.of(ties).share_through(one_hot(labels[None, :], 3))[0]
        for of, other in itertools.permutations(range(3), 2):
            known = through(graph, dict(enumerate(labels.tolist())), of, other)
            assert found[of, other] == pytest.approx(known, nan_ok=True)


@pytest.mark.parametrize("directed", [True, False])
def test_pairs_that_reach_each_other_without_a_group(make_network, make_study, directed: bool) -> None:
    groups = dict(zip(MEMBERS, ["x", "x", "y", "y", "y", "y", None, None], strict=True))
    ties = ["CA", "AD", "DG", "GE", "EF", "BF"]
    network = make_network(groups, ties, directed=directed)
    graph = as_graph(ties, MEMBERS, directed=directed)
    quantities = ("pairs_reaching", "pairs_reaching_without")
    found = {quantity: rows_of(network, make_study, ["x", "y"], quantity).loc["y", "x"] for quantity in quantities}
    pairs = list((itertools.permutations if directed else itertools.combinations)("CDEF", 2))
    assert found["pairs_reaching"]["value"] == sum(nx.has_path(graph, s, t) for s, t in pairs)
    graph.remove_nodes_from("AB")
    assert found["pairs_reaching_without"]["value"] == sum(nx.has_path(graph, s, t) for s, t in pairs)
    assert found["pairs_reaching"]["value"] > found["pairs_reaching_without"]["value"]
    assert found["pairs_reaching"]["note"] == ("of 12 ordered pairs" if directed else "of 6 pairs")


def test_everybody_through_the_hub_and_nobody_in_a_full_network(make_network, make_study) -> None:
    members = "ABCDEFGHIJ"
    groups = dict(zip(members, "xxyyyyyyyy", strict=True))
    star = make_network(groups, ["A" + other for other in members[1:]], directed=False)
    assert rows_of(star, make_study, ["x", "y"], "routes_through").loc[("y", "x"), "value"] == 1
    assert rows_of(star, make_study, ["x", "y"], "pairs_reaching_without").loc[("y", "x"), "value"] == 0
    full = make_network(groups, ["".join(p) for p in itertools.combinations(members, 2)], directed=False)
    assert rows_of(full, make_study, ["x", "y"], "routes_through").loc[("y", "x"), "value"] == 0


def test_undefined_without_routes(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCD", "xxyy", strict=True)), ["AC"])
    row = rows_of(network, make_study, ["x", "y"], "routes_through").loc["y", "x"]
    assert math.isnan(row["value"])
    assert row["note"] == "no two organisations in 'y' have a route"
    empty = rows_of(network, make_study, ["x", "z"], "routes_through").loc["x", "z"]
    assert empty["note"].startswith(("no organisation in 'z'", "fewer than two groups"))


def test_too_many_routes_get_their_share_and_no_p(advice, make_study, monkeypatch) -> None:
    usual = rows_of(advice, make_study, ["manager", "staff"], "routes_through")
    monkeypatch.setattr(dependence, "MOST_WORK", 10)
    found = rows_of(advice, make_study, ["manager", "staff"], "routes_through")
    assert found["value"].tolist() == usual["value"].tolist()
    assert found["p"].isna().all()
    assert found["note"].str.startswith("no p: too many routes").all()


WEIGHTED = [(tie[0], tie[1], int(tie[2])) for tie in ["AD3", "AB1", "BD2", "BA2", "CD5", "DE1", "ED4", "EF1"]]


def partners(network, make_study, groups=("x", "y")):
    return rows_of(network, make_study, list(groups), "strongest_partner").reset_index().set_index("organisation")


def strongest(make_network, labels="yyyxyx", depends=None) -> Network:
    network = make_network(dict(zip("ABCDEF", labels, strict=True)), WEIGHTED, counts="patients")
    layer = Layer("links", directed=True, counts="patients", depends=depends)
    return Network(network.roster, layer, network.ties)


def test_who_depends_on_whom(make_network, make_study) -> None:
    found = partners(strongest(make_network), make_study)
    assert found["value"].to_dict() == pytest.approx(
        {"A": 0.75, "B": 0.5, "C": 1, "D": 1, "E": 0.8, "F": math.nan}, nan_ok=True
    )
    assert found.loc["A", ["group", "other", "note"]].tolist() == ["y", "x", "strongest partner: D"]
    assert found.loc["B", ["other", "note"]].tolist() == ["", "2 partners equally strong: A, D"]
    assert found.loc["F", "note"] == "no ties by which it depends on another"


def test_the_end_that_depends_is_the_layers_to_say(make_network, make_study) -> None:
    found = partners(strongest(make_network, depends="receiver"), make_study)
    assert found.loc["D", "value"] == pytest.approx(5 / 14)
    assert found.loc["D", "note"] == "strongest partner: C"
    assert math.isnan(found.loc["C", "value"])


def test_how_often_the_strongest_partner_is_of_a_group(make_network, make_study, over_all_deals) -> None:
    first = {"A": "D", "B": "AD", "C": "D", "D": "E", "E": "D"}
    labels = list("yyyxyx")

    def share(deal, of: str, other: str) -> float:
        group = dict(zip("ABCDEF", deal, strict=True))
        depending = [who for who in first if group[who] == of]
        hits = sum(sum(group[p] == other for p in first[who]) / len(first[who]) for who in depending)
        return hits / len(depending) if depending else math.nan

    network = strongest(make_network)
    for of, other in itertools.product("xy", repeat=2):
        known = over_all_deals(labels, lambda deal, a=of, b=other: share(deal, a, b))
        row = rows_of(network, make_study, ["x", "y"], "strongest_partner_in").loc[of, other]
        assert (row["value"], row["p_min"]) == pytest.approx((known["value"], known["p_min"]))
        expected = rows_of(network, make_study, ["x", "y"], "strongest_partner_in_expected").loc[of, other]
        assert expected["value"] == pytest.approx(known["expected"])
    row = rows_of(network, make_study, ["x", "y"], "strongest_partner_in").loc["y", "x"]
    assert row["value"] == pytest.approx(3.5 / 4)
    assert row["note"].endswith("4 of 4 have a partner")


def test_names_change_nothing_but_the_names(make_network, make_study) -> None:
    one = strongest(make_network)
    names = dict(zip("ABCDEF", "UVWXYZ", strict=True))
    rows = [(names[a], names[b], w) for a, b, w in WEIGHTED]
    other = make_network(dict(zip("UVWXYZ", "yyyxyx", strict=True)), rows, counts="patients")
    for quantity in ("strongest_partner_in", "routes_through", "strongest_partner"):
        first, second = (rows_of(network, make_study, ["x", "y"], quantity) for network in (one, other))
        np.testing.assert_array_equal(first["value"].to_numpy(), second["value"].to_numpy())
        np.testing.assert_array_equal(first["p"].to_numpy(), second["p"].to_numpy())


def test_nobody_depends_on_anybody_without_ties(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCD", "xxyy", strict=True)), [])
    assert partners(network, make_study)["value"].isna().all()
    rows = rows_of(network, make_study, ["x", "y"], "strongest_partner_in")
    assert rows["note"].str.contains("depends on another").all()
    silent = dataclasses.replace(network, unobserved=frozenset({(0, 1)}))
    assert partners(silent, make_study)["value"].isna().all()
