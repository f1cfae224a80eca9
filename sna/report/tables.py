"""Tables for readers: numbers rounded and as text, an undefined value as [z], what is not known as [x]."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna.draw.wording import among, number, p_value, signed
from sna.model import Findings, MetricRecord, Scores

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]
UNDEFINED = "[z]"
NOT_AVAILABLE = "[x]"
REFUSED = "refused"
HEADLINE = "headline"
KEY = (
    f"{REFUSED}: no p below 0.05 was possible with these values; {HEADLINE}: the measure of the headline is not "
    f"corrected for the others; {NOT_AVAILABLE}: none can be given here; {UNDEFINED}: undefined."
)
STEPS = ("ties_kept", "ties_gained", "ties_lost", "jaccard", "joined", "left")
MOVES_SHOWN = 10
STEP_LABELS = {
    "ties_kept": "ties kept",
    "ties_gained": "ties gained",
    "ties_lost": "ties lost",
    "jaccard": "Jaccard (1 = no change)",
    "joined": "organisations that joined",
    "left": "organisations that left",
}


def cell(value: float) -> str:
    """Return a number for a document, three figures; ``[z]`` where undefined."""
    return UNDEFINED if math.isnan(value) else number(value)


def label(metrics: Mapping[str, MetricRecord], metric: str) -> str:
    """Return the plain label of a metric, with its id."""
    return f"{metrics[metric].label} ({metric})" if metric in metrics else metric


def network_table(scores: Scores, *, layer: str, snapshots: Sequence[str]) -> pd.DataFrame:
    """Return measures of the whole network, one row a measure and one column a snapshot."""
    table = scores.table
    rows = table[(table["layer"] == layer) & (table["organisation"] == "") & (table["group"] == "")]
    wide = rows.pivot_table(index="metric", columns="snapshot", values="value", aggfunc="first", dropna=False)
    shown = wide.reindex(columns=list(snapshots)).map(cell)
    shown.insert(0, "measure", [label(scores.metrics, metric) for metric in shown.index])
    return shown.reset_index(drop=True).rename_axis(columns=None)


def organisation_table(scores: Scores, *, layer: str, snapshot: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row an organisation and one column a measure, at one snapshot."""
    table = scores.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot) & (table["organisation"] != "")]
    wide = rows.pivot_table(index="organisation", columns="metric", values="value", aggfunc="first", dropna=False)
    shown = wide.map(cell).rename(columns={m: scores.metrics[m].label for m in wide.columns})
    groups = rows.drop_duplicates("organisation").set_index("organisation")["group"]
    shown.insert(0, "group", groups.reindex(shown.index).to_numpy())
    shown.insert(0, "organisation", [names.get(identifier, identifier) for identifier in shown.index])
    return shown.reset_index(drop=True).rename_axis(columns=None)


