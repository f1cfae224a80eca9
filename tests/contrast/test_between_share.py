"""Guards the share of inequality between groups: published values, brute force of its bound and its p."""

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest

from sna.contrast import asymmetry
from sna.contrast.between_share import largest_share

RECORDS = json.loads((Path(__file__).parents[1] / "reference" / "groups.json").read_text())


def rows_of(network, make_study, groups, **how):
    table = asymmetry(make_study([network], groups), **how).table
    return table[table["quantity"].str.startswith("between_share")].set_index(["quantity", "metric"])


def theil(values, labels) -> float:
    """Return the share between groups from its definition."""
    total, n = sum(values), len(values)
    every = sum(v / total * math.log(v / total * n) for v in values if v)
    outer = 0.0
    for group in set(labels):
        own = [v for v, label in zip(values, labels, strict=True) if label == group]
        if sum(own):
            outer += sum(own) / total * math.log((sum(own) / len(own)) / (total / n))
    return outer / every


@pytest.mark.parametrize(
    ("graph", "record", "metric", "groups"),
    [
        ("knoke", "inequality_indegree", "in_degree", ["GOV", "PVT", "VOL"]),
        ("knoke", "inequality_betweenness", "betweenness", ["GOV", "PVT", "VOL"]),
        ("karate", "inequality_degree", "degree", ["Mr. Hi", "Officer"]),
        ("karate", "inequality_betweenness", "betweenness", ["Mr. Hi", "Officer"]),
    ],
)
def test_published_shares(request, make_study, graph: str, record: str, metric: str, groups: list[str]) -> None:
    name = {"knoke": "knoke_information"}.get(graph, graph)
    known = next(r["values"] for r in RECORDS if (r["graph"], r["metric"]) == (name, record))
    found = rows_of(request.getfixturevalue(graph), make_study, groups, metrics=metric, permutations=199)
    assert found.loc["between_share", metric]["value"] == pytest.approx(known["share_between"])
    assert found.loc["between_share", metric]["value"] <= found.loc["between_share_max", metric]["value"] <= 1


@pytest.mark.parametrize("sizes", [(1, 5), (3, 3), (2, 2, 2), (1, 2, 3)])
@pytest.mark.parametrize("values", [(0, 0, 1, 1, 3, 9), (1, 2, 3, 4, 5, 6), (0, 0, 0, 0, 0, 4), (2, 2, 2, 2, 2, 3)])
def test_the_bound_is_the_largest_of_all_deals(sizes: tuple[int, ...], values: tuple[int, ...]) -> None:
    labels = [group for group, size in enumerate(sizes) for _ in range(size)]
    most = max(theil(values, deal) for deal in set(itertools.permutations(labels)))
    assert largest_share(np.array(values, dtype=float), sizes) == pytest.approx(most)


def test_expectation_and_p_equal_brute_force(make_network, make_study, over_all_deals) -> None:
    members, labels = "ABCDEFGH", list("xxxyyyyy")
    ties = ["DA", "EA", "FA", "GA", "HA", "DB", "EB", "AB", "FC", "GC", "HD"]
    network = make_network(dict(zip(members, labels, strict=True)), ties)
    received = [sum(tie[1] == who for tie in ties) for who in members]
    known = over_all_deals(labels, lambda deal: theil(received, deal))
    found = rows_of(network, make_study, ["x", "y"], metrics="in_degree")
    row = found.loc["between_share", "in_degree"]
    assert (row["value"], row["p"]) == pytest.approx((known["value"], known["p_upper"]))
    assert row["method"].startswith("exact label permutation, one-sided")
    assert found.loc["between_share_expected", "in_degree"]["value"] == pytest.approx(known["expected"])


def test_metrics_together_are_corrected_but_for_the_first(advice, make_study) -> None:
    found = rows_of(advice, make_study, ["manager", "staff"]).loc["between_share"]
    assert math.isnan(found.loc["in_degree", "p_adjusted"])
    rest = found.drop(index="in_degree")
    assert (rest["p_adjusted"] >= rest["p"]).all()
    assert rest["method"].str.endswith("; p_adjusted: step-down maxT over metrics").all()


def test_undefined_where_all_have_as_much(make_network, make_study) -> None:
    groups = dict(zip("ABCD", "xxyy", strict=True))
    ring = rows_of(
        make_network(groups, ["AB", "BC", "CD", "DA"]), make_study, ["x", "y"], metrics=["in_degree", "betweenness"]
    )
    assert ring["value"].isna().all()
    assert set(ring["note"]) == {"the same for every organisation"}
    none = rows_of(make_network(groups, []), make_study, ["x", "y"], metrics="in_degree")
    assert set(none["note"]) == {"0 for every organisation"}


def test_nothing_between_groups_with_the_same_mean(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCD", "xyxy", strict=True)), ["CA", "CB"])
    row = rows_of(network, make_study, ["x", "y"], metrics="in_degree").loc["between_share", "in_degree"]
    assert row["value"] == 0
