"""Ids that a spreadsheet took for numbers: ``7`` for ``007``, ``9.00E+04`` for ``9E4``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sna.io.text_table import shown

# Few digits in the exponent: more would be no number that a spreadsheet shows.
_NUMBER = re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?(E[+-]?[0-9]{1,3})?", re.IGNORECASE)
_AS_SHOWN = re.compile(r"[0-9](\.([0-9]+))?E\+[0-9]{2,3}")


def by_number(known: Iterable[str]) -> dict[Decimal, str]:
    """Return the number that each id would be taken for → the id."""
    return {Decimal(identifier): identifier for identifier in sorted(known) if _NUMBER.fullmatch(identifier)}


def changed_id(identifier: str, known: Mapping[Decimal, str], file: str) -> str:
    """Return what to do about an id that is, as a number, the same as a known one; empty where none is.

    Examples
    --------
    >>> changed_id("7", by_number(["007"]), "organisations.csv")
    "A spreadsheet has changed this id: it is '007' in organisations.csv...."
    """
    if not _NUMBER.fullmatch(identifier):
        return ""
    original = known.get(Decimal(identifier)) or _rounded(identifier, known)
    if original is None:
        return ""
    todo = "Format the column as text before opening the file."
    if identifier.startswith("0") or _AS_SHOWN.fullmatch(original):
        return f"A spreadsheet has changed it in {file}, to '{shown(original)}'. {todo}"
    return f"A spreadsheet has changed this id: it is '{shown(original)}' in {file}. {todo}"


def _rounded(identifier: str, known: Mapping[Decimal, str]) -> str | None:
    """Return the id that a number in scientific notation was rounded from."""
    shown_as = _AS_SHOWN.fullmatch(identifier)
    if shown_as is None:
        return None
    digits = len(shown_as[2] or "")
    wanted = Decimal(identifier)
    return next((original for number, original in known.items() if Decimal(f"{number:.{digits}E}") == wanted), None)
