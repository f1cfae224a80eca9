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


def monthly(folder, many):
    """Return a study of many months in which ties change most in the 3rd, 5th, 6th and 7th, and a little in the 2nd."""
    (folder / "organisations.csv").write_text(
        "organisation,kind\n"
        + "".join(f"S{at},specialist\n" for at in range(3))
        + "".join(f"L{at},local\n" for at in range(5))
    )
    rows = []
    for k in range(many):
        phase = sum(k >= change for change in (2, 4, 5, 6))
        ties = [(f"L{at}", f"S{(at + phase) % 3}") for at in range(5)] + [("S0", "S1")] * (k > 0)
        rows += [f"{one},{other},1,{2023 + k // 12}-{k % 12 + 1:02}-10\n" for one, other in ties]
    (folder / "referral.csv").write_text("from,to,weight,date\n" + "".join(rows))
    (folder / "study.toml").write_text(
        f'[study]\nsnapshots = "month"\ncut_off = {2023 + (many - 1) // 12}-{(many - 1) % 12 + 1:02}-28\n'
        '[groups]\nkind = ["specialist", "local"]\n[layer.referral]\nduplicates = "sum"\n'
    )
    return sna.load(folder)


def test_of_many_snapshots_six_are_drawn_and_the_others_counted(tmp_path) -> None:
    study = monthly(tmp_path, 9)
    [figure] = figures_of(study, kinds=["asymmetry"])
    drawn = figure.picture.drawn["differences"]["snapshot"].unique().tolist()
    assert drawn == [study.snapshots.names[at] for at in (0, 2, 4, 5, 6, 8)]
    said = " ".join(words for words, *_ in boxes(figure.picture))
    assert "Of 9 snapshots, 3 are not drawn: shown are the first, the last and the 4 before which most" in said
    assert list(collisions(figure.picture)) == []


def test_up_to_six_snapshots_are_all_drawn(tmp_path) -> None:
    [figure] = figures_of(monthly(tmp_path, 6), kinds=["asymmetry"])
    assert figure.picture.drawn["differences"]["snapshot"].nunique() == 6
    assert "not drawn" not in " ".join(words for words, *_ in boxes(figure.picture))
