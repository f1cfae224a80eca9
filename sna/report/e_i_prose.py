"""The sentence on the E-I index: do ties run between groups or within them."""

from __future__ import annotations

from sna.draw.spelling import spelt
from sna.draw.wording import among, number
from sna.model import Findings
from sna.report.group_rows import BY_CHANCE, is_clear, paired, rows_of, sure


def e_i_sentence(findings: Findings, *, layer: str, snapshot: str) -> str:
    """Say whether ties run between groups or within them, beside chance and what was possible; empty if unknown."""
    table = findings.table
    kept = table[(table["layer"] == layer) & (table["snapshot"] == snapshot) & (table["metric"] == "")]
    rows = kept[kept["organisation"] == ""].to_dict("records")
    whole = [pair for pair in paired(rows, "e_i_index") if not pair[0]["group"]]
    if not whole:
        return ""
    row, chance = whole[0]
    ends = [
        number(next(r["value"] for r in rows_of(rows, f"e_i_index_{end}") if not r["group"])) for end in ("min", "max")
    ]
    value = row["value"]
    lean = "as many ties run between groups as within them"
    if value:
        lean = f"more ties run {'between groups than within' if value > 0 else 'within groups than between'} them"
    beside = f"{BY_CHANCE} would give {number(chance)}"
    if not is_clear(row):
        beside = f"the data cannot tell this from {BY_CHANCE}, which give {number(chance)} on average"
    each = [
        f"{spelt(r['group'])} {number(r['value'])} ({number(c)} expected, {sure(r).partition(', ')[2]})"
        for r, c in paired(rows, "e_i_index")
        if r["group"]
    ]
    by_group = f" By group: {among(each)}." if each else ""
    told = f"E-I index {number(value)}: {lean}; {beside} ({sure(row)})."
    return f"{told} With as many ties it could be {ends[0]} to {ends[1]}.{by_group}"
