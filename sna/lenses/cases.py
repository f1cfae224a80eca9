"""By case: how many cases were listed and not discussed, whose, for want of what, and who waits for whom."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.contrast.groups import counted, groups_at, said
from sna.lenses.case_counts import NOT_SAID, cases_of, counted_cases, inside, periods, unreconciled
from sna.lenses.group_gaps import group_gaps
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.shares import joined, share_columns
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

COUNT = "count of these records"
LABELS = "these organisations: labels unrelated to how often their cases are not discussed"


def by_case(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot, the share of listed cases not discussed: in all, by organisation, item and group.

    ``not_discussed_share`` is of listed cases, with ``metric`` saying by what: ``all``, ``organisation``, ``group``.
    ``not_discussed_cases`` by ``item`` or ``responsible`` are parts of those not discussed; ``waits_for`` counts cases
    of ``organisation`` that ``other`` had to make ready. ``difference`` is between the means of organisations' own
    shares, tested by dealing out labels to organisations: cases of one organisation are no independent cases.
    By ``period`` (month, or quarter where there are many) all snapshots are one run.
    """
    rows = cases_of(looking.study)
    whole = []
    for snapshot in looking.study.snapshots:
        here = inside(rows, snapshot)
        if here.empty:
            continue
        known = counted_cases(here)
        whole.append(known)
        base = {"layer": "cases", "snapshot": snapshot.name}
        for row in (*_totals(here, known), *_organisations(known), *_waiting(known)):
            yield {"target": COUNT, **base, **row}
        for row in _groups(looking, known, snapshot.name):
            yield {**base, **row}
    if whole:
        import pandas as pd

        yield from ({"layer": "cases", **row} for row in _periods(pd.concat(whole)))


def _totals(here: pd.DataFrame, known: pd.DataFrame) -> Iterator[Row]:
    left, wrong = len(here) - len(known), unreconciled(here)
    note = joined(
        f"{left} of {len(here)} rows do not say how many were listed and not discussed, left out" if left else "",
        f"in {wrong} of {len(here)} rows, cases listed are not those discussed and those deferred" if wrong else "",
    )
    for quantity, column in (("listed", "listed"), ("discussed", "discussed"), ("deferred", "deferred")):
        said_of = here[column].notna()
        blank = f"{int((~said_of).sum())} of {len(here)} rows do not say" if not said_of.all() else ""
        total = float(here.loc[said_of, column].sum()) if said_of.any() else math.nan
        yield {"quantity": f"cases_{quantity}", "value": total, "n": len(here), "note": blank}
    yield {"quantity": "rows_unreconciled", "value": wrong, "n": len(here)}
    share = _share(known)
    every = {"quantity": "not_discussed_share", "metric": "all"}
    yield {**every, **share, "note": joined(str(share.get("note", "")), note)}


def _share(known: pd.DataFrame) -> dict[str, object]:
    return share_columns(round(known["missed"].sum()), round(known["listed"].sum()), like="cases", nothing="no cases")


def _organisations(known: pd.DataFrame) -> Iterator[Row]:
    for organisation, own in known.groupby("organisation"):
        yield {
            "quantity": "not_discussed_share",
            "metric": "organisation",
            "organisation": organisation,
            **_share(own),
        }


def _waiting(known: pd.DataFrame) -> Iterator[Row]:
    missed = known[known["missed"] > 0]
    total = missed["missed"].sum()
    for column in ("item", "responsible"):
        for name, cases in missed.groupby(column)["missed"].sum().items():
            where = {"other": name} if column == "responsible" else {"group": name}
            yield {"quantity": "not_discussed_cases", "metric": column, "value": cases, "n": total, **where}
    named = missed[missed["responsible"] != NOT_SAID]
    for row in named.groupby(["organisation", "responsible"])["missed"].sum().reset_index().to_dict("records"):
        organisation, other = row["organisation"], row["responsible"]
        note = "it had to make them ready itself" if organisation == other else ""
        yield {
            "quantity": "waits_for",
            "organisation": organisation,
            "other": other,
            "value": row["missed"],
            "n": total,
            "note": note,
        }


def _groups(looking: Looking, known: pd.DataFrame, snapshot: str) -> Iterator[Row]:
    """Yield shares by group, and how far groups are apart in the mean of their organisations' shares."""
    if looking.contrast is None:
        return
    roster = looking.study.roster
    sums = known.groupby("organisation")[["missed", "listed"]].sum()
    sums = sums[sums["listed"] > 0].reindex(roster.ids)
    own = (sums["missed"] / sums["listed"]).to_numpy(dtype=np.float64)
    groups = groups_at(looking.contrast, roster)
    members = [np.flatnonzero((groups == g) & ~np.isnan(own)) for g in range(len(looking.contrast.groups))]
    for group, places in zip(looking.contrast.groups, members, strict=True):
        of = sums.iloc[places]
        cells = round(of["missed"].sum()), round(of["listed"].sum())
        columns = share_columns(*cells, like="cases", nothing="no cases listed")
        note = columns.get("note") or f"{counted(len(places))} listed cases; too narrow if they differ"
        yield {"quantity": "not_discussed_share", "metric": "group", "group": said(group), **columns, "note": note}
    for row in group_gaps(looking, own, "cases", snapshot):
        yield {**row, "metric": "not_discussed_share", "target": LABELS}


def _periods(known: pd.DataFrame) -> Iterator[Row]:
    named = periods(known)
    for period, cases in known[named != ""].groupby(named[named != ""]):
        yield {"quantity": "not_discussed_share", "metric": "period", "group": period, **_share(cases)}


def _can(study: Study) -> bool:
    table = study.tables.get("cases")
    return (
        "meetings" in study.tables and says(table, "listed") and (says(table, "discussed") or says(table, "deferred"))
    )


LENS = Lens(
    "cases",
    "Which cases are listed and not discussed, for want of what, and who waits for whom?",
    "meetings, and cases with listed and discussed, or listed and deferred.",
    _can,
    by_case,
)
