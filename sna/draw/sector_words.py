"""What a chart of the sectors of partnerships says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.draw.spelling import capitalised
from sna.draw.wording import among, number, percent

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = "unknown"
WORDS = {"1": "one sector", "2": "two sectors", "3": "three sectors", "4": "four sectors", "5": "five sectors"}
FAILING = ("struggling", "ended")


def statuses_of(status: str) -> str:
    """Return the kind of status that is drawn: those that ended stand with those that struggle.

    Examples
    --------
    >>> statuses_of("ended"), statuses_of("unknown"), statuses_of("potential")
    ('struggling or ended', 'not known', 'potential')
    """
    return "struggling or ended" if status in FAILING else "not known" if status == UNKNOWN else status


def spanned(span: str) -> str:
    """Return a span in words."""
    return WORDS.get(span, f"{span} sectors")


def spans_title(table: pd.DataFrame) -> str:
    """Return how many partnerships span how many sectors, the commonest span first, and of how many it is not known."""
    counts = table[table["quantity"] == "span_partnerships"].set_index("group")["value"]
    known = [(span, count) for span, count in counts.items() if span != UNKNOWN and count]
    order = sorted(known, key=lambda one: (-one[1], str(one[0])))
    total = number(counts.sum())
    unknown = counts.get(UNKNOWN, 0)
    if not order:
        return f"Of none of {total} partnerships is it known how many sectors they span"
    (first, most), rest = order[0], order[1:]
    said = f"{number(most)} of {total} partnerships span {spanned(str(first))}"
    parts = [
        f"{number(count)} {spanned(str(span)).removesuffix(' sectors').removesuffix(' sector')}" for span, count in rest
    ]
    said = f"{said}, {among(parts)}" if parts else said
    return f"{said}; of {number(unknown)} it is not known" if unknown else said


def span_line(table: pd.DataFrame, span: str) -> str:
    """Return the line above the sets of a span: how many partnerships, their share, its interval."""
    rows = table[(table["quantity"] == "span_share") & (table["group"] == span)]
    count = table[(table["quantity"] == "span_partnerships") & (table["group"] == span)]["value"].sum()
    name = capitalised(spanned(span))
    if rows.empty:
        return name
    row = rows.iloc[0]
    if span == UNKNOWN:
        return f"Not known: {number(count)} of {row['n']:.0f}"
    share = f"{percent(row['value'])} ({percent(row['low'])} to {percent(row['high'])})"
    return f"{name}: {number(count)} of {row['n']:.0f}, {share}"
