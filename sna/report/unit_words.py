"""Sentences in the word for what the units are, and groups of people by what they are called."""

from __future__ import annotations

import re

from sna.draw.spelling import spelt
from sna.model import Study
from sna.model.roster import PEOPLE
from sna.terms import worded

NOUNS = ("profession",)
"""Columns of people whose values say what somebody is: a surgeon; those of others say what somebody is like."""


def in_words(text: str, study: Study) -> str:
    """Return a sentence about organisations in the words for the units of a study.

    Examples
    --------
    >>> import sna
    >>> in_words("Specialist organisations average 8 links.", sna.load("centralised-surgery"))
    'Specialist organisations average 8 links.'
    """
    if study.roster.kind != PEOPLE:
        return text
    known = {value for column in NOUNS for value in study.roster.attributes.get(column, ()) if value is not None}
    return people_by_name(worded(text, PEOPLE), sorted(known))


def people_by_name(text: str, nouns: list[str]) -> str:
    """Return a sentence on people in which those of a profession are called by it.

    Examples
    --------
    >>> people_by_name("Ties between nurse and surgeon people run to the surgeon ones.", ["nurse", "surgeon"])
    'Ties between nurses and surgeons run to the surgeons.'
    >>> people_by_name("Top people: their strongest partner is a surgeon one, a middle one.", ["surgeon"])
    'Top people: their strongest partner is a surgeon, a middle one.'
    """
    plurals = {spelt(noun): plural for noun in nouns if (plural := plural_of(noun)) != spelt(noun)}
    if not plurals:
        return text
    any_noun = "|".join(re.escape(noun) for noun in sorted(plurals, key=len, reverse=True))
    one = re.compile(rf"\b({any_noun})\b", re.IGNORECASE)
    several = re.compile(rf"\b(?:{any_noun})(?:(?:, | and | or | to )(?:{any_noun}))* (?:people|ones)\b", re.IGNORECASE)

    def named(found: re.Match[str]) -> str:
        words = found[0].rsplit(" ", 1)[0]
        return one.sub(lambda noun: _as_begun(plurals[_known(noun[0], plurals)], noun[0]), words)

    text = several.sub(named, text)
    return re.sub(rf"\b(an? )({any_noun}) one\b", r"\1\2", text)


def _known(word: str, plurals: dict[str, str]) -> str:
    return next(noun for noun in plurals if noun.casefold() == word.casefold())


def _as_begun(plural: str, word: str) -> str:
    return word[:1] + plural[1:]


def plural_of(noun: str) -> str:
    """Return what several people of a profession are called; the name itself where it is no noun of one person.

    Examples
    --------
    >>> plural_of("nurse"), plural_of("allied_health"), plural_of("secretary"), plural_of("medical physicist")
    ('nurses', 'allied health', 'secretaries', 'medical physicists')
    """
    word = spelt(noun)
    if word.endswith(("s", "health", "ing", "care", "y", "er staff", "staff")):
        return f"{word[:-1]}ies" if re.search(r"(tary|puty)$", word) else word
    return f"{word}s"
