"""Who is left out, for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna.draw.spelling import spelt
from sna.draw.wording import among, number
from sna.lenses.left_out import DECISIONS, EVERY
from sna.model import Findings, Study
from sna.model.roster import PEOPLE
from sna.report.blocks import Shown
from sna.report.tables import p_cell
from sna.report.views.view import View
from sna.report.views.wording import (
    UNKNOWN,
    begun,
    chance_words,
    groups_of,
    listed,
    of_snapshot,
    pairs_of,
    plain_metric,
    row_of,
    sentence,
    sure,
)

if TYPE_CHECKING:
    import pandas as pd

KINDS = {
    "never_came": "never came",
    "came_seldom": "came to less than a quarter",
    "never_acted": "took no action",
    "cannot_tell": "not known",
}

OF_ORGANISATIONS = "Whether they were asked or concerned is not on record. Attendance that is not known is not absence."
OF_PEOPLE = (
    "Meetings are counted at which a person is listed, come or not: who is listed at none is not counted as left out, "
    "and whether they should have been asked is not on record. Attendance that is not known is not absence."
)


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot, who is left out of what: all together first, then each series and document."""
    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    metrics = [metric for metric in dict.fromkeys(table["metric"]) if row_of(table, "left_out", metric=metric)]
    first = [metric for metric in metrics if metric in (EVERY, DECISIONS)]
    for metric in (*first, *(metric for metric in metrics if metric not in first)):
        rows = table[table["metric"] == metric]
        counts = row_of(rows, "left_out", group="")
        if not counts or counts["n"] == 0:
            continue
        if counts["value"] == 0 and metric not in first:
            continue
        missing = f" {counts['note'][:1].upper()}{counts['note'][1:]}." if counts["note"] else ""
        who = "; ".join(_named(rows, study))
        if not counts["value"]:
            nobody = f"{plain_metric(metric)}: none of {number(counts['n'])} organisations left out.{missing}"
            yield sentence(last, nobody)
            continue
        out = f"{number(counts['value'])} of {number(counts['n'])} organisations left out"
        yield f"{begun(last)}{plain_metric(metric)}: {out} ({who}). {_groups(rows, metric)}{missing}".rstrip()
    yield OF_PEOPLE if study.roster.kind == PEOPLE else OF_ORGANISATIONS


def _named(rows: pd.DataFrame, study: Study) -> Iterator[str]:
    for quantity, words in KINDS.items():
        mine = rows[(rows["quantity"] == quantity) & (rows["organisation"] != "")]
        if len(mine):
            yield f"{words}: {listed(list(mine['organisation']), study)}"


def _groups(rows: pd.DataFrame, metric: str) -> str:
    """Say how many of each group are left out, and whether chance would do as much."""
    parts = []
    for group in groups_of(rows):
        found = row_of(rows, "left_out", group=group)
        if found:
            parts.append(f"{number(found['value'])} of {number(found['n'])} {spelt(group)}")
    tested = list(pairs_of(rows, "difference_left_out", metric))[:1]
    if not parts or not tested:
        return ""
    unsure = "" if sure(tested[0]) else f": {UNKNOWN} the groups apart"
    return f"By group {among(parts)} ({chance_words(tested[0])}){unsure}."


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield, for the last snapshot, one row a series or document: who, and how many of each group."""
    import pandas as pd

    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    found = []
    for metric in dict.fromkeys(table["metric"]):
        rows = table[table["metric"] == metric]
        counts = row_of(rows, "left_out", group="")
        if not counts:
            continue
        shown = {"of": plain_metric(metric), "left out": f"{counts['value']:.0f} of {counts['n']:.0f}"}
        for quantity, words in KINDS.items():
            mine = rows[(rows["quantity"] == quantity) & (rows["organisation"] != "")]
            shown[words] = listed(list(mine["organisation"]), study, most=30) if len(mine) else ""
        for group in groups_of(table):
            of_group = row_of(rows, "left_out", group=group)
            shown[group] = f"{of_group['value']:.0f} of {of_group['n']:.0f}" if of_group else ""
        for row in list(pairs_of(rows, "difference_left_out", metric))[:1]:
            shown["p"] = p_cell(row["p"], "refused")
            shown["p, corrected"] = p_cell(row["p_adjusted"], "[x]")
        found.append(shown)
    if found:
        frame = pd.DataFrame(found).fillna("")
        yield Shown(f"Who is left out of what, {last}", frame, "tables/lenses.csv", folded=True)


VIEW = View("Who is left out", sentences, tables)
