"""Guards the two parts of a change: they add up, and each is nothing where only the other happened."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.change import compare
from sna.change.between import with_ties_of
from sna.metrics import compute

GROUPS = {i: "x" if i in "ABEF" else "y" for i in "ABCDEFGH"}
METRICS = ["density", "in_degree", "betweenness", "transitivity", "in_degree_centralisation", "components"]
PARTS = ["change_composition", "change_retying"]
patient = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ties_of(letters: str) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from([a + b for a in letters for b in letters if a != b]))


def parts_of(study) -> pd.DataFrame:
    """Return metric and group × quantity, of the network and of gaps."""
    table = compare(study, metrics=METRICS, permutations=99).table
    rows = table[(table["organisation"] == "") & ((table["group"] == "") | (table["other"] != ""))]
    wanted = rows[rows["quantity"].isin(["change", "change_everyone", "change_common", *PARTS])]
    return wanted.pivot_table(
        index=["metric", "group"], columns="quantity", values="value", aggfunc="first", dropna=False
    )


@patient
@given(ties_of("ABCDEF"), ties_of("CDEFGH"))
def test_parts_add_up_to_the_change(make_study, make_network, old: set[str], new: set[str]) -> None:
    before = make_network("ABCDEF", " ".join(sorted(old)), groups=GROUPS)
    after = make_network("CDEFGH", " ".join(sorted(new)), groups=GROUPS)
    parts = parts_of(make_study({"one": before, "two": after}, groups=["x", "y"])).reset_index()
    total = np.where(parts["group"] == "", parts["change"], parts.get("change_everyone"))
    known = parts[PARTS].notna().all(axis=1)
    assert known.any()
    np.testing.assert_allclose(parts.loc[known, PARTS].sum(axis=1), total[known], atol=1e-12)


@patient
@given(ties_of("ABCDEF"), ties_of("ABCDEF"))
def test_the_same_organisations_have_no_composition(make_study, make_network, old: set[str], new: set[str]) -> None:
    before, after = (make_network("ABCDEF", " ".join(sorted(words)), groups=GROUPS) for words in (old, new))
    parts = parts_of(make_study({"one": before, "two": after}, groups=["x", "y"]))
    assert set(parts["change_composition"].dropna()) == {0.0}
    assert "change_common" not in parts


@patient
@given(ties_of("ABCD"), ties_of("AEF"), ties_of("BGH"))
def test_a_change_of_roster_alone_has_no_retying(
    make_study, make_network, kept: set[str], left: set[str], joined: set[str]
) -> None:
    gone = {pair for pair in left if set(pair) & set("EF")}
    come = {pair for pair in joined if set(pair) & set("GH")}
    before = make_network("ABCDEF", " ".join(sorted(kept | gone)), groups=GROUPS)
    after = make_network("ABCDGH", " ".join(sorted(kept | come)), groups=GROUPS)
    parts = parts_of(make_study({"one": before, "two": after}, groups=["x", "y"]))
    assert set(parts["change_retying"].dropna()) == {0.0}
    assert set(parts["change_common"].dropna()) <= {0.0}


def test_isolates_that_join_dilute_density_and_nothing_is_retied(make_study, make_network) -> None:
    before, after = make_network("ABC", "AB BC"), make_network("ABCDE", "AB BC")
    parts = parts_of(make_study({"one": before, "two": after})).loc[("density", "")]
    assert parts["change"] == parts["change_composition"] == pytest.approx(2 / 20 - 2 / 6)
    assert parts["change_retying"] == parts["change_common"] == 0


def test_density_by_hand(make_study, make_network) -> None:
    # A, B stay; C left with one tie, D joined with two; one tie between A and B more.
    before, after = make_network("ABC", "AB CA"), make_network("ABD", "AB BA AD DB")
    parts = parts_of(make_study({"one": before, "two": after})).loc[("density", "")]
    # Of six places each: 2 before; 3 retied with C; 3 as before with D; 4 after.
    assert parts["change_retying"] == pytest.approx(((3 - 2) + (4 - 3)) / 2 / 6)
    assert parts["change_composition"] == pytest.approx(((3 - 2) + (4 - 3)) / 2 / 6)
    assert parts["change_common"] == pytest.approx(1 / 2)


def test_networks_between_keep_what_was_observed(make_network) -> None:
    before = make_network("ABC", "AB", unobserved=["BA", "CA"])
    after = make_network("ABD", "BA DA", unobserved=["AB", "BD"])
    mixed = with_ties_of(before, after, frozenset("AB"))
    assert mixed.roster.ids == ("A", "B", "C")
    assert mixed.unobserved == {(0, 1), (2, 0)}
    assert compute("density", mixed) == 1 / 4


def test_what_is_undefined_on_the_way_says_so(make_study, make_network) -> None:
    before, after = make_network("AB", ""), make_network("ABC", "AB BC CA")
    table = compare(make_study({"one": before, "two": after}), metrics="edge_reciprocity").table
    rows = table[table["quantity"].isin(PARTS)]
    assert rows["value"].isna().all()
    assert (rows["note"] == "undefined in one of the networks between the two").all()


def test_organisations_that_changed_group_are_counted(make_study, make_network) -> None:
    before = make_network("ABCD", "AB CD", groups=dict.fromkeys("AB", "x") | dict.fromkeys("CD", "y"))
    after = make_network("ABCDE", "AB CD", groups=dict.fromkeys("A", "x") | dict.fromkeys("BCDE", "y"))
    study = make_study({"one": before, "two": after}, groups=["x", "y"])
    table = compare(study, metrics="in_degree").table
    rows = table[table["quantity"].isin(PARTS)]
    assert rows["note"].str.startswith("1 in another group than before").all()
    retied = table.loc[table["quantity"] == "change_retying", "value"]
    assert retied.tolist() == [0.0]
    assert not math.isnan(rows["value"].sum())
