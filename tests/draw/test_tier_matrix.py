"""The matrix of tiers: what is drawn is what the table says, readable without colour, and undirected ties twice."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from sna.draw.tier_matrix import COLUMNS, SHADES, shade_of, tier_matrix

ORDER = ("top", "middle", "bottom")


def cells(directed=True):
    rows = [
        ["advice", directed, "bottom", "top", 6, 12, 0.5, 3.0, 0.01],
        ["advice", directed, "top", "top", 1, 12, 1 / 12, 2.0, 0.4],
        ["advice", directed, "bottom", "bottom", 0, 0, math.nan, 0.0, math.nan],
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def words(picture):
    return [text.get_text() for text in picture.findobj(Text) if text.get_text()]


def test_every_cell_has_its_share_amount_chance_and_p():
    said = words(tier_matrix(cells(), order=ORDER, title="Advice runs up"))
    for expected in ("50%", "6 of 12", "chance 3", "p = 0.010", "8%", "1 of 12", "from bottom", "to top"):
        assert expected in said
    assert said.count("no pair") == 2  # of one bottom with another, and of a top to a bottom, which no row gives


def test_undirected_cells_stand_on_both_sides_of_the_diagonal():
    picture = tier_matrix(cells(directed=False), order=ORDER, title="Advice")
    assert words(picture).count("50%") == 2
    ends = set(zip(picture.drawn["cells"]["group"], picture.drawn["cells"]["other"], strict=True))
    assert {("top", "bottom"), ("bottom", "top")} <= ends


def test_shades_darken_in_grey_and_words_stand_out_on_all():
    grey = [np.dot(to_rgb(shade), (0.2126, 0.7152, 0.0722)) for shade in SHADES]
    assert all(lighter - darker > 0.05 for lighter, darker in itertools.pairwise(grey))
    assert [shade_of(rate, 1.0) for rate in (0.0, 0.2, 0.5, 0.84, 1.0)] == [1, 2, 3, 6, 6]


def test_text_stays_on_the_page_and_alt_says_the_numbers():
    picture = tier_matrix(pd.concat([cells().assign(panel=name) for name in "abcd"]), order=ORDER, title="Four")
    picture.canvas.draw()
    size = picture.get_size_inches() * picture.dpi
    for text in picture.findobj(Text):
        if text.get_text():
            box = text.get_window_extent()
            assert -1 <= box.x0
            assert box.x1 <= size[0] + 1
            assert -1 <= box.y0
            assert box.y1 <= size[1] + 1
    assert "bottom to top 50%" in picture.alt


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="rate"):
        tier_matrix(cells().drop(columns="rate"), order=ORDER, title="")
