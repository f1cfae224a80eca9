"""Guards the findings of asymmetry: published values, refusals, notes, multiplicity, determinism."""

import dataclasses
import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sna.contrast import asymmetry, resolve_contrast
from sna.errors import NoResultError, UsageError
from sna.model import FINDING_COLUMNS, Contrast, Findings, Network

RECORDS = json.loads((Path(__file__).parents[1] / "reference" / "groups.json").read_text())


def reference(graph: str, metric: str):
    return next(r for r in RECORDS if (r["graph"], r["metric"]) == (graph, metric))


def pick(findings: Findings, **columns: object) -> pd.DataFrame:
    table = findings.table
    for column, value in columns.items():
        table = table[table[column] == value]
    return table


def one(findings: Findings, **columns: object) -> pd.Series:
    found = pick(findings, **columns)
    assert len(found) == 1
    return found.iloc[0]


def test_published_gap_of_managers(advice, make_study) -> None:
    known = reference("krackhardt_advice", "cliffs_delta_exact")
    found = asymmetry(make_study([advice], ["manager", "*"]), metrics="in_degree")
    delta = one(found, quantity="cliffs_delta")
    assert delta["value"] == pytest.approx(known["values"]["delta"])
    assert delta["p"] == pytest.approx(known["values"]["p_two"])
    assert delta["resamples"] == known["parameters"]["enumeration"]
    assert delta["method"] == "exact label permutation, two-sided, 20349 splits"
    assert (delta["group"], delta["other"], delta["n"]) == ("manager", "all others", 21)


def test_published_gap_of_the_government_sector(knoke, make_study) -> None:
    known = reference("knoke_information", "cliffs_delta_exact")["values"]
    found = asymmetry(make_study([knoke], ["GOV", "*"]), metrics=["in_degree"])
    difference, delta = one(found, quantity="difference"), one(found, quantity="cliffs_delta")
    assert (delta["value"], delta["p"]) == pytest.approx((known["delta"], known["p_two"]))
    assert (difference["value"], difference["p"]) == pytest.approx((known["mean_diff"], known["mean_diff_p_two"]))
    assert difference["low"] < difference["value"] < difference["high"]
    ratio = one(found, quantity="ratio")
    means = pick(found, quantity="mean").set_index("group")["value"]
    assert ratio["value"] == pytest.approx(means["GOV"] / means["all others"])


def test_means_and_shares(knoke, make_study) -> None:
    known = reference("knoke_information", "inequality_indegree")["values"]["group_mean"]
    found = asymmetry(make_study([knoke], ["GOV", "PVT", "VOL"]), metrics="in_degree")
    means = pick(found, quantity="mean").set_index("group")
    assert means["value"].to_dict() == pytest.approx(known)
    assert means["n"].to_dict() == {"GOV": 4, "PVT": 2, "VOL": 4}
    assert pick(found, quantity="share")["value"].sum() == pytest.approx(1)
    pairs = pick(found, quantity="difference")[["group", "other"]].to_numpy().tolist()
    assert pairs == [["GOV", "PVT"], ["GOV", "VOL"], ["PVT", "VOL"]]


def test_groups_exchanged_change_sign_and_nothing_else(advice, make_study) -> None:
    forward = asymmetry(make_study([advice], ["manager", "staff"]))
    backward = asymmetry(make_study([advice], ["staff", "manager"]))
    for quantity in ("difference", "cliffs_delta"):
        a, b = pick(forward, quantity=quantity), pick(backward, quantity=quantity)
        np.testing.assert_allclose(a["value"], -b["value"].to_numpy(), atol=1e-12)
        for column in ("p", "p_mid", "p_min", "p_adjusted"):
            np.testing.assert_allclose(a[column], b[column].to_numpy())
    assert np.isfinite(pick(forward, quantity="difference")["p"]).all()


