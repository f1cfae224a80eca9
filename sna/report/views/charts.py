"""Charts over time, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna.draw.chart_words import value_words
from sna.draw.wording import among, layer_words, many, number, p_value, percent
from sna.lenses.charts import OTHER_SAMPLE, SHIFTED
from sna.model import Findings, Study
from sna.report.blocks import Shown
from sna.report.tables import cell
from sna.report.views.chart_figures import figures
from sna.report.views.chart_rows import bounds_of, centres, cut_words, difference, extent, label_of, same, within
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
LEVEL = 0.05
NAMED = 4
SURE = " Its mean"


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield what stands out in each series of the whole, and how many organisations' charts show a signal."""
    table = findings.table
    dots = []
    for row in centres(table).to_dict("records"):
        if row["organisation"]:
            continue
        if math.isnan(row["value"]):
            dots.append(row)
            continue
        yield _series_sentence(table, row)
    clauses = (clause for note in centres(table)["note"] for clause in str(note).split("; "))
    for clause in dict.fromkeys(clause for clause in clauses if clause.endswith(OTHER_SAMPLE)):
        yield f"Attendance is charted for {clause}."
    yield from _of_dots(dots)
    yield from _of_organisations(table, study)


def _series_sentence(table: pd.DataFrame, row: Row) -> str:
    """Say where a series shifts first, then what stands out within each of its phases."""
    mine = same(table, row)
    words, unit = label_of(row)
    points = mine[(mine["quantity"] == "chart_point") & mine["value"].notna()]
    phases = mine[mine["quantity"] == "chart_phase"].to_dict("records")
    alarm = mine.loc[mine["quantity"] == "chart_false_alarms", "value"].iloc[0]
    chance = f"chance alone shows a signal in {percent(alarm)} of such series"
    head = f"{layer_words(row['layer'])}, {words}: {many(len(points), 'period')}"
    changed, alike = _changed(mine, unit), _alike(row)
    if phases:
        from_when = [f"{phase['before']} on ({phase['note']})" for phase in phases[1:]]
        each = [f"{extent(phase)}: {_level(points, phase, row, unit)}" for phase in phases]
        return f"{head}, which shift from {among(from_when)}. {'. '.join(each)} ({chance}).{changed}{alike}"
    if shift := next((part for part in row["note"].split("; ") if part.startswith(SHIFTED)), ""):
        head = f"{head}; {shift}"
    level = _level(points, {**row, "before": "", "n": len(points)}, row, unit)
    if changed.startswith(SURE):
        beside = " Signals are of limits across that change." if (points["note"] != "").any() else ""
        return f"{head}.{changed} All periods: {level} ({chance}).{beside}{alike}"
    return f"{head}{'; ' if shift else ', '}{level.split(', ', 1)[1]} ({chance}).{changed}{alike}"


def _level(points: pd.DataFrame, phase: Row, row: Row, unit: str) -> str:
    """Return the middle and limits of a phase, and how many of its points stand out within it."""
    names = points["snapshot"].tolist()
    if phase["before"]:
        points = points.iloc[names.index(phase["before"]) : names.index(phase["snapshot"]) + 1]
    marked = points[points["note"] != ""]
    out = "no period stands out"
    if len(marked):
        verb = "stands" if len(marked) == 1 else "stand"
        out = f"{len(marked)} {verb} out, {'' if len(marked) == 1 else 'the first '}in {marked['snapshot'].iloc[0]}"
    limited = phase["low"] == phase["low"]
    limits = f", limits {_limits(row, unit, phase)}" if limited else ""
    middle = f"{'mean' if limited else 'median'} {value_words(phase['value'], unit)}"
    return f"{many(int(phase['n']), 'period')}, {middle}{limits}; {out}"


def _limits(row: Row, unit: str, of: Row | None = None) -> str:
    """Return the limits of a series or of a phase of it, cut where the series cannot go."""
    bounds, of = bounds_of(row), of or row
    shown = within(of, bounds)
    cut = cut_words(of, bounds, unit)
    words = f"{value_words(shown['low'], unit)} to {value_words(shown['high'], unit)}"
    return f"{words} ({cut.removeprefix('limits ')})" if cut else words


