"""Guards net flow between groups: the published value, brute force, signs, what is undefined."""

import dataclasses
import itertools
import json
import math
from pathlib import Path

import pytest

from sna.contrast import asymmetry

RECORDS = json.loads((Path(__file__).parents[1] / "reference" / "groups.json").read_text())
TIES = ["AB:3", "AC:1", "CA:1", "BD:2", "DE:4", "EA:1", "CE:2", "EB:1"]
GROUPS = list("xxyyy")


def rows_of(network, make_study, groups, quantity: str, **how):
    table = asymmetry(make_study([network], groups), metrics="in_degree", **how).table
    return table[table["quantity"] == quantity].set_index(["metric", "group", "other"])


def weighted(make_network, labels, ties=TIES):
    rows = [(tie[0], tie[1], tie[3:]) for tie in ties]
    return make_network(dict(zip("ABCDE", labels, strict=True)), rows, counts="patients")


def by_hand(labels, kind: str, ties=TIES) -> float:
    group = dict(zip("ABCDE", labels, strict=True))
    sizes = {tie: 1 if kind == "ties" else int(tie[3:]) for tie in ties}
    forth = sum(sizes[tie] for tie in ties if (group[tie[0]], group[tie[1]]) == ("x", "y"))
    back = sum(sizes[tie] for tie in ties if (group[tie[0]], group[tie[1]]) == ("y", "x"))
    return (forth - back) / (forth + back) if forth + back else math.nan


