"""One sentence on a gap beside its number: how many of the reasonable other choices say the same, and which do not."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from sna.contrast import Headline, said
from sna.draw.wording import among
from sna.robustness import Sensitivity

Row = Mapping[Hashable, Any]

NAMED = 2
KINDS = {
    "facts": "which facts count",
    "missing answers": "missing answers",
    "one left out": "leaving one thing out",
    "organisations": "who is compared",
    "pathway": "one pathway alone",
    "presence": "what counts as present",
    "projection": "how meetings make ties",
    "statistic": "how groups are compared",
    "survey": "which answers count",
    "threshold": "which ties are strong enough",
    "time": "the window of time",
    "weights": "the strength of ties",
}
"""Family of choices → what it is about, in plain words."""


def held_sentence(robust: Sensitivity, found: Headline) -> str:
    """Say under how many other choices the difference of a headline keeps its sign and is clear, and what turns it.

    Parameters
    ----------
    robust
        From `sna.robustness.sensitivity`: of its choices those that change something are counted.
    found
        The headline.

    Returns
    -------
    str
        Empty where this difference was not rerun, or there is none.
    """
    rows = _rerun(robust, found)
    if not rows or not math.isfinite(found.difference):
        return ""
    counted = [row for row in rows if row["changes"] == "yes"]
    if not counted:
        return "No other reasonable choice changes it."
    of = f"{len(counted)} other reasonable {'choice' if len(counted) == 1 else 'choices'}"
    sure = found.verdict != "cannot tell"
    clear = sum(_makes_clear(row, sure) for row in counted)
    is_clear = f"{'stays' if sure else 'is'} clear under {clear or 'none'}"
    if not found.difference:
        return f"It {is_clear} of {of}."
    kept = sum(_least(row, found.difference) > 0 for row in counted)
    share = f"all {of}" if kept == len(counted) > 1 else f"{kept or 'none'} of {of}"
    turned = _kinds([row for row in counted if _least(row, found.difference) < 0])
    finding = ", which is no finding" if clear and not sure else ""
    return f"It keeps its sign under {share}{f' (turned by {turned})' if turned else ''} and {is_clear}{finding}."


def _rerun(robust: Sensitivity, found: Headline) -> list[Row]:
    """Return the choices of a headline; none where what was rerun is another snapshot, measure or pair of groups."""
    table = robust.table
    of_layer = table[(table["layer"] == found.layer) & (table["snapshot"] == found.snapshot)]
    rows: list[Row] = list(of_layer.to_dict("records"))
    mine = (found.metric, said(found.group), said(found.other))
    return rows[1:] if rows and (rows[0]["metric"], rows[0]["group"], rows[0]["other"]) == mine else []


def _least(row: Row, gap: float) -> float:
    """Return how far a choice goes the way of a gap, at least; ``nan`` where it has no value."""
    known = [row["lowest"], row["highest"]] if math.isfinite(row["lowest"]) else [row["value"]]
    return min(math.copysign(1.0, gap) * float(value) for value in known)


def _makes_clear(row: Row, sure: bool) -> bool:
    """Whether a gap is clear under a choice: with its own sign if it was, else with any; left out in turn, always."""
    if sure:
        return bool(row["verdict"] == "holds")
    return row["verdict"] in ("clearer", "flips") and not row["turns_alike"] > 0


def _kinds(rows: Sequence[Row]) -> str:
    """Return what choices are about: the first few kinds, and how many more there are."""
    kinds = list(dict.fromkeys(KINDS[str(row["family"])] for row in rows))
    more = len(kinds) - NAMED
    return among(kinds if more <= 1 else [*kinds[:NAMED], f"{more} other kinds"]) if kinds else ""
