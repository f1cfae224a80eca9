"""Which listed id an unlisted one may be meant for: near names are, near codes rarely."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from sna.errors import nearest

_CODE = re.compile(r"(?=.*\d)\S+")
_LETTERS = 4
"""So many letters of a code make a word, in which one may differ: hospitl-2, hospital-2."""
_ALIKE = 0.8
_EXCHANGED = 4
"""So long must a code be for two neighbouring characters to have changed places in it."""


def near_id(written: str, known: Collection[str]) -> str:
    """Return a sentence that names the listed id that is meant, or lists some of those there are.

    Of codes such as P11 and P21 each stands for somebody else, however near they are: only capitals, marks between,
    leading zeros, the letters O and I for the digits 0 and 1, two characters that changed places in a longer code, or a
    letter of its word make one suggest the other.

    Examples
    --------
    >>> near_id("p011", ["P11", "P21"]), near_id("P1O", ["P10"]), near_id("RQ1M2", ["RQM12"])
    ("Did you mean 'P11'?", "Did you mean 'P10'?", "Did you mean 'RQM12'?")
    >>> near_id("P12", ["P11", "P21"]), near_id("Brich", ["Birch"])
    ('Known: P11, P21.', "Did you mean 'Birch'?")
    """
    if not _CODE.fullmatch(written):
        return nearest(written, known)
    meant = [identifier for identifier in sorted(known) if _one_code(written, identifier)]
    return f"Did you mean '{meant[0]}'?" if len(meant) == 1 else nearest("", known)


def _one_code(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return first == second or _changed_places(first, second) or _one_word(first, second)


def _plain(code: str) -> str:
    kept = "".join(c for c in code.casefold() if c.isalnum()).replace("o", "0").replace("i", "1").replace("l", "1")
    return re.sub(r"(?<!\d)0+(?=\d)", "", kept)


def _changed_places(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < _EXCHANGED:
        return False
    at = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(at) == 2 and at[1] == at[0] + 1 and sorted(one) == sorted(other)  # noqa: PLR2004 - a pair


def _one_word(one: str, other: str) -> bool:
    words = [re.sub(r"\d", "", code) for code in (one, other)]
    numbers = [re.sub(r"\D", "", code) for code in (one, other)]
    long = min(map(len, words)) >= _LETTERS
    return long and numbers[0] == numbers[1] and difflib.SequenceMatcher(None, words[0], words[1]).ratio() >= _ALIKE
