"""Guards p and interval of changes: what is tested, what is refused and why, and what is said beside it."""

import dataclasses
import datetime as dt
import itertools
import math

import numpy as np
import pandas as pd
import pytest

from sna.change import compare
from sna.change.swapped import Frame, OfRoutes, OfSums
from sna.engines import as_presence
from sna.metrics import compute
from sna.model import Findings, LayerRule, Snapshot, Snapshots

LETTERS = "ABCDEFGHIJKLMN"
GROUPS = {i: "x" if i in "ABCD" else "y" for i in LETTERS}
OF_NETWORKS = {
    True: [
        "density",
        "in_degree_centralisation",
        "out_degree_centralisation",
        "betweenness_centralisation",
        "krackhardt_hierarchy",
        "flow_hierarchy",
    ],
    False: ["density", "degree_centralisation", "betweenness_centralisation"],
}
OF_ORGANISATIONS = {
    True: ["in_degree", "out_degree", "in_strength", "out_strength", "betweenness"],
    False: ["degree", "strength", "betweenness"],
}
TURNOVER = "these organisations: turnover of ties alone, recorded as fully in both"


def words(seed: int, n: int, share: float = 0.25, *, directed: bool = True) -> str:
    """Draw ties of one-letter organisations."""
    generator = np.random.Generator(np.random.PCG64(seed))
    pairs = (itertools.permutations if directed else itertools.combinations)(LETTERS[:n], 2)
    return " ".join(a + b for a, b in pairs if generator.random() < share)


def rows_of(findings: Findings, **columns: object) -> pd.DataFrame:
    table = findings.table
    for column, value in columns.items():
        table = table[table[column] == value]
    return table


def only(findings: Findings, **columns: object) -> pd.Series:
    found = rows_of(findings, **columns)
    assert len(found) == 1
    return found.iloc[0]


def drawn_study(make_study, make_network, n: int = 14, *, seeds: tuple[int, int] = (1, 2), directed: bool = True):
    networks = {
        name: make_network(LETTERS[:n], words(seed, n, directed=directed), directed=directed, groups=GROUPS)
        for name, seed in zip(("one", "two"), seeds, strict=True)
    }
    return make_study(networks, groups=["x", "y"])


@pytest.mark.parametrize("directed", [True, False])
def test_measures_of_swapped_networks_are_the_metrics(make_network, directed: bool) -> None:
    networks = [
        make_network(LETTERS[:9], words(seed, 9, share, directed=directed), directed=directed)
        for seed, share in ((1, 0.1), (2, 0.2), (3, 0.3), (4, 0.6), (5, 0.15))
    ]
    members = {"x": np.arange(4), "y": np.arange(4, 9)}
    frame = Frame(networks[0].observed, networks[0].layer, members)
    stack = np.zeros((len(networks), 9, 9))
    for matrix, network in zip(stack, networks, strict=True):
        matrix[:] = as_presence(network)
    routes = ("betweenness", "betweenness_centralisation", "krackhardt_hierarchy", "flow_hierarchy")
    for kind, inside in ((OfSums, False), (OfRoutes, True)):
        plain = [(m, "", "") for m in OF_NETWORKS[directed] if (m in routes) == inside]
        gaps = [(m, "x", "y") for m in OF_ORGANISATIONS[directed] if (m in routes) == inside]
        found = kind(frame, [*plain, *gaps]).of(stack)
        for column, (metric, _, _) in enumerate(plain):
            np.testing.assert_allclose(found[:, column], [compute(metric, n) for n in networks], err_msg=metric)
        for column, (metric, _, _) in enumerate(gaps, len(plain)):
            values = [compute(metric, n) for n in networks]
            np.testing.assert_allclose(found[:, column], [v[:4].mean() - v[4:].mean() for v in values])
        assert found.shape == (5, len(plain) + len(gaps))


