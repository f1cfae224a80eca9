"""A group goes after a or an as it is said, initials letter by letter."""

from __future__ import annotations

import math

import pytest

from sna.model import Findings
from sna.report.group_prose import group_sentences
from sna.terms import with_article


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("NHS", "an NHS"),
        ("NHS trust", "an NHS trust"),
        ("GP", "a GP"),
        ("SMDT", "an SMDT"),
        ("ICB", "an ICB"),
        ("UCLH", "a UCLH"),
        ("HOSPITAL", "a HOSPITAL"),
        ("acute", "an acute"),
        ("other", "an other"),
        ("university", "a university"),
        ("unknown", "an unknown"),
        ("uninvolved", "an uninvolved"),
        ("European", "a European"),
        ("urban", "an urban"),
        ("hourly", "an hourly"),
        ("one-site", "a one-site"),
        ("8-bed", "an 8-bed"),
        ("11-site", "an 11-site"),
        ("18-week", "an 18-week"),
        ("180-bed", "a 180-bed"),
        ("", "a "),
    ],
)
def test_the_article_goes_by_the_sound(words: str, said: str) -> None:
    assert with_article(words) == said


def test_a_strongest_partner_is_an_nhs_one() -> None:
    base = {
        "layer": "links",
        "snapshot": "all",
        "group": "voluntary",
        "other": "NHS",
        "metric": "",
        "n": 9,
        "method": "labels",
    }
    note = "8 of 9 have a partner"
    rows = [
        {**base, "quantity": "strongest_partner_in", "value": 0.9, "p": 0.01, "p_adjusted": math.nan, "note": note},
        {**base, "quantity": "strongest_partner_in_expected", "value": 0.4},
    ]
    said = [
        text for one in group_sentences(Findings.of(rows, {}), layer="links", snapshot="all") for text in one.sentences
    ]
    assert any("is an NHS one for 90% of them" in text for text in said)
