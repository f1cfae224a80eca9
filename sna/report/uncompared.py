"""Sentences on who is not compared: groups of a column that are set aside, and people without a tie."""

from __future__ import annotations

import shlex
from collections import Counter

from sna.contrast import resolve_contrast
from sna.contrast.groups import MOST_GROUPS
from sna.derive import people_study
from sna.derive.of_people import TIERS
from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many
from sna.lenses.tier_ties import tier_ties
from sna.model import Contrast, Findings, Study
from sna.model.roster import PEOPLE

MOST_NAMED = 4


def other_groups_sentence(study: Study, by: str | Contrast | None = None) -> str:
    """Say which groups of the column are not compared, and how they would be; empty where all are.

    Parameters
    ----------
    study
        The study.
    by
        As for `sna.contrast.asymmetry`.

    Examples
    --------
    >>> import sna
    >>> other_groups_sentence(sna.load("partner-survey"))
    'Not compared: local authority (6 organisations). With them: --by sector=nhs,voluntary,local_authority'
    """
    contrast = resolve_contrast(study, by)
    if contrast is None or "*" in contrast.groups:
        return ""
    values = Counter(value for value in study.roster.attributes.get(contrast.column, ()) if value is not None)
    left = sorted(set(values) - set(contrast.groups), key=lambda group: (-values[group], group))
    if not left:
        return ""
    kind = study.roster.kind
    one = {"organisations": "organisation", "people": "person"}.get(kind, kind)
    named = [f"{spelt(group)} ({many(values[group], one, kind)})" for group in left[:MOST_NAMED]]
    more = [f"{len(left) - MOST_NAMED} more groups"] if len(left) > MOST_NAMED else []
    groups = [*contrast.groups, *left]
    how, wanted = "With them", groups
    if len(groups) > MOST_GROUPS:
        how, wanted = "One of them", [contrast.groups[0], left[0]]
    command = shlex.quote(f"{contrast.column}={','.join(wanted)}")
    return f"Not compared: {among([*named, *more])}. {how}: --by {command}"


def all_people_sentence(findings: Findings, study: Study, *, layer: str, snapshot: str) -> str:
    """Say beside findings on tiers of all people that the lens of tiers leaves out those without a tie; else empty.

    Parameters
    ----------
    findings
        From `sna.contrast.asymmetry`.
    study
        The study they are of.
    layer, snapshot
        Of which network.
    """
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot) & (table["quantity"] == "mixing")]
    if study.roster.kind != PEOPLE or rows.empty or not {*rows["group"], *rows["other"]} <= set(TIERS):
        return ""
    network = study.network(layer, snapshot)
    known = Counter(network.roster.group_of("tier").values())
    tied = tier_ties(network, TIERS)
    with_tie = dict(zip(tied.tiers, tied.sizes.astype(int).tolist(), strict=True))
    without = {tier: known[tier] - with_tie.get(tier, 0) for tier in TIERS if known[tier]}
    if not any(without.values()):
        return ""
    each = among([f"{left} of {known[tier]} {tier}" for tier, left in without.items() if left])
    return (
        f"Counted here are also people without a tie: {each}. The lens of tiers ('sna lens STUDY tier') leaves them "
        "out, so that no tier has few ties there only because few of it have any: the two can differ."
    )


def people_without_ties_sentence(findings: Findings, study: Study) -> str:
    """Say beside the lens of tiers whom it leaves out, and that a count of all people can come to something else.

    Parameters
    ----------
    findings
        Of the lens.
    study
        The study.
    """
    last = study.snapshots.names[-1]
    table = findings.table
    rows = table[(table["snapshot"] == last) & (table["quantity"] == "e_i_index") & table["value"].notna()]
    people = people_study(study)
    known = sum(tier in TIERS for tier in people.roster.group_of("tier").values())
    left = {str(layer): known - int(n) for layer, n in zip(rows["layer"], rows["n"], strict=True) if n < known}
    if not left:
        return ""
    alike = len(set(left.values())) == 1
    each = [f"{layer_words(layer)} {without}" for layer, without in left.items()]
    who = f"{next(iter(left.values()))} of {known} people" if alike else f"of {known} people {among(each)}"
    return (
        f"Left out here, as they have no tie: {who}. 'sna asymmetry STUDY --of people --by tier' counts them as well, "
        "so that it can find few ties of a tier only because few of it have any: the two can differ."
    )
