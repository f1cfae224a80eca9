"""Guards the rank chart: equal values share a rank, many equal values are drawn as values, and the title is true."""

import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from scipy import stats

from sna.draw import rank_chart
from sna.model import SCORE_COLUMNS


def scores(values, *, groups=None, metric="in_degree"):
    """Return scores from organisation → values at 2019, 2022, 2025 (None: not there)."""
    rows = [
        (
            snapshot,
            "mdt",
            identifier,
            (groups or {}).get(identifier, ""),
            metric,
            np.nan if row[k] is None else row[k],
            "",
        )
        for k, snapshot in enumerate(("2019", "2022", "2025"))
        for identifier, row in values.items()
    ]
    table = pd.DataFrame(rows, columns=SCORE_COLUMNS)
    table.attrs["labels"] = {"in_degree": "links received"}
    return table


def chart(values, groups=None, **options):
    given = {"layer": "mdt", "metric": "in_degree", "groups": ["specialist", "local"], **options}
    return rank_chart(scores(values, groups=groups), **given)


def shown(picture):
    return [text.get_text() for text in picture.findobj(Text) if text.get_text()]


MIXED = {"A": (9, 8, 9), "B": (7, 9, 8), "C": (5, 5, 2), "D": (4, 4, 4), "E": (2, 3, 5), "F": (2, 2, 1), "G": (1, 1, 0)}


def test_equal_values_share_their_mean_rank():
    drawn = chart(MIXED).drawn["ranks"]
    assert set(drawn["chart"]) == {"ranks"}
    for _, column in drawn.groupby("snapshot"):
        assert column["rank"].tolist() == stats.rankdata(-column["value"]).tolist()
    shared = drawn.query("snapshot == '2019' and value == 2")
    assert len(shared) == 2
    assert np.ptp(shared["y"]) == 0


