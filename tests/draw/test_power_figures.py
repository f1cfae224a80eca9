"""Bars of shares, slopes and heat maps: true titles, every organisation drawn, nothing invented for what is missing."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sna.draw import heat_map, render, share_bars, slopes
from sna.draw.share_bars import Way

CHAIRS = Way("chairing", "chairs", "chair", "meetings", 10)


def bars(values: dict[str, float], groups: dict[str, str] | None = None) -> pd.DataFrame:
    total = sum(values.values())
    rows = [("chairing", o, (groups or {}).get(o, ""), v, v / total) for o, v in values.items()]
    return pd.DataFrame(rows, columns=["way", "organisation", "group", "value", "share"])


def test_the_title_of_bars_says_who_leads_and_does_not_hide_a_tie() -> None:
    assert (
        share_bars(bars({"A": 5, "B": 1}), ways=[CHAIRS], snapshot="2025").title == "A chairs 83% of meetings in 2025"
    )
    tied = share_bars(bars({"A": 2, "B": 2, "C": 1}), ways=[CHAIRS], snapshot="2025").title
    assert tied == "A and B each chair 40% of meetings, most of all in 2025"
    alike = share_bars(bars({"A": 2, "B": 2}), ways=[CHAIRS], snapshot="all").title
    assert alike.startswith("Every organisation chairs as many meetings as any other")


def test_shares_of_a_group_that_leads_everything_are_a_hundred_per_cent() -> None:
    groups = {"A": "nhs", "B": "nhs", "C": "nhs", "D": "voluntary"}
    table = bars({"A": 8, "B": 6, "C": 4, "D": 0}, groups)
    picture = share_bars(table, ways=[CHAIRS], snapshot="2025", groups=["nhs", "voluntary"])
    assert picture.title == "NHS organisations chair 100% of meetings, voluntary ones 0% in 2025"
    assert list(picture.drawn["shares"]["organisation"]) == ["A", "B", "C", "D"]


def test_slopes_end_where_a_share_is_missing() -> None:
    table = pd.DataFrame(
        [("A", "nhs", 0.5, 0.6), ("B", "voluntary", 0.3, 0.4), ("C", "voluntary", 0.2, math.nan)],
        columns=["organisation", "group", "seats", "influence"],
    )
    picture = slopes(table, columns=["seats", "influence"], snapshot="all", groups=["nhs", "voluntary"])
    assert picture.title.startswith("NHS: 50% of seats, 60% of influence")
    words = [text.get_text() for text in picture.axes[0].texts] + [
        artist.get_text() for artist in picture.axes[0].get_children() if hasattr(artist, "get_text")
    ]
    assert {"A", "B"} <= set(words)
    assert "C" not in words


def test_a_heat_map_tells_absent_from_unknown_from_not_there() -> None:
    rows = [
        ("s", "2025-01", "A", "", 1.0, 2),
        ("s", "2025-01", "B", "", 0.0, 2),
        ("s", "2025-02", "A", "", math.nan, 0),
    ]
    table = pd.DataFrame(rows, columns=["snapshot", "period", "organisation", "group", "value", "n"])
    picture = heat_map(table, rates={"A": 1.0, "B": 0.0})
    assert picture.title == "A came to 100% of the meetings held while it was open, B to 0%"
    cells = [artist for artist in picture.axes[0].collections if len(artist.get_paths()) == 1]
    assert sum(artist.get_hatch() is not None for artist in cells) >= 1
    assert render(picture, "svg") == render(picture, "svg")


def test_many_organisations_and_long_names_still_fit_on_a_page() -> None:
    values = {f"O{k:03}": float(k) for k in range(1, 120)}
    names = {o: f"<{o}> {'Very Long Name of a Hospital ' * 3}" for o in values}
    picture = share_bars(bars(values), ways=[CHAIRS], snapshot="2025", names=names)
    assert picture.get_size_inches()[1] * 25.4 < 300
    table = pd.DataFrame(
        [(o, "", 1 / 119, v / 7140) for o, v in values.items()], columns=["organisation", "group", "seats", "influence"]
    )
    assert slopes(table, columns=["seats", "influence"], snapshot="2025", names=names).get_size_inches()[1] * 25.4 < 300
    cells = pd.DataFrame(
        [("s", f"20{k:02}", o, "", 0.5, 4) for o in values for k in range(72)],
        columns=["snapshot", "period", "organisation", "group", "value", "n"],
    )
    shown = heat_map(cells, rates=dict.fromkeys(values, 0.5), names=names)
    assert shown.get_size_inches()[1] * 25.4 < 320


@pytest.mark.parametrize("draw", [share_bars, slopes, heat_map])
def test_nothing_to_draw_is_said(draw) -> None:
    empty = pd.DataFrame(columns=["way", "organisation", "group", "value", "share"])
    options = {
        share_bars: {"ways": [CHAIRS], "snapshot": ""},
        slopes: {"columns": ["value", "share"], "snapshot": ""},
        heat_map: {"rates": {}},
    }[draw]
    with pytest.raises(ValueError, match="to draw"):
        draw(empty, **options)
