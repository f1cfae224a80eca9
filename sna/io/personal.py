"""Columns that hold what identifies a person: refused unless study.toml permits the column by name."""

from __future__ import annotations

import re

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.text_table import TextColumn
from sna.io.toml_sections import text_of

_EMAIL = re.compile(r"[^@\s,;<>()]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}")
_TEN_DIGITS = re.compile(r"\d{10}|\d{3}[ -]\d{3}[ -]\d{4}")
_NHS = re.compile(r"(^|_)nhs_?(no|nr|num|number|id)(_|$)")
_GMC = re.compile(r"(^|_)gmc(_|$)|(^|_)gmc_?(no|nr|num|number|id)(_|$)")
_SEVEN_DIGITS = re.compile(r"\d{7}")
_BORN = re.compile(r"(^|_)(dob|date_of_birth|birth_?date|birthday|geburtsdatum|date_de_naissance)(_|$)")
_MAIL = re.compile(r"(^|_)(e_?mail|mail)(_|$)")
_OF_PEOPLE = frozenset(("people", "roles", "attendance", "contacts", "opt_out"))
"""Tables with a row for a person: what is called a name there is a person's."""
_OF_A_PERSON = re.compile(
    r"((person|staff|attendee|clinician|contact|full|first|last|middle|given|family|christian|maiden)_?names?|names?"
    r"|surname|forename|(nach|vor)name|(home_?|work_?)?(tele)?phone(_?(no|nr|num|number))?|mobile(_?(no|num|number|phone))?"
    r"|e_?mail(_?address)?|dob|date_of_birth|birth_?date|birthday|nhs_?(no|nr|num|number|id)|(home_?)?address)"
)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")
_ENOUGH = 5
"""So many 10-digit numbers all have a right check digit by chance less than once in 100,000 columns."""
_MOST, _SOME = 0.9, 0.1


def personal_data(source: TextColumn, permitted: frozenset[str]) -> list[Problem]:
    """Return the problem of a column that holds what identifies persons; the cells themselves are never shown.

    Parameters
    ----------
    source
        The column.
    permitted
        Headings that study.toml permits, folded.
    """
    heading = fold(source.heading)
    if heading in permitted:
        return []
    cells = [value.strip() for value in source.values if value.strip()]
    what = _what(heading, cells)
    if not what:
        return []
    message = f"This column holds {what}."
    hint = "Delete it, or put a pseudonym in its place. If it must stay, and may: "
    hint += f"permitted = [{text_of(source.heading.strip())}] under [people] in study.toml."
    return [Problem("E801", message, source.file, int(source.lines[0]), source.heading, hint=hint)]


def named_persons(source: TextColumn, table: str, permitted: frozenset[str]) -> list[Problem]:
    """Return what to say of a column that by its heading names people or reaches them, in a table of people.

    Parameters
    ----------
    source
        The column; one that `personal_data` refuses is not said again.
    table
        What it is a column of: the name of an organisation is nobody's.
    permitted
        Headings that study.toml permits, folded.
    """
    heading = fold(source.heading)
    held = any(value.strip() for value in source.values)
    if table not in _OF_PEOPLE or heading in permitted or not held or not _OF_A_PERSON.fullmatch(heading):
        return []
    if personal_data(source, permitted):
        return []
    message = "By its heading this column holds personal data; nothing is computed from it."
    hint = "Delete it: a pseudonym under 'person' is enough. If it may stay: "
    hint += f"permitted = [{text_of(source.heading.strip())}] under [people] in study.toml."
    return [Problem("W801", message, source.file, int(source.lines[0]), source.heading, hint=hint)]


def _what(heading: str, cells: list[str]) -> str:
    """Return what a column holds of persons; empty where nothing says that it does."""
    if not cells:
        return ""
    addresses = sum(_EMAIL.fullmatch(cell) is not None for cell in cells if "@" in cell)
    signs = {
        "dates of birth": _BORN.search(heading) and _share(cells, _DAY) > _MOST,
        "GMC numbers": _GMC.search(heading) and _share(cells, _SEVEN_DIGITS) > _MOST,
        "e-mail addresses": addresses > 0
        and (_MAIL.search(heading) is not None or (addresses > 1 and addresses > _SOME * len(cells))),
        "NHS numbers": _NHS.search(heading) and any(map(is_nhs_number, cells)),
        "numbers that are all NHS numbers by their check digit": _all_nhs(cells),
    }
    return next((what for what, sign in signs.items() if sign), "")


def _all_nhs(cells: list[str]) -> bool:
    enough = len(cells) >= _ENOUGH and _TEN_DIGITS.fullmatch(cells[0]) is not None
    return enough and sum(map(is_nhs_number, cells)) > _MOST * len(cells)


def _share(cells: list[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(cell) is not None for cell in cells) / len(cells)


def is_nhs_number(cell: str) -> bool:
    """Whether ten digits have the check digit of an NHS number.

    Examples
    --------
    >>> is_nhs_number("943 476 5919"), is_nhs_number("9434765918"), is_nhs_number("12345")
    (True, False, False)
    """
    if not _TEN_DIGITS.fullmatch(cell):
        return False
    digits = [int(c) for c in cell if c.isdecimal()]
    check = 11 - sum((10 - place) * digit for place, digit in enumerate(digits[:9])) % 11
    return digits[9] == check % 11
