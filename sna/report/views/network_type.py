"""Place-based beside issue-based networks, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sna.draw.wording import layer_words, number, percent
from sna.model import Findings, Study
from sna.report.blocks import Shown
from sna.report.tables import cell
from sna.report.views.view import View

MARK = "network type: "
LABELS = {
    "organisations": "organisations that took part",
    "sectors": "sectors",
    "ties": "ties",
    "density": "density",
    "centralisation": "centralisation",
    "components": "components",
    "mean_distance": "mean distance, steps",
    "span_km": "greatest distance, km",
    "tie_km": "mean distance of those tied, km",
    "cross_sector_share": "share of ties across sectors",
}


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield one sentence for each layer: the two networks side by side at the last snapshot."""
    last = study.snapshots.names[-1]
    table = findings.table[findings.table["snapshot"] == last]
    when = "" if last == "all" else f", {last}"
    for layer, rows in table.groupby("layer", sort=False):
        parts = []
        for kind, part in rows.groupby("metric", sort=False):
            values = part.drop_duplicates("quantity").set_index("quantity")["value"]
            parts.append(f"the {str(kind).removeprefix(MARK)}-based network {_said(values.to_dict())}")
        untyped = findings.table[(findings.table["quantity"] == "untyped") & (findings.table["layer"] == layer)]
        rest = untyped.iloc[0] if len(untyped) else None
        left = f" {rest['value']:.0f} of {rest['n']:.0f} rows are of neither type." if rest is not None else ""
        yield (
            f"{layer_words(str(layer))}{when}: {'; '.join(parts)}. Two kinds of network side by side, not tested.{left}"
        )


def _said(values: dict[object, float]) -> str:
    found = {str(name): value for name, value in values.items()}
    if not found.get("organisations"):
        return "has nobody in it"
    text = f"has {found['organisations']:.0f} organisations of {found['sectors']:.0f} sectors"
    if not math.isnan(found["density"]):
        text += f", {percent(found['density'])} of possible ties"
    if not math.isnan(found.get("cross_sector_share", math.nan)):
        text += f", {percent(found['cross_sector_share'])} of them across sectors"
    if not math.isnan(found.get("span_km", math.nan)):
        text += f", and spans {number(found['span_km'])} km"
    return text


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table for each layer: a row a measure, a column a type, at the last snapshot."""
    last = study.snapshots.names[-1]
    table = findings.table[(findings.table["snapshot"] == last) & findings.table["quantity"].isin(LABELS)]
    for layer, rows in table.groupby("layer", sort=False):
        kinds = rows.assign(kind=rows["metric"].str.removeprefix(MARK))
        wide = kinds.pivot_table(
            index="quantity", columns="kind", values="value", aggfunc="first", dropna=False, sort=False
        )
        shown = wide.reindex([name for name in LABELS if name in wide.index]).map(cell)
        shown.columns = [f"{kind}-based" for kind in shown.columns]
        shown.index = [LABELS[str(name)] for name in shown.index]
        caption = f"Two kinds of network, {layer_words(str(layer))}, {last}"
        yield Shown(caption, shown.rename_axis("measure").reset_index(), "tables/lenses.csv")


VIEW = View("By type of network", sentences, tables)