def test_hierarchies_without_ties_are_undefined(make_network) -> None:
    network = make_network("ABC", "")
    frame = Frame(network.observed, network.layer, {})
    found = OfRoutes(frame, [("krackhardt_hierarchy", "", ""), ("flow_hierarchy", "", "")]).of(np.zeros((1, 3, 3)))
    assert np.isnan(found).all()


def test_density_is_the_exact_sign_test(make_study, make_network) -> None:
    study = make_study(
        {
            "one": make_network(LETTERS[:7], "AB AC", directed=False),
            "two": make_network(LETTERS[:7], "AB BC BD BE CD CE CF CG DE", directed=False),
        }
    )
    row = only(compare(study, metrics="density"), quantity="change")
    assert row["value"] == pytest.approx(7 / 21)
    # 8 gained, 1 lost: both tails of the sign test.
    assert row["p"] == pytest.approx(2 * (1 + 9) / 2**9)
    assert row["p_mid"] == pytest.approx(2 * (1 + 9 / 2) / 2**9)
    assert row["p_min"] == pytest.approx(2 / 2**9)
    assert (row["resamples"], row["n"], row["target"]) == (512, 7, TURNOVER)
    assert "dyad swap, two-sided, exact, all 512 swaps of 9 changed pairs" in row["method"]
    # At least as wide as McNemar's: value ± 1.96 × √9 / 21.
    assert row["value"] - row["low"] == pytest.approx(row["high"] - row["value"])
    assert row["high"] - row["value"] >= 1.96 * 3 / 21 - 1e-12
    assert "only 9 pairs changed" in row["note"]
    assert "12 organisations or fewer" in row["note"]
    whole = only(compare(study, metrics="density"), quantity="pairs_changed")
    assert (whole["value"], whole["note"]) == (9, "8 ties gained, 1 lost")


@pytest.mark.parametrize("directed", [True, False])
def test_every_change_of_a_network_or_gap_has_a_p_or_says_why(make_study, make_network, directed: bool) -> None:
    found = compare(drawn_study(make_study, make_network, directed=directed), permutations=199)
    changes = rows_of(found, quantity="change", organisation="")
    whole = changes[(changes["group"] == "") | (changes["other"] != "")]
    assert (whole["p"].notna() | whole["note"].str.contains("no p")).all()
    tested = whole[whole["p"].notna()]
    assert set(tested["metric"]) <= {*OF_NETWORKS[directed], *OF_ORGANISATIONS[directed]}
    assert {"density", *OF_ORGANISATIONS[directed]} <= set(tested["metric"])
    assert (tested["low"] <= tested["value"]).all()
    assert (tested["high"] >= tested["value"]).all()
    assert (tested["p_min"] <= tested["p"]).all()
    assert (tested["p_mid"] <= tested["p"]).all()
    rest = changes[changes["p"].isna()]
    assert (rest["target"] == "description: no test").all()
    assert rest[["low", "high"]].isna().all(axis=None)
    untested = changes[(changes["metric"] == "transitivity")].iloc[0]
    assert untested["note"] == "no p: no test is known to hold for the change of this metric"
    given = rows_of(found, quantity="change_given_density")
    assert "density" not in set(given["metric"])
    assert set(given["metric"]) == set(tested.loc[tested["other"] == "", "metric"]) - {"density"}
    labels = rows_of(found, quantity="change_by_group").set_index("metric")
    gaps = tested[tested["other"] != ""].set_index("metric")
    assert set(labels.index) == set(gaps.index)
    pd.testing.assert_series_equal(labels["value"], gaps["value"])
    assert (labels["resamples"] == math.comb(14, 4)).all()


