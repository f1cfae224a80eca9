"""A city-wide collaborative: tops, middles and bottoms of many organisations, and a university in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sna.simulate.chance import Chance
from sna.simulate.city_meetings import register_of
from sna.simulate.city_people import FACILITATORS, FIRST, RESPONDENTS, Person, people_of
from sna.simulate.city_places import ORGANISATIONS, PERIODS, WHOLE
from sna.simulate.folder import folder_of, opening
from sna.simulate.tables import Row

COLUMNS: dict[str, Sequence[str]] = {
    "organisations": ("organisation", "name", "short_name", "type", "sector", "place", "latitude", "longitude"),
    "people": ("person", "profession", "tier", "employer", "respondent", "first_interview"),
    "contacts": ("from_person", "to_person", "kind", "snapshot", "weight"),
    "meetings": ("meeting", "series", "pathway", "date", "duration_minutes", "mode", "chair", "host", "network_type"),
    "attendance": ("meeting", "person", "attended"),
    "timeline": ("label", "date", "kind"),
}
RANK = {"top": 0, "middle": 1, "bottom": 2}
UP, ALIKE, DOWN, HUB = 0.30, 0.16, 0.05, 0.45
"""How likely a respondent is to turn to somebody higher, of the same tier, lower, and to the university."""

STUDY = (
    opening(
        "City collaborative: an invented network",
        "Organisations that sent anybody to the city's collaborative, and 21 people who were interviewed in them",
        PERIODS,
        cut_off=WHOLE.end,
        sampled=True,
    )
    + """
[groups]
sector = ["nhs", "voluntary"]

[layer.meetings]
from = "attendance"
rule = "newman"

[layer.to_host]
from = "attendance"
rule = "to_host"
"""
)


def study_files(seed: int) -> dict[str, bytes]:
    """Return file name → content of the study made from a seed."""
    people = people_of(seed)
    meetings, attendance = register_of(seed, people)
    tables: dict[str, list[Row]] = {
        "organisations": [{name: getattr(one, name) for name in COLUMNS["organisations"]} for one in ORGANISATIONS],
        "people": [_person(one) for one in people],
        "contacts": _contacts(seed, people),
        "meetings": meetings,
        "attendance": attendance,
        "timeline": [
            {"label": "Collaborative set up", "date": WHOLE.start, "kind": "implementation"},
            {"label": "City conversation", "date": dt.date(2014, 10, 15), "kind": "implementation"},
        ],
    }
    return folder_of(STUDY, COLUMNS, tables)


def _person(one: Person) -> Row:
    return {
        "person": one.person,
        "profession": one.profession,
        "tier": one.tier,
        "employer": one.employer,
        "respondent": "yes" if one.person in RESPONDENTS else "no",
        "first_interview": "yes" if one.person in FIRST else "no",
    }


def _contacts(seed: int, people: Sequence[Person]) -> list[Row]:
    """Return whom the respondents of each round turn to: each other, and the university's facilitators."""
    chance = Chance(seed, "city contacts")
    asked = [one for one in people if one.person in RESPONDENTS]
    rows: list[Row] = []
    for snapshot, respondents in zip(PERIODS, (FIRST, RESPONDENTS), strict=True):
        for sender in (one for one in asked if one.person in respondents):
            for receiver in people[: len(RESPONDENTS) + len(FACILITATORS)]:
                if receiver is not sender and chance.happens(_likely(sender, receiver)):
                    higher = bool(receiver.tier) and RANK[receiver.tier] < RANK[sender.tier]
                    kind = "escalation" if higher and chance.happens(0.4) else "advice"
                    ends = {"from_person": sender.person, "to_person": receiver.person}
                    rows.append({**ends, "kind": kind, "snapshot": snapshot, "weight": chance.whole(1, 4)})
    return rows


def _likely(sender: Person, receiver: Person) -> float:
    if not receiver.tier:
        return HUB
    way = RANK[sender.tier] - RANK[receiver.tier]
    return UP if way > 0 else ALIKE if way == 0 else DOWN
