"""A partnership that answers a survey twice: equal seats, unequal influence, 16 of 20 partners answer each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.dates import Period, meeting_days
from sna.simulate.folder import folder_of, opening
from sna.simulate.meetings import Meeting, Register
from sna.simulate.tables import Cell, Row

Date = dt.date

WAVES = {
    "first": Period(Date(2022, 4, 1), Date(2023, 3, 31)),
    "second": Period(Date(2023, 4, 1), Date(2024, 3, 31)),
}
SILENT = {"first": ("PS04", "PS09", "PS15", "PS18"), "second": ("PS04", "PS11", "PS15", "PS20")}
"""Who does not answer: four of twenty in each wave, two of them in both."""


class Partner(NamedTuple):
    """One partner, and the influence it is known for, on the survey's scale."""

    organisation: str
    name: str
    type: str
    sector: str
    standing: float


PARTNERS = (
    Partner("PS01", "Tarnholm Hospitals", "acute_hospital", "nhs", 3.9),
    Partner("PS02", "Ravelston Community Health", "community_provider", "nhs", 3.3),
    Partner("PS03", "Corriedale Mental Health", "mental_health", "nhs", 3.0),
    Partner("PS04", "Tarnholm Commissioning Board", "commissioner", "nhs", 3.8),
    Partner("PS05", "Lindenmoor Practices", "primary_care", "nhs", 3.1),
    Partner("PS06", "Ravelston Ambulance Service", "ambulance", "nhs", 2.7),
    Partner("PS07", "Corriedale Public Health", "public_health", "nhs", 3.4),
    Partner("PS08", "Tarnholm City Council", "council", "local_authority", 3.2),
    Partner("PS09", "Lindenmoor District Council", "council", "local_authority", 2.4),
    Partner("PS10", "Ravelston Housing Office", "housing", "local_authority", 2.1),
    Partner("PS11", "Corriedale Schools Service", "education", "local_authority", 2.3),
    Partner("PS12", "Tarnholm Leisure Service", "leisure", "local_authority", 1.8),
    Partner("PS13", "Lindenmoor Fire Service", "fire_service", "local_authority", 2.2),
    Partner("PS14", "Ravelston Carers", "carers", "voluntary", 1.6),
    Partner("PS15", "Corriedale Advice Centre", "advice", "voluntary", 1.9),
    Partner("PS16", "Tarnholm Food Share", "food_bank", "voluntary", 1.5),
    Partner("PS17", "Lindenmoor Befriending", "befriending", "voluntary", 1.4),
    Partner("PS18", "Ravelston Youth Project", "youth", "voluntary", 1.7),
    Partner("PS19", "Corriedale Refugee Welcome", "migrant_support", "voluntary", 1.4),
    Partner("PS20", "Tarnholm Hospice", "hospice", "voluntary", 2.0),
)

ITEMS = ("mission", "reliability", "communication", "influence", "resources", "time")
"""Three items of trust, then three of value."""
LOWEST, HIGHEST = 1, 4
LISTS = 0.6
"""How likely a respondent is to work with a partner: the same for every pair, so that being named says little."""
NOT_KNOWN = 0.06

COLUMNS: dict[str, Sequence[str]] = {
    "organisations": ("organisation", "name", "type", "sector"),
    "people": ("person", "profession", "employer"),
    "survey": ("respondent", "partner", "snapshot", "question", "value", "not_known"),
    "meetings": ("meeting", "series", "date", "duration_minutes", "mode", "chair", "host", "quorate"),
    "attendance": ("meeting", "person", "organisation", "attended", "mode", "minutes_present"),
    "requests": ("from", "to", "weight", "snapshot"),
}

STUDY = (
    opening(
        "A partnership answers a survey twice: an invented network",
        "The twenty partners with a seat on the partnership board",
        WAVES,
    )
    + """
[groups]
sector = ["nhs", "voluntary"]

[survey]
unlisted = "no_tie"

[survey.scales]
mission = [1, 4]
reliability = [1, 4]
communication = [1, 4]
influence = [1, 4]
resources = [1, 4]
time = [1, 4]

[survey.composites]
trust = ["mission", "reliability", "communication"]
value = ["influence", "resources", "time"]

[layer.trust]
from = "survey"

[layer.value]
from = "survey"

[layer.influence]
from = "survey"

[layer.requests]
from = "requests.csv"
weight = "weight"

[layer.meetings]
from = "attendance"
rule = "newman"
"""
)


