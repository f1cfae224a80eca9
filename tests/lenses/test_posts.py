"""Joint roles over time against the rows of the bundled table, and ties of one person against taking people out."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

import sna
from sna.lenses import allowed, see
from sna.lenses.commitments import order_row
from sna.lenses.posts import observed
from sna.lenses.single_person import alone_at_meetings
from sna.model import FactTable, LayerRule, Study
from sna.report.views import VIEWS

TOP = Path(__file__).parents[2]
ROLES = TOP / "datasets" / "centralised-surgery" / "roles.csv"
PEOPLE = ROLES.with_name("people.csv")


@pytest.fixture(scope="module")
def study() -> Study:
    return sna.load("centralised-surgery")


@pytest.fixture(scope="module")
def posts() -> list[dict[str, str]]:
    """Return the rows of the file that are the second role of a joint one."""
    professions = {row["person"]: row["profession"] for row in csv.DictReader(PEOPLE.read_text().splitlines())}
    rows = [row for row in csv.DictReader(ROLES.read_text().splitlines()) if row["role"].startswith("joint ")]
    return [{**row, "profession": professions[row["person"]]} for row in rows]


def counts(found: pd.DataFrame, quantity: str, snapshot: str) -> dict[str, float]:
    rows = found[(found["quantity"] == quantity) & (found["snapshot"] == snapshot)]
    return dict(zip(rows["group"], rows["value"], strict=True))


def test_the_eight_joint_roles_of_the_bundled_study(study: Study) -> None:
    found = sna.lens(study, "posts")
    assert [counts(found, "posts_running", name)[""] for name in study.snapshots.names] == [3, 8, 6]
    during = counts(found, "posts_running", "during")
    assert during == {"": 8, "surgeon": 4, "nurse": 1, "radiologist": 1, "oncologist": 2}


def test_starts_ends_reasons_and_sessions_are_those_of_the_file(study: Study, posts: list[dict[str, str]]) -> None:
    found = sna.lens(study, "posts")
    for snapshot in study.snapshots:
        first, last = str(snapshot.start), str(snapshot.end)
        begun = Counter(row["profession"] for row in posts if first <= row["start"] <= last)
        ended = [row for row in posts if row["end"] and first <= row["end"] <= last]
        assert counts(found, "posts_started", snapshot.name) == {"": sum(begun.values()), **begun}
        assert counts(found, "posts_ended", snapshot.name)[""] == len(ended)
        rows = found[(found["quantity"] == "posts_ended_because") & (found["snapshot"] == snapshot.name)]
        assert dict(zip(rows["metric"], rows["value"], strict=True)) == Counter(row["end_reason"] for row in ended)
        runs = [row for row in posts if row["start"] <= last and (not row["end"] or row["end"] >= first)]
        amount = found[(found["quantity"] == "posts_sessions") & (found["snapshot"] == snapshot.name)]
        assert amount["value"].item() == sum(float(row["sessions"]) for row in runs)


def test_how_long_they_last_is_what_r_says_and_that_it_cannot_be_told(study: Study) -> None:
    reference = json.loads((TOP / "tests" / "reference" / "survival.json").read_text())["centralised_surgery"]
    found = sna.lens(study, "posts").set_index(["quantity", "metric"])
    for year in range(1, 6):
        row = found.loc[("posts_lasting", "1 year" if year == 1 else f"{year} years")]
        before = [k for k, day in enumerate(reference["when"]) if day <= year * 365.25]
        assert row["value"] == pytest.approx(reference["survival"][before[-1]] if before else 1.0)
        if before:
            assert row["low"] == pytest.approx(reference["low"][before[-1]])
            assert row["high"] == pytest.approx(reference["high"][before[-1]])
        assert row["note"].startswith("too few ended: 2 of 8 ended")
    assert np.isnan(found.loc[("posts_median", ""), "value"])
    told = list(VIEWS["posts"].sentences(see(study, ["posts"])["posts"], study))
    assert any("the data cannot tell" in sentence for sentence in told)


def test_a_role_from_before_observation_enters_late_and_one_that_ended_before_never(study: Study) -> None:
    spells = pd.DataFrame(
        {
            "first_day": pd.to_datetime(["2012-04-01", "2010-01-01", "2014-01-01"]).astype("datetime64[s]"),
            "last_day": pd.to_datetime(["2014-03-31", "2013-03-31", "2019-03-31"]).astype("datetime64[s]"),
            "ended": [True, True, False],
        }
    )
    entry, time, ended, aside = observed(study, spells)
    assert entry.tolist() == [365, 0]
    assert time.tolist() == [730, (dt.date(2019, 4, 1) - dt.date(2014, 1, 1)).days]
    assert ended.tolist() == [True, False]
    assert aside["ended before observation began"] == 1


def test_the_order_of_rows_changes_nothing(study: Study) -> None:
    frame = study.tables["roles"].frame.sample(frac=1, random_state=4)
    table = FactTable("roles", "roles.csv", frame, len(frame))
    mixed = replace(study, tables={**study.tables, "roles": table}, _derived={})
    for lens in ("posts", "resilience"):
        assert see(study, [lens])[lens].table.equals(see(mixed, [lens])[lens].table)


def test_ties_of_one_person_in_roles_are_the_ties_of_weight_one(study: Study) -> None:
    found = sna.lens(study, "posts")
    rows = found[(found["quantity"] == "single_person_ties") & (found["layer"] == "joint_roles")]
    for row in rows.to_dict("records"):
        ties = study.network("joint_roles", row["snapshot"]).ties
        assert row["value"] == (ties.weight == 1).mean()


def met(rows: list[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(a, b) for m, a, _ in rows for other, b, _ in rows if m == other and a < b}


@pytest.mark.parametrize("seed", range(5))
def test_ties_of_one_person_at_meetings_are_gone_without_that_person(seed: int) -> None:
    generator = np.random.default_rng(seed)
    people = [(f"p{k}", "ABCD"[k % 4]) for k in range(9)]
    rows = [
        (f"m{m}", "ABCDE"[generator.integers(5)] if generator.random() < 0.15 else organisation, person)
        for m in range(6)
        for person, organisation in people
        if generator.random() < 0.4
    ]
    tied, alone = alone_at_meetings(pd.DataFrame(rows, columns=["meeting", "organisation", "person"]))
    expected = {
        (person, *pair)
        for person in {row[2] for row in rows}
        for pair in met(rows) - met([row for row in rows if row[2] != person])
    }
    assert alone is not None
    assert tied == len(met(rows))
    assert set(alone.itertuples(index=False, name=None)) == expected


def test_which_layer_came_first_is_counted_pair_by_pair() -> None:
    here, there = (np.random.default_rng(seed).integers(0, 4, 60) for seed in (1, 2))
    row = order_row("a", "b", here, there, 3)
    pairs = [(x, y) for x, y in zip(here.tolist(), there.tolist(), strict=True) if x < 3 and y < 3]
    before, after = sum(x < y for x, y in pairs), sum(x > y for x, y in pairs)
    assert row["n"] == before + after
    assert row["value"] == before / (before + after)
    assert f"{sum(x == y for x, y in pairs)} from the same snapshot on" in row["note"]
    assert f"{sum((x < 3) != (y < 3) for x, y in zip(here, there, strict=True))} with one of both only" in row["note"]
    few = order_row("a", "b", np.array([0, 0, 3]), np.array([1, 0, 1]), 3)
    assert "p" not in few
    assert "no p" in few["note"]


def test_what_was_planned_is_held_against_what_came_about() -> None:
    study = sna.load("end-of-life-partnership")
    found = sna.lens(study, "posts", snapshot="set-up")
    members = study.tables["members"].frame
    of = members.groupby("partnership")["organisation"].apply(set)
    planned = {frozenset(pair) for who in of for pair in itertools.combinations(sorted(who), 2)}
    network = study.network("support", "set-up")
    ids = network.roster.ids
    tied = {frozenset((ids[a], ids[b])) for a, b in zip(network.ties.sender, network.ties.receiver, strict=True)}
    row = found[(found["quantity"] == "planned_realised") & (found["layer"] == "support")].iloc[0]
    assert row["n"] == len(planned)
    assert row["value"] == len(planned & tied) / len(planned)
    assert row["note"].startswith(f"{len(tied - planned)} more pairs")
    assert row["low"] < row["value"] < row["high"]


def test_a_layer_that_is_called_planned_is_a_plan() -> None:
    study = sna.load("end-of-life-partnership")
    rule = LayerRule("planned_support", "support", weight="weight")
    more = replace(study, layers={**study.layers, rule.name: rule}, _derived={})
    found = sna.lens(more, "posts", snapshot="closing")
    rows = found[(found["quantity"] == "planned_realised") & (found["group"] == "planned_support")]
    assert set(rows["layer"]) == {"support", "meetings"}
    assert rows.set_index("layer").loc["support", "value"] == 1


def test_nobody_is_named_and_no_more_than_twenty_five_rows_are_drawn(study: Study) -> None:
    findings = see(study, ["posts"])["posts"]
    [figure] = VIEWS["posts"].figures(findings, study)
    text = findings.table.to_csv() + figure.picture.drawn["roles"].to_csv() + figure.picture.alt
    assert not any(person in text for person in study.tables["people"].frame["person"])
    assert figure.picture.title == "2 of 8 joint roles ended by 31 March 2019"
    frame = study.tables["roles"].frame
    copies = [frame.assign(person=frame["person"] + f"-{k}") for k in range(5)]
    many = pd.concat(copies, ignore_index=True)
    grown = replace(study, tables={"roles": FactTable("roles", "roles.csv", many, len(many))}, _derived={})
    [figure] = VIEWS["posts"].figures(findings, grown)
    assert len(figure.picture.drawn["roles"]) == 25
    assert "Of 40 joint roles, the 25 that began or ended last are drawn." in figure.picture.subtitle


def test_roles_without_any_date_are_counted_and_not_drawn(study: Study) -> None:
    frame = study.tables["roles"].frame.drop(columns=["start", "end"])
    undated = replace(study, tables={"roles": FactTable("roles", "roles.csv", frame, len(frame))}, _derived={})
    undated = undated.narrowed(layers=["joint_roles"])
    findings = see(undated, ["posts"])["posts"]
    assert list(VIEWS["posts"].figures(findings, undated)) == []
    assert counts(findings.table, "posts_running", "after")[""] == 8 + sum(
        len(set(rows["organisation"])) > 1 for person, rows in frame.groupby("person") if person > "P008"
    )
    rows = findings.table[findings.table["quantity"] == "posts_median"]
    assert "left out: no start on record" in rows["note"].item()


def test_names_that_do_not_fit_at_their_bars_are_wrapped_within_the_page(study: Study) -> None:
    long = study.roster.names[0] + " and its many partners" * 9
    spelt = replace(study.roster, names=(long, *study.roster.names[1:]))
    grown = replace(study, roster=spelt, _derived={})
    findings = see(grown, ["posts"])["posts"]
    [figure] = VIEWS["posts"].figures(findings, grown)
    picture = figure.picture
    # With letters as wide as on paper: whole pixels at screen size would make them wider.
    with mpl.rc_context({"text.hinting": "none"}):
        renderer = FigureCanvasAgg(picture).get_renderer()
        boxes = {text.get_text(): text.get_window_extent(renderer) for text in picture.axes[0].texts}
    said = " ".join(text.get_text() for text in picture.axes[0].texts)
    assert "…" not in said
    assert long in said
    assert min(box.x0 for box in boxes.values()) >= 0
    assert {words for words, box in boxes.items() if box.x1 > picture.bbox.width} == set()


def test_one_snapshot_of_one_layer_without_roles_has_nothing_to_see(study: Study) -> None:
    bare = replace(study.narrowed(layers=["mdt"], snapshots=["after"]), tables={"mdt_links": study.tables["mdt_links"]})
    assert "posts" not in allowed(bare)


def test_of_people_no_tie_is_said_to_hang_on_one_person() -> None:
    study = sna.load("city-collaborative")
    quantities = {"single_person_ties", "ties_of_one_person"}
    assert quantities <= set(sna.lens(study, "posts")["quantity"])
    assert not quantities & set(sna.lens(study, "posts", of="people")["quantity"])


def test_of_many_joint_roles_those_that_began_or_ended_last_are_drawn(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sna.report.views.posts.MOST_ROWS", 3)
    (figure,) = VIEWS["posts"].figures(see(study, ["posts"])["posts"], study)
    drawn = figure.picture.drawn["roles"]
    changed = [row["first"] if row["running"] else row["last"] for row in drawn.to_dict("records")]
    rows = [row for row in csv.DictReader(ROLES.read_text().splitlines()) if row["role"].startswith("joint ")]
    latest = sorted((row["end"] or row["start"] for row in rows), reverse=True)[:3]
    assert sorted((day.isoformat() for day in changed), reverse=True) == latest
    assert not drawn["running"].all()
    said = [text.get_text() for text in figure.picture.findobj(mpl.text.Text)]
    assert {"3", "8", "6"} <= set(said)
