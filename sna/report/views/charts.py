"""Charts over time, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.draw.chart_words import mark_of, value_words
from sna.draw.wording import layer_words, many, number, p_value, percent
from sna.io import slug
from sna.lenses.over_time import events_of, period_at
from sna.metrics import catalogue
from sna.model import Findings, Snapshot, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import cell
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
WORDS = {
    "meetings_held": ("meetings held", "count"),
    "organisations_per_meeting": ("organisations a meeting", "number"),
    "organisations_active": ("organisations that came at least once", "share"),
    "presence_rate": ("possible presences taken up", "share"),
    "ties": ("ties", "count"),
}
"""Measure → its words, and what it counts in."""
LEVEL = 0.05
ATTENDANCE, GROUPS = "attendance", "attendance by group"
FIGURE_PANELS = 4
FEWEST = 6
EACH = ["layer", "metric", "group", "organisation"]


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield what stands out in each series of the whole, and how many organisations' charts show a signal."""
    table = findings.table
    dots = []
    for row in _centres(table).to_dict("records"):
        if row["organisation"]:
            continue
        if math.isnan(row["value"]):
            dots.append(row)
            continue
        yield _series_sentence(table, row)
    yield from _of_dots(dots)
    yield from _of_organisations(table, study)


def _centres(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["quantity"] == "chart_centre"]


def _same(table: pd.DataFrame, row: Row) -> pd.DataFrame:
    """Return the rows of one series."""
    chosen = table
    for column in EACH:
        chosen = chosen[chosen[column] == row[column]]
    return chosen


def _series_sentence(table: pd.DataFrame, row: Row) -> str:
    mine = _same(table, row)
    words, unit = label_of(row)
    points = mine[(mine["quantity"] == "chart_point") & mine["value"].notna()]
    marked = points[points["note"] != ""]
    middle = "mean" if row["low"] == row["low"] else "median"
    limits = ""
    if middle == "mean":
        limits = f", limits {value_words(row['low'], unit)} to {value_words(row['high'], unit)}"
    out = "no period stands out"
    if len(marked):
        verb = "stands" if len(marked) == 1 else "stand"
        out = f"{len(marked)} {verb} out, {'' if len(marked) == 1 else 'the first '}in {marked['snapshot'].iloc[0]}"
    alarm = mine.loc[mine["quantity"] == "chart_false_alarms", "value"].iloc[0]
    chance = f"chance alone shows a signal in {percent(alarm)} of such series"
    where = layer_words(row["layer"])
    text = f"{where}, {words}: {many(len(points), 'period')}, {middle} {value_words(row['value'], unit)}{limits}; {out}"
    return f"{text} ({chance}).{_changed(mine, unit)}{_alike(row)}"


def _changed(mine: pd.DataFrame, unit: str) -> str:
    """Say where the mean changed, or why nobody can tell."""
    cuts = mine[mine["quantity"] == "chart_change_point"]
    sure = cuts[cuts["p"] <= LEVEL].to_dict("records")
    if sure:
        each = [
            f"{'rose' if cut['value'] > 0 else 'fell'} by {_difference(cut['value'], unit)} from {cut['snapshot']} "
            f"({p_value(cut['p'])} for orders of these periods)"
            for cut in sure
        ]
        return f" Its mean {'; then '.join(each)}."
    if len(cuts) and cuts["p"].isna().all():
        return f" Whether its mean changed the data cannot tell: {cuts['note'].iloc[0].removeprefix('no p: ')}."
    return " Its mean did not change beyond chance." if len(cuts) else ""


def _difference(value: float, unit: str) -> str:
    if unit == "share":
        return f"{number(abs(value) * 100, figures=2)} percentage points"
    return number(abs(value))


def _alike(row: Row) -> str:
    clause = next((part for part in row["note"].split("; ") if part.startswith("neighbouring points are alike")), "")
    return f" Caution: {clause}." if clause else ""


