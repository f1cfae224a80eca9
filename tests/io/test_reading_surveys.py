"""Answers as people write them → numbers, and which layers they make: lists, columns, matrices, words, scales."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sna.errors import DataError
from sna.io.matrices import is_matrix
from sna.model import Answers, Item, Study

Reads = Callable[..., Study]
LONG = "respondent,partner,wave,question,value\nA,B,T1,trust,3\nB,A,T2,power,1\n"
WIDE = "respondent,partner,Mission,Reliability\nA,B,3,4\nB,A,1,\n"


SURVEY = '[survey]\nnon_respondents = "full"\n'


def answers(study: Study, table: str = "survey", column: str = "value") -> list[tuple[str, str, float]]:
    frame = study.tables[table].frame
    return list(zip(frame["respondent"], frame["partner"], frame[column].tolist(), strict=True))


def test_every_question_makes_a_directed_layer_and_every_wave_a_snapshot(study_of: Reads) -> None:
    study = study_of(survey=LONG, trust=None)
    assert study.snapshots.names == ("T1", "T2")
    assert [(name, rule.answers) for name, rule in study.layers.items()] == [
        ("power", Answers((Item("power"),))),
        ("trust", Answers((Item("trust"),))),
    ]
    assert all(rule.directed for rule in study.layers.values())


def test_a_question_and_a_list_of_ties_of_one_name_are_two_layers(study_of: Reads) -> None:
    assert set(study_of(survey=LONG).layers) == {"power", "trust", "trust: trust"}


def test_columns_are_questions_where_study_toml_says_so(study_of: Reads) -> None:
    toml = '[survey]\nquestions = ["Mission", "reliability"]\ncomposites.index = ["mission", "Reliability"]\n'
    study = study_of(survey=WIDE, trust=None, toml=toml)
    assert set(study.layers) == {"Mission", "Reliability", "index"}
    assert study.layers["index"].answers == Answers((Item("", "mission"), Item("", "reliability")))
    assert np.isnan(answers(study, column="reliability")[1][2])


def test_a_layer_may_name_its_column(study_of: Reads) -> None:
    study = study_of(survey=WIDE, trust=None, toml='[layer.aims]\nfrom = "survey"\nweight = "Mission"\n')
    assert study.layers["aims"].answers == Answers((Item("", "mission"),))
    assert study.layers["aims"].weight == "mission"


def test_a_declared_layer_takes_its_question_its_reports_and_what_unlisted_means(study_of: Reads) -> None:
    layer = '[layer.confirmed]\nfrom = "survey"\nquestion = "Trust"\nreports = "both"\n'
    study = study_of(survey=LONG, trust=None, toml=f'[survey]\nunlisted = "not_asked"\n{layer}')
    assert study.layers["confirmed"].answers == Answers((Item("trust"),), "both", "not_asked")
    assert not study.layers["confirmed"].directed


def test_words_codes_and_reversed_questions(study_of: Reads) -> None:
    text = "respondent,partner,value,scale_min,scale_max\nA,B,Often,0,4\nA,C,DK,0,4\nB,A,1.5,0,4\nB,C,99,0,4\n"
    toml = '[survey]\nwords = { often = 3.5 }\nnot_known = ["dk", 99]\nreversed = ["survey"]\n'
    found = [value for _, _, value in answers(study_of(survey=text, trust=None, toml=toml))]
    assert found[0] == 0.5
    assert found[2] == 2.5
    assert np.isnan(found[1])
    assert np.isnan(found[3])


def test_words_stand_beside_decimal_commas(study_of: Reads) -> None:
    toml = '[read]\ndecimal = ","\n[survey]\nwords = { often = 3.5 }\n'
    text = 'respondent,partner,value\nA,B,often\nB,A,"1,5"\n'
    assert [value for _, _, value in answers(study_of(survey=text, trust=None, toml=toml))] == [3.5, 1.5]


def test_a_matrix_is_rows_of_respondents_and_columns_of_partners(study_of: Reads) -> None:
    study = study_of(views=",A,B,C\nA,-,3,0\nB,2,x,\n", trust=None, toml=SURVEY)
    found = answers(study, "views")
    assert [(a, b) for a, b, _ in found] == [("A", "B"), ("A", "C"), ("B", "A"), ("B", "C")]
    assert [value for _, _, value in found[:3]] == [3.0, 0.0, 2.0]
    assert np.isnan(found[3][2])
    assert study.layers["views"].answers == Answers((Item("", "value"),), "sent", "not_asked")
    assert study.tables["views"].frame.index.tolist() == [2, 2, 3, 3]


def test_a_matrix_may_have_waves_and_an_answer_about_oneself_is_kept_for_the_count(study_of: Reads) -> None:
    study = study_of(views="who,wave,A,B\nA,T1,5,3\nA,T2,,2\nB,T1,1,0\n", trust=None, toml=SURVEY)
    assert study.snapshots.names == ("T1", "T2")
    assert [(a, b) for a, b, _ in answers(study, "views")] == [("A", "A"), ("A", "B"), ("A", "B"), ("B", "A")]
    assert "W403" in {problem.code for problem in study.problems}


@pytest.mark.parametrize(
    ("headings", "first", "expected"),
    [
        (["", "A", "B", "C"], ["A", "B"], True),
        (["", "A", "B", "C"], ["A", "X"], False),
        (["", "A", "B"], ["A", "B", "X"], True),
        (["from", "to", "weight"], ["A", "B"], False),
        (["x", "A"], ["A"], False),
    ],
)
def test_what_is_taken_for_a_matrix(headings: list[str], first: list[str], *, expected: bool) -> None:
    assert is_matrix(headings, first) is expected


def test_the_rule_for_non_respondents_reaches_the_study(study_of: Reads) -> None:
    toml = '[survey]\nnon_respondents = "drop"\n'
    assert study_of(survey=LONG, toml=toml).non_respondents == "drop"


def test_a_layer_named_like_a_question_says_where_it_is_asked(study_of: Reads) -> None:
    with pytest.raises(DataError) as raised:
        study_of(survey=LONG, trust=None, toml="[layer.power]\n")
    assert 'from = "survey"' in str(raised.value)
