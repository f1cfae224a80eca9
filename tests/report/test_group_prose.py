"""Guards the sentences on ties between groups, and on how a gap changed: what they say is what the table says."""

import math

import numpy as np
import pytest

import sna
from sna.contrast import Headline, asymmetry
from sna.model import Contrast, Deriving, Findings, Layer, LayerRule, Network, Roster, Snapshot, Snapshots, Study, Ties
from sna.report.change_prose import gap_change_sentence
from sna.report.e_i_prose import e_i_sentence
from sna.report.group_blocks import group_blocks
from sna.report.group_prose import further_sentences, group_sentences, short_sentences


def study_of(kinds: dict[str, str], ties: list[str], *, directed: bool = True, groups=("hub", "local")) -> Study:
    roster = Roster.of(list(kinds), attributes={"kind": list(kinds.values())})
    places = [(roster.position[t[0]], roster.position[t[1]], 1.0) for t in ties]
    network = Network(roster, Layer("links", directed=directed), Ties.of(places, directed=directed))
    deriving = Deriving(lambda *_: network, lambda *_: None)
    contrasts, layers = (Contrast("kind", groups),), {"links": LayerRule("links", "links")}
    return Study("study", "", roster, {}, Snapshots((Snapshot("all"),)), layers, contrasts, deriving)


@pytest.fixture(scope="module")
def star() -> Study:
    """Eight local organisations that all turn to three hubs, and hubs that answer half of them."""
    kinds = {**dict.fromkeys("ABC", "hub"), **dict.fromkeys("DEFGHIJK", "local")}
    ties = [local + hub for local in "DEFGHIJK" for hub in "ABC"] + [hub + local for hub in "AB" for local in "DE"]
    return study_of(kinds, [*ties, "AB", "BC", "CA"])


def said(study: Study, **how):
    metric = "in_degree" if study.network("links").directed else "degree"
    found = asymmetry(study, metrics=metric, **how)
    return found, {one.topic: one for one in group_sentences(found, layer="links", snapshot="all", metric=metric)}


def test_numbers_of_sentences_are_those_of_the_table(star) -> None:
    found, told = said(star)
    table = found.table.set_index(["quantity", "metric", "group", "other"])["value"]
    flow = told["which way ties run between groups"]
    assert flow.sentences[0].startswith("24 of 28 ties between local and hub organisations run to the hub ones")
    assert table["mixing", "ties", "local", "hub"] == 24
    assert f"net flow {20 / 28:.3f}" in flow.sentences[0]
    cells = told["how many ties run from group to group"]
    assert "More ties from local to hub organisations than chance would give (24 where" in " ".join(cells.sentences)
    through = told["routes through other groups"]
    share = table["routes_through", "", "local", "hub"]
    assert share == 1
    assert through.sentences[0].startswith(
        "100% of the shortest routes between local organisations run through hub ones"
    )
    left = table["pairs_reaching_without", "", "local", "hub"]
    assert f"{left:g} without them" in through.sentences[0]
    for sentence in (sentence for one in told.values() for sentence in one.sentences):
        assert "n = 11" in sentence
        assert any(words in sentence for words in ("p = ", "p <", "no p"))


def test_clear_is_decided_by_p(star) -> None:
    found, told = said(star)
    for one in told.values():
        assert one.clear != one.sentences[0].endswith("the data cannot tell this from labels dealt out at random.")
    table = found.table
    corrected = table.loc[table["quantity"] == "mixing"].query("metric == 'ties'")["p_adjusted"]
    assert told["how many ties run from group to group"].clear == (corrected <= 0.05).any()


def test_where_nothing_differs_it_says_so_in_one_line() -> None:
    kinds = dict(zip("ABCDEFGH", [*["hub", "hub", "local", "local"] * 2], strict=True))
    ring = study_of(
        kinds, ["AB", "BC", "CD", "DE", "EF", "FG", "GH", "HA", "AC", "CE", "EG", "GA", "BD", "DF", "FH", "HB"]
    )
    found, told = said(ring)
    assert told
    assert not any(one.clear for one in told.values())
    (line,) = short_sentences(list(told.values()))
    assert line.startswith("The data cannot tell from labels dealt out at random: ")
    assert all(topic in line for topic in told)
    sentence = e_i_sentence(found, layer="links", snapshot="all")
    assert "the data cannot tell this from labels dealt out at random, which give 0.143 on average" in sentence


def test_short_is_short_and_keeps_the_order(star) -> None:
    _, told = said(star)
    lines = short_sentences(list(told.values()))
    assert 2 <= len(lines) <= 6
    every = [sentence for one in told.values() for sentence in one.sentences]
    places = [every.index(line) for line in lines if line in every]
    assert places == sorted(places)


