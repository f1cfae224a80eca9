"""Guards the figure of two groups as studies have it: no text lies on another or on a mark, and it fits a page."""

import itertools

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

import sna
from sna.draw.dumbbell import ONE_RADIUS
from sna.report import figures_of

STUDIES = ("centralised-surgery", "city-collaborative", "end-of-life-partnership", "partner-survey", "partnerships-255")


def boxes(picture):
    """Return each text with its edges in millimetres, as the library that draws it measures it."""
    picture.set_dpi(300)
    renderer = FigureCanvasAgg(picture).get_renderer()
    [axes] = picture.axes
    for text in picture.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer).transformed(axes.transData.inverted())
            yield text.get_text(), box.x0, box.x1, min(box.y0, box.y1), max(box.y0, box.y1)


def collisions(picture):
    found = list(boxes(picture))
    # Boxes hold the room of descenders that lines close to each other share.
    slack = 0.35
    for one, other in itertools.combinations(found, 2):
        if min(one[2], other[2]) > max(one[1], other[1]) and min(one[4], other[4]) - max(one[3], other[3]) > slack:
            yield one[0], other[0]
    for mark in picture.drawn["organisations"].itertuples():
        for words, left, right, top, bottom in found:
            if left - ONE_RADIUS < mark.x < right + ONE_RADIUS and top < mark.y < bottom:
                yield words, mark.organisation


@pytest.mark.parametrize("name", STUDIES)
def test_no_text_lies_on_another_or_on_an_organisation(name) -> None:
    drawn = figures_of(sna.load(name), kinds=["asymmetry"])
    assert drawn
    assert {figure.name: list(collisions(figure.picture)) for figure in drawn} == {figure.name: [] for figure in drawn}
    for figure in drawn:
        edge = figure.picture.axes[0].get_xlim()[1]
        assert all(0 < left and right < edge for _, left, right, *_ in boxes(figure.picture))
