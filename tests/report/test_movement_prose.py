"""Guards the sentences and small tables on rates, parts of a change, ranks, roles and distances."""

import pandas as pd
import pytest

import sna
from sna.change import compare, network_distances
from sna.model import Findings
from sna.report import change_tables, movement_prose, tables

STEP = {"layer": "mdt", "before": "before", "after": "during"}


@pytest.fixture(scope="module")
def study():
    return sna.load("centralised-surgery")


@pytest.fixture(scope="module")
def findings(study) -> Findings:
    return compare(study, layers=["mdt", "meetings"])


def value(findings: Findings, quantity: str, **columns: object) -> float:
    table = findings.table
    for column, wanted in {"layer": "mdt", "snapshot": "during", "quantity": quantity, **columns}.items():
        table = table[table[column] == wanted]
    return float(table["value"].iloc[0])


def test_sentences_say_what_the_rows_say(findings: Findings, study) -> None:
    said = " ".join(movement_prose.movement_sentences(findings, study, **STEP))
    lasted, formed = value(findings, "persistence_rate"), value(findings, "formation_rate")
    assert f"{lasted:.0%} (95% interval" in said
    assert "of 17 ties persisted" in said
    assert f"{formed:.0%} (95% interval" in said
    assert "of 115 places without a tie got one" in said
    assert "density changed by +0.089" in said
    parts = [value(findings, f"change_{part}", metric="density") for part in ("composition", "retying")]
    assert (
        f": −{abs(parts[0]):.2g} by other organisations" in said or f": +{parts[0]:.2g} by other organisations" in said
    )
    assert f"+{parts[1]:.2g} by the same organisations" in said
    assert "ew brokers" in said


def test_a_step_at_which_nobody_moved_has_no_parts(findings: Findings, study) -> None:
    later = {**STEP, "before": "during", "after": "after"}
    assert "density changed by" not in " ".join(movement_prose.movement_sentences(findings, study, **later))
    assert change_tables.parts_table(findings, **later).empty


def test_meetings_have_shares_without_intervals(findings: Findings, study) -> None:
    untested, rates, *_ = movement_prose.movement_sentences(findings, study, **{**STEP, "layer": "meetings"})
    assert "was not tested (ties made from who attended what do not come and go one by one): density" in untested
    assert "persisted" in rates
    assert "95% interval" not in rates
    assert "(no interval: ties made from who attended what do not come and go one by one)" in rates


def test_parts_and_ranks_as_tables(findings: Findings, study) -> None:
    parts = change_tables.parts_table(findings, **STEP).set_index("measure")
    row = parts.loc["share of possible ties present (density)"]
    assert row["change"] == "+0.089"
    assert list(parts.columns) == [
        "change",
        "by who is in it",
        "by how the same are tied",
        "organisations in both alone",
    ]
    ranks = change_tables.rank_change_table(findings, **STEP, names=study.roster.name_of)
    sizes = [abs(float(text.replace("−", "-"))) for text in ranks["change"]]
    assert sizes == sorted(sizes, reverse=True)
    assert ranks["p, corrected"].str.len().all()
    assert (ranks.loc[ranks["change"].str.startswith("−"), "explained by half its ties lost"] == "[x]").all()
    assert ranks["explained by half its ties lost"].str.endswith("%").any()
    tested = tables.tested_changes(findings, **STEP)
    assert "headline" in set(tested["p, corrected"])


def test_ranks_beyond_turnover_are_named(study) -> None:
    base = {"layer": "mdt", "before": "before", "snapshot": "during", "quantity": "rank_change", "metric": "in_degree"}
    test = {"method": "dyad swap", "p": 0.001, "n": 12}
    rows = [
        {**base, **test, "organisation": "007", "value": 6.5, "p_adjusted": 0.01, "note": "from 2 to 8.5 of 12"},
        {**base, **test, "organisation": "9E4", "value": -1.0, "p_adjusted": 0.6, "note": "from 2 to 1 of 12"},
    ]
    record = sna.metrics.catalogue()["in_degree"]
    found = Findings.of(rows, {"in_degree": record})
    name = study.roster.name_of["007"]
    expected = (
        f"By {record.label}, more than turnover of ties would do: "
        f"{name} down 6.5 places (from 2 to 8.5 of 12; corrected p = 0.010)."
    )
    assert movement_prose.rank_sentence(found.table, found, study) == expected


def test_distances_as_a_matrix(study) -> None:
    findings = network_distances(study, layers="mdt", metrics="deltacon")
    [matrix] = change_tables.distance_tables(findings)
    assert matrix.columns.tolist() == ["mdt: deltacon", "before", "during", "after"]
    cells = matrix.set_index("mdt: deltacon")
    assert [cells.loc[name, name] for name in cells.index] == ["0", "0", "0"]
    pd.testing.assert_frame_equal(cells, cells.T, check_names=False)


def test_named_in_the_command(study) -> None:
    assert set(sna.network_distances(study, layer="mdt")["quantity"]) == {"distance"}
