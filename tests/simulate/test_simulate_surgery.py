"""Guards what the README of centralised-surgery promises, counted from the files by hand-written rules."""

import csv
import datetime as dt
import itertools
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from sna.model.schema import TABLES
from sna.simulate import bundled_study

FILES = bundled_study("centralised-surgery")
STUDY = tomllib.loads(FILES["study.toml"].decode())
SNAPSHOTS = {s["name"]: (s["from"], s["to"]) for s in STUDY["snapshot"]}
REGISTER = Path(__file__).resolve().parents[3] / "shared" / "data" / "nhs_trust_register"

Rows = list[dict[str, str]]


def rows(name: str, files: dict[str, bytes] = FILES) -> Rows:
    return list(csv.DictReader(files[f"{name}.csv"].decode().splitlines()))


def day(text: str, blank: dt.date) -> dt.date:
    return dt.date.fromisoformat(text) if text else blank


def overlaps() -> list[tuple[str, dt.date, dt.date]]:
    """Return person, first and last day of every stretch with two organisations at once."""
    posts = defaultdict(list)
    for row in rows("roles"):
        posts[row["person"]].append((day(row["start"], dt.date.min), day(row["end"], dt.date.max), row["organisation"]))
    return [
        (person, max(a[0], b[0]), min(a[1], b[1]))
        for person, held in posts.items()
        for a, b in itertools.combinations(held, 2)
        if a[2] != b[2] and max(a[0], b[0]) <= min(a[1], b[1])
    ]


def links_received(snapshot: str, files: dict[str, bytes] = FILES) -> Counter[str]:
    first, last = SNAPSHOTS[snapshot]
    pairs = {
        (row["from_organisation"], row["to_organisation"])
        for row in rows("mdt_links", files)
        if first <= dt.date.fromisoformat(row["period_start"]) <= last
    }
    return Counter(receiver for _, receiver in pairs)


def gap(snapshot: str, files: dict[str, bytes] = FILES) -> float:
    """Return mean links received by specialist centres minus that of local centres."""
    received = links_received(snapshot, files)
    first, last = SNAPSHOTS[snapshot]
    values = defaultdict(list)
    for row in rows("organisations", files):
        if day(row["opened"], first) <= last:
            values[row["centre"]].append(received[row["organisation"]])
    return sum(values["specialist"]) / len(values["specialist"]) - sum(values["local"]) / len(values["local"])


def test_twelve_providers_and_one_coordinating_body() -> None:
    centres = Counter(row["centre"] for row in rows("organisations"))
    assert centres == {"specialist": 4, "local": 8, "coordinating": 1}
    assert {"007", "9E4"} <= {row["organisation"] for row in rows("organisations")}
    assert [row["organisation"] for row in rows("organisations") if row["opened"]] == ["ZD3"]


def test_designation_by_pathway_agrees_with_the_overall_one() -> None:
    overall = {row["organisation"]: row["centre"] for row in rows("organisations")}
    by_pathway = defaultdict(dict)
    for row in rows("centres"):
        by_pathway[row["organisation"]][row["pathway"]] = row["centre"]
        assert SNAPSHOTS["during"][0] <= dt.date.fromisoformat(row["start"]) <= SNAPSHOTS["during"][1]
    assert all(len(given) == 3 for given in by_pathway.values())
    for organisation, given in by_pathway.items():
        assert ("specialist" in given.values()) == (overall[organisation] == "specialist")
        assert "local" in given.values()
    specialists = Counter(row["pathway"] for row in rows("centres") if row["centre"] == "specialist")
    assert specialists == {"kidney": 1, "prostate_bladder": 1, "oesophago_gastric": 2}


def test_eight_joint_roles_of_which_two_end_before_the_last_snapshot() -> None:
    stretches = overlaps()
    profession = {row["person"]: row["profession"] for row in rows("people")}
    joint = Counter(profession[person] for person, _, _ in stretches)
    # Four surgeons, one nurse, one radiologist and two oncologists.
    assert joint == {"surgeon": 4, "nurse": 1, "radiologist": 1, "oncologist": 2}
    running = {
        name: len({person for person, start, end in stretches if start <= last and end >= first})
        for name, (first, last) in SNAPSHOTS.items()
    }
    assert running == {"before": 3, "during": 8, "after": 6}
    away = [row for row in rows("roles") if row["role"].startswith("joint")]
    assert {row["end_reason"] for row in away if row["end"]} == {"role strain", "travel"}
    assert sum(bool(row["end"]) for row in away) == 2


def test_the_radiology_network_met_twice_in_its_first_five_years() -> None:
    met = [dt.date.fromisoformat(row["date"]) for row in rows("meetings") if row["series"] == "radiology network"]
    founded = next(row["date"] for row in rows("timeline") if "Radiology network" in row["label"])
    assert len(met) == 2
    assert (STUDY["study"]["cut_off"] - dt.date.fromisoformat(founded)).days in range(5 * 365, 5 * 366)


def test_ten_indicators_by_three_snapshots_and_two_coders() -> None:
    coded = {(row["indicator"], row["snapshot"], row["coder"]): row["level"] for row in rows("indicators")}
    assert len(coded) == len(rows("indicators")) == 60
    assert {snapshot for _, snapshot, _ in coded} == set(SNAPSHOTS)
    assert set(coded.values()) <= {"1", "2", "3"}


def test_specialist_centres_receive_far_more_links_after_than_before() -> None:
    centre = {row["organisation"]: row["centre"] for row in rows("organisations")}
    specialist = [organisation for organisation, kind in centre.items() if kind == "specialist"]
    assert max(links_received("before")[organisation] for organisation in specialist) <= 3
    assert min(links_received("after")[organisation] for organisation in specialist) >= 6
    assert abs(gap("before")) < 1.5
    assert gap("after") > 5


