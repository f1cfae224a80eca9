"""Cases that are not discussed, for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.draw.run_chart import Event
from sna.draw.spelling import capitalised
from sna.draw.wording import many, number, p_value, percent, undated
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.views.source import source_of
from sna.report.views.view import View
from sna.report.views.wording import tied

if TYPE_CHECKING:
    import pandas as pd

FILE = "tables/lenses.csv"
SURE, FEWEST = 0.05, 2
WHAT = "of the cases listed are not discussed"


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, of the last snapshot: the share, what was missing, how groups differ, and what does not add up."""
    table = _last(findings, study)
    name = table["snapshot"].iloc[0]
    when = "" if undated([name]) else f"{capitalised(name)}: "
    share = _rows(table, "not_discussed_share", "all").iloc[0]
    if share["value"] != share["value"]:
        yield f"{when}no cases are listed of which is known whether they were discussed."
        return
    yield (
        f"{when}{percent(share['value'])} {WHAT} ({percent(share['low'])} to {percent(share['high'])}; "
        f"{many(round(share['n']), 'case')})."
    )
    if share["note"]:
        yield f"{share['note'][:1].upper()}{share['note'][1:]}."
    items = _rows(table, "not_discussed_cases", "item").sort_values(["value", "group"], ascending=[False, True])
    if len(items):
        row, most = items.iloc[0], list(items.loc[items["value"] == items["value"].max(), "group"])
        what = tied([_reason(item) for item in most])
        each = " each" if len(most) > 1 else ""
        yield f"Most often {what}: {number(row['value'])}{each} of {row['n']:.0f} cases not discussed."
    yield from _groups(table, study)
    yield from _longest(table, study)


def _reason(item: str) -> str:
    return "for a reason that is not said" if item == "not said" else f"for want of {item}"


def _last(findings: Findings, study: Study) -> pd.DataFrame:
    present = [name for name in study.snapshots.names if (findings.table["snapshot"] == name).any()]
    return findings.table[findings.table["snapshot"] == present[-1]]


def _rows(table: pd.DataFrame, quantity: str, metric: str) -> pd.DataFrame:
    return table[(table["quantity"] == quantity) & (table["metric"] == metric)]


def _groups(table: pd.DataFrame, study: Study) -> Iterator[str]:
    """Yield how far the first two groups are apart."""
    del study
    pooled = _rows(table, "not_discussed_share", "group").set_index("group")
    for row in table[table["quantity"] == "difference"].head(1).to_dict("records"):
        if row["value"] != row["value"]:
            continue
        told = " against ".join(
            f"{percent(pooled.loc[group, 'value'])} ({group}, {number(pooled.loc[group, 'n'])} cases)"
            for group in (row["group"], row["other"])
        )
        gap = f"{percent(abs(row['value'])).removesuffix('%')} points apart in the mean of {row['n']:.0f} organisations"
        if row["p"] != row["p"]:
            yield f"Not discussed: {told}; {gap}. {row['note'][:1].upper()}{row['note'][1:]}."
        elif row["p"] < SURE:
            yield f"Not discussed: {told}; {gap} ({p_value(row['p'])}, {row['method']}). Target: {row['target']}."
        else:
            yield (
                f"Not discussed: {told}. The data cannot tell these groups apart: {gap} "
                f"({p_value(row['p'])}, {row['method']})."
            )


def _longest(table: pd.DataFrame, study: Study) -> Iterator[str]:
    """Yield which organisation waited most often for another."""
    waits = table[(table["quantity"] == "waits_for") & (table["organisation"] != table["other"])]
    if waits.empty:
        return
    most = waits[waits["value"] == waits["value"].max()].sort_values(["organisation", "other"])
    row, names = most.iloc[0], study.roster.name_of
    pairs = zip(most["organisation"], most["other"], strict=True)
    who = tied([f"{names.get(one, one)} for {names.get(other, other)}" for one, other in pairs])
    yield (
        f"Waiting for another organisation: {number(waits['value'].sum())} of {row['n']:.0f} cases not discussed, most "
        f"often {who} ({number(row['value'])}{' each' if len(most) > 1 else ''})."
    )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield organisations by snapshot, and who waits for whom in the last one."""
    import pandas as pd

    names = study.roster.name_of
    rows = _rows(findings.table, "not_discussed_share", "organisation")
    present = [name for name in study.snapshots.names if (rows["snapshot"] == name).any()]
    cells = {(row["organisation"], row["snapshot"]): _cell(row) for row in rows.to_dict("records")}
    shown = [
        {"organisation": names.get(one, one), **{name: cells.get((one, name), "no cases") for name in present}}
        for one in sorted(set(rows["organisation"]))
    ]
    yield Shown(
        "Cases listed and not discussed (of cases listed; 95% interval)", pd.DataFrame(shown), FILE, folded=True
    )
    last = _last(findings, study)
    waits = last[last["quantity"] == "waits_for"].sort_values(
        ["value", "organisation", "other"], ascending=[False, True, True]
    )
    pairs = [
        {
            "who waits": names.get(row["organisation"], row["organisation"]),
            "for": "itself" if row["organisation"] == row["other"] else names.get(row["other"], row["other"]),
            "cases not discussed": number(row["value"]),
        }
        for row in waits.to_dict("records")
    ]
    if pairs:
        name = last["snapshot"].iloc[0]
        caption = f"Who waits for whom{'' if undated([name]) else f', {name}'}"
        yield Shown(caption, pd.DataFrame(pairs), FILE, folded=True)


def _cell(row: Any) -> str:  # noqa: ANN401 - a row of a table
    if row["value"] != row["value"]:
        return str(row["note"])
    return f"{percent(row['value'])} of {number(row['n'])} ({percent(row['low'])} to {percent(row['high'])})"


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the share by month or quarter, where there are at least two."""
    shares = _rows(findings.table, "not_discussed_share", "period")
    if shares["value"].notna().sum() >= FEWEST:
        picture = draw.run_chart(shares, what=WHAT, of="cases", events=_events(study), source=source_of(study))
        yield Drawn("cases", picture)


def _events(study: Study) -> list[Event]:
    """Return the days of the timeline, in order."""
    table = study.tables.get("timeline")
    if table is None or "date" not in table.frame:
        return []
    dated = table.frame[table.frame["date"].notna()]
    return sorted((day.date(), label) for day, label in zip(dated["date"], dated["label"], strict=True))


VIEW = View("Cases not discussed", sentences, tables, figures)
