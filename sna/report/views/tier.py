"""Tiers, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.derive.of_people import TIERS
from sna.draw.wording import layer_words, number, p_value, percent
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.prose import chance
from sna.report.tables import cell
from sna.report.uncompared import people_without_ties_sentence
from sna.report.views.view import View, left_out

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05
PLURAL = {"top": "tops", "middle": "middles", "bottom": "bottoms"}
KINDS = {"tier_ties": "ties", "tier_ties_expected": "expected", "tier_rate": "rate"}


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for each kind of tie, how far tiers keep to themselves, and whether ties run up; then who came."""
    yield from left_out(findings)
    last = study.snapshots.names[-1]
    table = findings.table[findings.table["snapshot"] == last]
    when = "" if last == "all" else f", {last}"
    for layer in dict.fromkeys(table["layer"]):
        rows = table[table["layer"] == layer]
        where = f"{layer_words(str(layer))}{when}: "
        values = {str(row["quantity"]): row for row in rows[rows["group"] == ""].to_dict("records")}
        if said := _mixing(values):
            yield f"{where}{said}"
        if said := _upward(values):
            yield f"{where}{said}"
    if apart := people_without_ties_sentence(findings, study):
        yield apart
    came = table[table["quantity"] == "came"]
    if len(came):
        parts = [f"{percent(row['value'])} of {row['n']:.0f} {PLURAL[row['group']]}" for row in came.to_dict("records")]
        turnout = table[(table["quantity"] == "turnout") & table["value"].notna()]
        rates = [
            f"{PLURAL[row['group']]} {percent(row['value'])} ({row['n']:.0f} rows)"
            for row in turnout.to_dict("records")
        ]
        yield (
            f"Meetings{when}: {', '.join(parts)} came at least once; where a row says who came or sent apologies, "
            f"the share that came: {', '.join(rates)}. A count of the records, so there is no p."
        )


def _mixing(values: dict[str, Any]) -> str:
    row = values.get("e_i_index")
    if row is None:
        return ""
    if math.isnan(row["value"]):
        return f"nothing to say of tiers: {row['note'].split(';')[0]}."
    share, expected = (1 + row["value"]) / 2, (1 + values["e_i_index_expected"]["value"]) / 2
    text = f"{percent(share)} of ties run between tiers, {percent(expected)} if tiers were dealt out at random"
    people = f"n = {row['n']:.0f} people with a tie"
    return f"{text} ({people}; {_sure(row)})."


def _upward(values: dict[str, Any]) -> str:
    row = values.get("upward_asymmetry")
    if row is None:
        return ""
    up, down = values["upward"]["value"], values["downward"]["value"]
    if math.isnan(row["value"]):
        return "no tie runs up or down between tiers."
    returned = values["cross_tier_reciprocity"]
    back = f"{percent(returned['value'])} of ties between tiers are returned"
    return (
        f"{number(up)} ties run up and {number(down)} down, (up − down)/(up + down) = {number(row['value'])} "
        f"({_sure(row)}); {back} ({_sure(returned)})."
    )


