"""What would be lost with whom: against networks without them; what one new tie would change: against trying all."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sna
from sna.contrast.groups import groups_at
from sna.engines import as_presence
from sna.infer import ShortestRoutes
from sna.lenses import see
from sna.lenses.departures import departures
from sna.lenses.holders import held_by
from sna.lenses.what_if import share_of_routes
from sna.metrics import compute
from sna.model import Contrast, Deriving, Layer, LayerRule, Network, Roster, Snapshot, Snapshots, Study, Ties
from sna.report.views import VIEWS

PARTNERSHIP = Path(__file__).parents[2] / "datasets" / "end-of-life-partnership"


def study_of(kinds: dict[str, str], ties: list[str], *, directed: bool = False) -> Study:
    roster = Roster.of(list(kinds), attributes={"kind": list(kinds.values())})
    places = [(roster.position[t[0]], roster.position[t[1]], 1.0) for t in ties]
    network = Network(roster, Layer("links", directed=directed), Ties.of(places, directed=directed))
    deriving = Deriving(lambda *_: network, lambda *_: None)  # type: ignore[arg-type, return-value]
    layers = {"links": LayerRule("links", "links", directed=directed)}
    contrasts = (Contrast("kind", ("hub", "local")),)
    return Study("study", "", roster, {}, Snapshots((Snapshot("all"),)), layers, contrasts, deriving)


@pytest.fixture(scope="module")
def surgery() -> Study:
    return sna.load("centralised-surgery")


def test_losses_of_organisations_are_those_of_the_network_without_them(surgery: Study) -> None:
    found = sna.lens(surgery, "resilience")
    for layer in surgery.layers:
        network = surgery.network(layer, "after")
        whole = compute("fragmentation", network)
        rows = found[(found["layer"] == layer) & (found["organisation"] != "")]
        lost = rows.pivot_table(index="organisation", columns="quantity", values="value", aggfunc="first")
        for organisation in network.roster.ids:
            left = network.subset(frozenset(network.roster.ids) - {organisation})
            reach = [(1 - compute("fragmentation", n)) * n.n * (n.n - 1) / 2 for n in (network, left)]
            part = as_presence(network) > 0
            own = network.roster.position[organisation]
            mine = ShortestRoutes.of(part | part.T)
            reached = sum(int(((stage.start == own) | (stage.end == own)).sum()) for stage in mine.stages)
            assert lost.loc[organisation, "lost_pairs"] == pytest.approx(reach[0] - reached - reach[1])
        cuts = (lost["lost_parts"] > 0).sum()
        assert cuts == compute("cut_organisations", network)
        assert 0 <= whole <= 1


def test_a_joint_role_takes_with_it_the_ties_that_nobody_else_makes(surgery: Study) -> None:
    network = surgery.network("joint_roles", "during")
    held = held_by(surgery, surgery.snapshots["during"], network)
    assert len(held) == 8
    made = {pair for _, pairs in held for pair in pairs}
    assert made == set(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    found = sna.lens(surgery, "resilience")
    rows = found[(found["quantity"] == "lost_ties") & found["group"].str.contains(": ")]
    assert len(rows) == 6
    assert (rows["value"] == 1).all()


def test_coverage_counts_who_loses_the_last_tie_to_the_first_group() -> None:
    study = study_of({"A": "hub", "B": "hub", "C": "local", "D": "local"}, ["AC", "AD", "BD", "CD"])
    found = sna.lens(study, "resilience").set_index(["quantity", "organisation"])["value"]
    assert found["lost_coverage", "A"] == 1
    assert found["lost_coverage", "B"] == 0
    assert found["worst_withdrawal", "D"] == 2


@pytest.mark.parametrize("kinds", [{}, {"A": "hub"}, {"A": "hub", "B": "local"}])
def test_the_smallest_studies(kinds: dict[str, str]) -> None:
    study = study_of(kinds, ["AB"] if len(kinds) > 1 else [])
    findings = see(study, ["resilience"])["resilience"]
    assert (findings.table[findings.table["quantity"] == "lost_pairs"]["value"] == 0).all()
    list(VIEWS["resilience"].sentences(findings, study))
    list(VIEWS["resilience"].tables(findings, study))
    list(VIEWS["resilience"].figures(findings, study))


def test_a_complete_network_stays_whole() -> None:
    kinds = dict(zip("ABCDEF", ["hub", "hub", *["local"] * 4], strict=True))
    study = study_of(kinds, ["".join(pair) for pair in itertools.combinations("ABCDEF", 2)])
    found = sna.lens(study, "resilience")
    row = found[found["quantity"] == "worst_withdrawal"].iloc[0]
    assert row["organisation"] == ""
    assert row["note"].startswith("of 6 tried none cuts anybody off")
    assert found.loc[found["quantity"].isin(["doubly_tied", "doubly_reached"]), "value"].tolist() == [1, 1]
    assert "nothing to reduce" in found[found["quantity"] == "what_if_new_tie"]["note"].item()


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_share_of_routes_is_that_of_the_test_of_groups(directed: bool, seed: int) -> None:
    generator = np.random.default_rng(seed)
    ties = generator.random((9, 9)) < 0.25
    np.fill_diagonal(ties, val=False)
    ties = ties if directed else ties | ties.T
    labels = np.array([0, 0, 1, 1, 1, 1, 1, 2, 2])
    share, _ = share_of_routes(ties, labels == 1, labels == 0)
    inside = np.stack([labels == 0, labels == 1]).astype(float)[None]
    assert share == pytest.approx(ShortestRoutes.of(ties).share_through(inside)[0, 1, 0], nan_ok=True)


@pytest.mark.parametrize("layer", ["joint_roles", "mdt"])
def test_no_new_tie_is_better_than_the_best_and_equal_ones_are_counted(surgery: Study, layer: str) -> None:
    network = surgery.network(layer, "after")
    contrast = surgery.contrast()
    assert contrast is not None
    groups = groups_at(contrast, network.roster)
    ties = as_presence(network) > 0
    shares = {}
    for a, b in (itertools.permutations if network.directed else itertools.combinations)(range(network.n), 2):
        if not ties[a, b]:
            new = ties.copy()
            new[a, b] = True
            new[b, a] |= not network.directed
            inside = np.stack([groups == 0, groups == 1]).astype(float)[None]
            shares[a, b] = ShortestRoutes.of(new).share_through(inside)[0, 1, 0]
    found = sna.lens(surgery, "resilience")
    rows = found[(found["quantity"] == "what_if_new_tie") & (found["layer"] == layer)]
    assert sorted(rows["value"]) == pytest.approx(sorted(shares.values())[:3])
    ids = network.roster.position
    for row in rows.to_dict("records"):
        assert shares[ids[row["organisation"]], ids[row["other"]]] == pytest.approx(row["value"])
        equal = sum(abs(share - row["value"]) < 1e-9 for share in shares.values())
        assert row["note"].startswith("what if, not advice: one new ")
        assert (f"{equal} new ties are equally good" in row["note"]) == (equal > 1)


def test_partners_that_left_are_those_of_the_tables() -> None:
    study = sna.load("end-of-life-partnership")
    rows = [
        row for row in csv.DictReader((PARTNERSHIP / "organisations.csv").read_text().splitlines()) if row["closed"]
    ]
    left = sorted((row["closed"], row["organisation"], row["withdrawal_reason"]) for row in rows)
    assert [(str(one.day), one.organisation, one.reason) for one in departures(study)] == left
    # Members alone tell the same.
    assert [one.organisation for one in departures(replace(study, closed={}))] == [row[1] for row in left]
    found = sna.lens(study, "resilience")
    seats = found[found["quantity"] == "seats_lost"]
    members = list(csv.DictReader((PARTNERSHIP / "members.csv").read_text().splitlines()))
    for sector in {row["sector"] for row in members}:
        gone = sum(row["sector"] == sector and bool(row["reason"]) for row in members)
        assert seats.set_index("group").loc[sector, "value"] == gone


def test_the_curve_that_happened_is_that_of_the_partners_that_left_in_their_order() -> None:
    study = sna.load("end-of-life-partnership")
    found = sna.lens(study, "resilience")
    rows = found[(found["quantity"] == "largest_part") & (found["other"] == "as it happened")]
    rows = rows[rows["layer"] == "support"]
    assert rows["organisation"].tolist() == ["", "EL07", "EL04", "EL11"]
    assert set(rows["snapshot"]) == {"set-up"}
    network = study.network("support", "set-up")
    keep = set(network.roster.ids)
    for row in rows.to_dict("records"):
        keep -= {row["organisation"]}
        left = network.subset(frozenset(keep))
        assert compute("fragmentation", left) == 0
        assert row["value"] == pytest.approx(left.n / network.n)


def test_nothing_random_is_worse_than_the_worst(surgery: Study) -> None:
    found = see(surgery, ["resilience"])["resilience"].table
    robust = found[found["quantity"] == "robustness"].set_index(["layer", "other"])
    for layer in surgery.layers:
        assert robust.loc[(layer, "at worst"), "value"] <= robust.loc[(layer, "at random"), "low"] + 1e-12
    assert see(surgery, ["resilience"])["resilience"].table.equals(found)
    other = see(surgery, ["resilience"], seed=7)["resilience"].table
    drawn = found["other"] == "at random"
    assert other[~drawn].equals(found[~drawn])
    assert not other[drawn].equals(found[drawn])


def test_the_figure_says_what_is_left() -> None:
    study = sna.load("end-of-life-partnership")
    findings = see(study, ["resilience"])["resilience"]
    [figure] = VIEWS["resilience"].figures(findings, study)
    assert figure.picture.title.startswith("Support: losing the worst 4 of 13")
    assert "77% connected after the 3 withdrawals that happened" in figure.picture.alt