def gap_table(findings: Findings, *, layer: str, snapshot: str, pair: tuple[str, str], declared: str) -> pd.DataFrame:
    """Return one row a measure, the declared one first: means, their difference with p, Cliff's delta with its p."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot) & (table["metric"] != "")]
    first, second = pair
    found = []
    for metric, part in sorted(rows.groupby("metric", sort=False), key=lambda item: item[0] != declared):
        of_pair = part[(part["group"] == first) & (part["other"] == second)]
        by_quantity: dict[Any, Row] = {row["quantity"]: row for row in of_pair.to_dict("records")}
        if "difference" not in by_quantity:
            continue
        gap, delta = by_quantity["difference"], by_quantity["cliffs_delta"]
        means = {row["group"]: _mean_cell(row) for row in part[part["quantity"] == "mean"].to_dict("records")}
        found.append(
            {
                "measure": label(findings.metrics, str(metric)),
                f"{first} (mean)": means.get(first, UNDEFINED),
                f"{second} (mean)": means.get(second, UNDEFINED),
                "difference": cell(gap["value"]),
                "95% interval": interval_cell(gap),
                "p": p_cell(gap["p"], REFUSED),
                "p, corrected": p_cell(gap["p_adjusted"], HEADLINE if metric == declared else NOT_AVAILABLE),
                "Cliff's delta": cell(delta["value"]),
                "p of delta": p_cell(delta["p"], REFUSED),
            }
        )
    return pd.DataFrame(found)


def _mean_cell(row: Row) -> str:
    """Return the mean of a group; with its n where some of the group have no value."""
    fewer = "undefined, left out" in row["note"]
    return f"{cell(row['value'])} (n = {row['n']:.0f})" if fewer else cell(row["value"])


def interval_cell(row: Row) -> str:
    """Return an interval; ``[x]`` where there is none."""
    return f"{number(row['low'])} to {number(row['high'])}" if not math.isnan(row["low"]) else NOT_AVAILABLE


def p_cell(p: float, otherwise: str) -> str:
    """Return a p for a table, or why there is none."""
    return p_value(p).removeprefix("p = ").removeprefix("p ") if not math.isnan(p) else otherwise


def doubtful(findings: Findings, *, layer: str, snapshot: str) -> list[str]:
    """Return the measures whose p one should doubt, with the reason, as sentences."""
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot) & (table["quantity"] == "difference")]
    reasons: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        for clause in row["note"].split(";"):
            if "may be too" in clause:
                reasons.setdefault(clause.strip(), []).append(findings.metrics[row["metric"]].label)
    return [f"Caution for {among(sorted(set(labels)))}: {why}." for why, labels in reasons.items()]


def change_table(findings: Findings, *, layer: str, steps: Collection[tuple[str, str]]) -> pd.DataFrame:
    """Return one row a kind of change and one column a step, of those to show."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & table["quantity"].isin(STEPS) & (table["organisation"] == "")]
    columns: dict[str, list[str]] = {"measure": [STEP_LABELS[quantity] for quantity in STEPS]}
    for (before, after), part in rows.groupby(["before", "snapshot"], sort=False):
        if (before, after) not in steps:
            continue
        values = part.drop_duplicates("quantity").set_index("quantity")["value"]
        columns[f"{before} → {after}"] = [cell(values.get(quantity, 0.0)) for quantity in STEPS]
    return pd.DataFrame(columns)


def shift_table(
    findings: Findings, *, layer: str, metric: str, names: Mapping[str, str], steps: Collection[tuple[str, str]]
) -> pd.DataFrame:
    """Return the organisations whose value of a metric changed most at each step, largest change first."""
    import pandas as pd

    table = findings.table
    rows = table[(table["layer"] == layer) & (table["metric"] == metric) & (table["quantity"] == "change")]
    rows = rows[(rows["organisation"] != "") & rows["value"].notna() & (rows["value"] != 0)]
    found = []
    for (before, after), part in rows.groupby(["before", "snapshot"], sort=False):
        if (before, after) not in steps:
            continue
        order = part.assign(size=part["value"].abs()).sort_values(["size", "organisation"], ascending=[False, True])
        found += [
            {
                "step": f"{before} → {after}",
                "organisation": names.get(row["organisation"], row["organisation"]),
                "change": signed(row["value"]),
            }
            for _, row in order.head(MOVES_SHOWN).iterrows()
        ]
    return pd.DataFrame(found, columns=["step", "organisation", "change"])


SECOND = ("change_given_density", "change_by_group")


def tested_changes(findings: Findings, *, layer: str, before: str, after: str) -> pd.DataFrame:
    """Return the changes of one step that could be tested: value, interval, p, and the second test's p beside it."""
    import pandas as pd

    table = findings.table[(findings.table["layer"] == layer) & (findings.table["snapshot"] == after)]
    rows = table[table["before"] == before].to_dict("records")
    second = {(r["metric"], r["group"], r["other"]): r["p"] for r in rows if r["quantity"] in SECOND}
    found = [
        {
            "measure": label(findings.metrics, r["metric"]),
            "of": f"{r['group']} minus {r['other']}" if r["group"] else "the network",
            "change": signed(r["value"]),
            "95% interval": interval_cell(r),
            "p": p_cell(r["p"], REFUSED),
            "p, corrected": p_cell(r["p_adjusted"], HEADLINE),
            "second p": p_cell(second.get((r["metric"], r["group"], r["other"]), float("nan")), NOT_AVAILABLE),
        }
        for r in rows
        if r["quantity"] in ("change", "change_common") and r["p"] == r["p"]
    ]
    return pd.DataFrame(found, columns=["measure", "of", "change", "95% interval", "p", "p, corrected", "second p"])
