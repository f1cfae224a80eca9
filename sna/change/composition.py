"""How much of a change comes from who is in the network, and how much from the same organisations tied differently."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sna.change.between import Between
from sna.change.readings import Readings
from sna.change.steps import Step
from sna.change.swapped import Key
from sna.contrast import said

Row = Mapping[str, Any]

RETYING = "½ [(W01 − W00) + (W11 − W10)]; Wab: organisations of snapshot a, those in both tied as in b (0 before)"
COMPOSITION = "½ [(W10 − W00) + (W11 − W01)]; Wab: organisations of snapshot a, those in both tied as in b (0 before)"
EVERYONE = "snapshot − before, of all organisations with a value in each"
NO_PART = "undefined in one of the networks between the two"
UNTESTED = "no p: no test is known to hold for the change of this metric"


def split(corners: Sequence[float]) -> tuple[float, float]:
    """Return what different organisations and what other ties add to a change: Shapley's average over both orders.

    Parameters
    ----------
    corners
        The measure of four networks: before; the earlier organisations with those in both tied as later; the later
        organisations with those in both tied as before; after.

    Returns
    -------
    tuple of float
        Composition and re-tying; they add up to the change.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games, doi:10.1515/9781400881970-018. Shorrocks, A. F. (2013), on the
    same average for decomposing changes, doi:10.1007/s10888-011-9214-z

    Examples
    --------
    >>> split([1.0, 3.0, 2.0, 5.0])
    (1.5, 2.5)
    """
    before, retied, replaced, after = corners
    return ((replaced - before) + (after - retied)) / 2, ((retied - before) + (after - replaced)) / 2


def composition_rows(between: Between, keys: Sequence[Key], tested: frozenset[Key]) -> Iterator[Row]:
    """Yield the two parts of every change of a network or gap, and its change among organisations in both.

    Parameters
    ----------
    between
        What was measured of the networks between the two snapshots.
    keys
        Networks' metrics and gaps.
    tested
        Those that have a row of their change among organisations in both already.
    """
    step = between.step
    regrouped = sum(_regrouped(step, organisation) for organisation in step.both)
    note = f"{regrouped} in another group than before: groups as at the later snapshot" if regrouped else ""
    retied, replaced = between.mixed
    networks = (between.before, retied, replaced, between.after)
    for key in keys:
        metric, group, other = key
        base: dict[str, Any] = {
            **step.where,
            "metric": metric,
            "group": group and said(group),
            "other": other and said(other),
        }
        base["n"] = len(step.both) + len(step.joined) + len(step.left)
        corners = [reading(of, step, key) for of in networks]
        if group:
            yield {**base, "quantity": "change_everyone", **_valued(corners[3] - corners[0], note), "method": EVERYONE}
        parts = zip(("change_composition", "change_retying"), split(corners), (COMPOSITION, RETYING), strict=True)
        for quantity, value, method in parts:
            yield {**base, "quantity": quantity, **_valued(value, note), "method": method}
        if between.moved and key not in tested:
            before, after = (reading(of, step, key) for of in between.core)
            row = {**base, "quantity": "change_common", "n": len(step.both), "method": "snapshot − before"}
            yield {**row, **_valued(after - before, UNTESTED)}


def reading(of: Readings, step: Step, key: Key) -> float:
    """Return a network's value, or the difference of two groups' means over organisations with a value."""
    metric, group, other = key
    values = of.of.get(metric)
    if values is None:
        return math.nan
    if not group:
        return values.value("")
    means = []
    for name in (group, other):
        known = [v for i, (v, _) in values.items() if not math.isnan(v) and step.group_of(i) == name]
        means.append(math.fsum(known) / len(known) if known else math.nan)
    return means[0] - means[1]


def _regrouped(step: Step, organisation: str) -> bool:
    if step.contrast is None:
        return False
    column = step.contrast.column
    before, after = (network.roster.group_at(column, organisation) for network in (step.before, step.after))
    return before != after


def _valued(value: float, note: str) -> dict[str, Any]:
    return {"value": value, "note": NO_PART if math.isnan(value) else note}
