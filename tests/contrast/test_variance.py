"""Guards permutation ANOVA over the groups of a study: three groups, who is left out, refusals, correction."""

import numpy as np
import pytest

from sna.contrast import anova
from sna.errors import UsageError

TIES = [["b", "a"], ["c", "a"], ["d", "a"], ["e", "a"], ["f", "a"], ["a", "b"], ["c", "b"], ["d", "b"], ["g", "c"]]
KINDS = {"a": "hub", "b": "hub", "c": "rim", "d": "rim", "e": "far", "f": "far", "g": "far", "h": None}


@pytest.fixture
def study(make_network, make_study):
    return make_study([make_network(KINDS, TIES)], ["hub", "rim", "far"], primary="in_degree")


def test_three_groups(study):
    rows = anova(study, metrics="in_degree").table.set_index("quantity")
    # In-degrees 5 3 | 1 0 | 0 0 0: mean 9/7, between 2·(4−9/7)² + 2·(½−9/7)² + 3·(9/7)², within 2 + ½.
    between, within = 2 * (4 - 9 / 7) ** 2 + 2 * (0.5 - 9 / 7) ** 2 + 3 * (9 / 7) ** 2, 2.5
    f = rows.loc["anova_f"]
    assert f["value"] == pytest.approx((between / 2) / (within / 4))
    assert rows.loc["anova_eta_squared", "value"] == pytest.approx(between / (between + within))
    assert (f["n"], f["resamples"], f["group"]) == (7, 210, "hub · rim · far")
    assert f["p"] == rows.loc["anova_eta_squared", "p"] < 0.05
    assert "1 organisation in no group" in f["note"]
    assert "exact" in f["method"]


def test_metrics_are_corrected_but_for_the_one_declared(knoke, make_study):
    kinds = sorted({kind for kind in knoke.roster.attributes["kind"] if kind})
    study = make_study([knoke], kinds, primary="in_degree")
    found = anova(study, metrics=["in_degree", "out_degree", "betweenness"]).table
    f = found[found["quantity"] == "anova_f"].set_index("metric")
    assert np.isnan(f.loc["in_degree", "p_adjusted"])
    assert (f["p_min"] <= 0.05).all()
    others = f.loc[["out_degree", "betweenness"]]
    assert (others["p_adjusted"] >= others["p"]).all()
    assert (others["p_adjusted"] > others["p"]).any()


def test_a_metric_that_cannot_be_small_corrects_no_other(study):
    found = anova(study, metrics=["in_degree", "out_degree", "betweenness"]).table
    f = found[found["quantity"] == "anova_f"].set_index("metric")
    assert f.loc["out_degree", "p_min"] > 0.05
    assert np.isnan(f.loc["out_degree", ["p", "p_adjusted"]].astype(float)).all()


def test_undefined_values_are_left_out_and_counted(study):
    found = anova(study, metrics=["in_degree", "constraint"]).table
    constraint = found[found["metric"] == "constraint"].iloc[0]
    assert constraint["n"] <= 7
    alone = anova(study, metrics="constraint").table.iloc[0]
    assert alone["p"] == constraint["p"]


def test_nothing_to_compare_is_said(make_network, make_study):
    network = make_network(KINDS, TIES)
    with pytest.raises(UsageError, match="no groups"):
        anova(make_study([network], []))
    one = anova(make_study([network], ["hub", "none"]), metrics="in_degree").table.iloc[0]
    assert np.isnan(one["value"])
    assert "fewer than two groups have a value, so there is nothing to compare" in one["note"]
    ring = make_network({"a": "x", "b": "x", "c": "y", "d": "y"}, [["a", "b"], ["b", "c"], ["c", "d"], ["d", "a"]])
    same = anova(make_study([ring], ["x", "y"]), metrics="in_degree").table.iloc[0]
    assert np.isnan(same["value"])
    assert "same value" in same["note"]


def test_a_group_of_one_against_another_has_no_p(make_network, make_study):
    kinds = {name: "hub" if name == "a" else "rim" for name in "abcdefgh"}
    row = anova(make_study([make_network(kinds, TIES)], ["hub", "rim"]), metrics="in_degree").table.iloc[0]
    assert np.isnan(row["p"])
    assert row["note"].startswith("no p: a group has one organisation")
