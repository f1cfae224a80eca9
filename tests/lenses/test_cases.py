"""Cases not discussed: against rows counted by plain Python, and a study worked out by hand."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import sna
from sna.io import bundled_studies
from sna.lenses import allowed
from sna.model import Study
from sna.report.views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

FOLDER = bundled_studies()["centralised-surgery"]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sna.lens(sna.load("centralised-surgery"), "cases")


@pytest.fixture(scope="module")
def after() -> list[dict[str, str]]:
    """Return the rows of cases of meetings in the last snapshot."""
    day = {row["meeting"]: row["date"] for row in rows("meetings")}
    return [row for row in rows("cases") if "2017-04-01" <= day[row["meeting"]] <= "2019-03-31"]


def shares_of(after: list[dict[str, str]]) -> dict[str, float]:
    listed, missed = Counter[str](), Counter[str]()
    for row in after:
        listed[row["from_organisation"]] += int(row["listed"])
        missed[row["from_organisation"]] += int(row["listed"]) - int(row["discussed"])
    return {one: missed[one] / listed[one] for one in listed}


def test_shares_by_organisation_are_those_of_the_rows(found: pd.DataFrame, after: list[dict[str, str]]) -> None:
    part = found[(found["snapshot"] == "after") & (found["metric"] == "organisation")]
    assert dict(zip(part["organisation"], part["value"], strict=True)) == pytest.approx(shares_of(after))


def test_missing_items_and_who_waits_are_those_of_the_rows(found: pd.DataFrame, after: list[dict[str, str]]) -> None:
    here = found[found["snapshot"] == "after"]
    items, waits = Counter[str](), Counter[tuple[str, str]]()
    for row in after:
        items[row["missing_item"]] += int(row["deferred"])
        waits[row["from_organisation"], row["responsible"]] += int(row["deferred"])
    part = here[(here["quantity"] == "not_discussed_cases") & (here["metric"] == "item")]
    assert dict(zip(part["group"], part["value"], strict=True)) == {k: v for k, v in items.items() if v}
    pairs = here[here["quantity"] == "waits_for"]
    ours = dict(zip(zip(pairs["organisation"], pairs["other"], strict=True), pairs["value"], strict=True))
    assert ours == {pair: many for pair, many in waits.items() if many and pair[1]}


def test_quarters_are_those_of_the_rows(found: pd.DataFrame) -> None:
    day = {row["meeting"]: row["date"] for row in rows("meetings")}
    listed, missed = Counter[str](), Counter[str]()
    for row in rows("cases"):
        year, month, _ = day[row["meeting"]].split("-")
        period = f"{year}-Q{(int(month) + 2) // 3}"
        listed[period] += int(row["listed"])
        missed[period] += int(row["listed"]) - int(row["discussed"])
    part = found[found["metric"] == "period"]
    assert dict(zip(part["group"], part["n"], strict=True)) == listed
    assert dict(zip(part["group"], part["value"], strict=True)) == pytest.approx(
        {period: missed[period] / listed[period] for period in listed}
    )


def test_groups_are_compared_by_dealing_labels_to_organisations(
    found: pd.DataFrame, after: list[dict[str, str]]
) -> None:
    share = shares_of(after)
    centre = {row["organisation"]: row["centre"] for row in rows("organisations")}
    value = np.array([share[one] for one in share])
    special = [place for place, one in enumerate(share) if centre[one] == "specialist"]

    def gap(chosen: tuple[int, ...] | list[int]) -> float:
        inside = np.isin(np.arange(len(value)), chosen)
        return float(value[inside].mean() - value[~inside].mean())

    every = [abs(gap(chosen)) for chosen in itertools.combinations(range(len(value)), len(special))]
    row = found[(found["snapshot"] == "after") & (found["quantity"] == "difference")].iloc[0]
    assert row["value"] == pytest.approx(gap(special))
    assert row["p"] == pytest.approx(np.mean([one >= abs(gap(special)) - 1e-12 for one in every]))
    assert row["value"] < 0
    assert row["p"] < 0.01


TABLES = {
    "organisations": "organisation A B",
    "meetings": "meeting,date m1,2015-01-10 m2,2015-02-10 m3,2015-02-20",
    "cases": "meeting,from_organisation,listed,discussed,deferred,responsible "
    "m1,A,10,8,2,B m1,B,5,5,0, m2,A,10,6,2, m2,B,4,,1, m3,A,3,,,",
}
"""In one row listed is not discussed + deferred; in one discussed is blank; one says neither."""


@pytest.fixture
def hand(tmp_path: Path) -> Study:
    for name, lines in TABLES.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines.split()) + "\n", encoding="utf-8")
    return sna.load(tmp_path)


def test_what_does_not_add_up_and_what_is_not_known_is_said_with_counts(hand: Study) -> None:
    found = sna.lens(hand, "cases")
    every = found[(found["quantity"] == "not_discussed_share") & (found["metric"] == "all")]
    assert (every["value"] * every["n"]).sum() == pytest.approx(2 + 0 + 4 + 1)
    assert every["n"].sum() == 10 + 5 + 10 + 4
    assert "1 of 5 rows do not say how many were listed and not discussed" in every["note"].iloc[0]
    assert "in 1 of 5 rows, cases listed are not those discussed and those deferred" in every["note"].iloc[0]
    sentences = " ".join(VIEWS["cases"].sentences(sna.lenses.see(hand, ["cases"])["cases"], hand))
    assert "cases listed are not those discussed and those deferred" in sentences


def test_months_are_periods_of_a_short_study(hand: Study) -> None:
    found = sna.lens(hand, "cases")
    periods = found[found["metric"] == "period"].set_index("group")
    assert periods["value"].to_dict() == pytest.approx({"2015-01": 2 / 15, "2015-02": 5 / 14})


def test_a_study_without_cases_is_not_seen_by_cases() -> None:
    assert "cases" not in allowed(sna.load("end-of-life-partnership"))
