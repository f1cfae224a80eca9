"""The words of charts over time: measures, periods, marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import many, number, percent

SMALL = 0.1
"""Shares below it are told in two figures."""
Row = Mapping[Any, Any]

OUTSIDE, RUN, NEAR = "outside", "run", "near"
MARKS = {
    OUTSIDE: "outside the limits",
    RUN: "part of a run: on one side, rising or falling",
    NEAR: "two of three near a limit",
}
"""Mark of a point → what it means."""
_MARK_OF = {"outside": OUTSIDE, "near a limit": NEAR}


def mark_of(rules: str) -> str:
    """Return the mark of a point from the rules it is part of: the strongest one.

    Examples
    --------
    >>> mark_of("one side; outside"), mark_of("long run"), mark_of("")
    ('outside', 'run', '')
    """
    marks = {_MARK_OF.get(rule, RUN) for rule in rules.split("; ") if rule}
    return next((mark for mark in MARKS if mark in marks), "")


def value_words(value: float, unit: str) -> str:
    """Return a value as readers see it: percent for shares.

    Examples
    --------
    >>> value_words(0.52, "share"), value_words(0.0084, "share"), value_words(13.83, "count")
    ('52%', '0.84%', '13.8')
    """
    if unit != "share":
        return number(value)
    return f"{number(value * 100, figures=2)}%" if 0 < abs(value) < SMALL else percent(value)


def title_of(rows: Sequence[Row]) -> str:
    """Return what the first chart of a picture says, and of how many periods.

    Examples
    --------
    >>> title_of([{"label": "ties", "value": 1.0, "mark": "", "kind": "dots"}] * 3)
    'Ties over 3 periods: too few for limits'
    """
    first = [row for row in rows if row["label"] == rows[0]["label"]]
    known = [row for row in first if row["value"] == row["value"]]
    what, count = capitalised(spelt(first[0]["label"])), len(known)
    marked = sum(bool(row["mark"]) for row in known)
    kind = first[0]["kind"]
    if kind == "dots":
        if count < FEWEST:
            return f"{what} over {many(count, 'period')}: too few for limits"
        ends = [f"{value_words(known[at]['value'], known[at]['unit'])} in {known[at]['period']}" for at in (0, -1)]
        return f"{what}: {ends[0]}, {ends[1]}"
    if not marked:
        return f"{what}: no period of {count} stands out of the ordinary ups and downs"
    outside = sum(row["mark"] == OUTSIDE for row in known)
    beyond = f", {outside} of them outside the limits" if outside and outside < marked else ""
    beyond = ", all outside the limits" if outside == marked and outside > 1 else beyond
    stand = "stands" if marked == 1 else "stand"
    return f"{what}: {marked} of {many(count, 'period')} {stand} out{beyond}"


FEWEST = 6


def spoken(rows: Sequence[Row], label: str) -> str:
    """Return one chart in a sentence, for those who cannot see it."""
    mine = [row for row in rows if row["label"] == label and row["value"] == row["value"]]
    if not mine:
        return f"{label}: no values"
    unit, kind = mine[0]["unit"], mine[0]["kind"]
    middle = {"control": "mean", "run": "median"}.get(kind)
    values = [row["value"] for row in mine]
    extent = f"from {value_words(min(values), unit)} to {value_words(max(values), unit)}"
    centre = f", {middle} {value_words(mine[0]['centre'], unit)}" if middle else ""
    limits = ""
    if kind == "control":
        limits = f", limits {value_words(mine[0]['low'], unit)} and {value_words(mine[0]['high'], unit)}"
    said = [f"{row['period']} {value_words(row['value'], unit)}" for row in mine if row["mark"]]
    marked = f"; standing out: {', '.join(said)}" if said else ""
    return f"{label}: {many(len(mine), 'period')} {extent}{centre}{limits}{marked}"
