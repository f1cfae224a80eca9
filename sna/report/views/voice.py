"""Seats, attendance and influence, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna.draw.slopes import slopes
from sna.draw.spelling import spelt
from sna.draw.wording import number, percent, signed
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.views.view import View
from sna.report.views.wording import (
    UNKNOWN,
    begun,
    chance_words,
    groups_of,
    of_snapshot,
    pairs_of,
    row_of,
    sentence,
    source_of,
    sure,
    value_of,
)

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("seats", "attendance", "influence")
CALLED = {"attendance": "people present"}
"""What is counted, where a name does not say it: everybody present, not each organisation once a meeting."""
GAPS = ("seats → influence", "seats → attendance")
POINTS = 100


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot, the groups' shares, the gap that matters with its p, and how far ranks disagree."""
    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    gap = next((name for name in GAPS if row_of(table, "gap", metric=name)), "")
    yield from _groups(table, gap, last)
    influence = row_of(table, "influence_share")
    if influence and math.isnan(influence["value"]):
        yield sentence(last, f"{influence['note']}: whether those with a seat are heard, {UNKNOWN}.")
    for name in (*GAPS, "attendance → influence"):
        row = row_of(table, "rank_disagreement", metric=name)
        if not row:
            continue
        one, other = (CALLED.get(side, side) for side in name.split(" → "))
        if math.isnan(row["value"]):
            yield sentence(last, f"{one} and {other} cannot be ranked against each other: {row['note']}.")
        else:
            apart = f"{percent(row['value'])} of {number(row['n'])} pairs of organisations"
            yield sentence(last, f"{one} and {other} put {apart} the other way round. A count, without an interval.")
    seats = row_of(table, "seats_share")
    if seats and seats["note"]:
        yield sentence(last, f"{seats['note']}.")


def _groups(table: pd.DataFrame, gap: str, last: str) -> Iterator[str]:
    parts = []
    for group in groups_of(table):
        shares = {name: value_of(table, f"group_{name}_share", group=group, metric="") for name in COLUMNS}
        said = [
            f"{percent(share)} of {CALLED.get(name, name)}" for name, share in shares.items() if not math.isnan(share)
        ]
        parts += [f"{spelt(group)} {', '.join(said)}"] if said else []
    for row in list(pairs_of(table, "difference_gap", gap))[:1]:
        one, other = gap.split(" → ")
        unsure = "" if sure(row) else f": {UNKNOWN} the groups apart"
        asked = row_of(table, "influence_share")
        by = f" ({asked['note'].split('; ')[0]})" if other == "influence" and asked else ""
        heard = _rated(table) if by else ""
        moved = f"From share of {CALLED.get(one, one)} to share of {CALLED.get(other, other)}, {spelt(row['group'])}"
        yield (
            f"{begun(last)}{'; '.join(parts)}{by}.{heard} {moved} "
            f"organisations move by {signed(POINTS * row['value'])} percentage points on average against "
            f"{spelt(row['other'])} ones (n = {number(row['n'])}; {chance_words(row)}){unsure}."
        )


def _rated(table: pd.DataFrame) -> str:
    """Return the groups' mean rating and by how many, since a share of influence says nothing of either."""
    rows = [row_of(table, "group_rating_received", group=group) for group in groups_of(table)]
    parts = [f"{spelt(row['group'])} {number(row['value'])} ({row['note']})" for row in rows if row and row["n"]]
    if not parts:
        return ""
    return f" Mean rating received, over those who gave one: {'; '.join(parts)}."


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one row an organisation for the last snapshot, most influence first."""
    import pandas as pd

    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    mine = table[(table["organisation"] != "")]
    found = []
    for (identifier, group), rows in mine.groupby(["organisation", "group"], sort=False):
        values = {name: value_of(rows, f"{name}_share") for name in (*COLUMNS[:2], "minutes", "influence")}
        moved = {name: value_of(rows, "gap", metric=name) for name in (*GAPS, "attendance → influence")}
        found.append(
            (
                -max(values["influence"], -1.0) if not math.isnan(values["influence"]) else 1.0,
                {
                    "organisation": study.roster.name_of.get(str(identifier), str(identifier)),
                    "group": str(group),
                    **{CALLED.get(name, name): _percent(value) for name, value in values.items()},
                    **_rating(rows),
                    **{name: _points(value) for name, value in moved.items()},
                },
            )
        )
    shown = [row for _, row in sorted(found, key=lambda pair: pair[0])]
    caption = f"Shares and gaps in percentage points, {last}"
    yield Shown(caption, pd.DataFrame(shown), "tables/lenses.csv", folded=True)


def _rating(rows: pd.DataFrame) -> dict[str, str]:
    row = row_of(rows, "rating_received")
    if not row:
        return {}
    return {"mean rating": "[x]" if math.isnan(row["value"]) else number(row["value"]), "raters": number(row["n"])}


def _percent(value: float) -> str:
    return "[x]" if math.isnan(value) else f"{POINTS * value:.1f}%"


def _points(value: float) -> str:
    return "[x]" if math.isnan(value) else signed(POINTS * value)


def _told(table: pd.DataFrame) -> str:
    """Say how sure the difference between groups is that the figure shows; empty without groups."""
    gap = next((name for name in GAPS if row_of(table, "gap", metric=name)), "")
    for row in list(pairs_of(table, "difference_gap", gap))[:1]:
        unsure = "" if sure(row) else f": {UNKNOWN} the groups apart"
        sides = " to ".join(CALLED.get(side, side) for side in gap.split(" → "))
        return (
            f"From {sides}, {spelt(row['group'])} organisations move by {signed(POINTS * row['value'])} percentage "
            f"points on average against {spelt(row['other'])} ones (n = {number(row['n'])}; "
            f"{chance_words(row)}){unsure}."
        )
    return ""


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield slopes for the last snapshot with answers on influence; none without: two shares are told in a sentence."""
    table = findings.table
    shares = table[(table["organisation"] != "") & table["value"].notna()]
    asked = set(shares.loc[shares["quantity"] == "influence_share", "snapshot"])
    seated = set(shares.loc[shares["quantity"] == "attendance_share", "snapshot"])
    last = next((name for name in reversed(study.snapshots.names) if name in asked & seated), "")
    if not last:
        return
    mine = of_snapshot(table[table["organisation"] != ""], last)
    quantities = {f"{name}_share": name for name in COLUMNS}
    mine = mine[mine["quantity"].isin(quantities)]
    wide = mine.pivot_table(index=["organisation", "group"], columns="quantity", values="value", dropna=False)
    wide = wide.dropna(how="all").rename(columns=quantities)
    columns = [name for name in COLUMNS if name in wide]
    notes = [str(row_of(mine, f"{name}_share")["note"]) for name in columns]
    how = "Influence: mean of what respondents said, as a share of all means" if "influence" in columns else ""
    picture = slopes(
        wide[columns].rename(columns=CALLED).reset_index().rename_axis(columns=None),
        columns=[CALLED.get(name, name) for name in columns],
        snapshot=last,
        groups=groups_of(table),
        names=study.roster.name_of,
        told=_told(of_snapshot(table, last)),
        source=source_of(study, "A seat is a person listed for a meeting, present or not", how, *dict.fromkeys(notes)),
    )
    yield Drawn("voice", picture)


VIEW = View("Seats, attendance, influence", sentences, tables, figures)
