"""Who leads, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna.draw.share_bars import Way, share_bars
from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import among, number, percent
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import cell, p_cell
from sna.report.views.view import View
from sna.report.views.wording import (
    UNKNOWN,
    chance_words,
    groups_of,
    listed,
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

WAYS = {
    "chairing": ("chairs", "chair", "meetings"),
    "hosting": ("hosts", "host", "meetings"),
    "proposing": ("makes", "make", "proposals and drafts"),
}
FEWEST = 5
"""Fewer acts than this say nothing of how leading is shared."""


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for the last snapshot, how groups share leading and between how many, all ways first, then each."""
    told = list(_ways(findings, study))
    together = _together(of_snapshot(findings.table, study.snapshots.names[-1]))
    for place, said in enumerate(told):
        yield f"{said} {together}".rstrip() if place == 0 else said


def _together(table: pd.DataFrame) -> str:
    """Say of all ways to lead between how many organisations each is shared; empty where that is known of none."""
    parts = []
    for way in WAYS:
        known = row_of(table, "known", metric=way)
        if not known:
            continue
        if known["value"] < FEWEST:
            parts.append(f"{way} too few known ({number(known['value'])})")
            continue
        effective, gini = (value_of(table, quantity, metric=way) for quantity in ("effective_number", "gini"))
        size = int(((table["quantity"] == "led") & (table["metric"] == way)).sum())
        shared = f"{number(effective, figures=2)} of {size} organisations"
        parts.append(f"{way} by {shared} (Gini {number(gini, figures=2)}, {number(known['value'])} {WAYS[way][-1]})")
    if not any(" by " in part for part in parts):
        return ""
    return f"As if shared equally: {', '.join(parts)}; all on record is counted, so there is no interval."


def _ways(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, for every way to lead, how groups share it, and between how many it is shared."""
    last = study.snapshots.names[-1]
    table = of_snapshot(findings.table, last)
    for way in WAYS:
        known = row_of(table, "known", metric=way)
        if not known:
            continue
        if known["value"] < FEWEST:
            what = f"{number(known['value'])} of {number(known['n'])} {WAYS[way][-1]} known to be by its organisations"
            yield sentence(last, f"{way}: {what}, too few to say how it is shared; {UNKNOWN}.")
            continue
        yield from _by_group(table, way, last, known["note"])
        yield _shared(table, way, last, study)


def _by_group(table: pd.DataFrame, way: str, last: str, note: str) -> Iterator[str]:
    """Say what each group does of it, beside its share of organisations."""
    total = value_of(table, "known", metric=way)
    parts = []
    for group in groups_of(table):
        share = value_of(table, "group_share", metric=way, group=group)
        size = value_of(table, "group_share_of_organisations", metric=way, group=group)
        came = value_of(table, "group_share_of_attendance", metric=way, group=group)
        presences = f", {percent(came)} of organisations' presences, each once a meeting"
        beside = f"{percent(size)} of organisations{'' if math.isnan(came) else presences}"
        parts.append(f"{spelt(group)} {percent(share)} ({beside})")
    if not parts:
        return
    tested = [
        f"{_spelt(row['group'])} organisations led {number(abs(row['value']))} "
        f"{'more' if row['value'] >= 0 else 'fewer'} on average than {spelt(row['other'])} ones ({chance_words(row)})"
        f"{'' if sure(row) else ', so that ' + UNKNOWN + ' them apart'}"
        for row in list(pairs_of(table, "difference_led", way))[:1]
    ]
    missing = f" {capitalised(note)}." if note else ""
    share_of = f"of {number(total)} {WAYS[way][-1]}: {among(parts)}"
    yield sentence(last, f"{way}, {share_of}. {'. '.join(tested)}.{missing}")


def _spelt(group: str) -> str:
    return capitalised(spelt(group))


def _shared(table: pd.DataFrame, way: str, last: str, study: Study) -> str:
    """Say between how many it is shared."""
    led = table[(table["quantity"] == "led") & (table["metric"] == way)]
    most = led[led["value"] == led["value"].max()]
    who = listed(list(most["organisation"]), study, most=3)
    effective, gini = (value_of(table, quantity, metric=way) for quantity in ("effective_number", "gini"))
    first, three = (value_of(table, f"top_{k}_share", metric=way) for k in (1, 3))
    each = "" if len(most) == 1 else " each"
    shared = number(effective, figures=2)
    if shared == "1":
        return sentence(last, f"{way} is all done by one of {len(led)} organisations: {who}. All on record is counted.")
    return sentence(
        last,
        f"{way} is as if {shared} of {len(led)} organisations shared it equally; "
        f"{who} {'does' if len(most) == 1 else 'do'} {percent(first)}{each}, the first three {percent(three)}. Gini "
        f"{number(gini, figures=2)} of at most 1. All that is on record is counted, so there is no interval.",
    )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield how it is shared in each snapshot and series, and how often each organisation led in the last snapshot."""
    table = findings.table
    wholes = {way: table[table["metric"] == way] for way in WAYS}
    rows = [
        _whole(of_snapshot(wholes[way], snapshot), way, snapshot)
        for way in WAYS
        for snapshot in study.snapshots.names
        if row_of(of_snapshot(wholes[way], snapshot), "known")
    ]
    yield Shown("How leading is shared", _frame(rows), "tables/lenses.csv")
    last = study.snapshots.names[-1]
    yield Shown(f"Who leads how often, {last}", _each(of_snapshot(table, last), study), "tables/lenses.csv")
    series = of_snapshot(table, last)
    names = [m for m in dict.fromkeys(series["metric"]) if ": " in m]
    if names:
        rows = [_whole(series[series["metric"] == metric], metric, last) for metric in names]
        yield Shown(f"By series of meetings, {last}", _frame(rows), "tables/lenses.csv", folded=True)


def _frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows).fillna("[z]")