def test_undirected_layers_say_nothing_of_direction() -> None:
    kinds = {**dict.fromkeys("AB", "hub"), **dict.fromkeys("CDEFGH", "local")}
    _, told = said(study_of(kinds, ["AC", "AD", "AE", "AF", "AG", "BH", "BC", "BD"], directed=False))
    assert "brokerage" not in told
    assert "which way ties run between groups" not in told
    cells = told["how many ties run from group to group"].sentences
    assert sum("hub to local" in one or "local to hub" in one for one in cells) <= 1


def test_an_empty_network_and_small_ones_get_no_further_sentences_or_true_ones() -> None:
    empty = study_of({"A": "hub", "B": "local", "C": "local"}, [])
    assert further_sentences(asymmetry(empty), empty) == {}
    for ties in (["AB"], ["AB", "BC", "CA"]):
        small = study_of({"A": "hub", "B": "local", "C": "local"}, ties)
        (lines,) = further_sentences(asymmetry(small), small).values()
        assert len(lines) == 1
        assert lines[0].startswith("The data cannot tell")
    two = study_of({"A": "hub", "B": "local"}, ["AB"])
    (lines,) = further_sentences(asymmetry(two), two).values()
    assert all(line.startswith("The data cannot tell") for line in lines)


def test_three_groups_name_roles_without_the_other_group() -> None:
    kinds = {**dict.fromkeys("ABC", "hub"), **dict.fromkeys("DEF", "local"), **dict.fromkeys("GHI", "trust")}
    ties = [a + b for a in "DEFGHI" for b in "AB"] + [a + b for a in "AB" for b in "DEGH"]
    _, told = said(study_of(kinds, ties, groups=("hub", "local", "trust")))
    assert "liaison" in " ".join(told["brokerage"].sentences) or not told["brokerage"].clear
    assert "ones" not in told["brokerage"].sentences[0].partition("(")[0]


def test_the_report_has_sentences_and_tables(star) -> None:
    found, _ = said(star)
    blocks = list(
        group_blocks(found, star.contrasts[0], layer="links", snapshot="all", metric="in_degree", names={"A": "Alder"})
    )
    captions = [block.caption for block in blocks if block.kind == "table"]
    assert captions == [
        "Ties from group to group, all",
        "Net flow and E-I index, all",
        "Dependence between groups, all",
        "Routes that members of a group broker, all",
        "Inequality between groups, all",
        "Who depends on whom, all",
    ]
    mixing = blocks[1].table
    assert mixing.loc[(mixing["from"] == "local") & (mixing["to"] == "hub"), "ties"].item() == "24"
    assert list(mixing.columns) == ["from", "to", "ties", "expected", "p", "p, corrected", "share of possible"]
    partners = blocks[-1].table
    assert partners["organisation"].tolist()[0] == "Alder"
    for block in blocks:
        if block.kind == "table":
            assert block.table.map(lambda text: isinstance(text, str)).to_numpy().all()


HEAD = Headline("links", "t2", "in_degree", "hub", "local", 5, 2, 4, 8, 3, math.nan, math.nan, 0.01, 0.002, "higher")
MORE = "more than turnover of ties alone would give (p = 0.020)"


@pytest.mark.parametrize(
    ("p", "second", "value", "said"),
    [
        (0.052, 0.2, -3, "changed by −3, which the data cannot tell from turnover of ties alone (p = 0.052)"),
        (0.02, 0.03, 2, f"rose by 2, {MORE} and more than if changes had nothing to do with the groups (p = 0.030)"),
        (0.02, 0.3, -2, f"fell by 2, {MORE}; whether that hangs on the groups the data cannot tell (p = 0.3)"),
        (0.02, math.nan, -2, f"fell by 2, {MORE}; whether that hangs on the groups could not be tested"),
    ],
)
def test_a_change_is_said_one_way_only(p: float, second: float, value: float, said: str) -> None:
    base = {"layer": "links", "snapshot": "t2", "before": "t1", "metric": "in_degree", "group": "hub", "other": "local"}
    how = {"value": value, "low": value - 1, "high": value + 0.5, "method": "dyad swap"}
    rows = [{**base, **how, "quantity": "change", "p": p}, {**base, **how, "quantity": "change_by_group", "p": second}]
    assert gap_change_sentence(Findings.of(rows, {}), HEAD) == f"Since t1 it {said}."


def test_the_bundled_study_says_nothing_both_ways() -> None:
    study = sna.load("centralised-surgery")
    lines = further_sentences(asymmetry(study, snapshots="after"), study)
    assert set(lines) == {"mdt", "joint_roles", "meetings"}
    for of_layer in lines.values():
        assert 1 <= len(of_layer) <= 6
        assert np.sum([line.startswith("The data cannot tell") for line in of_layer]) <= 1
