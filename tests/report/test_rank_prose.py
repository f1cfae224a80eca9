"""Guards what figures of ranks and shares say of how sure they are: as the findings have it."""

import pytest

import sna
from sna.change import compare
from sna.draw.wording import p_value
from sna.model import Findings
from sna.report import figures_of
from sna.report.rank_prose import rank_told

STEP = {"layer": "mdt", "before": "before", "snapshot": "during", "quantity": "rank_change", "metric": "in_degree"}


@pytest.fixture(scope="module")
def study():
    return sna.load("centralised-surgery")


def test_ranks_say_what_the_tests_say(study) -> None:
    pictures = {figure.name: figure.picture for figure in figures_of(study, kinds=["ranks"])}
    table = compare(study).table
    rows = table[(table["quantity"] == "rank_change") & (table["layer"] == "mdt")]
    least = rows.groupby("before")["p_adjusted"].min()
    said = (
        f"smallest corrected {p_value(least['before'])} before to during and {p_value(least['during'])} during to after"
    )
    told = f"The data cannot tell any change of rank in a single step from turnover of ties ({said})."
    assert pictures["ranks-mdt"].subtitle.startswith(told)
    untested = "Whether ranks changed by more than chance was not tested: ties made from who attended what"
    assert pictures["ranks-meetings"].subtitle.startswith(untested)


def test_who_moved_for_sure_is_named(study) -> None:
    test = {"method": "dyad swap", "p": 0.001, "n": 12, "note": "from 2 to 8 of 12"}
    rows = [
        {**STEP, **test, "organisation": "007", "value": 6.0, "p_adjusted": 0.01},
        {**STEP, **test, "organisation": "9E4", "value": -1.0, "p_adjusted": 0.6},
    ]
    found = Findings.of(rows, {"in_degree": sna.metrics.catalogue()["in_degree"]})
    assert rank_told(found, study, layer="mdt", metric="in_degree") == (
        f"Ranks changed by more than turnover of ties explains: {study.roster.name_of['007']} down "
        "(before to during, corrected p = 0.010); of no other can it be told."
    )
    still = Findings.of([{**row, "value": 0.0, "p_adjusted": 1.0} for row in rows], {})
    assert rank_told(still, study, layer="mdt", metric="in_degree") == ""


def test_shares_say_how_sure_their_difference_is() -> None:
    [voice] = [figure.picture for figure in figures_of(sna.load("partner-survey"), kinds=["voice"])]
    assert "NHS organisations move by +2.8 percentage points on average against voluntary ones" in voice.subtitle
    assert "(n = 14; p = 0.003" in voice.subtitle