def _of_dots(rows: Sequence[Row]) -> Iterator[str]:
    """Say, once for each reason, which series have neither limits nor rules."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(row["note"].split("; ")[0], []).append(layer_words(row["layer"]))
    for reason, layers in reasons.items():
        yield f"{', '.join(dict.fromkeys(layers))}: {reason}."


def _of_organisations(table: pd.DataFrame, study: Study) -> Iterator[str]:
    """Say how many organisations' charts show a signal, beside how many would by chance."""
    charts = _centres(table)
    charts = charts[(charts["organisation"] != "") & charts["value"].notna()]
    if charts.empty:
        return
    signals = table[(table["quantity"] == "chart_signal") & (table["organisation"] != "")]
    who = sorted(set(signals["organisation"]))
    alarms = table[(table["quantity"] == "chart_false_alarms") & (table["organisation"] != "")]["value"]
    names = ", ".join(study.roster.name_of.get(name, name) for name in who[:FIGURE_PANELS])
    more = f" and {len(who) - FIGURE_PANELS} more" if len(who) > FIGURE_PANELS else ""
    listed = f" ({names}{more})" if who else ""
    yield (
        f"Presence of single organisations: {len(who)} of {many(len(charts), 'chart')} show a signal{listed}; if "
        f"nothing happened anywhere, about {number(float(alarms.sum()), figures=2)} would."
    )


def label_of(row: Row) -> tuple[str, str]:
    """Return the words of a series, and what it counts in."""
    measure = row["metric"]
    if measure.startswith("gap: "):
        record = catalogue()[measure.removeprefix("gap: ").partition(".")[0]]
        return f"{record.label}: {row['group']}, difference of means", "number"
    if measure in WORDS:
        words, unit = WORDS[measure]
        return (f"{words}, {row['group']}" if row["group"] else words), unit
    record = catalogue()[measure]
    return record.label, "share" if record.name == "density" else "number"


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table of charts of the whole and of groups, and one of organisations."""
    import pandas as pd

    table = findings.table
    rows = _centres(table).to_dict("records")
    whole = [_summary(table, row, label_of(row)[0]) for row in rows if not row["organisation"]]
    if whole:
        yield Shown("Charts over time", pd.DataFrame(whole), "tables/lenses.csv")
    names = study.roster.name_of
    each = [_summary(table, row, names.get(row["organisation"], "")) for row in rows if row["organisation"]]
    if each:
        shown = pd.DataFrame(each).drop(columns=["of"])
        yield Shown("Presence of each organisation over time", shown, "tables/lenses.csv", folded=True)


def _summary(table: pd.DataFrame, row: Row, words: str) -> Row:
    mine = _same(table, row)
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
        "limits": f"{value_words(row['low'], unit)} to {value_words(row['high'], unit)}" if limited else "–",
        "signals": ", ".join(f"{s['note']} ({_extent(s)})" for s in shows.to_dict("records")) or "none"
        if known
        else "no rules",
        "note": row["note"],
    }


def _extent(signal: Row) -> str:
    if signal["before"] == signal["snapshot"]:
        return str(signal["snapshot"])
    return f"{signal['before']} to {signal['snapshot']}"


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield one picture of attendance, one of groups' attendance, and one a layer: up to four charts each."""
    import pandas as pd

    table = findings.table
    pages: dict[str, list[Row]] = {}
    for row in _centres(table).to_dict("records"):
        if not row["organisation"] and row["n"] >= FEWEST:
            name = row["layer"]
            if row["metric"] == "presence_rate":
                name = GROUPS
            elif row["layer"] != ATTENDANCE or row["metric"] == "ties":
                name = f"network {row['layer']}"
            pages.setdefault(name, []).append(row)
    for name, rows in pages.items():
        points = [point for row in _first(rows)[:FIGURE_PANELS] for point in _points(table, row)]
        when = _periods(points, study)
        happened = [
            {"label": event.label, "period": when[at].name}
            for event in events_of(study)
            if (at := period_at(when, event.day)) is not None
        ]
        picture = draw.control_chart(
            pd.DataFrame(points),
            events=pd.DataFrame(happened, columns=["label", "period"]),
            title=_title(table, _first(rows)[0]),
            subtitle=_subtitle(name),
            source=f"{_method(points)} Source: {study.title or study.name}.",
        )
        yield Drawn(f"charts-{slug(name)}", picture)


