"""Words that sentences on tests by name share: how many were looked at, how sure p is, what a term means."""

from __future__ import annotations

import math
import re
from typing import Any

from sna.draw.spelling import spelt
from sna.draw.wording import number, p_value
from sna.infer import error_in, is_sampled, monte_carlo_error

Row = Any
LEVEL = 0.05
PAIRS = re.compile(r"\b(\d+) pairs\b(?! not)")
WAYS = re.compile(r"\b\d+ (splits|relabellings)\b")
CALL = re.compile(r"(\w+)\((\w*)(?:=(.*))?\)")
CALLS = {
    "strength": "strength of {}",
    "same": "same {}",
    "distance": "distance in {}",
    "km": "kilometres between the two",
    "sender": "{} of the sender",
    "receiver": "{} of the receiver",
}
VALUED = {
    "ends": "organisations of the two whose {} is {}",
    "sender": "the sender's {} is {}",
    "receiver": "the receiver's {} is {}",
}


def term_words(term: str) -> str:
    """Return a term of a formula in words.

    Examples
    --------
    >>> term_words("joint_roles@before"), term_words("same(centre)"), term_words("sender(centre=specialist)")
    ('joint roles (before)', 'same centre', "the sender's centre is specialist")
    """
    call = CALL.fullmatch(term)
    if call and call[1] in CALLS and not call[3]:
        return CALLS[call[1]].format(_plain(call[2]))
    if call and call[1] in VALUED and call[3]:
        return VALUED[call[1]].format(_plain(call[2]), _plain(call[3]))
    if "(" in term:
        return f"'{term}'"
    name, at, snapshot = term.partition("@")
    return _plain(name) + (f" ({snapshot})" if at else "")


def _plain(name: str) -> str:
    return spelt(" ".join(name.replace("_", " ").split()))


def decisive(row: Row) -> float:
    """Return the p that decides: the corrected one where the finding is one of several."""
    corrected = float(getattr(row, "p_adjusted", math.nan))
    return float(row.p) if math.isnan(corrected) else corrected


def is_clear(row: Row) -> bool:
    """Whether there is a p, and one of at most .05."""
    return not math.isnan(row.p) and decisive(row) <= LEVEL


def how_many(row: Row, pairs: int = 0) -> str:
    """Return of how many organisations, and of how many pairs, a finding is."""
    found = PAIRS.search(row.method)
    count = pairs or (int(found[1]) if found else 0)
    return f"n = {number(row.n)} organisations" + (f", {count:,} pairs" if count else "")


def why(row: Row) -> str:
    """Return p with the error that it has from sampling, or the first reason why there is none."""
    if math.isnan(row.p):
        return str(row.note.split(";")[0])
    corrected = decisive(row) != row.p
    p = p_value(decisive(row)) + (" corrected" if corrected else "")
    if is_sampled(row.method):
        # Corrected p are counted on the same sample, and have an error of their own.
        error = monte_carlo_error(decisive(row), int(row.resamples)) if corrected else error_in(row.method)
        return f"{p}, Monte Carlo error {number(error, figures=2)}"
    ways = WAYS.search(row.method)
    return f"{p}, all {row.resamples:,.0f} {ways[1]}" if ways else p
