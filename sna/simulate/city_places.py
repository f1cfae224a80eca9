"""The organisations of the invented city, and when things happen there."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sna.simulate.dates import Period

PERIODS = {
    "first": Period(dt.date(2013, 10, 1), dt.date(2014, 6, 30)),
    "second": Period(dt.date(2014, 7, 1), dt.date(2015, 3, 31)),
}
WHOLE = Period(PERIODS["first"].start, PERIODS["second"].end)


class Organisation(NamedTuple):
    """One organisation; its place on the globe is in the open sea, where no city is."""

    organisation: str
    name: str
    short_name: str
    type: str
    sector: str
    place: str
    latitude: str
    longitude: str


_CITY, _COUNTY = "Ravenmoor", "county"
ORGANISATIONS = tuple(
    Organisation(*row)
    for row in (
        ("CC01", "Alderwick Commissioning Group", "Alderwick", "commissioning", "nhs", _CITY, "54.010", "-4.950"),
        ("CC02", "Brayford Commissioning Group", "Brayford", "commissioning", "nhs", _CITY, "54.030", "-4.910"),
        ("CC03", "Cragholme Commissioning Group", "Cragholme", "commissioning", "nhs", _CITY, "53.985", "-4.905"),
        ("CC04", "Dunsley Commissioning Group", "Dunsley", "commissioning", "nhs", _CITY, "53.970", "-4.960"),
        ("CC05", "Ravenmoor Teaching Hospitals", "Ravenmoor", "teaching_hospital", "nhs", _CITY, "54.002", "-4.930"),
        ("CC06", "Lowbridge Teaching Hospital", "Lowbridge", "teaching_hospital", "nhs", _CITY, "54.018", "-4.895"),
        ("CC07", "Harrowgill Partnership Trust", "Harrowgill", "partnership_trust", "nhs", _CITY, "53.992", "-4.975"),
        ("CC08", "Ravenmoor City Council", "City Council", "council", "local_authority", _CITY, "54.000", "-4.925"),
        ("CC09", "Lantern Health Management", "Lantern", "health_management", "industry", _CITY, "54.006", "-4.940"),
        (
            "CC10",
            "Pikestone Health Management",
            "Pikestone",
            "health_management",
            "industry",
            _CITY,
            "53.996",
            "-4.912",
        ),
        (
            "CC11",
            "Ravenmoor Community Foundation",
            "Foundation",
            "community_foundation",
            "voluntary",
            _CITY,
            "54.004",
            "-4.919",
        ),
        ("CC12", "Quayside Pharmacies", "Quayside", "pharmacy", "industry", _CITY, "53.980", "-4.935"),
        ("CC13", "University of Ravenmoor", "University", "university", "university", _CITY, "54.009", "-4.922"),
        ("CC14", "Ravenmoor Practice Federation", "Practices", "primary_care", "nhs", _CITY, "54.022", "-4.944"),
        ("CC15", "Fellgate Ambulance Service", "Fellgate", "ambulance", "nhs", _CITY, "53.975", "-4.900"),
        ("CC16", "Harbour Carers", "Harbour", "carers", "voluntary", _CITY, "53.999", "-4.955"),
        ("CC17", "Stonebeck Hospital", "Stonebeck", "district_hospital", "nhs", _COUNTY, "54.330", "-4.980"),
        ("CC18", "Tidewater Hospital", "Tidewater", "district_hospital", "nhs", _COUNTY, "53.690", "-4.720"),
        ("CC19", "Northern Frailty Charity", "Frailty", "charity", "voluntary", _COUNTY, "54.120", "-5.420"),
    )
)
"""Every organisation that sent anybody."""
HUB = "CC13"
"""The university: host of the programmes, of the city leadership group and of the conversation."""
OUTSIDE = tuple(one.organisation for one in ORGANISATIONS if one.place == _COUNTY)
