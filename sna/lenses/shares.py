"""A share as a finding: how many of how many, with its interval and what that is about."""

from __future__ import annotations

import math
from typing import Any

from sna.infer import LabelTest, sampled, wilson_interval

WILSON = "95% Wilson interval"


def share_columns(count: int, of: int, *, like: str, nothing: str = "nothing to count") -> dict[str, Any]:
    """Return the columns of a share.

    Parameters
    ----------
    count, of
        How many of how many.
    like
        What the interval is about: things like these, in the plural.
    nothing
        Why there is no share where ``of`` is 0.

    Examples
    --------
    >>> found = share_columns(15, 148, like="cases")
    >>> round(found["low"], 4), round(found["high"], 4), found["target"]
    (0.0624, 0.1605, 'cases like these, each independent of the others')
    """
    low, high = wilson_interval(count, of)
    found = {
        "value": count / of if of else math.nan,
        "low": low,
        "high": high,
        "n": of,
        "method": WILSON,
        "target": f"{like} like these, each independent of the others",
    }
    return found if of else {**found, "note": nothing}


def relabelling_columns(test: LabelTest, *, what: str, seed: int) -> dict[str, Any]:
    """Return the columns of a test by relabelling; no p where none below .05 was possible."""
    refused = f"no p: with these values it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
    how = f"exact permutation of {what}, all {test.resamples} relabellings"
    if not test.exact:
        error = math.nan if refused else test.error
        how = f"permutation of {what}, {sampled(test.resamples, 'relabellings', error)}"
    return {
        "value": test.value,
        "p": math.nan if refused else test.p,
        "p_mid": math.nan if refused else test.p_mid,
        "p_min": test.p_min,
        "method": how,
        "resamples": test.resamples,
        "seed": math.nan if test.exact else seed,
        "note": refused,
    }


LEVEL = 0.05


def joined(*notes: str) -> str:
    """Return notes as one, empty ones left out."""
    return "; ".join(note for note in notes if note)
