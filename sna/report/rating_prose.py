"""Sentences beside the headline of a layer of ratings: who has no value, and how many rated."""

from __future__ import annotations

import math

from sna.contrast import Headline, said
from sna.draw.spelling import spelt
from sna.draw.wording import number
from sna.model import Findings
from sna.terms import with_article

UNDEFINED = " undefined, left out"
"""How the clause of a note ends that counts who has no value."""
RECEIVED, RATERS = "ratings_received.mean", "ratings_received.raters"


def left_out_sentence(findings: Findings, found: Headline) -> str:
    """Say how many organisations a headline leaves out as they have no value, and why; empty where there are none.

    Parameters
    ----------
    findings
        From `asymmetry`.
    found
        Its headline.
    """
    if math.isnan(found.difference):
        return ""
    clauses = (part.strip() for part in found.note.split(";"))
    counted = next((part.removesuffix(UNDEFINED) for part in clauses if part.endswith(UNDEFINED)), "")
    return f"Left out: {counted} ({findings.metrics[found.metric].undefined})." if counted else ""


def raters_sentence(findings: Findings, found: Headline) -> str:
    """Say how many rated the organisations of each group, where a headline is of mean ratings received; else empty.

    Parameters
    ----------
    findings
        From `asymmetry`, with the number of raters.
    found
        Its headline.
    """
    if found.metric != RECEIVED:
        return ""
    table = findings.table
    same = (table["layer"] == found.layer) & (table["snapshot"] == found.snapshot) & (table["quantity"] == "mean")
    raters = table[same & (table["metric"] == RATERS)].set_index("group")["value"].dropna()
    if not {found.group, found.other} <= set(raters.index):
        return ""
    one, other = (number(float(raters[group])) for group in (found.group, found.other))
    group, against = with_article(spelt(said(found.group))), with_article(spelt(said(found.other)))
    return f"On average {one} others rated {group} organisation, and {other} {against} one."
