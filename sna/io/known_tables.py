"""Which known table a table of another name looks like, by its columns, and what to name it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath

from sna.errors import parts_of
from sna.io.headings import fold, name_columns
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import TABLES, Table

_FEWEST = 2
_TELLING = {
    "mdt_links": {"mdt", "cases", "patients", "period", "period_start", "period_end"},
    "roles": {"role", "start", "end", "sessions", "host", "contract", "profession", "specialty"},
    "contacts": {"from_person", "to_person"},
    "attendance": {"person", "person_id", "staff", "attendee", "organisation", "org"},
}
"""Headings of which one at least is needed beside the required ones: these alone stand in other tables too."""
_NEVER = {"opt_out"}
"""A list of people looks like those who opted out, and nobody is to be taken out by a guess."""


def likely_table(headings: Sequence[str], taken: Collection[str] = ()) -> str:
    """Return the known table whose columns these are, the one with most of them; empty where none fits.

    Parameters
    ----------
    headings
        As the file has them.
    taken
        Tables that the study has already.

    Examples
    --------
    >>> likely_table(["Respondent", "Partner", "Trust"]), likely_table(["From", "To", "Period start", "Cases"])
    ('survey', 'mdt_links')
    >>> likely_table(["from", "to", "weight"]), likely_table(["Respondent", "Partner"], taken={"survey"})
    ('', '')
    """
    scores = {name: _score(headings, table) for name, table in TABLES.items() if name not in {*taken, *_NEVER}}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if scores.get(best, 0) else ""


def _score(headings: Sequence[str], table: Table) -> int:
    """Return how many columns of a table these are; 0 where they are too few to tell."""
    names = {name for name in name_columns(headings, table, {}) if name}
    there = names & {column.name for column in table.columns}
    telling = _TELLING.get(table.name)
    if not set(table.required) <= there or len(there) < _FEWEST:
        return 0
    if telling is not None and not telling & {fold(heading) for heading in headings}:
        return 0
    # One column, such as an id, tells little: then most of the others must be known as well.
    return len(there) if len(table.required) > 1 or telling or 2 * len(there) >= len(headings) else 0


def as_known(table: str, label: str) -> str:
    """Return what to do where what is at a label looks like a known table.

    Examples
    --------
    >>> as_known("roles", "[staff.xlsx]Sheet1")
    'This looks like roles: name the sheet roles, or write roles = "[staff.xlsx]Sheet1" under [tables] in study.toml.'
    """
    file, name = parts_of(label)
    suffix = PurePath(file).suffix
    called = (
        f"file {table}{suffix}" if not name else f"sheet {table}" if suffix.lower() == ".xlsx" else f"table {table}"
    )
    declared = f"{key_of(table)} = {text_of(label)} under [tables] in study.toml"
    return f"This looks like {table}: name the {called}, or write {declared}."
