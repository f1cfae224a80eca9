"""Every choice that a case allows, and why there are not more."""

from __future__ import annotations

from sna.robustness.cases import Case
from sna.robustness.choices import FAMILIES, Choice
from sna.robustness.facts import other_facts, pathways, presence
from sna.robustness.left_out import one_left_out
from sna.robustness.members import members
from sna.robustness.projections import projections
from sna.robustness.statistics import statistics
from sna.robustness.strengths import strengths
from sna.robustness.surveys import surveys
from sna.robustness.times import is_dated, times
from sna.robustness.unobserved import unobserved

MAKERS = (
    projections,
    strengths,
    presence,
    times,
    members,
    surveys,
    unobserved,
    other_facts,
    pathways,
    one_left_out,
    statistics,
)
ENOUGH = 12


def choices(case: Case) -> list[Choice]:
    """Return the choices that the data behind a case allow, by family, in the order in which each family lists them."""
    found = [choice for maker in MAKERS for choice in maker(case)]
    return sorted(found, key=lambda choice: FAMILIES.index(choice.family))


def why_few(case: Case) -> str:
    """Return what the data do not hold that would allow more choices; empty where nothing is missing."""
    import numpy as np

    reasons = {
        "its ties carry no strength": len(np.unique(case.network.ties.weight)) < 2,  # noqa: PLR2004 - all alike
        "its facts have no dates within snapshots": not is_dated(case),
        "it is made from ties, not from who was at what": not case.rule.is_two_mode and case.rule.table != "roles",
        "its facts name no pathways": not any(True for _ in pathways(case)),
    }
    return "; ".join(reason for reason, holds in reasons.items() if holds)
