"""What one new tie would do to how much a group's members have with their strongest partner, worked out again."""

from __future__ import annotations

import itertools
import re

import networkx as nx
import numpy as np
import pytest

import sna
from sna.contrast.groups import groups_at
from sna.lenses import see
from sna.metrics import compute
from sna.model import Contrast, Deriving, Layer, LayerRule, Network, Roster, Snapshot, Snapshots, Study, Ties
from sna.report.views import VIEWS


def study_of(kinds: dict[str, str], ties: dict[str, float], *, directed: bool = False, depends=None) -> Study:
    roster = Roster.of(list(kinds), attributes={"kind": list(kinds.values())})
    places = [(roster.position[t[0]], roster.position[t[1]], weight) for t, weight in ties.items()]
    layer = Layer("links", directed=directed, depends=depends)
    network = Network(roster, layer, Ties.of(places, directed=directed))
    deriving = Deriving(lambda *_: network, lambda *_: None)  # type: ignore[arg-type, return-value]
    layers = {"links": LayerRule("links", "links", directed=directed)}
    contrasts = (Contrast("kind", ("hub", "local")),)
    return Study("study", "", roster, {}, Snapshots((Snapshot("all"),)), layers, contrasts, deriving)


def rows_of(study: Study, quantity: str) -> list[dict]:
    found = sna.lens(study, "resilience")
    return found[found["quantity"] == quantity].to_dict("records")


@pytest.mark.parametrize("layer", ["joint_roles", "mdt"])
def test_it_is_the_metric_of_a_network_with_one_more_tie(layer):
    surgery = sna.load("centralised-surgery")
    network = surgery.network(layer, "after")
    contrast = surgery.contrast()
    assert contrast is not None
    local = groups_at(contrast, network.roster) == contrast.groups.index("local")
    before = compute("dependence_on_strongest", network)
    counted = local & ~np.isnan(before)
    tied = set(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    typical = float(np.median(network.ties.weight))
    tried = {}
    for a, b in (itertools.permutations if network.directed else itertools.combinations)(range(network.n), 2):
        if (a, b) not in tied:
            rows = [*zip(network.ties.sender, network.ties.receiver, network.ties.weight, strict=True), (a, b, typical)]
            more = Network(network.roster, network.layer, Ties.of(rows, directed=network.directed))
            tried[a, b] = compute("dependence_on_strongest", more)[counted].mean()
    found = sna.lens(surgery, "resilience", layer=layer)
    (now,) = found[found["quantity"] == "strongest_partner_now"].to_dict("records")
    assert now["value"] == pytest.approx(before[counted].mean())
    assert f"mean over {counted.sum()} of {local.sum()}" in now["note"]
    rows = found[found["quantity"] == "what_if_strongest_partner"].to_dict("records")
    assert [row["value"] for row in rows] == pytest.approx(sorted(tried.values())[:3])
    for row in rows:
        ends = network.roster.position[row["organisation"]], network.roster.position[row["other"]]
        assert tried[ends] == pytest.approx(row["value"])
        equal = sum(abs(value - row["value"]) < 1e-9 for value in tried.values())
        assert row["note"].startswith("what if, not advice")
        assert (f"{equal} new ties are equally good" in row["note"]) == (equal > 1)


def test_two_readings_that_agree_name_the_same_tie():
    kinds = {"H": "hub", "a": "local", "b": "local", "c": "local"}
    ties = {"Ha": 1.0, "Hb": 1.0, "ac": 9.0, "bc": 9.0}
    study = study_of(kinds, ties)
    # a and b have one route through H and one through c: half. A tie a-b leaves none through H.
    (now,) = rows_of(study, "routes_through_now")
    graph = nx.Graph(tuple(tie) for tie in ties)
    through = [
        np.mean(["H" in path for path in nx.all_shortest_paths(graph, *pair)])
        for pair in itertools.combinations("abc", 2)
    ]
    assert now["value"] == pytest.approx(np.mean(through))
    assert {(row["organisation"], row["other"]) for row in rows_of(study, "what_if_new_tie")} == {("a", "b")}
    (strongest,) = rows_of(study, "strongest_partner_now")
    assert strongest["value"] == pytest.approx((0.9 + 0.9 + 0.5) / 3)
    # The median tie is 5: a and b would each have 9 of 15 with c.
    best = rows_of(study, "what_if_strongest_partner")[0]
    assert (best["organisation"], best["other"]) == ("a", "b")
    assert best["value"] == pytest.approx((0.6 + 0.6 + 0.5) / 3)
    assert "1 of the 1 best is among the 1 best by routes" in best["note"]


def test_two_readings_whose_best_ties_differ_say_that_they_disagree():
    study = sna.load("partner-survey")
    found = sna.lens(study, "resilience", layer="trust")
    by_routes, by_partner = (
        found[found["quantity"] == quantity].to_dict("records")
        for quantity in ("what_if_new_tie", "what_if_strongest_partner")
    )
    # One tie is best by routes, and its sender has not the most to gain by strongest partner.
    assert "equally good" not in by_routes[0]["note"]
    assert by_routes[0]["organisation"] != by_partner[0]["organisation"]
    assert all("the two readings disagree" in row["note"] for row in by_partner)


def test_what_cannot_be_reduced_by_routes_can_be_by_partners():
    kinds = {"H": "hub", "a": "local", "b": "local", "c": "local"}
    # Without the hub in between nothing can be reduced by routes, and much by partners.
    apart = study_of(kinds, {"ab": 1.0, "bc": 1.0})
    assert "nothing to reduce" in rows_of(apart, "what_if_new_tie")[0]["note"]
    said = rows_of(apart, "what_if_strongest_partner")
    assert "the two readings disagree" in said[0]["note"]
    text = " ".join(VIEWS["resilience"].sentences(see(apart, ["resilience"])["resilience"], apart))
    assert re.search(r"What if, not advice: one new tie in Links \(.*\) would bring the share of strength", text)
    assert "the two readings disagree." in text


@pytest.mark.parametrize(("depends", "who"), [("sender", "a"), ("receiver", "b")])
def test_who_depends_is_who_the_layer_says(depends, who):
    kinds = {"H": "hub", "a": "local", "b": "local"}
    study = study_of(kinds, {"aH": 2.0, "Hb": 2.0}, directed=True, depends=depends)
    (now,) = rows_of(study, "strongest_partner_now")
    # One of the two has one partner, and the other none.
    assert now["value"] == 1
    assert "mean over 1 of 2" in now["note"]
    best = rows_of(study, "what_if_strongest_partner")[0]
    assert best["value"] == 0.5
    assert best["organisation" if depends == "sender" else "other"] == who


def test_nobody_depends_on_anybody():
    study = study_of({"H": "hub", "G": "hub", "a": "local", "b": "local"}, {"HG": 1.0})
    (row,) = rows_of(study, "what_if_strongest_partner")
    assert np.isnan(row["value"])
    assert row["note"] == "no member of 'local' has a tie by which it depends on another"
