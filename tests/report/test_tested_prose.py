"""Guards the sentences on whether a change is more than turnover of ties: numbers from rows, every reason said."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import sna
from sna.change import compare
from sna.commands.program import program
from sna.contrast import asymmetry, headline
from sna.draw.wording import p_value, signed
from sna.model import Findings
from sna.report import compose
from sna.report.change_prose import change_summary, gap_change_sentence
from sna.report.tested_prose import clear_sentences, small_sentences, step_sentences

ROSTER = "ABCDEFGHIJKL"


@pytest.fixture(scope="module")
def surgery():
    study = sna.load("centralised-surgery")
    return study, compare(study, layers="mdt")


def words_of(document) -> str:
    """Return all that a report says, tables aside."""
    return " ".join(map(str, document.blocks))


def step_of(findings: Findings, before: str, after: str):
    table = findings.table
    return table[(table["before"] == before) & (table["snapshot"] == after)]


def written(path: Path, **ties: str) -> Path:
    """Write a study of twelve organisations with one table of ties, a period a word of pairs."""
    path.mkdir()
    names = "".join(f"{i},{NAMES[i]},{'specialist' if i in 'ABC' else 'local'}\n" for i in ROSTER)
    (path / "organisations.csv").write_text("organisation,name,centre\n" + names)
    rows = "".join(
        f"{w[0]},{w[1]},{year[1:]}-01-01,{year[1:]}-12-31,1\n" for year, words in ties.items() for w in words.split()
    )
    (path / "mdt_links.csv").write_text("from,to,period_start,period_end,weight\n" + rows)
    (path / "study.toml").write_text('[study]\nsnapshots = "year"\n[groups]\ncentre = ["specialist", "local"]\n')
    return path


TREES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper", "Kapok", "Larch")
NAMES = dict(zip(ROSTER, TREES, strict=True))
RING = " ".join(a + b for a, b in zip(ROSTER, ROSTER[1:] + ROSTER[0], strict=True))


@pytest.mark.parametrize("step", [("before", "during"), ("during", "after")])
def test_every_tested_measure_is_said_with_its_numbers(surgery, step) -> None:
    study, findings = surgery
    rows = step_of(findings, *step)
    sentences = list(step_sentences(rows, findings, study))
    tested = rows[rows["quantity"].isin(("change", "change_common")) & rows["p"].notna()]
    tested = tested[(tested["metric"] != "in_degree") | (tested["other"] != "")]
    names = ("density", "in_degree_centralisation", "krackhardt_hierarchy", "in_degree")
    for row in tested[tested["metric"].isin(names)].to_dict("records"):
        numbers = f"{signed(row['value'])} (95% interval {signed(row['low'])} to {signed(row['high'])}; "
        [said] = [sentence for sentence in sentences if numbers in sentence]
        assert numbers + p_value(row["p"]) in said
        decides = row["p_adjusted"] if row["p_adjusted"] == row["p_adjusted"] else row["p"]
        assert ("more than turnover of ties explains" in said) == (decides <= 0.05), row["metric"]
        assert ("cannot tell from turnover" in said) == (decides > 0.05), row["metric"]
    assert f"Among the {int(tested['n'].max())} organisations in both" in sentences[0]


def test_the_second_test_of_a_gap_is_said(surgery) -> None:
    study, findings = surgery
    [first] = clear_sentences(step_of(findings, "before", "during"), findings, study)
    assert "also more than if changes had nothing to do with the groups, p = 0.003" in first
    [second] = clear_sentences(step_of(findings, "during", "after"), findings, study)
    assert "whether that hangs on the groups the data cannot tell, p = 0.099" in second


def test_warnings_are_said_once_and_by_name(surgery) -> None:
    study, findings = surgery
    row = findings.table[findings.table["quantity"] == "change_concentration"].iloc[0]
    who = row["note"].removeprefix("most at ").split(", ")
    said = " ".join(change_summary(findings, study))
    listed = [study.roster.name_of[i] for i in who]
    assert f"concentrated in {', '.join(listed[:-1])} and {listed[-1]}, whose own events may explain them" in said
    assert said.count("only large changes can be detected") == 1
    assert small_sentences(findings) == [
        "Caution: with 12 organisations in both only large changes can be detected (MDT, before to during)."
    ]


def test_terminal_and_report_say_the_same(surgery) -> None:
    study, findings = surgery
    told = CliRunner().invoke(program, ["compare", "centralised-surgery", "--layer", "mdt"]).output
    page = words_of(compose(study))
    for sentence in step_sentences(step_of(findings, "before", "during"), findings, study):
        assert sentence in told
        assert sentence in page


def test_few_changed_pairs_are_counted_and_nothing_else(tmp_path) -> None:
    study = sna.load(written(tmp_path / "one", y2019=RING, y2020=RING.replace("AB ", "")))
    findings = compare(study)
    said = " ".join(change_summary(findings, study))
    assert "Only 1 pair of organisations in both changed (0 gained, 1 lost)" in said
    assert "only counts are given" in said
    assert "92% of 12 ties persisted and 0% of 120 places without a tie got one" in said
    assert "no interval: only 1 pair changed" in said
    assert "95% interval" not in said
    rates = findings.table[findings.table["quantity"].str.contains("_rate")]
    assert rates["low"].isna().all()


def test_nothing_changed_is_one_sentence_in_text_and_report(tmp_path) -> None:
    study = sna.load(written(tmp_path / "same", y2019=RING, y2020=RING))
    [said] = change_summary(compare(study), study)
    assert said.startswith("Nothing changed from 2019 to 2020: the same organisations, the same ties")
    page = words_of(compose(study))
    assert "From 2019 to 2020 nothing changed: all 12 ties were kept, each as strong as before" in page
    assert "Who gained and lost most" not in page


def test_a_gap_without_p_says_why() -> None:
    study = sna.load("partner-survey")
    findings = compare(study, layers=["influence", "requests"])
    found = {one.layer: one for one in headline(asymmetry(study, layers=["influence", "requests"]), study)}
    influence = gap_change_sentence(findings, found["influence"])
    assert influence == (
        "Since first it changed by −0.061, which was not tested: "
        "no test is known to hold for the change of this metric."
    )
    assert re.search(
        r"cannot tell from turnover of ties alone \(p = 0\.39\)", gap_change_sentence(findings, found["requests"])
    )


def test_two_studies_have_sentences(tmp_path) -> None:
    one = sna.load(written(tmp_path / "one", y2019=RING))
    extra = "AC AD AE BD BE CE CF DF"
    other = sna.load(written(tmp_path / "other", y2020=f"{RING} {extra}"))
    said = change_summary(compare(one, other), one, other)
    assert (
        said[0]
        == "one/2019 and other/2020 have 12 organisations in common (12 organisations in one/2019, 12 in other/2020)."
    )
    assert any("8 gained, 0 lost" in sentence for sentence in said)
    assert "more than turnover of ties explains: density" in " ".join(said)


def test_disjoint_studies_say_so_and_nothing_else() -> None:
    one, other = sna.load("centralised-surgery"), sna.load("partner-survey")
    said = change_summary(compare(one, other, before="after", after="second", layers="meetings"), one, other)
    assert len(said) == 1
    assert "have no organisation in common (13 organisations in centralised-surgery/after, 20 in" in said[0]
    assert "whether anything changed cannot be said" in said[0]
