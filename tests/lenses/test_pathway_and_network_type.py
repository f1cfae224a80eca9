"""By pathway and by type of network: against counts made from the files, and against the asymmetry of each pathway."""

from __future__ import annotations

import csv
import itertools
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sna
from sna.contrast import asymmetry
from sna.lenses import allowed, see
from sna.report.views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

DATA = Path(__file__).parents[2] / "datasets"


def rows(study: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / study / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def pathways() -> pd.DataFrame:
    return see(sna.load("centralised-surgery"), ["pathway"])["pathway"].table


def one(table: pd.DataFrame, **where: str) -> pd.Series:
    for column, wanted in where.items():
        table = table[table[column] == wanted]
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize("pathway", ["kidney", "prostate_bladder", "oesophago_gastric"])
def test_mdt_links_of_a_pathway_are_rows_of_the_file(pathways: pd.DataFrame, pathway: str) -> None:
    ties = {
        (row["from_organisation"], row["to_organisation"])
        for row in rows("centralised-surgery", "mdt_links")
        if row["pathway"] == pathway and row["period_end"] >= "2017-04-01" and row["period_start"] <= "2019-03-31"
        if row["from_organisation"] != row["to_organisation"] and float(row["cases"] or 0) > 0
    }
    where = {"layer": "mdt", "snapshot": "after", "metric": f"pathway: {pathway}"}
    assert one(pathways, quantity="ties", **where)["value"] == len(ties)
    assert one(pathways, quantity="organisations", **where)["value"] == len({end for tie in ties for end in tie})
    assert one(pathways, quantity="density", **where)["value"] == pytest.approx(len(ties) / (13 * 12))


@pytest.mark.parametrize("layer", ["mdt", "joint_roles"])
def test_gap_of_a_pathway_is_that_of_the_asymmetry_of_its_facts(pathways: pd.DataFrame, layer: str) -> None:
    pathway = "oesophago_gastric"
    metric = "in_degree" if layer == "mdt" else "degree"
    whole = asymmetry(
        sna.load("centralised-surgery"), metrics=metric, layers=layer, snapshots="after", pathway=pathway
    ).table
    there = one(whole, quantity="difference")
    here = one(pathways, quantity="difference", layer=layer, snapshot="after", metric=f"pathway: {pathway}")
    assert here["value"] == pytest.approx(there["value"])
    assert here["p"] == pytest.approx(there["p"])
    assert here["p_min"] == pytest.approx(there["p_min"])
    assert here["n"] == there["n"]
    assert "no interval here" in here["note"]


def test_who_is_specialist_for_one_pathway_and_local_for_another(pathways: pd.DataFrame) -> None:
    kinds: dict[str, set[str]] = {}
    for row in rows("centralised-surgery", "centres"):
        if (row["start"] or "0") <= "2019-03-31" and (row["end"] or "9999") >= "2017-04-01":
            kinds.setdefault(row["organisation"], set()).add(row["centre"])
    both = {organisation for organisation, of in kinds.items() if {"specialist", "local"} <= of}
    assert one(pathways, quantity="several_kinds", snapshot="after")["value"] == len(both)
    named = pathways[(pathways["quantity"] == "centre_for") & (pathways["snapshot"] == "after")]
    of = named.groupby("organisation")["group"].nunique()
    assert set(of.index[of > 1]) == both
    study = sna.load("centralised-surgery")
    said = list(VIEWS["pathway"].sentences(see(study, ["pathway"])["pathway"], study))[-1]
    assert all(study.roster.name_of[organisation] in said for organisation in both)


def test_one_pathway_is_none_to_compare() -> None:
    study = sna.load("centralised-surgery")
    assert "pathway" in allowed(study)
    assert "pathway" not in allowed(study.narrowed(pathway="kidney"))
    assert "pathway" not in allowed(sna.load("end-of-life-partnership"))


@pytest.fixture(scope="module")
def types() -> pd.DataFrame:
    return see(sna.load("city-collaborative"), ["network_type"])["network_type"].table


def km(one_place: dict[str, str], other: dict[str, str]) -> float:
    """Return the distance by the spherical law of cosines."""
    a, b = (math.radians(float(place["latitude"])) for place in (one_place, other))
    east = math.radians(float(one_place["longitude"]) - float(other["longitude"]))
    inner = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(east)
    return 6371.0088 * math.acos(min(1.0, inner))


@pytest.mark.parametrize("kind", ["place", "issue"])
def test_a_type_of_network_is_made_of_its_meetings_alone(types: pd.DataFrame, kind: str) -> None:
    name = "city-collaborative"
    held = {r["meeting"] for r in rows(name, "meetings") if r["network_type"] == kind and r["date"] >= "2014-07-01"}
    employer = {r["person"]: r["employer"] for r in rows(name, "people")}
    places = {r["organisation"]: r for r in rows(name, "organisations")}
    there: dict[str, set[str]] = {}
    for row in rows(name, "attendance"):
        if row["meeting"] in held and row["attended"] == "yes":
            there.setdefault(row["meeting"], set()).add(employer[row["person"]])
    members = set().union(*there.values())
    ties = {pair for sites in there.values() for pair in itertools.combinations(sorted(sites), 2)}
    where = {"layer": "meetings", "snapshot": "second", "metric": f"network type: {kind}"}
    assert one(types, quantity="organisations", **where)["value"] == len(members)
    assert one(types, quantity="sectors", **where)["value"] == len({places[m]["sector"] for m in members})
    assert one(types, quantity="density", **where)["value"] == pytest.approx(len(ties) / math.comb(len(members), 2))
    far = max(km(places[a], places[b]) for a, b in itertools.combinations(members, 2))
    assert one(types, quantity="span_km", **where)["value"] == pytest.approx(far, rel=1e-6)
    mean = sum(km(places[a], places[b]) for a, b in ties) / len(ties)
    assert one(types, quantity="tie_km", **where)["value"] == pytest.approx(mean, rel=1e-6)
    crossing = sum(places[a]["sector"] != places[b]["sector"] for a, b in ties) / len(ties)
    assert one(types, quantity="cross_sector_share", **where)["value"] == pytest.approx(crossing)


def test_types_are_not_tested_and_rows_of_neither_are_counted(types: pd.DataFrame) -> None:
    assert types["p"].isna().all()
    untyped = {r["meeting"] for r in rows("city-collaborative", "meetings") if not r["network_type"]}
    expected = sum(r["meeting"] in untyped for r in rows("city-collaborative", "attendance"))
    assert one(types, quantity="untyped", layer="meetings")["value"] == expected
    assert "network_type" not in allowed(sna.load("centralised-surgery"))


def test_a_type_that_nobody_took_part_in_says_so() -> None:
    study = sna.load("city-collaborative")
    meetings = study.tables["meetings"]
    issues = meetings.frame.assign(network_type=meetings.frame["network_type"].where(lambda kind: kind != "place"))
    other = replace(study, tables={**study.tables, "meetings": replace(meetings, frame=issues)}, _derived={})
    table = see(other, ["network_type"])["network_type"].table
    row = one(table, quantity="organisations", layer="meetings", snapshot="second", metric="network type: place")
    assert row["value"] == 0
    assert row["note"] == "nobody took part"
    assert any(
        "place-based network has nobody" in s
        for s in VIEWS["network_type"].sentences(see(other, ["network_type"])["network_type"], other)
    )
