"""Joint roles: one person, two organisations, the same days."""

import datetime as dt

import pytest

from sna.model import LayerRule, Snapshot


def role(person, organisation, start=None, end=None, **more):
    return {"person": person, "organisation": organisation, "start": start, "end": end, **more}


def test_a_person_in_two_organisations_at_once_ties_them(make_study, joint, year, edges):
    rows = [role("p", "A", "2014-01-01"), role("p", "B", "2015-03-01", "2015-04-01"), role("q", "C")]
    study = make_study(joint, tables={"roles": rows}, snapshots=[year], cut_off=dt.date(2019, 1, 1))
    assert edges(study.network("joint")) == {("A", "B"): 1.0}


def test_one_after_the_other_is_not_joint(make_study, joint, year, edges):
    rows = [role("p", "A", "2015-01-01", "2015-05-31"), role("p", "B", "2015-06-01")]
    study = make_study(joint, tables={"roles": rows}, snapshots=[year])
    assert edges(study.network("joint")) == {}
    rows[0]["end"] = "2015-06-01"  # the last day counts: now they share it
    assert edges(make_study(joint, tables={"roles": rows}, snapshots=[year]).network("joint")) == {("A", "B"): 1.0}


def test_the_shared_days_must_lie_in_the_snapshot(make_study, joint, year, edges):
    rows = [role("p", "A", "2013-01-01", "2015-02-01"), role("p", "B", "2013-01-01", "2014-12-31"), role("p", "C")]
    study = make_study(joint, tables={"roles": rows}, snapshots=[year])
    assert edges(study.network("joint")) == {("A", "C"): 1.0}


def test_active_at_looks_at_the_last_day_only(make_study, joint, year, edges):
    at = Snapshot("end", year.start, year.end, "active_at")
    rows = [role("p", "A"), role("p", "B", "2015-01-01", "2015-12-30"), role("q", "A"), role("q", "C", "2015-12-31")]
    assert edges(make_study(joint, tables={"roles": rows}, snapshots=[at]).network("joint")) == {("A", "C"): 1.0}


def test_overlap_counts_the_share_of_the_days(make_study, joint, edges):
    april = Snapshot("april", dt.date(2015, 4, 1), dt.date(2015, 4, 30), "overlap")
    rows = [role("p", "A"), role("p", "B", "2015-04-16", "2015-07-01")]
    assert edges(make_study(joint, tables={"roles": rows}, snapshots=[april]).network("joint")) == {("A", "B"): 0.5}


def test_a_person_counts_once_however_many_spells(make_study, joint, year, edges):
    rows = [role("p", "A"), role("p", "B", "2015-01-01", "2015-02-01"), role("p", "B", "2015-06-01"), role("q", "A")]
    rows.append(role("q", "B"))
    assert edges(make_study(joint, tables={"roles": rows}, snapshots=[year]).network("joint")) == {("A", "B"): 2.0}


def test_three_organisations_make_three_ties(make_study, joint, edges):
    rows = [role("p", organisation) for organisation in "ABC"]
    found = edges(make_study(joint, tables={"roles": rows}).network("joint"))
    assert found == {("A", "B"): 1.0, ("A", "C"): 1.0, ("B", "C"): 1.0}


def test_sessions_take_the_smaller_side_and_blank_is_unobserved(make_study, edges):
    rule = LayerRule("joint", "roles", weight="sessions", directed=False)
    rows = [role("p", "A", sessions=8), role("p", "B", sessions=2), role("q", "A", sessions=5), role("q", "C")]
    network = make_study(rule, tables={"roles": rows}).network("joint")
    assert edges(network) == {("A", "B"): 2.0}
    assert network.unobserved == {(0, 2)}


def test_filters_by_profession_and_pathway(make_study, joint, edges):
    rows = [
        role("p", "A", pathway="kidney"),
        role("p", "B", pathway="kidney"),
        role("q", "A", pathway="kidney"),
        role("q", "C", pathway="bladder"),
    ]
    people = [{"person": "p", "profession": "surgeon"}, {"person": "q", "profession": "nurse"}]
    study = make_study(joint, tables={"roles": rows, "people": people})
    assert edges(study.network("joint", profession="nurse")) == {("A", "C"): 1.0}
    assert edges(study.network("joint", pathway="kidney")) == {("A", "B"): 1.0}
    assert edges(study.network("joint", pathway=["bladder", "kidney"])) == {("A", "B"): 1.0, ("A", "C"): 1.0}


@pytest.mark.parametrize("closed", [dt.date(2014, 12, 31), dt.date(2015, 1, 1)])
def test_a_closed_organisation_leaves_with_a_count(make_study, joint, year, edges, closed):
    rows = [role("p", "A"), role("p", "B")]
    study = make_study(joint, tables={"roles": rows}, snapshots=[year], closed={"B": closed})
    network = study.network("joint")
    if closed.year == 2015:
        assert edges(network) == {("A", "B"): 1.0}
    else:
        assert network.roster.ids == ("A", "C", "D")
        assert network.counted["of an organisation that is not in the network at that time"] == 1