def test_intervals_of_strengths_rest_on_swaps_and_are_wider_by_t(make_study, make_network) -> None:
    networks = {}
    for name, seed in (("one", 1), ("two", 2)):
        weights = np.random.Generator(np.random.PCG64(seed)).integers(1, 9, 200)
        ties = " ".join(f"{w}:{x}" for w, x in zip(words(seed, 14).split(), weights, strict=False))
        networks[name] = make_network(LETTERS, ties, groups=GROUPS)
    study = make_study(networks, groups=["x", "y"])
    found = compare(study, metrics=["in_strength", "in_degree"])
    strength = only(found, quantity="change", metric="in_strength", other="y")
    assert "t(n−1) × standard deviation of swaps" in strength["method"]
    assert "p1 model" in only(found, quantity="change", metric="in_degree", other="y")["method"]
    mean = only(found, quantity="change_mean_strength")
    before, after = (network.ties.weight.sum() / (14 * 13) for network in networks.values())
    assert mean["value"] == pytest.approx(after - before)
    assert mean["p"] > 0


def test_turning_time_round_turns_signs_and_keeps_p(make_study, make_network) -> None:
    # All swaps of measures from sums are gone through, so that nothing is left to the random numbers.
    early = make_network(LETTERS[:9], words(1, 9, 0.12), groups=GROUPS)
    late = make_network(LETTERS[:9], words(2, 9, 0.12), groups=GROUPS)
    study = make_study({"one": early, "two": late}, groups=["x", "y"])
    metrics = ["density", "in_degree_centralisation", "in_degree"]
    forth, back = (
        compare(study, before=a, after=b, metrics=metrics).table for a, b in (("one", "two"), ("two", "one"))
    )
    assert forth.loc[forth["quantity"] == "pairs_changed", "value"].iloc[0] <= 16
    chosen = forth["quantity"].isin(["change", "change_given_density", "change_by_group"])
    np.testing.assert_allclose(forth.loc[chosen, "value"], -back.loc[chosen, "value"], atol=1e-12)
    np.testing.assert_allclose(forth.loc[chosen, ["p", "p_mid"]], back.loc[chosen, ["p", "p_mid"]])
    assert forth.loc[chosen, "p"].notna().sum() >= 4


def test_another_seed_only_moves_what_is_random(make_study, make_network) -> None:
    study = drawn_study(make_study, make_network)
    one, same, other = (compare(study, metrics="density", permutations=999, seed=seed).table for seed in (4, 4, 5))
    pd.testing.assert_frame_equal(one, same)
    assert set(one["resamples"].dropna()) == {999}
    assert set(one["seed"].dropna()) == {4}
    pd.testing.assert_series_equal(one["value"], other["value"])


@pytest.mark.parametrize(("extra", "count"), [("", 0), ("BC", 1), ("BC CD DE EF FG", 5)])
def test_too_few_changed_pairs_have_no_p(make_study, make_network, extra: str, count: int) -> None:
    study = make_study({"one": make_network(LETTERS[:8], "AB"), "two": make_network(LETTERS[:8], f"AB {extra}")})
    found = compare(study, metrics=["density", "flow_hierarchy"])
    for metric in ("density", "flow_hierarchy"):
        row = only(found, quantity="change", metric=metric)
        assert row["note"].startswith("no p: ")
        assert math.isnan(row["p"])
        assert not math.isnan(row["value"])
    assert only(found, quantity="pairs_changed")["value"] == count
    assert rows_of(found, quantity="change_concentration").empty


def test_a_saturated_hierarchy_has_no_p(make_study, make_network) -> None:
    study = make_study(
        {
            "one": make_network(LETTERS[:9], "HI AB AC AD AE AF"),
            "two": make_network(LETTERS[:9], "HI BG BH BI CG CH DI"),
        }
    )
    found = compare(study, metrics=["krackhardt_hierarchy", "density"])
    row = only(found, quantity="change", metric="krackhardt_hierarchy")
    assert row["note"] == "no p: it is at 0 or 1 in most swaps"
    assert only(found, quantity="change", metric="density")["p"] > 0
    assert rows_of(found, quantity="change_given_density").empty


