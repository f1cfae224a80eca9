"""How many ties were kept, gained and lost, and who joined and left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna.change.steps import Step
from sna.change.ties import count_unknown, tie_changes
from sna.contrast import said

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]


def turnover_rows(step: Step) -> Iterator[Row]:
    """Yield the findings on ties: of whole networks, of organisations in both, and of those who joined or left."""
    table = tie_changes(step.before, step.after)
    lost_sight = count_unknown(step.before, step.after)
    noun = "tie" if lost_sight == 1 else "ties"
    unknown = f"{lost_sight} {noun} of pairs not observed in the other snapshot, left out" if lost_sight else ""
    everyone, both = len(step.both) + len(step.joined) + len(step.left), set(step.both)
    common = table[table["sender"].isin(both) & table["receiver"].isin(both)]
    for suffix, part, n in (("", table, everyone), ("_common", common, len(both))):
        for quantity, value, note in _counts(part):
            yield _row(step, quantity + suffix, value, "; ".join(x for x in (note, unknown) if x), n)
    for quantity, change, who in (
        ("ties_gained_joiners", "gained", step.joined),
        ("ties_lost_leavers", "lost", step.left),
    ):
        theirs = (table["change"] == change) & (table["sender"].isin(who) | table["receiver"].isin(who))
        yield _row(step, quantity, float(theirs.sum()), "", len(who))


def _counts(table: pd.DataFrame) -> Iterator[tuple[str, float, str]]:
    """Yield quantity, value and note of a table of ties."""
    counts = {change: int((table["change"] == change).sum()) for change in ("kept", "gained", "lost")}
    for change, count in counts.items():
        yield f"ties_{change}", float(count), ""
    if not len(table):
        yield "jaccard", math.nan, "no tie in either snapshot, so nothing that could be kept"
        return
    yield "jaccard", counts["kept"] / len(table), ""


def _row(step: Step, quantity: str, value: float, note: str, n: int) -> Row:
    if step.refused:
        return {**step.where, "quantity": quantity, "value": math.nan, "note": step.refused, "n": n}
    return {**step.where, "quantity": quantity, "value": value, "note": note, "n": n}


def membership_rows(step: Step) -> Iterator[Row]:
    """Yield who joined and who left: the number, then one row an organisation."""
    everyone = len(step.both) + len(step.joined) + len(step.left)
    for quantity, who in (("joined", step.joined), ("left", step.left)):
        yield {**step.where, "quantity": quantity, "value": float(len(who)), "n": everyone}
        for organisation in who:
            base = {**step.where, "quantity": quantity, "organisation": organisation, "value": 1.0, "n": 1}
            yield {**base, "group": said(step.group_of(organisation))}
