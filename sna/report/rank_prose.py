"""What can be told of ranks over several snapshots, for the figure that draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sna.draw.wording import among, p_value
from sna.model import Findings, Study
from sna.report.tested_prose import refusal

Row = Mapping[Any, Any]

LEVEL = 0.05
NAMED = 3


def rank_told(changes: Findings, study: Study, *, layer: str, metric: str) -> str:
    """Say of all steps of a layer whose rank changed by more than turnover of ties explains, or why none can tell.

    Parameters
    ----------
    changes
        From `sna.change.compare`.
    study
        For names.
    layer, metric
        What ranks are by.
    """
    table = changes.table[changes.table["layer"] == layer]
    rows = table[(table["quantity"] == "rank_change") & (table["metric"] == metric)].to_dict("records")
    if not rows:
        unranked = table[(table["quantity"] == "rank_biased_overlap") & (table["metric"] == metric)]
        if reasons := list(dict.fromkeys(unranked.loc[unranked["value"].isna(), "note"])):
            return f"Whether ranks changed by more than chance was not tested: {'; '.join(reasons)}."
        several = table.loc[table["quantity"] == "steps_untested", "value"]
        return f"No change of rank is tested: there are {several.iloc[0]:.0f} steps." if len(several) else ""
    tested = [row for row in rows if row["p_adjusted"] == row["p_adjusted"]]
    moved = any(row["value"] for row in rows)
    if not tested:
        reasons = list(dict.fromkeys(why for row in rows if (why := refusal(row))))
        return f"Whether ranks changed by more than chance was not tested: {'; '.join(reasons)}." if moved else ""
    sure = [row for row in tested if row["p_adjusted"] <= LEVEL]
    if sure:
        return _sure(sure, study)
    least: dict[tuple[str, str], float] = {}
    for row in tested:
        step = (row["before"], row["snapshot"])
        least[step] = min(least.get(step, 1.0), row["p_adjusted"])
    each = [f"{p_value(p)} {before} to {after}" for (before, after), p in least.items()]
    smallest = f"smallest corrected {among(each)}"
    single = " in a single step" if len(least) > 1 else ""
    return f"The data cannot tell any change of rank{single} from turnover of ties ({smallest})." if moved else ""


def _sure(rows: Sequence[Row], study: Study) -> str:
    """Name those whose rank changed, the surest first, and count the rest."""
    names = study.roster.name_of
    order = sorted(rows, key=lambda row: (row["p_adjusted"], row["organisation"]))
    each = [
        f"{names.get(row['organisation'], row['organisation'])} {'up' if row['value'] < 0 else 'down'} "
        f"({row['before']} to {row['snapshot']}, corrected {p_value(row['p_adjusted'])})"
        for row in order[:NAMED]
    ]
    rest = f"{len(rows) - NAMED} more" if len(rows) > NAMED else ""
    listed = among([*each, rest] if rest else each)
    return f"Ranks changed by more than turnover of ties explains: {listed}; of no other can it be told."
