"""Selections of rows that several questions ask for one after another, kept as long as they are not too many."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable
from weakref import WeakKeyDictionary

from sna.derive.fates import Selection
from sna.model import Filters, LayerRule, Snapshot, Study

MOST_ROWS = 4_000_000
"""Rows kept for one study: each takes about a hundred bytes."""

Selecting = Callable[[Study, LayerRule, Snapshot, Filters], Selection]
_Key = tuple[LayerRule, Snapshot, tuple[tuple[str, tuple[str, ...]], ...]]


def recent(function: Selecting) -> Selecting:
    """Make a function remember its latest answers about a study; nobody may change what it returns."""
    known: WeakKeyDictionary[Study, OrderedDict[_Key, Selection]] = WeakKeyDictionary()

    @functools.wraps(function)
    def remembered(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
        answers = known.setdefault(study, OrderedDict())
        key = (rule, snapshot, tuple(sorted(filters.items())))
        if key not in answers:
            answers[key] = function(study, rule, snapshot, filters)
        answers.move_to_end(key)
        while len(answers) > 1 and sum(_rows(kept) for kept in answers.values()) > MOST_ROWS:
            answers.popitem(last=False)
        return answers[key]

    return remembered


def _rows(selection: Selection) -> int:
    """Return how many rows a selection weighs like: a fate is a byte, a row of the frame about a hundred."""
    return len(selection.frame) + len(selection.fates) // 100
