"""Guards the E-I index of each group: its metric, brute force of its expectation, and of what could be had."""

import itertools
import math

import pytest

from sna.contrast import asymmetry, subjects
from sna.contrast.e_i import attainable
from sna.contrast.partition import Partition
from sna.metrics import compute
from sna.model import Contrast, Grouping


def rows_of(network, make_study, groups, **how):
    metric = "in_degree" if network.directed else "degree"
    table = asymmetry(make_study([network], groups), metrics=metric, **how).table
    return table[table["quantity"].str.startswith("e_i_index")].set_index(["quantity", "group"])


def index(ties, group, of: str) -> float:
    outward = sum((group[a] == of) != (group[b] == of) for a, b in ties)
    inward = sum(group[a] == group[b] == of for a, b in ties)
    return (outward - inward) / (outward + inward) if outward + inward else math.nan


@pytest.mark.parametrize(("graph", "groups"), [("knoke", ["GOV", "PVT", "VOL"]), ("karate", ["Mr. Hi", "Officer"])])
def test_equals_the_metric(request, make_study, graph: str, groups: list[str]) -> None:
    network = request.getfixturevalue(graph)
    known = compute("group_e_i_index", network, Grouping.at(Contrast("kind", tuple(groups)), network.roster))
    found = rows_of(network, make_study, groups, permutations=199).loc["e_i_index"]["value"]
    assert [found[group] for group in groups] == pytest.approx(known)


@pytest.mark.parametrize("directed", [True, False])
def test_expectation_and_p_equal_brute_force(make_network, make_study, over_all_deals, directed: bool) -> None:
    members, labels = "ABCDEFGH", list("xxxyyyyy")
    ties = (
        ["AB", "BC", "AC", "DE", "EF", "FG", "AD", "GH", "CB"]
        if directed
        else ["AB", "BC", "AC", "DE", "EF", "FG", "AD"]
    )
    network = make_network(dict(zip(members, labels, strict=True)), ties, directed=directed)
    found = rows_of(network, make_study, ["x", "y"])
    for group in "xy":
        known = over_all_deals(labels, lambda deal, of=group: index(ties, dict(zip(members, deal, strict=True)), of))
        row = found.loc["e_i_index", group]
        assert row["value"] == pytest.approx(known["value"])
        assert found.loc["e_i_index_expected", group]["value"] == pytest.approx(known["expected"])
        assert row["p_min"] == pytest.approx(known["p_min"])
        if known["p_min"] <= 0.05:
            assert (row["p"], row["p_mid"]) == pytest.approx((known["p"], known["p_mid"]))
            assert row["p_adjusted"] >= row["p"]
        else:
            assert "no p" in row["note"]


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("labels", ["xxy", "xxyy", "xyyy", "xyz"])
def test_the_range_is_what_all_networks_with_as_many_ties_reach(make_network, directed: bool, labels: str) -> None:
    members = "ABCD"[: len(labels)]
    group = dict(zip(members, labels, strict=True))
    pairs = list((itertools.permutations if directed else itertools.combinations)(members, 2))
    reached: dict[tuple[str, int], list[float]] = {}
    for there in itertools.product([False, True], repeat=len(pairs)):
        ties = [pair for pair, kept in zip(pairs, there, strict=True) if kept]
        for of in set(labels):
            touching = sum(of in (group[a], group[b]) for a, b in ties)
            if touching:
                reached.setdefault((of, touching), []).append(index(ties, group, of))
    for (of, touching), values in reached.items():
        ties = next(
            list(chosen)
            for chosen in itertools.combinations([p for p in pairs if of in (group[p[0]], group[p[1]])], touching)
        )
        network = make_network(group, ties, directed=directed)
        contrast = Contrast("kind", tuple(sorted(set(labels))))
        of_groups = Grouping.at(contrast, network.roster).of
        subject = subjects.Subject(network, contrast, of_groups, {}, {}, {}, projected=False)
        assert attainable(Partition.of(subject, subjects.Testing()), of) == pytest.approx((min(values), max(values)))


def test_the_whole_has_its_range_too(knoke, make_study) -> None:
    found = rows_of(knoke, make_study, ["GOV", "PVT", "VOL"])
    low, value, high = (found.loc[name, ""]["value"] for name in ("e_i_index_min", "e_i_index", "e_i_index_max"))
    # 49 ties, 26 ordered pairs within groups and 64 between.
    assert (low, high) == pytest.approx(((23 - 26) / 49, 1))
    assert low < value < high


def test_a_group_without_ties_and_one_without_organisations(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCDE", "xxyyz", strict=True)), ["AB", "AC"])
    found = rows_of(network, make_study, ["x", "y", "z", "w"])
    assert found.loc["e_i_index", "z"]["note"] == "no ties of its members"
    assert found.loc["e_i_index_max", "w"]["note"] == "no organisation in 'w'"
    assert found.loc["e_i_index", "x"]["value"] == 0
