"""Pathways, for readers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many, number, p_value
from sna.model import Findings, Study
from sna.report.blocks import Shown
from sna.report.tables import cell
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

MARK = "pathway: "
LEVEL = 0.05
COLUMNS = {
    "organisations": "organisations with a tie",
    "ties": "ties",
    "density": "density",
    "centralisation": "centralisation",
}
NAMES_SHOWN = 6


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, layer by layer at the last snapshot, for which pathways the groups differ; then who is of two kinds."""
    last = study.snapshots.names[-1]
    table = findings.table[findings.table["snapshot"] == last]
    when = "" if last == "all" else f", {last}"
    gaps = table[table["quantity"] == "difference"]
    for (layer, group, other), rows in gaps.groupby(["layer", "group", "other"], sort=False):
        metric = next((part for part in rows["note"].iloc[0].split("; ") if "_" in part or part == "degree"), "")
        parts = [_said(row) for row in rows.to_dict("records")]
        what = f"{spelt(str(group))} minus {spelt(str(other))} by {metric.replace('_', ' ')}"
        yield f"{layer_words(str(layer))}{when}, {what}: {'; '.join(parts)}. Each pathway is tested alone."
    yield from _two_kinds(table, study, when)


def _said(row: Mapping[Hashable, Any]) -> str:
    name = spelt(str(row["metric"]).removeprefix(MARK).replace("_", " "))
    value, p = float(row["value"]), float(row["p"])
    if math.isnan(value):
        return f"{name} cannot be compared ({str(row['note']).split('; ')[0]})"
    if math.isnan(p):
        return f"{name} {number(value)} (n = {row['n']:.0f}; {str(row['note']).split('; ')[0]})"
    told = "" if p <= LEVEL else ", which the data cannot tell from chance"
    return f"{name} {number(value)} (n = {row['n']:.0f}, {p_value(p)}{told})"


def _two_kinds(table: pd.DataFrame, study: Study, when: str) -> Iterator[str]:
    found = table[table["quantity"] == "several_kinds"]
    if found.empty:
        return
    row = found.iloc[0]
    kinds = table[table["quantity"] == "centre_for"]
    of = kinds.groupby("organisation")["group"].nunique()
    who = [study.roster.name_of[str(i)] for i in of.index[of > 1]]
    if not who:
        yield f"No organisation is of two kinds for different pathways{when} (n = {row['n']:.0f})."
        return
    rest = f" and {len(who) - NAMES_SHOWN} more" if len(who) > NAMES_SHOWN else ""
    named = among(who) if not rest else ", ".join(who[:NAMES_SHOWN]) + rest
    groups = among(sorted(set(kinds["group"])))
    verb = "is" if len(who) == 1 else "are"
    yield (
        f"{many(len(who), 'organisation')} of {row['n']:.0f} {verb} of different kinds ({groups}) for different "
        f"pathways{when}: {named}."
    )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table for each layer at the last snapshot, a row a pathway."""
    last = study.snapshots.names[-1]
    table = findings.table[(findings.table["snapshot"] == last) & (findings.table["metric"] != "")]
    for layer, part in table.groupby("layer", sort=False):
        rows = part.assign(pathway=part["metric"].str.removeprefix(MARK))
        wide = rows[rows["quantity"].isin(COLUMNS)].pivot_table(
            index="pathway", columns="quantity", values="value", aggfunc="first", dropna=False, sort=True
        )
        shown = wide.reindex(columns=list(COLUMNS)).map(cell).rename(columns=COLUMNS)
        for (group, other), gap in rows[rows["quantity"] == "difference"].groupby(["group", "other"], sort=False):
            own = gap.set_index("pathway")
            shown[f"{group} − {other}"] = own["value"].map(cell)
            shown[f"n of {group} − {other}"] = own["n"].map(number)
            shown[f"p of {group} − {other}"] = own["p"].map(lambda p: "refused" if math.isnan(p) else number(p))
        shown.index = [spelt(str(name).replace("_", " ")) for name in shown.index]
        shown = shown.rename_axis(index="pathway", columns=None).reset_index()
        yield Shown(f"Pathways, {layer_words(str(layer))}, {last}", shown, "tables/lenses.csv")


VIEW = View("By pathway", sentences, tables)
