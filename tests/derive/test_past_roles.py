"""History: one person, two organisations, one after the other; held against a count day by day."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.model import LayerRule, Snapshot

HISTORY = LayerRule("history", "roles", weight="people", directed=False, history=True)
FIRST = dt.date(2015, 1, 1)
DAY = st.integers(0, 20)
SPELL = st.tuples(st.sampled_from("pq"), st.sampled_from("ABC"), DAY, st.one_of(st.none(), DAY))
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def day(number):
    return FIRST + dt.timedelta(days=number)


def role(person, organisation, start=None, end=None, **more):
    return {"person": person, "organisation": organisation, "start": start, "end": end, **more}


def test_a_role_that_ended_before_the_snapshot_ties(make_study, year, edges):
    rows = [role("p", "A", "2010-01-01", "2012-12-31"), role("p", "B", "2013-01-01"), role("q", "A"), role("q", "C")]
    study = make_study(HISTORY, tables={"roles": rows}, snapshots=[year], cut_off=dt.date(2019, 1, 1))
    network = study.network("history")
    # q holds both at once, which is a joint role and no history.
    assert edges(network) == {("A", "B"): 1.0}
    assert network.counted == {"used": 4}
    assert "had ended by then" in network.layer.rule


def test_a_role_that_begins_after_the_snapshot_is_no_history_yet(make_study, year, edges):
    rows = [role("p", "A", "2010-01-01", "2012-12-31"), role("p", "B", "2016-01-01")]
    network = make_study(HISTORY, tables={"roles": rows}, snapshots=[year]).network("history")
    assert edges(network) == {}
    assert network.counted == {"outside the snapshot": 1, "used": 1}


def test_sessions_take_the_smaller_side(make_study, year, edges):
    rule = LayerRule("history", "roles", weight="sessions", directed=False, history=True)
    rows = [role("p", "A", "2010-01-01", "2012-12-31", sessions=3), role("p", "B", "2013-01-01", sessions=8)]
    assert edges(make_study(rule, tables={"roles": rows}, snapshots=[year]).network("history")) == {("A", "B"): 3.0}


def by_days(rows, days):
    """Return pairs with people, counting every day on which one role runs and the other is past."""
    found = {}
    for person in "pq":
        for now in days:
            running = {o for p, o, s, e in rows if p == person and s <= now and (e is None or now <= e)}
            past = {o for p, o, _, e in rows if p == person and e is not None and e < now} - running
            for a in running:
                for b in past:
                    found.setdefault((min(a, b), max(a, b)), set()).add(person)
    return {pair: float(len(people)) for pair, people in found.items()}


@QUICK
@given(spells=st.lists(SPELL, min_size=1, max_size=7), bounds=st.tuples(DAY, DAY), rule=st.sampled_from(["any", "at"]))
def test_history_is_what_a_count_by_days_gives(make_study, edges, spells, bounds, rule):
    rows = [(p, o, s, None if e is None else max(s, e)) for p, o, s, e in spells]
    low, high = min(bounds), max(bounds)
    snapshot = Snapshot("s", day(low), day(high), f"active_{rule}")
    table = [role(p, o, str(day(s)), None if e is None else str(day(e))) for p, o, s, e in rows]
    study = make_study(HISTORY, tables={"roles": table}, snapshots=[snapshot], ids="ABC")
    expected = by_days(rows, range(low, high + 1) if rule == "any" else [high])
    assert edges(study.network("history")) == expected


def test_half_of_the_days_count_half(make_study, edges):
    april = Snapshot("april", dt.date(2015, 4, 1), dt.date(2015, 4, 30), "overlap")
    rows = [role("p", "A", "2010-01-01", "2015-04-15"), role("p", "B", "2015-01-01")]
    study = make_study(HISTORY, tables={"roles": rows}, snapshots=[april])
    assert edges(study.network("history"))["A", "B"] == pytest.approx(0.5)
