"""Members, decisions and cases: who shares what, who waits for whom, by hand and by brute force."""

import datetime as dt
import itertools
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.derive import derivation_problems, partnership_factors, row_fates
from sna.errors import UsageError
from sna.model import LayerRule, Snapshot

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FIRST = dt.date(2015, 1, 1)
DAY = st.integers(0, 15)


def members(how="newman", **more):
    return LayerRule("members", "members", rule=how, directed=False, **more)


def member(partnership, organisation, start=None, end=None):
    return {"partnership": partnership, "organisation": organisation, "start": start, "end": end}


def test_members_of_a_partnership_share_it_by_newman(make_study, edges):
    rows = [member("x", o) for o in "ABC"] + [member("y", o) for o in "AB"]
    study = make_study(members(), tables={"members": rows})
    assert edges(study.network("members")) == {("A", "B"): 1.5, ("A", "C"): 0.5, ("B", "C"): 0.5}
    there = study.affiliation("members")
    assert (there.columns.kind, there.columns.ids, len(there.row)) == ("partnerships", ("x", "y"), 5)


def test_one_after_the_other_shares_nothing(make_study, year, edges):
    rows = [member("x", "A", "2015-01-01", "2015-03-31"), member("x", "B", "2015-04-01"), member("x", "C")]
    study = make_study(members("meetings"), tables={"members": rows}, snapshots=[year])
    assert edges(study.network("members")) == {("A", "C"): 1.0, ("B", "C"): 1.0}


def test_a_membership_ends_with_its_partnership(make_study, year, edges):
    rows = [member("x", "A"), member("x", "B"), member("y", "A"), member("y", "C")]
    held = [{"partnership": "x", "start": None, "end": "2014-12-31", "status": "ended"}]
    held.append({"partnership": "y", "start": "2015-02-01", "end": None, "status": "successful"})
    tables = {"members": rows, "partnerships": held}
    study = make_study(members("meetings"), tables=tables, snapshots=[year])
    assert edges(study.network("members")) == {("A", "C"): 1.0}
    assert row_fates(study, study.layers["members"]) == {"outside the snapshot": 2, "used": 2}
    ended = make_study(members("meetings", only="ended"), tables=tables)
    assert edges(ended.network("members")) == {("A", "B"): 1.0}


@QUICK
@given(
    spells=st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("ABC"), DAY, DAY), min_size=1, max_size=9),
    bounds=st.tuples(DAY, DAY),
    how=st.sampled_from(["newman", "meetings", "jaccard", "cosine"]),
)
def test_shared_partnerships_by_days(make_study, edges, spells, bounds, how):
    low, high = min(bounds), max(bounds)
    days = {}
    for partnership, organisation, start, end in spells:
        running = set(range(min(start, end), max(start, end) + 1)) & set(range(low, high + 1))
        days.setdefault((partnership, organisation), set()).update(running)
    parts = {o: {p for (p, other), when in days.items() if other == o and when} for o in "ABC"}
    expected = {}
    for a, b in itertools.combinations("ABC", 2):
        both = [p for p in "xyz" if days.get((p, a), set()) & days.get((p, b), set())]
        size = {p: sum(p in parts[o] for o in "ABC") for p in both}
        weight = {
            "newman": sum(1 / (size[p] - 1) for p in both),
            "meetings": float(len(both)),
            "jaccard": len(both) / max(len(parts[a]) + len(parts[b]) - len(both), 1),
            "cosine": len(both) / max(math.sqrt(len(parts[a]) * len(parts[b])), 1),
        }[how]
        if both:
            expected[a, b] = round(weight, 9)
    rows = [member(p, o, *(str(FIRST + dt.timedelta(days=d)) for d in (min(s, e), max(s, e)))) for p, o, s, e in spells]
    snapshot = Snapshot("s", FIRST + dt.timedelta(days=low), FIRST + dt.timedelta(days=high))
    study = make_study(members(how), tables={"members": rows}, snapshots=[snapshot], ids="ABC")
    assert edges(study.network("members")) == expected


def decision(name, organisation, action="ratify", **more):
    return {"decision": name, "organisation": organisation, "action": action, "document": None, "date": None, **more}


