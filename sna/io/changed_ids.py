"""Ids that a spreadsheet took for numbers: ``7`` for ``007``, ``9.00E+04`` for ``9E4``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sna.errors import Problem
from sna.io.text_table import TextColumn, capped, shown

# Few digits in the exponent: more would be no number that a spreadsheet shows.
_NUMBER = re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?(E[+-]?[0-9]{1,3})?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d( .*)?")
_EXACT_DIGITS = 15
"""Digits that the numbers of a spreadsheet hold."""
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


def taken_for_numbers(source: TextColumn) -> list[Problem]:
    """Return the problem of every id that was typed as text and is a number or a day in its file.

    Numbers are suspected where the other ids are text, all of one length, and theirs is another; whole columns of
    numbers are ids like any other, as long as no digit is lost.
    """
    lengths = {len(value.strip()) for at, value in enumerate(source.values) if at not in source.typed and value.strip()}
    texts = sum(1 for at, value in enumerate(source.values) if at not in source.typed and value.strip())
    hint = "Format the column as text, and type the id again."
    days, numbers = [], []
    for at in sorted(source.typed):
        value = source.values[at]
        if _DAY.fullmatch(value):
            days.append(source.problem("W310", at, "This id is a date in the workbook", hint=hint))
        elif "e+" in value or len(value) > _EXACT_DIGITS:
            message = "This id is a number with more digits than a spreadsheet keeps"
            numbers.append(source.problem("E309", at, message, hint=hint))
        elif texts > 1 and len(lengths) == 1 and value not in {"yes", "no"} and len(value) not in lengths:
            expected = f"{max(lengths)} characters, as the others have"
            message = "This id was taken for a number"
            numbers.append(source.problem("E309", at, message, expected=expected, hint=hint))
    return [*capped(numbers), *capped(days)]
