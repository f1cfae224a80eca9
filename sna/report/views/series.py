"""Series of meetings, for readers."""

from __future__ import annotations

from collections.abc import Iterator

from sna.draw.wording import number, percent
from sna.model import Findings, Study
from sna.report.blocks import Shown
from sna.report.tables import cell
from sna.report.views.view import View

COLUMNS = {
    "meetings_held": "held",
    "meetings_cancelled": "cancelled",
    "organisations_reached": "organisations reached",
    "organisations_per_meeting": "organisations a meeting",
}

FEW = 4
"""So many series are each told of; of more, the two ends."""


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot, what each series reaches; of many, the two that reach fewest and most."""
    last = study.snapshots.names[-1]
    table = findings.table[findings.table["snapshot"] == last]
    reached = table[table["quantity"] == "organisations_reached"].sort_values(["value", "metric"])
    if reached.empty:
        return
    held = table[table["quantity"] == "meetings_held"].set_index("metric")["value"]
    if len(reached) > FEW:
        yield f"Of {len(reached)} series, the two that reached fewest and most organisations:"
        reached = reached.iloc[[0, -1]]
    for row in reached.to_dict("records"):
        name = row["metric"].removeprefix("series: ")
        times = held[row["metric"]]
        yield (
            f"{name}, {last}: held {number(times)} {'time' if times == 1 else 'times'}; "
            f"{percent(row['value'])} of {row['n']:.0f} organisations came at least once."
        )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table: a row for each snapshot and series."""
    del study
    rows = findings.table[findings.table["quantity"].isin(COLUMNS)]
    wide = rows.pivot_table(
        index=["snapshot", "metric"], columns="quantity", values="value", aggfunc="first", dropna=False, sort=False
    )
    wide = wide.dropna(how="all")
    shown = wide.reindex(columns=list(COLUMNS)).map(cell).rename(columns=COLUMNS).reset_index()
    shown["metric"] = shown["metric"].str.removeprefix("series: ")
    shown = shown.rename(columns={"metric": "series"}).rename_axis(columns=None)
    yield Shown("Meetings by series", shown, "tables/lenses.csv")


VIEW = View("By series of meetings", sentences, tables)
