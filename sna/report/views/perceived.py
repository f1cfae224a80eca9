"""Recorded against perceived positions, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sna.draw.wording import layer_words, number
from sna.model import Findings, Study
from sna.report.blocks import Shown
from sna.report.tables import cell, p_cell
from sna.report.views.view import View
from sna.report.views.wording import UNKNOWN, begun, chance_words, sure
from sna.terms import metric_label


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot and each layer, how far records and perceived influence agree."""
    last = study.snapshots.names[-1]
    rows = findings.table[(findings.table["snapshot"] == last) & (findings.table["quantity"] == "spearman")]
    for row in rows.to_dict("records"):
        what = layer_words(row["layer"])
        if math.isnan(row["value"]):
            yield f"{begun(last)}{what}: recorded and perceived positions cannot be compared: {row['note']}."
            continue
        if not sure(row):
            verdict = f"{UNKNOWN} whether those who are central in the records are said to have influence"
        elif row["value"] > 0:
            verdict = "those who are central in the records are also said to have more influence"
        else:
            verdict = "those who are central in the records are said to have less influence"
        how = chance_words(row, "orders of the organisations")
        yield (
            f"{begun(last)}{what} ({metric_label(row['metric'])}): {verdict}. Spearman {number(row['value'])}, "
            f"n = {number(row['n'])} organisations, {how}; no interval, as positions depend on each other."
        )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one row a snapshot and layer."""
    import pandas as pd

    del study
    found = [
        {
            "layer": layer_words(str(layer)),
            "snapshot": str(snapshot),
            "metric": str(part["metric"].iloc[0]),
            "n": cell(float(part["n"].iloc[0])),
            **{
                name: text
                for row in part.to_dict("records")
                for name, text in (
                    (row["quantity"], cell(row["value"])),
                    (f"p of {row['quantity']}", p_cell(row["p"], "[x]")),
                )
            },
        }
        for (layer, snapshot), part in findings.table.groupby(["layer", "snapshot"], sort=False)
    ]
    frame = pd.DataFrame(found).fillna("[x]")
    words = {"spearman": "Spearman", "kendall_tau_b": "Kendall's tau-b"}
    names = {**words, **{f"p of {name}": f"p of {word}" for name, word in words.items()}}
    yield Shown("Recorded positions against perceived influence", frame.rename(columns=names), "tables/lenses.csv")


VIEW = View("Recorded and perceived positions", sentences, tables, all_first=True)
