"""`sna asymmetry --sensitivity` and `sna draw sensitivity`: what they print, write and refuse."""

import csv
import io
import json

import pytest

from sna.robustness import CHOICE_COLUMNS

SUPPORT = ("end-of-life-partnership", "--layer", "support")


def test_sentences_table_and_ranks_are_printed(sna):
    ran = sna("asymmetry", *SUPPORT, "--sensitivity")
    assert ran.code == 0
    assert ran.out.startswith(
        "Support, closing: the data cannot tell the groups apart as reported (NHS minus voluntary"
    )
    assert "Kendall's tau-b" in ran.out
    assert "each organisation left out in turn (11)" in ran.out
    assert "top_three_kept" in ran.out
    assert "not independent tests" in ran.err


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_whole_table_is_written(sna, tmp_path, form):
    target = tmp_path / f"choices.{form}"
    assert sna("asymmetry", *SUPPORT, "out_degree", "--sensitivity", "--out", target).code == 0
    text = target.read_text()
    rows = list(csv.DictReader(io.StringIO(text))) if form == "csv" else json.loads(text)
    assert tuple(rows[0]) == CHOICE_COLUMNS
    assert rows[0]["metric"] == "out_degree"
    assert {row["layer"] for row in rows} == {"support"}


def test_a_named_snapshot_is_the_one_that_is_rerun(sna):
    ran = sna("asymmetry", *SUPPORT, "--snapshot", "delivery", "--sensitivity", "--format", "csv")
    assert {row["snapshot"] for row in csv.DictReader(io.StringIO(ran.out))} == {"delivery"}


def test_one_metric_at_a_time(sna):
    ran = sna("asymmetry", *SUPPORT, "in_degree", "out_degree", "--sensitivity")
    assert ran.code == 2
    assert "one metric at a time" in ran.err


def test_the_figure_is_drawn_with_its_table(sna, tmp_path):
    ran = sna("draw", *SUPPORT, "sensitivity", "--out", tmp_path / "figures")
    assert ran.code == 0
    names = {path.name for path in (tmp_path / "figures").iterdir()}
    assert {"sensitivity-support.png", "sensitivity-support.svg", "sensitivity-support-choices.csv"} <= names
    assert not any(name.startswith("sociogram") for name in names)


def test_what_people_call_it_is_answered(sna):
    ran = sna("draw", *SUPPORT, "robustness")
    assert ran.code == 2
    assert "Did you mean 'sensitivity'?" in ran.err
