"""Guards the p beside each cell of mixing: brute force, correction, when there is none."""

import dataclasses
import itertools
import math

import numpy as np
import pytest

from sna.contrast import asymmetry

MEMBERS, LABELS = "ABCDEFGH", list("xxxyyyyy")
TIES = ["AB", "BC", "AC", "CA", "DE", "EF", "AD", "GH", "HG", "BD"]


def cells(study, quantity: str = "mixing", **how):
    network = study.network("links")
    table = asymmetry(study, metrics="in_degree" if network.directed else "degree", **how).table
    return table[table["quantity"] == quantity].set_index(["metric", "group", "other"])


@pytest.fixture(params=[True, False], ids=["directed", "undirected"])
def directed(request) -> bool:
    return request.param


def ties_for(directed: bool) -> list[str]:
    return TIES if directed else [tie for tie in TIES if tie not in ("CA", "HG")]


def test_p_of_every_cell_equals_brute_force(make_network, make_study, over_all_deals, directed: bool) -> None:
    ties = ties_for(directed)
    study = make_study([make_network(dict(zip(MEMBERS, LABELS, strict=True)), ties, directed=directed)], ["x", "y"])
    found, tested = cells(study), 0
    for cell in itertools.product("xy", repeat=2):

        def count(deal, cell=cell) -> float:
            group = dict(zip(MEMBERS, deal, strict=True))
            ends = [(group[a], group[b]) for a, b in ties]
            return sum(end == cell or (not directed and end[::-1] == cell) for end in ends)

        known = over_all_deals(LABELS, count)
        row = found.loc[("ties", *cell)]
        assert (row["value"], row["p_min"]) == pytest.approx((known["value"], known["p_min"]))
        if known["p_min"] <= 0.05:
            assert (row["p"], row["p_mid"]) == pytest.approx((known["p"], known["p_mid"]))
            tested += 1
        else:
            assert math.isnan(row["p"])
        density = found.loc[("density", *cell)]
        np.testing.assert_allclose(density[["p", "p_min"]].astype(float), row[["p", "p_min"]].astype(float))
    assert tested


def test_correction_is_over_the_cells_of_one_kind(karate, make_study) -> None:
    found = cells(make_study([karate], ["Mr. Hi", "Officer"]), permutations=999)
    for metric in ("ties", "density", "strength"):
        part = found.loc[metric]
        assert (part["p_adjusted"] >= part["p"] - 1e-12).all()
        assert part["method"].str.endswith("; p_adjusted: step-down maxT over cells").all()
    ties = found.loc["ties"]
    assert ties.loc[("Mr. Hi", "Officer"), "p"] == ties.loc[("Officer", "Mr. Hi"), "p"] == 1 / 1_000


def test_a_group_of_one_gets_no_p(make_network, make_study) -> None:
    groups = dict.fromkeys(MEMBERS, "y") | {"A": "x"}
    rows = cells(make_study([make_network(groups, TIES)], ["x", "y"]))
    assert rows["p"].isna().all()
    value = rows[rows["value"].notna()]
    assert value["note"].str.startswith("no p: a group has one organisation").all()


def test_no_ties_and_two_organisations(make_network, make_study) -> None:
    groups = dict(zip(MEMBERS, LABELS, strict=True))
    empty = cells(make_study([make_network(groups, [])], ["x", "y"]))
    assert (empty["value"] == 0).all()
    assert empty["p"].isna().all()
    assert empty["note"].str.contains("no p: with these values it cannot be below 1").all()
    two = cells(make_study([make_network({"A": "x", "B": "y"}, ["AB"])], ["x", "y"]))
    assert two.loc[("ties", "x", "y"), "value"] == 1
    assert two["p"].isna().all()


def test_unobserved_pairs_move_with_the_organisations(make_network, make_study, over_all_deals) -> None:
    network = make_network(dict(zip(MEMBERS, LABELS, strict=True)), TIES)
    silent = frozenset((3, other) for other in range(8) if other not in (3, 4))  # D was asked about E alone
    network = dataclasses.replace(network, unobserved=silent)
    row = cells(make_study([network], ["x", "y"])).loc[("density", "x", "x")]

    def density(deal) -> float:
        inside = [place for place, label in enumerate(deal) if label == "x"]
        pairs = [pair for pair in itertools.permutations(inside, 2) if pair not in silent]
        return sum(MEMBERS[a] + MEMBERS[b] in TIES for a, b in pairs) / len(pairs)

    known = over_all_deals(LABELS, density)
    assert (row["value"], row["p"], row["p_mid"]) == pytest.approx((known["value"], known["p"], known["p_mid"]))
    expected = cells(make_study([network], ["x", "y"]), "mixing_expected").loc[("density", "x", "x")]
    assert expected["value"] == pytest.approx(known["expected"])
