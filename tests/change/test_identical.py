"""Guards that two identical networks show no change, in every quantity and every sentence."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.change import compare, network_distances
from sna.report.change_prose import change_summary

WORDS = [a + b for a in "ABCDEF" for b in "ABCDEF" if a != b]
GROUPS = dict.fromkeys("ABC", "x") | dict.fromkeys("DEF", "y")

ONE = {"jaccard", "jaccard_weighted", "persistence_rate", "rank_biased_overlap", "kendall_tau_b"}
"""1 means no change; of everything else 0 does."""
KEPT = {"ties_kept", "ties_kept_common", "ties_kept_by_group_pair", "ties_kept_by_organisation"}


def expected(quantity: str) -> float:
    base = quantity.removesuffix("_common").removesuffix("_by_group_pair").removesuffix("_by_organisation")
    return 1.0 if base in ONE else 0.0


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(WORDS)), st.booleans(), st.integers(2, 4))
def test_nothing_changed(make_study, make_network, words: set[str], directed: bool, snapshots: int) -> None:
    ties = " ".join(f"{w}:{1 + i % 3}" for i, w in enumerate(sorted(words)) if directed or w[0] < w[1])
    network = make_network("ABCDEF", ties, directed=directed, groups=GROUPS)
    study = make_study({f"s{i}": network for i in range(snapshots)}, groups=["x", "y"])
    findings = compare(study)
    for row in findings.table.to_dict("records"):
        if row["quantity"] in KEPT:
            continue
        told = (row["quantity"], row["metric"], row["organisation"], row["note"])
        if math.isnan(row["value"]):
            assert row["note"], told
        else:
            assert row["value"] == expected(row["quantity"]), told
        assert math.isnan(row["p"]), told
    apart = network_distances(study).table
    assert set(apart["value"]) == {0.0}
    sentences = " ".join(change_summary(findings, study))
    assert sentences.startswith("Nothing changed from s0 to s1")
    assert sentences.count(".") == 1
    for word in ("Density changed", "more than turnover", " up ", " down ", "roker", "core", "joined", "left"):
        assert word not in sentences


@pytest.mark.parametrize("directed", [True, False])
def test_the_quantities_looked_at_are_all_there_are(make_study, make_network, directed: bool) -> None:
    network = make_network("ABCDEF", "AB BC CD AE", directed=directed, groups=GROUPS)
    table = compare(make_study({f"s{i}": network for i in range(3)}, groups=["x", "y"])).table
    for quantity in (*ONE, "formation_rate", "turnover_rate", "hamming", "hamming_weighted", "ties_stronger"):
        assert table.loc[table["quantity"] == quantity, "value"].notna().all(), quantity
    for quantity in (
        "rank_change",
        "trajectory",
        "change_composition",
        "change_retying",
        "broker_entered",
        "core_left",
    ):
        assert (table["quantity"] == quantity).any(), quantity
    assert (table.loc[table["quantity"] == "trajectory", "note"].str.endswith(": stayed")).all()
