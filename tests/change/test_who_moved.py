"""Guards who moved: ranks with their uncertainty, what a lost register would explain, ways over snapshots, roles."""

import dataclasses
import itertools
import math

import numpy as np
import pandas as pd
import pytest

from sna.change import compare
from sna.change.rankings import ranks_down
from sna.change.roles import roles_of
from sna.metrics import sketch
from sna.model import LayerRule

LETTERS = "ABCDEFGHIJ"


def drawn(seed: int, share: float = 0.3) -> str:
    generator = np.random.Generator(np.random.PCG64(seed))
    return " ".join(a + b for a, b in itertools.permutations(LETTERS, 2) if generator.random() < share)


def table_of(study, quantity: str, **asked: object) -> pd.DataFrame:
    table = compare(study, **asked).table
    return table[table["quantity"] == quantity].set_index("organisation")


def test_ranks_and_their_exact_p(make_study, make_network) -> None:
    """Eight pairs turn to A: by hand, A's rank after every one of the 256 swaps."""
    before = make_network("ABCDEFGHI", "AB AC AD AE AF AG AH AI")
    after = make_network("ABCDEFGHI", "BA CA DA EA FA GA HA IA")
    rows = table_of(make_study({"one": before, "two": after}), "rank_change", metrics="in_degree")
    a = rows.loc["A"]
    assert (a["value"], a["note"]) == (1 - 9, "from 9 to 1 of 9")
    moves = []
    for swap in itertools.product((False, True), repeat=8):
        received = [[sum(swap), *(not s for s in swap)], [8 - sum(swap), *swap]]
        moves.append(ranks_down(received[1])[0] - ranks_down(received[0])[0])
    assert a["p"] == pytest.approx(np.mean(np.abs(moves) >= 8))
    assert a["resamples"] == 256
    assert a["p"] <= a["p_adjusted"] <= 1
    assert a["low"] <= -8 <= a["high"]
    assert a["low"] == -8


@pytest.mark.parametrize("metric", ["in_degree", "out_strength", "betweenness"])
def test_every_rank_has_its_uncertainty(make_study, make_network, metric: str) -> None:
    study = make_study({name: make_network(LETTERS, drawn(seed)) for name, seed in (("one", 1), ("two", 2))})
    study = dataclasses.replace(study, primary=metric)
    rows = table_of(study, "rank_change", metrics=metric, permutations=199)
    assert rows.index.tolist() == list(LETTERS)
    assert set(rows["metric"]) == {metric}
    tested = rows[rows["p"].notna()]
    assert len(tested) >= 8
    assert (tested["low"] <= tested["value"]).all()
    assert (tested["value"] <= tested["high"]).all()
    assert (tested["p"] <= tested["p_adjusted"]).all()
    assert (rows["value"].sum()) == pytest.approx(0)
    assert rows.loc[rows["p"].isna(), "note"].str.contains("no p").all()


def test_ranks_are_of_organisations_in_both(make_study, make_network) -> None:
    before = make_network("ABCZ", "ZA ZB AB CA")
    after = make_network("ABCY", "YB YC AB CA")
    rows = table_of(make_study({"one": before, "two": after}), "rank_change", metrics="in_degree")
    # Z sent to A and Y sends to B and C; among those who stayed nothing moved.
    assert rows["value"].to_dict() == {"A": 0, "B": 0, "C": 0}
    overlap = table_of(make_study({"one": before, "two": after}), "rank_biased_overlap", metrics="in_degree")
    assert overlap["value"].tolist() == [1]


def test_what_a_lost_register_would_explain(make_study, make_network) -> None:
    """A loses two of its four ties in the data: losing any two of them moves it just as far."""
    before = make_network("ABCDEFG", "BA CA DA EA CB DB EB FC GC")
    after = make_network("ABCDEFG", "BA CA CB DB EB FC GC")
    rows = table_of(make_study({"one": before, "two": after}), "fall_explained_by_lost_register", metrics="in_degree")
    assert rows.index.tolist() == ["A"]
    a = rows.loc["A"]
    assert a["value"] == 1
    assert a["note"] == "losing 2 of the 4 ties of A would move it down by 1.5; it fell by 1.5"
    assert a["target"].startswith("what if:")
    assert a["resamples"] == 199


