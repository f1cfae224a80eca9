"""Letters of other scripts that are drawn like Latin ones: ``А`` of the Cyrillic script for ``A``."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from sna.io.text_table import shown

_DRAWN_ALIKE = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХаеоорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧονі",
    "ABES3IJKMHOPCTYXaeoopcyxsijABEZHIKMNOPTYXovi",
)
"""Letters of the Cyrillic and Greek scripts → the Latin ones they are drawn like."""
_NAMED = 3


def drawn_as(identifier: str) -> str:
    """Return an id with letters of other scripts replaced by the Latin ones they are drawn like.

    Examples
    --------
    >>> drawn_as("RА1") == "RA1"
    True
    """
    return identifier if identifier.isascii() else identifier.translate(_DRAWN_ALIKE)


def foreign_letters(identifier: str) -> str:
    """Return the letters that are drawn like Latin ones and are not, by name and number.

    Examples
    --------
    >>> foreign_letters("RА1")
    'cyrillic capital letter a (U+0410)'
    """
    odd = [c for c in dict.fromkeys(identifier) if c != c.translate(_DRAWN_ALIKE)]
    return ", ".join(f"{unicodedata.name(c).lower()} (U+{ord(c):04X})" for c in odd[:_NAMED])


def another_script(identifier: str, known: Collection[str]) -> str:
    """Return what to do about an id that is drawn like a known one; empty where none is.

    Examples
    --------
    >>> another_script("R1Н", ["R1H"])
    "It looks like 'R1H', and has letters of another script: cyrillic capital letter en (U+041D). Type it again."
    """
    meant = drawn_as(identifier)
    if meant == identifier or meant not in known:
        return ""
    odd = foreign_letters(identifier)
    return f"It looks like '{shown(meant)}', and has letters of another script: {odd}. Type it again."
