"""Logistic MRQAP as findings: what the odds of a tie go with."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from sna.errors import Problem, UsageError, nearest
from sna.infer import Design, Odds, Stream, logit_fault, logit_test
from sna.relate.terms import Term
from sna.relate.testing import Remarks, Row, Testing, joined, too_coarse

TARGET = "these organisations: who stands where in this predictor unrelated to the ties, the others held constant"
FIT = "these organisations, as observed"
LINEAR, LOGIT = "linear", "logit"


def check_model(model: str, response: Term) -> None:
    """Raise `UsageError` for a model there is not, or a response that it is not for."""
    if model not in (LINEAR, LOGIT):
        hint = nearest(model, (LINEAR, LOGIT))
        raise UsageError(Problem("E707", f"There is no model '{model}'.", expected="linear or logit", hint=hint))
    if model == LOGIT and response.kind == "strength":
        message = f"A logistic regression explains whether there is a tie, and '{response}' is how strong it is."
        hint = f"Write {response.name}, or leave the logistic model out."
        raise UsageError(Problem("E707", message, hint=hint))


def logit_rows(
    where: Row, design: Design, terms: Mapping[str, Remarks], testing: Testing, stream: Stream
) -> Iterator[Row]:
    """Yield the findings of one snapshot.

    They are ``mrqap_logit_log_likelihood``, ``mrqap_logit_intercept``, and for each term (in ``other``)
    ``mrqap_logit_coefficient``, the difference of log-odds per unit of the term, ``mrqap_logit_odds_ratio``, and
    ``mrqap_logit_z`` and ``mrqap_logit_z_robust``, the efficient score over its standard error. Where a term tells ties
    from no ties without a miss, nothing has a finite estimate and every term says so.

    Parameters
    ----------
    where
        Columns of every row.
    design
        The cells, without a fault.
    terms
        Name of every term → what must be known of it.
    testing, stream
        How to test, and random numbers.
    """
    faults = logit_fault(design, list(terms))
    if faults:
        for place, (name, remarks) in enumerate(terms.items(), start=1):
            base = {**where, "quantity": "mrqap_logit_coefficient", "other": name, "target": TARGET}
            yield {
                **base,
                "value": math.nan,
                "note": joined(faults[place], *remarks.rated, *remarks.left, remarks.near),
            }
        return
    fit = logit_test(design, permutations=testing.permutations, exact=testing.exact, stream=stream)
    note = joined(f"{fit.pairs} pairs; without predictors {fit.without:.6g}", *next(iter(terms.values())).left)
    yield {**where, "quantity": "mrqap_logit_log_likelihood", "value": fit.log_likelihood, "target": FIT, "note": note}
    unit = "log-odds of a tie where every predictor is 0; not tested: it is no relation"
    yield {**where, "quantity": "mrqap_logit_intercept", "value": fit.intercept, "target": FIT, "note": unit}
    for (name, remarks), odds in zip(terms.items(), fit.odds, strict=True):
        yield from _term_rows({**where, "other": name, "target": TARGET}, odds, remarks, testing)


def _term_rows(where: Row, odds: Odds, remarks: Remarks, testing: Testing) -> Iterator[Row]:
    """Yield a coefficient, its odds ratio, its z and its robust z."""
    rows = (
        ("mrqap_logit_coefficient", odds.value, odds.test, "z"),
        ("mrqap_logit_odds_ratio", math.exp(min(odds.value, 700.0)), odds.test, "z"),
        ("mrqap_logit_z", odds.test.value, odds.test, "z"),
        ("mrqap_logit_z_robust", odds.robust.value, odds.robust, "z with robust standard error"),
    )
    for quantity, value, test, statistic in rows:
        refused = remarks.refused or too_coarse(test)
        columns = testing.columns(test, f"MRQAP, logistic, double semi-partialling on the score {statistic}", refused)
        yield {**where, **columns, "quantity": quantity, "value": value, "note": remarks.note(refused, columns["p"])}
