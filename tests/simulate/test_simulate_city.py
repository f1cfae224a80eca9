"""Guards what the README of city-collaborative promises, counted from the files by hand-written rules."""

import csv
from collections import Counter

import pytest

from sna.simulate import bundled_study

FILES = bundled_study("city-collaborative")
RANK = {"top": 0, "middle": 1, "bottom": 2}

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    return list(csv.DictReader(FILES[f"{name}.csv"].decode().splitlines()))


PEOPLE = {row["person"]: row for row in rows("people")}
KIND = {row["organisation"]: row["type"] for row in rows("organisations")}
ASKED = [person for person, row in PEOPLE.items() if row["respondent"] == "yes"]


def test_twenty_one_respondents_of_seven_kinds_of_organisation() -> None:
    assert ASKED == [f"P{at:02d}" for at in range(1, 22)]
    kinds = Counter(KIND[PEOPLE[person]["employer"]] for person in ASKED)
    assert kinds == {
        "commissioning": 10,
        "teaching_hospital": 3,
        "partnership_trust": 2,
        "council": 2,
        "health_management": 2,
        "community_foundation": 1,
        "pharmacy": 1,
    }
    assert sum(kinds.values()) == 21
    assert Counter(PEOPLE[person]["tier"] for person in ASKED) == {"top": 5, "middle": 9, "bottom": 7}
    assert sum(row["first_interview"] == "yes" for row in PEOPLE.values()) == 12


def test_more_people_than_respondents_and_facilitators_of_no_tier() -> None:
    assert len(PEOPLE) == 112
    assert [person for person, row in PEOPLE.items() if not row["tier"]] == ["P22", "P23"]
    assert {PEOPLE[person]["employer"] for person in ("P22", "P23")} == {"CC13"}
    assert {row["employer"] for row in PEOPLE.values()} == set(KIND)


def test_exactly_a_hundred_at_the_one_conversation() -> None:
    sizes = Counter(row["meeting"] for row in rows("attendance") if row["attended"] == "yes")
    assert sizes["CONVERSATION"] == 100
    assert max(size for meeting, size in sizes.items() if meeting != "CONVERSATION") < 30
    there = {row["person"] for row in rows("attendance") if row["meeting"] == "CONVERSATION"}
    assert set(ASKED) <= there


@pytest.mark.parametrize("seed", [1, 2, 20190331])
def test_contacts_run_up_far_more_than_down(seed: int) -> None:
    files = bundled_study("city-collaborative", seed=seed)
    contacts = list(csv.DictReader(files["contacts.csv"].decode().splitlines()))
    ways = Counter()
    for row in contacts:
        ends = [PEOPLE[row[end]]["tier"] for end in ("from_person", "to_person")]
        if all(ends):
            ways[RANK[ends[0]] - RANK[ends[1]]] += 1
    assert ways[1] + ways[2] > 3 * (ways[-1] + ways[-2])


def test_only_those_who_were_asked_in_a_round_name_anybody() -> None:
    first = {person for person, row in PEOPLE.items() if row["first_interview"] == "yes"}
    assert {row["from_person"] for row in rows("contacts") if row["snapshot"] == "first"} == first
    assert {row["from_person"] for row in rows("contacts") if row["snapshot"] == "second"} == set(ASKED)
    assert all(row["from_person"] != row["to_person"] for row in rows("contacts"))


def test_issue_meetings_reach_outside_the_city_and_place_meetings_do_not() -> None:
    county = {row["organisation"] for row in rows("organisations") if row["place"] == "county"}
    kind = {row["meeting"]: row["network_type"] for row in rows("meetings")}
    reached = {name: set() for name in ("place", "issue", "")}
    for row in rows("attendance"):
        reached[kind[row["meeting"]]].add(PEOPLE[row["person"]]["employer"])
    assert not reached["place"] & county
    assert reached["issue"] & county
    assert set(kind.values()) == {"place", "issue", ""}


def test_two_programmes_of_six_days_for_one_cohort_each() -> None:
    for key in ("PLP", "ALP"):
        days = [row for row in rows("meetings") if row["meeting"].startswith(key)]
        assert len(days) == 6
        assert {row["host"] for row in days} == {"CC13"}
        assert len({row["person"] for row in rows("attendance") if row["meeting"].startswith(key)}) <= 21


def test_tops_come_least() -> None:
    asked, came = Counter(), Counter()
    for row in rows("attendance"):
        if row["meeting"] != "CONVERSATION":
            tier = PEOPLE[row["person"]]["tier"]
            asked[tier] += 1
            came[tier] += row["attended"] == "yes"
    share = {tier: came[tier] / asked[tier] for tier in RANK}
    assert share["top"] < share["middle"] - 0.1
    assert share["top"] < share["bottom"] - 0.1
