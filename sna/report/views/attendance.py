"""Who attends and for how long, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.draw.heat_map import heat_map
from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import among, many, number, p_value, percent, when
from sna.model import Findings, Study
from sna.model.roster import PEOPLE
from sna.report.blocks import Drawn, Shown
from sna.report.views.view import View
from sna.report.views.wording import (
    UNKNOWN,
    begun,
    chance_words,
    groups_of,
    of_snapshot,
    pairs_of,
    plain_metric,
    row_of,
    sentence,
    source_of,
    sure,
    value_of,
)
from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "presence_share": "share of meetings",
    "time_share": "share of the time",
    "brief_share": "under a third of the time",
}
SAID = {
    "presence_share": "share of the meetings held while an organisation was open (whether it was invited is not on "
    "record) at which it was present",
    "time_share": "share of a meeting that those present stayed",
    "brief_share": "share of presences that lasted less than a third of the meeting",
}

OF_LISTED = "share of the meetings at which a person is listed, come or not, that they came to"
"""Of persons a row says who was asked."""


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot, how the groups differ, how long people stayed, and whether the meetings worked."""
    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    for quantity in COLUMNS:
        what = OF_LISTED if study.roster.kind == PEOPLE and quantity == "presence_share" else SAID[quantity]
        yield from _groups(table, quantity, what, last)
    brief, stayed = row_of(table, "brief_share", organisation=""), row_of(table, "time_share", organisation="")
    if brief and brief["n"] > 0:
        missing = f" {brief['note'][:1].upper()}{brief['note'][1:]}." if brief["note"] else ""
        yield sentence(
            last,
            f"of {number(brief['n'])} presences {percent(brief['value'])} lasted less than a third of the meeting; the "
            f"mean is {percent(stayed['value'])} of it. All on record is counted, so there is no interval.{missing}",
        )
    quorate, failed = row_of(table, "quorate_share", metric=""), row_of(table, "failures", metric="")
    if quorate:
        note = f" ({quorate['note']})" if quorate["note"] else ""
        yield f"{begun(last)}{percent(quorate['value'])} of {number(quorate['n'])} meetings were quorate{note}."
    if failed:
        times = many(int(failed["value"]), "meeting")
        yield sentence(last, f"something failed, such as a video link, at {times} of {number(failed['n'])}.")
    whole = row_of(table, "presences")
    if whole and whole["note"]:
        yield sentence(last, f"{whole['note']}.")


def _groups(table: pd.DataFrame, quantity: str, what: str, last: str) -> Iterator[str]:
    tested = list(pairs_of(table, f"difference_{quantity}", ""))[:1]
    parts = []
    for group in groups_of(table):
        row = row_of(table, f"group_{quantity}", group=group)
        if row and not math.isnan(row["value"]):
            parts.append(f"{spelt(group)} {percent(row['value'])} (n = {number(row['n'])})")
    if not tested or not parts:
        return
    unsure = "" if sure(tested[0]) else f": {UNKNOWN} the groups apart"
    means = f"{among(parts)}, mean of organisations"
    yield sentence(last, f"{what}: {means}; {chance_words(tested[0])}{unsure}.")


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one row an organisation for the last snapshot, and one row a snapshot and series of how meetings worked."""
    import pandas as pd

    last = study.snapshots.names[-1]
    table = findings.table
    mine = of_snapshot(table, last)
    mine = mine[(mine["organisation"] != "") & mine["quantity"].isin(COLUMNS)]
    found = []
    for (identifier, group), rows in mine.groupby(["organisation", "group"], sort=False):
        shown = {"organisation": study.roster.name_of.get(str(identifier), str(identifier)), "group": str(group)}
        for quantity, words in COLUMNS.items():
            row = row_of(rows, quantity)
            shown[words] = "[z]" if math.isnan(row["value"]) else f"{percent(row['value'])} of {row['n']:.0f}"
        found.append(shown)
    yield Shown(f"Who attends, {last}", pd.DataFrame(found), "tables/lenses.csv", folded=True)
    worked = table[table["quantity"].isin(["quorate_share", "failures"])]
    series = [
        {
            "snapshot": str(snapshot),
            "series": plain_metric(str(metric)) or "all",
            "meetings": number(max(part["n"])),
            "quorate": _percent(value_of(part, "quorate_share")),
            "something failed": number(value_of(part, "failures")),
        }
        for (snapshot, metric), part in worked.groupby(["snapshot", "metric"], sort=False)
    ]
    if series:
        yield Shown("How meetings worked", pd.DataFrame(series), "tables/lenses.csv", folded=True)


def _percent(value: float) -> str:
    return "[z]" if math.isnan(value) else percent(value)


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield organisations against time."""
    table = findings.table
    cells = table[table["quantity"] == "present_in"]
    if cells.empty:
        return
    shares = table[(table["quantity"] == "presence_share") & (table["organisation"] != "")]
    groups = dict(zip(shares["organisation"], shares["group"], strict=True))
    drawn = cells.assign(period=cells["metric"], group=cells["organisation"].map(groups))
    came = (shares["value"] * shares["n"]).fillna(0.0).groupby(shares["organisation"]).sum()
    of = shares["n"].groupby(shares["organisation"]).sum()
    rates = {str(i): float(came[i] / of[i]) if of[i] else np.nan for i in came.index}
    picture = heat_map(
        drawn[["snapshot", "period", "organisation", "group", "value", "n"]].reset_index(drop=True),
        rates=rates,
        groups=groups_of(table),
        names=study.roster.name_of,
        kind=study.roster.kind,
        title=_title(table, study),
        source=source_of(study, *_notes(study)),
    )
    yield Drawn("attendance", picture)


def _notes(study: Study) -> tuple[str, ...]:
    if study.roster.kind == PEOPLE:
        return ()
    return ("An organisation came if anybody of it was present", "Whether it was invited is not on record")


def _title(table: pd.DataFrame, study: Study) -> str:
    """Say what two groups came to in the last snapshot in which both are known, and what the test says of it."""
    could = "at which they are listed" if study.roster.kind == PEOPLE else "held while they were open"
    for snapshot in reversed(study.snapshots.names):
        rows = of_snapshot(table, snapshot)
        for row in list(pairs_of(rows, "difference_presence_share", ""))[:1]:
            one, other = (value_of(rows, "group_presence_share", group=row[end]) for end in ("group", "other"))
            if math.isnan(one) or math.isnan(other):
                continue
            p = "no p" if math.isnan(row["p"]) else p_value(row["p"])
            told = p if sure(row) else f"{p}: {UNKNOWN} them apart"
            second = f"{spelt(row['other'])}{'' if row['other'] == 'all others' else ' ones'}"
            said = f"{capitalised(spelt(row['group']))} organisations come to {percent(one)} of the meetings {could}"
            return worded(
                f"{said}, {second} to {percent(other)}, on average{when(snapshot)}; {told}", study.roster.kind
            )
    return ""


VIEW = View("Who attends", sentences, tables, figures)
