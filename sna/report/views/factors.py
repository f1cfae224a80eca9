"""What helped and hindered partnerships, for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sna import draw
from sna.draw.wording import among, many, number, p_value, percent, signed
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import NOT_AVAILABLE, cell, p_cell
from sna.report.views.source import source_of
from sna.report.views.view import View

FILE = "tables/lenses.csv"
SURE, SHOWN, FEWEST = 0.05, 3, 2
PAIRS = 15


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield who was asked, which factors go together, which are common, and which go with how partnerships fare."""
    del study
    table = findings.table
    asked = table[table["quantity"] == "partnerships_asked"].iloc[0]
    left = round(asked["n"] - asked["value"])
    rest = f"the other {left} have" if left > 1 else "the other one has"
    note = f"; {rest} no row of factors: not known, left out" if left else ""
    yield f"Factors are known of {number(asked['value'])} of {number(asked['n'])} partnerships{note}."
    yield _together(findings)
    if common := _common(findings):
        yield common
    yield _by_status(findings)
    if any("informants" in text for text in table["note"]):
        yield (
            "Informants tell of several partnerships each: p is given what each of them names; intervals take "
            "partnerships as independent and are rather too narrow."
        )


def _together(findings: Findings) -> str:
    table = findings.table
    expected = table[table["quantity"] == "together_expected"].set_index(["group", "other"])["value"]
    broad = table[table["quantity"] == "together_given_breadth"].set_index(["group", "other"])["p"]
    pairs = table[table["quantity"] == "together"]
    sure = [
        {**row, "expected": expected[row["group"], row["other"]], "broad": broad[row["group"], row["other"]]}
        for row in pairs[pairs["p_adjusted"] < SURE].to_dict("records")
    ]
    more = sorted(
        (row for row in sure if row["value"] > row["expected"]), key=lambda row: row["expected"] - row["value"]
    )
    if not more:
        return (
            "The data cannot tell any two factors that are named together more often than by chance, after correction "
            f"for {many(len(pairs), 'pair')}."
        )
    told = [
        f"{row['group']} and {row['other']} ({number(row['value'])} partnerships, {number(row['expected'], figures=2)} "
        f"expected; {p_value(row['p_adjusted'])} corrected for {len(pairs)} pairs)"
        for row in more[:SHOWN]
    ]
    rest = f", and {many(len(more) - SHOWN, 'more pair')}" if len(more) > SHOWN else ""
    lost = sum(row["broad"] >= SURE for row in more)
    held = (
        f" Given also how many factors each partnership has, {lost} of {len(more)} would not stand out."
        if lost
        else " They stand out too given how many factors each partnership has."
    )
    return f"Named together more often than by chance: {among(told)}{rest}.{held}"


def _common(findings: Findings) -> str:
    table = findings.table
    common = table[(table["quantity"] == "common_share") & (table["value"] > 0)]
    if common.empty:
        return ""
    first = common.sort_values(["value", "metric"], ascending=[False, True]).head(SHOWN)
    told = [f"{row['metric']} ({percent(row['value'])} or more of each)" for row in first.to_dict("records")]
    return (
        f"Named most of both {first['group'].iloc[0]} and {first['other'].iloc[0]} partnerships: {among(told)}; "
        f"n = {first['n'].iloc[0]:.0f}."
    )


def _by_status(findings: Findings) -> str:
    table = findings.table
    rows = table[table["quantity"] == "factor_status_difference"]
    sure = rows[rows["p_adjusted"] < SURE].sort_values(["p_adjusted", "metric", "group"])
    if sure.empty:
        return "The data cannot tell any factor that is named more, or less, of one status than of the others."
    shares = table[table["quantity"] == "factor_status_share"].set_index(["metric", "group"])["value"]
    told = [
        f"{row['metric']} of {percent(shares[row['metric'], row['group']])} of {row['group']} partnerships "
        f"({signed(100 * row['value'])} points against the others, {number(100 * row['low'], figures=2)} to "
        f"{number(100 * row['high'], figures=2)}; {p_value(row['p_adjusted'])} corrected)"
        for row in sure.head(SHOWN).to_dict("records")
    ]
    return f"By status: {among(told)}; {len(sure)} of {len(rows)} such differences are told from chance."


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield factors by status, and the pairs furthest from chance."""
    import pandas as pd

    del study
    table = findings.table
    by_status = table[table["quantity"] == "factor_status_share"]
    statuses = list(dict.fromkeys(by_status["group"]))
    cells = by_status.set_index(["metric", "group"])
    rows = [
        {
            "factor": row["metric"],
            "helped or hindered": {"negative": "hindered", "success": "helped"}.get(row["group"], NOT_AVAILABLE),
            "theme": row["other"] or NOT_AVAILABLE,
            "all": _share(row),
            **{status: _share(cells.loc[(row["metric"], status)]) for status in statuses},
        }
        for row in table[table["quantity"] == "factor_share"].to_dict("records")
    ]
    order = sorted(rows, key=lambda row: (row["helped or hindered"] == "helped", row["theme"], row["factor"]))
    caption = "Factors by how partnerships fare (share of those asked about, 95% interval)"
    yield Shown(caption, pd.DataFrame(order), FILE, folded=True)
    expected = table[table["quantity"] == "together_expected"].set_index(["group", "other"])["value"]
    broad = table[table["quantity"] == "together_given_breadth"].set_index(["group", "other"])["p"]
    pairs = table[table["quantity"] == "together"].sort_values(["p", "group", "other"]).head(PAIRS)
    shown = [
        {
            "factors": f"{row['group']} + {row['other']}",
            "together": cell(row["value"]),
            "expected": cell(expected[row["group"], row["other"]]),
            "p": p_cell(row["p"], "refused"),
            "p, corrected": p_cell(row["p_adjusted"], NOT_AVAILABLE),
            "p, given breadth": p_cell(broad[row["group"], row["other"]], NOT_AVAILABLE),
        }
        for row in pairs.to_dict("records")
    ]
    if shown:
        caption = f"Factors together: the {many(len(shown), 'pair')} furthest from chance"
        yield Shown(caption, pd.DataFrame(shown), FILE, folded=True)


def _share(row: Any) -> str:  # noqa: ANN401 - a row of a table
    return f"{percent(row['value'])} ({percent(row['low'])} to {percent(row['high'])})"


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the matrix of factors, where there are at least two."""
    if (findings.table["quantity"] == "factor_share").sum() >= FEWEST:
        yield Drawn("factors", draw.factor_matrix(findings.frame(), source=source_of(study)))


VIEW = View("What helps and hinders", sentences, tables, figures)
