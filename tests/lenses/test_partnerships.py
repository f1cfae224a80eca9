"""Sectors and status of partnerships: against rows counted by plain Python, and studies worked out by hand."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

import sna
from sna.io import bundled_studies
from sna.model import Study
from sna.report.views import VIEWS

FOLDER = bundled_studies()["partnerships-255"]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def study_of(folder: Path, tables: Mapping[str, str]) -> Study:
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines.split()) + "\n", encoding="utf-8")
    return sna.load(folder)


HAND = {
    "organisations": "organisation,sector A,nhs B,voluntary C,industry D, E,nhs",
    "partnerships": "partnership,status,informant "
    "p1,successful,i1 p2,potential,i1 p3,struggling,i2 p4,potential,i2 p5,,i2",
    "members": "partnership,organisation p1,A p1,B p2,A p2,E p3,A p3,D p5,A p5,B p5,C p5,D",
}
"""p1 spans two sectors; p2 one; p3 is not known, for D; p4 has no member; p5 spans all three, whatever D is."""


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sna.lens(sna.load("partnerships-255"), "partnerships")


def values(found: pd.DataFrame, quantity: str, *keys: str) -> dict[object, float]:
    part = found[found["quantity"] == quantity]
    return dict(zip(zip(*(part[key] for key in keys), strict=True), part["value"], strict=True))


def test_counts_are_those_of_the_rows(found: pd.DataFrame) -> None:
    of: dict[str, list[str]] = defaultdict(list)
    for row in rows("members"):
        of[row["partnership"]].append(row["sector"])
    fares = {row["partnership"]: row["status"] or "unknown" for row in rows("partnerships")}
    span = {name: "unknown" if "" in of[name] else str(len(set(of[name]))) for name in fares}
    assert values(found, "span_partnerships", "group") == {(k,): v for k, v in Counter(span.values()).items()}
    incidence = Counter(sector for members in of.values() for sector in set(members) - {""})
    assert values(found, "sector_partnerships", "group") == {(k,): v for k, v in incidence.items()}
    cells = Counter((span[name], fares[name]) for name in fares)
    ours = values(found, "status_partnerships", "group", "other")
    assert {key: value for key, value in ours.items() if value} == cells
    pairs = Counter(
        (a, b) for members in of.values() for a in set(members) - {""} for b in set(members) - {""} if a < b
    )
    assert values(found, "pair_partnerships", "group", "other") == pairs


def test_totals_that_do_not_add_up_are_said_with_their_numbers(found: pd.DataFrame) -> None:
    value = found.drop_duplicates("quantity").set_index("quantity")["value"]
    assert value["incidences_counted"] == 442
    assert value["incidences_of_spans"] == 440
    assert value["incidences_of_unclassified"] == 2
    study = sna.load("partnerships-255")
    sentences = " ".join(
        VIEWS["partnerships"].sentences(sna.lenses.see(study, ["partnerships"])["partnerships"], study)
    )
    assert "86 + 147 + 20 = 253 of 255 partnerships; 2 are unclassified" in sentences
    assert "140 + 112 + 190 = 442; spans give 440; the unclassified hold the remaining 2" in sentences


def test_span_and_status_go_together_as_planted(found: pd.DataFrame) -> None:
    row = found[(found["quantity"] == "span_by_status") & (found["metric"] == "chi-squared")].iloc[0]
    assert row["p"] < 0.001
    assert "among the partnerships of an informant" in row["method"]


def test_unknown_is_a_row_of_its_own_and_says_why(tmp_path: Path) -> None:
    study = study_of(tmp_path, HAND)
    found = sna.lens(study, "partnerships")
    assert values(found, "span_partnerships", "group") == {("1",): 1, ("2",): 1, ("3",): 1, ("unknown",): 2}
    assert values(found, "sector_partnerships", "group") == {("nhs",): 4, ("voluntary",): 2, ("industry",): 1}
    value = found.drop_duplicates("quantity").set_index("quantity")["value"]
    assert value["partnerships_without_members"] == 1
    assert value["partnerships_with_untold_members"] == 1
    assert value["incidences_of_unclassified"] == 1
    sentences = list(VIEWS["partnerships"].sentences(sna.lenses.see(study, ["partnerships"])["partnerships"], study))
    assert any("1 without a member listed and 1 with a member whose sector is not known" in text for text in sentences)


def test_a_sector_in_members_wins_over_that_of_the_organisation(tmp_path: Path) -> None:
    members = "partnership,organisation,sector p1,A,industry p1,B,"
    found = sna.lens(study_of(tmp_path, {**HAND, "members": members}), "partnerships")
    assert values(found, "sector_partnerships", "group") == {("industry",): 1, ("voluntary",): 1}


def test_without_informants_partnerships_are_taken_as_independent_and_that_is_said(tmp_path: Path) -> None:
    listed = "partnership,status p1,successful p2,potential p3,struggling p4,potential p5,successful"
    members = "partnership,organisation p1,A p1,B p2,A p3,A p4,E p5,A p5,C"
    found = sna.lens(study_of(tmp_path, {**HAND, "partnerships": listed, "members": members}), "partnerships")
    row = found[(found["quantity"] == "span_by_status") & (found["metric"] == "chi-squared")].iloc[0]
    assert "each partnership independent of the others" in row["target"]
    assert row["resamples"] == 120
    assert row["p_min"] == pytest.approx(0.2)  # the two of two sectors both succeed, or are both potential: 2 of 10
    assert pd.isna(row["p"])
    assert "cannot be below 0.2" in row["note"]


def test_all_of_one_status_is_said_to_tell_nothing(tmp_path: Path) -> None:
    listed = "partnership,status p1,successful p2,successful p3,successful p4,successful p5,successful"
    found = sna.lens(study_of(tmp_path, {**HAND, "partnerships": listed}), "partnerships")
    row = found[found["quantity"] == "span_by_status"].iloc[0]
    assert pd.isna(row["value"])
    assert "one status" in row["note"]