def _sure(row: dict[str, Any]) -> str:
    """Return how sure a finding is, in words."""
    if math.isnan(row["p"]):
        return next((part for part in row["note"].split("; ") if part.startswith("no p")), "no p")
    told = p_value(row["p"])
    if row["p"] > LEVEL:
        return f"the data cannot tell it from chance: {chance(row['p'])}, {told}"
    return told


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table for each kind of tie at the last snapshot."""
    last = study.snapshots.names[-1]
    for layer, cells in _cells(findings, last):
        shown = cells[["group", "other", "ties", "pairs", "rate", "expected", "p", "p_adjusted"]].copy()
        for column in ("ties", "pairs", "rate", "expected", "p", "p_adjusted"):
            shown[column] = shown[column].map(cell)
        shown.columns = ["from", "to", "ties", "possible", "share", "by chance", "p", "p, all cells"]
        yield Shown(f"{layer_words(layer)}, tier by tier, {last}", shown, "tables/lenses.csv", folded=True)


def _cells(findings: Findings, snapshot: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield layer and a row for each pair of tiers."""
    table = findings.table
    rows = table[(table["snapshot"] == snapshot) & table["quantity"].isin(KINDS)]
    for layer, part in rows.groupby("layer", sort=False):
        wide = part.pivot_table(
            index=["group", "other"], columns="quantity", values="value", aggfunc="first", dropna=False, sort=False
        ).dropna(how="all")
        wide = wide.rename(columns=KINDS)
        tested = part[part["quantity"] == "tier_ties"].set_index(["group", "other"])[["p", "p_adjusted"]]
        wide = wide.join(tested).reset_index()
        people = table[(table["snapshot"] == snapshot) & (table["layer"] == layer) & (table["quantity"] == "people")]
        sizes = dict(zip(people["group"], people["value"], strict=True))
        directed = bool(
            ((table["snapshot"] == snapshot) & (table["layer"] == layer) & (table["quantity"] == "upward")).any()
        )
        wide["directed"] = directed
        wide["pairs"] = [
            sizes[g] * (sizes[g] - 1) * (1.0 if directed else 0.5) if g == h else sizes[g] * sizes[h]
            for g, h in zip(wide["group"], wide["other"], strict=True)
        ]
        yield str(layer), wide.rename_axis(columns=None)


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield one matrix of tiers for each kind of tie, at the last snapshot."""
    import pandas as pd

    last = study.snapshots.names[-1]
    parts = [cells.assign(panel=layer, p=cells["p_adjusted"]) for layer, cells in _cells(findings, last)]
    if not parts:
        return
    when = "" if last == "all" else f", {last}"
    subtitle = (
        f"People with a tie and a known tier{when}: ties from tier to tier as a share of possible ties. "
        "p: against tiers dealt out at random, corrected for all cells of a matrix; bold where at most 0.05."
    )
    title = _title(findings, last) or f"Ties between tops, middles and bottoms{when}"
    source = f"Source: {study.title or study.name}."
    table = pd.concat(parts, ignore_index=True)
    yield Drawn("tier", draw.tier_matrix(table, order=TIERS, title=title, subtitle=subtitle, source=source))


def _title(findings: Findings, snapshot: str) -> str:
    """Return what is beyond chance: that ties run up, else how tiers mix, else the clearest cell; else doubt."""
    table = findings.table[findings.table["snapshot"] == snapshot]
    up = table[(table["quantity"] == "upward_asymmetry") & (table["p"] <= LEVEL)].sort_values("p", kind="stable")
    if len(up):
        layer, value = str(up["layer"].iloc[0]), float(up["value"].iloc[0])
        of = table[table["layer"] == layer].drop_duplicates("quantity").set_index("quantity")["value"]
        run, way = (of["upward"], "up") if value > 0 else (of["downward"], "down")
        both = number(of["upward"] + of["downward"])
        p = p_value(float(up["p"].iloc[0]))
        return f"{layer_words(layer)}: {number(run)} of {both} ties between tiers run {way} ({p})"
    clear = table[(table["quantity"] == "e_i_index") & (table["p"] <= LEVEL)]
    if clear.empty:
        return _clearest_cell(table) or "Whether tiers mix more or less than by chance, the data cannot tell"
    row = clear.iloc[0]
    of = table[(table["layer"] == row["layer"]) & (table["quantity"] == "e_i_index_expected")]
    by_chance = percent((1 + float(of["value"].iloc[0])) / 2)
    share = f"{percent((1 + row['value']) / 2)} of ties run between tiers, {by_chance} by chance"
    return f"{layer_words(str(row['layer']))}: {share} ({p_value(row['p'])})"


def _clearest_cell(table: pd.DataFrame) -> str:
    """Return what the cell says that chance would do least often; nothing where it might do as much in every cell."""
    cells = table[(table["quantity"] == "tier_ties") & (table["p_adjusted"] <= LEVEL)]
    if cells.empty:
        return ""
    row = cells.sort_values("p_adjusted", kind="stable").iloc[0]
    same = (table["group"] == row["group"]) & (table["other"] == row["other"]) & (table["layer"] == row["layer"])
    expected = table.loc[same & (table["quantity"] == "tier_ties_expected"), "value"].iloc[0]
    ends = f"{PLURAL[row['group']]} and {PLURAL[row['other']]}"
    ties = f"{number(row['value'])} ties of {ends}, {number(expected, figures=2)} by chance"
    return f"{layer_words(str(row['layer']))}: {ties} ({p_value(row['p_adjusted'])})"


VIEW = View("By tier", sentences, tables, figures)
