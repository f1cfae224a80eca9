"""Attendance of persons: of the meetings at which they are listed, counted from the file, and as by tier."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import sna
from sna.derive import people_study
from sna.lenses import see
from sna.report.views import VIEWS

DATA = Path(__file__).parents[2] / "datasets" / "city-collaborative"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def study() -> sna.Study:
    return people_study(sna.load("city-collaborative"))


@pytest.fixture(scope="module")
def found(study):
    return see(study, ["attendance", "tier"], by="tier", permutations=999)


def test_persons_came_to_a_share_of_the_meetings_at_which_they_are_listed(found) -> None:
    table = found["attendance"].table
    of = table[
        (table["quantity"] == "presence_share") & (table["snapshot"] == "second") & (table["organisation"] != "")
    ]
    held = {r["meeting"] for r in rows("meetings") if r["date"] >= "2014-07-01"}
    said = defaultdict(dict)
    for row in rows("attendance"):
        if row["meeting"] in held:
            said[row["person"]][row["meeting"]] = row["attended"] == "yes"
    assert len(of) == 112
    for row in of.to_dict("records"):
        mine = said[row["organisation"]]
        assert row["n"] == len(mine) < len(held)
        if mine:
            assert row["value"] == pytest.approx(sum(mine.values()) / len(mine))


def test_attendance_and_tier_tell_of_the_same_rows(found) -> None:
    table, tiers = found["attendance"].table, found["tier"].table
    for snapshot in ("first", "second"):
        shares = table[(table["quantity"] == "presence_share") & (table["snapshot"] == snapshot)]
        turnout = tiers[(tiers["quantity"] == "turnout") & (tiers["snapshot"] == snapshot)].set_index("group")
        for tier, mine in shares[shares["organisation"] != ""].groupby("group"):
            if tier in turnout.index:
                assert mine["n"].sum() == turnout["n"][tier]
                came = (mine["value"] * mine["n"]).sum()
                assert came / mine["n"].sum() == pytest.approx(turnout["value"][tier])


def test_months_add_up_to_the_share_of_the_snapshot(found) -> None:
    table = found["attendance"].table
    months = table[table["quantity"] == "present_in"]
    whole = table[(table["quantity"] == "presence_share") & (table["organisation"] != "") & (table["n"] > 0)]
    listed = months.groupby(["snapshot", "organisation"])["n"].sum()
    came = (months["value"] * months["n"]).groupby([months["snapshot"], months["organisation"]]).sum()
    for row in whole.to_dict("records"):
        key = row["snapshot"], row["organisation"]
        assert listed[key] == row["n"]
        assert came[key] / listed[key] == pytest.approx(row["value"])


def test_the_sentence_and_the_title_say_of_which_meetings_and_when(found, study) -> None:
    said = next(iter(VIEWS["attendance"].sentences(found["attendance"], study)))
    assert "at which a person is listed" in said
    title = next(iter(VIEWS["attendance"].figures(found["attendance"], study))).picture.title
    table = found["attendance"].table
    row = table[(table["quantity"] == "difference_presence_share") & (table["snapshot"] == "second")].iloc[0]
    assert title.startswith("Top people come to ")
    assert "at which they are listed" in title
    assert "(second)" in title
    assert title.endswith("p < 0.001" if row["p"] < 0.001 else f"p = {row['p']:.3f}")


def test_of_organisations_it_is_said_that_invitations_are_not_on_record_and_that_nobody_can_tell() -> None:
    study = sna.load("city-collaborative")
    found = see(study, ["attendance"])["attendance"]
    assert "whether it was invited is not on record" in next(iter(VIEWS["attendance"].sentences(found, study)))
    title = next(iter(VIEWS["attendance"].figures(found, study))).picture.title
    assert "held while they were open" in title
    assert title.endswith("(second); p = 0.12: the data cannot tell them apart")


def test_persons_are_left_out_only_of_meetings_at_which_they_are_listed(study) -> None:
    table = see(study, ["left_out"], by="tier", permutations=999)["left_out"].table
    held = {r["meeting"]: r["series"] for r in rows("meetings") if r["date"] >= "2014-07-01"}
    listed: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows("attendance"):
        if row["meeting"] in held:
            for of in ("all meetings", f"series: {held[row['meeting']]}"):
                listed[of, row["person"]].append(row["attended"] == "yes")
    of_second = table[table["snapshot"] == "second"]
    for metric in dict.fromkeys(metric for metric, _ in listed):
        mine = of_second[of_second["metric"] == metric]
        counts = mine[(mine["quantity"] == "left_out") & (mine["group"] == "")].iloc[0]
        came = {person: sum(seen) / len(seen) for (of, person), seen in listed.items() if of == metric}
        assert counts["n"] == len(came)
        assert counts["value"] == sum(share < 0.25 for share in came.values())
        never = mine[mine["quantity"] == "never_came"]
        assert set(never["organisation"]) == {person for person, share in came.items() if share == 0}


def test_the_sentence_says_which_meetings_of_people_are_counted(study) -> None:
    *_, said = VIEWS["left_out"].sentences(see(study, ["left_out"], by="tier", permutations=999)["left_out"], study)
    assert "Meetings are counted at which a person is listed" in said
