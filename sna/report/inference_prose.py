"""Sentences on tests by name, computed from their findings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from sna.draw.wording import among, layer_words, number, p_value, signed
from sna.model import Findings
from sna.report.power_prose import few_sentences
from sna.terms import metric_label

Row = Any
LEVEL = 0.05
WHICH_ROW = {
    "qap_correlation_plain": (
        "Read the row qap_correlation: its p allows for ties that vary more in some places than in others. "
        "qap_correlation_plain is the same r with the p that other programs give, for comparison with them; it may be "
        "too small where ties vary unevenly."
    ),
    "mrqap_t_robust": (
        "Read the rows mrqap_coefficient and mrqap_t, which share one p. mrqap_t_robust is a check: where its p is "
        "far larger, ties vary more in some places than in others, and the first p may be too small."
    ),
    "mrqap_logit_z_robust": (
        "Read the rows mrqap_logit_odds_ratio and mrqap_logit_z, which share one p with the coefficient. "
        "mrqap_logit_z_robust is a check: where its p is far larger, the first may be too small."
    ),
}
"""Quantity that stands beside another for the same question → which of them to read, and why it is there."""

UNITS = {"mrqap_coefficient": "per unit", "mrqap_logit_coefficient": "in log-odds per unit"}
"""Quantities of a regression that have a sentence, and what they count."""


def inference_sentences(findings: Findings) -> list[str]:
    """Return one sentence for each test in findings of QAP, MRQAP, CUG, vertex bootstrap or permutation ANOVA.

    After them, once: which of several rows to read, and what so few organisations can show.

    Examples
    --------
    >>> row = {"layer": "trust", "snapshot": "all", "quantity": "qap_correlation", "other": "advice", "value": 0.41,
    ...     "p": 0.002, "method": "QAP"}
    >>> inference_sentences(Findings.of([row], {}))
    ["Trust: its ties go together with 'advice' (r = 0.41, p = 0.002)."]
    """
    rows = list(findings.table.itertuples(index=False))
    labels = {name: record.label for name, record in findings.metrics.items()}
    said = [sentence for row in rows if (sentence := _sentence(row, labels))]
    there = set(findings.table.loc[findings.table["p"].notna(), "quantity"])
    which = [told for quantity, told in WHICH_ROW.items() if quantity in there]
    return [*said, *_regressions(rows), *_models(rows), *which, *few_sentences(findings)]


def _sentence(row: Row, labels: dict[str, str]) -> str:
    tellers: dict[str, Callable[[Row, str], str]] = {
        "qap_correlation": _correlation,
        "cug": _against_chance,
        "bootstrap": _sure,
        "anova_eta_squared": _variance,
    }
    teller = tellers.get(row.quantity)
    return teller(row, metric_label(row.metric, labels)) if teller else ""


def _where(row: Row) -> str:
    return layer_words(row.layer) + ("" if row.snapshot == "all" else f", {row.snapshot}")


def _why(row: Row) -> str:
    """Return p, or the first reason why there is none."""
    return row.note.split(";")[0] if math.isnan(row.p) else p_value(row.p)


def _is_clear(row: Row) -> bool:
    return not math.isnan(row.p) and row.p <= LEVEL


def _correlation(row: Row, label: str) -> str:
    del label
    if math.isnan(row.value):
        return f"{_where(row)}: no correlation with '{row.other}': {_why(row)}."
    if not _is_clear(row):
        r = number(row.value)
        return f"{_where(row)}: the data cannot tell whether its ties go with '{row.other}': r = {r}; {_why(row)}."
    how = "go together with" if row.value > 0 else "are mostly not where there is"
    return f"{_where(row)}: its ties {how} '{row.other}' (r = {number(row.value)}, {p_value(row.p)})."


def _against_chance(row: Row, label: str) -> str:
    if math.isnan(row.value):
        return f"{_where(row)}: {label} is undefined: {row.note}."
    told = f"{_where(row)}: {label} is {number(row.value)}"
    given = f"given {row.target.partition('given ')[2]}"
    if not _is_clear(row):
        return f"{told}; it cannot be told from chance, {given}: {_why(row)}."
    return f"{told}, which chance hardly gives, {given} ({p_value(row.p)})."


def _sure(row: Row, label: str) -> str:
    if math.isnan(row.value) or math.isnan(row.low):
        return f"{_where(row)}: {label}: {row.note}."
    interval = f"{number(row.low)} to {number(row.high)}"
    return (
        f"{_where(row)}: {label} is {number(row.value)}; with other organisations of the same kind it could have been "
        f"{interval} (95% interval)."
    )


def _variance(row: Row, label: str) -> str:
    groups = among(row.group.split(" · "))
    if math.isnan(row.value):
        return f"{_where(row)}: {label} by group is undefined: {row.note}."
    if not _is_clear(row):
        return f"{_where(row)}: the data cannot tell {groups} organisations apart by {label}: {_why(row)}."
    return (
        f"{_where(row)}: {groups} organisations differ in {label}: {number(100 * row.value)}% of its variation is "
        f"between them ({p_value(row.p)})."
    )


def _regressions(rows: list[Row]) -> Iterator[str]:
    """Yield a sentence for each regression: what is clear, and what is not."""
    fits: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.quantity in UNITS:
            fits.setdefault((row.layer, row.snapshot), []).append(row)
    for terms in fits.values():
        clear = [
            f"'{row.other}' ({signed(row.value)} {UNITS[row.quantity]}, {p_value(row.p)})"
            for row in terms
            if _is_clear(row)
        ]
        unclear = [f"'{row.other}' ({_why(row)})" for row in terms if not _is_clear(row)]
        told = f"ties go with {among(clear)}, the other terms held constant" if clear else ""
        untold = f"the data cannot tell about {among(unclear)}" if unclear else ""
        yield f"{_where(terms[0])}: {'; '.join(part for part in (told, untold) if part)}."


def _models(rows: list[Row]) -> Iterator[str]:
    """Yield a sentence for each exponential random graph model."""
    fits: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.quantity in ("ergm_coefficient", "ergm_standard_error"):
            fits.setdefault((row.layer, row.snapshot), []).append(row)
    for of in fits.values():
        terms = [row for row in of if row.quantity == "ergm_coefficient"]
        errors = {row.other: row.value for row in of if row.quantity == "ergm_standard_error"}
        if any(math.isnan(row.value) for row in terms):
            yield f"{_where(terms[0])}: {_why(terms[0])}."
            continue
        told = [f"'{row.other}' {signed(row.value)} (standard error {number(errors[row.other])})" for row in terms]
        yield f"{_where(terms[0])}: log-odds of a tie: {among(told)}, as the model has them; {_why(terms[0])}."
