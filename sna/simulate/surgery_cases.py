"""Cases listed at the specialist meetings of the centralised surgery study, and what held up those not discussed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sna.simulate.chance import Chance
from sna.simulate.surgery_places import PLACE, open_providers, teams
from sna.simulate.tables import Row

COLUMNS = ("meeting", "from_organisation", "listed", "discussed", "deferred", "missing_item", "responsible")

LISTED = 3.0
"""Cases that a provider of size 1 lists at a meeting."""

NOT_READY = {"specialist": 0.07, "local": 0.16}
"""Share of the cases of a provider that cannot be discussed, by what it is: the same in every pathway and year."""

MISSING = {"pathology": 0.55, "imaging": 0.3, "details": 0.15}
"""What is missing, and how often it is that."""

AT_HOST, NOT_SAID = {"pathology": 0.5, "imaging": 0.2, "details": 0.0}, 0.15
"""How often the host of the meeting has to provide it, else who listed the case; how often nobody says."""


def cases(seed: int, meetings: Iterable[Row]) -> list[Row]:
    """Return the rows of ``cases``: what each provider listed at each specialist meeting that was held.

    One row holds what was discussed; one more for each item holds what was put off for want of it.
    """
    chance = Chance(seed, "surgery cases")
    rows: list[Row] = []
    for meeting in meetings:
        if meeting["series"] == "SMDT" and meeting["cancelled"] == "no":
            rows += _of_meeting(meeting, chance)
    return rows


def _of_meeting(meeting: Row, chance: Chance) -> Iterator[Row]:
    day, host = meeting["date"], str(meeting["host"])
    assert isinstance(day, dt.date)  # noqa: S101 - of every meeting
    team = next(team for team in teams(str(meeting["pathway"]), day) if team.host == host)
    for referrer in (host, *team.members):
        if referrer in open_providers(day):
            yield from _of_referrer(str(meeting["meeting"]), referrer, host, chance)


def _of_referrer(meeting: str, referrer: str, host: str, chance: Chance) -> Iterator[Row]:
    place = PLACE[referrer]
    listed = chance.count(LISTED * place.size)
    waiting = [_item(chance) for _ in range(listed) if chance.happens(NOT_READY[place.centre])]
    base: Row = {"meeting": meeting, "from_organisation": referrer}
    if listed > len(waiting):
        ready = listed - len(waiting)
        yield {**base, "listed": ready, "discussed": ready, "deferred": 0}
    for item in sorted(set(waiting)):
        many = waiting.count(item)
        by = host if chance.happens(AT_HOST[item]) else referrer
        said = None if chance.happens(NOT_SAID) else by
        yield {**base, "listed": many, "discussed": 0, "deferred": many, "missing_item": item, "responsible": said}


def _item(chance: Chance) -> str:
    at, reached = chance.uniform(), 0.0
    for item, share in MISSING.items():
        reached += share
        if at < reached:
            return item
    return "details"
