"""Joint roles over time: how many run, begin and end, how long they last, and what hangs on one person."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.derive.joint_spells import UNKNOWN, joint_spells, observed_until
from sna.derive.windows import BEGINNING, as_days, bounds, spell_share
from sna.infer.survival import Survival, survival_curve
from sna.lenses.commitments import commitment_rows, has_commitments
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.single_person import single_person_rows
from sna.model import Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

COUNT = "count of these records"
LIKE_THESE = "joint roles like these, each ending on its own"
METHOD = "Kaplan-Meier with late entry; Greenwood, log-log scale"
LAYER = "roles"
YEAR = 365.25
MOST_YEARS = 5
FEWEST_ENDS = 5
"""With fewer ends nothing can be said of how long joint roles last."""


def posts_over_time(looking: Looking) -> Iterator[Row]:
    """Yield joint roles by snapshot and profession, their ends by reason, how long they last, and ties that depend.

    ``posts_running`` counts joint roles (one person, two or more organisations at the same time) that run in a
    snapshot by its rule; ``posts_started`` and ``posts_ended`` those whose first or last day lies in it, of ``group``
    a profession, or of all; ``posts_ended_because`` by ``metric`` a reason, unknown being one; ``posts_sessions`` adds
    up sessions of those that run. ``posts_lasting`` is the share that lasts longer than ``metric`` years, ``n`` those
    at risk then; ``posts_median`` the years after which half have ended. See also `single_person_rows` and
    `commitment_rows`.

    References
    ----------
    Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452; Tsai, Jewell and Wang (1987),
    doi:10.1093/biomet/74.4.883
    """
    study = looking.study
    if says(study.tables.get("roles"), "person", "organisation"):
        spells = joint_spells(study)
        for snapshot in study.snapshots:
            yield from _counts(spells, snapshot)
        yield from _lasting(study, spells)
    yield from single_person_rows(study)
    yield from commitment_rows(study)


def running(spells: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Return the joint roles that run in a snapshot, by its rule."""
    share = spell_share(as_days(spells["first_day"].to_numpy()), as_days(spells["last_day"].to_numpy()), snapshot)
    return spells[share > 0]


def _counts(spells: pd.DataFrame, snapshot: Snapshot) -> Iterator[Row]:
    base = {"layer": LAYER, "snapshot": snapshot.name, "target": COUNT}
    first, last = bounds(snapshot)
    begun = spells["first_day"].to_numpy().astype("datetime64[D]")
    until = spells["last_day"].to_numpy().astype("datetime64[D]")
    runs = running(spells, snapshot)
    # The beginning of the calendar stands for a start that is not on record.
    starts = spells[(begun >= first) & (begun <= last) & (begun > BEGINNING)]
    ends = spells[(until >= first) & (until <= last) & spells["ended"].to_numpy(dtype=bool)]
    for quantity, part in (("posts_running", runs), ("posts_started", starts), ("posts_ended", ends)):
        yield {**base, "quantity": quantity, "value": len(part), "n": len(spells)}
        for profession, many in part["profession"].value_counts().sort_index().items():
            yield {**base, "quantity": quantity, "group": profession, "value": int(many), "n": len(part)}
    for reason, many in ends["reason"].value_counts().sort_index().items():
        note = "no reason is on record" if reason == UNKNOWN else ""
        row = {"quantity": "posts_ended_because", "metric": reason, "value": int(many), "n": len(ends), "note": note}
        yield {**base, **row}
    amount = runs["sessions"].to_numpy(dtype=np.float64)
    known = amount[~np.isnan(amount)]
    blank = len(amount) - len(known)
    note = f"{blank} of {len(amount)} joint roles do not say how many" if blank else ""
    value = float(known.sum()) if len(known) else np.nan
    why = note or ("no joint role runs" if not len(amount) else "")
    yield {**base, "quantity": "posts_sessions", "value": value, "n": len(known), "note": why}


