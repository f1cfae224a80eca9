"""Guards the map of a network: what is drawn where, once, on one scale, and that the title says what the table says."""

import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from sna.draw import sociogram
from sna.draw.tokens import ABSENT_NAME, GAIN, LOSS

TIE_COLUMNS = ["panel", "sender", "receiver", "weight", "change"]
HOSTILE = ["$x_2$", "_hidden", "<b>&amp;\"'", "A" * 120, "Tab\there\nnewline", "50%", "{b}", r"\frac{1}{0}", "名前 🏥"]


def texts(picture):
    return [text for text in picture.findobj(Text) if text.get_text()]


def lines(picture, colour):
    wanted = tuple(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    drawn = [found for found in picture.findobj(LineCollection) if np.allclose(found.get_colors()[0][:3], wanted)]
    # The legend's sample is a collection of one line as well: left out by its place below the maps.
    lowest = max(path.vertices[:, 1].max() for found in drawn for path in found.get_paths()) if drawn else 0
    return [path for found in drawn for path in found.get_paths() if path.vertices[:, 1].max() < lowest - 1e-6]


def test_everyone_keeps_their_place_in_every_map(organisations, ties, words):
    drawn = sociogram(organisations, ties, **words).drawn["organisations"]
    assert np.ptp(drawn[["x", "y"]].to_numpy().reshape(3, 13, 2), axis=0).max() == 0
    assert drawn.groupby("panel")["organisation"].nunique().tolist() == [13, 13, 13]


def test_every_map_shows_the_same_offsets_on_the_page(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    albion = sorted(text.get_position() for text in texts(picture) if text.get_text() == "Albion")
    bexmoor = sorted(text.get_position() for text in texts(picture) if text.get_text() == "Bexmoor")
    assert len(albion) == 3
    assert np.allclose(np.subtract(albion, bexmoor), np.subtract(albion, bexmoor)[0])


def test_groups_differ_in_marker_and_in_colour(organisations, ties, words):
    drawn = sociogram(organisations, ties, **words).drawn["organisations"]
    kinds = drawn[["role", "marker", "colour"]].drop_duplicates()
    assert len(kinds) == 3
    assert kinds["marker"].is_unique
    assert kinds["colour"].is_unique
    assert kinds.set_index("role")["marker"].to_dict() == {
        "specialist": "square",
        "local": "circle",
        "coordinating": "diamond",
    }


def test_the_absent_are_ghosts_with_their_names_in_italics(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    drawn = picture.drawn["organisations"]
    assert set(drawn.loc[~drawn["present"], ["panel", "organisation"]].itertuples(index=False, name=None)) == {
        ("2019", "M"),
        ("2019", "N"),
        ("2025", "I"),
    }
    italics = sum(text.get_color() == ABSENT_NAME.colour for text in texts(picture) if text.get_text() == "Ingsby")
    assert italics == 1
    dashed = [p for p in picture.axes[0].patches if p.get_gid() and str(p.get_linestyle()) not in {"-", "solid"}]
    assert len(dashed) == 3
    assert any(text.get_text() == "not a member at that date" for text in texts(picture))


def test_lost_ties_are_drawn_once_even_where_the_table_repeats_them(organisations, ties, words):
    lost = ties[(ties["panel"] == "2022") & (ties["change"] == "lost")]
    assert list(zip(lost["sender"], lost["receiver"], strict=True)) == [("G", "I")]
    repeated = pd.concat([ties, lost.assign(panel="2025")])
    picture = sociogram(organisations, repeated, **words)
    drawn = picture.drawn["ties"].query("change == 'lost'")
    assert not drawn.duplicated(["sender", "receiver"]).any()
    assert len(lines(picture, LOSS)) == len(drawn) == 4


def test_new_ties_have_a_colour_of_their_own(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    assert len(lines(picture, GAIN)) == (picture.drawn["ties"]["change"] == "gained").sum() == 4


def test_no_name_lies_on_another(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    picture.canvas.draw()
    with mpl.rc_context({"text.hinting": "none"}):
        boxes = [text.get_window_extent() for text in texts(picture)]
    inside = picture.bbox
    for one, two in itertools.combinations(boxes, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        up = min(one.y1, two.y1) - max(one.y0, two.y0)
        assert across <= 1 or up <= 0.25 * min(one.height, two.height)
    assert all(inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 for box in boxes)


def test_size_and_width_have_one_scale_for_all_maps(organisations, ties, words):
    drawn = sociogram(organisations, ties, **words).drawn["organisations"].dropna(subset="size")
    for _, alike in drawn.groupby("size"):
        assert np.ptp(alike["radius"]) == 0
    ordered = drawn.sort_values("size")
    assert ordered["radius"].is_monotonic_increasing
    areas = ordered["radius"] ** 2
    slope = np.diff(areas) / np.where(np.diff(ordered["size"]) > 0, np.diff(ordered["size"]), np.nan)
    assert np.nanmax(slope) == pytest.approx(np.nanmin(slope))


def test_the_title_says_what_the_table_says(organisations, ties, words):
    there = ties[ties["change"] != "lost"]
    total = there.groupby("panel")["weight"].sum()
    albion = there[there["receiver"] == "A"].groupby("panel")["weight"].sum() / total
    picture = sociogram(organisations, ties, **words)
    assert (
        picture.title == f"Albion now receives {albion['2025']:.0%} of all cases, up from {albion['2019']:.0%} in 2019"
    )
    counts = there.groupby("panel").size()
    for panel in ("2019", "2022", "2025"):
        assert f"{panel}: {counts[panel]} ties · Albion receives {albion[panel]:.0%}" in picture.alt


def test_a_group_leads_where_no_organisation_does(organisations, ties, words):
    even = ties[(ties["panel"] == "2019") & ties["receiver"].isin(list("ABCD"))].assign(weight=1.0)
    even = pd.concat([even[even["receiver"] == r].head(2) for r in "ABC"])
    others = pd.DataFrame({"panel": "2019", "sender": ["A"], "receiver": ["E"], "weight": 1.0, "change": "baseline"})
    one = organisations[organisations["panel"] == "2019"]
    title = sociogram(one, pd.concat([even, others]), **words).title
    assert title == "Specialist organisations (4 of 11) receive 86% of all cases"


def test_nothing_stands_out_so_the_title_counts_ties(organisations, ties, words):
    ring = list("ABCDEFGHKL")
    now = pd.DataFrame(
        {"panel": "2025", "sender": ring, "receiver": ring[1:] + ring[:1], "weight": 1.0, "change": "kept"}
    )
    then = now.assign(panel="2019", change="baseline").iloc[:8]
    rows = organisations[organisations["panel"] != "2022"]
    assert (
        sociogram(rows, pd.concat([then, now]), **words).title
        == "10 ties among 12 organisations in 2025, up from 8 in 2019"
    )
    assert len(ties)


def test_layers_side_by_side_are_not_told_as_a_change(organisations, ties, words):
    flat = ties[ties["change"] != "lost"].assign(change="baseline")
    picture = sociogram(organisations, flat, **words)
    assert "up from" not in picture.title
    assert "new" not in picture.alt


def test_filtered_ties_make_shares_of_size(organisations, ties, words):
    one, some = organisations[organisations["panel"] == "2025"], ties[ties["panel"] == "2025"].head(3)
    share = one.set_index("organisation")["size"]["A"] / one["size"].sum()
    picture = sociogram(one, some, **words, left_out="Drawn: 3 of 21 ties.")
    assert picture.title == f"Albion accounts for {share:.0%} of all cases received"
    assert "Drawn: 3 of 21 ties." in picture.subtitle


def test_undirected_shares_are_of_ties(organisations, ties, words):
    one = organisations[(organisations["panel"] == "2019") & organisations["present"]]
    others = [identifier for identifier in one["organisation"] if identifier != "A"]
    ends = [("A", other) for other in others[:7]] + list(zip(others[2:5], others[5:8], strict=True))
    rows = [("2019", sender, receiver, 2.0, "baseline") for sender, receiver in ends]
    star = pd.DataFrame(rows, columns=["panel", "sender", "receiver", "weight", "change"])
    picture = sociogram(one, star, **{**words, "directed": False})
    assert picture.title == "Albion is part of 70% of all ties"
    few = sociogram(one, star.head(4), **{**words, "directed": False})
    assert few.title.startswith("4 ties among")
    assert len(ties)


def test_without_ties_it_says_so(organisations, ties, words):
    assert sociogram(organisations, ties.head(0), **words).title == "No ties recorded among 12 organisations"
    assert sociogram(organisations.head(0), ties.head(0), **words).title == "No organisations recorded"


def test_a_last_map_without_ties_is_no_silent_zero(organisations, ties, words):
    gone = ties[ties["panel"] == "2022"]
    later = gone[gone["change"] != "lost"].assign(panel="2025", change="lost")
    picture = sociogram(organisations, pd.concat([ties[ties["panel"] != "2025"], later]), **words)
    assert picture.title == "No ties among 12 organisations in 2025, down from 21 in 2019"
    assert "2025: no ties recorded; none new, 24 lost" in picture.alt


def test_names_are_never_read_as_markup(organisations, ties, words):
    ids = sorted(set(organisations["organisation"]))
    names = dict(zip(ids, itertools.cycle(HOSTILE), strict=False))
    picture = sociogram(organisations.assign(name=organisations["organisation"].map(names)), ties, **words)
    shown = [text.get_text() for text in texts(picture)]
    for name in ("$x_2$", "_hidden", "50%", "{b}"):
        assert shown.count(name) >= 3
    assert not any(text.get_parse_math() for text in texts(picture))
    assert picture.title.startswith("$x_2$ now receives")
    assert set(picture.drawn["organisations"]["label"]) <= {" ".join(name.split()) for name in HOSTILE}


def test_unknown_groups_are_outlined_and_others_merged(organisations, ties, words):
    group = organisations["organisation"].map({"A": "specialist", "B": "charity", "C": "university"}).fillna("")
    drawn = sociogram(organisations.assign(group=group), ties, **words).drawn["organisations"]
    roles = drawn.drop_duplicates("organisation").set_index("organisation")[["role", "marker", "colour"]]
    assert roles.loc["B"].tolist() == roles.loc["C"].tolist() == ["other", "triangle", "#F2C14E"]
    assert roles.loc["E"].tolist() == ["group unknown", "circle", "#FFFFFF"]


def test_of_many_snapshots_the_ends_and_the_busiest_are_drawn(organisations, ties, words):
    panels = [str(2010 + k) for k in range(9)]
    one = organisations[organisations["panel"] == "2022"]
    rows = pd.concat([one.assign(panel=panel) for panel in panels])
    base = ties[(ties["panel"] == "2022") & (ties["change"] == "kept")]
    changes = {"2013": 6, "2016": 9}
    every = []
    for panel in panels:
        now = base.assign(panel=panel, change="baseline" if panel == "2010" else "kept")
        now.iloc[: changes.get(panel, 0), now.columns.get_loc("change")] = "gained"
        every.append(now)
    picture = sociogram(rows, pd.concat(every), **words)
    assert picture.drawn["organisations"]["panel"].unique().tolist() == ["2010", "2013", "2016", "2018"]
    assert "Of 9 snapshots, the first, the last and the two with most change" in picture.subtitle


@pytest.mark.parametrize(("n", "panels", "named"), [(16, 2, 32), (17, 2, 17), (40, 3, 40), (60, 1, 12)])
def test_how_many_are_named(n, panels, named, words):
    generator = np.random.Generator(np.random.PCG64(n))
    ids = [f"Q{k:02}" for k in range(n)]
    place = generator.random((n, 2))
    rows = pd.DataFrame(
        [
            {
                "panel": f"p{p}",
                "organisation": i,
                "name": f"name{i}",
                "group": "local",
                "x": x,
                "y": y,
                "size": k,
                "present": True,
            }
            for p in range(panels)
            for k, (i, (x, y)) in enumerate(zip(ids, place, strict=True))
        ]
    )
    some = pd.DataFrame(
        [
            (f"p{p}", ids[k], ids[(k * 7 + 3) % n], 1.0, "baseline")
            for p in range(panels)
            for k in range(n)
            if k != (k * 7 + 3) % n
        ],
        columns=["panel", "sender", "receiver", "weight", "change"],
    )
    picture = sociogram(rows, some, **words)
    shown = [text.get_text() for text in texts(picture) if text.get_text().startswith("nameQ")]
    listed = 12 if n > 40 else 0
    assert len(shown) == named + listed


@pytest.mark.parametrize(
    ("change", "message"), [({"change": "moved"}, "change is one of"), ({"receiver": "Z"}, "lack one of them")]
)
def test_wrong_tables_are_refused(change, message, organisations, ties, words):
    with pytest.raises(ValueError, match=message):
        sociogram(organisations, ties.assign(**change), **words)
    with pytest.raises(ValueError, match="lacks size"):
        sociogram(organisations.drop(columns="size"), ties, **words)


def test_row_order_within_a_panel_changes_nothing(organisations, ties, words):
    one = sociogram(organisations, ties, **words)
    two = sociogram(organisations.sort_values(["panel", "x"]), ties.sort_values(["panel", "weight"]), **words)
    assert one.alt == two.alt
    for name in one.drawn:
        pd.testing.assert_frame_equal(one.drawn[name], two.drawn[name])


def star(organisations, panel, missing=""):
    """Return ties of everyone with A but the missing, and enough others that nobody has a large share."""
    ids = sorted(organisations.loc[(organisations["panel"] == panel) & organisations["present"], "organisation"])
    pairs = [("A", other) for other in ids if other not in {"A", *missing}]
    pairs += [(one, two) for one, two in itertools.combinations(ids[1:], 2) if (ids.index(one) + ids.index(two)) % 3]
    return pd.DataFrame([(panel, *pair, 1.0, "baseline") for pair in pairs], columns=TIE_COLUMNS)


@pytest.mark.parametrize(("missing", "said"), [("", "all 11"), ("B", "10 of 11"), ("BC", None)])
def test_the_only_one_tied_to_all_others_is_the_title(missing, said, organisations, words):
    one = organisations[organisations["panel"] == "2025"]
    title = sociogram(one, star(one, "2025", missing), **{**words, "directed": False}).title
    assert title == (f"Albion is tied to {said} other organisations" if said else title)
    assert ("tied to" in title) == bool(said)


def test_being_tied_to_all_is_set_against_the_first_map(organisations, words):
    then, now = star(organisations, "2019", "BC"), star(organisations, "2025").assign(change="kept")
    both = organisations[organisations["panel"] != "2022"]
    title = sociogram(both, pd.concat([then, now]), **{**words, "directed": False}).title
    assert title == "Albion is now tied to all 11 other organisations, 8 of 10 in 2019"


def test_one_map_without_a_name_is_not_named(organisations, ties, words):
    one = organisations[organisations["panel"] == "2025"].assign(panel="all")
    picture = sociogram(one, ties[ties["panel"] == "2025"].assign(panel="all", change="baseline"), **words)
    assert "all" not in [text.get_text() for text in texts(picture)]
    assert "all:" not in picture.alt
    assert "(all)" not in picture.title
    assert not any("· all" in tip for tip in picture.tips.values())


@pytest.mark.parametrize(("n", "panels"), [(30, 4), (90, 4), (383, 4)])
def test_symbols_cover_a_small_part_of_the_smallest_map(n, panels, words):
    generator = np.random.Generator(np.random.PCG64(n))
    place = generator.random((n, 2))
    ids = [f"Q{k:03}" for k in range(n)]
    every = [
        pd.DataFrame({"panel": f"p{p}", "organisation": ids, "name": ids, "group": "local", "size": np.arange(n)})
        for p in range(panels)
    ]
    rows = pd.concat([table.assign(x=place[:, 0], y=place[:, 1], present=True) for table in every])
    some = pd.DataFrame([(f"p{p}", "Q000", "Q001", 1.0, "baseline") for p in range(panels)], columns=TIE_COLUMNS)
    drawn = sociogram(rows, some, **words).drawn["organisations"].query("panel == 'p0'")
    assert (np.pi * drawn["radius"] ** 2).sum() < 0.1 * 55 * 55
    assert drawn["radius"].nunique() > n / 2
