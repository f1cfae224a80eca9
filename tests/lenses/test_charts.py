"""Charts over time: every point against a count of the files in plain Python; when there are limits and when not."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

import sna
from sna.lenses import see
from sna.model import Snapshots

DATASETS = Path(sna.__file__).parents[1] / "datasets"


def lines(study, name):
    with (DATASETS / study / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quarter(date):
    return f"{date[:4]} Q{(int(date[5:7]) - 1) // 3 + 1}"


def points(table, measure, **of):
    rows = table[(table["quantity"] == "chart_point") & (table["metric"] == measure)]
    for column in ("group", "organisation"):
        rows = rows[rows[column] == of.get(column, "")]
    return rows.set_index("snapshot")


@pytest.fixture(scope="module")
def surgery():
    return sna.lens(sna.load("centralised-surgery"), "charts")


def test_meetings_held_are_the_rows_of_the_file(surgery):
    held = defaultdict(int)
    for row in lines("centralised-surgery", "meetings"):
        held[quarter(row["date"])] += row["cancelled"] != "yes"
    found = points(surgery, "meetings_held")["value"]
    assert {name: value for name, value in found.items() if value} == {name: n for name, n in held.items() if n}
    assert len(found) == 24


@pytest.fixture(scope="module")
def presences():
    """Return meeting → organisations present, of an attendance register that names the organisation of each row."""
    meetings = {row["meeting"]: row for row in lines("end-of-life-partnership", "meetings")}
    there = defaultdict(set)
    for row in lines("end-of-life-partnership", "attendance"):
        if meetings[row["meeting"]].get("cancelled") == "yes" or not row.get("organisation"):
            continue
        if row.get("attended", "yes") not in ("no", "apologies", "unknown"):
            there[row["meeting"]].add(row["organisation"])
    when = {meeting: quarter(meetings[meeting]["date"]) for meeting in there}
    return there, when


def test_organisations_a_meeting_and_presence_are_counted_from_the_rows(presences):
    there, when = presences
    table = sna.lens(sna.load("end-of-life-partnership"), "charts")
    per = points(table, "organisations_per_meeting")
    for name, value in per["value"].items():
        sizes = [len(there[meeting]) for meeting, period in when.items() if period == name]
        assert value == pytest.approx(np.mean(sizes))
        assert per.loc[name, "n"] == len(sizes)
    everybody = {row["organisation"]: row for row in lines("end-of-life-partnership", "organisations")}
    for organisation in sorted(everybody):
        found = points(table, "presence_rate", organisation=organisation)["value"].dropna()
        for name, value in found.items():
            held = [meeting for meeting, period in when.items() if period == name]
            assert value == pytest.approx(sum(organisation in there[meeting] for meeting in held) / len(held))


def test_an_organisation_that_closed_is_not_absent(presences):
    del presences
    rows = lines("end-of-life-partnership", "organisations")
    closed = {row["organisation"]: row["closed"] for row in rows if row.get("closed")}
    assert closed
    table = sna.lens(sna.load("end-of-life-partnership"), "charts")
    for organisation, day in closed.items():
        found = points(table, "presence_rate", organisation=organisation)
        after = [name for name in found.index if name > quarter(day)]
        assert found.loc[after, "value"].isna().all()
        assert (found.loc[after, "note"] == "no record in this period").all()


def test_limits_are_mean_and_moving_range_of_the_points_from_the_boards_on(surgery):
    rows = points(surgery, "meetings_held")["value"]
    values = rows.loc["2015 Q2":].to_numpy()
    moved = np.abs(np.diff(values)).mean()
    rows = surgery[(surgery["metric"] == "meetings_held") & (surgery["quantity"] == "chart_centre")]
    (row,) = rows.to_dict("records")
    expected = (values.mean(), values.mean() - 2.66 * moved, values.mean() + 2.66 * moved)
    assert (row["value"], row["low"], row["high"]) == pytest.approx(expected)


def test_every_p_has_its_target_and_every_rule_its_source(surgery):
    cuts = surgery[(surgery["quantity"] == "chart_change_point") & surgery["p"].notna()]
    assert len(cuts)
    assert (cuts["target"] == "these periods: every order of them equally likely").all()
    signals = surgery[surgery["quantity"] == "chart_signal"]
    assert signals["method"].str.contains("doi").all()


def test_three_snapshots_are_dots(surgery):
    rows = surgery[(surgery["quantity"] == "chart_centre") & (surgery["metric"] == "density")]
    assert rows["value"].isna().all()
    assert rows["note"].str.contains("3 points, and 6 are the least for a run chart").all()


def test_windows_that_share_days_have_no_limits():
    study = sna.load("centralised-surgery")
    base = study.snapshots.ordered[0]
    step = dt.timedelta(days=100)
    first = base.start
    windows = [
        dataclasses.replace(base, name=f"w{k:02}", start=first + k * step, end=first + (k + 2) * step)
        for k in range(14)
    ]
    rolling = dataclasses.replace(study, snapshots=Snapshots(tuple(windows)), _derived={})
    table = see(rolling, ["charts"])["charts"].table
    rows = table[(table["quantity"] == "chart_centre") & (table["layer"] == "mdt")]
    assert rows["value"].isna().all()
    assert rows["note"].str.contains("neighbouring snapshots share days").all()
    assert not ((table["layer"] == "mdt") & table["quantity"].isin(["chart_signal", "chart_change_point"])).any()


def test_the_seed_alone_decides():
    study = sna.load("centralised-surgery")
    one, two, other = (see(study, ["charts"], seed=seed)["charts"].table for seed in (0, 0, 1))
    assert one.equals(two)
    assert not one["p"].equals(other["p"])


def test_what_all_charts_of_a_picture_say_is_said_once() -> None:
    from sna.report.views.chart_figures import _said_once

    def note(alike: str) -> str:
        return (
            f"neighbouring points are alike (lag-1 autocorrelation {alike}), by drift or by a change of level: limits "
            "are tight, and some signals come of that alone"
        )

    points = [{"label": label, "note": note(alike)} for label, alike in (("a", "0.90"), ("b", "0.78"))]
    quiet, said = _said_once(points)
    assert [point["note"] for point in quiet] == ["", ""]
    assert said.startswith("Neighbouring points are alike (lag-1 autocorrelation 0.78 to 0.90): limits are tight")
    # One chart without it: each says its own.
    apart, said = _said_once([*points, {"label": "c", "note": ""}])
    assert said == ""
    assert [point["note"][:13] for point in apart] == ["neighbouring ", "neighbouring ", ""]
