"""The words of a chart of choices: under how many the gap holds, and how to read it."""

from __future__ import annotations

import math

from sna.draw.choices_table import CLEAR_AT, OTHER, RANKS, SAME, Chosen, Row
from sna.draw.spelling import capitalised, spelt
from sna.draw.typeset import plain
from sna.draw.wording import layer_words, number, p_value, signed


def of_groups(shown: Chosen) -> tuple[str, str]:
    """Return the two groups inside a sentence."""
    first, second = (spelt(group) for group in shown.groups)
    return first, second


def choices_title(shown: Chosen) -> str:
    """Return under how many of the choices that change something the gap is what was reported."""
    first, second = of_groups(shown)
    every = len(shown.counted)
    if not every:
        return f"{capitalised(shown.label)}: no other choice changes the gap between {first} and {second} organisations"
    if not shown.reported.clear:
        beside = f"under {shown.many('clearer', 'flips') or 'none'} of {every} other choices is p at most {CLEAR_AT}"
        return f"{capitalised(shown.label)}: the data cannot tell {first} from {second} organisations; {beside}"
    holds, turned = shown.many("holds"), shown.many("flips")
    above = "above" if shown.reported.value > 0 else "below"
    of = ("the one" if every == 1 else f"all {every}") if holds == every else f"{holds or 'none'} of {every}"
    untold = shown.many("cannot tell")
    clause = (f"; the gap turns round under {turned}" if turned else "") + (f"; {untold} cannot tell" if untold else "")
    choices = "choice" if every == 1 else "choices"
    gap = f"{capitalised(first)} organisations stay {above} {second} ones in {shown.label}"
    return f"{gap} under {of} other {choices}{clause}"


def choices_subtitle(shown: Chosen) -> str:
    """Return what is what."""
    first, second = of_groups(shown)
    when = "" if shown.snapshot == "all" else f", {shown.snapshot}"
    return (
        f"{layer_words(shown.layer)}{when}: the gap is {first} minus {second}. Marks: the gap as a share of the "
        "average of the organisations compared under the same choice, so that amounts of facts do not matter; ranks "
        "stand apart. Right: the gap in its own unit."
    )


def panel_said(shown: Chosen, scale: str) -> str:
    """Return the heading of a panel: what its gaps are in."""
    if scale == RANKS:
        return "By ranks alone: Cliff's delta"
    if scale == OTHER:
        return "Measured otherwise, each gap in a unit of its own"
    return f"In the unit reported: {shown.label}"


def axis_said(scale: str) -> str:
    """Return what an axis is of."""
    return "Cliff's delta, at most 1" if scale == RANKS else "gap as a share of the average"


def counted_said(shown: Chosen) -> list[tuple[str, str]]:
    """Return, for every verdict that there can be, how many choices that change something have it.

    That none flips is said as well: it is the first thing to know.
    """
    clear = shown.reported.clear
    low, high = f"p at most {CLEAR_AT}", f"p above {CLEAR_AT}"
    if clear:
        found = [("holds", "hold", low), ("weaker", "weaker", high), ("flips", "flip", "other direction")]
    else:
        found = [("clearer", "clearer", low), ("stays unclear", "stay unclear", f"{high}, or none")]
        found += [("flips", "flip", f"other direction, {low}")]
    found += [("cannot tell", "cannot tell", "no p, or no value")]
    return [
        (verdict, f"{many or 'none'} {more if many > 1 else verdict} ({why})")
        for verdict, more, why in found
        for many in [shown.many(verdict)]
        if many or verdict in {"holds", "flips"}
    ]


def choices_foot(shown: Chosen, source: str) -> str:
    """Return source, how p was had, how to read the marks, and what the chart is not."""
    found = [f"{source.rstrip('.')}." if source else "", f"{shown.n} organisations are compared as reported."]
    if math.isfinite(shown.reported.p):
        found.append(f"p: {shown.method.split(';')[0]}, for these organisations.")
    if math.isfinite(shown.reported.low_there):
        found.append("Bar of the gap as reported: 95% interval by a model of tie noise; reruns are given none.")
    else:
        found.append("No interval can be given here.")
    if any(row.turns for row in shown.rows):
        found.append(
            "Grey bars: range when one after another is left out; the mark is the case furthest from what was reported."
        )
    same = sum(not row.changes for row in shown.rows)
    if same:
        found.append(f"Grey names: {same} that change no value here; they are not counted.")
    if any(beyond(row, shown.reach) for row in shown.rows if row.scale != RANKS):
        found.append("Arrowheads: beyond the scale.")
    found.append("The choices are not independent tests, and the chart corrects for nothing.")
    return " ".join(part for part in found if part)


def beyond(row: Row, reach: float) -> bool:
    """Return whether a gap lies beyond the scale."""
    return math.isfinite(row.there) and abs(row.there) > reach * (1 + 1e-9)


def p_said(row: Row) -> str:
    """Return a p, or that there is none."""
    return p_value(row.p) if math.isfinite(row.p) else "no p"


def verdict_said(row: Row) -> str:
    """Return a verdict; of things left out in turn with how many agree with what was reported."""
    if not row.changes:
        return "same values"
    if not row.turns:
        return f"{row.verdict}; no ties left" if row.note.startswith("no ties are left") else row.verdict
    apart = row.turns - row.turns_alike
    return f"{row.verdict}; {apart or 'none'} of {row.turns} {'differs' if apart == 1 else 'differ'}"


def spoken(row: Row) -> str:
    """Return a row in words."""
    worst = f", furthest without {plain(row.worst_case)}" if row.worst_case else ""
    value = signed(row.value) if math.isfinite(row.value) else "no value"
    return f"{plain(row.choice)}: {value}, {p_said(row)}, {verdict_said(row)}{worst}"


def tick_said(place: float, scale: str = SAME) -> str:
    """Return a tick of a scale: a share of the average, or Cliff's delta."""
    if scale == RANKS:
        return signed(place)
    return "0" if not place else f"{'+' if place > 0 else ''}{number(100 * place)}%"
