"""Networks of people: held against counts made from the rows themselves, and against networks of organisations."""

import csv
import itertools
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import sna
from sna.derive import people_study, row_fates
from sna.errors import TooLargeError, UsageError
from sna.model import LayerRule, Snapshot

DATA = Path(__file__).parents[2] / "datasets"
FROM, TO = "2017-04-01", "2019-03-31"
MET = LayerRule("met", "attendance", rule="newman", directed=False)


def rows(study, name):
    return list(csv.DictReader((DATA / study / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def came_after():
    """Return meeting → people present, of meetings held in the last snapshot, read from the files."""
    held = {r["meeting"] for r in rows("centralised-surgery", "meetings") if FROM <= r["date"] <= TO}
    cancelled = {r["meeting"] for r in rows("centralised-surgery", "meetings") if r["cancelled"] == "yes"}
    there = {}
    for row in rows("centralised-surgery", "attendance"):
        if row["meeting"] in held - cancelled and row["attended"] == "yes":
            there.setdefault(row["meeting"], set()).add(row["person"])
    return there


def test_meetings_of_people_are_newman_weights_counted_by_hand(edges):
    study = people_study(sna.load("centralised-surgery"))
    by_hand = Counter()
    for people in came_after().values():
        for pair in itertools.combinations(sorted(people), 2):
            by_hand[pair] += Fraction(1, len(people) - 1)
    found = edges(study.network("meetings", "after"))
    assert found == {pair: pytest.approx(float(weight)) for pair, weight in by_hand.items()}
    assert len(found) > 1000


def test_ties_to_the_chair_are_meetings_attended_under_another(edges):
    chair = {r["meeting"]: r["chair"] for r in rows("centralised-surgery", "meetings")}
    by_hand = Counter(
        (person, chair[meeting])
        for meeting, people in came_after().items()
        for person in people
        if chair[meeting] and person != chair[meeting]
    )
    study = people_study(sna.load("centralised-surgery"))
    assert edges(study.network("to_chair", "after")) == dict(by_hand)


def test_one_person_an_organisation_gives_the_network_of_organisations(make_study, edges):
    there = [("m1", "A"), ("m1", "B"), ("m1", "C"), ("m2", "B"), ("m2", "C"), ("m3", "D")]
    people = [{"person": f"p{o}", "tier": "top", "employer": o} for o in "ABCD"]
    tables = {
        "people": people,
        "meetings": [{"meeting": m, "date": "2015-02-01", "chair": "pB"} for m in ("m1", "m2", "m3")],
        "attendance": [{"meeting": m, "organisation": o, "person": f"p{o}"} for m, o in there],
    }
    for how in ("newman", "meetings", "people", "jaccard", "cosine", "to_chair"):
        rule = LayerRule("met", "attendance", rule=how, directed=how == "to_chair")
        study = make_study(rule, tables=tables)
        mine = {(a[1:], b[1:]): weight for (a, b), weight in edges(people_study(study).network("met")).items()}
        assert mine == edges(study.network("met"))
        assert mine


def test_a_joint_role_holder_is_one_person_whomever_they_stood_for(make_study, edges):
    tables = {
        "people": [{"person": p, "employer": None} for p in "pq"],
        "meetings": [{"meeting": "m1", "date": "2015-02-01"}],
        "attendance": [
            {"meeting": "m1", "organisation": "A", "person": "p"},
            {"meeting": "m1", "organisation": "B", "person": "p"},
            {"meeting": "m1", "organisation": "C", "person": "q"},
            {"meeting": "m1", "organisation": "D", "person": None},
        ],
    }
    study = people_study(make_study(MET, tables=tables))
    assert edges(study.network("met")) == {("p", "q"): 1.0}
    assert row_fates(study, study.layers["met"]) == {"stands for no organisation": 1, "used": 3}
    assert any("names no person" in str(problem) for problem in sna.derive.derivation_problems(study))


def test_attributes_are_the_persons_and_their_employers():
    study = people_study(sna.load("centralised-surgery"))
    centre = {r["organisation"]: r["centre"] or None for r in rows("centralised-surgery", "organisations")}
    for row in rows("centralised-surgery", "people"):
        assert study.roster.group_of("tier")[row["person"]] == row["tier"]
        assert study.roster.group_of("profession")[row["person"]] == row["profession"]
        assert study.roster.group_of("centre")[row["person"]] == centre[row["employer"]]
    assert study.roster.names == study.roster.ids
    assert study.contrasts[0].groups == ("top", "middle", "bottom")


def test_centre_of_a_person_follows_the_pathway_of_the_employer():
    organisations = sna.load("centralised-surgery")
    people = people_study(organisations)
    of = organisations.network("meetings", "after", pathway="kidney").roster.group_of("centre")
    mine = people.network("meetings", "after", pathway="kidney").roster.group_of("centre")
    employer = people.roster.group_of("employer")
    assert mine == {person: of[employer[person]] for person in people.roster.ids}
    assert mine != people.roster.group_of("centre")


def contacts(make_study, listed, **fields):
    people = [
        {"person": p, "tier": t, "employer": "A"} for p, t in zip("pqrs", ("top", "bottom", None, "top"), strict=True)
    ]
    return people_study(make_study(tables={"people": people, "contacts": listed}, **fields))


def test_contacts_have_a_direction_and_who_was_not_asked_is_not_observed(make_study, edges):
    listed = [
        {"from_person": "q", "to_person": "p", "weight": 2.0},
        {"from_person": "p", "to_person": "r", "weight": 0.0},
    ]
    network = contacts(make_study, listed).network("contacts")
    assert edges(network) == {("q", "p"): 2.0}
    ids = network.roster.ids
    silent = {ids[i] for i, _ in network.unobserved}
    assert silent == {"r", "s"}
    assert network.pairs == 2 * 3


def test_contacts_count_in_their_snapshot_or_on_their_date(make_study, edges, year):
    listed = [
        {"from_person": "q", "to_person": "p", "date": "2015-03-01"},
        {"from_person": "p", "to_person": "q", "date": "2016-03-01"},
    ]
    assert list(edges(contacts(make_study, listed, snapshots=(year,)).network("contacts"))) == [("q", "p")]
    named = [
        {"from_person": "q", "to_person": "p", "snapshot": "one"},
        {"from_person": "p", "to_person": "q", "snapshot": "two"},
    ]
    study = contacts(make_study, named, snapshots=(Snapshot("one"), Snapshot("two")))
    assert list(edges(study.network("contacts", "two"))) == [("p", "q")]


def test_what_says_nothing_of_people_is_left_out_and_said(make_study):
    study = people_study(sna.load("centralised-surgery"))
    assert list(study.layers) == ["meetings", "to_chair"]
    said = [str(problem) for problem in study.problems if problem.code == "W204"]
    assert {layer for layer in ("mdt", "joint_roles") if any(f"'{layer}'" in text for text in said)} == {
        "mdt",
        "joint_roles",
    }
    assert not any("rganisation" in str(problem) for problem in study.problems)
    with pytest.raises(UsageError, match="no table of people"):
        people_study(sna.load("end-of-life-partnership"))
    with pytest.raises(UsageError, match="who of the people"):
        people_study(make_study(tables={"people": [{"person": "p", "tier": "top"}]}))


def test_too_many_people_are_refused(make_study):
    people = [{"person": f"p{i}"} for i in range(1_001)]
    with pytest.raises(TooLargeError, match="1,000"):
        people_study(make_study(tables={"people": people, "contacts": [{"from_person": "p1", "to_person": "p2"}]}))


def test_people_of_people_are_the_same_study():
    study = people_study(sna.load("city-collaborative"))
    assert people_study(study) is study


@pytest.mark.parametrize("layer", ["meetings", "to_chair", "contacts"])
def test_nothing_said_of_people_speaks_of_organisations(layer):
    study = sna.load("city-collaborative")
    of = people_study(study)
    found = sna.asymmetry(study, of="people", metrics=["in_degree"] if layer != "meetings" else "degree", layer=layer)
    words = [of.network(layer, "second").layer.rule, *found["note"], *found["target"], *found["method"]]
    scores = sna.measure(study, of="people", layer=layer)
    words += list(scores["note"])
    assert not [text for text in words if "rganisation" in text]
    assert set(scores["organisation"]) - {""} <= set(of.roster.ids)


def test_of_is_organisations_or_people():
    study = sna.load("city-collaborative")
    assert sna.measure(study, "density", of="organisations").equals(sna.measure(study, "density"))
    with pytest.raises(UsageError, match="not of 'persons'"):
        sna.measure(study, "density", of="persons")
    compared = sna.compare(study, of="people", metrics="density")
    assert set(compared.loc[compared["quantity"] == "ties_kept", "note"]) == {
        "different samples ('first interviews' and 'second interviews') are not compared"
    }
