"""Groups are said in words, people by what they are called, and pairs of groups with a p corrected over them."""

from __future__ import annotations

import math
import re
from types import SimpleNamespace

import pytest

import sna
from sna.api import units_of
from sna.contrast import Headline, asymmetry
from sna.draw.spelling import spelt
from sna.model import Findings, Study
from sna.report import further_sentences, headline_sentences, no_interval_sentence
from sna.report.pair_prose import other_pairs_sentence
from sna.report.prose import headline_sentence
from sna.report.unit_words import people_by_name, plural_of

MEETINGS = {"layers": "meetings", "snapshots": "second", "permutations": 99}


@pytest.fixture(scope="module")
def people() -> Study:
    return units_of(sna.load("city-collaborative"), "people")


def found(**changed: object) -> Headline:
    base = {"layer": "links", "snapshot": "all", "metric": "degree", "group": "district_hospital", "other": "nhs"}
    numbers = {"mean": 3.0, "other_mean": 1.0, "n": 4, "other_n": 8, "difference": 2.0, "low": -0.5, "high": 4.5}
    rest = {"p": 0.09, "p_min": 0.002, "verdict": "cannot tell", "note": ""}
    return Headline(**{**base, **numbers, **rest, **changed})  # type: ignore[arg-type]


def test_a_difference_that_cannot_be_told_has_its_interval() -> None:
    said = headline_sentence(found(), label="links")
    assert "the data cannot tell district hospital and NHS organisations apart" in said
    assert "a difference of 2 (95% interval −0.5 to 4.5)" in said
    without = headline_sentence(found(low=math.nan, high=math.nan), label="links")
    assert "a difference of 2;" in without


def test_codes_are_words_everywhere() -> None:
    assert spelt("local_authority") == "local authority"
    assert "_" not in headline_sentence(found(verdict="higher", p=0.01), label="links")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Ties from nurse to surgeon people", "Ties from nurses to surgeons"),
        ("Surgeon people average 2, nurse ones 1", "Surgeons average 2, nurses 1"),
        ("among general practitioner people", "among general practitioners"),
        ("is a nurse one for 5% of them", "is a nurse for 5% of them"),
        ("top people and allied health people", "top people and allied health people"),
        ("4 people are nurses", "4 people are nurses"),
    ],
)
def test_people_are_called_by_their_profession(said: str, words: str) -> None:
    assert people_by_name(said, ["nurse", "surgeon", "general_practitioner", "allied_health"]) == words


def test_plurals() -> None:
    assert [plural_of(noun) for noun in ("patient", "allied_health", "nurse")] == [
        "patients",
        "allied health",
        "nurses",
    ]


def test_bullets_of_people_say_people(people: Study) -> None:
    findings = asymmetry(people, **MEETINGS)
    bullets = further_sentences(findings, people)["meetings"]
    assert any("people" in said or "middle one" in said for said in bullets)
    assert not any("organisation" in said for said in [*bullets, *headline_sentences(findings, people).values()])


def test_seven_professions_are_compared_and_few_pairs_are_named(people: Study) -> None:
    findings = asymmetry(people, by="profession", metrics="degree", **MEETINGS)
    said = headline_sentences(findings, people)["meetings"]
    assert "allied health and general practitioners apart" in said
    assert re.search(r"of 16 more pairs (none|\d+) differs? at p ≤ 0\.05", said.replace("differ at", "differs at"))
    assert said.count(" minus ") == 4


def test_other_pairs_are_corrected_by_holm_and_the_untested_say_why() -> None:
    base = {"layer": "links", "snapshot": "all", "metric": "degree", "quantity": "difference", "method": "exact"}
    pairs = [("a", "b", 2.0, 0.09, ""), ("a", "c", 1.0, 0.03, ""), ("b", "c", 3.0, 0.02, "")]
    rows = [
        {**base, "group": one, "other": two, "value": value, "p": p, "note": note}
        for one, two, value, p, note in (*pairs, ("b", "d", 1.0, math.nan, "no p: a group has one organisation; more"))
    ]
    said = other_pairs_sentence(Findings.of(rows, {}), found(group="a", other="b"))
    assert said == (
        "Other pairs (p corrected over 2 pairs): a minus c 1 (p = 0.040), b minus c 3 (p = 0.040), "
        "b minus d 1 (no p: a group has one organisation)."
    )


def test_why_there_is_no_interval_is_said_once() -> None:
    study = sna.load("centralised-surgery")
    findings = asymmetry(study, metrics=["degree", "in_degree", "strength"], snapshots="after", permutations=99)
    said = no_interval_sentence(findings, study)
    assert said == "No interval for the difference – Meetings: ties made from attendance do not vary one by one."


def test_nobody_left_out_is_all_that_is_said() -> None:
    from sna.report.views import VIEWS

    rows = [
        {"snapshot": "all", "metric": "all meetings", "quantity": "left_out", "value": 0.0, "n": 20},
        {"snapshot": "all", "metric": "all meetings", "quantity": "left_out", "group": "a", "value": 0.0, "n": 7},
        {"snapshot": "all", "metric": "all meetings", "quantity": "left_out", "group": "b", "value": 0.0, "n": 13},
        {
            "snapshot": "all",
            "metric": "all meetings",
            "quantity": "difference_left_out",
            "value": 0.0,
            "n": 20,
            "group": "a",
            "other": "b",
            "note": "no p: with these values it cannot be below 1",
        },
    ]
    study = sna.load("centralised-surgery")
    alone = SimpleNamespace(snapshots=SimpleNamespace(names=("all",)), roster=study.roster)
    said = next(iter(VIEWS["left_out"].sentences(Findings.of(rows, {}), alone)))  # type: ignore[arg-type]
    assert said == "All meetings: none of 20 organisations left out."
