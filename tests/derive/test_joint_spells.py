"""Joint roles as spells: what is one, when it begins, and whether it has ended."""

import datetime as dt

import numpy as np

from sna.derive.joint_spells import UNKNOWN, joint_spells

CUT_OFF = dt.date(2019, 3, 31)


def role(person, organisation, start=None, end=None, **more):
    return {"person": person, "organisation": organisation, "start": start, "end": end, **more}


def found(make_study, joint, rows, **fields):
    study = make_study(joint, tables={"roles": rows}, cut_off=CUT_OFF, **fields)
    return [
        (row["organisations"], str(row["first_day"])[:10], str(row["last_day"])[:10], row["ended"], row["reason"])
        for row in joint_spells(study).to_dict("records")
    ]


def test_the_overlap_of_two_roles_and_the_reason_of_the_one_that_ended(make_study, joint):
    rows = [role("p", "A", "2010-01-01"), role("p", "B", "2015-03-01", "2016-04-01", end_reason="travel")]
    assert found(make_study, joint, rows) == [(("A", "B"), "2015-03-01", "2016-04-01", True, "travel")]
    del rows[1]["end_reason"]
    assert found(make_study, joint, rows)[0][-1] == UNKNOWN


def test_contracts_that_touch_are_one_spell_and_a_gap_makes_two(make_study, joint):
    rows = [role("p", "A", "2010-01-01"), role("p", "B", "2015-01-01", "2015-12-31"), role("p", "B", "2016-01-01")]
    assert found(make_study, joint, rows) == [(("A", "B"), "2015-01-01", "2019-03-31", False, "")]
    rows[2]["start"] = "2016-01-02"
    assert [one[1:4] for one in found(make_study, joint, rows)] == [
        ("2015-01-01", "2015-12-31", True),
        ("2016-01-02", "2019-03-31", False),
    ]


def test_a_third_organisation_that_joins_makes_no_second_role_but_one_that_follows_does(make_study, joint):
    rows = [role("p", "A", "2010-01-01"), role("p", "B", "2012-01-01"), role("p", "C", "2014-01-01", "2015-01-01")]
    assert found(make_study, joint, rows) == [(("A", "B", "C"), "2012-01-01", "2019-03-31", False, "")]
    rows = [
        role("p", "A", "2010-01-01", "2012-12-31"),
        role("p", "B", "2011-01-01"),
        role("p", "C", "2013-01-01"),
    ]
    assert [one[0] for one in found(make_study, joint, rows)] == [("A", "B"), ("B", "C")]


def test_an_end_that_lies_ahead_has_not_come(make_study, joint):
    rows = [role("p", "A", "2010-01-01"), role("p", "B", "2012-01-01", "2020-01-01", end_reason="fixed term")]
    assert found(make_study, joint, rows) == [(("A", "B"), "2012-01-01", "2019-03-31", False, "")]


def test_one_organisation_is_no_joint_role_and_neither_is_one_after_the_other(make_study, joint):
    rows = [
        role("p", "A"),
        role("p", "A", "2015-01-01"),
        role("q", "A", None, "2014-12-31"),
        role("q", "B", "2015-01-01"),
    ]
    assert found(make_study, joint, rows) == []


def test_order_of_rows_and_sessions(make_study, joint):
    rows = [
        role("p", "B", "2012-01-01", sessions=3),
        role("p", "A", "2010-01-01", sessions=7),
        role("q", "C", None, sessions=2),
        role("q", "D", None, sessions=np.nan),
    ]
    one = joint_spells(make_study(joint, tables={"roles": rows}, cut_off=CUT_OFF))
    other = joint_spells(make_study(joint, tables={"roles": rows[::-1]}, cut_off=CUT_OFF))
    assert one.equals(other)
    assert one["sessions"].tolist()[1] == 3
    assert np.isnan(one["sessions"].tolist()[0])
    assert one["first_day"].dt.year.tolist() == [1, 2012]
