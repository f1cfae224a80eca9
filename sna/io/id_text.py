"""Ids as they are meant: one form of every accent, plain blanks, nothing that cannot be seen; changes are said."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from sna.errors import Problem
from sna.io.text_table import TextColumn, shown

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JOINERS = re.compile("[\u200c\u200d]")
_FIRST_OF_SCRIPTS_WITH_JOINERS = "\u0590"
_NAMED = 3


def plain_id(cell: str) -> str:
    r"""Return an id in one form: accents composed, blanks single and plain, characters that cannot be seen left out.

    Examples
    --------
    >>> plain_id(" R1H\u00a0 01\u200b "), plain_id("Cafe\u0301") == "Café"
    ('R1H 01', True)
    """
    if _PLAIN.fullmatch(cell):
        return cell
    return " ".join(unicodedata.normalize("NFC", _seen(cell)).split())


def _seen(cell: str) -> str:
    """Return a cell without characters that cannot be seen; joiners stay where a script is written with them."""
    left = _UNSEEN.sub("", cell)
    if _JOINERS.search(left) and all(c < _FIRST_OF_SCRIPTS_WITH_JOINERS for c in _JOINERS.sub("", left)):
        return _JOINERS.sub("", left)
    return left


def changed_ids(source: TextColumn) -> list[Problem]:
    """Return what to say of the ids of a column that were not read as they are written: blanks, and what is unseen."""
    odd = [at for at, value in enumerate(source.values) if value and not _PLAIN.fullmatch(value)]
    unseen = [at for at in odd if _seen(source.values[at]) != source.values[at]]
    blanks = [at for at in odd if _composed_and_spaced(source.values[at])]
    said = (
        ("W304", blanks, "Blanks or accents in an id, made plain"),
        ("W305", unseen, "Characters that cannot be seen in an id, taken out"),
    )
    return [_changed(source, code, places, message) for code, places, message in said if places]


def _composed_and_spaced(value: str) -> bool:
    seen = _seen(value)
    return bool(seen.strip()) and " ".join(unicodedata.normalize("NFC", seen).split()) != seen


def _changed(source: TextColumn, code: str, places: list[int], message: str) -> Problem:
    rows = np.isin(source.codes, places)
    many = int(rows.sum())
    first = source.values[source.codes[rows][0]]
    what = _code_points(first) if code == "W305" or not first.isascii() else ""
    value = f"'{shown(first)}'{f' with {what}' if what else ''}"
    said = f"{message} in {many} row{'s' if many > 1 else ''}."
    return Problem(code, said, source.file, int(source.lines[rows][0]), source.heading, value)


def _code_points(cell: str) -> str:
    """Return the characters of a cell that a reader would not see, by name and number."""
    odd = [c for c in dict.fromkeys(cell) if not c.isascii() and (not c.isprintable() or unicodedata.combining(c))]
    return ", ".join(f"{unicodedata.name(c, 'a nameless character').lower()} (U+{ord(c):04X})" for c in odd[:_NAMED])
