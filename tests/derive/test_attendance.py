"""Attendance: who stood for whom, and how shared meetings become ties."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sna.derive.attendance import affiliation_of, shared_meetings
from sna.model import Affiliation, LayerRule, Roster, Snapshot


def rule(how):
    return LayerRule("met", "attendance", rule=how, directed=False)


def at(meeting, organisation=None, **more):
    return {"meeting": meeting, "organisation": organisation, **more}


MEETINGS = [
    {"meeting": "m1", "date": "2015-02-01", "duration_minutes": 90, "cancelled": None, "pathway": "kidney"},
    {"meeting": "m2", "date": "2015-03-01", "duration_minutes": 60, "cancelled": None, "pathway": "bladder"},
    {"meeting": "m3", "date": "2016-03-01", "duration_minutes": 60, "cancelled": "yes", "pathway": "kidney"},
]


def test_newman_and_meetings_by_hand(make_study, edges):
    rows = [at("m1", "A"), at("m1", "B"), at("m1", "C"), at("m1", "C"), at("m2", "A"), at("m2", "B")]
    tables = {"meetings": MEETINGS, "attendance": rows}
    assert edges(make_study(rule("newman"), tables=tables).network("met")) == {
        ("A", "B"): 1.5,
        ("A", "C"): 0.5,
        ("B", "C"): 0.5,
    }
    assert edges(make_study(rule("meetings"), tables=tables).network("met"))["A", "B"] == 2.0


def test_minutes_someone_who_dials_in_is_not_someone_who_stays(make_study, edges):
    rows = [at("m1", "A", minutes_present=90), at("m1", "B", minutes_present=20), at("m1", "C", minutes_present=None)]
    network = make_study(rule("minutes"), tables={"meetings": MEETINGS, "attendance": rows}).network("met")
    assert edges(network) == {("A", "B"): round(20 / 90, 9)}
    assert network.counted["minutes not stated"] == 1


def test_minutes_from_clock_times_overlap_exactly(make_study, edges):
    rows = [
        at("m1", "A", joined="09:00", left="10:00"),
        at("m1", "B", joined="09:45", left="10:30"),
        at("m1", "C", joined="10:00", left="10:30"),
    ]
    network = make_study(rule("minutes"), tables={"meetings": MEETINGS, "attendance": rows}).network("met")
    assert edges(network) == {("A", "B"): round(15 / 90, 9), ("B", "C"): round(30 / 90, 9)}


def test_an_attendee_stands_for_the_one_role_that_runs_that_day(make_study, edges):
    rows = [at("m1", person="p"), at("m1", person="q"), at("m1", person="r"), at("m1", person="s"), at("m1", "D")]
    roles = [
        {"person": "p", "organisation": "A", "start": "2014-01-01", "end": "2015-01-31"},
        {"person": "p", "organisation": "B", "start": "2015-02-01", "end": None},
        {"person": "q", "organisation": "A", "start": None, "end": None},
        {"person": "q", "organisation": "C", "start": None, "end": None},
    ]
    people = [{"person": p, "employer": "C" if p == "r" else None} for p in "pqrs"]
    tables = {"meetings": MEETINGS, "attendance": rows, "roles": roles, "people": people}
    network = make_study(rule("meetings"), tables=tables).network("met")
    assert edges(network) == {("B", "C"): 1.0, ("B", "D"): 1.0, ("C", "D"): 1.0}
    assert network.counted["stands for several organisations"] == 1
    assert network.counted["stands for no organisation"] == 1


def test_absence_apologies_and_cancelled_meetings_make_no_tie(make_study, edges):
    rows = [at("m1", "A", attended="yes"), at("m1", "B", attended="apologies"), at("m1", "C", attended="no")]
    rows += [at("m1", "D", attended="unknown"), at("m3", "A", attended=None), at("m3", "B", attended="yes")]
    network = make_study(rule("newman"), tables={"meetings": MEETINGS, "attendance": rows}).network("met")
    assert edges(network) == {}
    assert dict(network.counted) == {
        "absent or sent apologies": 2,
        "attendance not known": 1,
        "of a cancelled meeting": 2,
        "used": 1,
    }


def test_pathway_and_profession_narrow_the_attendance(make_study, edges):
    rows = [at("m1", "A", profession="nurse"), at("m1", "B", profession="nurse"), at("m1", "C", profession="surgeon")]
    rows += [at("m2", "A", profession="nurse"), at("m2", "D", profession="nurse")]
    study = make_study(rule("meetings"), tables={"meetings": MEETINGS, "attendance": rows})
    assert edges(study.network("met", profession="nurse")) == {("A", "B"): 1.0, ("A", "D"): 1.0}
    assert edges(study.network("met", profession="nurse", pathway="bladder")) == {("A", "D"): 1.0}


def test_an_event_counts_once_by_its_date(make_study):
    halves = [
        Snapshot("first", dt.date(2015, 1, 1), dt.date(2015, 2, 1)),
        Snapshot("second", dt.date(2015, 2, 2), dt.date(2015, 12, 31)),
    ]
    rows = [at("m1", "A"), at("m1", "B"), at("m2", "A"), at("m2", "B")]
    study = make_study(rule("meetings"), tables={"meetings": MEETINGS, "attendance": rows}, snapshots=halves)
    assert [study.network("met", name).ties.weight.tolist() for name in ("first", "second")] == [[1.0], [1.0]]


@given(st.lists(st.sets(st.integers(0, 6), max_size=7), max_size=8))
def test_newman_row_sums_are_meetings_with_company(meetings):
    roster = Roster.of([f"o{i}" for i in range(7)])
    cells = [(organisation, place) for place, who in enumerate(meetings) for organisation in sorted(who)]
    row, column = (np.array([c[i] for c in cells], dtype=np.int64) for i in (0, 1))
    columns = Roster.of([f"m{place}" for place in range(len(meetings))], kind="meetings")
    there = Affiliation(roster, columns, row, column, np.ones(len(cells)), "met")
    pairs = shared_meetings(there, weighting="newman")
    for place, organisation in enumerate(roster.ids):
        ends = (pairs["from_organisation"] == organisation) | (pairs["to_organisation"] == organisation)
        company = sum(1 for who in meetings if place in who and len(who) > 1)
        assert pairs.loc[ends, "weight"].sum() == pytest.approx(company)


def test_somebody_who_stands_twice_on_the_list_of_a_meeting_is_one_of_its_delegation():
    there = pd.DataFrame(
        [("m1", "A", "p"), ("m1", "A", "p"), ("m1", "A", None), ("m1", "A", None), ("m1", "B", "q")],
        columns=["meeting", "organisation", "person"],
    )
    rule = LayerRule("board", "attendance")
    found = affiliation_of(there, roster=Roster.of("AB"), rule=rule, snapshot=Snapshot("all"))
    assert found.weight.tolist() == [3.0, 1.0]