def test_order_of_rows_and_repetition_change_nothing(knoke, make_study, make_network) -> None:
    groups = dict(zip(knoke.roster.ids, knoke.roster.attributes["kind"], strict=True))
    ids = knoke.roster.ids
    ties = [(ids[s], ids[r]) for s, r in zip(knoke.ties.sender, knoke.ties.receiver, strict=True)]
    shuffled = make_network(dict(reversed(groups.items())), ties[::-1])
    first = asymmetry(make_study([knoke], ["GOV", "*"]), seed=3).table
    second = asymmetry(make_study([shuffled], ["GOV", "*"]), seed=3).table
    pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_one_more_metric_changes_no_p_and_no_interval(karate, make_study) -> None:
    study = make_study([karate], ["Mr. Hi", "Officer"])
    alone = asymmetry(study, metrics="degree", permutations=499)
    together = asymmetry(study, metrics=["degree", "constraint"], permutations=499)
    columns = ["value", "low", "high", "p", "p_mid", "p_min", "resamples", "seed"]
    for quantity in ("difference", "cliffs_delta"):
        first, second = one(alone, quantity=quantity), one(together, quantity=quantity, metric="degree")
        pd.testing.assert_series_equal(first[columns], second[columns], check_names=False)
    assert one(alone, quantity="difference")["method"].startswith(
        "label permutation, two-sided, random sample of 499 splits"
    )


def test_the_declared_metric_is_not_corrected(advice, make_study) -> None:
    default = pick(asymmetry(make_study([advice], ["manager", "*"])), quantity="difference").set_index("metric")
    assert math.isnan(default.loc["in_degree", "p_adjusted"])
    rest = default.drop(index="in_degree")
    assert rest["p_adjusted"].notna().sum() >= 3
    corrected = rest[rest["p_adjusted"].notna()]
    assert (corrected["p_adjusted"] >= corrected["p"]).all()
    assert corrected["method"].str.contains("step-down maxT").all()
    study = make_study([advice], ["manager", "*"], primary="betweenness")
    declared = pick(asymmetry(study), quantity="difference").set_index("metric")
    assert math.isnan(declared.loc["betweenness", "p_adjusted"])
    assert declared.loc["in_degree", "p_adjusted"] >= declared.loc["in_degree", "p"]


def test_a_group_of_one_gets_no_p(advice, make_study, make_network) -> None:
    groups = {i: "boss" if i == "7" else "rest" for i in advice.roster.ids}
    alone = Network(make_network(groups, []).roster, advice.layer, advice.ties)
    row = one(asymmetry(make_study([alone], ["boss", "rest"]), metrics="in_degree"), quantity="difference")
    assert math.isnan(row["p"])
    assert math.isfinite(row["value"])
    assert row["note"].startswith("no p: a group has one organisation")


def test_too_few_organisations_get_no_p(make_network, make_study) -> None:
    small = make_network(dict(zip("ABCDEF", "xxyyyy", strict=True)), ["AB", "CA", "DA", "EB", "FB"])
    row = one(asymmetry(make_study([small], ["x", "y"]), metrics="in_degree"), quantity="difference")
    assert math.isnan(row["p"])
    assert row["p_min"] == pytest.approx(1 / 15)
    assert "cannot be below 0.067" in row["note"]


def test_a_smaller_group_that_varies_more_is_said(make_network, make_study) -> None:
    names = "ABCDEFGHIJ"
    warning = "the smaller group varies more, so p may be too small"
    ties = [*(f"{a}A" for a in names[1:]), *(f"{a}B" for a in "ACDEF"), *(f"{a}C" for a in "ABD"), "AD", "BE", "AF"]

    def row(labels: str, ties: list[str]):
        network = make_network(dict(zip(names, labels, strict=True)), ties)
        return one(asymmetry(make_study([network], ["x", "y"]), metrics="in_degree"), quantity="difference")

    found = row("xxxyyyyyyy", ties)
    assert found["p"] <= 0.05
    assert warning in found["note"]
    # A p that is not small anyway needs no warning.
    found = row("xxxyyyyyyy", [f"{a}A" for a in names[1:]] + ["AD", "BE"])
    assert found["p"] > 0.05
    assert "may be too small" not in found["note"]
    # The larger group may vary: that makes p too large, if anything.
    assert warning not in row("yyyyyyyxxx", ties)["note"]


def test_an_empty_group_is_said(knoke, make_study) -> None:
    found = asymmetry(make_study([knoke], ["GOV", "none"]), metrics="in_degree")
    row = one(found, quantity="difference")
    assert math.isnan(row["value"])
    assert row["note"] == "no organisation in 'none'"
    assert one(found, quantity="mean", group="none")["note"] == "no organisation in this group"


