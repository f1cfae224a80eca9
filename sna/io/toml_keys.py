"""Every section and key that study.toml may have."""

from __future__ import annotations

from sna.io.toml_sections import Key
from sna.model.answers import NON_RESPONDENTS, REPORTS
from sna.model.declaration import ATTENDANCE_RULES

SECTIONS: dict[str, dict[str, Key]] = {
    "study": {
        "title": Key(),
        "cut_off": Key("date"),
        "boundary": Key(),
        "organisations": Key(choices=("all", "present")),
        "successors": Key(choices=("recorded", "merged")),
        "snapshots": Key(choices=("year", "quarter", "month")),
        "window": Key("number"),
        "commitments": Key("list"),
    },
    "read": {
        "encoding": Key(),
        "delimiter": Key(),
        "date_order": Key(choices=("ymd", "dmy", "mdy")),
        "decimal": Key(choices=(".", ",")),
        "header_row": Key("number"),
    },
    "tables": {"columns": Key("section")},
    "groups": {},
    "asymmetry": {"primary": Key()},
    "survey": {
        "non_respondents": Key(choices=NON_RESPONDENTS),
        "unlisted": Key(choices=("no_tie", "not_asked")),
        "questions": Key("list"),
        "not_known": Key("list"),
        "words": Key("section"),
        "scales": Key("section"),
        "reversed": Key("list"),
        "composites": Key("section"),
    },
    "release": {
        "level": Key(choices=("internal",), later=("partners", "public")),
        "names": Key(choices=("consented",)),
        "single_person_ties": Key("yes_no"),
        "threshold": Key("number"),
        "round": Key("number"),
        "classes": Key("section"),
    },
    "people": {"opt_out": Key(), "permitted": Key("list")},
}
SNAPSHOT = {
    "name": Key(),
    "from": Key("date"),
    "to": Key("date"),
    "rule": Key(choices=("active_any", "active_at", "overlap")),
    "sample": Key(),
}
LAYER = {
    "from": Key(),
    "rule": Key(choices=ATTENDANCE_RULES),
    "weight": Key(),
    "directed": Key("yes_no"),
    "depends": Key(choices=("sender", "receiver")),
    "duplicates": Key(choices=("error", "sum", "max", "last", "mean")),
    "question": Key(),
    "reports": Key(choices=REPORTS),
    "history": Key("yes_no"),
    "only": Key(),
    "through": Key(choices=("decision", "document", "topic")),
}
