"""Charts over time as drawn: nought in sight, marks told apart by shape, events in words, the table behind."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from sna.draw import control_chart, render
from sna.draw.control_chart import LOOKS

COLUMNS = ["label", "unit", "period", "value", "n", "mark", "kind", "centre", "low", "high", "note"]
NO_EVENTS = pd.DataFrame(columns=["label", "period"])


def table(values, marks=(), unit="count", kind="control"):
    known = np.array(values, dtype=float)
    centre = np.nanmean(known) if kind != "dots" else math.nan
    limits = (centre - 2, centre + 2) if kind == "control" else (math.nan, math.nan)
    marked = dict(marks)
    rows = [
        ("ties", unit, f"{2020 + k // 12}-{k % 12 + 1:02}", value, 9, marked.get(k, ""), kind, centre, *limits, "")
        for k, value in enumerate(known)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def words(picture):
    return [child.get_text() for child in picture.axes[0].get_children() if hasattr(child, "get_text")]


def test_marks_differ_in_shape():
    assert len({shape for shape, _, _ in LOOKS.values()}) == len(LOOKS)


def test_title_and_alt_say_what_stands_out():
    picture = control_chart(table([5, 6] * 6 + [12], {12: "outside"}), events=NO_EVENTS, subtitle="s")
    assert picture.title == "Ties: 1 of 13 periods stands out"
    assert "standing out: 2021-01 12" in picture.alt
    assert "outside the limits" in words(picture)
    assert picture.drawn["points"]["mark"].tolist() == [""] * 12 + ["outside"]


def test_the_scale_begins_at_nought_and_limits_have_their_values():
    picture = control_chart(table([50, 60] * 6), events=NO_EVENTS, subtitle="s")
    assert "0" in words(picture)
    assert {"mean 55", "limit 57", "limit 53"} <= set(words(picture))


def test_a_run_chart_has_a_median_and_no_limits():
    picture = control_chart(table([5, 6] * 4, kind="run"), events=NO_EVENTS, subtitle="s")
    assert "median 5.5" in words(picture)
    assert not any(word.startswith("limit") for word in words(picture))


def test_events_stand_in_words_at_their_period_and_others_are_left_out():
    events = pd.DataFrame({"label": ["Surgery centralised", "Long ago"], "period": ["2020-03", "1999-01"]})
    picture = control_chart(table([5, 6] * 6), events=events, subtitle="s")
    assert "Surgery centralised" in words(picture)
    assert "Long ago" not in words(picture)
    assert "Surgery centralised (2020-03)" in picture.alt


@pytest.mark.parametrize("values", [[3.0], [math.nan, 2.0, 3.0], [0.0, 0.0], [-1.0, 2.0, -3.0]])
def test_few_missing_nought_and_negative_values_are_drawn(values):
    picture = control_chart(table(values, kind="dots"), events=NO_EVENTS, subtitle="s")
    assert render(picture, "svg")
    assert "too few for limits" in picture.title


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="no series"):
        control_chart(table([5.0]).iloc[:0], events=NO_EVENTS, subtitle="")


def test_a_hundred_points_do_not_cover_each_other():
    picture = control_chart(table(np.arange(112) % 7), events=NO_EVENTS, subtitle="s")
    dots = [child for child in picture.axes[0].get_children() if child.get_zorder() == 3.5]
    # The legend has one more.
    assert len(dots) == 113
    dots = dots[:112]
    wide = max(dot.get_path().get_extents().width for dot in dots)
    assert wide <= 180 / 112
