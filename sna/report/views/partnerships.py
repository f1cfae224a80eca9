"""Sectors and status of partnerships, for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.draw.sector_words import UNKNOWN, spanned, spans_title
from sna.draw.spelling import capitalised
from sna.draw.wording import among, many, number, p_value, percent, undated
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import UNDEFINED
from sna.report.views.source import source_of
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

FILE = "tables/lenses.csv"
SURE = 0.05


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield spans, sectors, whether span and status go together, and whether the totals agree, of the last snapshot."""
    table = _last(findings, study)
    yield f"{spans_title(table)}."
    sectors = table[table["quantity"] == "sector_share"].sort_values(["value", "group"], ascending=[False, True])
    if len(sectors):
        parts = [
            f"{row['group']} is in {percent(row['value'])} ({percent(row['low'])} to {percent(row['high'])})"
            for row in sectors.to_dict("records")
        ]
        yield f"Of {number(sectors['n'].iloc[0])} partnerships, {among(parts)}; 95% intervals."
    yield from _together(table)
    yield from _totals(table)
    if caution := next((note for note in sectors["note"] if note), ""):
        yield f"{capitalised(caution)}."


def _last(findings: Findings, study: Study) -> pd.DataFrame:
    present = [name for name in study.snapshots.names if (findings.table["snapshot"] == name).any()]
    return findings.table[findings.table["snapshot"] == present[-1]]


def _together(table: pd.DataFrame) -> Iterator[str]:
    tested = table[(table["quantity"] == "span_by_status") & (table["metric"] == "chi-squared")]
    for row in tested.to_dict("records"):
        if row["p"] != row["p"]:
            yield f"Whether span and status go together the data cannot tell: {row['note']}."
            continue
        sure = row["p"] < SURE
        said = "Span and status go together" if sure else "The data cannot tell whether span and status go together"
        yield f"{said} ({p_value(row['p'])}, n = {row['n']:.0f}; {row['method']}). Target: {row['target']}."
        if sure:
            yield from _most(table)


def _most(table: pd.DataFrame) -> Iterator[str]:
    """Yield, of every span, how partnerships most often fare."""
    shares = table[(table["quantity"] == "status_share") & (table["group"] != UNKNOWN)]
    parts = []
    for span, rows in shares.groupby("group"):
        row = rows.sort_values(["value", "other"], ascending=[False, True]).iloc[0]
        parts.append(f"of {spanned(str(span))} {row['other']} ({percent(row['value'])} of {row['n']:.0f})")
    yield f"The commonest status: {among(parts)}."


def _totals(table: pd.DataFrame) -> Iterator[str]:
    """Yield what does not add up, and why; nothing where it all does."""
    value = table.drop_duplicates("quantity").set_index("quantity")["value"]
    spans = table[(table["quantity"] == "span_partnerships") & (table["group"] != UNKNOWN)]
    left = int(value["partnerships"] - value["partnerships_classified"])
    if not left:
        return
    sums = " + ".join(number(count) for count in spans["value"])
    are = "is" if left == 1 else "are"
    total = f"{sums} = " if len(spans) > 1 else ""
    yield (
        f"Totals: {total}{number(value['partnerships_classified'])} of {number(value['partnerships'])} partnerships; "
        f"{number(left)} {are} unclassified: {_why(value)}."
    )
    sectors = table[table["quantity"] == "sector_partnerships"]["value"]
    rest = value["incidences_of_unclassified"]
    total = f"{' + '.join(number(count) for count in sectors)} = " if len(sectors) > 1 else ""
    yield (
        f"Sectors counted: {total}{number(value['incidences_counted'])}; "
        f"spans give {number(value['incidences_of_spans'])}; the unclassified hold "
        f"{'none' if not rest else f'the remaining {number(rest)}'}."
    )


def _why(value: pd.Series[Any]) -> str:
    parts = []
    if none := int(value["partnerships_without_members"]):
        parts.append(f"{number(none)} without a member listed")
    if untold := int(value["partnerships_with_untold_members"]):
        members = int(value["members_without_sector"])
        parts.append(
            f"{number(untold)} with a member whose sector is not known ({many(members, 'such member')} in all)"
        )
    return among(parts)


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield span × status with shares and intervals, and sectors and pairs of sectors."""
    import pandas as pd

    table = _last(findings, study)
    name = table["snapshot"].iloc[0]
    at = "" if undated([name]) else f", {name}"
    shares = table[table["quantity"] == "status_share"]
    statuses = list(dict.fromkeys(shares["other"]))
    rows = []
    for row in table[table["quantity"] == "span_share"].to_dict("records"):
        own = shares[shares["group"] == row["group"]].set_index("other")
        said = UNKNOWN if row["group"] == UNKNOWN else row["group"]
        cells = {status: _cell(own.loc[status]) if status in own.index else UNDEFINED for status in statuses}
        rows.append({"sectors spanned": said, "partnerships": _cell(row), **cells})
    caption = f"How many sectors partnerships span, and how they fare{at} (number, share, 95% interval)"
    yield Shown(caption, pd.DataFrame(rows), FILE)
    both = table[table["quantity"].isin(["sector_share", "pair_share"])].to_dict("records")
    sectors = [
        {"sector": f"{row['group']} and {row['other']}" if row["other"] else row["group"], "partnerships": _cell(row)}
        for row in both
    ]
    yield Shown(f"Sectors and pairs of sectors{at} (number, share, 95% interval)", pd.DataFrame(sectors), FILE)


def _cell(row: Any) -> str:  # noqa: ANN401 - a row of a table
    count = number(round(row["value"] * row["n"]))
    return f"{count} · {percent(row['value'])} ({percent(row['low'])} to {percent(row['high'])})"


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the sets of sectors of the last snapshot."""
    name = _last(findings, study)["snapshot"].iloc[0]
    yield Drawn("partnerships", draw.sector_spans(findings.frame(), snapshot=name, source=source_of(study)))


VIEW = View("Partnerships and sectors", sentences, tables, figures)
