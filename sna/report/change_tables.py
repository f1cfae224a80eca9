"""Small tables of what changed: the two parts of each change, ranks, and how far apart snapshots are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sna.draw.wording import number, percent, signed
from sna.model import Findings
from sna.report.tables import NOT_AVAILABLE, UNDEFINED, interval_cell, label, p_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

PARTS = {
    "change": "change",
    "change_composition": "by who is in it",
    "change_retying": "by how the same are tied",
    "change_common": "organisations in both alone",
}


def parts_table(findings: Findings, *, layer: str, before: str, after: str) -> pd.DataFrame:
    """Return, for a step at which somebody joined or left, what of each network measure's change is due to that."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & (table["before"] == before) & (table["snapshot"] == after)]
    moved = rows.loc[rows["quantity"].isin(("joined", "left")) & (rows["organisation"] == ""), "value"].sum()
    whole = rows[(rows["metric"] != "") & (rows["group"] == "") & (rows["organisation"] == "")]
    columns = ["measure", *PARTS.values()]
    if not moved or not (whole["quantity"] == "change_composition").any():
        return pd.DataFrame(columns=columns)
    wide = whole[whole["quantity"].isin(PARTS)].pivot_table(
        index="metric", columns="quantity", values="value", aggfunc="first", dropna=False
    )
    found = []
    for metric, values in wide.reindex(columns=list(PARTS)).iterrows():
        cells = [signed(v) if not math.isnan(v) else UNDEFINED for v in values]
        found.append([label(findings.metrics, str(metric)), *cells])
    return pd.DataFrame(found, columns=columns)


def rank_change_table(
    findings: Findings, *, layer: str, before: str, after: str, names: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row an organisation whose rank changed, the furthest first, and what a lost register would explain."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & (table["before"] == before) & (table["snapshot"] == after)]
    lost = rows[rows["quantity"] == "fall_explained_by_lost_register"].set_index("organisation")["value"]
    moved = rows[(rows["quantity"] == "rank_change") & (rows["value"] != 0)]
    order = moved.assign(size=moved["value"].abs()).sort_values(["size", "organisation"], ascending=[False, True])
    found = [
        {
            "organisation": names.get(row["organisation"], row["organisation"]),
            "rank": row["note"].split(";")[0],
            "change": signed(row["value"]),
            "95% interval": interval_cell(row),
            "p": p_cell(row["p"], NOT_AVAILABLE),
            "p, corrected": p_cell(row["p_adjusted"], NOT_AVAILABLE),
            "explained by half its ties lost": _explained(float(lost.get(row["organisation"], math.nan))),
        }
        for row in order.to_dict("records")
    ]
    return pd.DataFrame(found)


def _explained(share: float) -> str:
    """Return how much of a fall a loss explains; more than all of it is all."""
    return NOT_AVAILABLE if math.isnan(share) else percent(min(share, 1.0))


def distance_tables(findings: Findings) -> Iterator[pd.DataFrame]:
    """Yield a matrix of distances for every layer and metric."""
    table = findings.table
    for layer, metric in dict.fromkeys(zip(table["layer"], table["metric"], strict=True)):
        yield distance_table(findings, layer=layer, metric=metric)


def distance_table(findings: Findings, *, layer: str, metric: str) -> pd.DataFrame:
    """Return a matrix of distances, snapshots in their order as rows and columns."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & (table["metric"] == metric) & (table["quantity"] == "distance")]
    order = list(dict.fromkeys([*rows["before"], *rows["snapshot"]]))
    known = {(r["before"], r["snapshot"]): r["value"] for r in rows.to_dict("records")}
    cells = {
        column: ["0" if row == column else _apart(known.get((row, column), known.get((column, row)))) for row in order]
        for column in order
    }
    return pd.DataFrame({f"{layer}: {metric}": order, **cells})


def _apart(value: float | None) -> str:
    if value is None:
        return NOT_AVAILABLE
    return UNDEFINED if math.isnan(value) else number(value)
