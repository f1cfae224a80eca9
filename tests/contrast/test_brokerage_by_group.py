"""Guards brokerage by role and group: R sna's totals, brute force over all deals, large networks, what is left out."""

import dataclasses
import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest

from sna.contrast import asymmetry, brokers
from sna.infer import ROLES, OpenRoutes, Stream, chance_roles, roles_by_group
from sna.metrics import compute_parts
from sna.model import Contrast, Grouping

REFERENCE = Path(__file__).parents[1] / "reference"
CODES = {"coordinator": "w_I", "consultant": "w_O", "representative": "b_IO", "gatekeeper": "b_OI", "liaison": "b_O"}


def rows_of(network, make_study, groups, quantity: str = "brokerage", **how):
    table = asymmetry(make_study([network], groups), metrics="in_degree", **how).table
    return table[table["quantity"] == quantity].set_index(["metric", "group"])


def by_hand(ties, group, role: str, of: str) -> int:
    count = 0
    for a, b, c in itertools.permutations(group, 3):
        if a + b in ties and b + c in ties and a + c not in ties and group[b] == of:
            x, y, z = group[a], group[b], group[c]
            kind = {
                (True, True): "coordinator",
                (True, False): "representative",
                (False, True): "gatekeeper",
                (False, False): "consultant" if x == z else "liaison",
            }[x == y, y == z]
            count += kind == role
    return count


def test_totals_of_r_sna(knoke, make_study) -> None:
    records = json.loads((REFERENCE / "knoke_information.sna.json").read_text())
    of_each = next(r["values"] for r in records if r["metric"] == "gould_fernandez_brokerage")
    whole = next(r["values"] for r in records if r["metric"] == "gould_fernandez_global")["raw"]
    found = rows_of(knoke, make_study, ["GOV", "PVT", "VOL"])
    kinds = dict(zip(knoke.roster.ids, knoke.roster.attributes["kind"], strict=True))
    for role, code in CODES.items():
        part = found.loc[f"brokerage_roles.{role}"]["value"]
        assert part.sum() == whole[code]
        for group in ("GOV", "PVT", "VOL"):
            assert part[group] == sum(counts[code] for who, counts in of_each.items() if kinds[who] == group)


def test_expectation_and_p_equal_brute_force(make_network, make_study, over_all_deals) -> None:
    members, labels = "ABCDEFG", list("xxxyyyz")
    ties = ["AB", "BC", "CD", "DE", "EA", "FB", "BG", "GD", "DB", "FA", "CG", "EC"]
    network = make_network(dict(zip(members, labels, strict=True)), ties)
    found, expected = (rows_of(network, make_study, ["x", "y", "z"], q) for q in ("brokerage", "brokerage_expected"))
    tested = 0
    for role, of in itertools.product(ROLES, "xy"):

        def count(deal, role=role, of=of) -> int:
            return by_hand(ties, dict(zip(members, deal, strict=True)), role, of)

        known = over_all_deals(labels, count)
        key = (f"brokerage_roles.{role}", of)
        assert found.loc[key, "value"] == known["value"]
        assert expected.loc[key, "value"] == pytest.approx(known["expected"])
        assert found.loc[key, "p_min"] == pytest.approx(known["p_min"])
        if known["p_min"] <= 0.05:
            tested += 1
            assert found.loc[key, "p"] == pytest.approx(known["p"])
            assert found.loc[key, "p_mid"] == pytest.approx(known["p_mid"])
    assert tested > 3
    assert found.loc[("brokerage_roles.liaison", "z"), "note"].startswith("no p: a group has one organisation")


def test_all_expectations_add_up_to_all_routes(advice, make_study) -> None:
    found = rows_of(advice, make_study, ["manager", "staff"])
    expected = rows_of(advice, make_study, ["manager", "staff"], "brokerage_expected")
    assert expected["value"].sum() == pytest.approx(found["value"].sum())
    assert "brokerage_roles.liaison" not in found.index.get_level_values(0)


def test_equals_the_metric_where_pairs_were_not_observed_and_some_are_in_no_group(knoke, make_study) -> None:
    ties = set(zip(knoke.ties.sender.tolist(), knoke.ties.receiver.tolist(), strict=True))
    silent = [(3, place) for place in range(10) if place != 3 and (3, place) not in ties][:2]
    network = dataclasses.replace(knoke, unobserved=frozenset(silent))
    grouping = Grouping.at(Contrast("kind", ("GOV", "VOL")), network.roster)
    known = compute_parts("brokerage_roles", network, grouping)
    found = rows_of(network, make_study, ["GOV", "VOL"])
    for (metric, group), row in found.iterrows():
        assert row["value"] == np.asarray(known[metric])[grouping.members(("GOV", "VOL").index(group))].sum()
        assert "2 organisations in none of the groups compared" in row["note"]


def test_sparse_and_full_counts_agree() -> None:
    n = 60
    drawn = Stream(4, ("ties",)).generator()
    ties = (drawn.random((n, n)) < 0.06) & ~np.eye(n, dtype=bool)
    labels = drawn.integers(0, 3, (4, n)).astype(np.int8)
    routes = OpenRoutes.of(ties, ~ties & ~np.eye(n, dtype=bool))
    assert not isinstance(routes.through, np.ndarray)
    full = dataclasses.replace(routes, through=routes.through.toarray())
    np.testing.assert_array_equal(routes.by_group(labels, 3), full.by_group(labels, 3))
    assert roles_by_group(routes.by_group(labels, 3)).sum(axis=(1, 2)).tolist() == [routes.count] * 4
    assert chance_roles(routes.count, [20, 20, 20]).sum() == pytest.approx(routes.count)


def test_too_many_routes_get_their_number_and_no_p(advice, make_study, monkeypatch) -> None:
    usual = rows_of(advice, make_study, ["manager", "staff"])
    monkeypatch.setattr(brokers, "MOST_WORK", 10)
    found = rows_of(advice, make_study, ["manager", "staff"])
    assert found["value"].tolist() == usual["value"].tolist()
    assert found["p"].isna().all()
    assert found["note"].str.contains("too many to relabel").all()


def test_no_ties_an_empty_group_and_three_organisations(make_network, make_study) -> None:
    groups = dict(zip("ABCD", "xxyy", strict=True))
    none = rows_of(make_network(groups, []), make_study, ["x", "y"])
    assert (none["value"] == 0).all()
    assert none["p"].isna().all()
    empty = rows_of(make_network(groups, ["AB", "BC"]), make_study, ["x", "y", "w"])
    assert empty.loc[("brokerage_roles.liaison", "w"), "note"] == "no organisation in 'w'"
    assert empty.loc[("brokerage_roles.representative", "x"), "value"] == 1
    two = rows_of(make_network({"A": "x", "B": "y"}, ["AB"]), make_study, ["x", "y"])
    assert (two["value"] == 0).all()
    alone = rows_of(make_network({"A": "x"}, []), make_study, ["x", "y"])
    assert all(math.isnan(value) for value in alone["value"])
