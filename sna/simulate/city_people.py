"""The people of the invented city: 21 who were interviewed, two facilitators of the university, and the others."""

from __future__ import annotations

from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.city_places import HUB, ORGANISATIONS

EVERYBODY = 112
"""People who came to anything."""


class Person(NamedTuple):
    """One person, under a pseudonym; facilitators are of no tier."""

    person: str
    employer: str
    profession: str
    tier: str


INTERVIEWED = tuple(
    Person(f"P{at:02d}", *row)
    for at, row in enumerate(
        (
            ("CC01", "general_practitioner", "top"),
            ("CC01", "manager", "middle"),
            ("CC01", "nurse", "bottom"),
            ("CC02", "manager", "top"),
            ("CC02", "manager", "middle"),
            ("CC02", "general_practitioner", "bottom"),
            ("CC03", "manager", "middle"),
            ("CC03", "nurse", "bottom"),
            ("CC04", "general_practitioner", "middle"),
            ("CC04", "manager", "bottom"),
            ("CC05", "physician", "top"),
            ("CC05", "nurse", "middle"),
            ("CC06", "physician", "bottom"),
            ("CC07", "manager", "top"),
            ("CC07", "nurse", "bottom"),
            ("CC08", "manager", "top"),
            ("CC08", "social_worker", "middle"),
            ("CC09", "manager", "middle"),
            ("CC10", "manager", "middle"),
            ("CC11", "manager", "middle"),
            ("CC12", "pharmacist", "bottom"),
        ),
        1,
    )
)
RESPONDENTS = frozenset(one.person for one in INTERVIEWED)
FIRST = frozenset(("P01", "P02", "P03", "P04", "P06", "P08", "P11", "P12", "P14", "P15", "P17", "P21"))
"""The twelve who were interviewed in the first round too."""
FACILITATORS = (Person("P22", HUB, "manager", ""), Person("P23", HUB, "manager", ""))

WORK_IN = {
    "commissioning": ("manager", "manager", "general_practitioner", "nurse"),
    "teaching_hospital": ("physician", "physician", "nurse", "nurse", "manager", "allied_health"),
    "partnership_trust": ("nurse", "nurse", "allied_health", "manager", "physician"),
    "council": ("social_worker", "social_worker", "manager"),
    "health_management": ("manager",),
    "community_foundation": ("manager",),
    "pharmacy": ("pharmacist",),
    "university": ("physician", "nurse"),
    "primary_care": ("general_practitioner", "general_practitioner", "nurse"),
    "ambulance": ("allied_health", "manager"),
    "carers": ("manager", "allied_health"),
    "district_hospital": ("physician", "nurse", "manager"),
    "charity": ("manager", "allied_health"),
}
"""Kind of organisation → professions to draw from."""
MANY = {"teaching_hospital": 4, "partnership_trust": 3, "council": 3, "commissioning": 2, "primary_care": 4}
"""Kind of organisation → how many people it sends for each one of another kind."""
TIERS = ("top", "middle", "middle", "middle", "bottom", "bottom", "bottom")


def people_of(seed: int) -> tuple[Person, ...]:
    """Return everybody who came to anything, the interviewed first, then the facilitators."""
    chance = Chance(seed, "city people")
    places = [one for one in ORGANISATIONS for _ in range(MANY.get(one.type, 1))]
    others: list[Person] = []
    for at in range(len(INTERVIEWED) + len(FACILITATORS) + 1, EVERYBODY + 1):
        # Every organisation sends at least one; the rest as their size has it.
        place = ORGANISATIONS[len(others)] if len(others) < len(ORGANISATIONS) else chance.pick(places)
        work, tier = chance.pick(WORK_IN[place.type]), chance.pick(TIERS)
        others.append(Person(f"P{at:02d}", place.organisation, work, tier))
    return (*INTERVIEWED, *FACILITATORS, *others)
