"""Facts → ties, by a named, recorded rule."""

from sna.derive.accounting import derivation_problems, never_named, row_fates
from sna.derive.networks import affiliation, network_of
from sna.derive.of_people import people_study
from sna.derive.partnerships import partnership_factors
from sna.derive.response import survey_quality
from sna.model import Deriving

DERIVING = Deriving(network=network_of, affiliation=affiliation)

__all__ = [
    "DERIVING",
    "affiliation",
    "derivation_problems",
    "network_of",
    "never_named",
    "partnership_factors",
    "people_study",
    "row_fates",
    "survey_quality",
]
