"""Figures of partnerships, factors, cases and decisions: they hold the table's numbers and can be read in grey."""

from __future__ import annotations

import datetime as dt
import itertools

import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from sna.draw import Picture, factor_matrix, render, run_chart, sector_spans, swim_lanes
from sna.draw.factor_table import MOST
from sna.draw.sector_spans import FILLS
from sna.draw.swim_lanes import MARKS
from sna.draw.swim_lanes import MOST as MOST_LANES
from sna.model import Findings


def written(picture: Picture) -> list[str]:
    return [one.get_text() for one in picture.axes[0].get_children() if hasattr(one, "get_text") and one.get_text()]


def outside(picture: Picture) -> list[str]:
    """Return what is written beyond the edges of the page."""
    picture.canvas.draw()
    page = picture.bbox
    boxes = [(one, one.get_window_extent()) for one in picture.axes[0].get_children() if hasattr(one, "get_text")]
    return [
        one.get_text()
        for one, box in boxes
        if one.get_text() and not (page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1)
    ]


def spans() -> pd.DataFrame:
    base = {"snapshot": "all", "n": 12}
    sets = [
        ("nhs", "successful", 4),
        ("nhs", "potential", 3),
        ("nhs + voluntary", "ended", 3),
        ("unknown", "unknown", 2),
    ]
    rows = [{**base, "quantity": "combination_status", "group": g, "other": s, "value": v} for g, s, v in sets]
    for group, many in (("1", 7), ("2", 3), ("unknown", 2)):
        rows.append({**base, "quantity": "span_partnerships", "group": group, "value": many})
        rows.append({**base, "quantity": "span_share", "group": group, "value": many / 12, "low": 0.1, "high": 0.8})
    rows += [{**base, "quantity": "sector_partnerships", "group": "nhs", "value": 10}]
    rows += [{**base, "quantity": "sector_partnerships", "group": "voluntary", "value": 3}]
    return Findings.of(rows, {}).frame()


def test_every_set_of_sectors_has_its_number_and_unknown_is_last() -> None:
    picture = sector_spans(spans(), snapshot="all")
    assert picture.title == "7 of 12 partnerships span one sector, 3 two; of 2 it is not known"
    told = written(picture)
    assert [one for one in told if one in ("7", "3", "2")] == ["7", "3", "2"]
    assert told.count("?") == 2
    assert "Not known: 2 of 12" in told
    assert picture.drawn["partnerships"]["partnerships"].sum() == 12
    assert not outside(picture)


def test_status_is_told_by_more_than_colour() -> None:
    for one, other in itertools.combinations(FILLS.values(), 2):
        assert (
            lightness(one[0]) - lightness(other[0]) > 25
            or lightness(other[0]) - lightness(one[0]) > 25
            or one[2] != other[2]
        )


def lightness(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return (
        float(
            116 * sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)) ** (1 / 3)
        )
        - 16
    )


def factors(many: int) -> pd.DataFrame:
    names = [f"factor {k:02d}" for k in range(many)]
    rows = [
        {
            "quantity": "factor_share",
            "metric": name,
            "group": "negative",
            "other": "theme",
            "n": 50,
            "value": 0.5 - k / 200,
        }
        for k, name in enumerate(names)
    ]
    for a, b in itertools.combinations(names, 2):
        p = {"p": 0.001, "p_adjusted": 0.01 if (a, b) == tuple(names[:2]) else 1.0, "method": "exact"}
        rows.append({"quantity": "together", "group": a, "other": b, "n": 50, "value": 20.0, **p})
        rows.append({"quantity": "together_expected", "group": a, "other": b, "n": 50, "value": 12.0})
    return Findings.of(rows, {}).frame()


def test_only_pairs_told_from_chance_are_filled() -> None:
    picture = factor_matrix(factors(5))
    assert picture.title == "Factor 00 and factor 01 go together: 20 partnerships, 12 expected by chance"
    assert len(picture.drawn["pairs"]) == 10
    filled = [
        one for one in picture.axes[0].get_children() if isinstance(one, PathPatch) and one.get_facecolor()[2] > 0.3
    ]
    dark = [one for one in filled if one.get_facecolor()[0] < 0.2]
    assert len(dark) == 2  # the pair and its swatch


def test_of_many_factors_the_rarest_are_said_to_be_left_out() -> None:
    picture = factor_matrix(factors(MOST + 3))
    assert any("3 more factors, the rarest, are in the table only" in one for one in written(picture))
    assert not outside(picture)


def shares(periods: list[str]) -> pd.DataFrame:
    rows = [(period, 0.1 + 0.01 * k, 0.05, 0.3, 100 + k) for k, period in enumerate(periods)]
    return pd.DataFrame(rows, columns=["group", "value", "low", "high", "n"])


def test_a_run_chart_has_its_median_every_number_and_the_events_inside() -> None:
    quarters = [f"{year}-Q{quarter}" for year in (2015, 2016, 2017) for quarter in (1, 2, 3, 4)]
    events = [(dt.date(2016, 2, 1), "new rule"), (dt.date(2021, 2, 1), "too late")]
    picture = run_chart(shares(quarters), what="of cases wait", of="cases", events=events)
    assert picture.title == "In a typical quarter, 16% of cases wait; in single quarters 10% to 21%"
    assert [str(n) for n in range(100, 112)] == [one for one in written(picture) if one in map(str, range(100, 112))]
    assert any("a new rule" in one for one in written(picture))
    assert not any("too late" in one for one in written(picture))
    assert not outside(picture)


def test_a_run_chart_of_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="two periods"):
        run_chart(shares(["2015-01"]), what="of cases wait", of="cases")


def lanes(many: int) -> pd.DataFrame:
    rows = [
        (f"Document {k:02d}", dt.date(2015, 1, 1) + dt.timedelta(days=40 * step + k), action, 1 + step)
        for k in range(many)
        for step, action in enumerate(("propose", "draft", "object", "agree", "ratify", "withdraw"))
    ]
    return pd.DataFrame(rows, columns=["document", "day", "action", "organisations"])


def test_lanes_hold_every_document_up_to_twenty_and_say_how_many_more() -> None:
    picture = swim_lanes(lanes(MOST_LANES + 2), words={}, title="Many documents")
    told = written(picture)
    assert f"Document {MOST_LANES - 1:02d}" in told
    assert f"Document {MOST_LANES:02d}" not in told
    assert any("2 more documents in the table only" in one for one in told)
    assert not outside(picture)


def test_every_action_has_a_shape_or_shade_of_its_own() -> None:
    looks = {(shape, lightness(fill) > 90) for shape, fill, _ in MARKS.values()}
    assert len(looks) == len(MARKS)


@pytest.mark.parametrize("make", [lambda: sector_spans(spans(), snapshot="all"), lambda: factor_matrix(factors(4))])
def test_the_same_table_gives_the_same_bytes(make) -> None:
    assert render(make(), "svg") == render(make(), "svg")
