"""Sentences of named tests carry the number, n, how sure p is and for whom it speaks, and agree with the table."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from sna.contrast import anova
from sna.derive import DERIVING
from sna.io import read_study
from sna.model import Study
from sna.relate import cug, mrqap, qap, vertex_bootstrap
from sna.report import inference_sentences

WHOM = "p speaks of these organisations and of how they stand to each other, not of other organisations."


@pytest.fixture(scope="module")
def surgery() -> Study:
    return read_study("centralised-surgery", deriving=DERIVING)


def ties_of(study: Study, layer: str) -> np.ndarray:
    network = study.network(layer, "after")
    ties = np.zeros((network.n, network.n))
    for sender, receiver in zip(network.ties.sender, network.ties.receiver, strict=True):
        ties[sender, receiver] = 1
        if not network.directed:
            ties[receiver, sender] = 1
    return ties


def test_a_correlation_has_n_pairs_p_its_error_and_whom_it_speaks_of(surgery: Study) -> None:
    found = qap(surgery, "mdt", "joint_roles", snapshots="after", permutations=999)
    said, whom, which = inference_sentences(found)
    off = ~np.eye(13, dtype=bool)
    r = np.corrcoef(ties_of(surgery, "mdt")[off], ties_of(surgery, "joint_roles")[off])[0, 1]
    told = re.fullmatch(
        r"MDT, after: MDT and joint roles go together: r = (0\.\d+) \(n = 13 organisations, 156 pairs; "
        r"p = (0\.\d+), Monte Carlo error (0\.\d+)\)\.",
        said,
    )
    assert told is not None
    assert float(told[1]) == pytest.approx(r, abs=0.0005)
    p = float(told[2])
    assert float(told[3]) == pytest.approx(2 * math.sqrt(p / 2 * (1 - p / 2) / 999), rel=0.1)
    assert whom == WHOM
    assert which.startswith("Read the row qap_correlation: ")


def test_a_share_of_ties_is_in_percentage_points(surgery: Study) -> None:
    found = mrqap(surgery, "mdt ~ joint_roles", snapshots="before", permutations=499)
    said = inference_sentences(found)[0]
    points = re.search(r"ties are (\d+) percentage points more frequent where there is a tie of joint roles", said)
    mdt, roles = surgery.network("mdt", "before"), surgery.network("joint_roles", "before")
    sent = {*zip(mdt.ties.sender.tolist(), mdt.ties.receiver.tolist(), strict=True)}
    ends = {
        (mdt.roster.ids.index(roles.roster.ids[a]), mdt.roster.ids.index(roles.roster.ids[b]))
        for i, j in zip(roles.ties.sender, roles.ties.receiver, strict=True)
        for a, b in ((i, j), (j, i))
    }
    every = {(i, j) for i in range(mdt.n) for j in range(mdt.n) if i != j}
    share = len(sent & ends) / len(ends) - len(sent - ends) / len(every - ends)
    assert points is not None
    assert int(points[1]) == round(100 * share)


def test_odds_are_a_factor(surgery: Study) -> None:
    found = mrqap(surgery, "mdt ~ meetings", snapshots="before", model="logit", permutations=199)
    table = found.table
    ratio = table.loc[table["quantity"] == "mrqap_logit_odds_ratio", "value"].item()
    assert f"the odds of a tie are {ratio:.2g} times as high where" in inference_sentences(found)[0]


def test_one_reason_for_a_whole_regression_is_said_once(surgery: Study) -> None:
    found = mrqap(surgery, "mdt ~ joint_roles + meetings", snapshots="after", model="logit", permutations=99)
    [said] = inference_sentences(found)
    assert said == (
        "MDT, after (n = 13 organisations): the data cannot tell, as nothing can be estimated: 'meetings' does not "
        "vary, or is a combination of the predictors before it."
    )


def test_chance_networks_are_said_with_what_they_give(surgery: Study) -> None:
    found = cug(surgery, "transitivity", layers="mdt", snapshots="after", permutations=199)
    said = inference_sentences(found)[0]
    mean = found.table.loc[found.table["quantity"] == "cug_expected", "value"].item()
    assert f"chance networks with as many organisations and ties average {mean:.3g}, 95% of them" in said
    assert "(n = 13 organisations, 156 pairs), more than chance gives" in said
    assert "Monte Carlo error" in said


@pytest.mark.parametrize("given", ["size", "edges", "dyads"])
def test_what_chance_networks_share_is_a_phrase(surgery: Study, given: str) -> None:
    found = cug(surgery, "transitivity", given=given, layers="mdt", snapshots="after", permutations=99)
    said = inference_sentences(found)[0]
    assert re.search(r"chance networks with as many \w+", said)
    assert "how many" not in said
    assert "pairs are tied" not in said


def test_an_interval_says_of_whom_it_is(surgery: Study) -> None:
    found = vertex_bootstrap(surgery, "density", layers="mdt", snapshots="after", permutations=199)
    said = inference_sentences(found)
    assert len(said) == 1
    assert "(n = 13 organisations, 156 pairs); among other organisations, of which these are a random sample" in said[0]


def test_groups_are_told_apart_by_the_p_corrected_over_metrics(surgery: Study) -> None:
    found = anova(surgery, layers="mdt", snapshots="after", permutations=99)
    rows = found.table[found.table["quantity"] == "anova_eta_squared"]
    said = inference_sentences(found)
    for row, sentence in zip(rows.to_dict("records"), said, strict=False):
        if math.isnan(row["p"]):
            continue
        p = row["p"] if math.isnan(row["p_adjusted"]) else row["p_adjusted"]
        assert ("differ in" in sentence) == (p <= 0.05)
        assert f"n = {row['n']:.0f} organisations" in sentence
        assert f"all {row['resamples']:.0f} splits" in sentence
