"""A pair that was not observed in both snapshots has not changed: nobody knows."""

import pandas as pd
import pytest

import sna

ORGANISATIONS = "organisation,centre\nA,specialist\nB,local\nC,local\n"
# Of the pairs observed in both, A to B stays, A to C is lost. What B and C said in T1 is not known in T2.
SURVEY = "respondent,partner,wave,value\nA,B,T1,2\nA,C,T1,1\nB,A,T1,3\nC,A,T1,1\nA,B,T2,4\n"


@pytest.fixture
def changes(tmp_path):
    (tmp_path / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    table = sna.compare(sna.load(tmp_path))
    whole = table[(table["metric"] == "") & (table["group"] == "") & (table["organisation"] == "")]
    return pd.Series(whole["value"].to_numpy(), index=whole["quantity"])


def test_ties_and_pairs_agree(changes):
    assert changes["ties_kept"] == 1
    assert changes["ties_gained"] == 0
    assert changes["ties_lost"] == changes["pairs_changed"] == 1


def test_strength_is_compared_over_the_same_pairs(changes):
    # From 2 + 1 to 4 + 0, over the two pairs that both waves observed.
    assert changes["change_mean_strength"] == pytest.approx(0.5)
