"""Cases that go from one organisation to another's team in the centralised surgery study, half-year by half-year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sna.simulate.chance import Chance
from sna.simulate.dates import Period, half_years
from sna.simulate.surgery_places import (
    AFTER,
    BEFORE,
    CENTRE_TEAMS,
    DURING,
    GO_LIVE,
    LATECOMER,
    LOCAL_TEAMS,
    PLACE,
    PROVIDERS,
    Team,
    open_providers,
)
from sna.simulate.tables import Row

CASES = {"kidney": 6.0, "prostate_bladder": 11.0, "oesophago_gastric": 5.0}
"""Pathway → cases that a provider of size 1 sends in half a year once surgery is centralised."""

SENT_ELSEWHERE_BEFORE = 0.3
"""Share of that volume that left a provider while it still operated itself."""

STRAY = 0.03
"""Chance, per pathway and half-year, that a provider sends one case to a colleague outside its team."""

STAYS_ALONE = "ZB6"
"""A provider that sends nothing before the centralisation."""

HALF_YEAR_DAYS = 184
SLOW_START_DAYS = 365
"""By then all members of a specialist team send their cases; some have waited so long."""

Pairs = set[tuple[str, str, str]]

COLUMNS = ("from_organisation", "to_organisation", "mdt", "pathway", "cases", "period_start", "period_end", "kind")


def links(seed: int) -> list[Row]:
    """Return the rows of ``mdt_links``; every period lies inside one snapshot."""
    chance = Chance(seed, "surgery links")
    sending = _some_pairs(chance, LOCAL_TEAMS, 0.65)
    late = _some_pairs(chance, CENTRE_TEAMS, 0.4)
    returning = _some_pairs(chance, CENTRE_TEAMS, 0.3)
    rows: list[Row] = []
    for snapshot in (BEFORE, DURING, AFTER):
        for period in half_years(snapshot):
            for pathway in GO_LIVE:
                rows += _to_teams(chance, pathway, period, late if period.end >= GO_LIVE[pathway] else sending)
                rows += _strays(chance, pathway, period)
                rows += _returns(chance, pathway, period, returning)
    return rows


def _some_pairs(chance: Chance, teams: dict[str, tuple[Team, ...]], probability: float) -> Pairs:
    """Return (pathway, host, member) of the teams, each kept with this probability."""
    return {
        (pathway, team.host, member)
        for pathway, hosts in teams.items()
        for team in hosts
        for member in team.members
        if chance.happens(probability)
    }


def _to_teams(chance: Chance, pathway: str, period: Period, named: Pairs) -> Iterator[Row]:
    """Yield what members send to the host of their team; ``named`` send before the centralisation, or late after it."""
    live = period.end >= GO_LIVE[pathway]
    settled = (period.start - GO_LIVE[pathway]).days > SLOW_START_DAYS
    share = _share_sent(pathway, period.start)
    for team in (CENTRE_TEAMS if live else LOCAL_TEAMS)[pathway]:
        for member in team.members:
            sends = settled or ((pathway, team.host, member) in named) != live
            if sends and member in open_providers(period.start):
                mean = CASES[pathway] * PLACE[member].size * share / (_centres_of(pathway, member) if live else 1)
                yield from _row(member, team.host, pathway, chance.count(mean), period, "referral")


def _centres_of(pathway: str, member: str) -> int:
    """Return how many specialist centres a provider sends to."""
    return sum(member in team.members for team in CENTRE_TEAMS[pathway])


def _share_sent(pathway: str, start: dt.date) -> float:
    """Return how much of the volume is sent on: little before, more each half-year after the start."""
    days = (start - GO_LIVE[pathway]).days
    # The half-year that holds the start counts as begun.
    return SENT_ELSEWHERE_BEFORE if days < -HALF_YEAR_DAYS else min(1.0, 0.5 + 0.25 * max(0, days) / 365)


def _strays(chance: Chance, pathway: str, period: Period) -> Iterator[Row]:
    """Yield single cases sent to someone outside the team: a second opinion, a move of house."""
    here = [place for place in open_providers(period.start) if place not in (STAYS_ALONE, LATECOMER)]
    for place in here:
        if chance.happens(STRAY):
            other = chance.pick([one for one in here if one != place])
            kind = chance.pick(("referral", "transfer"))
            yield from _row(place, other, pathway, chance.whole(1, 2), period, kind)


def _returns(chance: Chance, pathway: str, period: Period, returning: Pairs) -> Iterator[Row]:
    """Yield what the centre sends back: follow-up agreed to be local, and patients brought home."""
    if period.start < GO_LIVE[pathway]:
        return
    for place in PROVIDERS:
        for team in CENTRE_TEAMS[pathway]:
            if (pathway, team.host, place.organisation) in returning and place.organisation in team.members:
                cases = chance.count(0.25 * CASES[pathway] * place.size)
                kind = "repatriation" if chance.happens(0.3) else "follow_up"
                yield from _row(team.host, place.organisation, pathway, cases, period, kind)


def _row(sender: str, receiver: str, pathway: str, cases: int, period: Period, kind: str) -> Iterator[Row]:
    if not cases:
        return
    words = pathway.replace("prostate_bladder", "prostate and bladder").replace("_", "-")
    values = (sender, receiver, f"{PLACE[receiver].short_name} {words}", pathway, cases, period.start, period.end, kind)
    yield dict(zip(COLUMNS, values, strict=True))
