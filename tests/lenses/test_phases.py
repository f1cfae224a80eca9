"""Guards limits computed anew from a known event on, only there and with enough points; and limits cut at bounds."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.text import Text

import sna
from sna.infer.control_chart import chart_of
from sna.infer.phases import phases_of
from sna.lenses import see
from sna.lenses.charts import ANEW, SHIFTED
from sna.model import Snapshots
from sna.report.views.charts import VIEW

EVENT = "New board set up"


def meetings_study(path: Path, counts: list[int], event: str = "2016-02-01") -> sna.model.Study:
    """Write a study with so many meetings in each month from January 2015 on and one event; one more is cut off."""
    path.mkdir()
    counts = [*counts, 1]
    (path / "organisations.csv").write_text("organisation,name\nA,Ash\nB,Birch\n")
    months = [f"{2015 + k // 12}-{k % 12 + 1:02}" for k in range(len(counts))]
    held = [f"m{m}-{k},{m}-{k + 1:02}" for m, count in zip(months, counts, strict=True) for k in range(count)]
    (path / "meetings.csv").write_text("meeting,date\n" + "\n".join(held) + "\n")
    came = "".join(f"{row.split(',')[0]},{who}\n" for row in held for who in "AB")
    (path / "attendance.csv").write_text("meeting,organisation\n" + came)
    (path / "timeline.csv").write_text(f"label,date,kind\n{EVENT},{event},policy\n")
    last = months[-1]
    (path / "study.toml").write_text(f"[study]\ncut_off = {last}-15\n")
    return sna.load(path)


LOW, HIGH = [4, 5, 6, 5] * 3 + [4], [9, 10, 11, 10] * 3 + [9]


def charted(study):
    found = see(study, ["charts"])["charts"]
    table = found.table[found.table["metric"] == "meetings_held"]
    [said] = [text for text in VIEW.sentences(found, study) if "meetings held" in text]
    return table, said


def test_limits_begin_anew_at_a_known_event(tmp_path) -> None:
    table, said = charted(meetings_study(tmp_path / "shift", LOW + HIGH))
    phases = table[table["quantity"] == "chart_phase"]
    assert phases[["before", "snapshot", "n"]].to_numpy().tolist() == [
        ["2015-01", "2016-01", 13],
        ["2016-02", "2017-02", 13],
    ]
    for values, row in zip((LOW, HIGH), phases.to_dict("records"), strict=True):
        moved = np.abs(np.diff(values)).mean()
        assert (row["value"], row["high"]) == pytest.approx((np.mean(values), np.mean(values) + 2.66 * moved))
    assert table[table["quantity"] == "chart_signal"].empty
    assert f"meetings held: 26 periods, which shift from 2016-02 on ({EVENT}). 2015-01 to 2016-01: 13 periods" in said
    assert said.count("no period stands out") == 2


def test_without_an_event_there_they_do_not(tmp_path) -> None:
    table, said = charted(meetings_study(tmp_path / "none", LOW + HIGH, event="2015-02-01"))
    assert table[table["quantity"] == "chart_phase"].empty
    assert not table[table["quantity"] == "chart_signal"].empty
    assert ANEW not in said
    assert SHIFTED not in said.lower()


def test_a_side_of_few_points_is_a_run_chart_beside_the_other(tmp_path) -> None:
    study = meetings_study(tmp_path / "few", LOW + HIGH[:10])
    table, said = charted(study)
    first, second = table[table["quantity"] == "chart_phase"].to_dict("records")
    assert (first["n"], second["n"]) == (13, 10)
    assert (first["value"], second["value"]) == (np.mean(LOW), np.median(HIGH[:10]))
    assert np.isfinite(first["low"])
    assert np.isnan([second["low"], second["high"]]).all()
    assert table[table["quantity"] == "chart_signal"].empty
    assert said.index(f"shift from 2016-02 on ({EVENT})") < said.index("no period stands out")
    assert "2016-02 to 2016-11: 10 periods, median 10; no period stands out" in said
    [figure] = [f for f in VIEW.figures(see(study, ["charts"])["charts"], study) if f.name == "charts-attendance"]
    drawn = figure.picture.drawn["points"].query("label == 'meetings held'")
    assert drawn["kind"].tolist() == ["control"] * 13 + ["run"] * 10
    assert not drawn["mark"].any()
    said_below = " ".join(text.get_text() for text in figure.picture.findobj(Text))
    assert "set by all points of a phase" in said_below


def test_too_few_points_on_both_sides_are_said(tmp_path) -> None:
    table, said = charted(meetings_study(tmp_path / "fewer", LOW[:9] + HIGH[:9], event="2015-10-01"))
    assert table[table["quantity"] == "chart_phase"].empty
    shift = f"points shift from 2015-10 ({EVENT}), limits not computed anew: 9 points before and 9 from then on"
    assert shift in said
    assert said.index(shift) < said.index("; mean ") < said.index("limits", said.index("; mean "))


def test_a_change_that_no_event_explains_leads_its_sentence(tmp_path) -> None:
    _, said = charted(meetings_study(tmp_path / "none", LOW + HIGH, event="2015-02-01"))
    assert said.index("Its mean rose by") < said.index("stand out") < said.index("Signals are of limits across")


def test_an_event_without_a_shift_begins_no_phase() -> None:
    rng = np.random.default_rng(3)
    anew = sum(len(phases_of(rng.standard_normal(30), [15]).starts) > 1 for _ in range(2000))
    # Seven of seven on one side of an estimated mean: two of 2⁷ were it known, somewhat more as it is not.
    assert 0.005 < anew / 2000 < 0.06


def test_limits_are_shown_cut_and_kept_whole(tmp_path) -> None:
    counts = [1, 9, 1, 12, 1, 9, 2, 10, 1, 9, 1, 12, 1, 9]
    table, said = charted(meetings_study(tmp_path / "cut", counts))
    chart = chart_of(np.array(counts, dtype=float))
    centre = table[table["quantity"] == "chart_centre"].iloc[0]
    assert centre["low"] == pytest.approx(chart.low)
    assert chart.low < 0
    assert re.search(r"limits 0 to [\d.]+ \(cut at 0\)", said)


def test_shares_end_at_nothing_and_all() -> None:
    study = sna.load("city-collaborative")
    # As one sample: a chart does not run over two, and half the months are too few for limits.
    study = replace(study, snapshots=Snapshots(tuple(replace(s, sample="") for s in study.snapshots)), _derived={})
    found = see(study, ["charts"])["charts"]
    text = " ".join(VIEW.sentences(found, study))
    assert "limits 0% to 100% (cut at 0% and 100%)" in text
    tables = [str(cell) for shown in VIEW.tables(found, study) for cell in shown.table.to_numpy().ravel()]
    assert not [cell for cell in (text, *tables) if re.search(r"[-−]\d[\d.]*%|1[0-9]{2}\.?\d*%(?<!100%)", cell)]
    for drawn in VIEW.figures(found, study):
        points = drawn.picture.drawn["points"]
        assert (points["low"].dropna() >= 0).all()
        assert (points.loc[points["unit"] == "share", "high"].dropna() <= 1).all()
