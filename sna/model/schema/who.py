"""Tables of who there is: organisations, their names and centres, and people."""

from __future__ import annotations

from sna.model.schema.columns import Column, Table
from sna.model.schema.shared_columns import CENTRES, organisation, spell

WHO = (
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
            organisation("parent"),
            organisation("successor"),
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
            organisation(required=True),
            Column("pathway", "category", required=True),
            Column("centre", "category", required=True, choices=CENTRES),
            *spell(),
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
            organisation("employer"),
        ),
        key=("person",),
    ),
    Table(
        "opt_out",
        "people who want to be in none of it: every row of theirs is taken out before anything is computed",
        (Column("person", "id", required=True, aliases=("id", "person_id", "staff")),),
    ),
)
