"""Sentences on whether a change is more than turnover of ties: what is, what cannot be told, what has no test."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna.change import FEWEST_PAIRS
from sna.contrast import primary_metric
from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many, p_value, signed
from sna.model import Findings, Study
from sna.report.prose import named

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]

LEVEL = 0.05
OF_NETWORKS = {
    "density": "density",
    "in_degree_centralisation": "centralisation of ties received",
    "degree_centralisation": "centralisation",
    "krackhardt_hierarchy": "hierarchy",
}
"""What is said of every network, whether large or small: chosen before looking. The gap of the headline joins it."""
CLEAR = "more than turnover of ties explains"
REFUSED = "no p: "
PILED_UP = re.compile(r"^change concentrated in (?P<who>.+): their own events may explain it$")
SMALL = "organisations or fewer: only large changes can be detected"
OVER_STEPS = re.compile(r"p over all steps (\S+) \(Holm\)")


def step_sentences(step: pd.DataFrame, findings: Findings, study: Study) -> Iterator[str]:
    """Yield, of one layer and step, what is more than turnover of ties explains, what cannot be told, and why not.

    Parameters
    ----------
    step
        The findings of `sna.change.compare` on one layer and step.
    findings
        All of them: for the labels of metrics.
    study
        For the metric of the headline, and names.
    """
    counted = step[step["quantity"] == "pairs_changed"]
    if counted.empty:
        return
    whole = counted.iloc[0]
    pairs, n, turnover = int(whole["value"]), int(whole["n"]), str(whole["note"])
    rows = list(_chosen(step, study))
    everything = _one_reason(rows)
    if pairs < FEWEST_PAIRS and not (everything and "changed pair" not in everything and "no pair" not in everything):
        yield _few(pairs, turnover)
        rows = [row for row in rows if not math.isnan(row["p"])]
        everything = ""
    if not rows:
        return
    if everything:
        listed = among([_clause(row, findings, step) for row in rows])
        yield f"Whether these changes are more than turnover of ties explains was not tested ({everything}): {listed}."
        return
    where = f"Among the {n} organisations in both ({many(pairs, 'pair')} changed)"
    yield from _sorted_out(rows, findings, step, where)
    yield from _cautions(rows, study)


def clear_sentences(step: pd.DataFrame, findings: Findings, study: Study) -> list[str]:
    """Return, of one layer and step, only what is more than turnover of ties explains."""
    return [said for said in step_sentences(step, findings, study) if f", {CLEAR}: " in said]


def _sorted_out(rows: Sequence[Row], findings: Findings, step: pd.DataFrame, where: str) -> Iterator[str]:
    """Yield one sentence for what is clear, one for what cannot be told, one for what has no p."""
    clear = [_clause(row, findings, step) for row in rows if _decisive(row) <= LEVEL]
    open_ = [_clause(row, findings, step) for row in rows if _decisive(row) > LEVEL]
    if clear:
        yield f"{where}, {CLEAR}: {'; '.join(clear)}."
    if open_:
        told = "The data" if clear else f"{where}, the data"
        yield f"{told} cannot tell from turnover of ties: {'; '.join(open_)}."
    without: dict[str, list[str]] = {}
    for row in rows:
        if math.isnan(row["p"]):
            without.setdefault(refusal(row), []).append(_clause(row, findings, step))
    if without:
        yield f"Not tested: {'; '.join(f'{among(clauses)} ({why})' for why, clauses in without.items())}."


def _chosen(step: pd.DataFrame, study: Study) -> Iterator[Row]:
    """Yield the row of each measure that is spoken of: with a p where there is one, else with the reason why not."""
    changes = step[step["quantity"].isin(("change", "change_common")) & (step["organisation"] == "")]
    gaps = changes[changes["other"] != ""]
    for metric in OF_NETWORKS:
        yield from _decided(changes[(changes["metric"] == metric) & (changes["group"] == "")])
    layer = str(step["layer"].iloc[0])
    metric = primary_metric(study.primary_of(layer), dict.fromkeys(gaps["metric"]))
    pairs = [
        row
        for _, part in gaps[gaps["metric"] == metric].groupby(["group", "other"], sort=False)
        for row in _decided(part)
    ]
    yield from sorted(pairs, key=lambda row: math.isnan(row["p"]))[:1]


def _decided(rows: pd.DataFrame) -> Iterator[Row]:
    """Yield the row that says how sure one change is; none where no row says so, as of too many steps."""
    found = rows.to_dict("records")
    known = [row for row in found if not math.isnan(row["p"])] or [row for row in found if refusal(row)]
    yield from known[:1]


def refusal(row: Row) -> str:
    """Return why a change has no p; empty where it has one or nothing is said.

    Examples
    --------
    >>> refusal({"note": "1 joined; no p: with 5 changed pairs it cannot be below 0.062"})
    'with 5 changed pairs p cannot be below 0.062'
    """
    why = next((part for part in str(row["note"]).split("; ") if part.startswith(REFUSED)), "")
    return why.removeprefix(REFUSED).replace(" it cannot be ", " p cannot be ")


def _one_reason(rows: Sequence[Row]) -> str:
    """Return the reason why nothing has a p, where it is the same for all."""
    reasons = {refusal(row) if math.isnan(row["p"]) else "" for row in rows}
    return reasons.pop() if len(reasons) == 1 else ""


def _few(pairs: int, turnover: str) -> str:
    if not pairs:
        return "Among organisations in both no tie was gained or lost, so there is nothing to test."
    listed = turnover.replace(" ties gained", " gained") if turnover else ""
    return (
        f"Only {many(pairs, 'pair')} of organisations in both changed ({listed}): with so few nothing can be told from "
        "turnover of ties, and only counts are given."
    )


def _decisive(row: Row) -> float:
    """Return the p that decides: corrected for the step's other measures where it is."""
    return float(row["p"] if math.isnan(row["p_adjusted"]) else row["p_adjusted"])


