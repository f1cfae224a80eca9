"""Rules of attendance beside the usual ones: held against the definition, worked out row by row, and closed forms."""

import itertools
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.derive import derivation_problems, row_fates
from sna.model import LayerRule

PEOPLE = st.sampled_from([None, "p", "q", "r", "s"])
ROWS = st.lists(st.tuples(st.sampled_from(["m1", "m2", "m3"]), st.sampled_from("ABCD"), PEOPLE), max_size=14)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def rule(how):
    return LayerRule("met", "attendance", rule=how, directed=how.startswith("to_"))


def tables(rows, **meeting):
    held = [{"meeting": m, "date": "2015-02-01", **meeting.get(m, {})} for m in ("m1", "m2", "m3")]
    attendance = [{"meeting": m, "organisation": o, "person": p} for m, o, p in rows]
    return {"meetings": held, "attendance": attendance or [{"meeting": None, "organisation": None, "person": None}][:0]}


def most_pairs(one, other):
    """Return how many pairs of two different people there are, capped at the smaller delegation, by listing them."""
    pairs = [(a, b) for a, b in itertools.product(one, other) if a != b or a[0] == "nobody"]
    return min(len(pairs), len(one), len(other))


def delegation(rows, meeting, organisation):
    here = [(m, o, p) for m, o, p in rows if (m, o) == (meeting, organisation)]
    named = {("person", p) for _, _, p in here if p is not None}
    return sorted(named) + [("nobody", at) for at, (_, _, p) in enumerate(here) if p is None]


@QUICK
@given(rows=ROWS.filter(bool))
def test_people_are_the_pairs_that_can_be_listed(make_study, edges, rows):
    expected = {
        (a, b): sum(most_pairs(delegation(rows, m, a), delegation(rows, m, b)) for m in ("m1", "m2", "m3"))
        for a, b in itertools.combinations("ABCD", 2)
    }
    found = edges(make_study(rule("people"), tables=tables(rows)).network("met"))
    assert found == {pair: float(number) for pair, number in expected.items() if number}


@QUICK
@given(rows=ROWS.filter(bool))
def test_jaccard_and_cosine_are_those_of_sets(make_study, edges, rows):
    attended = {o: {m for m, other, _ in rows if other == o} for o in "ABCD"}
    jaccard, cosine = {}, {}
    for a, b in itertools.combinations("ABCD", 2):
        both = len(attended[a] & attended[b])
        if both:
            jaccard[a, b] = round(both / len(attended[a] | attended[b]), 9)
            cosine[a, b] = round(both / math.sqrt(len(attended[a]) * len(attended[b])), 9)
    assert edges(make_study(rule("jaccard"), tables=tables(rows)).network("met")) == jaccard
    assert edges(make_study(rule("cosine"), tables=tables(rows)).network("met")) == cosine


def test_jaccard_agrees_with_the_distance_of_scipy(make_study):
    import numpy as np
    from scipy.spatial.distance import cdist

    rows = [("m1", "A", None), ("m2", "A", None), ("m3", "A", None), ("m1", "B", None), ("m2", "B", None)]
    rows += [("m3", "C", None), ("m3", "D", None)]
    study = make_study(rule("jaccard"), tables=tables(rows))
    there = study.affiliation("met")
    present = np.zeros((4, 3))
    present[there.row, there.column] = 1
    for how, distance in (("jaccard", "jaccard"), ("cosine", "cosine")):
        network = make_study(rule(how), tables=tables(rows)).network("met")
        near = 1 - cdist(present.astype(bool) if how == "jaccard" else present, present, distance)
        ends = network.ties.sender, network.ties.receiver
        assert network.ties.weight.tolist() == pytest.approx(near[ends].tolist())
        assert network.m == int((np.triu(near, 1) > 1e-12).sum())


