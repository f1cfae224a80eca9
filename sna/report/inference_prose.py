"""Sentences on tests by name, computed from their findings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import among, layer_words, number, signed
from sna.model import Findings
from sna.report.power_prose import few_sentences
from sna.report.prose import caution
from sna.report.regression_prose import regression_sentences
from sna.report.words_of_tests import how_many, is_clear, term_words, why
from sna.terms import metric_label

Row = Any
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


def inference_sentences(findings: Findings) -> list[str]:
    """Return one sentence for each test in findings of QAP, MRQAP, CUG, vertex bootstrap or permutation ANOVA.

    After them, once: which of several rows to read, and what so few organisations can show.

    Examples
    --------
    >>> row = {"layer": "trust", "snapshot": "all", "quantity": "qap_correlation", "other": "advice", "value": 0.41,
    ...     "p": 0.002, "n": 6, "method": "QAP, studentised r over 15 pairs, two-sided, exact, all 720 relabellings",
    ...     "resamples": 720}
    >>> inference_sentences(Findings.of([row], {}))[:1]
    ['Trust: trust and advice go together: r = 0.41 (n = 6 organisations, 15 pairs; p = 0.002, all 720 relabellings).']
    """
    rows = list(findings.table.itertuples(index=False))
    labels = {name: record.label for name, record in findings.metrics.items()}
    beside = {_key(row): row for row in rows if row.quantity == "cug_expected"}
    said = [sentence for row in rows if (sentence := _sentence(row, labels, beside))]
    there = set(findings.table.loc[findings.table["p"].notna(), "quantity"])
    which = [told for quantity, told in WHICH_ROW.items() if quantity in there]
    every = (*said, *regression_sentences(rows), *_models(rows), _whom(rows), *which, *few_sentences(findings))
    return list(filter(None, every))


def _whom(rows: list[Row]) -> str:
    """Return for whom tests by relabelling speak: said once, as it is the same of all of them."""
    tested = any(row.target.startswith("these organisations:") and not math.isnan(row.p) for row in rows)
    if not tested:
        return ""
    return "p speaks of these organisations and of how they stand to each other, not of other organisations."


def _key(row: Row) -> tuple[str, str, str]:
    return row.layer, row.snapshot, row.metric


def _sentence(row: Row, labels: dict[str, str], beside: Mapping[tuple[str, str, str], Row]) -> str:
    label = metric_label(row.metric, labels)
    tellers: dict[str, Callable[[], str]] = {
        "qap_correlation": lambda: _correlation(row),
        "cug": lambda: _against_chance(row, label, beside.get(_key(row))),
        "bootstrap": lambda: _sure(row, label),
        "anova_eta_squared": lambda: _variance(row, label),
    }
    return tellers[row.quantity]() if row.quantity in tellers else ""


def _where(row: Row) -> str:
    layer = capitalised(term_words(row.layer)) if row.quantity.startswith("qap") else layer_words(row.layer)
    return layer + ("" if row.snapshot == "all" else f", {row.snapshot}")


def _correlation(row: Row) -> str:
    both = f"{term_words(row.layer)} and {term_words(row.other)}"
    if math.isnan(row.value):
        return f"{_where(row)}: no correlation of {both}: {why(row)}.{caution(row.note, clear=False)}"
    r = f"r = {number(row.value)} ({how_many(row)}; {why(row)})"
    if not is_clear(row):
        return f"{_where(row)}: the data cannot tell whether {both} go together: {r}.{caution(row.note, clear=False)}"
    how = "go together" if row.value > 0 else "keep apart: where one is there is less of the other"
    return f"{_where(row)}: {both} {how}: {r}.{caution(row.note)}"


def _against_chance(row: Row, label: str, expected: Row | None) -> str:
    if math.isnan(row.value):
        return f"{_where(row)}: {label} is undefined: {row.note}."
    told = f"{_where(row)}: {label} is {number(row.value)} ({how_many(row)})"
    shared = (
        row.target.partition("given ")[2]
        .removesuffix(" there are")
        .replace("how many", "as many")
        .replace("pairs are tied", "pairs tied")
    )
    if expected is None:
        return f"{told}; it is not held against chance networks with {shared}: {why(row)}."
    span = f"95% of them {number(expected.low)} to {number(expected.high)}"
    chance = f"chance networks with {shared} average {number(expected.value)}, {span}"
    if not is_clear(row):
        return f"{told}; the data cannot tell this from chance: {chance}; {why(row)}."
    return f"{told}, {'more' if row.value > expected.value else 'less'} than chance gives: {chance}; {why(row)}."


def _sure(row: Row, label: str) -> str:
    if math.isnan(row.value) or math.isnan(row.low):
        value = "" if math.isnan(row.value) else f" is {number(row.value)}"
        return f"{_where(row)}: {label}{value} ({how_many(row)}): {row.note}."
    return (
        f"{_where(row)}: {label} is {number(row.value)} ({how_many(row)}); among other organisations, of which these "
        f"are a random sample, it would be {number(row.low)} to {number(row.high)} (95% interval)."
    )


def _variance(row: Row, label: str) -> str:
    groups = among([spelt(group) for group in row.group.split(" · ")])
    if math.isnan(row.value):
        return f"{_where(row)}: {label} by group is undefined: {row.note}."
    share = f"{number(100 * row.value)}% of its variation is between them ({how_many(row)}; {why(row)})"
    if not is_clear(row):
        return f"{_where(row)}: the data cannot tell {groups} organisations apart by {label}: {share}."
    return f"{_where(row)}: {groups} organisations differ in {label}: {share}.{caution(row.note)}"


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
            yield f"{_where(terms[0])}: {why(terms[0])}."
            continue
        told = [f"'{row.other}' {signed(row.value)} (standard error {number(errors[row.other])})" for row in terms]
        whole = f"{among(told)}, as the model has them ({how_many(terms[0])})"
        yield f"{_where(terms[0])}: log-odds of a tie: {whole}; {why(terms[0])}."
