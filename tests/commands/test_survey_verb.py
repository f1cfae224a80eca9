"""`sna survey`, and what `sna check` says of a survey."""

import json

import pytest

ORGANISATIONS = "organisation,name\nA,Alpha\nB,Beta\nC,Gamma\nD,Delta\n"
SURVEY = "respondent,partner,wave,value\nA,B,T1,3\nA,C,T1,\nB,A,T1,1\nA,B,T2,2\nB,A,T2,2\nC,A,T2,0\nD,A,T2,1\n"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8")
    return folder


def test_rates_by_snapshot(sna, study):
    ran = sna("survey", study, "--format", "json", "--quiet")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert [(row["snapshot"], row["response_rate"]) for row in found] == [("T1", 0.5), ("T2", 1)]
    assert [row["confirmation_rate"] for row in found] == [1, 0.5]
    assert [(row["answered"], row["listed"]) for row in found] == [(2, 3), (4, 4)]


def test_one_snapshot_only(sna, study):
    ran = sna("survey", study, "--snapshot", "T2", "--format", "csv", "--quiet")
    assert ran.out.splitlines()[1].startswith("T2,survey,4,4,1")


def test_who_did_not_answer_is_listed_by_wave(sna, study):
    plain = sna("survey", study, "--quiet").out
    assert "\nNot answered in T1: C, D.\nEverybody who was approached answered in T2.\n" in plain
    assert "not_answered" not in plain
    found = json.loads(sna("survey", study, "--format", "json", "--quiet").out)
    assert [row["not_answered"] for row in found] == ["C, D", ""]
    assert "Not answered in T1: C, D.\nEverybody" in sna("check", study).out


def test_who_did_not_answer_is_listed_by_question_where_it_differs(sna, study):
    rows = "A,B,trust,3\nB,A,trust,1\nC,A,trust,2\nA,B,power,3\nB,A,power,\n"
    (study / "survey.csv").write_text(f"respondent,partner,question,value\n{rows}", encoding="utf-8")
    plain = sna("survey", study, "--quiet").out
    assert "Not answered (power): B, C, D.\nNot answered (trust): D.\n" in plain
    (study / "survey.csv").write_text(f"respondent,partner,question,value\n{rows.replace('power', 'help')}")
    listed = (study / "organisations.csv").read_text().replace("D,Delta\n", "")
    (study / "organisations.csv").write_text(listed)
    assert "Not answered (help): B, C.\nEverybody who was approached answered (trust)." in sna("survey", study).out


def test_check_says_them_and_who_did_not_answer(sna, study):
    ran = sna("check", study)
    assert ran.code == 0
    assert "W417" in ran.out
    assert "Not answered in T1: C, D" in ran.out
    assert "confirmation_rate" in ran.out


def test_without_a_survey_there_is_nothing_to_say(sna):
    ran = sna("survey", "centralised-surgery", "--quiet")
    assert ran.code == 7
    assert "has no survey" in ran.err


def test_a_survey_is_measured_drawn_and_reported(sna, study, tmp_path):
    assert sna("measure", study, "in_degree", "--quiet").code == 0
    ran = sna("draw", study, "sociogram", "--out", tmp_path / "drawn", "--quiet")
    assert ran.code == 0
    told = (tmp_path / "drawn" / "sociogram-survey.txt").read_text(encoding="utf-8")
    assert "5 of 12 pairs observed" in told
    assert "no line is not always no tie" in told
    assert "in T1" not in told.splitlines()[0]
