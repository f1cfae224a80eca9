"""Guards what is concluded where study.toml is silent, and that what it declares is followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from sna.errors import DataError
from sna.model import Contrast, LayerRule, Snapshot, Study

Reads = Callable[..., Study]
ROLES = "person,organisation,start,end\np1,A,2014-11-15,\np1,B,2015-02-01,2015-04-30\n"


def test_every_table_that_makes_ties_is_a_layer(study_of: Reads) -> None:
    study = study_of(
        roles="person,organisation\np1,A\n",
        mdt_links="from,to,cases\nA,B,3\n",
        meetings="meeting\nm1\n",
        attendance="meeting,organisation\nm1,A\n",
        trust="from,to,score\nA,B,4\n",
    )
    assert list(study.layers.values()) == [
        LayerRule("roles", "roles", weight="people", directed=False),
        LayerRule("mdt_links", "mdt_links", weight="cases", depends="sender"),
        LayerRule("attendance", "attendance", rule="newman", directed=False),
        LayerRule("trust", "trust"),
    ]


def test_an_edge_list_with_a_layer_column_is_one_layer_a_value(study_of: Reads) -> None:
    study = study_of(trust="from,to,layer,value\nA,B,money,1\nA,B,advice,2\n")
    assert list(study.layers.values()) == [
        LayerRule("advice", "trust", weight="weight", only="advice"),
        LayerRule("money", "trust", weight="weight", only="money"),
    ]


def test_snapshots_are_in_the_order_of_their_numbers_raised_digits_are_none(study_of: Reads) -> None:
    study = study_of(trust="from,to,snapshot\nA,B,wave 10\nA,B,wave 2\nA,B,wave²\n")
    assert study.snapshots.names == ("wave 2", "wave 10", "wave²")


def test_declared_layers_are_the_only_layers(study_of: Reads) -> None:
    toml = """
    [layer.money]
    from = "trust.csv"
    weight = "Pounds"
    directed = false
    duplicates = "sum"
    [layer.all]
    from = "trust"
    weight = ""
    depends = "receiver"
    """
    study = study_of(trust="from,to,layer,pounds\nA,B,money,1\nA,B,advice,2\n", toml=toml)
    assert list(study.layers.values()) == [
        LayerRule("money", "trust", "", "pounds", directed=False, duplicates="sum", only="money", declared=True),
        LayerRule("all", "trust", directed=True, depends="receiver", declared=True),
    ]
    assert study.tables["trust"].frame["pounds"].tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('[layer.trust]\nrule = "newman"\n', "E603"),
        ('[layer.trust]\nweight = "score"\n', "E201"),
        ('[layer.trust]\nweight = "to"\n', "E603"),
        ("[layer.roles]\ndirected = true\n", "E603"),
        ('[layer.roles]\nduplicates = "sum"\n', "E603"),
        ('[layer.roles]\nweight = "hours"\n', "E603"),
        ('[layer.roles]\nweight = "sessions"\n', "E201"),
        ('[layer.trust]\ndirected = false\ndepends = "sender"\n', "E603"),
        ('[layer.people]\nfrom = "organisations"\n', "E603"),
        ('[tables]\ncolumns.roles = { persn = "x" }\n', "E602"),
        ("[groups]\ncentre = ['specialist']\n", "E603"),
        ('[read]\nencoding = "utf-99"\n', "E603"),
        ('[read]\ndelimiter = "::"\n', "E603"),
        ("[read]\nheader_row = 0\n", "E603"),
        ("[[snapshot]]\nfrom = 2015-01-01\n", "E603"),
        ('[release]\nlevel = "public"\n', "E603"),
        ('[survey]\nnon_respondents = "nobody"\n', "E603"),
    ],
)
def test_what_study_toml_cannot_mean_is_refused(study_of: Reads, toml: str, code: str) -> None:
    with pytest.raises(DataError) as raised:
        study_of(roles="person,organisation\np1,A\np1,B\n", toml=toml)
    assert code in {problem.code for problem in raised.value.problems}
    assert "E105" not in {problem.code for problem in raised.value.problems}


def test_cut_off_is_declared_or_the_last_date(study_of: Reads) -> None:
    study = study_of(roles=ROLES)
    assert study.cut_off == dt.date(2015, 4, 30)
    assert [problem.code for problem in study.problems] == ["W510"]
    assert study.snapshots.ordered == (Snapshot("all"),)
    study = study_of(roles=ROLES, toml="[study]\ncut_off = 2016-01-31\n")
    assert study.cut_off == dt.date(2016, 1, 31)
    assert study.problems == ()


@pytest.mark.parametrize(
    ("every", "names", "last"),
    [
        ("year", ("2014", "2015"), (dt.date(2015, 1, 1), dt.date(2015, 2, 10))),
        ("quarter", ("2014 Q4", "2015 Q1"), (dt.date(2015, 1, 1), dt.date(2015, 2, 10))),
        ("month", ("2014-11", "2014-12", "2015-01", "2015-02"), (dt.date(2015, 2, 1), dt.date(2015, 2, 10))),
    ],
)
def test_calendar_snapshots_run_to_the_cut_off(
    study_of: Reads, every: str, names: tuple[str, ...], last: tuple[dt.date, dt.date]
) -> None:
    study = study_of(roles=ROLES, toml=f'[study]\nsnapshots = "{every}"\ncut_off = 2015-02-10\n')
    assert study.snapshots.names == names
    assert (study.snapshots.ordered[-1].start, study.snapshots.ordered[-1].end) == last


def test_snapshots_of_edge_lists_are_in_natural_order(study_of: Reads) -> None:
    study = study_of(trust="from,to,wave\nA,B,wave 10\nA,B,wave 2\nB,C,wave 1\n")
    assert study.snapshots.names == ("wave 1", "wave 2", "wave 10")


def test_declared_snapshots_keep_their_order(study_of: Reads) -> None:
    late = '[[snapshot]]\nname = "late"\nfrom = 2016-01-01\nrule = "active_at"\n'
    early = '[[snapshot]]\nname = "early"\nsample = "A"\n'
    expected = (Snapshot("late", dt.date(2016, 1, 1), rule="active_at"), Snapshot("early", sample="A"))
    assert study_of(toml=late + early).snapshots.ordered == expected


@pytest.mark.parametrize(
    ("organisations", "expected"),
    [
        (
            "organisation,sector,centre\nA,nhs,Specialist\nB,nhs,local\nC,uni,none\n",
            ("centre", ("specialist", "local")),
        ),
        ("organisation,sector,centre\nA,nhs,specialist\nB,nhs,none\nC,uni,none\n", ("sector", ("nhs", "uni"))),
        ("organisation,place,Tier\nA,x,2\nB,x,1\nC,y,1\n", ("tier", ("1", "2"))),
        ("organisation,name,tier\nA,x,1\nB,y,2\nC,z,3\n", None),
    ],
)
def test_the_contrast_is_centre_or_the_first_column_of_groups(
    study_of: Reads, organisations: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    study = study_of(organisations=organisations)
    assert study.contrasts == ((Contrast(*expected),) if expected else ())


def test_groups_may_come_from_the_centres_table(study_of: Reads) -> None:
    centres = "organisation,pathway,centre\nA,kidney,specialist\nB,kidney,local\nC,kidney,local\n"
    toml = '[groups]\ncentre = ["specialist", "*"]\n'
    study = study_of(centres=centres, toml=toml)
    assert study.contrasts == (Contrast("centre", ("specialist", "*")),)
    assert study.roster.group_of("centre") == {"A": "specialist", "B": "local", "C": "local"}
    assert [problem.code for problem in study.problems] == ["W335", "W330"]


def test_names_and_attributes_of_organisations(study_of: Reads) -> None:
    headings = "organisation,name,short_name,sector,opened,closed,Beds\n"
    text = headings + "B,Beta,,nhs,,2018-03-31,10\nA,Alpha,Al,,2014-01-01,,\nC,,,uni,,,\n"
    study = study_of(organisations=text)
    assert study.roster.names == ("Al", "Beta", "C")
    assert dict(study.roster.attributes) == {"sector": (None, "nhs", "uni"), "beds": (None, "10", None)}
    assert dict(study.opened) == {"A": dt.date(2014, 1, 1)}
    assert dict(study.closed) == {"B": dt.date(2018, 3, 31)}
