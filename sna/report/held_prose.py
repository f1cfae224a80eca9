"""One sentence on a gap beside its number: how many of the reasonable other choices say the same, and which do not."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from sna.contrast import Headline, said
from sna.draw.wording import among, many
from sna.robustness import Sensitivity

Row = Mapping[Hashable, Any]

NAMED = 2
CLEAR_AT = 0.05
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
    signs = _signs(counted, found.difference) if found.difference else ""
    clear = _kept_clear(counted) if found.verdict != "cannot tell" else _made_clear(counted)
    of = f"Of {many(len(counted), 'other reasonable choice')}"
    return f"{of}, {' and '.join(part for part in (signs, clear) if part)}."


def _rerun(robust: Sensitivity, found: Headline) -> list[Row]:
    """Return the choices of a headline; none where what was rerun is another snapshot, measure or pair of groups."""
    table = robust.table
    of_layer = table[(table["layer"] == found.layer) & (table["snapshot"] == found.snapshot)]
    rows: list[Row] = list(of_layer.to_dict("records"))
    mine = (found.metric, said(found.group), said(found.other))
    return rows[1:] if rows and (rows[0]["metric"], rows[0]["group"], rows[0]["other"]) == mine else []


def _signs(counted: Sequence[Row], gap: float) -> str:
    """Return how many choices keep the sign, and which turn it round; of things left out in turn every one counts."""
    kept = sum(_least(row, gap) > 0 for row in counted)
    turned = _named([row for row in counted if _least(row, gap) < 0])
    return f"{_share(kept, counted)} {_verb('keep', kept)} its sign{f' (turned round {turned})' if turned else ''}"


def _least(row: Row, gap: float) -> float:
    """Return how far a choice goes the way of a gap, at least; ``nan`` where it has no value."""
    known = [row["lowest"], row["highest"]] if math.isfinite(row["lowest"]) else [row["value"]]
    return min(math.copysign(1.0, gap) * float(value) for value in known)


def _kept_clear(counted: Sequence[Row]) -> str:
    """Return how many choices keep a clear gap clear, and which do not though they do not turn it round."""
    held = sum(row["verdict"] == "holds" for row in counted)
    lost = _named([row for row in counted if row["verdict"] not in ("holds", "flips")])
    rest = f" (not so {lost})" if lost else ""
    return f"{_share(held, counted)} {_verb('keep', held)} it clear, p at most {CLEAR_AT}{rest}"


def _made_clear(counted: Sequence[Row]) -> str:
    """Return how many choices make clear what is not, and how many more do with one thing left out."""
    clear = [row for row in counted if row["verdict"] in ("clearer", "flips")]
    whole = [row for row in clear if not row["turns_alike"] > 0]
    some = len(clear) - len(whole)
    part = f", {some} more in part" if some and whole else f", {some} in part" if some else ""
    which = f" ({_named(whole)}), which is no finding" if whole else ""
    return f"{_share(len(whole), counted)} {_verb('make', len(whole))} it clear, p at most {CLEAR_AT}{which}{part}"


def _named(rows: Sequence[Row]) -> str:
    """Return what was chosen: one or two choices in words; of more what they are about."""
    if len(rows) <= NAMED:
        return among([str(row["words"]) for row in rows]) if rows else ""
    return f"by {among(list(dict.fromkeys(KINDS[str(row['family'])] for row in rows)))}"


def _share(count: int, of: Sequence[Row]) -> str:
    return "all" if count == len(of) > 1 else str(count or "none")


def _verb(verb: str, count: int) -> str:
    return f"{verb}s" if count <= 1 else verb
