"""Guards that who was rated by nobody is counted wherever a gap in mean ratings is told or drawn."""

from dataclasses import replace

import pytest

import sna
from sna.report import figures_of, holds_sentences
from sna.robustness import sensitivity

UNRATED = ("PS03", "PS16")
"""An NHS and a voluntary organisation."""


@pytest.fixture(scope="module")
def study():
    """Return the bundled survey as if nobody had said anything of two organisations in the second wave."""
    whole = sna.load("partner-survey").narrowed(layers=["influence"])
    table = whole.tables["survey"]
    gone = table.frame["partner"].isin(UNRATED) & (table.frame["snapshot"] == "second")
    tables = {**whole.tables, "survey": replace(table, frame=table.frame[~gone])}
    return replace(whole, tables=tables, _derived={})


def test_figures_count_who_has_no_value_and_still_the_whole_groups(study):
    drawn = {figure.name: figure.picture for figure in figures_of(study, kinds=["asymmetry", "ranks"])}
    told = " ".join(text.get_text() for text in drawn["asymmetry-influence"].figure.findobj(_is_text))
    words = " ".join(told.split())
    assert "7 NHS and 7 voluntary organisations." in words
    assert "Without a value, left out – mean rating received: 2 of 14 in second." in words
    told = " ".join(text.get_text() for text in drawn["ranks-influence"].figure.findobj(_is_text))
    words = " ".join(told.split())
    assert "Without a value, and so without a rank or a line: 2 in second." in words
    assert "Whether ranks changed by more than chance was not tested: undefined for some organisations" in words


def test_reruns_count_them_too(study):
    [sentence] = holds_sentences(sensitivity(study, draws=0)).values()
    assert "n = 12, 2 of 14 organisations undefined, left out)" in sentence


def _is_text(artist):
    return hasattr(artist, "get_text")
