"""Is leadership shared: who chairs, who hosts, who proposes, and between how many organisations."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sna.contrast.groups import counted
from sna.derive.rosters import open_in
from sna.lenses.apart import Values, apart_rows, group_names, group_places
from sna.lenses.gathered import gathered
from sna.lenses.leading import LEADERS, Led, led_in
from sna.lenses.lens import Lens, Looking, Row, says
from sna.metrics.concentration import shares_of
from sna.metrics.effective_number import effective_number
from sna.model import Roster, Study

COUNT = "count of these records"
TOP = 3


def leaders(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot and way to lead, how leading is shared between organisations and groups.

    ``led`` is how often an organisation led, ``led_share`` its share of all that organisations of the roster led;
    ``gini`` is corrected for n (× n/(n − 1), so that 1 is the most there can be) beside ``gini_least``, what the most
    even sharing of so many would give; ``effective_number`` is 1/Σp²; ``top_1_share`` and ``top_3_share`` are of those
    who led most, and ``turnover_of_top`` the share of the
    first three who were not among them in the snapshot before. Of
    groups: ``group_led`` and ``group_share`` beside their shares of organisations and of attendance, and
    ``difference_led``: of mean count per organisation, with the p of labels dealt out anew.
    """
    study = looking.study
    before: dict[str, list[str]] = {}
    earlier = ""
    for snapshot in study.snapshots:
        roster = open_in(study, snapshot, study.filters)
        ways = list(led_in(study, snapshot, roster))
        base = {"snapshot": snapshot.name, "target": COUNT}
        for led in ways:
            groups = _groups(looking, led, roster, snapshot.name)
            for row in (*_known(led), *_each(looking, led, roster), *_concentration(led, roster), *groups):
                yield {**base, "metric": led.metric, **row}
        where = {"snapshot": snapshot.name, "quantity": "difference_led"}
        for way in dict.fromkeys(led.way for led in ways):
            columns = {led.metric: led.counts for led in ways if led.way == way and led.known}
            yield from apart_rows(looking, roster, columns, where, about=f"who does the {way}")
        tops = {led.way: first_ids(led.counts, roster.ids) for led in ways if not led.series}
        for way, first in tops.items():
            yield {**base, "metric": way, "before": earlier, **_turnover(first, before.get(way))}
        before, earlier = tops, snapshot.name


def _known(led: Led) -> Iterator[Row]:
    what = "meetings" if led.way in LEADERS else "acts of proposing and drafting"
    who = {"chairing": "chair", "hosting": "host"}.get(led.way, "organisation")
    parts = [f"{led.unknown} of {led.total} {what} without a known {who}'s organisation"] if led.unknown else []
    parts += [f"{led.outside} led by an organisation that is not in the network then"] if led.outside else []
    yield {"quantity": "known", "value": led.known, "n": led.total, "note": "; ".join(parts)}


def _each(looking: Looking, led: Led, roster: Roster) -> Iterator[Row]:
    groups = group_names(looking, roster)
    for identifier, group, count in zip(roster.ids, groups, led.counts.tolist(), strict=True):
        row = {"organisation": identifier, "group": group, "n": led.known}
        yield {**row, "quantity": "led", "value": count}
        if led.known:
            yield {**row, "quantity": "led_share", "value": count / led.known}


def _concentration(led: Led, roster: Roster) -> Iterator[Row]:
    """Yield Gini, effective number and the shares of the first, over the organisations of the roster."""
    n, base = len(roster), {"n": led.known}
    if not led.known:
        note = "nothing is known to have been led by an organisation of the network"
        yield from ({**base, "quantity": q, "value": math.nan, "note": note} for q in ("gini", "effective_number"))
        return
    order = np.sort(led.counts)[::-1]
    bounds = f"{counted(n)}; before the correction {shares_of(led.counts)['gini']:.3f}, at most {(n - 1) / n:.3f}"
    alone = "one organisation alone"
    yield {**base, "quantity": "gini", "value": corrected_gini(led.counts), "note": bounds if n > 1 else alone}
    evenest = np.full(n, led.known // n, dtype=np.float64)
    evenest[: led.known % n] += 1
    least = f"the least that {led.known} shared by {counted(n)} can give" if n > 1 else alone
    yield {**base, "quantity": "gini_least", "value": corrected_gini(evenest), "note": least}
    most = f"at most {min(n, led.known)}"
    yield {**base, "quantity": "effective_number", "value": effective_number(led.counts), "note": most}
    yield {**base, "quantity": "top_1_share", "value": order[0] / led.known}
    yield {**base, "quantity": "top_3_share", "value": order[:TOP].sum() / led.known}


def corrected_gini(values: Values) -> float:
    """Return Gini × n/(n − 1): 0 where all have as much, 1 where one has all, however many there are.

    Examples
    --------
    >>> corrected_gini(np.array([6.0, 0.0, 0.0])), corrected_gini(np.array([2.0, 2.0, 2.0]))
    (1.0, 0.0)
    """
    n = len(values)
    return shares_of(values)["gini"] * n / (n - 1) if n > 1 else math.nan


def _groups(looking: Looking, led: Led, roster: Roster, snapshot: str) -> Iterator[Row]:
    """Yield how much of it fell to each group, beside its share of organisations and of attendance."""
    of_meetings = led.way in LEADERS
    came = gathered(looking.study)[snapshot].came(led.series or None) if of_meetings else np.zeros(len(roster))
    for group, members in group_places(looking, roster).items():
        base = {"group": group, "n": led.known}
        yield {**base, "quantity": "group_led", "value": led.counts[members].sum(), "note": counted(len(members))}
        if led.known:
            yield {**base, "quantity": "group_share", "value": led.counts[members].sum() / led.known}
        share = len(members) / max(len(roster), 1)
        yield {**base, "quantity": "group_share_of_organisations", "value": share, "n": len(roster)}
        if came.sum():
            share = came[members].sum() / came.sum()
            yield {**base, "quantity": "group_share_of_attendance", "value": share, "n": came.sum()}


def first_ids(counts: Values, ids: Sequence[str]) -> list[str]:
    """Return the organisations that led most: three, and whoever led as often as the third; nobody who never led.

    Examples
    --------
    >>> first_ids(np.array([5.0, 0.0, 2.0, 2.0, 2.0, 1.0]), "ABCDEF")
    ['A', 'C', 'D', 'E']
    """
    if not len(counts):
        return []
    least = max(np.sort(counts)[::-1][:TOP][-1], 1.0)
    return [identifier for identifier, count in zip(ids, counts.tolist(), strict=True) if count >= least]


def _turnover(now: list[str], then: list[str] | None) -> dict[str, Any]:
    row = {"quantity": "turnover_of_top", "n": len(now)}
    if not then or not now:
        why = "no snapshot before with which to compare" if then is None else "nobody led in one of the two snapshots"
        return {**row, "value": math.nan, "note": why}
    new = [identifier for identifier in now if identifier not in then]
    return {**row, "value": len(new) / len(now), "note": f"new among the first: {', '.join(new)}" if new else ""}


def _can(study: Study) -> bool:
    if "profession" in study.filters:
        return False
    meetings = study.tables.get("meetings")
    return any(says(meetings, column) for column, _ in LEADERS.values()) or says(
        study.tables.get("decisions"), "action"
    )


LENS = Lens(
    "leaders",
    "Who chairs, who hosts, who proposes, and between how many is it shared?",
    "meetings with a column chair or host, or decisions; not narrowed to a profession.",
    _can,
    leaders,
    of_power=True,
)