def study_files(seed: int) -> dict[str, bytes]:
    """Return file name → content of the study made from a seed."""
    register = _register(seed)
    tables: dict[str, list[Row]] = {
        "organisations": [{name: getattr(p, name) for name in COLUMNS["organisations"]} for p in PARTNERS],
        "people": [{"person": _person(p), "profession": "manager", "employer": p.organisation} for p in PARTNERS],
        "survey": _survey(seed),
        "meetings": [{name: row[name] for name in COLUMNS["meetings"]} for row in register.meetings],
        "attendance": register.attendance,
        "requests": _requests(seed),
    }
    return folder_of(STUDY, COLUMNS, tables)


def _person(partner: Partner) -> str:
    """Return the pseudonym of the one person who holds a partner's seat."""
    return partner.organisation.replace("PS", "R")


def _survey(seed: int) -> list[Row]:
    """Return the answers of both waves: whom each respondent works with, and six answers about each of them."""
    chance = Chance(seed, "partner survey answers")
    rows: list[Row] = []
    for wave, silent in SILENT.items():
        for respondent in (partner for partner in PARTNERS if partner.organisation not in silent):
            others = [partner for partner in PARTNERS if partner is not respondent and chance.happens(LISTS)]
            for partner in others:
                ends = {"respondent": respondent.organisation, "partner": partner.organisation, "snapshot": wave}
                rows += [{**ends, "question": item, **_answer(chance, item, partner)} for item in ITEMS]
    return rows


def _answer(chance: Chance, item: str, partner: Partner) -> dict[str, Cell]:
    """Return one answer: influence follows the partner's standing, the other items do not hang on who it is about."""
    if chance.happens(NOT_KNOWN):
        return {"not_known": "yes"}
    mean = partner.standing if item == "influence" else 2.8
    value = round(mean + chance.uniform(-1.2, 1.2))
    return {"value": min(max(value, LOWEST), HIGHEST)}


def _register(seed: int) -> Register:
    """Return the board, every month, and the working group, every quarter: one seat a partner at each."""
    chance = Chance(seed, "partner survey meetings")
    register = Register()
    chairs = [partner for partner in PARTNERS if partner.organisation in ("PS01", "PS04", "PS08")]
    for wave in WAVES.values():
        for number, day in enumerate(meeting_days(wave, every=1, weekday=1, week=2)):
            chair = chairs[0] if number % 4 < 2 else chairs[number % 4 - 1]  # noqa: PLR2004 - every other meeting the first
            meeting = Meeting(f"PB-{day:%Y-%m}", "partnership board", day, 90, chair.organisation, chair=_person(chair))
            _meet(register, chance, meeting)
        for number, day in enumerate(meeting_days(wave, every=3, weekday=3, week=3)):
            host = PARTNERS[(7 * number + 2) % len(PARTNERS)]
            name = f"WG-{day:%Y-%m}"
            _meet(register, chance, Meeting(name, "working group", day, 60, host.organisation, chair=_person(host)))
    return register


def _meet(register: Register, chance: Chance, meeting: Meeting) -> None:
    """Enter one meeting: every partner is listed, and each is as likely to come as any other."""
    rows: list[dict[str, Cell]] = []
    for partner in PARTNERS:
        row: dict[str, Cell] = {"person": _person(partner), "organisation": partner.organisation}
        if _person(partner) == meeting.chair or chance.happens(0.8):
            short = chance.whole(1, 5) * 10 if chance.happens(0.15) else 0
            row |= {"attended": "yes", "mode": "video" if chance.happens(0.3) else "in_person"}
            row["minutes_present"] = max(meeting.duration - short, 10)
        else:
            row["attended"] = "apologies" if chance.happens(0.8) else "no"
        rows.append(row)
    came = sum(row["attended"] == "yes" for row in rows)
    register.held(meeting, rows, quorate=2 * came >= len(PARTNERS))


def _requests(seed: int) -> list[Row]:
    """Return the requests for help that the office logged: who is said to have influence is asked more."""
    chance = Chance(seed, "partner survey requests")
    return [
        {"from": sender.organisation, "to": receiver.organisation, "weight": chance.whole(1, 5), "snapshot": wave}
        for wave in WAVES
        for sender in PARTNERS
        for receiver in PARTNERS
        if sender is not receiver and chance.happens(0.08 + 0.12 * (receiver.standing - LOWEST))
    ]