def _lasting(study: Study, spells: pd.DataFrame) -> Iterator[Row]:
    """Yield the share that lasts, year by year, and the median."""
    base = {"layer": LAYER, "target": LIKE_THESE, "method": METHOD}
    entry, time, ended, aside = observed(study, spells)
    curve = survival_curve(entry, time, ended)
    left_out = "".join(f"; {many} left out: {why}" for why, many in aside.items() if many)
    late = int((entry > 0).sum())
    running_before = f"; {late} had begun before observation did" if late else ""
    counts = f"{int(ended.sum())} of {len(ended)} ended while observed{running_before}{left_out}"
    few = f"too few ended: {counts}"
    trusted = int(ended.sum()) >= FEWEST_ENDS
    why = "" if trusted else f"{few}; "
    if _run_out(curve, entry):
        trusted, why = False, "all that were observed early had ended while others were still to come: cannot be told; "
    for year in range(1, MOST_YEARS + 1):
        days = round(year * YEAR)
        at_risk = int(((entry < days) & (time >= days)).sum())
        row = {**base, "quantity": "posts_lasting", "metric": f"{year} years" if year > 1 else "1 year", "n": at_risk}
        if not at_risk:
            yield {**row, "value": np.nan, "note": f"no joint role was observed at that age; {counts}"}
            continue
        share, low, high = curve.at(days)
        note = f"{why}{'' if why else counts}".removesuffix("; ")
        note = f"{note}; no interval: none had ended by then" if math.isnan(low) and share == 1 else note
        yield {**row, "value": share, "low": low, "high": high, "note": note}
    middle, low, high = (value / YEAR for value in curve.median)
    row = {**base, "quantity": "posts_median", "n": len(ended)}
    if not trusted or math.isnan(middle):
        reason = why.removesuffix("; ") or f"more than half still run as long as any was observed; {counts}"
        yield {**row, "value": np.nan, "note": reason}
        return
    note = f"{counts}{'; no upper end: too few lasted as long' if math.isnan(high) else ''}"
    yield {**row, "value": middle, "low": low, "high": high, "note": note}


def observed(study: Study, spells: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, int]]:
    """Return age in days at entry and when observation stopped, whether it ended then, and what was left out and why.

    Observation begins on the first day of the first snapshot and stops at the cut-off: a joint role that ran before
    enters late, one that had ended before is never seen.
    """
    start = bounds(study.snapshots.ordered[0])[0]
    first = spells["first_day"].to_numpy().astype("datetime64[D]")
    last = spells["last_day"].to_numpy().astype("datetime64[D]")
    unknown, gone = first == BEGINNING, (last < start) & (first > BEGINNING)
    late = (first > observed_until(study)) & ~unknown & ~gone
    use = ~unknown & ~gone & ~late
    aside = {
        "no start on record": int(unknown.sum()),
        "ended before observation began": int(gone.sum()),
        "begun after observation stopped": int(late.sum()),
    }
    age = np.maximum((start - first[use]).astype(np.int64), 0) if start > BEGINNING else np.zeros(use.sum(), np.int64)
    time = (last[use] - first[use]).astype(np.int64) + 1
    return age, time, spells["ended"].to_numpy(dtype=bool)[use], aside


def _run_out(curve: Survival, entry: np.ndarray) -> bool:
    """Whether the estimate fell to nothing while others were still to enter."""
    empty = np.flatnonzero(curve.share <= 0)
    return bool(len(empty) and (entry >= curve.when[empty[0]]).any())


def _can(study: Study) -> bool:
    return says(study.tables.get("roles"), "person", "organisation") or has_commitments(study)


LENS = Lens(
    "posts",
    "Which joint roles run, begin and end, how long do they last, and which ties hang on one person?",
    "roles with person and organisation; or members beside another layer; or two layers in two snapshots.",
    _can,
    posts_over_time,
)
