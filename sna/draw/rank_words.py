"""What a rank chart says: one sentence, counted from its table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sna.draw.rank_table import Ranked
from sna.draw.spelling import capitalised
from sna.draw.wording import at, number

FAR = 3


def rank_title(shown: Ranked) -> str:
    """Return the first that holds: a group on top, a new leader, a far move, a lasting leader; else a neutral one."""
    return f"{capitalised(shown.label)}: {_finding(shown)}"


def _finding(shown: Ranked) -> str:
    """Return what is found about the measure."""
    if all(_constant(row) for row in shown.values.values()):
        return f"no organisation changes, {_span(shown)}"
    if shown.tied:
        return _value_title(shown)
    for attempt in (_group_on_top, _new_leader, _far_move, _same_leader):
        found = attempt(shown)
        if found:
            return found
    return f"the order of organisations, {_span(shown)}"


def _constant(values: Sequence[float]) -> bool:
    known = [value for value in values if not math.isnan(value)]
    return len(known) == len(values) and len(set(known)) == 1


def _span(shown: Ranked) -> str:
    """Return the time covered."""
    return f"{shown.snapshots[0]} to {shown.snapshots[-1]}"


def _group_on_top(shown: Ranked) -> str:
    """Say that the focal group holds the first ranks at every snapshot."""
    focal = [i for i, role in shown.roles.items() if role.focal]
    counts = set()
    for k in range(len(shown.snapshots)):
        held = [shown.ranks[i][k] for i in focal if shown.has(i, k)]
        others = [row[k] for i, row in shown.ranks.items() if i not in focal and shown.has(i, k)]
        if len(held) < 2 or not others or max(held) >= min(others):  # noqa: PLR2004 - a group
            return ""
        counts.add(len(held))
    label = shown.roles[focal[0]].label
    many = f"the first {counts.pop()} ranks" if len(counts) == 1 else "the first ranks"
    return f"{label} organisations hold {many}, {_span(shown)}"


def _new_leader(shown: Ranked) -> str:
    """Say who is first at either end, with the values: that it changed by more than chance no title can say."""
    first, *_, last = shown.leaders()
    if not first or not last or first == last:
        return ""
    then, now = number(shown.values[first][0]), number(shown.values[last][-1])
    began, ended = at(shown.snapshots[0]), at(shown.snapshots[-1])
    return f"the highest value is {then}, {shown.names[first]}{began}, and {now}, {shown.names[last]}{ended}"


def _far_move(shown: Ranked) -> str:
    """Say who moved farthest, if it is three ranks or more."""
    moves = shown.moves()
    if not moves or abs(moves[0][1]) < FAR:
        return ""
    identifier, move = moves[0]
    then, now = shown.ranks[identifier][0], shown.ranks[identifier][-1]
    way = "falls" if move > 0 else "rises"
    return f"{shown.names[identifier]} {way} from rank {number(then)} to {number(now)}, {_span(shown)}"


def _same_leader(shown: Ranked) -> str:
    """Say who is first at every snapshot."""
    leaders = set(shown.leaders())
    only = leaders.pop() if len(leaders) == 1 else None
    return f"{shown.names[only]} is first throughout, {_span(shown)}" if only else ""


def _value_title(shown: Ranked) -> str:
    """Say whose value changed most."""
    moves = shown.moves()
    if not moves or moves[0][1] == 0:
        return f"no organisation ends with another value than it began with, {_span(shown)}"
    identifier, move = moves[0]
    alike = sum(math.isclose(abs(other), abs(move)) for _, other in moves)
    then, now = shown.values[identifier][0], shown.values[identifier][-1]
    changed = f"goes from {number(then)} to {number(now)}"
    largest = "the largest change" if alike == 1 else "as large a change as any"
    return f"{shown.names[identifier]} {changed}, {largest}, {_span(shown)}"
