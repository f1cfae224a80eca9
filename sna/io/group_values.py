"""What the values of a column of groups make one doubt: spelled in two ways, nearly alike, not there at all."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.tables import ReadTable
from sna.io.text_table import shown

_ALIKE = 0.85
_MOST_VALUES = 200
_NAMED = 3
_SHORTEST = 3


def doubtful_values(table: ReadTable, column: str, counted: Mapping[str, int]) -> list[Problem]:
    """Return what to say of the values of a column, each with the number of organisations that have it.

    Parameters
    ----------
    table
        The organisations, for the place of a problem.
    column
        The column of groups.
    counted
        Value → organisations.
    """
    same: defaultdict[str, list[str]] = defaultdict(list)
    for value in sorted(counted):
        same[fold(value).replace("_", "")].append(value)
    problems = []
    for values in same.values():
        if len(values) > 1:
            message = f"Groups of {column} that differ in capitals or blanks only count as different groups."
            hint = "Write one of them everywhere."
            problems.append(
                table.problem("W331", message, None, column, value=_with_counts(values, counted), hint=hint)
            )
    pairs = combinations([values[0] for values in same.values()][:_MOST_VALUES], 2)
    for one, other in pairs:
        if _nearly(one, other):
            message = f"Are these one group of {column}? They are spelled nearly alike, and count as two."
            value = _with_counts([one, other], counted)
            hint = "If so, write one of them everywhere."
            problems.append(table.problem("W332", message, None, column, value=value, hint=hint))
    return problems


def _with_counts(values: Sequence[str], counted: Mapping[str, int]) -> str:
    return ", ".join(f"'{shown(value)}' ({counted[value]})" for value in values[:_NAMED]) + (
        ", …" if len(values) > _NAMED else ""
    )


def _nearly(one: str, other: str) -> bool:
    """Whether two values may be one misspelled: near, and not told apart by a number or a single letter at the end."""
    low, high = one.casefold(), other.casefold()
    if re.sub(r"\d+", "", low) == re.sub(r"\d+", "", high):
        return False
    words = [re.split(r"[\s_-]+", value) for value in (low, high)]
    differing = [pair for pair in zip(*words, strict=False) if pair[0] != pair[1]]
    if len(words[0]) == len(words[1]) and any(max(map(len, pair)) < _SHORTEST for pair in differing):
        return False
    return difflib.SequenceMatcher(None, low, high).ratio() >= _ALIKE


def without_group(table: ReadTable, column: str, blank: Sequence[str]) -> list[Problem]:
    """Return what to say of organisations that have nothing in the column of a contrast."""
    if not blank:
        return []
    listed = ", ".join(shown(identifier) for identifier in blank[:_NAMED]) + (", …" if len(blank) > _NAMED else "")
    many = "1 organisation has" if len(blank) == 1 else f"{len(blank)} organisations have"
    message = f"{many} nothing in '{column}', and so no group: left out where groups are compared, '*' included."
    hint = "Fill it where it is known."
    return [table.problem("W333", message, None, column, value=listed, hint=hint)]
