"""Which facts make ties: presence at meetings, rows that come twice, past roles, one pathway at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.derive.attendance import minutes_there, shared_column
from sna.derive.columns import numbers, texts
from sna.derive.networks import ENDS
from sna.derive.selecting import knows
from sna.model.answers import ANSWER_ENDS
from sna.model.declaration import TWO_MODE
from sna.robustness.cases import Case, Keeping, Kept
from sna.robustness.choices import Choice

if TYPE_CHECKING:
    import pandas as pd

MINUTES = 30
LARGE = 0.9
"""Things of as many organisations as this quantile of them, or more, are the large ones."""
FEWEST = 10
"""Things of which a tenth is at least one."""
DUPLICATES = {"sum": "are added up", "max": "count by the largest", "last": "count by the last", "mean": "by the mean"}
MOST_PATHWAYS = 8


def presence(case: Case) -> Iterator[Choice]:
    """Yield choices of who counts as having been there."""
    if case.rule.table not in TWO_MODE or case.table is None:
        return
    thing = shared_column(case.rule)
    if (size := _large_size(case)) is not None:
        name = f"without the largest tenth of {thing}s ({size} organisations or more)"
        yield _rows("presence", name, f"without large {thing}s", lambda frame: _sizes(frame, thing) < size)
    if case.rule.table != "attendance":
        return
    minutes = minutes_there(case.rows)
    if (minutes < MINUTES).any() and (minutes >= MINUTES).any():
        name = f"only those who stayed {MINUTES} minutes or longer"
        words = f"if only those count who stayed {MINUTES} minutes"
        yield _rows("presence", name, words, lambda frame: ~(minutes_there(frame) < MINUTES))
    share = minutes / numbers(case.rows, "meeting_duration")
    if (share < 1 / 2).any() and (share >= 1 / 2).any():
        name = "only those who stayed half of the meeting or longer"
        words = "if only those count who stayed for half of it"
        yield _rows("presence", name, words, _stayed_for_half)
    mode = texts(case.rows, "mode")
    if (mode == "in_person").any() and np.isin(mode.astype(str), ("video", "phone")).any():
        yield _rows("presence", "only those in the room", "if only those in the room count", _in_the_room)
    if (texts(case.rows, "attended") == "deputy").any():
        yield _rows("presence", "without deputies", "without deputies", lambda f: texts(f, "attended") != "deputy")


def _rows(family: str, name: str, words: str, keeps: Keeping) -> Choice:
    return Choice(family, name, words, lambda here: here.having(keeps=keeps))


def _stayed_for_half(frame: pd.DataFrame) -> Kept:
    return ~(minutes_there(frame) / numbers(frame, "meeting_duration") < 1 / 2)


def _in_the_room(frame: pd.DataFrame) -> Kept:
    return ~np.isin(texts(frame, "mode").astype(str), ("video", "phone"))


def _sizes(frame: pd.DataFrame, thing: str) -> Kept:
    """Return for every row how many organisations had a part in the same thing."""
    return np.asarray(frame.groupby(thing)["organisation"].transform("nunique"))


def _large_size(case: Case) -> int | None:
    """Return from how many organisations on a thing is large; nothing where all are about as large."""
    frame = case.rows
    of_each = frame.groupby(shared_column(case.rule))["organisation"].nunique()
    if len(of_each) < FEWEST:
        return None
    size = max(math.ceil(of_each.quantile(LARGE)), 3)
    return size if (of_each < size).any() and (of_each >= size).any() else None


def other_facts(case: Case) -> Iterator[Choice]:
    """Yield other ways with rows that come twice, and past roles in the place of those at the same time."""
    if case.table is None:
        return
    if case.rule.table == "roles":
        name = "roles at the same time, not past ones" if case.rule.history else "past roles, not those at one time"
        words = "if present roles count" if case.rule.history else "if past roles count"
        yield Choice("facts", name, words, lambda here: here.with_rule(history=not here.rule.history))
        return
    for how in _other_duplicates(case):
        words = f"if {'answers' if case.rule.answers else 'ties'} that come twice {DUPLICATES[how]}"
        yield Choice(
            "facts",
            f"{'answers' if case.rule.answers else 'ties'} that come twice {DUPLICATES[how]}",
            words,
            lambda here, how=how: here.with_rule(duplicates=how),
        )


def _other_duplicates(case: Case) -> tuple[str, ...]:
    """Return the ways with rows of the same pair, but the one in force; none where no pair comes twice."""
    if case.rule.answers is not None:
        ends, now = ANSWER_ENDS, {"error": "max"}.get(case.rule.duplicates, case.rule.duplicates)
        ways: tuple[str, ...] = ("max", "last", "mean")
    else:
        ends, now = ENDS, case.rule.duplicates
        ways = ("sum", "max", "last")
    if not set(ends) <= set(case.rows.columns):
        return ()
    keys = [*ends, *(c for c in ("question",) if c in case.rows.columns and case.rule.answers)]
    if not case.rows.duplicated(keys).any():
        return ()
    if now == "error":
        dated = case.rule.table in ("mdt_links", "cases") or "date" in case.rows.columns
        now = "sum" if dated else "max"
    # Cases of one pair in several periods are parts of one number: no other way makes sense of them.
    return () if case.rule.table in ("mdt_links", "cases") else tuple(way for way in ways if way != now)


def pathways(case: Case) -> Iterator[Choice]:
    """Yield each pathway alone, where the facts name several."""
    if case.table is None or not knows(case.study, case.rule.table, "pathway") or "pathway" in case.study.filters:
        return
    for pathway in pathways_of(case):
        filters = {**case.study.filters, "pathway": (pathway,)}
        yield Choice(
            "pathway",
            f"only the pathway {pathway.replace('_', ' ')}",
            f"in the pathway {pathway.replace('_', ' ')} alone",
            lambda here, filters=filters: here.with_study(filters=filters),
        )


def pathways_of(case: Case) -> list[str]:
    """Return the pathways that the rows of a layer name, if there are several and not too many."""
    column = "meeting_pathway" if "meeting_pathway" in case.rows.columns else "pathway"
    if column not in case.rows.columns:
        return []
    found = sorted(set(case.rows[column].dropna()))
    return found if 1 < len(found) <= MOST_PATHWAYS else []
