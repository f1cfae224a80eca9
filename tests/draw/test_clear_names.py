"""Guards that every name in the maps of the bundled studies can be read, and read as that of its own symbol."""

import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.patches import PathPatch
from matplotlib.text import Text

import sna
from sna.report.figures import figures_of

STUDIES = ("centralised-surgery", "end-of-life-partnership")


@pytest.fixture(scope="module", params=STUDIES)
def maps(request):
    """Return the sociograms of a study, drawn."""
    found = [figure.picture for figure in figures_of(sna.load(request.param), kinds=["sociogram"])]
    assert len(found) > 1
    for picture in found:
        picture.canvas.draw()
    return found


def boxes(picture, artists):
    """Return the extents of artists in millimetres, y downwards."""
    to_page = picture.axes[0].transData.inverted()
    with mpl.rc_context({"text.hinting": "none"}):
        corners = [to_page.transform(artist.get_window_extent().get_points()) for artist in artists]
    return [np.array([*c.min(axis=0), *c.max(axis=0)]) for c in corners]


def gap(one, two):
    return float(np.hypot(*np.maximum(one[:2] - two[2:], two[:2] - one[2:]).clip(0)))


def of_each_map(picture):
    """Yield for each map its names (organisation, box) and its symbols (name of the organisation, box)."""
    names = [
        text
        for text in picture.findobj(Text)
        if text.get_label() in set(picture.drawn["organisations"]["organisation"])
    ]
    patches = [patch for patch in picture.findobj(PathPatch) if patch.get_gid()]
    maps = sorted({patch.get_gid().split("-")[0] for patch in patches})
    columns = len(maps)
    label = picture.drawn["organisations"].drop_duplicates("organisation").set_index("organisation")["label"]
    width = picture.get_size_inches()[0] * 25.4 / columns
    texts = [(label[text.get_label()], box) for text, box in zip(names, boxes(picture, names), strict=True)]
    for at, prefix in enumerate(maps):
        here = [patch for patch in patches if patch.get_gid().startswith(f"{prefix}-")]
        symbols = {
            picture.tips[p.get_gid()].split(" · ")[0]: box for p, box in zip(here, boxes(picture, here), strict=True)
        }
        yield [(who, box) for who, box in texts if at * width <= box[[0, 2]].mean() < (at + 1) * width], symbols


def test_every_organisation_is_named_in_every_map(maps):
    for picture in maps:
        for names, symbols in of_each_map(picture):
            assert {who for who, _ in names} == set(symbols)


def test_no_name_lies_on_another(maps):
    for picture in maps:
        for names, _ in of_each_map(picture):
            for (who, one), (other, two) in itertools.combinations(names, 2):
                across, down = np.minimum(one[2:], two[2:]) - np.maximum(one[:2], two[:2])
                assert who == other or across <= 0 or down <= 0, (who, other)


def test_no_name_lies_on_the_symbol_of_another(maps):
    for picture in maps:
        for names, symbols in of_each_map(picture):
            for (who, box), (other, symbol) in itertools.product(names, symbols.items()):
                assert who == other or gap(box, symbol) > 0, (who, other)


def test_names_stay_above_the_legend(maps):
    for picture in maps:
        words = [text for text in picture.findobj(Text) if text.get_text() in {"specialist", "NHS"}]
        below = min(box[1] for box in boxes(picture, words))
        assert all(box[3] < below for names, _ in of_each_map(picture) for _, box in names)
