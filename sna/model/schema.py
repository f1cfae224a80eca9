"""The one list of tables: their columns, what each holds, its other names, and what it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "category", "date", "number", "degrees", "yes_no"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Canonical name, lower snake case.
    kind
        How its cells are read: ``id`` and ``text`` stay as written (trimmed), ``category`` is text from a list,
        ``date`` is ISO unless study.toml says otherwise, ``number`` is finite and not negative, ``degrees`` is a
        place on the globe: south and west are negative.
    required
        Whether the table means nothing without it.
    may_be_blank
        Whether a cell of a required column may say nothing.
    refers
        The table whose ids it must hold, if any.
    choices
        The known values of a category; empty where any value is welcome.
    aliases
        Other headings that mean the same.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    may_be_blank: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table of a study: its columns, the columns that name a row, and what it holds in a sentence."""

    name: str
    holds: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of this canonical name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which the table means nothing."""
        return tuple(column.name for column in self.columns if column.required)


FROM = ("from", "source", "sender", "referrer", "referring_organisation", "referring_trust", "from_org", "org_a")
TO = ("to", "target", "receiver", "receiving_organisation", "receiving_trust", "to_org", "org_b")
FROM_PERSON = ("from", "source", "sender", "asks", "respondent", "ego")
TO_PERSON = ("to", "target", "receiver", "asked", "contact", "alter")
CENTRES = ("specialist", "local", "coordinating", "none")


NETWORK_TYPES = ("place", "issue")
"""Whether what people do together is about a place, or about an issue wherever it arises."""


def _organisation(name: str = "organisation", *, required: bool = False, aliases: tuple[str, ...] = ()) -> Column:
    return Column(name, "id", required=required, refers="organisations", aliases=aliases)


def _person(name: str = "person", *, required: bool = False) -> Column:
    return Column(name, "id", required=required, refers="people", aliases=("person_id", "staff", "attendee"))


def _spell(start: str = "start", end: str = "end") -> tuple[Column, Column]:
    return Column(start, "date"), Column(end, "date")


_ENDS = (
    _organisation("from_organisation", required=True, aliases=FROM),
    _organisation("to_organisation", required=True, aliases=TO),
)

_TABLES = (
    Table(
        "organisations",
        "who can have ties: one row an organisation",
        (
            Column("organisation", "id", required=True, aliases=("id", "org", "org_id", "node", "ods_code", "code")),
            Column("name", aliases=("organisation_name", "trust_name", "provider_name", "label")),
            Column("short_name"),
            Column("type", "category"),
            Column("consent", "category"),
            Column("sector", "category"),
            Column("centre", "category", choices=CENTRES),
            Column("place"),
            Column("latitude", "degrees", aliases=("lat",)),
            Column("longitude", "degrees", aliases=("lon", "long", "lng")),
            Column("opened", "date"),
            Column("closed", "date"),
            _organisation("parent"),
            _organisation("successor"),
            Column("in_boundary", "yes_no"),
            Column("approached", "yes_no"),
            Column("responded", "yes_no"),
        ),
        key=("organisation",),
    ),
    Table(
        "aliases",
        "other spellings of organisations: applied where `approve` is yes, said each time, never guessed",
        (
            Column("written", "id", required=True, aliases=("alias", "spelling")),
            Column("organisation", "id", required=True),
            Column("why"),
            Column("score", "number"),
            Column("approve", "yes_no", required=True, may_be_blank=True, aliases=("approved",)),
        ),
    ),
    Table(
        "centres",
        "which organisation is the specialist or a local centre, by pathway and date",
        (
            _organisation(required=True),
            Column("pathway", "category", required=True),
            Column("centre", "category", required=True, choices=CENTRES),
            *_spell(),
        ),
    ),
    Table(
        "people",
        "people under a pseudonym, with profession and tier",
        (
            Column("person", "id", required=True, aliases=("id", "person_id", "staff")),
            Column("profession", "category"),
            Column("specialty", "category"),
            Column("tier", "category", choices=("top", "middle", "bottom")),
            _organisation("employer"),
        ),
        key=("person",),
    ),
    Table(
        "opt_out",
        "people who want to be in none of it: every row of theirs is taken out before anything is computed",
        (Column("person", "id", required=True, aliases=("id", "person_id", "staff")),),
    ),
    Table(
        "contacts",
        "who turns to whom: one row a contact, from the person who seeks it to the one who is asked",
        (
            Column("from_person", "id", required=True, refers="people", aliases=FROM_PERSON),
            Column("to_person", "id", required=True, refers="people", aliases=TO_PERSON),
            Column("kind", "category"),
            Column("weight", "number", aliases=("value", "strength", "count", "frequency")),
            Column("snapshot", aliases=("wave", "period", "year")),
            Column("date", "date"),
            *_spell(),
        ),
    ),
    Table(
        "roles",
        "who works where, from when to when",
        (
            _person(required=True),
            _organisation(required=True, aliases=("org", "employer", "site", "board")),
            Column("role"),
            Column("pathway", "category"),
            Column("profession", "category"),
            *_spell(),
            Column("sessions", "number"),
            Column("host"),
            Column("contract", "category"),
            Column("end_reason"),
        ),
    ),
    Table(
        "mdt_links",
        "cases that one organisation sends to another's multidisciplinary team",
        (
            *_ENDS,
            Column("mdt"),
            Column("pathway", "category"),
            Column("cases", "number", aliases=("weight", "count", "patients")),
            *_spell("period_start", "period_end"),
            Column("kind", "category", choices=("referral", "transfer", "repatriation", "follow_up")),
        ),
    ),
    Table(
        "meetings",
        "meetings that were held",
        (
            Column("meeting", "id", required=True, aliases=("id", "meeting_id", "event")),
            Column("series", "category"),
            Column("pathway", "category"),
            Column("level", "category"),
            Column("date", "date"),
            Column("duration_minutes", "number", aliases=("duration",)),
            Column("mode", "category"),
            Column("chair", "id", refers="people"),
            _organisation("host"),
            Column("quorate", "yes_no"),
            Column("cancelled", "yes_no"),
            Column("failure"),
            Column("network_type", "category", choices=NETWORK_TYPES),
        ),
        key=("meeting",),
    ),
    Table(
        "attendance",
        "who was at which meeting, and for how long",
        (
            Column("meeting", "id", required=True, refers="meetings", aliases=("meeting_id", "event")),
            _person(),
            _organisation(aliases=("org",)),
            Column("profession", "category"),
            Column("attended", "category", choices=("yes", "no", "apologies", "deputy", "unknown")),
            Column("mode", "category", choices=("in_person", "video", "phone")),
            Column("minutes_present", "number", aliases=("minutes",)),
            Column("joined"),
            Column("left"),
            Column("presented", "yes_no"),
        ),
    ),
    Table(
        "cases",
        "cases listed, discussed and deferred at a meeting, by referring organisation",
        (
            Column("meeting", "id", required=True, refers="meetings"),
            _organisation("from_organisation", required=True, aliases=FROM),
            Column("listed", "number"),
            Column("discussed", "number"),
            Column("deferred", "number"),
            Column("missing_item", "category", choices=("pathology", "imaging", "details")),
            _organisation("responsible"),
        ),
    ),
    Table(
        "decisions",
        "who proposed, drafted, agreed or ratified what",
        (
            Column("decision", "id", required=True),
            _organisation(required=True),
            Column(
                "action",
                "category",
                required=True,
                choices=("propose", "draft", "agree", "ratify", "object", "withdraw"),
            ),
            Column("document"),
            Column("topic"),
            Column("date", "date"),
            _person(),
        ),
    ),
    Table(
        "survey",
        "what respondents said of their partners",
        (
            _organisation("respondent", required=True, aliases=("responder", "rater", "ego", "answered_by")),
            _organisation("partner", required=True, aliases=("rated", "alter", "about")),
            Column("snapshot", aliases=("wave", "period", "year")),
            Column("question", aliases=("item",)),
            Column("value", aliases=("answer", "rating", "score", "response")),
            Column("scale_min", "number"),
            Column("scale_max", "number"),
            Column("not_known", "yes_no"),
        ),
    ),
    Table(
        "partnerships",
        "partnerships and how they fare",
        (
            Column("partnership", "id", required=True),
            Column("status", "category", choices=("potential", "struggling", "successful", "ended")),
            *_spell(),
            Column("reason"),
            Column("network_type", "category", choices=NETWORK_TYPES),
        ),
        key=("partnership",),
    ),
    Table(
        "members",
        "which organisation is a member of which partnership",
        (
            Column("partnership", "id", required=True, refers="partnerships"),
            _organisation(required=True),
            Column("sector", "category"),
            *_spell(),
            Column("reason"),
        ),
    ),
    Table(
        "factors",
        "what helped or hindered a partnership",
        (
            Column("partnership", "id", required=True, refers="partnerships"),
            Column("factor", "category", required=True),
            Column("valence", "category", choices=("negative", "success")),
            Column("theme", "category"),
        ),
    ),
    Table(
        "indicators",
        "the ten collaboration indicators of D'Amour and colleagues, as people coded them",
        (
            Column("indicator", "category", required=True),
            Column("level", "number", required=True),
            Column("snapshot"),
            Column("scope"),
            Column("coder"),
        ),
    ),
    Table(
        "timeline",
        "what happened when",
        (
            Column("label", required=True),
            Column("date", "date"),
            *_spell(),
            Column("kind", "category", choices=("policy", "implementation", "merger", "technology")),
        ),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""Table name → its columns. Every other table with both ends of a tie is an edge list."""

EDGE_LIST = Table(
    "edges",
    "a ready list of ties: one row a tie",
    (
        *_ENDS,
        Column("weight", "number", aliases=("value", "strength", "count", "cases")),
        Column("layer", "category"),
        Column("snapshot", aliases=("wave", "period", "year")),
        Column("date", "date"),
        *_spell(),
        Column("pathway", "category"),
        Column("network_type", "category", choices=NETWORK_TYPES),
    ),
)
"""What any table is read as that has both ends of a tie and is not one of `TABLES`."""
