"""Guards what is said of those not compared: a third group of the column, and people without a tie."""

from dataclasses import replace

import pytest

import sna
from sna.contrast import asymmetry
from sna.derive import people_study
from sna.errors import UsageError
from sna.lenses import see
from sna.model import Contrast
from sna.report import further_sentences, other_groups_sentence
from sna.report.views import VIEWS


@pytest.fixture(scope="module")
def survey():
    return sna.load("partner-survey")


def test_a_third_group_is_named_with_what_to_type(survey):
    said = other_groups_sentence(survey)
    assert said.startswith("Not compared: local authority (6 organisations).")
    column, _, groups = said.rpartition(" ")[2].partition("=")
    # What is suggested can be compared, and then nobody is left to name.
    every = Contrast(column, tuple(groups.split(",")))
    found = asymmetry(survey, by=every, metrics="in_degree", layers="requests", snapshots="second")
    assert "local_authority" in set(found.table["group"])
    assert not other_groups_sentence(survey, every)


def test_nothing_is_said_where_all_are_compared(survey):
    assert not other_groups_sentence(survey, Contrast("sector", ("nhs", "*")))
    with pytest.raises(UsageError):
        other_groups_sentence(survey, "nosuch")


def test_of_very_many_groups_one_more_is_suggested(survey):
    said = other_groups_sentence(survey, Contrast("type", ("council", "acute_hospital")))
    assert "and 13 more groups. One of them: --by type=council," in said


def test_a_name_with_a_blank_can_be_typed_as_it_is_said(survey):
    sectors = survey.roster.group_of("sector") | {"PS20": "third sector"}
    said = other_groups_sentence(replace(survey, roster=survey.roster.with_attribute("sector", sectors), _derived={}))
    assert said.endswith("--by 'sector=nhs,voluntary,local_authority,third sector'")


def test_the_two_counts_of_tiers_name_each_other():
    study = sna.load("centralised-surgery")
    people = people_study(study)
    layer, last = "meetings", study.snapshots.names[-1]
    found = asymmetry(people, by="tier", metrics="degree", layers=layer, snapshots=last, permutations=19)
    tier = people.roster.group_of("tier")
    network = people.network(layer, last)
    tied = {network.roster.ids[i] for end in (network.ties.sender, network.ties.receiver) for i in end}
    tops = [who for who in network.roster.ids if tier[who] == "top"]
    said = further_sentences(found, people)[layer][-1]
    assert f"{sum(who not in tied for who in tops)} of {len(tops)} top" in said
    assert "'sna lens STUDY tier'" in said
    seen = see(study, ["tier"], permutations=19)["tier"]
    lens = " ".join(VIEWS["tier"].sentences(seen, study))
    known = [who for who in network.roster.ids if tier[who]]
    assert f"{sum(who not in tied for who in known)} of {len(known)} people" in lens
    assert "'sna asymmetry STUDY --of people --by tier'" in lens


def test_groups_of_organisations_have_no_word_on_tiers(survey):
    found = asymmetry(survey, metrics="in_degree", layers="requests", snapshots="second")
    assert not any("lens of tiers" in said for said in further_sentences(found, survey)["requests"])
