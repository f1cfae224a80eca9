"""Columns that several tables have: who, from whom to whom, from when to when."""

from __future__ import annotations

from sna.model.schema.columns import Column

FROM = ("from", "source", "sender", "referrer", "referring_organisation", "referring_trust", "from_org", "org_a")
TO = ("to", "target", "receiver", "receiving_organisation", "receiving_trust", "to_org", "org_b")
FROM_PERSON = ("from", "source", "sender", "asks", "respondent", "ego")
TO_PERSON = ("to", "target", "receiver", "asked", "contact", "alter")
CENTRES = ("specialist", "local", "coordinating", "none")

NETWORK_TYPES = ("place", "issue")
"""Whether what people do together is about a place, or about an issue wherever it arises."""


def organisation(name: str = "organisation", *, required: bool = False, aliases: tuple[str, ...] = ()) -> Column:
    """Return a column that names an organisation."""
    return Column(name, "id", required=required, refers="organisations", aliases=aliases)


def person(name: str = "person", *, required: bool = False) -> Column:
    """Return a column that names a person."""
    return Column(name, "id", required=required, refers="people", aliases=("person_id", "staff", "attendee"))


def spell(start: str = "start", end: str = "end") -> tuple[Column, Column]:
    """Return the columns of a spell: its first and last day."""
    return Column(start, "date"), Column(end, "date")


ENDS = (
    organisation("from_organisation", required=True, aliases=FROM),
    organisation("to_organisation", required=True, aliases=TO),
)
