"""What helped or hindered the partnerships of the partnerships study."""

from __future__ import annotations

from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.tables import Row

Chances = tuple[float, float, float]


class Factor(NamedTuple):
    """One factor; ``named`` is how often it is named of struggling (or ended), potential, successful partnerships."""

    factor: str
    valence: str
    theme: str
    named: Chances


_OFTEN, _SOMETIMES, _RARELY = 0.3, 0.2, 0.06
_HINDERS: Chances = (_OFTEN, _SOMETIMES, _RARELY)
_HELPS: Chances = (_RARELY, 0.1, _OFTEN)
_SHARED: Chances = (0.5, 0.5, 0.08)

FACTORS = (
    Factor("short of money", "negative", "resources", _HINDERS),
    Factor("short-term contracts", "negative", "resources", (0.1, 0.06, 0.04)),
    Factor("short of staff time", "negative", "resources", _SHARED),
    Factor("lack of trust", "negative", "relations", _HINDERS),
    Factor("competing interests", "negative", "relations", (0.12, 0.1, 0.05)),
    Factor("nobody to turn to", "negative", "relations", (0.05, 0.45, 0.02)),
    Factor("unclear roles", "negative", "governance", _HINDERS),
    Factor("slow decisions", "negative", "governance", (0.35, 0.05, 0.1)),
    Factor("change of leadership", "negative", "governance", (0.3, 0.05, 0.05)),
    Factor("change of policy", "negative", "context", _HINDERS),
    Factor("rules against sharing data", "negative", "context", _HINDERS),
    Factor("stable funding", "success", "resources", _HELPS),
    Factor("skills that complement", "success", "resources", (0.15, 0.3, 0.4)),
    Factor("dedicated coordinator", "success", "resources", _HELPS),
    Factor("shared goal", "success", "relations", (0.15, 0.25, 0.5)),
    Factor("mutual trust", "success", "relations", _HELPS),
    Factor("personal contact", "success", "relations", (0.05, 0.06, 0.15)),
    Factor("clear roles", "success", "governance", _HELPS),
    Factor("joint leadership", "success", "governance", _HELPS),
    Factor("political support", "success", "context", (_RARELY, 0.1, 0.25)),
)

TOGETHER = {
    "short-term contracts": "short of money",
    "competing interests": "lack of trust",
    "personal contact": "mutual trust",
}
"""Factor → the one that draws it along."""
DRAWN_ALONG = 0.7

_KIND = {"struggling": 0, "ended": 0, "potential": 1, "successful": 2}


def factors_of(partnership: str, status: str | None, chance: Chance) -> list[Row]:
    """Return the factors that an informant named for a partnership: at least one, or nobody would know it was asked."""
    kind = _KIND.get(status or "", 1)
    named = [factor for factor in FACTORS if chance.happens(factor.named[kind])]
    said = {factor.factor for factor in named}
    for factor in FACTORS:
        along = TOGETHER.get(factor.factor)
        if along in said and factor.factor not in said and chance.happens(DRAWN_ALONG):
            named.append(factor)
    if not named:
        named = [chance.pick(FACTORS)]
    order = sorted(named, key=FACTORS.index)
    return [
        {"partnership": partnership, "factor": one.factor, "valence": one.valence, "theme": one.theme} for one in order
    ]