def _clause(row: Row, findings: Findings, step: pd.DataFrame) -> str:
    """Return a measure with its change and all that says how sure it is."""
    what = OF_NETWORKS.get(row["metric"], "") if not row["other"] else ""
    if not what:
        label = findings.metrics[row["metric"]].label
        what = f"the gap in {label}, {spelt(row['group'])} minus {spelt(row['other'])},"
    change = f"{what} {signed(row['value'])}"
    if math.isnan(row["p"]):
        return change.replace(",", "") if not row["other"] else change
    interval = "" if math.isnan(row["low"]) else f"95% interval {signed(row['low'])} to {signed(row['high'])}; "
    sure = p_value(row["p"])
    if not math.isnan(row["p_adjusted"]):
        sure += f", corrected {p_value(row['p_adjusted']).removeprefix('p = ')}"
    return f"{change} ({interval}{sure}{_beside(row, step)})"


def _beside(row: Row, step: pd.DataFrame) -> str:
    """Return what the other tests of a change say of it, where the first finds it clear."""
    if _decisive(row) > LEVEL:
        return ""
    same = (step["metric"] == row["metric"]) & (step["group"] == row["group"]) & (step["other"] == row["other"])
    said = ""
    if row["other"]:
        p = _p_of(step[same & (step["quantity"] == "change_by_group")])
        said = _by_labels(p)
    kept = _p_of(step[same & (step["quantity"] == "change_given_density")])
    if not math.isnan(kept):
        beyond = "also beyond" if kept <= LEVEL else "the data cannot tell it from"
        said += f"; {beyond} what the change in density alone gives, {p_value(kept)}"
    over = OVER_STEPS.search(str(row["note"]))
    if over and float(over[1]) > LEVEL:
        said += f"; over all steps that were tested {p_value(float(over[1]))}"
    return said


def _by_labels(p: float) -> str:
    if math.isnan(p):
        return "; whether that hangs on the groups could not be tested"
    if p <= LEVEL:
        return f"; also more than if changes had nothing to do with the groups, {p_value(p)}"
    return f"; whether that hangs on the groups the data cannot tell, {p_value(p)}"


def _p_of(rows: pd.DataFrame) -> float:
    return float(rows["p"].iloc[0]) if len(rows) else math.nan


def _cautions(rows: Sequence[Row], study: Study) -> Iterator[str]:
    """Yield what a reader must know of every p of a step, organisations by name."""
    clauses = dict.fromkeys(part for row in rows for part in str(row["note"]).split("; "))
    said = []
    for clause in clauses:
        piled = PILED_UP.match(clause)
        if piled:
            who = named(piled["who"].split(", "), study)
            said.append(f"the changes are concentrated in {who}, whose own events may explain them")
        elif clause.startswith(("only ", "more triangles")):
            said.append(clause)
    if said:
        yield f"Caution: {'; '.join(said)}."


def small_sentences(findings: Findings, *, layer: str = "") -> list[str]:
    """Say once where so few organisations were tested that only large changes can be detected; of one layer or all."""
    table = findings.table[findings.table["layer"] == layer] if layer else findings.table
    rows = table[table["note"].str.contains(SMALL, regex=False) & table["p"].notna()]
    steps = dict.fromkeys(zip(rows["layer"], rows["before"], rows["snapshot"], strict=True))
    if not steps:
        return []
    listed = "; ".join(f"{layer_words(layer)}, {before} to {after}" for layer, before, after in steps)
    most = int(rows["n"].max())
    return [f"Caution: with {most} organisations in both only large changes can be detected ({listed})."]
