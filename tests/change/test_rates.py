"""Guards rates of forming, persisting and turning over, changed strength, and distances of ties."""

import dataclasses
import math

import pytest

from sna.change import compare
from sna.model import LayerRule

GROUPS = dict.fromkeys("AB", "x") | dict.fromkeys("CD", "y")


def rows_of(study, quantity: str, **columns: object):
    table = compare(study, metrics="density").table
    table = table[table["quantity"] == quantity]
    for column, value in columns.items():
        table = table[table[column] == value]
    return table


def value_of(study, quantity: str, **columns: object) -> float:
    [value] = rows_of(study, quantity, **columns)["value"]
    return float(value)


@pytest.fixture
def study(make_study, make_network):
    """Two ties last (one stronger, one weaker), one goes, two come; E leaves with a tie."""
    before = make_network("ABCDE", "AB:2 BA:5 CD:1 EA:1", groups=GROUPS)
    after = make_network("ABCD", "AB:4 BA:3 AC:1 DC:2", groups=GROUPS)
    return make_study({"one": before, "two": after}, groups=["x", "y"])


def test_rates_by_hand(study) -> None:
    assert value_of(study, "formation_rate") == pytest.approx(2 / 9)
    assert value_of(study, "persistence_rate") == pytest.approx(2 / 3)
    assert value_of(study, "turnover_rate") == pytest.approx(3 / 5)
    counts = {name: rows_of(study, name)["n"].tolist() for name in ("formation_rate", "persistence_rate")}
    assert counts == {"formation_rate": [9], "persistence_rate": [3]}


def test_intervals_need_six_changed_pairs(study, make_study, make_network) -> None:
    few = rows_of(study, "formation_rate").iloc[0]
    assert few[["low", "high"]].isna().all()
    assert few["note"] == "no interval: only 2 pairs changed"
    ties = "AB CD EF AC BD"
    later = make_study(
        {"one": make_network("ABCDEF", ties), "two": make_network("ABCDEF", "AB DE FA CE BE CB")}, groups=[]
    )
    row = rows_of(later, "formation_rate").iloc[0]
    assert row["low"] < row["value"] < row["high"]
    assert row["target"] == "these organisations: every pair changes by itself"


def test_strengths_by_hand(study) -> None:
    assert (value_of(study, "ties_stronger"), value_of(study, "ties_weaker")) == (1, 1)
    assert value_of(study, "jaccard_weighted") == pytest.approx((2 + 3) / (4 + 5 + 1 + 1 + 1 + 2))
    assert value_of(study, "jaccard_weighted_common") == pytest.approx((2 + 3) / (4 + 5 + 1 + 1 + 2))
    assert value_of(study, "hamming") == pytest.approx(3 / 12)
    assert value_of(study, "hamming_weighted") == pytest.approx((2 + 2 + 1 + 1 + 2) / 12)


def test_by_group_pair_and_organisation(study) -> None:
    assert value_of(study, "ties_kept_by_group_pair", group="x", other="x") == 2
    assert value_of(study, "ties_gained_by_group_pair", group="x", other="y") == 1
    assert value_of(study, "ties_lost_by_group_pair", group="y", other="y") == 1
    assert set(rows_of(study, "ties_lost_by_group_pair")["note"]) == {
        "1 with an organisation in none of these groups, in no pair"
    }
    assert value_of(study, "formation_rate_by_group_pair", group="x", other="y") == pytest.approx(1 / 4)
    assert value_of(study, "persistence_rate_by_group_pair", group="x", other="x") == 1
    lost = rows_of(study, "ties_lost_by_organisation").set_index("organisation")["value"].to_dict()
    assert lost == {"A": 1, "B": 0, "C": 1, "D": 1, "E": 1}
    assert value_of(study, "ties_stronger_by_organisation", organisation="A") == 1
    formed = rows_of(study, "formation_rate_by_organisation").set_index("organisation")
    assert formed["value"].to_dict() == {"A": 1 / 4, "B": 0, "C": 2 / 5, "D": 1 / 5}
    assert formed["n"].to_dict() == {"A": 4, "B": 4, "C": 5, "D": 5}


def test_undirected_pairs_stand_once(make_study, make_network) -> None:
    networks = {
        name: make_network("ABCD", ties, directed=False, groups=GROUPS) for name, ties in (("one", "AC"), ("two", "BD"))
    }
    study = make_study(networks, groups=["x", "y"])
    pairs = rows_of(study, "ties_lost_by_group_pair")[["group", "other", "value"]].to_numpy().tolist()
    assert pairs == [["x", "x", 0], ["x", "y", 1], ["y", "y", 0]]
    assert value_of(study, "formation_rate_by_group_pair", group="x", other="y") == pytest.approx(1 / 3)
    assert value_of(study, "formation_rate") == pytest.approx(1 / 5)
    assert value_of(study, "hamming") == pytest.approx(2 / 6)


def test_pairs_not_observed_in_both_are_in_no_rate(make_study, make_network) -> None:
    before = make_network("ABC", "AB BC", unobserved=["CA"])
    after = make_network("ABC", "AB CA", unobserved=["BC"])
    study = make_study({"one": before, "two": after})
    assert rows_of(study, "formation_rate")["n"].tolist() == [3]
    assert rows_of(study, "persistence_rate")["n"].tolist() == [1]
    assert value_of(study, "hamming") == 0


def test_rates_without_anything_to_be_of(make_study, make_network) -> None:
    study = make_study({"one": make_network("AB", ""), "two": make_network("AB", "AB")})
    row = rows_of(study, "persistence_rate").iloc[0]
    assert math.isnan(row["value"])
    assert row["note"] == "no tie before"


def test_facts_that_make_several_ties_have_no_interval(make_study, make_network) -> None:
    networks = {name: make_network("ABC", ties, directed=False) for name, ties in (("one", "AB"), ("two", "AB BC"))}
    study = dataclasses.replace(make_study(networks), layers={"links": LayerRule("links", "attendance")})
    rows = rows_of(study, "formation_rate")
    assert rows["value"].notna().all()
    assert rows[["low", "high"]].isna().all(axis=None)
    assert rows["note"].str.startswith("no interval: ties made from who attended what").all()


def test_many_steps_leave_the_detail_out(make_study, make_network) -> None:
    networks = {f"s{i:02}": make_network("ABC", "AB BC" if i % 2 else "AB") for i in range(14)}
    quantities = set(compare(make_study(networks), metrics="density").table["quantity"])
    assert {"formation_rate", "hamming", "ties_stronger"} <= quantities
    assert not {q for q in quantities if q.endswith(("_by_organisation", "_composition", "_entered"))}