def test_what_most_swaps_leave_alone_has_no_p(make_study, make_network) -> None:
    ring = "AB BC CD DE EF FG GH HA"
    more = {"one": make_network(LETTERS[:8], ring), "two": make_network(LETTERS[:8], f"{ring} AC CE EG GA BD DF FH HB")}
    row = only(compare(make_study(more), metrics="flow_hierarchy"), quantity="change")
    assert row["value"] == 0
    assert row["note"].startswith("no p: ")


def test_facts_that_make_several_ties_have_no_p(make_study, make_network) -> None:
    study = drawn_study(make_study, make_network, directed=False)
    for table, why in (("roles", "people with several roles"), ("attendance", "who attended what")):
        made = dataclasses.replace(study, layers={"links": LayerRule("links", table)})
        found = compare(made, metrics=["density", "degree"])
        rows = rows_of(found, quantity="change", organisation="")
        rows = rows[(rows["group"] == "") | (rows["other"] != "")]
        assert len(rows) == 2
        assert rows["p"].isna().all()
        assert rows["note"].str.endswith(f"no p: ties made from {why} do not come and go one by one").all()
        assert rows["value"].notna().all()
        assert rows_of(found, quantity="change_by_group").empty


def test_layers_that_are_not_made_alike_have_no_p(make_study, make_network) -> None:
    one, two = (make_network(LETTERS[:9], words(seed, 9)) for seed in (1, 2))
    two = dataclasses.replace(two, layer=dataclasses.replace(two.layer, counts="cases"))
    row = only(compare(make_study({"one": one, "two": two}), metrics="density"), quantity="change")
    assert row["note"] == "no p: the ties of the two are not made alike"


def test_the_same_unobserved_pairs_do_no_harm(make_study, make_network) -> None:
    ties = [" ".join(w for w in words(seed, 9).split() if w not in ("AB", "CA")) for seed in (1, 2)]
    networks = [make_network(LETTERS[:9], each, unobserved=["AB", "CA"]) for each in ties]
    row = only(
        compare(make_study(dict(zip(("one", "two"), networks, strict=True))), metrics="density"), quantity="change"
    )
    assert row["value"] == pytest.approx((networks[1].m - networks[0].m) / 70)
    assert row["low"] < row["value"] < row["high"]


def test_only_organisations_in_both_are_tested(make_study, make_network) -> None:
    early = make_network(LETTERS[:13], words(1, 13), groups=GROUPS)
    late = make_network(LETTERS[1:14], " ".join(w for w in words(2, 14).split() if "A" not in w), groups=GROUPS)
    whole = make_study({"one": early, "two": late}, groups=["x", "y"])
    both = frozenset(LETTERS[1:13])
    part = make_study({"one": early.subset(both), "two": late.subset(both)}, groups=["x", "y"])
    metrics = ["density", "betweenness_centralisation", "in_degree"]
    found, expected = (
        table[(table["organisation"] == "") & ((table["group"] == "") | (table["other"] != ""))].set_index("metric")
        for table in (compare(study, metrics=metrics).table for study in (whole, part))
    )
    plain, common, same = (
        table[table["quantity"] == quantity].loc[metrics]
        for table, quantity in ((found, "change"), (found, "change_common"), (expected, "change"))
    )
    assert plain["note"].str.endswith("tested among organisations in both: change_common").all()
    assert plain["p"].isna().all()
    numbers = ["value", "low", "high", "p", "p_mid", "p_min", "n"]
    assert common[numbers].notna().all(axis=None)
    pd.testing.assert_frame_equal(common[numbers], same[numbers])
    assert common["note"].str.startswith("1 joined and 1 left, not in this test").all()


