"""Guards mergers: one history or as recorded, and what is said of them."""

from pathlib import Path

import pytest

import sna
from sna.change import compare
from sna.change.successors import successors_of
from sna.model import Study
from sna.report.change_prose import change_summary

ORGANISATIONS = """organisation,name,opened,closed,successor
A,Alpha,,,
B,Beta,,,
OLD,Old Trust,,2015-12-31,NEW
NEW,New Trust,2016-01-01,,
"""
LINKS = """from,to,period_start
A,OLD,2015-03-01
OLD,B,2015-03-01
A,NEW,2016-03-01
NEW,B,2016-03-01
"""


def study_at(path: Path, rule: str) -> Study:
    path.mkdir()
    (path / "organisations.csv").write_text(ORGANISATIONS)
    (path / "mdt_links.csv").write_text(LINKS)
    (path / "study.toml").write_text(f'[study]\nsuccessors = "{rule}"\nsnapshots = "year"\n')
    return sna.load(path)


def test_one_history_is_no_change(tmp_path: Path) -> None:
    study = study_at(tmp_path / "merged", "merged")
    findings = compare(study)
    values = findings.table.drop_duplicates("quantity").set_index("quantity")["value"]
    assert values[["ties_kept", "ties_gained", "ties_lost", "jaccard", "joined", "left"]].tolist() == [2, 0, 0, 1, 0, 0]
    assert successors_of(study) == {}
    said = change_summary(findings, study)
    assert said[-1] == "Counted as one history, so that a merger is no change: Old Trust → New Trust."
    assert said[0].startswith("Nothing changed from 2015 to 2016:")


def test_as_recorded_one_leaves_and_is_followed(tmp_path: Path) -> None:
    study = study_at(tmp_path / "recorded", "recorded")
    findings = compare(study)
    table = findings.table
    values = table.drop_duplicates("quantity").set_index("quantity")["value"]
    assert values[["ties_kept", "ties_gained", "ties_lost", "joined", "left"]].tolist() == [0, 2, 2, 1, 1]
    who = table[(table["organisation"] != "") & table["quantity"].isin(["joined", "left"])]
    assert who[["quantity", "organisation", "note"]].to_numpy().tolist() == [
        ["joined", "NEW", "follows OLD"],
        ["left", "OLD", "followed by NEW"],
    ]
    # Ties left and came with those who left and joined: nothing was tied differently.
    parts = table[(table["metric"] == "density") & (table["quantity"] == "change_retying")]
    assert parts["value"].tolist() == [0.0]
    said = change_summary(findings, study)
    assert said[-1] == (
        "Mergers are compared as recorded: Old Trust left and is followed by New Trust. "
        "To see one history, set successors to merged."
    )


@pytest.mark.parametrize("rule", ["merged", "recorded"])
def test_the_report_says_it_too(tmp_path: Path, rule: str) -> None:
    from sna.report import compose

    document = compose(study_at(tmp_path / rule, rule))
    words = {
        "merged": "one history, so that a merger is no change",
        "recorded": "Old Trust left and is followed by",
    }
    assert any(words[rule] in sentence for sentence in document.headlines)