def test_decisions_join_those_with_a_part_in_them(make_study, year, edges):
    rows = [decision("d1", "A", "propose", date="2015-02-01"), decision("d1", "B", date="2015-03-01")]
    rows += [decision("d1", "C", date="2016-03-01"), decision("d2", "A"), decision("d2", "C")]
    rule = LayerRule("decisions", "decisions", rule="meetings", directed=False)
    study = make_study(rule, tables={"decisions": rows}, snapshots=[year])
    assert edges(study.network("decisions")) == {("A", "B"): 1.0}
    assert row_fates(study, rule) == {"outside the snapshot": 1, "used": 2, "without a date": 2}


def test_decisions_through_documents_and_by_action(make_study, edges):
    rows = [decision("d1", "A", document="plan"), decision("d2", "B", document="plan"), decision("d3", "C")]
    rows += [decision("d4", "D", "object", document="plan")]
    rule = LayerRule("decisions", "decisions", rule="meetings", directed=False, through="document")
    assert set(edges(make_study(rule, tables={"decisions": rows}).network("decisions"))) == {
        ("A", "B"),
        ("A", "D"),
        ("B", "D"),
    }
    only = LayerRule("decisions", "decisions", rule="meetings", directed=False, through="document", only="ratify")
    study = make_study(only, tables={"decisions": rows})
    assert edges(study.network("decisions")) == {("A", "B"): 1.0}
    assert study.network("decisions").layer.counts == "shared documents"
    assert study.affiliation("decisions").columns.kind == "documents"


CASES = LayerRule("waiting", "cases", weight="deferred", depends="sender")


def case(meeting, sender, responsible=None, deferred=1, missing="imaging"):
    return {
        "meeting": meeting,
        "from_organisation": sender,
        "responsible": responsible,
        "deferred": deferred,
        "missing_item": missing,
    }


MEETINGS = [
    {"meeting": "m1", "date": "2015-02-01", "pathway": "kidney"},
    {"meeting": "m2", "date": "2016-02-01", "pathway": "bladder"},
]


def test_cases_wait_for_whoever_is_responsible(make_study, year, edges):
    rows = [case("m1", "A", "B", 2), case("m1", "A", "B", 3, "pathology"), case("m1", "C", "B", 0)]
    rows += [case("m1", "C"), case("m1", "D", "D", 4), case("m2", "A", "B", 9), case("m1", "D", "C", None)]
    tables = {"meetings": MEETINGS, "cases": rows}
    study = make_study(CASES, tables=tables, snapshots=[year])
    network = study.network("waiting")
    assert edges(network) == {("A", "B"): 5.0}
    assert network.unobserved == {(3, 2)}
    assert network.layer.counts == "cases deferred"
    assert sum(row_fates(study, CASES).values()) == len(rows)
    said = {problem.code for problem in derivation_problems(study)}
    assert {"W403", "W420", "W318", "W315", "W509"} <= said
    imaging = LayerRule("waiting", "cases", weight="deferred", depends="sender", only="imaging")
    assert edges(make_study(imaging, tables=tables, snapshots=[year]).network("waiting")) == {("A", "B"): 2.0}
    assert edges(make_study(CASES, tables=tables).network("waiting", pathway="bladder")) == {("A", "B"): 9.0}


def test_a_study_knows_which_layers_are_two_mode(make_study):
    rows = [case("m1", "A", "B")]
    study = make_study(CASES, members(), tables={"meetings": MEETINGS, "cases": rows, "members": [member("x", "A")]})
    assert not study.is_two_mode("waiting")
    assert study.is_two_mode("members")
    with pytest.raises(UsageError, match="not two-mode"):
        study.affiliation("waiting")


def test_factors_by_partnership(make_study):
    rows = [("x", "time", "negative"), ("x", "time", "negative"), ("y", "trust", "success"), ("x", "trust", None)]
    factors = [dict(zip(("partnership", "factor", "valence"), row, strict=True)) for row in rows]
    tables = {"factors": factors, "partnerships": [{"partnership": p} for p in "xyz"], "members": [member("x", "A")]}
    study = make_study(members(), tables=tables)
    found = partnership_factors(study)
    cells = {
        (found.rows.ids[r], found.columns.ids[c]): w
        for r, c, w in zip(found.row, found.column, found.weight, strict=True)
    }
    assert cells == {("x", "time"): 2.0, ("x", "trust"): 1.0, ("y", "trust"): 1.0}
    assert found.rows.ids == ("x", "y", "z")
    assert partnership_factors(study, "negative").columns.ids == ("time",)
