"""Guards what all figures share: colours that stay apart, arrows that point, names that keep clear, true words."""

import itertools

import numpy as np
import pytest

from sna.draw import sociogram
from sna.draw.arrows import BENDS, End, arrow, bend_clear, course
from sna.draw.labels import Surroundings, place_labels
from sna.draw.scales import axis, spread
from sna.draw.spelling import spelt
from sna.draw.symbols import reach, symbol
from sna.draw.tokens import GAIN, LOSS, TIE, Type, role_of
from sna.draw.typeset import between_words, plain, width, wrap, wrap_name
from sna.draw.wording import number, percent, steps


def luminance(colour):
    channels = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def lightness(colour):
    return 116 * luminance(colour) ** (1 / 3) - 16


def test_groups_can_be_told_apart_without_colour():
    roles = [role_of(group, ("a", "b", "c")) for group in ("a", "b", "c", "d", "")]
    for one, two in itertools.combinations(roles, 2):
        assert one.shape != two.shape or abs(lightness(one.fill) - lightness(two.fill)) > 25
    assert abs(lightness(roles[0].fill) - lightness(roles[1].fill)) > 25


@pytest.mark.parametrize("colour", [GAIN, LOSS, TIE])
def test_lines_stand_out_from_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 3


def test_new_and_kept_ties_differ_in_grey():
    assert lightness(TIE) - lightness(GAIN) > 15


@pytest.mark.parametrize("shape", ["square", "diamond", "triangle"])
def test_reach_is_the_distance_to_the_outline(shape):
    outline = symbol(shape, 0.0, 0.0, 2.0)
    for angle in np.linspace(0.1, 6.2, 17):
        dx, dy = np.cos(angle), np.sin(angle)
        far = reach(shape, 2.0, dx, dy)
        assert outline.contains_point((0.98 * far * dx, 0.98 * far * dy))
        assert not outline.contains_point((1.02 * far * dx, 1.02 * far * dy))


def test_a_circle_reaches_equally_far_everywhere():
    assert reach("circle", 2.0, 0.3, -4.0) == 2.0


def test_an_arrow_points_at_the_receiver_and_touches_neither_symbol():
    found = arrow(End(0, 0, 2, "circle"), End(20, 0, 3, "circle"), bend=0.0, width=1.0, head=1.7)
    assert found.line[:, 0].min() > 2
    assert found.head[:, 0].max() == pytest.approx(20 - 3 - 0.6)
    assert found.line[:, 0].max() < found.head[:, 0].max()
    assert arrow(End(0, 0, 2, "circle"), End(20, 0, 3, "circle"), bend=0.0, width=1.0, head=0.0).head is None


def test_reciprocal_arrows_bend_to_different_sides():
    there, back = course((0, 0), (10, 0), 0.1), course((10, 0), (0, 0), 0.1)
    assert there[12, 1] * back[12, 1] < 0
    assert abs(there[12, 1]) == pytest.approx(1.0)


def test_only_a_tie_that_would_run_under_a_symbol_bends():
    points, radii = np.array([[0.0, 0.0], [20.0, 0.0], [10.0, 0.0]]), np.array([1.0, 1.0, 1.0])
    assert bend_clear(points, radii, (0, 1)) == next(b for b in BENDS if abs(b) * 20 >= 1.5)
    points[2, 1] = 8.0
    assert bend_clear(points, radii, (0, 1)) == 0.0


def test_names_keep_off_each_other_and_off_symbols():
    middles = np.array([[10.0, 10.0], [14.0, 10.0], [10.0, 14.0], [30.0, 30.0]])
    radii = np.full(4, 1.0)
    symbols = np.hstack([middles - 1.0, middles + 1.0])
    around = Surroundings(symbols, np.zeros((0, 4)), np.zeros((0, 4)), (0.0, 0.0, 40.0, 40.0))
    placed = place_labels(middles, radii, [[(9.0, 2.4)]] * 4, around)
    boxes = [(p.left, p.top, p.right, p.bottom) for p in placed]
    for one, two in itertools.combinations([*boxes, *symbols.tolist()], 2):
        if one in symbols.tolist() and two in symbols.tolist():
            continue
        assert min(one[2], two[2]) <= max(one[0], two[0]) or min(one[3], two[3]) <= max(one[1], two[1])


