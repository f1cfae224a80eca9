"""By decision: how often documents were ratified, how long agreement took, and who led."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sna.contrast.groups import counted, groups_at, said
from sna.lenses.documents import LEADING, Document, decision_steps, documents
from sna.lenses.group_gaps import group_gaps
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.shares import joined
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

COUNT = "count of these records"
LABELS = "these organisations: labels unrelated to how many documents they led"


def by_decision(looking: Looking) -> Iterator[Row]:
    """Yield what became of every document, how long it took, and who proposed or drafted.

    ``metric`` is the document, or ``all``. ``days_to_agreement`` runs from the first proposal or draft to the first
    agreement, ``days_to_last_ratification`` to the last ratification; of an open document it is not known, and
    ``days_open`` says how long it had waited by the cut-off. ``led_share`` is a share of (document, organisation) that
    proposed or drafted, beside ``led_share_expected``: the group's part of the roster.
    """
    rows = decision_steps(looking.study)
    if rows.empty:
        return
    found, end = documents(rows), looking.study.cut_off
    undated = int(rows["day"].isna().sum())
    note = f"{undated} of {len(rows)} rows without a date: no part of times and ratifications" if undated else ""
    for row in (*_documents(found, end), *_in_all(found, rows, note), *_led(looking, rows)):
        yield {"layer": "decisions", "target": COUNT, **row}


def _documents(found: Sequence[Document], end: dt.date | None) -> Iterator[Row]:
    for document in found:
        base = {"metric": document.name, "group": document.outcome, "n": len(document.steps)}
        yield {**base, "quantity": "ratifications", "value": document.ratifications}
        yield {**base, "quantity": "ratified_again", "value": max(0, document.ratifications - 1)}
        yield {**base, "quantity": "objections", "value": document.objections}
        for quantity, until in (
            ("days_to_agreement", document.agreed),
            ("days_to_last_ratification", document.ratified),
        ):
            days, why = _days(document.begun, until, document.outcome)
            yield {**base, "quantity": quantity, "value": days, "note": why}
        if document.outcome == "open" and document.begun and end:
            note = "open at the cut-off: agreement, if it comes, takes longer"
            yield {**base, "quantity": "days_open", "value": (end - document.begun).days, "note": note}


def _days(begun: dt.date | None, until: dt.date | None, outcome: str) -> tuple[float, str]:
    if until is None:
        return math.nan, f"none with a date; the document is {outcome}"
    if begun is None:
        return math.nan, "no proposal or draft recorded"
    days = (until - begun).days
    return (float(days), "") if days >= 0 else (math.nan, "recorded before the first proposal or draft")


def _in_all(found: Sequence[Document], rows: pd.DataFrame, note: str) -> Iterator[Row]:
    base = {"metric": "all", "n": len(found)}
    for quantity, value in (
        ("documents", rows["document"].nunique()),
        ("documents_agreed", sum(document.outcome == "agreed" for document in found)),
        ("documents_open", sum(document.outcome == "open" for document in found)),
        ("documents_withdrawn", sum(document.outcome == "withdrawn" for document in found)),
        ("documents_without_agreement", sum("agree" not in document.done for document in found)),
        ("documents_ratified", sum(document.ratifications > 0 for document in found)),
        ("documents_ratified_again", sum(document.ratifications > 1 for document in found)),
        ("objections", sum(document.objections for document in found)),
    ):
        yield {**base, "quantity": quantity, "value": value, "note": note}
    for quantity, ends in (("days_to_agreement", "agreed"), ("days_to_last_ratification", "ratified")):
        known = [_days(document.begun, getattr(document, ends), document.outcome)[0] for document in found]
        days = [value for value in known if not math.isnan(value)]
        left = len(found) - len(days)
        caution = f"{left} of {len(found)} documents without: left out, so the median may be too short" if left else ""
        row = {"metric": "all", "quantity": f"median_{quantity}", "n": len(days)}
        if days:
            spread = f"from {min(days):.0f} to {max(days):.0f} days"
            yield {**row, "value": float(np.median(days)), "note": joined(spread, caution)}
        else:
            yield {**row, "value": math.nan, "note": "no document has both dates"}


def _led(looking: Looking, rows: pd.DataFrame) -> Iterator[Row]:
    """Yield who proposed or drafted how many documents, by organisation and by group."""
    led = rows[rows["action"].isin(LEADING)].drop_duplicates(["document", "organisation"])
    roster = looking.study.roster
    many = led["organisation"].value_counts()
    counts = np.array([float(many.get(identifier, 0)) for identifier in roster.ids])
    total = counts.sum()
    for organisation, count in zip(roster.ids, counts, strict=True):
        if count:
            share = {"quantity": "led_share", "value": count / total, "n": total}
            yield {"quantity": "documents_led", "organisation": organisation, "value": count, "n": total}
            yield {**share, "organisation": organisation}
    if not total:
        yield {"quantity": "effective_leaders", "value": math.nan, "note": "nobody is recorded to propose or draft"}
        return
    yield {"quantity": "effective_leaders", "value": float(total**2 / (counts**2).sum()), "n": total}
    if looking.contrast is None:
        return
    groups = groups_at(looking.contrast, roster)
    for g, group in enumerate(looking.contrast.groups):
        inside = groups == g
        base = {"group": said(group), "n": total, "note": f"{counted(int(inside.sum()))} in the group"}
        yield {**base, "quantity": "led_share", "value": float(counts[inside].sum() / total)}
        yield {**base, "quantity": "led_share_expected", "value": float(inside.mean())}
    for row in group_gaps(looking, counts, "decisions"):
        yield {**row, "metric": "documents_led", "target": LABELS}


def _can(study: Study) -> bool:
    return says(study.tables.get("decisions"), "action", "organisation")


LENS = Lens(
    "decisions",
    "How long does agreement take, how often is it ratified again, and who leads?",
    "decisions.",
    _can,
    by_decision,
)