def test_change_at_one_organisation_is_named(make_study, make_network) -> None:
    before = make_network(LETTERS, "", groups=GROUPS)
    after = make_network(LETTERS, "FA FB FC FD FE FG FH FI", groups=GROUPS)
    found = compare(make_study({"one": before, "two": after}), metrics="density")
    row = only(found, quantity="change_concentration")
    assert row["p"] == pytest.approx(1 / 2**7)
    assert row["note"] == "most at F"
    assert "change concentrated in F: their own events may explain it" in only(found, quantity="change")["note"]


def test_density_beside_structure_and_overlapping_snapshots(make_study, make_network) -> None:
    study = make_study(
        {"one": make_network(LETTERS, words(1, 14, 0.1)), "two": make_network(LETTERS, words(2, 14, 0.4))}
    )
    when = (
        Snapshot("one", dt.date(2013, 1, 1), dt.date(2014, 12, 31)),
        Snapshot("two", dt.date(2014, 12, 31), dt.date(2015, 12, 31)),
    )
    found = compare(dataclasses.replace(study, snapshots=Snapshots(when)), metrics="out_degree_centralisation")
    note = only(found, quantity="change")["note"]
    assert "no p: the two snapshots share days" in note
    later = (when[0], dataclasses.replace(when[1], start=dt.date(2015, 1, 1)))
    apart = compare(dataclasses.replace(study, snapshots=Snapshots(later)), metrics="out_degree_centralisation")
    note = only(apart, quantity="change")["note"]
    assert "density changed as well: see change_given_density" in note
    assert "share days" not in note


def test_a_gap_is_robust_only_where_labels_agree(make_study, make_network) -> None:
    toward_x = " ".join(a + b for b in "ABCD" for a in LETTERS[4:])
    early, late = make_network(LETTERS, "", groups=GROUPS), make_network(LETTERS, toward_x, groups=GROUPS)
    found = compare(make_study({"one": early, "two": late}, groups=["x", "y"]), metrics="in_degree")
    row = only(found, quantity="change", other="y")
    assert row["p"] <= 0.05
    assert "robust: also p 0.001 with labels dealt out to changes" in row["note"]
    assert "not robust" not in row["note"]
    one_hub = make_network(LETTERS, "EA FA GA HA IA JA KA LA", groups=GROUPS)
    found = compare(make_study({"one": early, "two": one_hub}, groups=["x", "y"]), metrics="in_degree")
    row = only(found, quantity="change", other="y")
    assert row["p"] <= 0.05
    assert "not robust: p " in row["note"]


def test_a_group_of_one_has_no_label_test(make_study, make_network) -> None:
    alone = {i: "x" if i == "A" else "y" for i in LETTERS}
    networks = {name: make_network(LETTERS, words(seed, 14), groups=alone) for name, seed in (("one", 1), ("two", 2))}
    found = compare(make_study(networks, groups=["x", "y"]), metrics="in_degree")
    assert only(found, quantity="change_by_group")["note"] == "no p: a group has one organisation"
    assert only(found, quantity="change", other="y")["p"] > 0


def test_another_most_central_organisation_is_said(make_study, make_network) -> None:
    toward = {name: " ".join(a + name for a in LETTERS if a != name) for name in "AB"}
    early, late = (make_network(LETTERS, toward[name]) for name in "AB")
    metrics = ["in_degree_centralisation", "betweenness_centralisation", "density"]
    found = compare(make_study({"one": early, "two": late}), metrics=metrics)
    note = only(found, quantity="change", metric="in_degree_centralisation")["note"]
    assert "the most central organisation is another one (A and B): p may be somewhat too small" in note
    assert "most central" not in only(found, quantity="change", metric="density")["note"]
    # In a star without a way through it nobody is between others: there is no most central one.
    assert "most central" not in only(found, quantity="change", metric="betweenness_centralisation")["note"]
    same = make_network(LETTERS, toward["A"] + " BC CD DE EF FG GH")
    kept = compare(make_study({"one": early, "two": same}), metrics="in_degree_centralisation")
    assert "most central" not in only(kept, quantity="change")["note"]