def test_a_name_stands_nearest_to_its_own_symbol():
    middles = np.array([[10.0, 10.0], [16.0, 13.0]])
    symbols = np.hstack([middles - 1.0, middles + 1.0])
    lines = np.array([[10.0, y, 40.0, y] for y in (7.0, 10.0)])
    around = Surroundings(symbols, np.zeros((0, 4)), lines, (0.0, 0.0, 40.0, 40.0))
    for own, box in enumerate(place_labels(middles, np.ones(2), [[(8.0, 2.4)]] * 2, around)):
        nearest = np.clip(middles, [box.left, box.top], [box.right, box.bottom]) - middles
        assert np.hypot(*nearest.T).argmin() == own


def test_names_stay_inside_the_map():
    middles = np.array([[1.0, 39.0], [39.0, 39.0], [1.0, 1.0], [20.0, 39.5]])
    around = Surroundings(
        np.hstack([middles - 1, middles + 1]), np.zeros((0, 4)), np.zeros((0, 4)), (0.0, 0.0, 40.0, 40.0)
    )
    for box in place_labels(middles, np.ones(4), [[(12.0, 4.8)]] * 4, around):
        assert min(box.left, box.top) >= -1e-9
        assert max(box.right, box.bottom) <= 40 + 1e-9


@pytest.mark.parametrize(
    "text", ["Aa b", "x" * 300, "Royal and Ancient Hospital of Saint Somebody the Lesser", "$", ""]
)
def test_wrapped_lines_fit_and_lose_nothing(text):
    kind = Type(7)
    lines = wrap(text, kind, 20.0)
    assert all(width(line, kind) <= 20.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(wrap_name(text, kind, 20.0)) <= 3


def test_names_are_broken_between_words_where_words_fit():
    assert wrap_name("Network office", Type(6.2, bold=True), 16.0) == ["Network", "office"]


def test_a_long_name_in_a_list_ends_after_a_whole_word():
    words = ["ABERDEEN", "EIENDOMSFOND", "ASIA", "ASA"]
    lines = between_words(" ".join(words), Type(6.2), 24.0, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith(" …")
    assert set(" ".join(lines).removesuffix(" …").split()) <= set(words)
    assert between_words("X" * 80, Type(6.2), 24.0, most=2)[-1].endswith("…")


def test_lines_do_not_break_inside_a_p():
    found = [line for room in range(20, 40) for line in wrap("tell nhs from local (closing, p = 0.04)", Type(7), room)]
    assert not any(line.startswith(("=", "0.04")) or line.endswith(("p", "=")) for line in found)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("nhs", "NHS"),
        ("mdt", "MDT"),
        ("specialist", "specialist"),
        ("Nhs", "Nhs"),
        ("my trust", "my trust"),
        ("x", "x"),
    ],
)
def test_words_stay_as_they_are_but_initials(given, written):
    assert spelt(given) == written


def test_control_characters_are_dropped():
    assert plain("a\x00b\u202ec\ud800\n d") == "a bc d"


def test_ticks_are_round_inside_and_start_at_nought():
    for top in (0.013, 0.9, 1, 7, 53, 1323, 2.5e6):
        found = axis([top / 3, top], 0.0, 10.0)
        assert found.ticks[0] == 0
        assert found.ticks[-1] <= top
        assert 2 <= len(found.ticks) <= 5
    assert axis([-3.0, 5.0], 0.0, 8.0).at(0.0) == pytest.approx(3.0)
    assert axis([0.0], 0.0, 8.0).at(0.0) == 0.0


def test_spread_keeps_order_gap_and_total_shift_small():
    generator = np.random.Generator(np.random.PCG64(0))
    wanted = np.sort(generator.random(30) * 40)
    places = np.array(spread(wanted.tolist(), 1.5))
    assert (np.diff(places) >= 1.5 - 1e-9).all()
    assert places.mean() == pytest.approx(wanted.mean())
    assert spread([0.0, 0.0], 1.0, low=0.0) == [0.0, 1.0]


def test_numbers_are_never_rounded_to_none_or_all():
    assert [percent(x) for x in (0.0, 1e-9, 1 - 1e-9, 1.0)] == ["0%", "<1%", ">99%", "100%"]
    assert number(-0.00001234) == "−0.0000123"
    assert steps(0.0, whole=True) == []


def test_snapshots_with_other_names_than_dates_stand_in_brackets(organisations, ties, words):
    named = {"2019": "before", "2022": "during", "2025": "after"}
    picture = sociogram(organisations.replace({"panel": named}), ties.replace({"panel": named}), **words)
    assert picture.title.endswith("of all cases, up from 56% (before)")
