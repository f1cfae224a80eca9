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
    given = study.tables["survey"].frame
    given = given[(given["snapshot"] == study.snapshots.names[-1]) & (given["question"] == "influence")]
    by_hand = given.dropna(subset=["value"]).groupby("partner")["value"].agg(["mean", "count"])
    own = rows[rows["quantity"] == "rating_received"].set_index("organisation")
    assert own["value"].to_dict() == pytest.approx(by_hand["mean"].to_dict())
    assert own["n"].to_dict() == by_hand["count"].to_dict()
    # Shares count a partner that a respondent does not list as 0, as the survey declares; the sentence says so.
    shares = rows[(rows["quantity"] == "influence_share") & (rows["organisation"] != "")].set_index("organisation")
    asked = set(given.dropna(subset=["value"])["respondent"])
    unknown = given[given["value"].isna() & given["respondent"].isin(asked)].groupby("partner").size()
    answers = [len(asked - {i}) - unknown.get(i, 0) for i in by_hand.index]
    with_zeros = by_hand["mean"] * by_hand["count"] / answers
    assert shares["value"].to_dict() == pytest.approx((with_zeros / with_zeros.sum()).to_dict())
    assert "pairs not listed and counted as 0" in " ".join(VIEWS["voice"].sentences(found, study))
