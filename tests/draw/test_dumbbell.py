"""Guards the chart of two groups: every mean and organisation drawn, and only differences with a p told as such."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from sna.draw import dumbbell
from sna.draw.dumbbell import MEAN_RADIUS
from sna.draw.dumbbell_numbers import FIRST_LINE, gutter, lines_of
from sna.draw.dumbbell_table import Difference
from sna.draw.tokens import PANEL_LINE, UNSURE, VALUE
from sna.draw.typeset import width
from sna.model import SCORE_COLUMNS, Findings

GROUPS = ("specialist", "local")
LABELS = {"in_degree": "links received", "betweenness": "betweenness", "out_degree": "links sent"}


def study(p, *, note="", low=np.nan, high=np.nan, snapshots=("2019", "2025"), metrics=("in_degree", "betweenness")):
    values = {"specialist": [9.0, 7.0, 7.0, 2.0], "local": [0.0, 0.0, 1.0, 0.0, 4.0]}
    rows, scores = [], []
    for snapshot in snapshots:
        for metric in metrics:
            place = {"layer": "mdt", "snapshot": snapshot, "metric": metric}
            for group, found in values.items():
                rows.append({**place, "quantity": "mean", "group": group, "value": np.mean(found)})
                scores += [(snapshot, "mdt", f"{group}{k}", group, metric, value, "") for k, value in enumerate(found)]
            scores.append((snapshot, "mdt", "", "specialist", metric, 99.0, ""))
            scores.append((snapshot, "mdt", "x", "coordinating", metric, 50.0, ""))
            gap = {
                "quantity": "difference",
                "group": "specialist",
                "other": "local",
                "value": 5.25,
                "low": low,
                "high": high,
            }
            rows.append(
                {**place, **gap, "p": p, "method": "exact label permutation" if np.isfinite(p) else "", "note": note}
            )
    findings = Findings.of(rows, {}).frame()
    findings.attrs["labels"] = LABELS
    return findings, pd.DataFrame(scores, columns=SCORE_COLUMNS)


def texts(picture):
    return [text for text in picture.findobj(Text) if text.get_text()]


def test_the_title_gives_both_means_and_the_p():
    findings, scores = study(0.0079)
    title = dumbbell(findings, scores, layer="mdt", groups=GROUPS).title
    assert title == "Links received: specialist organisations average 6.2, local ones 1 (2025, p = 0.008)"


@pytest.mark.parametrize(("p", "why"), [(0.0504, "p = 0.050"), (0.3, "p = 0.3"), (np.nan, "no p")])
def test_without_a_small_p_the_data_cannot_tell(p, why):
    findings, scores = study(p, note="one organisation in a group" if np.isnan(p) else "")
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    assert picture.title == f"Links received: the data cannot tell specialist from local organisations (2025, {why})"
    shown = [text for text in texts(picture) if text.get_text() == "+5.2"]
    assert len(shown) == 4
    assert {text.get_color() for text in shown} == {UNSURE.colour}
    assert ("no p" in [text.get_text() for text in texts(picture)]) == np.isnan(p)
    assert (
        "No p in 4 of 4: one organisation in a group." in " ".join(t.get_text() for t in texts(picture))
    ) == np.isnan(p)


def test_a_small_p_prints_the_difference_in_ink_and_the_interval_where_there_is_one():
    findings, scores = study(0.01, low=1.5, high=9.0)
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    shown = [text.get_text() for text in texts(picture)]
    assert {text.get_color() for text in texts(picture) if text.get_text() == "+5.2"} == {VALUE.colour}
    assert shown.count("+1.5 to +9") == 4
    findings, scores = study(0.01)
    assert not [t for t in texts(dumbbell(findings, scores, layer="mdt", groups=GROUPS)) if " to +" in t.get_text()]


def test_every_organisation_of_either_group_is_drawn_and_nobody_else():
    findings, scores = study(0.01)
    drawn = dumbbell(findings, scores, layer="mdt", groups=GROUPS).drawn
    assert len(drawn["organisations"]) == 9 * 4
    assert set(drawn["organisations"]["group"]) == set(GROUPS)
    marks = drawn["organisations"].groupby(["snapshot", "metric"])[["x", "y"]]
    assert all(not cell.duplicated().any() for _, cell in marks)


def test_a_value_has_the_same_place_at_every_snapshot_and_nought_is_on_the_scale():
    findings, scores = study(0.01)
    drawn = dumbbell(findings, scores, layer="mdt", groups=GROUPS).drawn
    rows = drawn["organisations"].query("metric == 'in_degree'")
    assert all(np.ptp(alike["x"]) == 0 for _, alike in rows.groupby("value"))
    slope = np.polyfit(rows["value"], rows["x"], 1)
    means = drawn["means"].query("metric == 'in_degree'")
    assert np.allclose(np.polyval(slope, means["value"]), means["x"])


def test_the_order_of_groups_turns_the_difference():
    findings, scores = study(0.01, low=1.5, high=9.0)
    turned = dumbbell(findings, scores, layer="mdt", groups=GROUPS[::-1]).drawn["differences"]
    assert turned[["value", "low", "high"]].drop_duplicates().to_numpy().tolist() == [[-5.25, -9.0, -1.5]]


def test_four_metrics_at_most_and_those_asked_for():
    many = [f"m{k}" for k in range(6)]
    findings, scores = study(0.01, metrics=many)
    drawn = dumbbell(findings, scores, layer="mdt", groups=GROUPS).drawn["differences"]
    assert drawn["metric"].unique().tolist() == many[:4]
    asked = dumbbell(findings, scores, layer="mdt", groups=GROUPS, metrics=["m5", "m1"]).drawn["differences"]
    assert asked["metric"].unique().tolist() == ["m5", "m1"]


def test_never_significant_never_stars():
    findings, scores = study(0.0001)
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    said = " ".join([picture.title, picture.alt, *(text.get_text() for text in texts(picture))]).lower()
    assert "significan" not in said
    assert "*" not in said
    assert "p < 0.001" in said


def test_groups_or_layers_without_a_difference_are_refused():
    findings, scores = study(0.01)
    with pytest.raises(ValueError, match="no difference"):
        dumbbell(findings, scores, layer="mdt", groups=("specialist", "university"))
    with pytest.raises(ValueError, match="no difference"):
        dumbbell(findings, scores, layer="trust", groups=GROUPS)


@pytest.mark.parametrize("label", ["links received", "shortest routes passing through", "PageRank"])
def test_the_title_leads_with_the_measure_whatever_it_is_called(label):
    findings, scores = study(0.01)
    findings.attrs["labels"] = {**LABELS, "in_degree": label}
    title = dumbbell(findings, scores, layer="mdt", groups=GROUPS).title
    assert (
        title == f"{label[0].upper()}{label[1:]}: specialist organisations average 6.2, local ones 1 (2025, p = 0.010)"
    )


def test_the_foot_says_in_words_how_p_was_had_and_names_no_variant():
    findings, scores = study(0.01, low=1.0, high=9.0)
    kinds = [
        f"exact label permutation, two-sided, {k} splits; interval: p1 model bootstrap, 199 networks"
        for k in (330, 495)
    ]
    kinds.append("label permutation, two-sided, random sample of 9999 splits; p_adjusted: step-down maxT over metrics")
    rows = findings["quantity"] == "difference"
    findings.loc[rows, "method"] = [kinds[k % 3] for k in range(rows.sum())]
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    said = " ".join(text.get_text() for text in texts(picture))
    assert (
        "(all ways tried, at most 495; or a random sample of 9,999), two-sided. Interval: what other chance ties"
        in said
    )
    assert "permutation" not in said
    assert "Grey" not in said


def test_one_snapshot_without_a_name_is_not_named():
    findings, scores = study(0.01, snapshots=("all",))
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    assert "all" not in [text.get_text() for text in texts(picture)]
    assert picture.title.endswith("local ones 1 (p = 0.010)")
    assert ", all" not in picture.alt


def test_initials_are_in_capitals_and_other_words_as_in_the_data():
    findings, scores = study(0.01)
    findings, scores = (table.replace({"group": {"specialist": "nhs"}}) for table in (findings, scores))
    findings.attrs["labels"] = LABELS
    picture = dumbbell(findings, scores, layer="mdt", groups=("nhs", "local"))
    assert "NHS organisations average" in picture.title
    assert {"NHS", "local"} <= {text.get_text() for text in texts(picture)}
    assert "MDT: " in picture.subtitle
    assert "NHS minus local" in picture.subtitle


def test_a_corrected_p_says_so_below_itself_and_wide_numbers_get_more_room_within_limits():
    findings, scores = study(0.01, low=-1234.5, high=98765.4, metrics=("m1", "m2", "m3", "m4"))
    findings["p_adjusted"] = np.where(findings["quantity"] == "difference", 0.04, np.nan)
    picture = dumbbell(findings, scores, layer="mdt", groups=GROUPS)
    said = [text.get_text() for text in texts(picture)]
    assert said.count("corrected") == said.count("p = 0.040") == 8
    assert "Corrected: several measures are tested" in " ".join(said)
    placed = picture.drawn["organisations"]
    starts = placed[placed["value"] == 0.0].groupby("metric")["x"].min()
    for text in texts(picture):
        if text.get_text() in {"corrected", "p = 0.040"}:
            left = text.get_position()[0]
            end = left + width(text.get_text(), PANEL_LINE)
            assert not ((starts > left) & (starts - MEAN_RADIUS < end)).any()


def test_rows_are_high_enough_for_every_line_of_numbers():
    wide = Difference(5.0, -123456.0, 987654.0, 0.01, 0.02, "", "")
    space = gutter([wide])
    rows = lines_of(wide, space.room)
    assert len(rows) == 4
    assert max(width(row, PANEL_LINE) for row in rows) <= space.room
    assert space.row >= FIRST_LINE + len(rows) * PANEL_LINE.leading
    assert gutter([]).row < space.row
