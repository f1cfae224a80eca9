"""Guards the language of terms and formulas: what is read, and what is refused with a hint."""

import pytest

from sna.errors import UsageError
from sna.relate import Term, parse_formula, parse_term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("advice", Term("layer", "advice")),
        (" joint roles ", Term("layer", "joint roles")),
        ("mdt@before", Term("layer", "mdt", snapshot="before")),
        ("strength( mdt @ before )", Term("strength", "mdt", snapshot="before")),
        ("same(sector)", Term("same", "sector")),
        ("ends(centre=specialist)", Term("ends", "centre", "specialist")),
        ("sender(centre = local centre)", Term("sender", "centre", "local centre")),
        ("receiver(size)", Term("receiver", "size")),
        ("distance(size)", Term("distance", "size")),
        ("km()", Term("km", "")),
        ("distance(place)", Term("km", "")),
    ],
)
def test_terms_are_read(text, term):
    assert parse_term(text) == term
    assert parse_term(str(term)) == term


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("smae(sector)", "Did you mean 'same'"),
        ("same()", "cannot be read"),
        ("same(sector=nhs)", "cannot be read"),
        ("ends(centre)", "cannot be read"),
        ("distance(size=3)", "cannot be read"),
        ("km(place)", "km(): kilometres"),
        ("", "neither a layer"),
        ("advice)", "neither a layer"),
        ("@before", "LAYER@SNAPSHOT"),
        ("mdt@", "LAYER@SNAPSHOT"),
    ],
)
def test_what_cannot_be_read_is_said(text, said):
    with pytest.raises(UsageError, match="E707") as refused:
        parse_term(text)
    assert said in str(refused.value)


def test_formulas_are_read():
    response, terms = parse_formula("strength(mdt) ~ mdt@before+same(a + b) + sender(centre=specialist)")
    assert str(response) == "strength(mdt)"
    assert [str(term) for term in terms] == ["mdt@before", "same(a + b)", "sender(centre=specialist)"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("advice friendship", "no ~"),
        ("advice ~", "neither a layer"),
        ("advice ~ friendship + + same(x)", "neither a layer"),
        ("same(sector) ~ advice", "only a layer can be explained"),
        ("advice ~ friendship + friendship", "twice"),
        ("advice ~ advice", "twice"),
        ("a ~ b ~ c", "neither a layer"),
    ],
)
def test_formulas_that_cannot_be_read(text, said):
    with pytest.raises(UsageError, match="E707") as refused:
        parse_formula(text)
    assert said in str(refused.value)
