"""Other ways from who took part in what to ties: projection rules, and ties beyond chance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sna.derive.attendance import minutes_there, shared_column
from sna.derive.backbone import disparity_backbone, fixed_row_backbone, sdsm_backbone
from sna.derive.columns import blank, texts
from sna.model.declaration import TOGETHER_RULES, TOWARDS_RULES
from sna.robustness.cases import Case
from sna.robustness.choices import Choice

NAMES = {
    "newman": "large {thing}s share out their weight (Newman)",
    "meetings": "every shared {thing} counts one",
    "jaccard": "shared {thing}s of those either was at (Jaccard)",
    "cosine": "shared {thing}s, activity evened out (cosine)",
    "minutes": "share of the time both were there",
    "people": "pairs of people who met",
    "to_chair": "from those present to the chair",
    "to_host": "from those present to the host",
}
WORDS = {
    "newman": "if large {thing}s share out their weight",
    "meetings": "if every shared {thing} counts one",
    "jaccard": "if ties are shared {thing}s by Jaccard",
    "cosine": "if ties are shared {thing}s by cosine",
    "minutes": "if time together counts",
    "people": "if pairs of people count",
    "to_chair": "if chairing counts",
    "to_host": "if hosting counts",
}


def projections(case: Case) -> Iterator[Choice]:
    """Yield the other rules by which the layer could have been made of the same facts."""
    if not case.rule.is_two_mode or case.table is None:
        return
    thing = shared_column(case.rule)
    for rule in _others(case):
        yield Choice(
            "projection",
            NAMES[rule].format(thing=thing),
            WORDS[rule].format(thing=thing),
            lambda here, rule=rule: here.with_rule(rule=rule),
            reweighs=True,
        )
    if case.network.directed or case.affiliation is None:
        return
    there = case.affiliation
    ways = (
        (sdsm_backbone, "activity and size of {thing}s (SDSM)", "beyond what activity and size of {thing}s explain"),
        (fixed_row_backbone, "activity alone (fixed rows)", "beyond what activity alone explains"),
    )
    for backbone, name, words in ways:
        yield Choice(
            "projection",
            f"only ties beyond chance given {name}".format(thing=thing),
            f"if only ties count {words}".format(thing=thing),
            lambda here, backbone=backbone: here.with_network(lambda _: backbone(there)),
            reweighs=True,
        )


def _others(case: Case) -> Iterator[str]:
    """Yield the rules that the table allows, but the layer's own."""
    rule, frame = case.rule, case.rows
    if rule.rule in TOWARDS_RULES:
        meetings = case.study.tables.get("meetings")
        known = {"to_chair": "chair", "to_host": "host"}
        columns = meetings.frame.columns if meetings else ()
        allowed = [name for name in TOWARDS_RULES if known[name] in columns]
    else:
        allowed = list(TOGETHER_RULES)
        if rule.table == "attendance" and not np.isnan(minutes_there(frame)).all():
            allowed.append("minutes")
        if rule.table == "attendance" and not blank(texts(frame, "person")).all():
            allowed.append("people")
    yield from (name for name in allowed if name != rule.rule)


def disparity(case: Case) -> Iterator[Choice]:
    """Yield the choice of the ties that carry more than an even spread of strength would give."""
    weight = case.network.ties.weight
    if case.rule.is_two_mode or len(np.unique(weight)) < 2:  # noqa: PLR2004 - all alike
        return
    yield Choice(
        "threshold",
        "only ties beyond an even spread of strength (disparity filter)",
        "if only ties count that carry more than an even spread would",
        lambda here: here.with_network(disparity_backbone),
    )