def test_a_fall_without_ties_to_lose(make_study, make_network) -> None:
    before, after = make_network("ABCD", "AB"), make_network("ABCD", "AB AC CD")
    rows = table_of(make_study({"one": before, "two": after}), "fall_explained_by_lost_register", metrics="in_degree")
    assert rows.loc["A", "note"].endswith("it fell by 1") or rows.loc["A", "note"].startswith("it had no tie")
    no_tie = rows[rows["value"].isna()]
    assert (no_tie["note"] == "it had no tie before that could have been lost").all()


def test_where_no_test_holds_ranks_say_so(make_study, make_network) -> None:
    networks = {n: make_network(LETTERS, drawn(s)) for n, s in (("one", 1), ("two", 2))}
    study = make_study(networks)
    made = dataclasses.replace(study, layers={"links": LayerRule("links", "attendance")})
    rows = table_of(made, "rank_change", metrics="in_degree")
    assert rows["p"].isna().all()
    assert rows["note"].str.contains("do not come and go one by one").all()
    other = table_of(dataclasses.replace(study, primary="pagerank"), "rank_change", metrics="pagerank")
    assert rows["value"].notna().all()
    assert other["note"].str.endswith("no p: no test is known to hold for this metric").all()


def test_undefined_values_are_not_ranked(make_study, make_network) -> None:
    study = make_study({"one": make_network("ABC", "AB"), "two": make_network("ABC", "AB BC")})
    study = dataclasses.replace(study, primary="constraint")
    table = compare(study, metrics="constraint").table
    row = table[table["quantity"] == "rank_biased_overlap"].iloc[0]
    assert math.isnan(row["value"])
    assert row["note"] == "undefined for some organisations, so they cannot be ranked"
    assert not (table["quantity"] == "rank_change").any()


def test_ways_over_three_snapshots(make_study, make_network) -> None:
    ties = {"one": "BA CA DA CB", "two": "BA CA DA CB DB EB FB", "three": "CB DB EB FB"}
    networks = {name: make_network("ABCDEF", words) for name, words in ties.items()}
    rows = table_of(make_study(networks), "trajectory", metrics="in_degree")
    assert rows.loc["A", ["before", "snapshot", "value", "note"]].tolist() == [
        "one", "three", 3, "ranks 1, 2, 4: fell",
    ]  # fmt: skip
    assert rows.loc["B", "note"] == "ranks 2, 1, 1: rose"
    two = make_study({name: networks[name] for name in ("one", "two")})
    assert table_of(two, "trajectory", metrics="in_degree").empty
    apart = make_study(networks, samples=["x", "y", "x"])
    assert table_of(apart, "trajectory", metrics="in_degree").empty


def test_only_who_is_in_every_snapshot_has_a_way(make_study, make_network) -> None:
    rosters = {"one": "ABCD", "two": "ABC", "three": "ABCE"}
    study = make_study({name: make_network(ids, "AB BC") for name, ids in rosters.items()})
    rows = table_of(study, "trajectory", metrics="in_degree")
    assert rows.index.tolist() == ["A", "B", "C"]
    assert (rows["n"] == 3).all()


def test_roles_by_hand() -> None:
    found = roles_of(sketch("A-B A-C B-C C-D D-E F"))
    # C carries A and B to D and E (4), D carries E to the three others (3): twice the mean of six is 7/3.
    assert found["broker"] == {"C", "D"}
    assert found["isolate"] == {"F"}
    assert not found["core"] & found["periphery"]
    assert "core" not in roles_of(sketch("A B"))


def test_where_nearly_all_are_tied_nobody_is_a_broker(make_network) -> None:
    every = [a + b for a, b in itertools.combinations("ABCDEFGH", 2)]
    assert roles_of(make_network("ABCDEFGH", " ".join(every[1:]), directed=False))["broker"] == frozenset()


def test_roles_entered_and_left(make_study, make_network) -> None:
    before = make_network("ABCDE", "AB AC AD", directed=False)
    after = make_network("ABCDF", "BA BC BD", directed=False)
    table = compare(make_study({"one": before, "two": after}), metrics="degree").table
    roles = table[table["quantity"].str.contains("broker|isolate") & (table["organisation"] != "")]
    assert roles[["quantity", "organisation"]].to_numpy().tolist() == [
        ["broker_entered", "B"],
        ["broker_left", "A"],
    ]
    counts = table[(table["quantity"] == "broker_entered") & (table["organisation"] == "")]
    assert counts[["value", "n"]].to_numpy().tolist() == [[1, 4]]