def test_undefined_values_are_left_out_and_counted(make_network, make_study) -> None:
    groups = dict(zip("ABCDEFGHIJ", "xxxxyyyyyy", strict=True))
    network = make_network(groups, ["AB", "AC", "BC", "EF", "AE", "GH", "AG", "BG", "CG"], directed=False)
    found = asymmetry(make_study([network], ["x", "y"]), metrics=["constraint", "degree"])
    row = one(found, quantity="difference", metric="constraint")
    assert row["n"] == 7
    assert "3 of 10 organisations undefined, left out" in row["note"]
    assert row["note"].endswith("no interval: undefined for some organisations")
    assert math.isnan(row["low"])
    assert math.isnan(row["p_adjusted"])
    assert one(found, quantity="mean", metric="constraint", group="y")["n"] == 4
    assert one(found, quantity="difference", metric="degree")["n"] == 10


def test_organisations_in_no_group_are_counted(knoke, make_study) -> None:
    row = one(asymmetry(make_study([knoke], ["GOV", "VOL"]), metrics="in_degree"), quantity="difference")
    assert row["n"] == 8
    assert "2 organisations in none of the groups compared" in row["note"]


def test_strength_and_attendance_get_no_interval(karate, make_study) -> None:
    found = asymmetry(make_study([karate], ["Mr. Hi", "Officer"]), metrics=["strength", "degree"], permutations=99)
    strength, degree = (one(found, quantity="difference", metric=m) for m in ("strength", "degree"))
    assert math.isnan(strength["low"])
    assert "present or absent" in strength["note"]
    assert degree["low"] < degree["high"]
    study = make_study([karate], ["Mr. Hi", "Officer"], table="attendance")
    study = dataclasses.replace(study, deriving=dataclasses.replace(study.deriving, affiliation=lambda *_: None))
    projected = one(asymmetry(study, metrics="degree", permutations=99), quantity="difference")
    assert math.isnan(projected["low"])
    assert "attendance" in projected["note"]


def test_a_ratio_needs_both_means_to_be_at_least_one(make_network, make_study) -> None:
    groups = dict(zip("ABCDEFGH", "xxxxyyyy", strict=True))
    network = make_network(groups, ["BA", "CA", "DA", "EB", "FC", "GD", "HE"])
    found = asymmetry(make_study([network], ["x", "y"]), metrics=["in_degree", "out_degree"])
    assert pick(found, quantity="ratio").empty


def test_no_contrast_no_findings(knoke, make_study) -> None:
    found = asymmetry(make_study([knoke], []))
    assert tuple(found.table.columns) == FINDING_COLUMNS
    assert found.table.empty


def test_columns_and_groups_that_do_not_exist(knoke, make_study) -> None:
    study = make_study([knoke], ["GOV", "*"])
    with pytest.raises(UsageError, match=r"E329.*'knd'.*Did you mean 'kind'"):
        asymmetry(study, by="knd")
    with pytest.raises(UsageError, match=r"E329.*no group 'GOVT'.*Did you mean 'GOV'"):
        asymmetry(study, by=Contrast("kind", ("GOVT", "*")))
    with pytest.raises(UsageError, match=r"E702.*'density' is not of organisations"):
        asymmetry(study, metrics="density")
    with pytest.raises(UsageError, match=r"E702.*no metric"):
        asymmetry(study, metrics="in_degre")
    with pytest.raises(UsageError, match="E401"):
        asymmetry(study, layers="lnks")
    with pytest.raises(NoResultError, match="E702"):
        asymmetry(study, metrics="degree")


def test_a_column_that_was_not_declared_is_divided_by_its_values(knoke, make_study) -> None:
    study = make_study([knoke], [])
    assert resolve_contrast(study, "kind") == Contrast("kind", ("GOV", "PVT", "VOL"))
    many = dataclasses.replace(study, roster=study.roster.with_attribute("town", {i: i for i in study.roster.ids}))
    with pytest.raises(UsageError, match=r"E329.*10 different values"):
        resolve_contrast(many, "town")


def test_labels_that_mean_nothing_are_rarely_significant(make_network, make_study) -> None:
    generator = np.random.Generator(np.random.PCG64(8))
    networks = []
    for number in range(80):
        groups = dict(zip("ABCDEFGHI", generator.permutation(list("xxxyyyyyy")).tolist(), strict=True))
        ties = [a + b for a in groups for b in groups if a != b and generator.random() < 0.3]
        networks.append(dataclasses.replace(make_network(groups, ties), snapshot=f"s{number}"))
    found = asymmetry(make_study(networks, ["x", "y"]), metrics="in_degree")
    p = pick(found, quantity="difference")["p"].dropna()
    assert len(p) > 50
    assert (p <= 0.05).mean() <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / len(p))
    assert 0.3 < (p <= 0.6).mean() < 0.75
