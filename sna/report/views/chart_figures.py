"""Pictures of charts over time: one of attendance, one of groups' attendance, one a layer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.draw.chart_words import mark_of, value_words
from sna.draw.wording import layer_words
from sna.io import slug
from sna.lenses.over_time import events_of, period_at
from sna.model import Findings, Snapshot, Study
from sna.report.blocks import Drawn
from sna.report.views.chart_rows import bounds_of, centres, cut_words, difference, extent, label_of, same, within

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
LEVEL = 0.05
ATTENDANCE, GROUPS = "attendance", "attendance by group"
FIGURE_PANELS = 4
FEWEST = 6
NUMBER = re.compile(r"\d+\.\d+")
BOTH_WAYS = ", by drift or by a change of level"
"""A clause that a figure has no room for; sentences have it."""


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield one picture of attendance, one of groups' attendance, and one a layer: up to four charts each."""
    import pandas as pd

    table = findings.table
    pages: dict[str, list[Row]] = {}
    for row in centres(table).to_dict("records"):
        if not row["organisation"] and row["n"] >= FEWEST:
            name = row["layer"]
            if row["metric"] == "presence_rate":
                name = GROUPS
            elif row["layer"] != ATTENDANCE or row["metric"] == "ties":
                name = f"network {row['layer']}"
            pages.setdefault(name, []).append(row)
    for name, rows in pages.items():
        points = [point for row in _first(rows)[:FIGURE_PANELS] for point in _points(table, row)]
        points, caution = _said_once(points)
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
            subtitle=" ".join(part for part in (_subtitle(name), caution) if part),
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
    mine = same(table, row)
    points = mine[mine["quantity"] == "chart_point"]
    base = {"label": words, "unit": unit, "kind": kind, "centre": row["value"], "low": row["low"]}
    bounds = bounds_of(row)
    base |= {**within(row, bounds), "note": "; ".join(x for x in (cut_words(row, bounds, unit), row["note"]) if x)}
    phases = mine[mine["quantity"] == "chart_phase"].to_dict("records")
    names = points["snapshot"].tolist()
    levels = {
        name: {
            "centre": phase["value"],
            "kind": "control" if math.isfinite(phase["low"]) else "run",
            **within(phase, bounds),
        }
        for phase in phases
        for name in names[names.index(phase["before"]) : names.index(phase["snapshot"]) + 1]
    }
    for point in points.to_dict("records"):
        known = math.isfinite(point["value"])
        found = {"period": point["snapshot"], "value": point["value"], "n": point["n"]}
        yield {**base, **levels.get(point["snapshot"], {}), **found, "mark": mark_of(point["note"]) if known else ""}


def _said_once(points: list[Row]) -> tuple[list[Row], str]:
    """Return points whose charts no longer say what all of them say, and that as one sentence for all.

    Numbers in it become their extent. Where only some charts say it, each says it in short.
    """
    notes = {point["label"]: str(point["note"]) for point in points}
    short = {label: note.replace(BOTH_WAYS, "").replace("signals", "marks") for label, note in notes.items()}
    plain = {NUMBER.sub("#", note) for note in short.values()}
    if len(notes) < 2 or len(plain) > 1 or plain == {""}:  # noqa: PLR2004 - one chart says it itself
        return [{**point, "note": short[point["label"]]} for point in points], ""
    numbers = sorted({found for note in short.values() for found in NUMBER.findall(note)}, key=float)
    span = numbers[0] if len(numbers) == 1 else " to ".join((numbers[0], numbers[-1])) if numbers else ""
    said = plain.pop().replace("#", span)
    return [{**point, "note": ""} for point in points], f"{said[:1].upper()}{said[1:]}."


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
    mine = same(table, row)
    words, unit = label_of(row)
    what = words[0].upper() + words[1:]
    cuts = mine[(mine["quantity"] == "chart_change_point") & (mine["p"] <= LEVEL)].to_dict("records")
    if cuts:
        cut = max(cuts, key=lambda cut: abs(cut["value"]))
        way = "higher" if cut["value"] > 0 else "lower"
        return f"{what}: on average {difference(cut['value'], unit)} {way} from {cut['snapshot']} on"
    if phases := mine[mine["quantity"] == "chart_phase"].to_dict("records"):
        middles = ["mean" if math.isfinite(phase["low"]) else "median" for phase in phases]
        each = [
            f"{middle} {value_words(phase['value'], unit)} in {extent(phase)}"
            for middle, phase in zip(middles, phases, strict=True)
        ]
        return f"{what}: {', '.join(each)}"
    runs = mine[(mine["quantity"] == "chart_signal") & (mine["note"] == "one side")].to_dict("records")
    if len(runs) != 2:  # noqa: PLR2004 - one before and one after
        return ""
    points = mine[mine["quantity"] == "chart_point"].set_index("snapshot")["value"]
    each = [
        f"{extent(run)} all {'above' if points[run['snapshot']] > row['value'] else 'below'} the mean" for run in runs
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
        phased = len({(point["label"], str(point["centre"])) for point in points}) > len({p["label"] for p in points})
        whose = "set by all points of a phase" if phased else "set by all points"
        parts.append(f"Limits: mean ± 2.66 × mean moving range, {whose}.")
    if "run" in kinds:
        whose = "Fewer than 12 points" if "control" in kinds else "Too few points for limits"
        parts.append(f"{whose}: median, longest run and crossings only.")
    if kinds == {"dots"}:
        parts.append("No limits and no rules.")
    if any(point["mark"] for point in points):
        parts.append("A mark says that a point is unusual, not that it is good or bad.")
    return " ".join(parts)
