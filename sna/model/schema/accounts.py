"""Tables of what people say of it: answers, partnerships and how they fare, and what happened when."""

from __future__ import annotations

from sna.model.schema.columns import Column, Table
from sna.model.schema.shared_columns import NETWORK_TYPES, organisation, spell

ACCOUNTS = (
    Table(
        "survey",
        "what respondents said of their partners",
        (
            organisation("respondent", required=True, aliases=("responder", "rater", "ego", "answered_by")),
            organisation("partner", required=True, aliases=("rated", "alter", "about")),
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
            *spell(),
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
            organisation(required=True),
            Column("sector", "category"),
            *spell(),
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
            *spell(),
            Column("kind", "category", choices=("policy", "implementation", "merger", "technology")),
        ),
    ),
)
