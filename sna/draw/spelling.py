"""How words from the data are written: as they are, but for capitals where readers expect them."""

from __future__ import annotations

import re

from sna.terms import TERMS

INITIALS = re.compile(r"(?<![^\W_])[bcdfghjklmnpqrstvwxz]{2,4}(?![^\W_])")


def spelt(words: str) -> str:
    """Return a group, layer or snapshot as it stands in the data, but codes in words and initials in capitals.

    Lower-case words of up to four letters without a vowel are initials, and so are terms that are.

    Examples
    --------
    >>> spelt("nhs"), spelt("specialist"), spelt("mdt links"), spelt("NHS Trust"), spelt("St Anne")
    ('NHS', 'specialist', 'MDT links', 'NHS Trust', 'St Anne')
    >>> spelt("district_hospital")
    'district hospital'
    """
    return INITIALS.sub(
        lambda found: found[0].upper(), " ".join(_term(word) for word in words.replace("_", " ").split(" "))
    )


def _term(word: str) -> str:
    """Return a word in capitals where the glossary has it so."""
    return word.upper() if word.upper() in TERMS else word


def capitalised(text: str) -> str:
    """Return text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
