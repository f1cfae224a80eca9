"""Numbers that are wrong in one way are one problem of their column; a code or word of a survey stays alone."""

import pytest

from sna.errors import DataError


def problems(study_of, **files):
    with pytest.raises(DataError) as raised:
        study_of(**files)
    return raised.value.problems


def test_a_column_of_decimal_commas_is_said_once(study_of):
    rows = "\n".join(f'A,B,"{n},5",t{n}' for n in range(150))
    [wrong] = problems(study_of, trust=f"from,to,weight,layer\n{rows}\nB,C,many,x\nB,C,some,y\n")[:1]
    assert (wrong.code, wrong.line, wrong.value) == ("E319", 2, "0,5, 1,5, 2,5, …")
    assert "(150 rows)" in wrong.message
    others = [p for p in problems(study_of, trust=f"from,to,weight,layer\n{rows}\nB,C,many,x\n") if p.code == "E319"]
    assert [(p.line, p.value) for p in others[1:]] == [(152, "many")]


@pytest.mark.parametrize(
    ("decimal", "cell", "hint"),
    [
        (",", "1.234,5", "Write it without the thousands point: 1234,5."),
        (",", "1.234.567", "Write it without the thousands point: 1234567."),
        (".", "1,234.5", "Write it without the thousands comma: 1234.5."),
        (".", "1.234,5", "Write it without the thousands point, and with a decimal point: 1234.5."),
        (".", "12 345", "Write it without the thousands blank: 12345."),
        (",", "1.5", 'Write it with a comma: 1,5; study.toml says decimal = ",".'),
        (".", "1,5", 'Write it with a point, or decimal = "," under [read] in study.toml.'),
    ],
)
def test_what_to_write_is_given_in_the_declared_decimal(study_of, decimal, cell, hint):
    [wrong] = problems(study_of, toml=f'[read]\ndecimal = "{decimal}"\n', trust=f'from,to,weight\nA,B,"{cell}"\n')
    assert (wrong.code, wrong.hint) == ("E319", hint)
    assert wrong.expected == f"a number such as 12 or 3{decimal}5"


def test_words_of_a_survey_stay_apart_and_no_number_is_made_up(study_of):
    survey = "respondent,partner,value\nA,B,4 - agree\nB,C,often\nC,A,4 - agree\n"
    found = problems(study_of, survey=survey, trust=None)
    assert [(p.line, p.value) for p in found] == [(2, "4 - agree"), (3, "often")]
    assert 'words = { "4 - agree" = … }, with its number' in found[0].hint


def test_a_decimal_comma_in_a_survey_is_no_word(study_of):
    found = problems(study_of, survey='respondent,partner,value\nA,B,"3,5"\nB,C,"2,5"\n', trust=None)
    assert [(p.line, p.value) for p in found] == [(2, "3,5, 2,5")]
    assert "words" not in found[0].hint
