"""A column that study.toml names as a question is one, even where its heading is also that of all answers."""

from sna.io import check_study

SURVEY = "Respondent,Partner,Trust,Value\nA,B,3,2\nB,C,4,5\nC,A,1,1\n"


def test_a_declared_question_wins_over_the_column_of_answers(study_of):
    toml = '[survey]\nquestions = ["Trust", "Value"]\nscales.Value = [1, 5]\nreversed = ["Value"]\n'
    study = study_of(survey=SURVEY, trust=None, toml=toml)
    assert list(study.layers) == ["Trust", "Value"]
    assert study.layers["Value"].weight == "value"
    assert study.tables["survey"].frame["value"].tolist() == [4, 1, 5]
    assert not [p for p in study.problems if p.code in {"W205", "E603"}]


def test_a_declared_layer_may_be_weighed_by_it(study_of):
    toml = '[survey]\nquestions = ["Trust", "Value"]\n[layer.worth]\nfrom = "survey"\nweight = "Value"\n'
    assert study_of(survey=SURVEY, trust=None, toml=toml).layers["worth"].weight == "value"


def test_several_columns_of_numbers_are_asked_about(study_of):
    [said] = [p for p in study_of(survey=SURVEY, trust=None).problems if p.code == "W205"]
    assert 'Several columns hold numbers: are they questions? Write questions = ["Trust", "Value"]' in said.hint


def test_in_a_workbook_the_row_is_given(book_of, deriving):
    rows = [line.split(",") for line in SURVEY.split()]
    [said] = [p for p in check_study(book_of(survey=rows), deriving=deriving).problems if p.code == "W205"]
    assert "Write questions | Trust, Value under [survey] in sheet study" in said.hint
