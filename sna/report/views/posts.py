"""Joint roles over time, for readers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.derive.joint_spells import joint_spells, observed_until
from sna.derive.windows import BEGINNING
from sna.draw.wording import among, layer_words, many, number, p_value, percent
from sna.lenses.lens import says
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import NOT_AVAILABLE, cell
from sna.report.views.layer_order import order_sentences
from sna.report.views.view import View

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MOST_ROWS = 25
FIRST_YEAR = BEGINNING.astype(object).year
"""Of the beginning of the calendar, which stands for a start that is not on record."""
ALL = "all"


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield how many joint roles run, why they end, how long they last; ties of one person; plans; what came first."""
    table = findings.table
    yield from _running(table, study)
    yield from _lasting(table)
    last = study.snapshots.names[-1]
    alone = table[(table["quantity"] == "single_person_ties") & (table["snapshot"] == last) & table["value"].notna()]
    for row in alone.to_dict("records"):
        share = f"{percent(row['value'])} of ties hang on one person ({row['note']})"
        yield f"{layer_words(row['layer'])}, {last}: {share}."
    kept = table[(table["quantity"] == "planned_realised") & (table["snapshot"] == last) & table["value"].notna()]
    for row in kept.to_dict("records"):
        sure = _interval(row) if not math.isnan(row["low"]) else "no interval: no spread"
        plan = "that signed up together" if row["group"] == "membership" else f"of the layer {row['group']}"
        yield (
            f"{layer_words(row['layer'])}, {last}: of {many(int(row['n']), 'pair')} {plan}, "
            f"{percent(row['value'])} are tied ({sure})."
        )
    yield from order_sentences(table, study)


def _running(table: pd.DataFrame, study: Study) -> Iterator[str]:
    whole = table[(table["quantity"] == "posts_running") & (table["group"] == "")]
    if whole.empty:
        return
    counts = [f"{row['value']:.0f} in {row['snapshot']}" for row in whole.to_dict("records")]
    if len(counts) == 1 and study.snapshots.names == ("all",):
        counts = [f"{whole['value'].iloc[0]:.0f}"]
    most = whole.sort_values("value", kind="stable").iloc[-1]
    parts = table[(table["quantity"] == "posts_running") & (table["group"] != "")]
    parts = parts[parts["snapshot"] == most["snapshot"]].sort_values(["value", "group"], ascending=[False, True])
    kinds = [f"{row['group']} {row['value']:.0f}" for row in parts.to_dict("records")]
    at_most = f"; at most {most['value']:.0f} at once: {among(kinds)}" if len(counts) > 1 and kinds else ""
    yield f"Joint roles that run: {among(_ends(counts))}{at_most} (of {most['n']:.0f} on record)."
    reasons = table[table["quantity"] == "posts_ended_because"].groupby("metric", sort=True)["value"].sum()
    if len(reasons):
        named = [f"{name} ({value:.0f})" for name, value in reasons.items()]
        yield f"{many(int(reasons.sum()), 'joint role')} ended. Reasons: {among(named)}."


def _ends(counts: list[str]) -> list[str]:
    """Return the first and the last of many counts, all of a few."""
    return counts if len(counts) <= 6 else [counts[0], "…", counts[-1]]  # noqa: PLR2004 - as many as can be read


def _lasting(table: pd.DataFrame) -> Iterator[str]:
    found = table[table["quantity"] == "posts_median"].to_dict("records")
    if not found:
        return
    row = found[0]
    if math.isnan(row["value"]):
        yield f"How long joint roles last, the data cannot tell: {row['note']}."
        return
    high = number(row["high"], figures=2) if not math.isnan(row["high"]) else "not known"
    sure = f"95% interval {number(row['low'], figures=2)} to {high}" if not math.isnan(row["low"]) else "no interval"
    yield f"Half of joint roles last longer than {number(row['value'], figures=2)} years ({sure}; {row['note']})."


