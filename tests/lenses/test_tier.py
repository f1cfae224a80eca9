"""By tier: ties from tier to tier, up and down, against plain Python and against every way to deal tiers out."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sna
from sna.lenses import allowed, see
from sna.lenses.tier_ties import TierTies, tier_ties
from sna.metrics import sketch
from sna.model import Network
from sna.report.views import VIEWS

DATA = Path(__file__).parents[2] / "datasets" / "city-collaborative"
ORDER = ("top", "middle", "bottom")
RANK = {tier: at for at, tier in enumerate(ORDER)}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


TIER = {row["person"]: row["tier"] for row in rows("people")}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return see(sna.load("city-collaborative"), ["tier"])["tier"].table


def value(table: pd.DataFrame, quantity: str, **where: str) -> float:
    here = table[table["quantity"] == quantity]
    for column, wanted in {"snapshot": "second", **where}.items():
        here = here[here[column] == wanted]
    assert len(here) == 1
    return float(here["value"].iloc[0])


def test_contacts_from_tier_to_tier_are_rows_of_the_file(table: pd.DataFrame) -> None:
    ties = {(r["from_person"], r["to_person"]) for r in rows("contacts") if r["snapshot"] == "second"}
    ends = [(TIER[a], TIER[b]) for a, b in ties if TIER[a] and TIER[b]]
    counted = Counter(ends)
    for group, other in itertools.product(ORDER, repeat=2):
        assert value(table, "tier_ties", layer="contacts", group=group, other=other) == counted[group, other]
    up = sum(RANK[b] < RANK[a] for a, b in ends)
    down = sum(RANK[b] > RANK[a] for a, b in ends)
    assert value(table, "upward", layer="contacts") == up
    assert value(table, "downward", layer="contacts") == down
    assert value(table, "upward_asymmetry", layer="contacts") == pytest.approx((up - down) / (up + down))
    crossing = [(a, b) for a, b in ties if TIER[a] and TIER[b] and TIER[a] != TIER[b]]
    back = sum((b, a) in ties for a, b in crossing)
    assert value(table, "cross_tier_reciprocity", layer="contacts") == pytest.approx(back / len(crossing))
    assert value(table, "e_i_index", layer="contacts") == pytest.approx((2 * len(crossing) - len(ends)) / len(ends))


def test_meetings_of_tiers_are_pairs_who_met_at_any_but_the_largest(table: pd.DataFrame) -> None:
    held = {r["meeting"] for r in rows("meetings") if r["date"] >= "2014-07-01"} - {"CONVERSATION"}
    there: dict[str, set[str]] = {}
    for row in rows("attendance"):
        if row["meeting"] in held and row["attended"] == "yes":
            there.setdefault(row["meeting"], set()).add(row["person"])
    pairs = {pair for people in there.values() for pair in itertools.combinations(sorted(people), 2)}
    counted = Counter(tuple(sorted((TIER[a], TIER[b]), key=RANK.get)) for a, b in pairs if TIER[a] and TIER[b])
    for group, other in itertools.combinations_with_replacement(ORDER, 2):
        assert value(table, "tier_ties", layer="meetings", group=group, other=other) == counted[group, other]


def test_who_came_is_counted_from_the_rows(table: pd.DataFrame) -> None:
    held = {r["meeting"] for r in rows("meetings") if r["date"] >= "2014-07-01"}
    for tier in ORDER:
        said = [r for r in rows("attendance") if r["meeting"] in held and TIER[r["person"]] == tier]
        came = [r for r in said if r["attended"] == "yes"]
        size = sum(own == tier for own in TIER.values())
        assert value(table, "came", group=tier) == pytest.approx(len({r["person"] for r in came}) / size)
        assert value(table, "turnout", group=tier) == pytest.approx(len(came) / len(said))


def test_the_planted_direction_is_found_and_said() -> None:
    study = sna.load("city-collaborative")
    findings = see(study, ["tier"])["tier"]
    row = findings.table[(findings.table["quantity"] == "upward_asymmetry") & (findings.table["layer"] == "contacts")]
    last = row[row["snapshot"] == "second"].iloc[0]
    assert last["value"] > 0.5
    assert last["p"] < 0.01
    assert any("ties run up" in text and "p < 0.001" in text for text in VIEWS["tier"].sentences(findings, study))


def test_people_of_no_tier_and_people_not_asked_are_counted(table: pd.DataFrame) -> None:
    contacts = table[(table["layer"] == "contacts") & (table["quantity"] == "e_i_index")].set_index("snapshot")
    assert "2 of no known tier" in contacts.loc["second", "note"]
    assert contacts.loc["second", "n"] == 21
    assert contacts.loc["first", "n"] == 12
    assert "who were not asked" in contacts.loc["first", "note"]


def drawn(ties: str, tiers: dict[str, str | None]) -> TierTies:
    network = sketch(ties)
    return tier_ties(Network(network.roster.with_attribute("tier", tiers), network.layer, network.ties), ORDER)


def statistics(found: TierTies, labels: tuple[int, ...]) -> list[float]:
    """Return cells, crossing ties, up − down and returned ties, each less its mean over all deals, by counting."""
    arcs = set(zip(*(place.tolist() for place in found.arcs.nonzero()), strict=True))
    k, n = len(found.tiers), found.n
    sizes = [labels.count(g) for g in range(k)]
    pairs = n * (n - 1)

    def possible(g: int, h: int) -> float:
        return sizes[g] * (sizes[g] - 1) if g == h else sizes[g] * sizes[h]

    cells = [
        sum(labels[i] == g and labels[j] == h for i, j in arcs) - len(arcs) * possible(g, h) / pairs
        for g in range(k)
        for h in range(k)
    ]
    cross = [(i, j) for i, j in arcs if labels[i] != labels[j]]
    expected = len(arcs) * sum(possible(g, h) for g in range(k) for h in range(k) if g != h) / pairs
    up = sum(labels[j] < labels[i] for i, j in arcs) - sum(labels[j] > labels[i] for i, j in arcs)
    mutual = sum((j, i) in arcs for i, j in arcs) / len(arcs)
    back = sum((j, i) in arcs for i, j in cross) - mutual * len(cross)
    return [*cells, len(cross) - expected, up, back]


def test_statistics_of_every_deal_are_those_counted_one_by_one() -> None:
    found = drawn("A>B B>A C>A D>A D>B E>C F>D", dict(LABELS))
    deals = sorted(set(itertools.permutations(found.labels.tolist())))
    fast = found.departures(np.array(deals, dtype=np.int8))
    slow = np.array([statistics(found, deal) for deal in deals])
    np.testing.assert_allclose(fast, slow, atol=1e-6)
    np.testing.assert_allclose(fast.mean(axis=0), 0.0, atol=1e-6)


LABELS = {"A": "top", "B": "middle", "C": "middle", "D": "bottom", "E": "bottom", "F": "bottom"}


def test_undirected_ties_count_once() -> None:
    network = sketch("A-B B-C C-D A-D")
    made = Network(network.roster.with_attribute("tier", LABELS), network.layer, network.ties)
    found = tier_ties(made, ORDER)
    assert found.m == 4
    assert dict(zip(found.cells, found.ties.tolist(), strict=True)) == {
        (0, 0): 0.0,
        (0, 1): 1.0,
        (0, 2): 1.0,
        (1, 1): 1.0,
        (1, 2): 1.0,
        (2, 2): 0.0,
    }
    assert found.expected.sum() == pytest.approx(4)


def test_two_people_and_one_tier() -> None:
    assert drawn("A>B", {"A": "top", "B": "bottom"}).downward == 1
    found = drawn("A>B", {"A": "top", "B": "top"})
    assert found.tiers == ("top",)
    assert drawn("A>B", {"A": None, "B": "top"}).unknown == 1


def test_undefined_findings_say_why() -> None:
    table = see(sna.load("centralised-surgery"), ["tier"])["tier"].table
    empty = table[table["value"].isna()]
    assert (empty["note"] != "").all()
    refused = table[(table["quantity"] == "cross_tier_reciprocity") & table["p"].isna()]
    assert refused["note"].str.contains("no p").all()
    assert table.loc[table["quantity"] == "tier_ties", "p_adjusted"].notna().any()


def test_without_tiers_there_is_nothing_to_see() -> None:
    assert "tier" not in allowed(sna.load("end-of-life-partnership"))


def test_the_lens_is_the_same_from_a_study_of_people() -> None:
    study = sna.load("city-collaborative")
    of_people = sna.lens(study, "tier", of="people")
    pd.testing.assert_frame_equal(of_people, sna.lens(study, "tier"))
