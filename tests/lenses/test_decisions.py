"""Decisions: against rows counted by plain Python, and documents worked out by hand."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sna
from sna.io import bundled_studies
from sna.model import Study
from sna.report.views import VIEWS

FOLDER = bundled_studies()["centralised-surgery"]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sna.lens(sna.load("centralised-surgery"), "decisions")


def by_document(found: pd.DataFrame, quantity: str) -> dict[str, float]:
    part = found[(found["quantity"] == quantity) & ~found["metric"].isin(["all", ""])]
    return dict(zip(part["metric"], part["value"], strict=True))


def test_ratifications_are_days_on_which_a_document_was_ratified(found: pd.DataFrame) -> None:
    days: dict[str, set[str]] = {row["document"]: set() for row in rows("decisions")}
    for row in rows("decisions"):
        if row["action"] == "ratify":
            days[row["document"]].add(row["date"])
    assert by_document(found, "ratifications") == {document: len(of) for document, of in days.items()}


def test_days_to_agreement_run_from_the_first_proposal_or_draft(found: pd.DataFrame) -> None:
    first: dict[tuple[str, str], str] = {}
    for row in sorted(rows("decisions"), key=lambda row: row["date"]):
        step = "begin" if row["action"] in ("propose", "draft") else row["action"]
        first.setdefault((row["document"], step), row["date"])
    expected = {
        document: (dt.date.fromisoformat(day) - dt.date.fromisoformat(first[document, "begin"])).days
        for (document, step), day in first.items()
        if step == "agree"
    }
    ours = {name: days for name, days in by_document(found, "days_to_agreement").items() if not np.isnan(days)}
    assert ours == expected
    median = found[found["quantity"] == "median_days_to_agreement"].iloc[0]
    assert median["value"] == np.median(list(expected.values()))
    assert "2 of 7 documents without" in median["note"]


def test_who_led_is_tested_by_dealing_labels_to_organisations(found: pd.DataFrame) -> None:
    led = Counter(
        organisation
        for _, organisation in {
            (row["document"], row["organisation"]) for row in rows("decisions") if row["action"] in ("propose", "draft")
        }
    )
    part = found[found["quantity"] == "documents_led"]
    assert dict(zip(part["organisation"], part["value"], strict=True)) == led
    total = sum(led.values())
    leaders = found[found["quantity"] == "effective_leaders"]["value"].iloc[0]
    assert leaders == pytest.approx(1 / sum((many / total) ** 2 for many in led.values()))
    centre = {row["organisation"]: row["centre"] for row in rows("organisations")}
    compared = [one for one in centre if centre[one] in ("specialist", "local")]
    value = np.array([led.get(one, 0) for one in compared], dtype=float)
    special = [place for place, one in enumerate(compared) if centre[one] == "specialist"]

    def gap(chosen: tuple[int, ...] | list[int]) -> float:
        inside = np.isin(np.arange(len(value)), chosen)
        return float(value[inside].mean() - value[~inside].mean())

    every = [abs(gap(chosen)) for chosen in itertools.combinations(range(len(value)), len(special))]
    row = found[found["quantity"] == "difference"].iloc[0]
    assert row["value"] == pytest.approx(gap(special))
    assert row["p"] == pytest.approx(np.mean([one >= abs(gap(special)) - 1e-12 for one in every]))


DECISIONS = """decision,organisation,action,document,date
d1,A,propose,Rules,2015-01-01
d1,B,object,Rules,2015-02-01
d1,A,agree,Rules,2015-03-02
d1,B,agree,Rules,2015-03-02
d1,A,ratify,Rules,2015-04-01
d1,B,ratify,Rules,2015-04-01
d1,A,ratify,Rules,2015-06-01
d2,B,draft,Budget,2015-05-01
d3,A,propose,Logo,2015-05-01
d3,A,withdraw,Logo,2015-07-01
d4,B,agree,Old paper,2015-02-01
d5,B,ratify,Rules,
"""


@pytest.fixture
def hand(tmp_path: Path) -> Study:
    (tmp_path / "organisations.csv").write_text("organisation,centre\nA,specialist\nB,local\n", encoding="utf-8")
    (tmp_path / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    (tmp_path / "study.toml").write_text("[study]\ncut_off = 2015-12-31\n", encoding="utf-8")
    return sna.load(tmp_path)


def test_documents_by_hand(hand: Study) -> None:
    found = sna.lens(hand, "decisions")
    assert by_document(found, "ratifications") == {"Rules": 2, "Budget": 0, "Logo": 0, "Old paper": 0}
    assert by_document(found, "days_to_agreement") == pytest.approx(
        {"Rules": 60, "Budget": np.nan, "Logo": np.nan, "Old paper": np.nan}, nan_ok=True
    )
    assert by_document(found, "days_open") == {"Budget": (dt.date(2015, 12, 31) - dt.date(2015, 5, 1)).days}
    outcome = found[found["quantity"] == "ratifications"].set_index("metric")["group"].to_dict()
    assert outcome == {"Rules": "agreed", "Budget": "open", "Logo": "withdrawn", "Old paper": "agreed"}
    total = found[found["metric"] == "all"].set_index("quantity")
    assert total.loc["documents_without_agreement", "value"] == 2
    assert "1 of 12 rows without a date" in total.loc["documents", "note"]


def test_one_organisation_a_group_gives_no_p(hand: Study) -> None:
    row = sna.lens(hand, "decisions").query("quantity == 'difference'").iloc[0]
    assert pd.isna(row["p"])
    assert "no p" in row["note"]


def test_readers_are_told_of_open_documents(hand: Study) -> None:
    seen = sna.lenses.see(hand, ["decisions"])["decisions"]
    sentences = " ".join(VIEWS["decisions"].sentences(seen, hand))
    assert "2 of 4 documents were agreed, 1 ratified more than once; 1 still open and 1 withdrawn" in sentences
    figure = next(iter(VIEWS["decisions"].figures(seen, hand)))
    assert "Budget: open after 244 days" in figure.picture.alt
