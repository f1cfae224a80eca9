"""By series of meetings: counts against the rows themselves."""

from __future__ import annotations

from dataclasses import replace

import sna
from sna.lenses import LENSES, allowed
from sna.report.views import VIEWS


def test_every_lens_has_a_view() -> None:
    assert list(VIEWS) == list(LENSES)


def test_meetings_held_and_cancelled_are_the_rows_of_the_table() -> None:
    study = sna.load("centralised-surgery")
    found = sna.lens(study, "series")
    meetings = study.tables["meetings"].frame
    held = found.loc[found["quantity"] == "meetings_held", "value"].sum()
    cancelled = found.loc[found["quantity"] == "meetings_cancelled", "value"].sum()
    dated = sum(((meetings["date"] >= str(s.start)) & (meetings["date"] <= str(s.end))).sum() for s in study.snapshots)
    assert held + cancelled == dated
    assert cancelled == (meetings["cancelled"] == "yes").sum()


def test_shares_of_attendance_add_up_to_no_more_than_one() -> None:
    found = sna.lens(sna.load("centralised-surgery"), "series")
    shares = found[found["quantity"] == "attendance_share"].dropna(subset="value")
    sums = shares.groupby(["snapshot", "metric"])["value"].sum()
    assert len(sums)
    assert (sums <= 1 + 1e-12).all()


def test_a_study_without_series_is_not_seen_by_series() -> None:
    study = sna.load("centralised-surgery")
    tables = {name: table for name, table in study.tables.items() if name != "meetings"}
    assert "series" not in allowed(replace(study, tables=tables))