@pytest.mark.parametrize("how", ["to_chair", "to_host"])
def test_towards_whoever_leads_once_a_meeting(make_study, edges, how):
    rows = [("m1", "A", "p"), ("m1", "A", "q"), ("m1", "B", "r"), ("m2", "A", "p"), ("m2", "C", "s"), ("m3", "D", "t")]
    lead = {"m1": {"chair": "r", "host": "B"}, "m2": {"chair": "r", "host": "B"}, "m3": {"chair": None, "host": None}}
    facts = {**tables(rows, **lead), "people": [{"person": "r", "employer": "B"}]}
    study = make_study(rule(how), tables=facts)
    network = study.network("met")
    assert edges(network) == {("A", "B"): 2.0, ("C", "B"): 1.0}
    assert network.directed
    unled = "of a meeting whose chair's organisation is not known"
    unled = unled if how == "to_chair" else "of a meeting whose host is not known"
    assert row_fates(study, study.layers["met"]) == {"of an organisation with itself": 1, unled: 1, "used": 4}
    assert [problem.code for problem in derivation_problems(study)].count("W403") == 1
    # Who came stays as it is, led or not.
    assert len(study.affiliation("met").row) == 5


def test_the_chair_stands_for_whom_they_stood_for_that_day(make_study, edges):
    meeting = {"m1": {"chair": "p"}, "m2": {"chair": "p"}, "m3": {"chair": "q"}}
    rows = [("m1", "C", "p"), ("m1", "D", "x"), ("m2", "D", "x"), ("m3", "D", "x")]
    roles = [{"person": "p", "organisation": "A"}, {"person": "q", "organisation": "A"}]
    roles.append({"person": "q", "organisation": "B"})
    facts = {**tables(rows, **meeting), "roles": roles}
    network = make_study(rule("to_chair"), tables=facts).network("met")
    # m1: p was there for C; m2: p was not there, and works for A; m3: q works for two.
    assert edges(network) == {("D", "C"): 1.0, ("D", "A"): 1.0}


def test_a_chair_in_two_rows_of_two_organisations_leads_for_neither(make_study):
    rows = [("m1", "A", "p"), ("m1", "B", "p"), ("m1", "C", "x")]
    facts = {**tables(rows, m1={"chair": "p"}), "roles": [{"person": "p", "organisation": "A"}]}
    assert make_study(rule("to_chair"), tables=facts).network("met").m == 0


CLOCK = st.integers(540, 660)
STAYS = st.lists(
    st.tuples(st.sampled_from(["m1", "m2"]), st.sampled_from("ABC"), CLOCK, CLOCK, st.booleans()),
    min_size=1,
    max_size=8,
)


def overlap_by_minutes(one, other):
    """Return for how long both were there: minute by minute where all times are known, else the shorter stay."""
    if all(timed for *_, timed in (*one, *other)):
        span = [range(min(j for *_, j, _, _ in rows), max(left for *_, left, _ in rows)) for rows in (one, other)]
        return len(set(span[0]) & set(span[1]))
    return min(max(left - joined for *_, joined, left, _ in rows) for rows in (one, other))


@QUICK
@given(stays=STAYS)
def test_minutes_are_those_counted_one_by_one(make_study, edges, stays):
    stays = [(m, o, min(j, left), max(j, left), timed) for m, o, j, left, timed in stays]
    # A delegation is timed, or it is not: a mixture has no common clock.
    untimed = {(m, o) for m, o, *_, timed in stays if not timed}
    stays = [(m, o, j, left, (m, o) not in untimed) for m, o, j, left, _ in stays]
    expected = {}
    for a, b in itertools.combinations("ABC", 2):
        total = 0.0
        for meeting, long in (("m1", 120), ("m2", 60)):
            one, other = ([s for s in stays if s[:2] == (meeting, o)] for o in (a, b))
            if one and other:
                total += min(overlap_by_minutes(one, other) / long, 1.0)
        if total:
            expected[a, b] = round(total, 9)

    def at(minute):
        return f"{minute // 60:02}:{minute % 60:02}"

    rows = [
        {
            "meeting": m,
            "organisation": o,
            "joined": at(j) if timed else None,
            "left": at(left) if timed else None,
            "minutes_present": None if timed else float(left - j),
        }
        for m, o, j, left, timed in stays
    ]
    meetings = [{"meeting": "m1", "duration_minutes": 120}, {"meeting": "m2", "duration_minutes": 60}]
    study = make_study(rule("minutes"), tables={"meetings": meetings, "attendance": rows}, ids="ABC")
    assert edges(study.network("met")) == expected
