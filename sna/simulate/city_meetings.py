"""Where people of the invented city met: boards, forums, leadership programmes, and one conversation of a hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.city_people import FACILITATORS, Person
from sna.simulate.city_places import HUB, OUTSIDE, PERIODS, WHOLE
from sna.simulate.dates import Period, meeting_days
from sna.simulate.tables import Row

IN_CONVERSATION = 100
COMES = {"top": 0.5, "middle": 0.75, "bottom": 0.85, "": 0.95}
"""How likely somebody of a tier is to come: those at the top did not fully commit."""
PATHWAYS = {"frailty": ("CC05", "P11"), "diabetes": ("CC14", "P09"), "urgent care": ("CC07", "P14")}
"""Programme of care → its host and its chair."""
FORUMS = {"north": ("CC02", "P05"), "south": ("CC12", "P20")}
"""Neighbourhood → host and chair of its forum."""


class _Held(NamedTuple):
    meeting: str
    series: str
    date: dt.date
    host: str
    chair: str
    network_type: str = ""
    pathway: str = ""
    duration: int = 90


def register_of(seed: int, people: Sequence[Person]) -> tuple[list[Row], list[Row]]:
    """Return the rows of ``meetings`` and of ``attendance``."""
    chance = Chance(seed, "city meetings")
    meetings: list[Row] = []
    attendance: list[Row] = []
    for held, invited in _invitations(chance, people):
        meetings.append({**held._asdict(), "duration_minutes": held.duration, "mode": "in_person"})
        attendance += _who_came(chance, held, invited)
    held, present = _conversation(chance, people)
    meetings.append({**held._asdict(), "duration_minutes": held.duration, "mode": "in_person"})
    attendance += [{"meeting": held.meeting, "person": one.person, "attended": "yes"} for one in present]
    return [{name: cell for name, cell in row.items() if name != "duration"} for row in meetings], attendance


def _invitations(chance: Chance, people: Sequence[Person]) -> list[tuple[_Held, list[Person]]]:
    city = [one for one in people if one.employer not in OUTSIDE]
    tops = [one for one in city if one.tier == "top"]
    group = [*tops, FACILITATORS[0]]
    found = [
        (_Held(f"CLG-{day:%Y-%m}", "city leadership group", day, HUB, "P22", "place"), group)
        for day in meeting_days(WHOLE, every=1, weekday=2, week=1)
    ]
    for name, (host, chair) in FORUMS.items():
        below = [one for one in city if one.tier in ("middle", "bottom")]
        members = _with(chair, chance.shuffled(below)[:16], people)
        for day in meeting_days(WHOLE, every=2, weekday=3, week=2):
            key = f"NF-{name}-{day:%Y-%m}"
            found.append((_Held(key, "neighbourhood forum", day, host, chair, "place"), members))
    for pathway, (host, chair) in PATHWAYS.items():
        clinical = [one for one in city if one.profession != "manager"]
        away = [one for one in people if one.employer in OUTSIDE]
        members = _with(chair, [*chance.shuffled(clinical)[:12], *chance.shuffled(away)[:3]], people)
        for day in meeting_days(WHOLE, every=2, weekday=1, week=3):
            key = f"PC-{pathway.replace(' ', '-')}-{day:%Y-%m}"
            found.append((_Held(key, "programme of care", day, host, chair, "issue", pathway), members))
    return [*found, *_programmes(chance, city)]


def _with(chair: str, members: list[Person], people: Sequence[Person]) -> list[Person]:
    """Return members in the order of their pseudonyms, the chair among them."""
    chosen = {one.person for one in members} | {chair}
    return [one for one in people if one.person in chosen]


def _programmes(chance: Chance, city: Sequence[Person]) -> list[tuple[_Held, list[Person]]]:
    """Return the two leadership programmes: six days each, for one cohort, at the university."""
    tiers = {"PLP": ("middle", "bottom"), "ALP": ("top", "middle")}
    names = {"PLP": "professional leadership programme", "ALP": "advanced leadership programme"}
    when = {"PLP": Period(PERIODS["first"].start, dt.date(2014, 3, 31)), "ALP": PERIODS["second"]}
    found = []
    for key, name in names.items():
        cohort = _with("P23", chance.shuffled([one for one in city if one.tier in tiers[key]])[:20], city)
        days = list(meeting_days(when[key], every=1, weekday=4, week=2))[:6]
        found += [(_Held(f"{key}-{day:%Y-%m}", name, day, HUB, "P23", duration=240), cohort) for day in days]
    return found


def _who_came(chance: Chance, held: _Held, invited: Sequence[Person]) -> list[Row]:
    rows: list[Row] = []
    for one in invited:
        comes = one.person == held.chair or chance.happens(COMES[one.tier])
        if comes or chance.happens(0.7):
            rows.append({"meeting": held.meeting, "person": one.person, "attended": "yes" if comes else "apologies"})
    return rows


def _conversation(chance: Chance, people: Sequence[Person]) -> tuple[_Held, list[Person]]:
    """Return the conversation of a hundred leaders: everybody who was interviewed, and others."""
    held = _Held("CONVERSATION", "city conversation", dt.date(2014, 10, 15), HUB, "P22", duration=180)
    first = people[: 21 + len(FACILITATORS)]
    others = chance.shuffled(people[len(first) :])[: IN_CONVERSATION - len(first)]
    present = {one.person for one in (*first, *others)}
    return held, [one for one in people if one.person in present]
