"""Factors: against rows counted by plain Python and scipy."""

from __future__ import annotations

import csv
import itertools
import math
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

import sna
from sna.io import bundled_studies
from sna.report.views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

FOLDER = bundled_studies()["partnerships-255"]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sna.lens(sna.load("partnerships-255"), "factors")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return what is found where nobody says which informant tells of a partnership."""
    folder = tmp_path_factory.mktemp("alone")
    for file in FOLDER.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "partnerships.csv":
            text = "".join(",".join(line.split(",")[:2]) + "\n" for line in text.splitlines())
        (folder / file.name).write_text(text, encoding="utf-8")
    return sna.lens(sna.load(folder), "factors")


@pytest.fixture(scope="module")
def named() -> dict[str, set[str]]:
    """Return factor → partnerships it is named of."""
    of = defaultdict(set)
    for row in rows("factors"):
        of[row["factor"]].add(row["partnership"])
    return dict(of)


def test_partnerships_without_a_row_are_left_out_not_taken_to_have_none(
    found: pd.DataFrame, named: dict[str, set[str]]
) -> None:
    asked = set().union(*named.values())
    row = found[found["quantity"] == "partnerships_asked"].iloc[0]
    assert (row["value"], row["n"]) == (len(asked), 255)
    assert f"{255 - len(asked)} of 255 partnerships have no row of factors" in row["note"]
    shares = found[found["quantity"] == "factor_share"]
    assert (shares["n"] == len(asked)).all()
    assert dict(zip(shares["metric"], round(shares["value"] * shares["n"]), strict=True)) == {
        factor: len(of) for factor, of in named.items()
    }


def test_without_informants_pairs_are_fishers_test(alone: pd.DataFrame, named: dict[str, set[str]]) -> None:
    asked = len(set().union(*named.values()))
    pairs = alone[alone["quantity"] == "together"].set_index(["group", "other"])
    expected = alone[alone["quantity"] == "together_expected"].set_index(["group", "other"])["value"]
    assert len(pairs) == math.comb(len(named), 2)
    for a, b in itertools.combinations(sorted(named), 2):
        both, one, other = len(named[a] & named[b]), len(named[a]), len(named[b])
        cells = [[both, one - both], [other - both, asked - one - other + both]]
        assert pairs.loc[(a, b), "value"] == both
        assert expected[a, b] == pytest.approx(one * other / asked)
        assert pairs.loc[(a, b), "p"] == pytest.approx(stats.fisher_exact(cells).pvalue, rel=1e-8)


def test_with_informants_pairs_are_tested_within_what_each_says(
    found: pd.DataFrame, alone: pd.DataFrame, named: dict[str, set[str]]
) -> None:
    asked = set().union(*named.values())
    told = defaultdict(set)
    for row in rows("partnerships"):
        if row["partnership"] in asked:
            told[row["informant"]].add(row["partnership"])
    one, other = named["competing interests"], named["lack of trust"]
    chances, least, expected = np.ones(1), 0, 0.0
    for mine in told.values():
        n, a, b = len(mine), len(mine & one), len(mine & other)
        low = max(0, a + b - n)
        chances = np.convolve(chances, stats.hypergeom(n, a, b).pmf(np.arange(low, min(a, b) + 1)))
        least, expected = least + low, expected + a * b / n
    own = chances[len(one & other) - least]
    keys = ["group", "other"]
    row = found[found["quantity"] == "together"].set_index(keys).loc[("competing interests", "lack of trust")]
    assert row["p"] == pytest.approx(chances[chances <= own * (1 + 1e-9)].sum(), rel=1e-8)
    assert "by each informant" in row["method"]
    assert "independent of the others" in alone[alone["quantity"] == "together"]["target"].iloc[0]
    mean = found[found["quantity"] == "together_expected"].set_index(keys)["value"]
    assert mean["competing interests", "lack of trust"] == pytest.approx(expected)


def test_correction_is_holms(found: pd.DataFrame) -> None:
    pairs = found[found["quantity"] == "together"].sort_values("p")
    least = 0.0
    for rank, (p, adjusted) in enumerate(zip(pairs["p"], pairs["p_adjusted"], strict=True)):
        least = max(least, min(1.0, p * (len(pairs) - rank)))
        assert adjusted == pytest.approx(least)


def test_planted_pairs_are_found_and_hold_given_breadth_too(found: pd.DataFrame) -> None:
    sure = found[(found["quantity"] == "together") & (found["p_adjusted"] < 0.001)]
    assert {frozenset(pair) for pair in zip(sure["group"], sure["other"], strict=True)} == {
        frozenset(pair)
        for pair in (
            ("short of money", "short-term contracts"),
            ("lack of trust", "competing interests"),
            ("mutual trust", "personal contact"),
        )
    }
    broad = found[found["quantity"] == "together_given_breadth"].set_index(["group", "other"])["p"]
    assert all(broad[pair] < 0.001 for pair in zip(sure["group"], sure["other"], strict=True))


def test_without_informants_factors_by_status_are_fishers_test(alone: pd.DataFrame, named: dict[str, set[str]]) -> None:
    fares = {row["partnership"]: row["status"] for row in rows("partnerships")}
    asked = {one for one in set().union(*named.values()) if fares[one]}
    part = alone[alone["quantity"] == "factor_status_difference"].set_index(["metric", "group"])
    assert len(part) == len(named) * 4
    for (factor, status), row in part.iterrows():
        inside = {one for one in asked if fares[one] == status}
        yes, no = len(named[factor] & inside), len((named[factor] & asked) - inside)
        cells = [[yes, len(inside) - yes], [no, len(asked) - len(inside) - no]]
        assert row["value"] == pytest.approx(yes / len(inside) - no / (len(asked) - len(inside)))
        assert row["p"] == pytest.approx(stats.fisher_exact(cells).pvalue, rel=1e-8)
        assert row["low"] <= row["value"] <= row["high"]


def test_what_struggling_and_potential_partnerships_share_is_first_the_planted_factor(found: pd.DataFrame) -> None:
    common = found[found["quantity"] == "common_share"].sort_values("value")
    assert common["metric"].iloc[-1] == "short of staff time"


def test_readers_are_told_of_those_left_out_and_of_informants() -> None:
    study = sna.load("partnerships-255")
    sentences = list(VIEWS["factors"].sentences(sna.lenses.see(study, ["factors"])["factors"], study))
    assert "the other 33 have no row of factors: not known, left out" in sentences[0]
    assert any("several partnerships each" in text for text in sentences)


def test_a_factor_that_helps_some_and_hinders_others_is_two(tmp_path: Path) -> None:
    tables = {
        "organisations": "organisation A B",
        "partnerships": "partnership p1 p2 p3",
        "members": "partnership,organisation p1,A p1,B p2,A",
        "factors": "partnership,factor,valence,theme p1,funding,negative,x p2,funding,success,x p3,trust,success,y",
    }
    for name, lines in tables.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines.split()) + "\n", encoding="utf-8")
    shares = sna.lens(sna.load(tmp_path), "factors").query("quantity == 'factor_share'")
    told = dict(zip(zip(shares["metric"], shares["group"], strict=True), shares["value"] * shares["n"], strict=True))
    assert told == {("funding (negative)", "negative"): 1, ("funding (success)", "success"): 1, ("trust", "success"): 1}
