"""The lenses of power are part of `sna asymmetry`, of figures and of the report, each computed once."""

from __future__ import annotations

import pandas as pd

import sna
from sna.commands.draw import FIGURES
from sna.lenses import LENSES, of_power
from sna.report import compose
from sna.report.figures import KINDS
from sna.report.views import VIEWS, first_sentences, table_of


def test_figures_of_the_command_are_those_that_can_be_drawn() -> None:
    drawable = [kind for kind in KINDS if kind not in VIEWS or VIEWS[kind].has_figures]
    assert sorted(FIGURES) == sorted(drawable)


def test_asymmetry_has_the_rows_of_every_lens_of_power_where_nothing_is_named() -> None:
    study = sna.load("partner-survey")
    names = of_power(study)
    assert set(names) == {name for name, lens in LENSES.items() if lens.of_power}
    whole = sna.asymmetry(study)
    seen = sna.lens(study, list(names)).drop(columns="lens")
    pd.testing.assert_frame_equal(whole.tail(len(seen)).reset_index(drop=True), seen, check_like=False)
    narrow = sna.asymmetry(study, layer="requests")
    assert not set(narrow["quantity"]) & set(seen["quantity"])


def test_the_table_of_the_report_is_that_of_asymmetry_and_nothing_is_looked_at_twice(monkeypatch) -> None:
    study = sna.load("centralised-surgery")
    looked: list[str] = []
    for name, lens in LENSES.items():

        def counted(looking, name=name, look=lens.look):
            looked.append(name)
            return look(looking)

        monkeypatch.setitem(
            LENSES, name, type(lens)(lens.name, lens.asks, lens.needs, lens.can, counted, lens.of_power)
        )
    document = compose(study)
    assert sorted(looked) == sorted(set(looked))
    assert set(of_power(study)) <= set(looked)
    pd.testing.assert_frame_equal(document.tables["asymmetry"], sna.asymmetry(study), check_like=False)


def test_every_lens_of_power_says_one_sentence_with_a_number_and_how_sure_it_is() -> None:
    from sna.lenses import see

    for name in ("centralised-surgery", "partner-survey", "end-of-life-partnership"):
        study = sna.load(name)
        found = see(study, of_power(study))
        sentences = list(first_sentences(found, study))
        assert len(sentences) == len(found)
        for sentence in sentences:
            assert any(character.isdigit() for character in sentence)
            sure = ("p = ", "p < ", "no p", "cannot tell", ": none of ")
            assert any(words in sentence for words in sure), sentence
            assert "nan" not in sentence.split()


def test_a_lens_narrowed_to_a_pathway_or_a_profession_counts_only_those() -> None:
    study = sna.load("centralised-surgery")
    kidney = sna.lens(study, "leaders", pathway="kidney", snapshot="after")
    meetings = study.tables["meetings"].frame
    held = meetings[(meetings["pathway"] == "kidney") & (meetings["cancelled"] != "yes")]
    inside = held[(held["date"] >= "2017-04-01") & (held["date"] <= "2019-03-31")]
    known = kidney[(kidney["quantity"] == "known") & (kidney["metric"] == "hosting")]
    assert known["n"].tolist() == [len(inside)]
    nurses = sna.lens(study, profession="nurse", snapshot="after")
    assert "leaders" not in set(nurses["lens"])
    everybody = sna.lens(study, "attendance", snapshot="after")
    first = [
        t[t["quantity"] == "presences"]["value"].iloc[0] for t in (nurses[nurses["lens"] == "attendance"], everybody)
    ]
    assert 0 < first[0] < first[1]


def test_row_order_changes_nothing(monkeypatch) -> None:
    del monkeypatch
    from dataclasses import replace

    from sna.lenses import see

    study = sna.load("partner-survey")
    turned = {name: replace(table, frame=table.frame.iloc[::-1]) for name, table in study.tables.items()}
    other = replace(study, tables=turned, _derived={})
    names = list(of_power(study))
    pd.testing.assert_frame_equal(table_of(see(study, names)), table_of(see(other, names)))


def test_all_ways_to_lead_and_every_recorded_layer_are_said_first() -> None:
    import re

    from sna.lenses import see

    study = sna.load("centralised-surgery")
    found = see(study, ["leaders"])
    [said] = first_sentences(found, study)
    table = found["leaders"].table
    last = table[table["snapshot"] == "after"]
    for way in ("chairing", "hosting"):
        gini = last[(last["metric"] == way) & (last["quantity"] == "gini")]["value"].iloc[0]
        assert re.search(rf"{way} by [\d.]+ of 13 organisations \(Gini {gini:.2g}, ", said)
    assert "proposing too few known (1)" in said
    survey = sna.load("partner-survey")
    [said] = first_sentences(see(survey, ["perceived"]), survey)
    assert said.count("Spearman") == 2
    assert said.count("no interval, as positions depend on each other") == 2
