"""112 monthly snapshots of 383 organisations: counts against the source's own, one measuring, no tests of steps."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path

import pytest

import sna
from sna.metrics import measuring

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "norwegian_boards_monthly"


@pytest.fixture(scope="module")
def monthly(boards, tmp_path_factory):
    folder = tmp_path_factory.mktemp("monthly") / "boards"
    folder.mkdir()
    for name in ("roles.csv", "organisations.csv"):
        (folder / name).write_bytes((boards / name).read_bytes())
    toml = (boards / "study.toml").read_text()
    (folder / "study.toml").write_text(toml.replace('"year"', '"month"'))
    return sna.load(folder)


def test_every_month_has_the_seats_and_organisations_that_the_source_counts(monthly):
    with (DATA / "snapshot_counts.csv").open(encoding="utf-8", newline="") as file:
        known = {row["snapshot"][:7]: row for row in csv.DictReader(file)}
    assert monthly.snapshots.names == tuple(known)
    frame = monthly.tables["roles"].frame
    for snapshot in monthly.snapshots:
        day = f"{snapshot.name}-01"
        runs = frame[(frame["start"] <= day) & (frame["end"].isna() | (frame["end"] >= day))]
        row = known[snapshot.name]
        assert (len(runs), runs["person"].nunique()) == (int(row["ties"]), int(row["n_b"]))
        assert monthly.network("roles", snapshot.name).n == int(row["n_a"])


def test_ties_over_time_are_those_of_the_seats_and_have_no_limits(monthly):
    table = sna.lens(monthly, "charts")
    found = table[(table["quantity"] == "chart_point") & (table["metric"] == "ties")].set_index("snapshot")["value"]
    frame = monthly.tables["roles"].frame
    for name in ("2002-05", "2006-11", "2011-08"):
        runs = frame[(frame["start"] <= f"{name}-01") & (frame["end"].isna() | (frame["end"] >= f"{name}-01"))]
        pairs = {
            pair
            for _, held in runs.groupby("person")["organisation"]
            for pair in itertools.combinations(sorted(set(held)), 2)
        }
        assert found[name] == len(pairs)
    (centre,) = table[(table["quantity"] == "chart_centre") & (table["metric"] == "ties")].to_dict("records")
    assert math.isnan(centre["value"])
    assert "ties last through several snapshots" in centre["note"]


def test_every_snapshot_is_measured_once_and_no_step_is_tested(monthly, monkeypatch):
    seen = []
    scoring = measuring.score_blocks
    monkeypatch.setattr(
        measuring, "score_blocks", lambda subject, wanted: (seen.append(subject.where), scoring(subject, wanted))[1]
    )
    study = monthly.narrowed(snapshots=monthly.snapshots.names[:15])
    found = sna.compare(study)
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == 15
    assert found["p"].isna().all()
    (row,) = found[found["quantity"] == "steps_untested"].to_dict("records")
    assert row["value"] == 14
    one = sna.compare(study, before="2002-05", after="2002-06")
    assert not (one["quantity"] == "steps_untested").any()
    assert (one["quantity"] == "pairs_changed").any()
