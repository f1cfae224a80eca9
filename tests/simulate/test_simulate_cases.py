"""Guards what the README of centralised-surgery promises of cases."""

import csv
from collections import Counter, defaultdict

from sna.simulate import bundled_study

FILES = bundled_study("centralised-surgery")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(FILES[f"{name}.csv"].decode().splitlines()))


def test_cases_listed_are_those_discussed_and_those_deferred_at_meetings_that_were_held() -> None:
    held = {row["meeting"] for row in rows("meetings") if row["series"] == "SMDT" and row["cancelled"] == "no"}
    for row in rows("cases"):
        assert int(row["listed"]) == int(row["discussed"]) + int(row["deferred"]) > 0
        assert (int(row["deferred"]) > 0) == bool(row["missing_item"])
        assert row["meeting"] in held
    assert {row["meeting"] for row in rows("cases")} <= held


def test_local_centres_wait_about_twice_as_often_and_mostly_for_pathology() -> None:
    centre = {row["organisation"]: row["centre"] for row in rows("organisations")}
    listed: Counter[str] = Counter()
    deferred: Counter[str] = Counter()
    missing: dict[str, int] = defaultdict(int)
    for row in rows("cases"):
        listed[centre[row["from_organisation"]]] += int(row["listed"])
        deferred[centre[row["from_organisation"]]] += int(row["deferred"])
        missing[row["missing_item"]] += int(row["deferred"])
    share = {kind: deferred[kind] / listed[kind] for kind in listed}
    assert set(share) == {"specialist", "local"}
    assert 1.7 < share["local"] / share["specialist"] < 3
    assert max(missing, key=missing.__getitem__) == "pathology"
