"""`--of people`: the same verbs, people for organisations, and words that say so."""

import csv
import io

import pytest


@pytest.fixture
def team(tmp_path):
    """Make a small study of six people of three organisations who turn to each other."""
    folder = tmp_path / "team"
    folder.mkdir()
    tables = {
        "organisations": "organisation,name\nA,Alder\nB,Birch\nC,Cedar\n",
        "people": "person,tier,employer\np1,top,A\np2,top,B\np3,bottom,A\np4,bottom,B\np5,bottom,C\np6,,C\n",
        "contacts": "from_person,to_person,date\np3,p1,2015-01-01\np4,p1,2015-01-02\np5,p2,2015-01-03\n"
        "p1,p2,2015-01-04\np2,p1,2015-01-05\np6,p3,2015-01-06\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    (folder / "trust.csv").write_text("from,to\nA,B\nB,C\n")
    return folder


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_measure_scores_people(sna, team):
    ran = sna("measure", team, "in_degree", "--of", "people", "--layer", "contacts", "--format", "csv")
    assert ran.code == 0
    found = {row["organisation"]: row["value"] for row in rows(ran.out) if row["organisation"]}
    assert found == {"p1": "3", "p2": "2", "p3": "1", "p4": "0", "p5": "0", "p6": "0"}


def test_asymmetry_says_people_in_words(sna, team):
    ran = sna("asymmetry", team, "in_degree", "--of", "people", "--by", "tier", "--layer", "contacts")
    assert ran.code == 0
    assert "top people average 2.5 links received (n = 2)" in ran.out or "top and bottom people" in ran.out
    assert "rganisation" not in ran.out


def test_lens_tells_up_from_down(sna, team):
    ran = sna("lens", team, "tier", "--quiet")
    assert ran.code == 0
    assert "3 ties run up and 0 down" in ran.out
    assert "n = 5 people" in ran.out


def test_draw_writes_the_matrix_of_tiers(sna, team, tmp_path):
    ran = sna("draw", team, "tier", "--out", tmp_path / "figures", "--quiet")
    assert ran.code == 0
    names = {path.name for path in (tmp_path / "figures").iterdir()}
    assert {"tier.png", "tier.svg", "tier.txt", "tier-cells.csv"} <= names


def test_report_of_people_speaks_of_people(sna, team, tmp_path):
    assert sna("report", team, "--of", "people", "--out", tmp_path / "page", "--quiet").code == 0
    page = (tmp_path / "page" / "report.html").read_text(encoding="utf-8")
    body = page[: page.index("Run record", page.index("<h2"))] if "<h2" in page else page
    assert "6 people, 1 layer of ties" in body
    assert "Every person" in body


def test_a_study_without_people_is_told_what_to_add(sna, small):
    ran = sna("measure", small, "--of", "people")
    assert ran.code == 2
    assert "people.csv" in ran.err
    assert "Traceback" not in ran.err


def test_other_units_are_refused(sna, team):
    assert sna("measure", team, "--of", "teams").code == 2
