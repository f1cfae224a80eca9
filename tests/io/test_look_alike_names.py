"""Guards which names are said to look alike, which never are, and that many names take little time."""

import random
import time

import pytest

from sna.io.look_alike import look_alikes


def found(*names):
    return {(names[a.one], names[a.other]): a for a in look_alikes(names)}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Barts Health NHS Trust", "BARTS  HEALTH, NHS trust", "capitals, accents, punctuation or blanks"),
        ("Société Générale", "Societe generale", "capitals, accents"),
        ("United Health", "UnitedHealth", "blanks"),
        ("Barts Health NHS Trust", "Barts Health", "legal form: NHS Trust"),
        ("Anytown NHS Trust", "Anytown NHS Foundation Trust", "legal form"),
        ("Widget Ltd", "Widget GmbH", "legal form: Ltd, GmbH"),
        ("Trust of St Mary's Homes", "St. Marys Homes, Trust", "another order"),
        ("Royal Free and Whittington", "Royal Free & Whittington", "capitals"),
        ("The Alpha Centre", "Alpha Center", "small or shortened"),
        ("Alpha Assoc. of Nurses", "Alpha Association of Nurses", "small or shortened"),
        ("European Consumer Organisation", "European Consumer Organisation (BEUC)", "one of the two names"),
        ("BEUC", "European Consumer Organisation (BEUC)", "one of the two names"),
        ("BEUC", "BEUC - The European Consumer Organisation", "one of the two names"),
        ("BEUC", "Bureau Européen des Unions de Consommateurs", "abbreviation of"),
        ("Whittington Health", "Whitington Health", "one letter differs: whitington, whittington"),
        ("Whittington Health", "Whittingotn Health", "one letter differs"),
        ("Birch", "Brich", "one letter differs"),
        ("Agricultural Producers", "Agriculture Producer", "other endings"),
        ("Barts", "Barts Health Services", "one has these words more: health, services"),
    ],
)
def test_alike(one, other, why):
    pairs = found(one, other, "Something Else Entirely")
    assert list(pairs) == [(one, other)]
    assert why in pairs[one, other].why
    assert 0 < pairs[one, other].score < 1


@pytest.mark.parametrize(
    "names",
    [
        ("University of Oxford", "University of Exeter"),
        ("North Riding NHS Trust", "South Riding NHS Trust"),
        ("North Riding NHS Trust", "Riding NHS Trust"),
        ("Ward 1", "Ward 2", "Ward 12"),
        ("Surgery 101 Ltd", "Surgery 102 Ltd"),
        ("St Mary's Hospital", "St Mary's Hospice"),
        ("Permanent Representation of Malta", "Permanent Representation of Mali"),
        ("Iran Society", "Iraq Society"),
        ("R0A", "R0B", "RRV", "RRW"),
        ("EDF", "Etangs de France", "Electricité de France"),
        ("234563541838-29", "621519548304-62"),
        ("Alpha, Beta, ABC", "Beta"),
        ("NHS Trust", "Trust"),
        ("Telia", "Tilia"),
        ("", "  ", "-"),
    ],
)
def test_told_apart(names):
    assert found(*names) == {}


def test_order_of_the_names_changes_nothing():
    names = ["Barts", "Barts Health", "BEUC", "European Consumer Organisation (BEUC)", "Barts Helath", "beuc", "Bart"]
    pairs = {frozenset(pair): (a.why, a.score) for pair, a in found(*names).items()}
    for seed in range(5):
        shuffled = random.Random(seed).sample(names, len(names))  # noqa: S311 - invented names
        assert {frozenset(pair): (a.why, a.score) for pair, a in found(*shuffled).items()} == pairs


def test_ten_thousand_names_take_seconds():
    draw = random.Random(1)  # noqa: S311 - invented names
    syllables = ["bar", "ton", "wel", "hamp", "ches", "ter", "ford", "dul", "mid", "lan", "ox", "wick", "ley", "by"]
    words = ["".join(draw.sample(syllables, draw.randint(2, 4))) for _ in range(3_000)]
    names = [" ".join(draw.sample(words, draw.randint(1, 6))) + " NHS Trust" for _ in range(10_000)]
    start = time.process_time()
    look_alikes(names)
    assert time.process_time() - start < 20


def test_hostile_names_take_little_time():
    names = ["a" * 100_000, "A " * 100, "(" * 150, "." * 199, "a." * 99, "- " * 99, "A" * 199, "same " * 39]
    start = time.process_time()
    look_alikes(names * 20)
    assert time.process_time() - start < 5
