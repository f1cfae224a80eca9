"""255 partnerships across sectors, as seventy informants in thirteen countries describe them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.folder import folder_of, opening
from sna.simulate.partnerships_factors import factors_of
from sna.simulate.partnerships_places import COUNTRIES, PLACES, UNNAMED, Place, organisations
from sna.simulate.tables import Row

SPANS: dict[tuple[str, ...], int] = {
    ("nonprofit",): 49,
    ("industry",): 20,
    ("government",): 17,
    ("nonprofit", "industry"): 45,
    ("nonprofit", "government"): 75,
    ("industry", "government"): 27,
    ("nonprofit", "industry", "government"): 20,
}
"""Sectors → partnerships of exactly these: 86 of one sector, 147 of two, 20 of three."""

UNCLASSIFIED = ("nonprofit", "government")
"""One partnership each: of one member the sector is known, of another it is not. 190, 112 and 140 include them."""

NAMED_BY = {6: 5, 5: 15, 4: 20, 3: 10, 2: 20}
"""Partnerships an informant describes → informants who describe so many: seventy informants, 255 partnerships."""

NOT_ASKED = 8
"""Informants who were not asked what helped or hindered."""

STATUS = ("potential", "struggling", "ended", "successful")
FARES = {0: (0.3, 0.3, 0.05), 1: (0.4, 0.3, 0.05), 2: (0.15, 0.25, 0.05), 3: (0.1, 0.55, 0.1)}
"""Sectors spanned (0: not known) → chances of being potential, struggling, ended; the rest is successful."""
NOT_SAID = 0.02
ABROAD = 0.2
THIRD_MEMBER = 0.35

COLUMNS: dict[str, Sequence[str]] = {
    "organisations": ("organisation", "name", "short_name", "type", "sector", "country", "region"),
    "partnerships": ("partnership", "status", "informant", "country", "region"),
    "members": ("partnership", "organisation", "sector", "note"),
    "factors": ("partnership", "factor", "valence", "theme"),
}

STUDY = (
    opening(
        "An international study of 255 partnerships: an invented one",
        "The organisations on a list shown to seventy informants, and two partners they mentioned without a name",
    )
    + """
[groups]
sector = ["nonprofit", "industry", "government"]

[layer.successful]
from = "members"
only = "successful"

[layer.struggling]
from = "members"
only = "struggling"

[layer.potential]
from = "members"
only = "potential"
"""
)


class Told(NamedTuple):
    """A partnership as an informant tells of it."""

    partnership: str
    informant: str
    country: str
    region: str
    sectors: tuple[str, ...]
    unnamed: str
    status: str | None
    asked: bool


def study_files(seed: int) -> dict[str, bytes]:
    """Return file name → content of the study made from a seed."""
    told = _told(seed)
    members, factors = Chance(seed, "partnership members"), Chance(seed, "partnership factors")
    tables: dict[str, list[Row]] = {
        "organisations": organisations(),
        "partnerships": [{column: getattr(one, column) for column in COLUMNS["partnerships"]} for one in told],
        "members": [row for one in told for row in _members(one, members)],
        "factors": [row for one in told if one.asked for row in factors_of(one.partnership, one.status, factors)],
    }
    return folder_of(STUDY, COLUMNS, tables)


def _told(seed: int) -> list[Told]:
    """Return every partnership, informant by informant."""
    chance = Chance(seed, "partnerships")
    kinds = [(sectors, "") for sectors, many in SPANS.items() for _ in range(many)]
    kinds += [((sector,), unnamed) for sector, unnamed in zip(UNCLASSIFIED, UNNAMED, strict=True)]
    left = iter(chance.shuffled(kinds))
    many = chance.shuffled([many for many, informants in NAMED_BY.items() for _ in range(informants)])
    silent = set(chance.shuffled(range(len(many)))[:NOT_ASKED])
    told: list[Told] = []
    for number, describes in enumerate(many):
        country, region = COUNTRIES[number % len(COUNTRIES)]
        for _ in range(describes):
            sectors, unnamed = next(left)
            status = _status(0 if unnamed else len(sectors), chance)
            name, informant = f"P{len(told) + 1:03d}", f"I{number + 1:02d}"
            told.append(Told(name, informant, country, region, sectors, unnamed, status, number not in silent))
    return told


def _status(span: int, chance: Chance) -> str | None:
    if chance.happens(NOT_SAID):
        return None
    at, reached = chance.uniform(), 0.0
    for status, share in zip(STATUS, FARES[span], strict=False):
        reached += share
        if at < reached:
            return status
    return STATUS[-1]


def _members(told: Told, chance: Chance) -> Iterator[Row]:
    """Yield the members of a partnership: one of each sector, two or three where it has but one."""
    here = _near(told, chance)
    wanted = list(told.sectors) * (1 if len(told.sectors) > 1 or told.unnamed else 2)
    if not told.unnamed and chance.happens(THIRD_MEMBER):
        wanted.append(told.sectors[0])
    taken: set[str] = set()
    for sector in sorted(wanted):
        free = [place for place in here if place.sector == sector and place.organisation not in taken]
        # A country has two organisations of industry and two of government: a third comes from abroad.
        free = free or [place for place in PLACES if place.sector == sector and place.organisation not in taken]
        place = chance.pick(free)
        taken.add(place.organisation)
        yield {"partnership": told.partnership, "organisation": place.organisation, "sector": sector}
    if told.unnamed:
        note = "mentioned, not named; the informant could not say of which sector"
        yield {"partnership": told.partnership, "organisation": told.unnamed, "note": note}


def _near(told: Told, chance: Chance) -> list[Place]:
    """Return the organisations of the informant's country, now and then those of its whole region."""
    abroad = chance.happens(ABROAD)
    return [place for place in PLACES if place.country == told.country or (abroad and place.region == told.region)]
