"""Coded indicators: what people coded and nothing else, and hints from ties that never become a level."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import sna
from sna.io.context import INDICATORS
from sna.lenses import see
from sna.lenses.proxies import PROXIES
from sna.model import FactTable, Study
from sna.report.views import VIEWS


@pytest.fixture(scope="module")
def study() -> Study:
    return sna.load("centralised-surgery")


def with_rows(study: Study, frame: object) -> Study:
    table = study.tables["indicators"]
    changed = FactTable("indicators", table.file, frame, len(frame))  # type: ignore[arg-type]
    return replace(study, tables={**study.tables, "indicators": changed}, _derived={})


def test_levels_are_the_rows_of_the_table(study: Study) -> None:
    found = sna.lens(study, "indicators")
    levels = found[found["quantity"] == "indicator_level"]
    coded = study.tables["indicators"].frame
    assert sorted(zip(levels["metric"], levels["snapshot"], levels["other"], levels["value"], strict=True)) == sorted(
        zip(coded["indicator"], coded["snapshot"], coded["coder"], coded["level"], strict=True)
    )


def test_coders_who_differ_share_no_level(study: Study) -> None:
    found = sna.lens(study, "indicators")
    agreed = found[found["quantity"] == "indicator_agreed"].set_index(["metric", "snapshot"])
    coded = study.tables["indicators"].frame.groupby(["indicator", "snapshot"])["level"]
    for key, levels in coded:
        one = levels.nunique() == 1
        assert agreed.loc[key, "value"] == levels.iloc[0] if one else np.isnan(agreed.loc[key, "value"])
        assert agreed.loc[key, "note"].startswith("coders differ") != one


def test_every_indicator_has_its_hint_or_the_reason_why_not(study: Study) -> None:
    assert tuple(PROXIES) == INDICATORS
    found = sna.lens(study, "indicators", snapshot="after")
    hints = found[found["quantity"] == "indicator_proxy"].set_index("metric")
    assert set(hints.index) == set(INDICATORS)
    for name in ("goals", "client-centred orientation", "support for innovation"):
        assert np.isnan(hints.loc[name, "value"])
    density = sna.measure(study, "density", layer="meetings", snapshot="after")["value"].iloc[0]
    assert hints.loc["mutual acquaintanceship", "value"] == density


def test_formalisation_counts_tied_pairs_with_a_joint_post(study: Study) -> None:
    hints = sna.lens(study, "indicators", snapshot="during")
    value = hints.loc[(hints["quantity"] == "indicator_proxy") & (hints["metric"] == "formalisation"), "value"].iloc[0]
    tied: set[frozenset[int]] = set()
    for layer in ("mdt", "meetings"):
        ties = study.network(layer, "during").ties
        tied |= {frozenset(pair) for pair in zip(ties.sender.tolist(), ties.receiver.tolist(), strict=True)}
    posts = study.network("joint_roles", "during").ties
    shared = {frozenset(pair) for pair in zip(posts.sender.tolist(), posts.receiver.tolist(), strict=True)}
    assert value == len(tied & shared) / len(tied)


def test_one_coder_is_said_to_be_unchecked(study: Study) -> None:
    frame = study.tables["indicators"].frame
    alone = with_rows(study, frame[frame["coder"] == "coder 1"])
    findings = see(alone, ["indicators"])["indicators"]
    assert not findings.table["quantity"].isin(["kappa", "krippendorff_alpha"]).any()
    assert any("how far another would agree is not known" in s for s in VIEWS["indicators"].sentences(findings, alone))


def test_levels_of_parts_and_of_no_snapshot_are_kept(study: Study) -> None:
    frame = study.tables["indicators"].frame.copy()
    frame["scope"] = np.where(frame["indicator"] == "trust", "nurse", frame["scope"])
    frame["snapshot"] = frame["snapshot"].where(frame["indicator"] != "goals", None)
    other = with_rows(study, frame)
    findings = see(other, ["indicators"])["indicators"]
    agreed = findings.table[findings.table["quantity"] == "indicator_agreed"]
    assert set(agreed.loc[agreed["metric"] == "trust", "group"]) == {"nurse"}
    assert set(agreed.loc[agreed["metric"] == "goals", "snapshot"]) == {""}
    captions = [shown.caption for shown in VIEWS["indicators"].tables(findings, other)]
    assert "Levels of parts of the network" in captions
    [figure] = VIEWS["indicators"].figures(findings, other)
    assert set(figure.picture.drawn["tiles"]["indicator"]) == set(INDICATORS) - {"trust"}


def test_the_order_of_rows_changes_nothing(study: Study) -> None:
    frame = study.tables["indicators"].frame
    mixed = with_rows(study, frame.sample(frac=1, random_state=3))
    one, other = see(study, ["indicators"])["indicators"], see(mixed, ["indicators"])["indicators"]
    assert one.table.equals(other.table)


def test_the_figure_says_what_rose_and_what_is_unclear(study: Study) -> None:
    findings = see(study, ["indicators"])["indicators"]
    [figure] = VIEWS["indicators"].figures(findings, study)
    assert figure.picture.title == "As people coded it, 9 of 10 indicators rose from before to after"
    assert "support for innovation: 1 (before), 2 (during), 1 or 2 (after)." in figure.picture.alt