def _changed(mine: pd.DataFrame, unit: str) -> str:
    """Say where the mean changed, or why nobody can tell."""
    cuts = mine[mine["quantity"] == "chart_change_point"]
    sure = cuts[cuts["p"] <= LEVEL].to_dict("records")
    if sure:
        each = [
            f"{'rose' if cut['value'] > 0 else 'fell'} by {difference(cut['value'], unit)} from {cut['snapshot']} "
            f"({p_value(cut['p'])} for orders of these periods)"
            for cut in sure
        ]
        return f"{SURE} {'; then '.join(each)}."
    if len(cuts) and cuts["p"].isna().all():
        return f" Whether its mean changed the data cannot tell: {cuts['note'].iloc[0].removeprefix('no p: ')}."
    return " Its mean did not change beyond chance." if len(cuts) else ""


def _alike(row: Row) -> str:
    clause = next((part for part in row["note"].split("; ") if part.startswith("neighbouring points are alike")), "")
    return f" Caution: {clause}." if clause else ""


def _of_dots(rows: Sequence[Row]) -> Iterator[str]:
    """Say, once for each reason, which series have neither limits nor rules."""
    reasons: dict[str, list[Row]] = {}
    of_layer: dict[str, set[str]] = {}
    for row in rows:
        reason = row["note"].split("; ")[0]
        reasons.setdefault(reason, []).append(row)
        of_layer.setdefault(row["layer"], set()).add(reason)
    for reason, those in reasons.items():
        # The layer is enough of a name where all of its series have the same reason.
        series = [
            layer_words(row["layer"]) + (f", {label_of(row)[0]}" if len(of_layer[row["layer"]]) > 1 else "")
            for row in those
        ]
        yield f"{among(list(dict.fromkeys(series)))}: {reason}."


def _of_organisations(table: pd.DataFrame, study: Study) -> Iterator[str]:
    """Say how many organisations' charts show a signal, beside how many would by chance."""
    charts = centres(table)
    charts = charts[(charts["organisation"] != "") & charts["value"].notna()]
    if charts.empty:
        return
    signals = table[(table["quantity"] == "chart_signal") & (table["organisation"] != "")]
    who = sorted(set(signals["organisation"]))
    alarms = table[(table["quantity"] == "chart_false_alarms") & (table["organisation"] != "")]["value"]
    names = ", ".join(study.roster.name_of.get(name, name) for name in who[:NAMED])
    more = f" and {len(who) - NAMED} more" if len(who) > NAMED else ""
    listed = f" ({names}{more})" if who else ""
    yield (
        f"Presence of single organisations: {len(who)} of {many(len(charts), 'chart')} show a signal{listed}; if "
        f"nothing happened anywhere, about {number(float(alarms.sum()), figures=2)} would."
    )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table of charts of the whole and of groups, and one of organisations."""
    import pandas as pd

    table = findings.table
    rows = centres(table).to_dict("records")
    whole = [_summary(table, row, label_of(row)[0]) for row in rows if not row["organisation"]]
    if whole:
        yield Shown("Charts over time", pd.DataFrame(whole), "tables/lenses.csv")
    names = study.roster.name_of
    each = [_summary(table, row, names.get(row["organisation"], "")) for row in rows if row["organisation"]]
    if each:
        shown = pd.DataFrame(each).drop(columns=["of"])
        yield Shown("Presence of each organisation over time", shown, "tables/lenses.csv", folded=True)


def _summary(table: pd.DataFrame, row: Row, words: str) -> Row:
    mine = same(table, row)
    unit = label_of(row)[1]
    shows = mine[mine["quantity"] == "chart_signal"]
    known = math.isfinite(row["value"])
    limited = math.isfinite(row["low"])
    return {
        "of": layer_words(row["layer"]),
        "series": words,
        "periods": number(row["n"]),
        "chart": {(True, True): "control", (True, False): "run"}.get((known, limited), "dots"),
        "mean or median": value_words(row["value"], unit) if known else cell(row["value"]),
        "limits": _limits(row, unit) if limited else "–",
        "signals": ", ".join(f"{s['note']} ({extent(s)})" for s in shows.to_dict("records")) or "none"
        if known
        else "no rules",
        "note": row["note"],
    }


VIEW = View("Charts over time", sentences, tables, figures)
