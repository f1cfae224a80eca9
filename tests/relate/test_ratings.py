"""Relations of ratings say that a tie is any answer, and what pairs that nobody listed do to r."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

import sna
from sna.relate import mrqap, qap
from sna.report import inference_sentences

TRUST = ("mission", "reliability", "communication")
ANSWERS = Path(__file__).parents[2] / "datasets" / "partner-survey" / "survey.csv"
ANY = "a tie of 'trust' is any answer about a partner, whatever it was: strength(trust) compares the answers"


@pytest.fixture(scope="module")
def survey():
    return sna.load("partner-survey")


def by_hand(snapshot):
    """Return trust and influence of every pair rated on both, read from the file of answers itself."""
    path = ANSWERS
    answers = {}
    for row in csv.DictReader(path.read_text().splitlines()):
        if row["snapshot"] == snapshot and row["value"]:
            answers[row["respondent"], row["partner"], row["question"]] = float(row["value"])
    pairs = sorted({(one, other) for one, other, _ in answers})
    both = [pair for pair in pairs if all((*pair, question) in answers for question in (*TRUST, "influence"))]
    trust = [np.mean([answers[(*pair, question)] for question in TRUST]) for pair in both]
    return trust, [answers[(*pair, "influence")] for pair in both]


def test_presence_of_ratings_is_said_to_be_any_answer(survey) -> None:
    found = qap(survey, "trust", "influence", snapshots="first", permutations=99)
    assert found.table["note"].str.contains(ANY, regex=False).all()
    assert f"Caution: {ANY}; " in inference_sentences(found)[0]
    fit = mrqap(survey, "requests ~ trust", snapshots="first", permutations=99)
    assert ANY in inference_sentences(fit)[0]
    other = qap(survey, "requests", "meetings", snapshots="first", permutations=99)
    assert not other.table["note"].str.contains("any answer").any()


@pytest.mark.parametrize("snapshot", ["first", "second"])
def test_r_among_rated_pairs_stands_beside_that_with_zeros(survey, snapshot) -> None:
    x, y = by_hand(snapshot)
    r = np.corrcoef(x, y)[0, 1]
    terms = ("strength(trust)", "strength(influence)")
    found = qap(survey, *terms, snapshots=snapshot, permutations=99)
    fit = mrqap(survey, " ~ ".join(terms), snapshots=snapshot, permutations=99)
    for findings in (found, fit):
        said = inference_sentences(findings)[0]
        told = re.search(r"Caution: (\d+) of (\d+) pairs .* r = (−?0\.\d\d) \(n = (\d+), descriptive, no p\)", said)
        assert told is not None
        assert float(told[3].replace("−", "-")) == pytest.approx(r, abs=0.005)
        assert int(told[4]) == len(x) == int(told[2]) - int(told[1])