def test_more_than_a_third_of_equal_values_are_drawn_as_values():
    tied = {identifier: (k // 3, k // 3, k // 2) for k, identifier in enumerate("ABCDEFGHI")}
    picture = chart(tied)
    drawn = picture.drawn["ranks"]
    assert set(drawn["chart"]) == {"values"}
    assert "values are drawn and not ranks" in picture.subtitle
    slope = np.polyfit(drawn["value"], drawn["y"], 1)
    assert np.allclose(np.polyval(slope, drawn["value"]), drawn["y"])
    assert slope[0] < 0


def test_the_focal_group_on_top_throughout_is_the_title():
    groups = {"A": "specialist", "B": "specialist", **dict.fromkeys("CDEFG", "local")}
    title = "Links received: specialist organisations hold the first 2 ranks, 2019 to 2025"
    assert chart(MIXED, groups).title == title


def test_a_new_leader_is_the_title():
    values = {**MIXED, "B": (7, 9, 12)}
    title = chart(values, names={"A": "Albion", "B": "Bexmoor"}).title
    assert title == "Links received: the highest value is 9, Albion in 2019, and 12, Bexmoor in 2025"


def test_a_far_move_is_the_title():
    values = {**MIXED, "C": (5, 5, 0.5)}
    assert chart(values).title == "Links received: C falls from rank 3 to 6, 2019 to 2025"


def test_a_lasting_leader_is_the_title():
    steady = {identifier: (9 - k, 9 - k, 10 - k) for k, identifier in enumerate("ABCDE")}
    assert chart(steady).title == "Links received: A is first throughout, 2019 to 2025"


def test_the_largest_change_of_value_is_the_title():
    tied = {"A": (1, 1, 4), "B": (1, 1, 1), "C": (1, 1, 2), "D": (0, 0, 0), "E": (0, 0, 0)}
    assert chart(tied).title == "Links received: A goes from 1 to 4, the largest change, 2019 to 2025"
    same = dict.fromkeys("ABCD", (1, 1, 1))
    assert chart(same).title == "Links received: no organisation changes, 2019 to 2025"


def test_who_joins_and_leaves_is_said():
    values = {**MIXED, "H": (None, 6, 7), "I": (6, 7, None), "J": (None, None, 3), "K": (3, None, None)}
    found = shown(chart(values))
    assert "H joins" in found
    assert "I leaves" in found
    assert found.count("joins") == 1
    assert found.count("leaves") == 1


def test_absent_organisations_take_no_rank():
    values = {**MIXED, "A": (9, None, 9)}
    drawn = chart(values).drawn["ranks"]
    assert len(drawn) == 7 * 3 - 1
    assert drawn.query("snapshot == '2022'")["rank"].max() == 6


def test_of_many_only_the_focal_group_the_far_moves_and_the_leaders_are_named():
    generator = np.random.Generator(np.random.PCG64(1))
    values = {f"Q{k:02}": tuple(100 - k + generator.normal(scale=3, size=3)) for k in range(40)}
    groups = {f"Q{k:02}": "specialist" if k % 10 == 0 else "local" for k in range(40)}
    picture = chart(values, groups)
    named = {text for text in shown(picture) if text.startswith("Q")}
    assert {"Q00", "Q10", "Q20", "Q30"} <= named
    assert len(named) <= 4 + 6 + 2
    assert len(picture.drawn["ranks"]) == 120


def test_names_at_the_ends_do_not_overlap():
    values = {f"O{k:02}": (k // 5, k // 4, 0.001 * k) for k in range(20)}
    picture = chart(values)
    spots = [t.get_position() for t in picture.findobj(Text) if t.get_text() in values]
    middle = picture.get_size_inches()[0] * 25.4 / 2
    for left in (True, False):
        ys = sorted(y for x, y in spots if (x < middle) == left)
        assert len(ys) == 20
        assert np.diff(ys).min() > 2.5
    assert max(y for _, y in spots) < picture.get_size_inches()[1] * 25.4 - 5


def test_notes_on_who_joins_keep_off_lines_where_there_is_room():
    values = {**{k: (9 - 2 * at, 9 - 2 * at, 9 - 2 * at) for at, k in enumerate("ABCD")}, "H": (None, 8, 8)}
    picture = chart(values)
    note = next(text for text in picture.findobj(Text) if text.get_text() == "H joins")
    drawn = picture.drawn["ranks"].query("snapshot == '2022'")
    assert abs(drawn["y"] - (note.get_position()[1] - 0.8)).min() > 1.2


def test_those_that_are_not_compared_are_called_so():
    found = shown(chart(MIXED, {"A": "specialist", "B": "specialist", **dict.fromkeys("CDEF", "local")}))
    assert "in no group compared" in found
    assert "specialist" in found
    assert "in no group compared" not in shown(chart(MIXED, groups=dict.fromkeys("ABCDEFG", "local")))


def test_hostile_names_are_printed_as_they_are():
    names = {"A": "$x_2$", "B": "_b", "C": "<i>", "D": "x" * 200}
    found = shown(chart(MIXED, names=names))
    assert {"$x_2$", "_b", "<i>"} <= set(found)
    assert any(text.startswith("xxx") and "…" in text for text in found)
    assert any(text.endswith("xxx") for text in found)


def test_one_snapshot_is_refused():
    with pytest.raises(ValueError, match="two snapshots"):
        rank_chart(scores(MIXED).query("snapshot == '2019'"), layer="mdt", metric="in_degree", groups=[])
    with pytest.raises(ValueError, match="two snapshots"):
        chart(MIXED, metric="betweenness")


@pytest.mark.parametrize("spread", [True, False])
def test_where_nothing_changed_every_layer_says_so_alike(spread):
    values = {identifier: (k if spread else k // 4,) * 3 for k, identifier in enumerate("ABCDEFGH")}
    picture = chart(values)
    assert set(picture.drawn["ranks"]["chart"]) == {"ranks" if spread else "values"}
    assert picture.title == "Links received: no organisation changes, 2019 to 2025"


def test_what_can_be_told_stands_below_the_title():
    told = "The data cannot tell any change of rank from turnover of ties (smallest corrected p = 0.16 a to b)."
    assert chart(MIXED, told=told).subtitle.startswith(f"{told} MDT: links received of 7 organisations")


LONG = {
    "A": "Wrexmoor, Wigmarsh and Leaholme Teaching Hospitals Foundation Trust",
    "B": "Tamarside and Glassop Integrated Care Partnership Board",
    "C": "Tamarside and Glassop Integrated Care Foundation Trust",
    "D": "Pennymoor Acute Hospitals Trust (North Pennymoor General Hospital)",
    "E": "Great Marlhaven Integrated Care Board",
    "F": "Great Marlhaven Integrated Care Partnership",
    "G": "Bexmoor Trust",
}
SEVERAL = {"2018-04": 0, "2018-08": 1, "2018-10": 2, "2019-01": 1, "2019-02": 0, "2019-03": 2}


def long_chart(names=LONG, values=MIXED):
    table = pd.concat(
        [
            scores(values).query("snapshot == @old").assign(snapshot=new)
            for new, old in zip(SEVERAL, [("2019", "2022", "2025")[k] for k in SEVERAL.values()], strict=True)
        ]
    )
    table.attrs["labels"] = {"in_degree": "links received"}
    return rank_chart(table, layer="mdt", metric="in_degree", groups=[], names=names)


def boxes(picture):
    """Return the extents of words in millimetres, y downwards."""
    picture.canvas.draw()
    to_page = picture.axes[0].transData.inverted()
    found = [text for text in picture.findobj(Text) if text.get_text()]
    with mpl.rc_context({"text.hinting": "none"}):
        corners = [to_page.transform(text.get_window_extent().get_points()) for text in found]
    return [(text.get_text(), c.min(axis=0), c.max(axis=0)) for text, c in zip(found, corners, strict=True)]


@pytest.mark.parametrize("values", [MIXED, dict.fromkeys(MIXED, (1, 1, 2))], ids=["ranks", "values"])
def test_long_names_stand_whole_at_both_ends_and_on_nothing(values):
    picture = long_chart(values=values)
    words = " ".join(shown(picture))
    assert "…" not in words
    for name in LONG.values():
        assert words.count(name) >= 2
    found = boxes(picture)
    wide = picture.get_size_inches()[0] * 25.4
    assert all(0 < low[0] and high[0] < wide for _, low, high in found)
    for (one, low, high), (other, least, most) in itertools.combinations(found, 2):
        over = np.minimum(high, most) - np.maximum(low, least)
        assert not (over > [0.2, 0.6]).all(), (one, other)


def test_a_name_too_long_for_three_lines_loses_its_middle_and_is_like_no_other():
    start, end = (
        "Partnership of the Hospitals of the Northern Valleys and",
        "in the Country of the Long Lakes and Rivers of Albion",
    )
    names = {**LONG, "A": f"{start} {'Hills ' * 20}{end}", "B": f"{start} {'Moors ' * 20}{end}"}
    picture = long_chart(names)
    words = " ".join(shown(picture))
    assert "Of names longer than three lines the middle is left out (…)" in words
    cut = {" ".join(lines) for lines in _blocks(picture) if any("…" in line for line in lines)}
    assert len(cut) == 2
    for name in cut:
        assert name.startswith("Partnership of the")
        assert name.endswith("Albion")


def _blocks(picture):
    """Return names of several lines: lines that begin together, right of the last column, each below the other."""
    far = picture.get_size_inches()[0] * 25.4 * 0.7
    right = [(low, text) for text, low, _ in boxes(picture) if low[0] > far and not text.isdigit()]
    right.sort(key=lambda one: (round(one[0][0], 1), one[0][1]))
    found, last = [], -99.0
    for low, text in right:
        if low[1] - last > 3.0:
            found.append([])
        found[-1].append(text)
        last = low[1]
    return found


def test_whoever_is_there_in_between_only_is_named_below():
    names = {**LONG, "H": "Carrick and Dunmere Teaching Hospitals Foundation Trust"}
    picture = long_chart(names, {**MIXED, "H": (None, 6, None)})
    words = shown(picture)
    assert "There in between only: a Carrick and Dunmere Teaching Hospitals Foundation Trust." in " ".join(words)
    assert any(text in {"a", "a joins", "a leaves"} for text in words)
