"""Guards mixing and the E-I index of findings: published values, closed forms, what is undefined."""

import dataclasses
import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest

from sna.contrast import asymmetry
from sna.model import Network

RECORDS = json.loads((Path(__file__).parents[1] / "reference" / "groups.json").read_text())


def values(study, quantity: str, metric: str) -> dict[str, float]:
    table = asymmetry(study, metrics=[m], permutations=99).table if (m := degree_of(study)) else None
    rows = table[(table["quantity"] == quantity) & (table["metric"] == metric)]
    return {f"{row.group}->{row.other}": row.value for row in rows.itertuples()}


def degree_of(study) -> str:
    return "in_degree" if study.network("links").directed else "degree"


def reference(graph: str, metric: str):
    return next(r["values"] for r in RECORDS if (r["graph"], r["metric"]) == (graph, metric))


def test_published_mixing_directed(knoke, make_study) -> None:
    known, study = reference("knoke_information", "mixing"), make_study([knoke], ["GOV", "PVT", "VOL"])
    assert values(study, "mixing", "ties") == pytest.approx(known["counts"])
    assert values(study, "mixing", "density") == pytest.approx(known["density"])
    assert sum(values(study, "mixing_expected", "ties").values()) == pytest.approx(knoke.m)
    assert list(values(study, "mixing_expected", "density").values()) == pytest.approx([49 / 90] * 9)


def test_published_mixing_undirected(karate, make_study) -> None:
    known, study = reference("karate", "mixing"), make_study([karate], ["Mr. Hi", "Officer"])
    counts = values(study, "mixing", "ties")
    # The reference counts both ends of a tie within a group.
    doubled = {pair: n * (2 if len(set(pair.split("->"))) == 1 else 1) for pair, n in counts.items()}
    assert doubled == pytest.approx(known["counts"])
    assert values(study, "mixing", "density") == pytest.approx(known["density"])
    strength = values(study, "mixing", "strength")
    assert strength["Mr. Hi->Officer"] == strength["Officer->Mr. Hi"]
    whole = strength["Mr. Hi->Mr. Hi"] + strength["Mr. Hi->Officer"] + strength["Officer->Officer"]
    assert whole == pytest.approx(karate.ties.weight.sum())


@pytest.mark.parametrize("directed", [True, False])
def test_expected_mixing_is_the_mean_over_all_deals(make_network, make_study, directed: bool) -> None:
    ties = ["AB", "AC", "BD", "CE", "AE"]
    labels = list("xxyyy")
    totals: dict[str, float] = {}
    deals = set(itertools.permutations(labels))
    for deal in deals:
        network = make_network(dict(zip("ABCDE", deal, strict=True)), ties, directed=directed)
        for pair, count in values(make_study([network], ["x", "y"]), "mixing", "ties").items():
            totals[pair] = totals.get(pair, 0) + count
    network = make_network(dict(zip("ABCDE", labels, strict=True)), ties, directed=directed)
    expected = values(make_study([network], ["x", "y"]), "mixing_expected", "ties")
    assert expected == pytest.approx({pair: total / len(deals) for pair, total in totals.items()})


def test_unobserved_pairs_are_not_possible_ties(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCD", "xxyy", strict=True)), ["AB", "CD", "AC"])
    network = dataclasses.replace(network, unobserved=frozenset({(1, 0), (1, 2), (1, 3)}))
    study = make_study([network], ["x", "y"])
    density = values(study, "mixing", "density")
    assert density == {"x->x": 1, "x->y": 0.5, "y->x": 0, "y->y": 0.5}
    table = asymmetry(study, metrics="in_degree").table
    rows = table[(table["quantity"] == "mixing_expected") & (table["metric"] == "density")]
    # Any two of A, B, C and D may be the ones within x; nothing that B sends was observed.
    within = {"AB": 1 / 1, "AC": 1 / 2, "AD": 0 / 2, "BC": 0 / 1, "BD": 0 / 1, "CD": 1 / 2}.values()
    assert rows.set_index(["group", "other"])["value"]["x", "x"] == pytest.approx(sum(within) / 6)


def test_density_within_a_group_of_one_is_undefined(make_network, make_study) -> None:
    network = make_network(dict(zip("ABC", "xyy", strict=True)), ["AB"])
    table = asymmetry(make_study([network], ["x", "y"]), metrics="in_degree").table
    row = table[(table["metric"] == "density") & (table["group"] == "x") & (table["other"] == "x")].iloc[0]
    assert math.isnan(row["value"])
    assert row["note"] == "no pair of organisations was observed"


@pytest.mark.parametrize(("graph", "groups"), [("knoke", ["GOV", "PVT", "VOL"]), ("karate", ["Mr. Hi", "Officer"])])
def test_published_e_i_index(request, make_study, graph: str, groups: list[str]) -> None:
    network: Network = request.getfixturevalue(graph)
    known = reference({"knoke": "knoke_information"}.get(graph, graph), "ei_index")
    table = asymmetry(make_study([network], groups), metrics=["constraint"], permutations=1_999).table
    table = table[table["group"] == ""].set_index("quantity")
    found = table.loc["e_i_index"]
    assert found["value"] == pytest.approx(known["EI"])
    assert table.loc["e_i_index_expected", "value"] == pytest.approx(known["expected_analytic"])
    assert found["n"] == network.n
    if graph == "knoke":
        assert found["resamples"] == 3150
        assert "exact" in found["method"]
        # The reference is one-sided: a two-sided p lies above it, and not above twice the smaller tail by far.
        error = 4 * math.sqrt(known["p_ge"] * (1 - known["p_ge"]) / 5000)
        assert known["p_ge"] - error < found["p"] < 2.2 * known["p_ge"]
    else:
        assert found["p"] == 1 / 2_000


def test_e_i_index_without_ties_or_groups(make_network, make_study) -> None:
    groups = dict(zip("ABCD", "xxyy", strict=True))
    for network, reason in (
        (make_network(groups, []), "no ties"),
        (make_network(dict.fromkeys("ABCD", "x"), ["AB"]), "fewer"),
    ):
        table = asymmetry(make_study([network], ["x", "y"]), metrics="in_degree").table
        rows = table[table["quantity"].str.startswith("e_i_index")]
        assert rows["value"].isna().all()
        assert rows["note"].str.startswith(reason).all()


def test_only_ties_among_the_groups_count(make_network, make_study) -> None:
    groups = dict(zip("ABCDE", ["x", "x", "y", "y", None], strict=True))
    network = make_network(groups, ["AB", "AC", "EA", "EC", "DE"])
    table = asymmetry(make_study([network], ["x", "y"]), metrics="in_degree").table.set_index("quantity")
    mixing = table.loc["mixing"].query("metric == 'ties'")["value"].to_numpy()
    table = table[table["group"] == ""]
    assert table.loc["e_i_index", "value"] == 0
    assert table.loc["e_i_index", "n"] == 4
    assert "1 organisation in no group" in table.loc["e_i_index", "note"]
    assert np.nansum(mixing) == 2
