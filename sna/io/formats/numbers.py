"""Weights stay text; this says which texts are weights."""

from __future__ import annotations

import math
import re

from sna.errors import Problem
from sna.io.text_table import shown

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|1\.#\w+)", re.IGNORECASE)


def is_number(text: str) -> bool:
    """Whether a text is written as a finite number.

    Examples
    --------
    >>> is_number("2.50"), is_number("-1e3"), is_number("1,5"), is_number("NaN"), is_number("1e999")
    (True, True, False, False, False)
    """
    return _NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


def not_a_number(text: str, file: str, line: int, column: str = "weight") -> Problem | None:
    """Return the problem of a weight that is not a finite number; ``None`` where it is one.

    Examples
    --------
    >>> print(not_a_number("INF", "net.gml", 7))
    E316 net.gml line 7, column weight: This weight is not finite. Found: INF. Leave it out if it is not known.
    """
    if is_number(text):
        return None
    if _NOT_FINITE.fullmatch(text) or _NUMBER.fullmatch(text):
        hint = "Leave it out if it is not known."
        return Problem("E316", "This weight is not finite.", file, line, column, shown(text), hint=hint)
    expected = "a number such as 12 or 3.5"
    hint = "Write it with a point for decimals; leave it out if it is not known."
    return Problem("E319", "This weight is not a number.", file, line, column, shown(text), expected, hint)
