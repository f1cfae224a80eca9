"""Sentences on the pairs of groups beside the headline's, and on why a difference has no interval."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from sna.contrast import Headline, headline, said
from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many, number, p_value
from sna.infer import holm
from sna.model import Findings, Study
from sna.report.unit_words import in_words

Row = Mapping[Hashable, Any]
LEVEL = 0.05
PAIRS_SHOWN = 4
"""Pairs that a sentence names; of more groups, those with the smallest p."""


def other_pairs_sentence(findings: Findings, found: Headline) -> str:
    """Say how the other pairs of groups differ by the metric of a headline; empty where there is only one pair.

    p is corrected over these pairs by Holm's method; a pair without p has its reason.
    """
    table = findings.table
    same = (table["layer"] == found.layer) & (table["metric"] == found.metric) & (table["quantity"] == "difference")
    rows: list[Row] = [
        row
        for row in table[same & (table["snapshot"] == found.snapshot) & table["value"].notna()].to_dict("records")
        if (row["group"], row["other"]) != (said(found.group), said(found.other))
    ]
    if not rows:
        return ""
    corrected = holm([float(row["p"]) for row in rows])
    tested = sum(not math.isnan(p) for p in corrected)
    pairs = sorted(zip(rows, corrected, strict=True), key=lambda pair: math.inf if math.isnan(pair[1]) else pair[1])
    if len(rows) <= PAIRS_SHOWN:
        pairs = list(zip(rows, corrected, strict=True))
    each = [_pair(row, p) for row, p in pairs[:PAIRS_SHOWN]]
    how = f" (p corrected over {tested} pairs)" if tested > 1 else ""
    return f"Other pairs{how}: {', '.join(each)}{_rest(pairs[PAIRS_SHOWN:])}."


def _pair(row: Row, p: float) -> str:
    between = f"{spelt(row['group'])} minus {spelt(row['other'])}"
    why = str(row["note"]).split(";")[0] if math.isnan(p) else p_value(p)
    return f"{between} {number(row['value'])} ({why})"


def _rest(pairs: Sequence[tuple[Row, float]]) -> str:
    """Say of the pairs that are not named how many differ, and how many have no p."""
    if not pairs:
        return ""
    clear = sum(p <= LEVEL for _, p in pairs)
    without = sum(math.isnan(p) for _, p in pairs)
    told = f"; of {many(len(pairs), 'more pair')} {clear or 'none'} differ{'s' if clear == 1 else ''} at p ≤ 0.05"
    return told + (f", {without} had no p as none below 0.05 was possible" if without else "")


def no_interval_sentence(findings: Findings, study: Study) -> str:
    """Say once of which layers the difference has no interval, and why; empty where all have one."""
    without: dict[str, list[str]] = {}
    for found in headline(findings, study):
        if math.isnan(found.difference) or not math.isnan(found.low):
            continue
        reason = next((part.strip() for part in found.note.split(";") if part.strip().startswith("no interval: ")), "")
        if reason and study.network(found.layer, found.snapshot).m:
            without.setdefault(reason.removeprefix("no interval: "), []).append(layer_words(found.layer))
    each = [f"{among(layers)}: {reason}" for reason, layers in without.items()]
    return in_words(f"No interval for the difference – {'; '.join(each)}.", study) if each else ""
