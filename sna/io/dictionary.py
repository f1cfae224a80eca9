"""The tables of a study and their columns in words, for the people who fill them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from sna.model.schema import TABLES, Column, Table

HEADINGS = ("table", "column", "needed", "what it holds", "allowed values", "other headings that are understood")
_KINDS = {
    "id": "A short id, always as text: RRV, 001.",
    "text": "Free text.",
    "category": "A word from a list of your own, always spelled alike.",
    "date": "A day: 2019-04-30.",
    "number": "A number, 0 or more; blank where it is not known.",
    "yes_no": "yes or no; blank where it is not known.",
    "degrees": "Degrees: 51.4545; south and west are negative.",
}
MEANINGS = {
    "organisations.centre": "Which kind of centre it is; the groups that are compared unless study says otherwise.",
    "organisations.type": "What kind of organisation it is: trust, hospice, charity.",
    "organisations.sector": "nhs, local_authority, university, voluntary, industry, other.",
    "organisations.consent": "Whether its name may be shown.",
    "organisations.parent": "The organisation it is a site of.",
    "organisations.successor": "The organisation it was merged into.",
    "organisations.in_boundary": "Whether it belongs to the network that is studied.",
    "organisations.approached": "Whether it was asked to take part.",
    "organisations.responded": "Whether it did.",
    "organisations.opened": "The first day it existed, if that is within the time studied.",
    "organisations.closed": "The last day it existed.",
    "people.person": "A pseudonym: never a name, an e-mail address or a staff number.",
    "people.employer": "The organisation that employs the person.",
    "roles.start": "The first day of the role.",
    "roles.end": "The last day of the role; blank while it runs.",
    "roles.sessions": "Programmed activities (half days) a week.",
    "roles.host": "Where the work is done, if that is elsewhere.",
    "roles.end_reason": "Why it ended.",
    "mdt_links.from_organisation": "Who sends the cases.",
    "mdt_links.to_organisation": "Whose multidisciplinary team they go to.",
    "mdt_links.cases": "How many cases in the period. Counts only, never a row for each patient.",
    "mdt_links.period_start": "The first day of the period that is counted.",
    "mdt_links.period_end": "Its last day.",
    "meetings.meeting": "An id for each meeting that was held.",
    "meetings.series": "What it is one of: pathway board, nurse group.",
    "meetings.level": "strategic, operational, …",
    "meetings.chair": "The person who chaired it.",
    "meetings.quorate": "Whether enough members were there.",
    "meetings.failure": "What went wrong: no link, no pathology.",
    "attendance.organisation": "Whom the person stood for that day.",
    "attendance.joined": "When the person came, if not at the start: 14:05.",
    "attendance.left": "When the person went.",
    "attendance.presented": "Whether the person presented a case.",
    "cases.missing_item": "What a deferred case waited for.",
    "cases.responsible": "The organisation that owed it.",
    "survey.respondent": "The organisation that answers.",
    "survey.partner": "The organisation it answers about.",
    "survey.snapshot": "Which round of the survey.",
    "survey.question": "trust, value, influence, frequency, …",
    "survey.value": "The answer.",
    "survey.scale_min": "The lowest answer that could be given.",
    "survey.scale_max": "The highest answer that could be given.",
    "survey.not_known": "yes where the respondent could not say.",
    "indicators.level": "1 latent, 2 developing, 3 active (or 1 to 5).",
    "indicators.scope": "network, or an organisation, a profession, a pathway.",
    "timeline.label": "What happened.",
}
"""``table.column`` → what it holds, where its name and kind do not say it."""


@dataclass(frozen=True)
class Entry:
    """One column in words."""

    table: str
    column: str
    needed: str
    holds: str
    allowed: str
    others: str


def dictionary_of(tables: Iterable[str]) -> list[tuple[str, ...]]:
    """Return one row a column, under `HEADINGS`.

    Examples
    --------
    >>> dictionary_of(["timeline"])[0][:4]
    ('timeline', 'label', 'yes', 'What happened.')
    """
    return [astuple(_entry(TABLES[name], column)) for name in tables for column in TABLES[name].columns]


def meaning_of(table: str, column: Column) -> str:
    """Return what a column holds, in a sentence."""
    kind = f"An id of sheet or file {column.refers}." if column.refers else _KINDS[column.kind]
    if column.choices:
        kind = "One of the allowed values."
    said = MEANINGS.get(f"{table}.{column.name}")
    if said and column.refers:
        return f"{said} {kind}"
    return said or kind


def allowed_in(column: Column) -> tuple[str, ...]:
    """Return the values a column may hold; none where any will do."""
    return ("yes", "no") if column.kind == "yes_no" else column.choices


def _entry(table: Table, column: Column) -> Entry:
    needed = "yes" if column.required else ""
    allowed, others = ", ".join(allowed_in(column)), ", ".join(column.aliases)
    return Entry(table.name, column.name, needed, meaning_of(table.name, column), allowed, others)
