"""The organisations of the partnerships study: eight in each of thirteen countries, and two that nobody named."""

from __future__ import annotations

from typing import NamedTuple

from sna.simulate.tables import Row

REGIONS = {"Asia-Pacific": 5, "Europe": 6, "North America": 2}
"""Region → countries in it."""

COUNTRIES = tuple(
    (f"C{number:02d}", region)
    for number, region in enumerate((region for region, many in REGIONS.items() for _ in range(many)), 1)
)
"""Every country under a code, with its region."""

SECTORS = ("nonprofit", "industry", "government")

_STEMS = (
    "Alver",
    "Bracken",
    "Cinder",
    "Dapple",
    "Ember",
    "Fallow",
    "Gorse",
    "Heron",
    "Juniper",
    "Kestrel",
    "Larch",
    "Meadow",
    "Osprey",
)
"""One a country: its organisations share the first half of their names."""
_ENDINGS = ("brook", "dale", "ford", "gate", "hurst", "mere", "stead", "wick")
_KINDS = (
    ("charity", "nonprofit", "Trust"),
    ("charity", "nonprofit", "Alliance"),
    ("research_institution", "nonprofit", "Institute"),
    ("charity", "nonprofit", "Foundation"),
    ("company", "industry", "Diagnostics"),
    ("research_institution", "industry", "Laboratories"),
    ("authority", "government", "Health Authority"),
    ("research_institution", "government", "Public Health Institute"),
)
"""What the eight organisations of a country are: type, sector, last words of the name."""


class Place(NamedTuple):
    """One organisation."""

    organisation: str
    name: str
    type: str
    sector: str
    country: str
    region: str


PLACES = tuple(
    Place(f"{country}-{number}", f"{stem}{ending} {words}", kind, sector, country, region)
    for (country, region), stem in zip(COUNTRIES, _STEMS, strict=True)
    for number, (ending, (kind, sector, words)) in enumerate(zip(_ENDINGS, _KINDS, strict=True), 1)
)
UNNAMED = ("XX-1", "XX-2")
"""Partners that an informant mentioned and did not name: their sector is not known."""


def organisations() -> list[Row]:
    """Return the rows of ``organisations``."""
    named: list[Row] = [
        {**place._asdict(), "short_name": place.name.split(" ", 1)[0], "type": place.type} for place in PLACES
    ]
    return [
        *named,
        *(
            {"organisation": one, "name": f"Partner not named ({one})", "short_name": f"not named {one[-1]}"}
            for one in UNNAMED
        ),
    ]
