"""Successors as one history: what the tool does is what renaming every id by hand does."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

import sna
from sna.errors import DataError

ORGANISATIONS = (
    "organisation,name,centre,opened,closed,successor,parent\n"
    "A1,Old Alpha,specialist,1990-01-01,2013-12-31,A2,\n"
    "A2,Less old Alpha,local,2014-01-01,2014-06-30,A,\n"
    "A,Alpha,local,2014-07-01,,,P\n"
    "B,Beta,local,,,,P1\n"
    "C,Gamma,specialist,,2015-01-01,D,\n"
    "D,Delta,specialist,2010-01-01,,,\n"
    "P1,Old parent,none,,2000-01-01,P,\n"
    "P,Parent,none,,,,\n"
)
LAST = {"A1": "A", "A2": "A", "C": "D", "P1": "P"}
MERGED = '[study]\nsuccessors = "merged"\nsnapshots = "year"\ncut_off = 2016-12-31\n'


def rows(seed: int) -> dict[str, list[list[str]]]:
    """Return rows of facts that name organisations at random."""
    dice = random.Random(seed)  # noqa: S311
    some = ["A1", "A2", "A", "B", "C", "D"]
    year = ["2013", "2014", "2015", "2016"]

    def day() -> str:
        return f"{dice.choice(year)}-0{dice.randint(1, 9)}-01"

    links = [[dice.choice(some), dice.choice(some), str(dice.randint(1, 9)), day()] for _ in range(20)]
    spells = [[f"p{dice.randint(1, 5)}", dice.choice(some), day()] for _ in range(15)]
    members = [[f"x{dice.randint(1, 4)}", dice.choice(some)] for _ in range(12)]
    return {
        "mdt_links": [["from", "to", "cases", "period_end"], *links],
        "roles": [["person", "organisation", "start"], *spells],
        "members": [["partnership", "organisation"], *members],
    }


def write(folder: Path, tables: dict[str, list[list[str]]], organisations: str, toml: str) -> Path:
    folder.mkdir()
    (folder / "organisations.csv").write_text(organisations, encoding="utf-8")
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(",".join(row) for row in table) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_merging_is_renaming_by_hand(tmp_path: Path, seed: int) -> None:
    tables = rows(seed)
    renamed = {name: [[LAST.get(cell, cell) for cell in row] for row in table] for name, table in tables.items()}
    by_hand = (
        "organisation,name,centre,opened,closed,parent\n"
        "A,Alpha,local,1990-01-01,,P\nB,Beta,local,,,P\nD,Delta,specialist,,,\nP,Parent,none,,,\n"
    )
    study = sna.load(write(tmp_path / "merged", tables, ORGANISATIONS, MERGED))
    toml = MERGED.replace('successors = "merged"\n', "")
    other = sna.load(write(tmp_path / "renamed", renamed, by_hand, toml))
    assert study.roster.ids == other.roster.ids == ("A", "B", "D", "P")
    assert study.roster.group_of("parent") == other.roster.group_of("parent")
    assert (study.opened, study.closed) == (other.opened, other.closed)
    assert study.opened == {"A": dt.date(1990, 1, 1)}
    for layer in study.layers:
        for snapshot in study.snapshots.names:
            mine, theirs = study.network(layer, snapshot), other.network(layer, snapshot)
            assert mine.roster.ids == theirs.roster.ids
            assert mine.ties == theirs.ties
            assert mine.counted == theirs.counted


def test_recorded_is_the_default_and_keeps_them_apart(tmp_path: Path) -> None:
    study = sna.load(write(tmp_path / "apart", rows(1), ORGANISATIONS, '[study]\nsuccessors = "recorded"\n'))
    assert len(study.roster) == 8
    assert "W431" not in {problem.code for problem in study.problems}


def test_how_many_rows_were_renamed_is_said(tmp_path: Path) -> None:
    tables = {"mdt_links": [["from", "to"], ["A1", "B"], ["A2", "C"], ["B", "D"]]}
    study = sna.load(write(tmp_path / "said", tables, ORGANISATIONS, MERGED.replace('snapshots = "year"\n', "")))
    [said] = [str(problem) for problem in study.problems if problem.code == "W431"]
    assert "4 organisations count as their successors" in said
    assert "mdt_links.csv 2" in said
    assert "Found: Old Alpha → Alpha, Less old Alpha → Alpha, Gamma → Delta, …." in said
    listed = study.tables["organisations"]
    assert listed.unused == {"of organisations that count as their successors": 4}


def test_a_ring_is_refused_and_nothing_is_merged_along_it(tmp_path: Path) -> None:
    ring = "organisation,successor\nA,B\nB,C\nC,A\nD,A\n"
    with pytest.raises(DataError) as raised:
        sna.load(write(tmp_path / "ring", {"mdt_links": [["from", "to"], ["A", "D"]]}, ring, MERGED))
    [problem] = [p for p in raised.value.problems if p.code == "E410"]
    assert (problem.line, problem.value) == (2, "A → B → C → A")


def test_sites_can_be_grouped_by_their_trust(tmp_path: Path) -> None:
    organisations = "organisation,parent\nS1,T\nS2,T\nS3,U\nS4,U\nT,\nU,\n"
    study = sna.load(
        write(tmp_path / "sites", {"referrals": [["from", "to"], ["S1", "S3"]]}, organisations, "[study]\n")
    )
    found = sna.measure(study, "in_degree", by="parent")
    assert set(found["group"]) == {"T", "U", ""}