def counted_one_by_one(network) -> float:
    """Return p of the staff's net flow to managers: from ties sent and received by five organisations at a time."""
    ends = list(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    kinds = network.roster.attributes["kind"]
    managers = frozenset(place for place, kind in enumerate(kinds) if kind == "manager")

    received, sent = ([sum(end[at] == place for end in ends) for place in range(network.n)] for at in (1, 0))
    tied = set(ends)

    def flow(chosen: frozenset[int]) -> float:
        among = sum(pair in tied for pair in itertools.permutations(chosen, 2))
        up, down = sum(received[place] for place in chosen) - among, sum(sent[place] for place in chosen) - among
        return (up - down) / (up + down)

    values = [flow(frozenset(chosen)) for chosen in itertools.combinations(range(network.n), len(managers))]
    mean = sum(values) / len(values)
    return sum(abs(value - mean) >= abs(flow(managers) - mean) - 1e-9 for value in values) / len(values)


def test_published_net_flow_of_advice(advice, make_study) -> None:
    known = next(r["values"] for r in RECORDS if r["metric"] == "dominance_ratio")
    row = rows_of(advice, make_study, ["staff", "manager"], "net_flow").loc["ties", "staff", "manager"]
    assert row["value"] == pytest.approx(known["net_flow_index"])
    assert row["value"] == pytest.approx((53 - 25) / (53 + 25))
    assert (row["n"], row["resamples"], row["method"]) == (
        21,
        20349,
        "exact label permutation, two-sided, 20349 splits",
    )
    assert row["p"] == pytest.approx(counted_one_by_one(advice))
    expected = rows_of(advice, make_study, ["staff", "manager"], "net_flow_expected").loc["ties", "staff", "manager"]
    assert expected["method"] == "exact mean over all deals of the labels"
    assert abs(expected["value"]) < 0.05


@pytest.mark.parametrize("kind", ["ties", "strength"])
def test_equals_brute_force(make_network, make_study, over_all_deals, kind: str) -> None:
    network = weighted(make_network, GROUPS)
    known = over_all_deals(GROUPS, lambda labels: by_hand(labels, kind))
    row = rows_of(network, make_study, ["x", "y"], "net_flow").loc[kind, "x", "y"]
    assert row["value"] == pytest.approx(known["value"])
    assert row["p_min"] == pytest.approx(known["p_min"])
    assert math.isnan(row["p"])  # ten splits cannot give a p below .05 here
    assert "no p" in row["note"]
    expected = rows_of(network, make_study, ["x", "y"], "net_flow_expected").loc[kind, "x", "y"]
    assert expected["value"] == pytest.approx(known["expected"])


def test_p_equals_brute_force_where_there_is_one(make_network, make_study, over_all_deals) -> None:
    labels, members = "xxxyyyyy", "ABCDEFGH"
    ties = ["AD", "AE", "BF", "CG", "BD", "DE", "HA", "EC", "FG", "AB", "CH"]

    def by_count(deal) -> float:
        group = dict(zip(members, deal, strict=True))
        forth = sum((group[a], group[b]) == ("x", "y") for a, b in ties)
        back = sum((group[a], group[b]) == ("y", "x") for a, b in ties)
        return (forth - back) / (forth + back) if forth + back else math.nan

    known = over_all_deals(list(labels), by_count)
    network = make_network(dict(zip(members, labels, strict=True)), ties)
    row = rows_of(network, make_study, ["x", "y"], "net_flow").loc["ties", "x", "y"]
    assert (row["value"], row["p_min"]) == pytest.approx((known["value"], known["p_min"]))
    assert (row["p"], row["p_mid"]) == pytest.approx((known["p"], known["p_mid"]))


def test_groups_exchanged_turn_the_sign(advice, make_study) -> None:
    forth = rows_of(advice, make_study, ["staff", "manager"], "net_flow").iloc[0]
    back = rows_of(advice, make_study, ["manager", "staff"], "net_flow").iloc[0]
    assert back["value"] == pytest.approx(-forth["value"])
    assert (back["p"], back["p_mid"], back["p_min"]) == pytest.approx((forth["p"], forth["p_mid"], forth["p_min"]))


def test_ties_turned_round_turn_the_sign(knoke, make_study) -> None:
    forth = rows_of(knoke, make_study, ["GOV", "PVT", "VOL"], "net_flow")
    back = rows_of(knoke.reversed(), make_study, ["GOV", "PVT", "VOL"], "net_flow")
    assert back["value"].to_numpy() == pytest.approx(-forth["value"].to_numpy())
    assert back["p"].to_numpy() == pytest.approx(forth["p"].to_numpy())
    assert [pair for _, *pair in forth.index] == [["GOV", "PVT"], ["GOV", "VOL"], ["PVT", "VOL"]]


def test_names_of_organisations_change_nothing(make_network, make_study) -> None:
    one = weighted(make_network, GROUPS)
    new = dict(zip("ABCDE", "VWXYZ", strict=True))
    rows = [(new[t[0]], new[t[1]], t[3:]) for t in TIES]
    other = make_network(dict(zip("VWXYZ", GROUPS, strict=True)), rows, counts="patients")
    a, b = (rows_of(n, make_study, ["x", "y"], "net_flow") for n in (one, other))
    assert a["value"].tolist() == b["value"].tolist()


def test_undefined_without_ties_between_the_groups(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCD", "xxyy", strict=True)), ["AB", "CD"])
    row = rows_of(network, make_study, ["x", "y"], "net_flow").iloc[0]
    assert math.isnan(row["value"])
    assert row["note"] == "no ties between these groups"
    empty = rows_of(
        make_network(dict(zip("ABCD", "xxyy", strict=True)), []), make_study, ["x", "y"], "net_flow_expected"
    )
    assert empty["note"].tolist() == ["undefined in every deal of the labels"]


def test_an_empty_group_and_undirected_layers(make_network, make_study) -> None:
    groups = dict(zip("ABCD", "xxyy", strict=True))
    rows = rows_of(make_network(groups, ["AB", "AC"]), make_study, ["x", "z"], "net_flow")
    assert rows["note"].str.startswith("no organisation in 'z'").all()
    undirected = make_network(groups, ["AB", "AC"], directed=False)
    table = asymmetry(make_study([undirected], ["x", "y"]), metrics="degree").table
    assert not table["quantity"].isin(["net_flow", "brokerage"]).any()


def test_the_whole_is_shared_by_the_groups(make_network, make_study) -> None:
    """Of two organisations that exchange as much, neither group sends more, whatever the labels."""
    ties = [a + b for a, b in itertools.permutations("ABCDEF", 2)]
    network = make_network(dict(zip("ABCDEF", "xxyyyy", strict=True)), ties)
    row = rows_of(network, make_study, ["x", "y"], "net_flow").iloc[0]
    assert row["value"] == 0
    assert row["p_min"] == 1
    assert "no p" in row["note"]


def test_unobserved_pairs_are_no_ties(make_network, make_study) -> None:
    network = weighted(make_network, GROUPS)
    asked = dataclasses.replace(network, unobserved=frozenset({(2, 1), (2, 3)}))
    a, b = (rows_of(n, make_study, ["x", "y"], "net_flow") for n in (network, asked))
    assert a["value"].tolist() == b["value"].tolist()
