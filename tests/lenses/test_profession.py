"""By profession: counts against the files read with plain Python, p against every way to deal professions out."""

from __future__ import annotations

import csv
import functools
import itertools
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sna
from sna.derive import DERIVING
from sna.lenses import allowed, see
from sna.lenses.large_meetings import large_meetings
from sna.model import FactTable, LayerRule, Roster, Snapshot, Snapshots, Study
from sna.report.views import VIEWS

DATA = Path(__file__).parents[2] / "datasets"
MET = LayerRule("met", "attendance", rule="newman", directed=False)


def rows(study: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / study / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def made(attendance: list[tuple[str, str | None, str]], work: dict[str, str | None], ids: str = "ABCD") -> Study:
    """Return a study of meetings: rows of meeting, person and organisation; person → profession."""

    def table(name: str, frame: pd.DataFrame) -> FactTable:
        frame = frame.astype(object).where(frame.notna(), None)
        frame.index = pd.RangeIndex(2, 2 + len(frame))
        return FactTable(name, f"{name}.csv", frame, rows_read=len(frame))

    tables = {
        "people": table("people", pd.DataFrame({"person": list(work), "profession": list(work.values())})),
        "meetings": table("meetings", pd.DataFrame({"meeting": sorted({row[0] for row in attendance})})),
        "attendance": table("attendance", pd.DataFrame(attendance, columns=["meeting", "person", "organisation"])),
    }
    snapshots = Snapshots((Snapshot("all"),))
    return Study("hand", "By hand", Roster.of(ids), tables, snapshots, {"met": MET}, (), DERIVING)


@functools.cache
def seen(study: Study) -> pd.DataFrame:
    return see(study, ["profession"])["profession"].table


@functools.cache
def surgery() -> Study:
    return sna.load("centralised-surgery")


def found(study: Study, quantity: str, profession: str, snapshot: str = "all", layer: str = "attendance") -> pd.Series:
    table = seen(study)
    here = table[(table["quantity"] == quantity) & (table["snapshot"] == snapshot) & (table["layer"] == layer)]
    return here[here["metric"] == f"profession: {profession}"].iloc[0]


def stood_for(row: dict[str, str], day: str, name: str = "centralised-surgery") -> str:
    """Return the organisation of a row: its own, else that of the one role that ran that day, else the employer."""
    if row["organisation"]:
        return row["organisation"]
    ran = {
        role["organisation"]
        for role in ROLES[name]
        if role["person"] == row["person"] and role["start"] <= day <= (role["end"] or "9999")
    }
    return ran.pop() if len(ran) == 1 else "" if ran else EMPLOYER[name][row["person"]]


ROLES = {"centralised-surgery": rows("centralised-surgery", "roles")}
EMPLOYER = {"centralised-surgery": {r["person"]: r["employer"] for r in rows("centralised-surgery", "people")}}


@pytest.mark.parametrize("profession", ["surgeon", "nurse", "radiologist", "manager"])
def test_counts_of_a_profession_are_those_of_the_files(profession: str) -> None:
    name = "centralised-surgery"
    meetings = {r["meeting"]: r for r in rows(name, "meetings")}
    work = {r["person"]: r["profession"] for r in rows(name, "people")}
    there: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    for row in rows(name, "attendance"):
        held = meetings[row["meeting"]]
        inside = "2017-04-01" <= held["date"] <= "2019-03-31" and held["cancelled"] != "yes"
        site = stood_for(row, held["date"])
        if inside and site and row["attended"] == "yes" and work[row["person"]] == profession:
            there.setdefault(row["meeting"], set()).add(site)
            people.setdefault(row["meeting"], set()).add(row["person"])
    pairs = {pair for sites in there.values() for pair in itertools.combinations(sorted(sites), 2)}
    n = len(rows(name, "organisations"))
    study = surgery()
    assert found(study, "ties", profession, "after")["value"] == len(pairs)
    assert found(study, "density", profession, "after")["value"] == pytest.approx(len(pairs) / math.comb(n, 2))
    reached = {site for sites in there.values() for site in sites}
    assert found(study, "organisations_reached", profession, "after")["value"] == pytest.approx(len(reached) / n)
    across = found(study, "meetings_across", profession, "after")
    assert across["value"] == pytest.approx(sum(len(sites) > 1 for sites in there.values()) / len(there))
    assert across["n"] == len(there)
    assert found(study, "people", profession, "after")["value"] == len(set().union(*people.values()))


def test_joint_roles_of_professions_are_the_eight_of_the_study() -> None:
    study = surgery()
    table = seen(study)
    joint = table[(table["layer"] == "roles") & (table["quantity"] == "ties") & (table["snapshot"] == "during")]
    by_profession = {row["metric"].removeprefix("profession: "): row["value"] for _, row in joint.iterrows()}
    for profession, ties in by_profession.items():
        assert ties == study.network("joint_roles", "during", profession=profession).m
    assert sum(by_profession.values()) > 4


def test_the_planted_pattern_is_said() -> None:
    study = surgery()
    sentences = list(VIEWS["profession"].sentences(see(study, ["profession"])["profession"], study))
    coverage = next(at for at, said in enumerate(sentences) if "organisations that it reaches" in said)
    tested = [said for said in sentences[:coverage] if "meet" in said]
    assert tested
    assert all("p " in said or "no p" in said for said in tested)
    assert not any("do not" in said for said in sentences)
    assert "surgeons" in sentences[coverage]


def test_title_sentence_and_table_go_by_one_order() -> None:
    study = surgery()
    found = see(study, ["profession"])["profession"]
    [picture] = [drawn.picture for drawn in VIEWS["profession"].figures(found, study)]
    said = next(text for text in VIEWS["profession"].sentences(found, study) if "that a profession links" in text)
    dense = found.table[(found.table["quantity"] == "density") & (found.table["snapshot"] == "after")]
    dense = dense[(dense["layer"] == "attendance") & dense["metric"].str.startswith("profession: ")]
    most = dense.sort_values("value")["metric"].iloc[-1].removeprefix("profession: ")
    assert picture.title.startswith(f"{most.capitalize()}s link ")
    listed = said.partition("people it has: ")[2].replace(" and ", ", ").rstrip(".").split(", ")
    assert listed[0].startswith(f"{most}s ")
    shares = [int(text.split(" ")[-2].rstrip("%")) for text in listed]
    assert shares == sorted(shares, reverse=True)
    [table, *_] = VIEWS["profession"].tables(found, study)
    assert [text.rsplit(" ", 2)[0].rstrip("s") for text in listed] == table.table["profession"].tolist()[: len(listed)]


ATTENDANCE = [
    *(("m1", p, o) for p, o in (("a", "A"), ("b", "B"), ("c", "C"))),
    *(("m2", p, o) for p, o in (("a", "A"), ("c", "C"), ("d", "A"))),
    *(("m3", p, o) for p, o in (("d", "A"), ("e", "A"), ("f", "B"))),
]
WORK = {"a": "nurse", "b": "nurse", "c": "nurse", "d": "surgeon", "e": "surgeon", "f": "surgeon"}
SITE = {person: site for _, person, site in ATTENDANCE}
MET_EACH = {
    pair
    for meeting in ("m1", "m2", "m3")
    for pair in itertools.combinations(sorted(p for m, p, _ in ATTENDANCE if m == meeting), 2)
}


def excess(members: tuple[str, ...]) -> float:
    """Return crossing ties of these people beyond those that their pairs at different sites let expect."""
    every = [pair for pair in itertools.combinations(sorted(SITE), 2) if SITE[pair[0]] != SITE[pair[1]]]
    rate = sum(pair in MET_EACH for pair in every) / len(every)
    own = [pair for pair in every if set(pair) <= set(members)]
    return sum(pair in MET_EACH for pair in own) - rate * len(own)


def test_p_is_the_share_of_all_deals_at_least_as_far_out() -> None:
    study = made(ATTENDANCE, dict(WORK))
    deals = list(itertools.combinations(sorted(SITE), 3))
    for profession, people in (("nurse", "abc"), ("surgeon", "def")):
        row = found(study, "cross_site_density", profession)
        own = [pair for pair in itertools.combinations(people, 2) if SITE[pair[0]] != SITE[pair[1]]]
        assert row["value"] == pytest.approx(sum(pair in MET_EACH for pair in own) / len(own))
        far = abs(excess(tuple(people)))
        share = sum(abs(excess(deal)) >= far - 1e-9 for deal in deals) / len(deals)
        least = sum(abs(excess(d)) >= max(map(abs, map(excess, deals))) - 1e-9 for d in deals) / len(deals)
        assert row["resamples"] == len(deals)
        assert row["p_min"] == pytest.approx(least)
        assert (math.isnan(row["p"]) and least > 0.05) or row["p"] == pytest.approx(share)


def test_expectation_is_the_mean_over_all_deals() -> None:
    values = [excess(deal) for deal in itertools.combinations(sorted(SITE), 3)]
    assert np.mean(values) == pytest.approx(0.0)


def test_e_i_is_ties_across_less_ties_inside_over_all() -> None:
    study = made(ATTENDANCE, dict(WORK))
    own = [pair for pair in MET_EACH if set(pair) <= set("def")]
    across = sum(SITE[a] != SITE[b] for a, b in own)
    assert found(study, "e_i_index", "surgeon")["value"] == pytest.approx((2 * across - len(own)) / len(own))


def test_people_of_no_profession_are_counted_and_in_no_group() -> None:
    study = made([*ATTENDANCE, ("m1", "g", "D"), ("m1", None, "D")], {**WORK, "g": None})
    table = see(study, ["profession"])["profession"].table
    unknown = table[table["quantity"] == "people_without_profession"].iloc[0]
    assert unknown["value"] == 1
    assert set(table["metric"]) - {""} == {"profession: nurse", "profession: surgeon"}
    assert found(study, "people", "nurse")["n"] == 6


def test_small_cases_are_undefined_with_the_reason() -> None:
    alone = made([("m1", "a", "A"), ("m1", "b", "B")], {"a": "nurse", "b": "surgeon"})
    row = found(alone, "cross_site_density", "nurse")
    assert math.isnan(row["value"])
    assert "fewer than two" in row["note"]
    same = made([("m1", "a", "A"), ("m1", "b", "A"), ("m1", "c", "B")], {"a": "nurse", "b": "nurse", "c": "surgeon"})
    assert "one organisation" in found(same, "cross_site_density", "nurse")["note"]
    assert found(same, "e_i_index", "nurse")["value"] == -1
    one = made([("m1", "a", "A"), ("m1", "b", "B")], {"a": "nurse", "b": "nurse"})
    row = found(one, "cross_site_density", "nurse")
    assert row["value"] == 1
    assert math.isnan(row["p"])
    assert "fewer than two professions" in row["note"]


def test_without_professions_there_is_nothing_to_see() -> None:
    assert "profession" not in allowed(made([("m1", "a", "A")], {"a": None}))
    assert "profession" not in allowed(sna.load("end-of-life-partnership"))


def test_a_meeting_of_nearly_everybody_is_left_out_and_said() -> None:
    study = sna.load("city-collaborative")
    assert large_meetings(study) == ("CONVERSATION",)
    table = see(study, ["profession"])["profession"].table
    row = table[table["quantity"] == "large_meetings_left_out"].iloc[0]
    assert row["value"] == 1
    assert "CONVERSATION" in row["note"]
    assert large_meetings(sna.load("centralised-surgery")) == ()
    assert large_meetings(made(ATTENDANCE, dict(WORK))) == ()


def test_order_of_rows_changes_nothing() -> None:
    first = see(made(ATTENDANCE, dict(WORK)), ["profession"])["profession"].table
    again = see(made(ATTENDANCE[::-1], dict(reversed(WORK.items()))), ["profession"])["profession"].table
    pd.testing.assert_frame_equal(first, again)


def test_many_pairs_of_people_are_refused_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sna.lenses.meeting_people.MOST_PAIRS", 20)
    table = see(made(ATTENDANCE, dict(WORK)), ["profession"])["profession"].table
    row = table[table["quantity"] == "cross_site_density"].iloc[0]
    assert math.isnan(row["value"])
    assert "27 pairs" in row["note"]


def test_a_hundred_thousand_rows_take_seconds() -> None:
    rows = [(f"m{i // 10}", f"p{i * 7919 % 3_000}", "ABCD"[i * 7919 % 3_000 % 4]) for i in range(100_000)]
    work = {f"p{i}": ("nurse", "surgeon", "manager")[i % 3] for i in range(3_000)}
    table = see(made(rows, work), ["profession"], permutations=99)["profession"].table
    assert table.loc[table["quantity"] == "people", "n"].eq(3_000).all()