@pytest.mark.parametrize("seed", range(5))
def test_the_planted_change_does_not_hang_on_the_seed(seed: int) -> None:
    files = bundled_study("centralised-surgery", seed=seed)
    assert gap("after", files) > gap("before", files) + 3


def test_odd_ones_are_there() -> None:
    centres = {row["to_organisation"] for row in rows("mdt_links") if row["from_organisation"] == "ZB7"
               and row["pathway"] == "oesophago_gastric" and row["period_start"] >= "2017-04-01"}  # fmt: skip
    assert {"ZA5", "ZA8"} <= centres
    before = [row for row in rows("mdt_links") if row["period_end"] <= "2015-03-31"]
    assert not any("ZB6" in (row["from_organisation"], row["to_organisation"]) for row in before)
    assert {row["kind"] for row in rows("mdt_links")} == {"referral", "transfer", "follow_up", "repatriation"}


def test_periods_lie_inside_one_snapshot() -> None:
    for row in rows("mdt_links"):
        start, end = dt.date.fromisoformat(row["period_start"]), dt.date.fromisoformat(row["period_end"])
        assert any(first <= start <= end <= last for first, last in SNAPSHOTS.values())
        assert int(row["cases"]) > 0


def test_many_dial_in_for_part_of_a_specialist_meeting() -> None:
    smdts = {row["meeting"] for row in rows("meetings") if row["series"] == "SMDT"}
    minutes = [int(row["minutes_present"]) for row in rows("attendance")
               if row["meeting"] in smdts and row["mode"] in {"video", "phone"}]  # fmt: skip
    assert 0.3 < sum(m <= 30 for m in minutes) / len(minutes) < 0.7


def test_attendance_agrees_with_its_meeting() -> None:
    meetings = {row["meeting"]: row for row in rows("meetings")}
    for row in rows("attendance"):
        meeting = meetings[row["meeting"]]
        assert meeting["cancelled"] == "no"
        if row["attended"] == "yes":
            assert 0 < int(row["minutes_present"]) <= int(meeting["duration_minutes"])
        else:
            assert not row["minutes_present"]
    assert len({(row["meeting"], row["person"]) for row in rows("attendance")}) == len(rows("attendance"))


def test_everyone_who_attends_is_in_post_where_they_say() -> None:
    held = {row["meeting"]: dt.date.fromisoformat(row["date"]) for row in rows("meetings")}
    posts = defaultdict(list)
    for row in rows("roles"):
        posts[row["person"]].append(row)
    for row in rows("attendance"):
        when = held[row["meeting"]]
        here = {post["organisation"] for post in posts[row["person"]]
                if day(post["start"], dt.date.min) <= when <= day(post["end"], dt.date.max)}  # fmt: skip
        assert here
        assert not row["organisation"] or row["organisation"] in here


def test_a_document_is_ratified_again_and_again() -> None:
    ratified = Counter(row["document"] for row in rows("decisions") if row["action"] == "ratify")
    assert ratified["Kidney pathway"] == 3
    assert ratified["Prostate and bladder pathway"] == 3


def test_minuted_decisions_fall_on_the_day_of_a_board() -> None:
    boards = {(row["date"], row["pathway"].replace("_", " ")) for row in rows("meetings") if "board" in row["series"]}
    minuted = [row for row in rows("decisions") if "board minutes" in row["evidence"]]
    assert minuted
    for row in minuted:
        board = row["evidence"].split(" board")[0].replace(" and ", " ").replace("-", " ").replace("network", "")
        assert (row["date"], board) in boards


def test_some_attendance_cannot_be_placed() -> None:
    held = {row["meeting"]: dt.date.fromisoformat(row["date"]) for row in rows("meetings")}
    unplaced = [
        row
        for row in rows("attendance")
        if not row["organisation"]
        and any(row["person"] == p and start <= held[row["meeting"]] <= end for p, start, end in overlaps())
    ]
    assert 0 < len(unplaced) < 40


def test_columns_and_values_are_those_of_the_schema() -> None:
    for name, table in TABLES.items():
        if f"{name}.csv" not in FILES:
            continue
        known = {column.name: column for column in table.columns}
        for row in rows(name):
            assert set(row) <= {*known, "evidence"}
            for column, value in row.items():
                choices = known[column].choices if column in known else ()
                assert not (value and choices) or value in choices


def test_references_are_known() -> None:
    known = {table: {row[table.removesuffix("s") if table != "people" else "person"] for row in rows(table)}
             for table in ("organisations", "meetings", "people")}  # fmt: skip
    for name, table in TABLES.items():
        for column in (c for c in table.columns if c.refers in known and f"{name}.csv" in FILES):
            assert {row.get(column.name, "") for row in rows(name)} - {""} <= known[column.refers]


@pytest.mark.skipif(not REGISTER.is_dir(), reason="the register of real trusts is not beside the repository")
@pytest.mark.parametrize("study", ["centralised-surgery", "end-of-life-partnership"])
def test_no_name_or_code_is_that_of_a_real_organisation(study: str) -> None:
    with (REGISTER / "nodes.csv").open(encoding="utf-8") as file:
        real = list(csv.DictReader(file))
    with (REGISTER / "organisations_with_successors.csv").open(encoding="utf-8") as file:
        others = list(csv.DictReader(file))
    words = {word for row in real for word in f"{row['name']} {row['town']}".upper().split()}
    words |= {word for row in others for word in row["Name"].upper().split()}
    codes = {row["ods_code"] for row in real} | {row["Code"] for row in others}
    for row in rows("organisations", bundled_study(study)):
        assert row["organisation"] not in codes
        assert row["name"].split()[0].upper() not in words
