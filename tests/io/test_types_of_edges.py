"""The column Type of Gephi in a list of ties: honoured, refused where it is mixed, never passed over."""

import pytest

from sna.errors import DataError

GEPHI = "Source,Target,Type,Weight\nA,B,{},2\nB,C,{},1\n"


def read(study_of, *types, toml=None):
    return study_of(trust=GEPHI.format(*types), toml=toml)


@pytest.mark.parametrize(("word", "directed"), [("Directed", True), ("Undirected", False), ("undirected", False)])
def test_ties_have_the_direction_that_is_said(study_of, word, directed):
    study = read(study_of, word, word)
    assert study.layers["trust"].directed is directed
    assert [problem.code for problem in study.problems if problem.code == "W205"] == []
    declared = read(study_of, word, word, toml='[layer.trusted]\nfrom = "trust.csv"\n')
    assert declared.layers["trusted"].directed is directed


@pytest.mark.parametrize(
    ("types", "line"), [(("Directed", "Undirected"), 3), (("Directed", ""), 3), (("Mutual", "Mutual"), 2)]
)
def test_both_kinds_in_one_table_are_refused_at_the_first_that_differs(study_of, types, line):
    with pytest.raises(DataError) as refused:
        read(study_of, *types)
    assert [(p.code, p.file, p.line, p.column) for p in refused.value.problems] == [("E406", "trust.csv", line, "Type")]


def test_what_the_file_says_is_not_declared_otherwise(study_of):
    toml = '[layer.trust]\nfrom = "trust.csv"\ndirected = {}\n'
    with pytest.raises(DataError, match=r"E406 study.toml line 3"):
        read(study_of, "Undirected", "Undirected", toml=toml.format("true"))
    assert read(study_of, "Directed", "Directed", toml=toml.format("false")).layers["trust"].directed is False


def test_a_type_of_something_else_is_a_column_like_any_other(study_of):
    study = read(study_of, "referral", "advice")
    assert study.layers["trust"].directed
    assert [problem.column for problem in study.problems if problem.code == "W205"] == ["Type"]
