"""Tables of what was done: contacts, posts, cases sent, meetings, and decisions."""

from __future__ import annotations

from sna.model.schema.columns import Column, Table
from sna.model.schema.shared_columns import (
    ENDS,
    FROM,
    FROM_PERSON,
    NETWORK_TYPES,
    TO_PERSON,
    organisation,
    person,
    spell,
)

ACTIVITY = (
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
            *spell(),
        ),
    ),
    Table(
        "roles",
        "who works where, from when to when",
        (
            person(required=True),
            organisation(required=True, aliases=("org", "employer", "site", "board")),
            Column("role"),
            Column("pathway", "category"),
            Column("profession", "category"),
            *spell(),
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
            *ENDS,
            Column("mdt"),
            Column("pathway", "category"),
            Column("cases", "number", aliases=("weight", "count", "patients")),
            *spell("period_start", "period_end"),
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
            organisation("host"),
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
            person(),
            organisation(aliases=("org",)),
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
            organisation("from_organisation", required=True, aliases=FROM),
            Column("listed", "number"),
            Column("discussed", "number"),
            Column("deferred", "number"),
            Column("missing_item", "category", choices=("pathology", "imaging", "details")),
            organisation("responsible"),
        ),
    ),
    Table(
        "decisions",
        "who proposed, drafted, agreed or ratified what",
        (
            Column("decision", "id", required=True),
            organisation(required=True),
            Column(
                "action",
                "category",
                required=True,
                choices=("propose", "draft", "agree", "ratify", "object", "withdraw"),
            ),
            Column("document"),
            Column("topic"),
            Column("date", "date"),
            person(),
        ),
    ),
)
