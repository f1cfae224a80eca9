"""Guards what the README of partner-survey promises, counted from the files by hand; and that the tool finds it."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict

import pytest

import sna
from sna.simulate import bundled_study

NAME = "partner-survey"
FILES = bundled_study(NAME)
ITEMS = {"mission", "reliability", "communication", "influence", "resources", "time"}
WAVES = ("first", "second")
SILENT = {"first": {"PS04", "PS09", "PS15", "PS18"}, "second": {"PS04", "PS11", "PS15", "PS20"}}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[f"{table}.csv"].decode())))


SECTORS = {row["organisation"]: row["sector"] for row in rows("organisations")}


def test_twenty_partners_of_three_sectors() -> None:
    assert Counter(SECTORS.values()) == {"nhs": 7, "local_authority": 6, "voluntary": 7}


@pytest.mark.parametrize("wave", WAVES)
def test_exactly_sixteen_of_twenty_answer(wave: str) -> None:
    answered = {row["respondent"] for row in rows("survey") if row["snapshot"] == wave and row["value"]}
    assert set(SECTORS) - answered == SILENT[wave]
    quality = sna.survey_quality(sna.load(NAME))
    whole = quality[(quality["snapshot"] == wave) & (quality["layer"] == "")].iloc[0]
    assert (whole["approached"], whole["responded"], whole["response_rate"]) == (20, 16, 0.8)
    assert set(whole["not_answered"].split(", ")) == SILENT[wave]


def test_every_listed_partner_is_asked_about_once_by_every_item_and_answers_are_on_the_scale() -> None:
    asked = defaultdict(list)
    for row in rows("survey"):
        assert row["respondent"] != row["partner"]
        assert (row["value"] in {"1", "2", "3", "4"}) != (row["not_known"] == "yes")
        asked[row["snapshot"], row["respondent"], row["partner"]].append(row["question"])
    assert all(sorted(items) == sorted(ITEMS) for items in asked.values())
    assert any(row["not_known"] == "yes" for row in rows("survey"))


def test_seats_are_equal_and_every_partner_is_listed_for_every_meeting() -> None:
    meetings = {row["meeting"] for row in rows("meetings")}
    assert Counter(row["series"] for row in rows("meetings")) == {"partnership board": 24, "working group": 8}
    seats = Counter(row["organisation"] for row in rows("attendance"))
    assert seats == dict.fromkeys(SECTORS, len(meetings))
    assert len({(row["meeting"], row["person"]) for row in rows("attendance")}) == len(rows("attendance"))


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_only_influence_hangs_on_sector(item: str) -> None:
    means = {}
    for sector in ("nhs", "voluntary"):
        of = [r for r in rows("survey") if r["question"] == item and SECTORS[r["partner"]] == sector and r["value"]]
        means[sector] = sum(int(row["value"]) for row in of) / len(of)
    apart = means["nhs"] - means["voluntary"]
    assert apart > 1 if item == "influence" else abs(apart) < 0.25


@pytest.mark.parametrize("wave", WAVES)
def test_the_lens_finds_equal_seats_and_unequal_influence(wave: str) -> None:
    found = sna.lens(sna.load(NAME), "voice", snapshot=wave)
    gap = found[found["quantity"] == "difference_gap"].set_index("metric")
    assert gap.loc["seats → influence", "value"] > 0.02
    assert gap.loc["seats → influence", "p"] < 0.01
    assert gap.loc["seats → attendance", "p"] > 0.05
    seats = found[(found["quantity"] == "seats_share") & (found["organisation"] != "")]
    assert seats["value"].nunique() == 1


@pytest.mark.parametrize("wave", WAVES)
def test_who_is_asked_for_help_is_said_to_have_influence_and_who_comes_is_not(wave: str) -> None:
    found = sna.lens(sna.load(NAME), "perceived", snapshot=wave)
    p = found[found["quantity"] == "spearman"].set_index("layer")["p"]
    assert p["requests"] < 0.05 < p["meetings"]


@pytest.mark.parametrize("wave", WAVES)
def test_influence_is_the_mean_of_what_respondents_said_with_partners_not_listed_as_none(wave: str) -> None:
    given = {
        (row["respondent"], row["partner"]): float(row["value"]) if row["value"] else None
        for row in rows("survey")
        if row["snapshot"] == wave and row["question"] == "influence"
    }
    respondents = set(SECTORS) - SILENT[wave]
    means = {}
    for partner in SECTORS:
        said = [given.get((r, partner), 0.0) for r in respondents if r != partner]
        known = [value for value in said if value is not None]
        means[partner] = sum(known) / len(known)
    found = sna.lens(sna.load(NAME), "voice", snapshot=wave)
    shares = found[(found["quantity"] == "influence_share") & (found["organisation"] != "")]
    wanted = {partner: pytest.approx(mean / sum(means.values())) for partner, mean in means.items()}
    assert dict(zip(shares["organisation"], shares["value"], strict=True)) == wanted


def test_nothing_is_wrong_with_it_and_every_lens_it_allows_has_something_to_say() -> None:
    assert not [problem for problem in sna.check(NAME).problems if problem.severity == "error"]
    found = sna.lens(sna.load(NAME))
    assert {"attendance", "leaders", "left_out", "voice", "perceived", "series"} <= set(found["lens"])
