"""Guards that the numbers on the page of look-alike names are of the rules as they are, and that time stays seconds."""

import csv
import hashlib
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from sna.io.look_alike import look_alikes

TOP = Path(__file__).parents[2]
DATA = TOP.parent / "shared" / "data" / "eu_mep_meetings" / "attendance.csv"


@pytest.fixture(scope="module")
def names():
    if not DATA.is_file():
        pytest.skip("real data not present: eu_mep_meetings")
    with DATA.open(encoding="utf-8", newline="") as file:
        return sorted({row["organisation_as_written"].strip() for row in csv.DictReader(file)} - {""})


def test_the_page_counts_what_is_suggested(names):
    held_out = [name for name in names if int(hashlib.sha256(name.casefold().encode()).hexdigest(), 16) % 2]
    page = (TOP / "docs" / "look-alike-names.md").read_text(encoding="utf-8")
    said = {float(score): int(pairs) for score, pairs in re.findall(r"\| suggested, ([\d.]+) \| (\d+) \|", page)}
    assert len(held_out) == 4_443
    assert Counter(alike.score for alike in look_alikes(held_out)) == said


def test_names_of_nine_thousand_take_seconds(names):
    assert len(names) == 8_887
    start = time.process_time()
    found = look_alikes(names)
    assert time.process_time() - start < 10
    assert len(found) == len({(alike.one, alike.other) for alike in found}) > 2_000
