"""Guards that snapshots of different samples are compared nowhere: no sentence, map, chart, order or other choice."""

import re
from dataclasses import replace

import pytest
from matplotlib.text import Text

import sna
from sna.contrast import asymmetry
from sna.lenses import see
from sna.model import Snapshots, Study
from sna.report import compose, figures_of, layer_map
from sna.report.blocks import Drawn
from sna.robustness import sensitivity

COMPARES = re.compile(r"\b(up|down) from\b|\bnow (receives?|part|tied)\b|the same as \(|\d+ new, \d+ lost|\bnone new\b")
APART = "From first to second, Meetings and To host: no comparison; different samples"


@pytest.fixture(scope="module")
def city():
    return compose(sna.load("city-collaborative"), permutations=999)


def sampled(name: str, *samples: str) -> Study:
    """Return a bundled study whose snapshots are of these samples."""
    study = sna.load(name)
    kept = [replace(snapshot, sample=sample) for snapshot, sample in zip(study.snapshots, samples, strict=True)]
    return replace(study, snapshots=Snapshots(tuple(kept)), _derived={})


def words_of(figure: Drawn) -> str:
    return f"{figure.picture.title} {figure.picture.subtitle} {figure.picture.alt}"


def test_no_sentence_or_figure_of_the_page_compares_samples(city) -> None:
    said = "\n".join((*(str(block) for block in city.blocks), *map(words_of, city.figures), *city.headlines))
    assert not COMPARES.search(said)
    assert "University receives 44% of all delegations (second)" in said
    assert not [figure.name for figure in city.figures if figure.name.startswith("ranks")]


def test_that_samples_are_not_compared_is_said_once_at_the_top(city) -> None:
    assert sum(APART in sentence for sentence in city.headlines) == 1


def test_ties_of_another_sample_are_neither_new_nor_lost() -> None:
    changes = layer_map(sna.load("city-collaborative"), "to_host").ties
    assert set(changes["change"]) == {"baseline"}
    assert list(dict.fromkeys(changes["panel"])) == ["first", "second"]


def test_snapshots_of_one_sample_are_compared_among_themselves_alone() -> None:
    study = sampled("centralised-surgery", "old", "new", "new").narrowed(layers=["mdt"])
    changes = layer_map(study, "mdt").ties.groupby("panel")["change"].unique()
    assert set(changes["during"]) == {"baseline"}
    assert {"kept", "gained"} <= set(changes["after"])
    drawn = {figure.name: figure for figure in figures_of(study, kinds=["sociogram", "ranks"])}
    share = re.search(
        r"Quillbridge now receives 46% of all cases, (?:up|down) from (\d+)% \(during\)",
        drawn["sociogram-mdt"].picture.title,
    )
    assert share
    assert "another sample: not compared" in drawn["sociogram-mdt"].picture.alt
    ranks = drawn["ranks-mdt"].picture
    assert set(ranks.drawn["ranks"]["snapshot"]) == {"during", "after"}
    foot = " ".join(text.get_text() for text in ranks.findobj(Text))
    assert "Only snapshots of the last sample are drawn" in " ".join(foot.split())


def test_the_difference_of_another_sample_is_no_past_of_this_one() -> None:
    study = sampled("centralised-surgery", "old", "new", "new").narrowed(layers=["mdt"])
    from sna.report import headline_sentences

    said = headline_sentences(asymmetry(study, metrics="in_degree"), study)["mdt"]
    assert "in during" in said
    assert "in before" not in said


def test_no_other_choice_takes_in_facts_of_another_sample() -> None:
    one, two = sna.load("city-collaborative"), sampled("city-collaborative", "", "")
    of_time = []
    for study in (one, two):
        table = sensitivity(study, layers=["to_host"], permutations=99, draws=0).table
        of_time.append(" ".join(table.loc[table["family"] == "time", "choice"]))
    assert "all snapshots as one" in of_time[1]
    assert "half its length earlier" in of_time[1]
    assert "first half of the snapshot alone" in of_time[0]
    assert not re.search("all snapshots|earlier|later", of_time[0])


def test_charts_and_the_order_of_layers_do_not_run_across_samples() -> None:
    study = sna.load("city-collaborative")
    found = see(study, ["charts", "posts"])
    points = found["charts"].table
    months = points[(points["quantity"] == "chart_point") & (points["layer"] == "attendance")]["snapshot"]
    assert min(months) == "2014-07"
    assert max(months) == "2015-03"
    centre = points[(points["quantity"] == "chart_centre") & (points["layer"] == "attendance")]
    assert centre["note"].str.contains("second only: what came before is of another sample").all()
    first = found["posts"].table.query("quantity == 'layer_first'")
    assert len(first) == 1
    assert first["value"].isna().all()
    assert first["note"].str.contains("different samples are not compared").all()