def _whole(table: pd.DataFrame, metric: str, snapshot: str) -> dict[str, str]:
    known = row_of(table, "known", metric=metric)
    shown = {
        "led": metric,
        "snapshot": snapshot,
        "known": f"{known['value']:.0f} of {known['n']:.0f}",
        "as if shared by": cell(value_of(table, "effective_number", metric=metric)),
        "Gini": cell(value_of(table, "gini", metric=metric)),
        "Gini, at least": cell(value_of(table, "gini_least", metric=metric)),
        "first": _percent(value_of(table, "top_1_share", metric=metric)),
        "first three": _percent(value_of(table, "top_3_share", metric=metric)),
        "new among the first three": _percent(value_of(table, "turnover_of_top", metric=metric)),
    }
    for group in dict.fromkeys(table.loc[table["quantity"] == "group_led", "group"]):
        shown[group] = _percent(value_of(table, "group_share", metric=metric, group=group))
    for row in list(pairs_of(table, "difference_led", metric))[:1]:
        shown["p"] = p_cell(row["p"], "refused")
        shown["p, corrected"] = p_cell(row["p_adjusted"], "[x]")
    return shown


def _percent(value: float) -> str:
    return "[z]" if math.isnan(value) else percent(value)


def _each(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    led = table[(table["quantity"] == "led") & table["metric"].isin(WAYS)]
    wide = led.pivot_table(index=["organisation", "group"], columns="metric", values="value", sort=False)
    wide = wide[[way for way in WAYS if way in wide]].sort_values(
        list(wide.columns[:1]), ascending=False, kind="stable"
    )
    shown = wide.map(cell).reset_index().rename_axis(columns=None)
    shown["organisation"] = [study.roster.name_of.get(i, i) for i in shown["organisation"]]
    return shown


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield bars of who led how much in the last snapshot in which anything was led."""
    table = findings.table
    led = table[(table["quantity"] == "led") & table["metric"].isin(WAYS)]
    known = table[(table["quantity"] == "known") & table["metric"].isin(WAYS) & (table["value"] >= FEWEST)]
    if known.empty:
        return
    last = next(name for name in reversed(study.snapshots.names) if name in set(known["snapshot"]))
    known = of_snapshot(known, last).set_index("metric")
    ways = [Way(way, *WAYS[way], int(known["value"][way])) for way in WAYS if way in known.index]
    rows = of_snapshot(led, last)
    rows = rows[rows["metric"].isin([way.name for way in ways])]
    drawn = rows.assign(way=rows["metric"], share=rows["value"] / rows["n"])
    notes = [f"{way}: {note}" for way, note in known["note"].items() if note]
    picture = share_bars(
        drawn[["way", "organisation", "group", "value", "share"]],
        ways=ways,
        snapshot=last,
        groups=groups_of(table),
        names=study.roster.name_of,
        source=source_of(study, *notes),
    )
    yield Drawn("leaders", picture)


VIEW = View("Who leads", sentences, tables, figures)
