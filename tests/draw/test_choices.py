"""Guards the chart of choices: true counts in the title, marks that differ in more than colour."""

import math

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.text import Text

from sna.draw import choice_chart, render

NAN = math.nan
ONE = {"layer": "mdt", "snapshot": "2025", "metric": "in_degree", "group": "specialist", "other": "local", "n": 12}
ONE |= {"low": NAN, "high": NAN, "lowest_relative": NAN, "highest_relative": NAN, "turns": NAN, "turns_alike": NAN}
ONE |= {
    "scale": "same unit",
    "worst_case": "",
    "words": "",
    "method": "exact label permutation",
    "note": "",
    "changes": "yes",
}


def row(family, choice, value, p, verdict, **more):
    return {**ONE, "family": family, "choice": choice, "value": value, "relative": value / 4, "p": p} | {
        "verdict": verdict,
        **more,
    }


REPORTED = row("as reported", "as reported", 4.0, 0.002, "as reported", changes="", low=2.0, high=6.0)


@pytest.fixture
def table():
    turns = {"turns": 12, "turns_alike": 11, "worst_case": "Quillbridge", "lowest_relative": -0.2}
    turns |= {"highest_relative": 1.2}
    rows = [
        REPORTED,
        row("weights", "strength of ties", 5.0, 0.01, "holds"),
        row("threshold", "only ties of 2 or more", 1.0, 0.2, "weaker"),
        row("threshold", "only ties of 3 or more", -1.0, 0.4, "flips"),
        row("pathway", "only one pathway", 3.0, NAN, "cannot tell"),
        row("one left out", "each organisation left out in turn (12)", 0.5, 0.3, "weaker", **turns),
        row("statistic", "another that changes nothing", 4.0, 0.002, "holds", changes="no"),
    ]
    return pd.DataFrame(rows)


def test_the_title_counts_what_changes_something(table):
    picture = choice_chart(table, layer="mdt", snapshot="2025")
    gap = "Specialist organisations stay above local ones in in degree under 1 of 5 other choices"
    assert picture.title == f"{gap}; the gap turns round under 1; 1 cannot tell"
    words = " ".join(text.get_text() for text in picture.axes[0].get_children() if isinstance(text, Text))
    assert "Grey names: 1 that change no value here" in words


def test_verdicts_differ_in_shape_or_fill_and_in_words(table):
    drawn = choice_chart(table, layer="mdt", snapshot="2025").drawn["choices"]
    marks = dict(zip(drawn["verdict"], drawn["marker"], strict=True))
    assert marks["holds"] == "filled circle"
    assert marks["weaker"] == "open circle"
    assert marks["flips"] == "filled diamond"
    assert marks["cannot tell"] == "dashed circle"
    assert len(set(marks.values())) == 4


def test_an_unclear_gap_is_never_said_to_hold(table):
    table.loc[0, "p"] = 0.2
    table["verdict"] = ["as reported", "clearer", *["stays unclear"] * 5]
    title = choice_chart(table, layer="mdt", snapshot="2025").title
    said = "In degree: the data cannot tell specialist from local organisations"
    assert title == f"{said}; under 1 of 5 other choices is p at most 0.05"


def test_a_gap_below_is_said_to_be_below(table):
    table[["value", "relative", "low", "high"]] *= -1
    assert "stay below local ones" in choice_chart(table, layer="mdt", snapshot="2025").title


def test_everything_is_on_the_page_and_one_far_off_ends_at_the_edge(table):
    far = row("pathway", "a tiny pathway", 400.0, 0.01, "holds")
    table = pd.concat([table.iloc[:5], pd.DataFrame([far]), table.iloc[5:]], ignore_index=True)
    picture = choice_chart(table, layer="mdt", snapshot="2025", source="Source: made up.")
    width, height = picture.get_size_inches() * 25.4
    render(picture, "png")
    texts = [artist for artist in picture.axes[0].get_children() if isinstance(artist, Text) and artist.get_text()]
    assert len(texts) > 40
    for text in texts:
        with mpl.rc_context({"text.hinting": "none"}):
            box = text.get_window_extent(picture.canvas.get_renderer())
        assert -0.5 <= box.x0 * 25.4 / picture.dpi
        assert box.x1 * 25.4 / picture.dpi <= width + 0.5
        assert -0.5 <= box.y0 * 25.4 / picture.dpi
        assert box.y1 * 25.4 / picture.dpi <= height + 0.5
    assert "A tiny pathway: +400, p = 0.010, holds".lower() in picture.alt.lower()


def test_the_same_table_gives_the_same_bytes(table):
    one, other = (render(choice_chart(table, layer="mdt", snapshot="2025"), "svg") for _ in range(2))
    assert one == other


def test_a_layer_that_is_not_there_is_refused(table):
    with pytest.raises(ValueError, match="no gap as reported"):
        choice_chart(table, layer="other", snapshot="2025")


def test_names_are_never_markup(table):
    table.loc[1, "choice"] = "<b>$x^2$</b> \x1b[31m & more"
    svg = render(choice_chart(table, layer="mdt", snapshot="2025"), "svg").decode()
    assert "\x1b" not in svg
    assert "<b>" not in svg


def test_every_scale_has_a_panel_of_its_own(table):
    ranks = row("statistic", "ranks (Cliff's delta)", 0.75, 0.01, "holds", scale="ranks")
    cases = row("weights", "strength of ties (cases)", 197.0, 0.01, "holds", scale="other unit", relative=1.4)
    whole = pd.concat([table, pd.DataFrame([cases, ranks])], ignore_index=True)
    picture = choice_chart(whole, layer="mdt", snapshot="2025")
    drawn = picture.drawn["choices"]
    assert drawn["scale"].tolist() == ["same unit"] * len(table) + ["other unit", "ranks"]
    assert math.isnan(drawn["relative"].iloc[-1])
    found = {text.get_text(): text.get_position()[1] for text in picture.findobj(Text)}
    headings = ["In the unit reported: in degree", "Measured otherwise, each gap in a unit of its own"]
    headings += ["By ranks alone: Cliff's delta"]
    assert sorted(headings, key=lambda words: found[words]) == headings
    assert found["Strength of ties (cases)"] > found[headings[1]]
    assert found["Cliff's delta, at most 1"] > found[headings[2]] > found["Strength of ties (cases)"]


def test_ranks_do_not_stretch_the_scale_of_the_others(table):
    ranks = row("statistic", "ranks (Cliff's delta)", 1.0, 0.01, "holds", scale="ranks", relative=90.0)
    one, other = (
        choice_chart(t, layer="mdt", snapshot="2025") for t in (table, pd.concat([table, pd.DataFrame([ranks])]))
    )
    shares = [[t.get_text() for t in picture.findobj(Text) if t.get_text().endswith("%")] for picture in (one, other)]
    assert shares[0] == shares[1]


def test_what_holds_and_what_flips_is_counted_at_the_top(table):
    picture = choice_chart(table, layer="mdt", snapshot="2025")
    found = {text.get_text(): text.get_position()[1] for text in picture.findobj(Text)}
    counts = ["1 holds (p at most 0.05)", "2 weaker (p above 0.05)", "1 flips (other direction)"]
    counts += ["1 cannot tell (no p, or no value)"]
    assert all(found[words] < found["What it says"] for words in counts)
