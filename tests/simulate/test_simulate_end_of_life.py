"""Guards what the README of end-of-life-partnership promises, counted from the files by hand-written rules."""

import csv
import datetime as dt
import itertools
import tomllib
from collections import Counter

import pytest

from sna.simulate import bundled_study

FILES = bundled_study("end-of-life-partnership")
SNAPSHOTS = {s["name"]: (s["from"], s["to"]) for s in tomllib.loads(FILES["study.toml"].decode())["snapshot"]}

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    return list(csv.DictReader(FILES[f"{name}.csv"].decode().splitlines()))


def day(text: str, blank: dt.date = dt.date.max) -> dt.date:
    return dt.date.fromisoformat(text) if text else blank


def test_thirteen_partners_in_three_sectors_and_three_withdraw() -> None:
    partners = rows("organisations")
    assert len(partners) == 13
    assert Counter(row["sector"] for row in partners) == {"nhs": 5, "local_authority": 3, "voluntary": 5}
    withdrawn = [row for row in partners if row["closed"]]
    assert [row["organisation"] for row in withdrawn] == ["EL04", "EL07", "EL11"]
    assert all(row["withdrawal_reason"] for row in withdrawn)
    assert not any(row["withdrawal_reason"] for row in partners if not row["closed"])


def test_three_years_in_three_snapshots() -> None:
    ends = list(SNAPSHOTS.values())
    assert len(ends) == 3
    assert 1090 < (ends[-1][1] - ends[0][0]).days < 1100


def test_nothing_outlives_a_partner() -> None:
    closed = {row["organisation"]: day(row["closed"]) for row in rows("organisations")}
    for row in rows("support"):
        assert day(row["start"]) < day(row["end"]) <= min(closed[row["from"]], closed[row["to"]])
    held = {row["meeting"]: day(row["date"]) for row in rows("meetings")}
    assert all(held[row["meeting"]] <= closed[row["organisation"]] for row in rows("attendance"))
    assert all(day(row["end"]) <= closed[row["organisation"]] for row in rows("members"))


def test_support_is_directed_and_each_pair_asks_once() -> None:
    pairs = [(row["from"], row["to"]) for row in rows("support")]
    assert len(set(pairs)) == len(pairs)
    assert all(sender != receiver for sender, receiver in pairs)
    assert any((b, a) not in pairs for a, b in pairs)


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_the_sectors_cannot_be_told_apart(snapshot: str) -> None:
    first, last = SNAPSHOTS[snapshot]
    asked = Counter(row["to"] for row in rows("support") if day(row["start"]) <= last and day(row["end"]) >= first)
    here = [row for row in rows("organisations") if day(row["closed"]) >= first and row["sector"] != "local_authority"]
    values = [asked[row["organisation"]] for row in here]
    size = sum(row["sector"] == "nhs" for row in here)

    def gap(of: tuple[int, ...]) -> float:
        inside = sum(values[i] for i in of)
        return abs(inside / size - (sum(values) - inside) / (len(values) - size))

    observed = gap(tuple(i for i, row in enumerate(here) if row["sector"] == "nhs"))
    labellings = list(itertools.combinations(range(len(values)), size))
    assert sum(gap(of) >= observed - 1e-9 for of in labellings) / len(labellings) > 0.2


def test_attendance_falls_when_policy_changes() -> None:
    change = next(day(row["date"]) for row in rows("timeline") if row["kind"] == "policy")
    held = {row["meeting"]: row for row in rows("meetings") if row["series"] == "steering group"}
    came = Counter(row["meeting"] for row in rows("attendance") if row["attended"] == "yes")
    early = [came[meeting] for meeting, row in held.items() if day(row["date"]) < change]
    late = [came[meeting] for meeting, row in held.items() if day(row["date"]) >= change]
    assert sum(early) / len(early) > sum(late) / len(late) + 2


def test_members_and_workstreams_are_known() -> None:
    partners = {row["organisation"]: row["sector"] for row in rows("organisations")}
    workstreams = {row["partnership"] for row in rows("partnerships")}
    for row in rows("members"):
        assert row["partnership"] in workstreams
        assert partners[row["organisation"]] == row["sector"]
