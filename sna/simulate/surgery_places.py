"""The organisations of the centralised surgery study, its dates, and who is the centre for what."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sna.simulate.dates import Period
from sna.simulate.tables import Row

Date = dt.date

BEFORE = Period(Date(2013, 4, 1), Date(2015, 3, 31))
DURING = Period(Date(2015, 4, 1), Date(2017, 3, 31))
AFTER = Period(Date(2017, 4, 1), Date(2019, 3, 31))
WHOLE = Period(BEFORE.start, AFTER.end)

GO_LIVE = {
    "kidney": Date(2015, 10, 5),
    "prostate_bladder": Date(2015, 11, 2),
    "oesophago_gastric": Date(2016, 1, 11),
}
"""Pathway → day from which its surgery is done at the specialist centre only."""

OFFICE = "ZC1"


class Provider(NamedTuple):
    """One organisation; ``size`` scales its cases, ``engaged`` is how often its people come to meetings elsewhere."""

    organisation: str
    name: str
    type: str
    centre: str
    size: float
    engaged: float
    opened: dt.date | None = None

    @property
    def short_name(self) -> str:
        """First word of the name."""
        return self.name.split()[0]


PLACES = (
    Provider("007", "Dunmarrow General Hospital", "district_hospital", "local", 0.9, 0.75),
    Provider("9E4", "Quillbridge University Hospitals", "teaching_hospital", "specialist", 1.6, 0.85),
    Provider("ZA2", "Marlhaven University Hospital", "teaching_hospital", "specialist", 1.4, 0.85),
    Provider("ZA5", "Orrinfield Hospitals", "teaching_hospital", "specialist", 1.2, 0.8),
    Provider("ZA8", "Castorwell Hospitals", "district_hospital", "specialist", 1.1, 0.8),
    Provider("ZB1", "Eldersea Hospital", "district_hospital", "local", 1.0, 0.8),
    Provider("ZB2", "Fenwarren Hospitals", "district_hospital", "local", 0.8, 0.65),
    Provider("ZB4", "Harrowmere General Hospital", "district_hospital", "local", 1.0, 0.5),
    Provider("ZB6", "Ilverton Cottage and Surgical Hospital", "district_hospital", "local", 0.4, 0.35),
    Provider("ZB7", "Kestlebury Hospital", "district_hospital", "local", 0.9, 0.75),
    Provider("ZB9", "Larkhallow Hospitals", "district_hospital", "local", 0.8, 0.6),
    Provider("ZD3", "Saltmarrow Community Hospital", "district_hospital", "local", 0.4, 0.5, Date(2015, 6, 1)),
    Provider(OFFICE, "Amberline Cancer Network Office", "network_office", "coordinating", 0.0, 0.95),
)
PROVIDERS = tuple(place for place in PLACES if place.centre != "coordinating")
PLACE = {place.organisation: place for place in PLACES}
LATECOMER = "ZD3"


class Team(NamedTuple):
    """A multidisciplinary team: where it meets, and who else brings cases to it."""

    host: str
    members: tuple[str, ...]


LOCAL_TEAMS: dict[str, tuple[Team, ...]] = {
    "kidney": (Team("ZA2", ("007", "ZB1")), Team("ZA5", ("ZB4", "ZA8")), Team("9E4", ("ZB2", "ZB7"))),
    "prostate_bladder": (Team("9E4", ("ZB7", "ZB9")), Team("ZB1", ("ZA2", "007")), Team("ZB4", ("ZA5", "ZA8", "ZB2"))),
    "oesophago_gastric": (Team("ZA5", ("ZB4", "9E4")), Team("007", ("ZA2", "ZB1", "ZB2")), Team("ZB9", ("ZA8", "ZB7"))),
}
"""Pathway → teams before surgery was centralised: some of them meet at what later became a local centre."""

CENTRE_TEAMS: dict[str, tuple[Team, ...]] = {
    "kidney": (Team("ZA2", ("007", "9E4", "ZA5", "ZA8", "ZB1", "ZB2", "ZB4", "ZB6", "ZB7", "ZB9")),),
    "prostate_bladder": (Team("9E4", ("007", "ZA2", "ZA5", "ZA8", "ZB1", "ZB2", "ZB6", "ZB7", "ZB9", "ZD3")),),
    "oesophago_gastric": (
        Team("ZA5", ("007", "9E4", "ZB2", "ZB4", "ZB6", "ZB7")),
        Team("ZA8", ("ZA2", "ZB1", "ZB7", "ZB9", "ZD3")),
    ),
}
"""Pathway → specialist teams since. Kestlebury (ZB7) sends to both oesophago-gastric centres."""


def teams(pathway: str, day: dt.date) -> tuple[Team, ...]:
    """Return the teams of a pathway on a day."""
    return (LOCAL_TEAMS if day < GO_LIVE[pathway] else CENTRE_TEAMS)[pathway]


def open_providers(day: dt.date) -> list[str]:
    """Return the providers that belong to the network on a day."""
    return [place.organisation for place in PROVIDERS if place.opened is None or place.opened <= day]


def organisations() -> list[Row]:
    """Return the rows of ``organisations``."""
    return [
        {
            "organisation": place.organisation,
            "name": place.name,
            "short_name": place.short_name,
            "type": place.type,
            "sector": "nhs",
            "centre": place.centre,
            "opened": place.opened,
        }
        for place in PLACES
    ]


def centres() -> list[Row]:
    """Return the rows of ``centres``: every provider, every pathway, from the day its surgery was centralised."""
    return [
        {
            "organisation": place.organisation,
            "pathway": pathway,
            "centre": "specialist" if place.organisation in {t.host for t in CENTRE_TEAMS[pathway]} else "local",
            "start": start,
        }
        for pathway, start in GO_LIVE.items()
        for place in PROVIDERS
    ]
