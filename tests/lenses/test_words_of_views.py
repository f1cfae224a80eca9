"""Words that views print: of people where people are the units, what is counted, and no nan."""

from __future__ import annotations

import pytest

import sna
from sna.derive import people_study
from sna.lenses import see
from sna.report.views import VIEWS, sentences_of, tables_of


@pytest.fixture(scope="module")
def people():
    study = people_study(sna.load("city-collaborative"))
    return study, see(study, ["series", "leaders", "voice"], permutations=99)


def test_of_people_nothing_speaks_of_organisations_and_no_cell_is_nan(people) -> None:
    study, found = people
    for name, findings in found.items():
        for sentence in sentences_of(name, findings, study):
            assert "rganisation" not in sentence
            assert sentence[0].isupper() or name == "series"
        for shown in tables_of(name, findings, study):
            assert not any("rganisation" in str(column) for column in shown.table)
            assert "rganisation" not in shown.caption
            assert not shown.table.astype(str).isin(["nan"]).any(axis=None)


def test_what_is_counted_is_said_where_leaders_and_voice_differ() -> None:
    study = sna.load("city-collaborative")
    found = see(study, ["leaders", "voice"], permutations=99)
    leaders, voice = (" ".join(sentences_of(name, found[name], study)) for name in ("leaders", "voice"))
    assert "of organisations' presences, each once a meeting" in leaders
    assert "of people present" in voice
    assert "of attendance" not in leaders + voice


def test_influence_stands_beside_the_rating_and_how_many_rated() -> None:
    study = sna.load("partner-survey")
    found = see(study, ["voice"], permutations=99)["voice"]
    assert "Mean rating received" in " ".join(VIEWS["voice"].sentences(found, study))
    table = next(iter(VIEWS["voice"].tables(found, study))).table
    assert {"mean rating", "raters"} <= set(table.columns)
    rows = found.table[found.table["snapshot"] == study.snapshots.names[-1]]
    own = rows[(rows["quantity"] == "rating_received") & (rows["n"] > 0)].set_index("organisation")["value"]
    shares = rows[(rows["quantity"] == "influence_share") & (rows["organisation"] != "")].set_index("organisation")
    for identifier, value in own.items():
        assert shares["value"][identifier] == pytest.approx(value / own.sum())