def _first(rows: list[Row]) -> list[Row]:
    """Return series in the order to draw: of attendance who came to a meeting first, for that is what readers ask."""
    order = ("organisations_per_meeting", "organisations_active", "meetings_held")
    return sorted(rows, key=lambda row: order.index(row["metric"]) if row["metric"] in order else len(order))


def _points(table: pd.DataFrame, row: Row) -> Iterator[Row]:
    words, unit = label_of(row)
    kind = "dots" if math.isnan(row["value"]) else "control" if math.isfinite(row["low"]) else "run"
    mine = _same(table, row)
    points = mine[mine["quantity"] == "chart_point"]
    base = {"label": words, "unit": unit, "kind": kind, "centre": row["value"], "low": row["low"]}
    base |= {"high": row["high"], "note": row["note"]}
    for point in points.to_dict("records"):
        known = math.isfinite(point["value"])
        found = {"period": point["snapshot"], "value": point["value"], "n": point["n"]}
        yield {**base, **found, "mark": mark_of(point["note"]) if known else ""}


def _periods(points: list[Row], study: Study) -> tuple[Snapshot, ...]:
    """Return the periods of a picture with their days."""
    names = dict.fromkeys(point["period"] for point in points)
    known = {snapshot.name: snapshot for snapshot in study.snapshots}
    return tuple(known.get(name) or named_period(name) for name in names)


def named_period(name: str) -> Snapshot:
    """Return the quarter or month of a name.

    Examples
    --------
    >>> print(named_period("2015 Q1"), named_period("2015-11"), sep="; ")
    2015 Q1 (2015-01-01 to 2015-03-31); 2015-11 (2015-11-01 to 2015-11-30)
    """
    from sna.lenses.over_time import months

    year, _, part = name.replace(" Q", "-Q").partition("-")
    first, step = (3 * int(part[1:]) - 2, 3) if part.startswith("Q") else (int(part), 1)
    return months(name, int(year) * 12 + first - 1, step)


def _title(table: pd.DataFrame, row: Row) -> str:
    """Return what the first series of a picture says, where its mean changed or its ends lie apart."""
    mine = _same(table, row)
    words, unit = label_of(row)
    what = words[0].upper() + words[1:]
    cuts = mine[(mine["quantity"] == "chart_change_point") & (mine["p"] <= LEVEL)].to_dict("records")
    if cuts:
        cut = max(cuts, key=lambda cut: abs(cut["value"]))
        way = "higher" if cut["value"] > 0 else "lower"
        return f"{what}: on average {_difference(cut['value'], unit)} {way} from {cut['snapshot']} on"
    runs = mine[(mine["quantity"] == "chart_signal") & (mine["note"] == "one side")].to_dict("records")
    if len(runs) != 2:  # noqa: PLR2004 - one before and one after
        return ""
    points = mine[mine["quantity"] == "chart_point"].set_index("snapshot")["value"]
    each = [
        f"{_extent(run)} all {'above' if points[run['snapshot']] > row['value'] else 'below'} the mean" for run in runs
    ]
    return f"{what}: {', '.join(each)}"


def _subtitle(name: str) -> str:
    if name == ATTENDANCE:
        return "Attendance, counted from the meetings themselves; a period is left out where its records end early."
    if name == GROUPS:
        return "Of all possible presences (organisations of the group × meetings with a record), the share taken up."
    return f"{layer_words(name.removeprefix('network '))}: the network at each snapshot."


def _method(points: list[Row]) -> str:
    kinds = {point["kind"] for point in points}
    parts = []
    if "control" in kinds:
        parts.append("Limits: mean ± 2.66 × mean moving range, set by all points.")
    if "run" in kinds:
        parts.append("Too few points for limits: median, longest run and crossings only.")
    if kinds == {"dots"}:
        parts.append("No limits and no rules.")
    if any(point["mark"] for point in points):
        parts.append("A mark says that a point is unusual, not that it is good or bad.")
    return " ".join(parts)


VIEW = View("Charts over time", sentences, tables, figures)
