"""Guards the findings of compare: turnover, membership, shifts, refusals, two studies."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sna.change import compare
from sna.errors import NoResultError, UsageError
from sna.model import FINDING_COLUMNS, Findings, Layer, Network, Roster, Ties

REFERENCE = Path(__file__).parents[1] / "reference"


def table_of(findings: Findings, **columns: object) -> pd.DataFrame:
    table = findings.table
    for column, value in columns.items():
        table = table[table[column] == value]
    return table


def value_of(findings: Findings, quantity: str, **columns: object) -> float:
    found = table_of(findings, quantity=quantity, **columns)
    assert len(found) == 1
    return float(found["value"].iloc[0])


def test_turnover_against_a_comparison_of_two_published_layers(make_study) -> None:
    """Florentine marriages as the earlier network and business ties as the later one."""
    records = json.loads((REFERENCE / "comparison_inference.json").read_text())
    known = next(r["values"] for r in records if r["metric"] == "layer_comparison")

    def read(name: str) -> list[list[str]]:
        return [line.split(",")[:2] for line in (REFERENCE / f"graphs/{name}.csv").read_text().splitlines()[1:]]

    roster = Roster.of([row[0] for row in read("florentine_nodes")])
    layer = Layer("links", directed=False)
    networks = {}
    for name in ("marriage", "business"):
        rows = [(roster.position[a], roster.position[b], 1.0) for a, b in read(f"florentine_{name}")]
        networks[name] = Network(roster, layer, Ties.of(rows, directed=False))
    found = compare(make_study(networks), metrics="density")
    assert value_of(found, "ties_kept") == known["common"]
    assert value_of(found, "jaccard") == pytest.approx(known["jaccard"])
    before, after = known["edges"]
    assert value_of(found, "ties_lost") == before - known["common"]
    assert value_of(found, "ties_gained") == after - known["common"]
    assert value_of(found, "ties_lost") + value_of(found, "ties_gained") == known["hamming"]
    assert value_of(found, "change", metric="density") == pytest.approx((after - before) / 120)


@pytest.mark.parametrize("directed", [True, False])
def test_identical_networks_change_nowhere(make_study, make_network, directed: bool) -> None:
    network = make_network("ABCDE", "AB BC CD AE", directed=directed, groups=dict.fromkeys("AB", "x"))
    found = compare(make_study({"one": network, "two": network}, groups=["x", "*"]))
    assert value_of(found, "jaccard") == value_of(found, "jaccard_common") == 1
    for quantity in ("ties_gained", "ties_lost", "ties_gained_joiners", "ties_lost_leavers", "joined", "left"):
        assert value_of(found, quantity) == 0
    changes = table_of(found, quantity="change")
    assert changes["metric"].nunique() > 10
    assert set(changes["value"].dropna()) == {0.0}
    assert (changes.loc[changes["value"].isna(), "note"] != "").all()
    assert (changes["target"] == "description: no test").all()
    assert changes["p"].isna().all()


def test_only_the_roster_changed(make_study, make_network) -> None:
    before, after = make_network("ABC", "AB BC"), make_network("ABDE", "AB DA")
    found = compare(make_study({"one": before, "two": after}), metrics=["in_degree", "density"])
    assert value_of(found, "joined", organisation="") == 2
    assert value_of(found, "left", organisation="") == 1
    assert table_of(found, quantity="joined", value=1)["organisation"].tolist() == ["D", "E"]
    assert table_of(found, quantity="left")["organisation"].tolist() == ["", "C"]
    assert (value_of(found, "ties_gained"), value_of(found, "ties_gained_joiners")) == (1, 1)
    assert (value_of(found, "ties_lost"), value_of(found, "ties_lost_leavers")) == (1, 1)
    assert value_of(found, "jaccard") == pytest.approx(1 / 3)
    # Among those who stayed, nothing changed.
    assert value_of(found, "jaccard_common") == 1
    assert value_of(found, "ties_gained_common") == value_of(found, "ties_lost_common") == 0
    degree = table_of(found, quantity="change", metric="in_degree")
    assert degree["organisation"].tolist() == ["A", "B"]
    assert degree["value"].tolist() == [1, 0]
    density = table_of(found, metric="density").iloc[0]
    assert density["value"] == pytest.approx(2 / 12 - 2 / 6)
    moved = "2 joined and 1 left: part of the change can come from that"
    assert density["note"] == f"{moved}; no p: no pair changed"
    assert table_of(found, quantity="ties_kept")["n"].iloc[0] == 5
    assert table_of(found, quantity="ties_kept_common")["n"].iloc[0] == 2


def test_two_empty_networks_have_no_jaccard(make_study, make_network) -> None:
    empty = make_network("ABC", "")
    found = compare(make_study({"one": empty, "two": empty}), metrics="density")
    row = table_of(found, quantity="jaccard").iloc[0]
    assert math.isnan(row["value"])
    assert row["note"].startswith("no tie in either snapshot")
    assert value_of(found, "ties_kept") == 0


def test_one_snapshot_gives_no_findings(make_study, make_network) -> None:
    found = compare(make_study({"one": make_network("AB", "AB")}))
    assert tuple(found.table.columns) == FINDING_COLUMNS
    assert found.table.empty


def test_each_snapshot_and_the_next_in_the_order_of_the_study(make_study, make_network) -> None:
    networks = {"c": make_network("AB", "AB"), "a": make_network("AB", ""), "b": make_network("AB", "BA")}
    found = compare(make_study(networks), metrics="density")
    steps = found.table[["before", "snapshot"]].drop_duplicates().to_numpy().tolist()
    assert steps == [["c", "a"], ["a", "b"]]
    assert (value_of(found, "ties_lost", snapshot="a"), value_of(found, "ties_gained", snapshot="b")) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"before": "one", "after": "three"}, ["one", "three"]),
        ({"before": "two"}, ["two", "three"]),
        ({"after": "two"}, ["one", "two"]),
        ({"before": "three", "after": "one"}, ["three", "one"]),
    ],
)
def test_named_snapshots(make_study, make_network, asked: dict[str, str], expected: list[str]) -> None:
    study = make_study(dict.fromkeys(("one", "two", "three"), make_network("AB", "AB")))
    found = compare(study, metrics="density", **asked)
    assert found.table[["before", "snapshot"]].drop_duplicates().to_numpy().tolist() == [expected]


@pytest.mark.parametrize(
    "asked", [{"before": "tow"}, {"after": "one"}, {"before": "three"}, {"before": "one", "after": "one"}]
)
def test_snapshots_that_cannot_be_compared(make_study, make_network, asked: dict[str, str]) -> None:
    study = make_study(dict.fromkeys(("one", "two", "three"), make_network("AB", "AB")))
    with pytest.raises(UsageError, match="E401"):
        compare(study, **asked)


def test_groups_are_those_of_the_later_snapshot(make_study, make_network) -> None:
    before = make_network("ABCD", "AB CB DB", groups={"A": "x", "B": "x", "C": "y", "D": "y"})
    after = make_network("ABCDE", "AB CA DA EA BA", groups={"A": "x", "B": "y", "C": "y", "E": "x"})
    found = compare(make_study({"one": before, "two": after}, groups=["x", "y"]), metrics="in_degree")
    changes = table_of(found, quantity="change", other="").set_index(["organisation", "group"])
    assert changes.loc[("A", "x"), "value"] == 4
    assert changes.loc[("B", "y"), "value"] == -2
    assert ("D", "") in changes.index
    assert changes.loc[("", "x"), ["value", "n"]].tolist() == [4, 1]
    assert changes.loc[("", "x"), "note"] == "1 joined since, not compared"
    assert changes.loc[("", "y"), ["value", "n"]].tolist() == [-1, 2]
    gap = table_of(found, quantity="change", group="x", other="y").iloc[0]
    assert gap[["value", "n"]].tolist() == [5, 3]
    assert table_of(found, quantity="joined", organisation="E")["group"].tolist() == ["x"]


def test_undefined_on_either_side_is_empty_with_its_reason(make_study, make_network) -> None:
    before = make_network("ABCD", "AB BC", directed=False, groups=dict.fromkeys("ABCD", "x"))
    after = make_network("ABCD", "AD BD", directed=False, groups=dict.fromkeys("ABCD", "x"))
    found = compare(make_study({"one": before, "two": after}, groups=["x", "y"]), metrics="constraint")
    gap = table_of(found, quantity="change", other="y").iloc[0]
    assert math.isnan(gap["value"])
    assert gap["note"] == "a group has no organisation with a value in both snapshots"
    rows = table_of(found, quantity="change", other="").set_index(["organisation", "group"])
    assert rows["value"].isna().tolist() == [False, False, True, True, False, True]
    assert rows.loc[("C", "x"), "note"] == "after: no ties"
    assert rows.loc[("D", "x"), "note"] == "before: no ties"
    assert rows.loc[("", "x"), "n"] == 2
    assert rows.loc[("", "x"), "note"] == "2 of 4 undefined, left out"
    assert rows.loc[("", "y"), "note"].startswith("no organisation of this group")


def test_different_samples_are_not_compared(make_study, make_network) -> None:
    networks = {"one": make_network("AB", "AB"), "two": make_network("ABC", "BA")}
    found = compare(make_study(networks, samples=["A", "B"]), metrics=["density", "in_degree"])
    rest = found.table[~found.table["quantity"].isin(["joined", "left"])]
    assert rest["value"].isna().all()
    assert rest["note"].str.contains("different samples").all()
    assert set(rest.loc[rest["quantity"] == "change", "metric"]) == {"density", "in_degree"}
    assert value_of(found, "joined", organisation="") == 1


def test_unobserved_pairs_are_left_out_and_counted(make_study, make_network) -> None:
    networks = {"one": make_network("ABC", "AB", unobserved=["BC", "BA"]), "two": make_network("ABC", "AB BC")}
    found = compare(make_study(networks), metrics="density")
    assert (value_of(found, "jaccard"), value_of(found, "ties_gained")) == (1, 0)
    assert table_of(found, quantity="ties_gained")["note"].tolist() == [
        "1 tie of pairs not observed in the other snapshot, left out"
    ]
    assert table_of(found, quantity="change")["note"].tolist() == [
        "before: 2 pairs not observed, left out; no p: not the same pairs were observed in both"
    ]


def test_two_studies_are_paired_by_order(make_study, make_network) -> None:
    early = make_study({"a": make_network("AB", "AB"), "b": make_network("AB", "")}, name="old")
    late = make_study({"p": make_network("ABC", "AB CA"), "q": make_network("AB", "BA")}, name="new")
    found = compare(early, late, metrics="density")
    steps = found.table[["before", "snapshot"]].drop_duplicates().to_numpy().tolist()
    assert steps == [["old/a", "new/p"], ["old/b", "new/q"]]
    assert value_of(found, "ties_kept", snapshot="new/p") == 1
    assert value_of(found, "change", metric="density", snapshot="new/q") == 0.5
    one = compare(early, late, before="b", after="p", metrics="density")
    assert set(one.table["before"]) == {"old/b"}
    with pytest.raises(UsageError, match=r"E401.*2 in old, 1 in new"):
        compare(early, make_study({"p": make_network("AB", "AB")}, name="new"))
    with pytest.raises(NoResultError, match="E708"):
        compare(early, make_study(dict.fromkeys("pq", make_network("AB", "", directed=False)), name="new"))


def test_names_that_do_not_exist(make_study, make_network) -> None:
    study = make_study(dict.fromkeys(("one", "two"), make_network("AB", "AB")))
    with pytest.raises(UsageError, match=r"E401.*Did you mean 'links'"):
        compare(study, layers="lnks")
    with pytest.raises(UsageError, match="E329"):
        compare(study, by="knd")
    with pytest.raises(UsageError, match="E702"):
        compare(study, metrics="densty")


def test_changes_add_up_over_time(make_study, make_network) -> None:
    generator = np.random.Generator(np.random.PCG64(4))
    pairs = [a + b for a in "ABCDEF" for b in "ABCDEF" if a != b]
    drawn = {when: " ".join(p for p in pairs if generator.random() < 0.4) for when in ("one", "two", "three")}
    study = make_study({when: make_network("ABCDEF", ties) for when, ties in drawn.items()})
    steps = table_of(compare(study), quantity="change")
    whole = table_of(compare(study, before="one", after="three"), quantity="change")
    summed = steps.groupby(["metric", "organisation"])["value"].sum(min_count=2)
    direct = whole.set_index(["metric", "organisation"])["value"]
    both = summed.notna() & direct.reindex(summed.index).notna()
    assert both.sum() > 60
    np.testing.assert_allclose(summed[both], direct.reindex(summed.index)[both], atol=1e-9)