def _interval(row: Mapping[Hashable, Any]) -> str:
    return f"95% interval {percent(row['low'])} to {percent(row['high'])} for organisations like these"


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield counts by profession, how long joint roles last, ties of one person, plans, and what came first."""
    del study
    import pandas as pd

    table = findings.table
    counts = table[table["quantity"].isin(["posts_running", "posts_started", "posts_ended"])]
    if len(counts):
        wide = counts.assign(group=counts["group"].replace("", ALL)).pivot_table(
            index=["snapshot", "group"], columns="quantity", values="value", aggfunc="first", sort=False
        )
        wide = wide.reindex(columns=["posts_running", "posts_started", "posts_ended"]).fillna(0).map(cell)
        wide = wide.rename(columns={name: name.removeprefix("posts_") for name in wide.columns}).reset_index()
        shown = wide.rename(columns={"group": "profession"}).rename_axis(columns=None)
        yield Shown("Joint roles by profession", shown, "tables/lenses.csv")
    lasting = table[table["quantity"] == "posts_lasting"]
    if len(lasting):
        rows = [
            {
                "lasting longer than": row["metric"],
                "share": cell(row["value"]),
                "95% interval": _both(row),
                "under observation then": number(row["n"]),
            }
            for row in lasting.to_dict("records")
        ]
        caption = f"How long joint roles last ({lasting['note'].iloc[0]})"
        yield Shown(caption, pd.DataFrame(rows), "tables/lenses.csv", folded=True)
    alone = table[table["quantity"] == "single_person_ties"]
    if len(alone):
        columns = {
            "layer": "layer",
            "snapshot": "snapshot",
            "n": "tied pairs",
            "value": "share that hangs on one person",
        }
        shown = alone.assign(n=alone["n"].map(cell), value=alone["value"].map(cell))
        yield Shown("Ties that hang on one person", _plain(shown, columns), "tables/lenses.csv", folded=True)
    kept = table[table["quantity"] == "planned_realised"]
    if len(kept):
        columns = {"layer": "layer", "snapshot": "snapshot", "group": "planned", "n": "pairs", "value": "share tied"}
        both = [_both(row) for row in kept.to_dict("records")]
        shown = kept.assign(n=kept["n"].map(cell), value=kept["value"].map(cell), interval=both)
        columns |= {"interval": "95% interval"}
        yield Shown("Planned and realised", _plain(shown, columns), "tables/lenses.csv", folded=True)
    firsts = table[(table["quantity"] == "layer_first")]
    if len(firsts):
        rows = [
            {
                "layer": row["layer"],
                "other layer": row["other"],
                "pairs": row["note"].removeprefix("no p: ") or "",
                "p": p_value(row["p"]) if not math.isnan(row["p"]) else NOT_AVAILABLE,
            }
            for row in firsts.to_dict("records")
        ]
        yield Shown("Which layer came first", pd.DataFrame(rows), "tables/lenses.csv", folded=True)


def _both(row: Mapping[Hashable, Any]) -> str:
    if math.isnan(row["low"]) or math.isnan(row["high"]):
        return NOT_AVAILABLE
    return f"{cell(row['low'])} to {cell(row['high'])}"


def _plain(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    return table[list(columns)].rename(columns=columns).reset_index(drop=True)


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the joint roles as bars over time; where there are many, those that began or ended last."""
    if not says(study.tables.get("roles"), "person", "organisation"):
        return
    spells = joint_spells(study)
    until = observed_until(study)
    dated = spells[(spells["first_day"].astype("datetime64[s]").dt.year > FIRST_YEAR) | spells["ended"]]
    # Without any date there is no time to draw them on.
    if dated.empty or until == BEGINNING:
        return
    # A role that runs last changed when it began, one that ended when it did.
    changed = spells["last_day"].where(spells["ended"], spells["first_day"])
    latest = spells.loc[changed.sort_values(ascending=False, kind="stable").index[:MOST_ROWS]]
    table = findings.table
    runs = table[(table["quantity"] == "posts_running") & (table["group"] == "")]
    contrast = study.contrast()
    bars = _bars(study, latest.sort_index())
    known = contrast is not None and bool((bars["group"] != "").any())
    yield Drawn(
        "posts",
        draw.role_gantt(
            bars,
            [(snapshot.name, snapshot.start, snapshot.end) for snapshot in study.snapshots],
            until=_date(until),
            groups=contrast.groups if contrast and known else (),
            total=(len(spells), int(spells["ended"].sum())),
            running={str(name): int(many) for name, many in zip(runs["snapshot"], runs["value"], strict=True)},
            source=f"Source: {study.title or study.name}.",
        ),
    )


def _bars(study: Study, spells: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn: nobody's name or id, and organisations by their names."""
    import pandas as pd

    people = study.tables["people"].frame if says(study.tables.get("people"), "person", "employer") else None
    employer = dict(zip(people["person"], people["employer"], strict=True)) if people is not None else {}
    contrast = study.contrast()
    values = study.roster.attributes.get(contrast.column, ()) if contrast else ()
    names = study.roster.name_of
    rows = []
    for row in spells.to_dict("records"):
        home = study.roster.position.get(employer.get(row["person"], ""))
        known = contrast is not None and home is not None and len(values) > 0
        rows.append(
            {
                "profession": row["profession"],
                "organisations": " + ".join(names[who] for who in row["organisations"]),
                "first": None if row["first_day"].year == FIRST_YEAR else row["first_day"].date(),
                "last": row["last_day"].date(),
                "running": not row["ended"],
                "reason": row["reason"],
                "group": (contrast.assign(values[home]) or "") if contrast and known and home is not None else "",
            }
        )
    return pd.DataFrame(rows)


def _date(day: np.datetime64) -> dt.date:
    found = day.astype(object)
    assert isinstance(found, dt.date)  # noqa: S101
    return found


VIEW = View("Joint roles over time", sentences, tables, figures)
