"""What ties go with when other networks and attributes are held constant: MRQAP."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from sna.errors import Problem, UsageError
from sna.infer import Coefficient, Design, mrqap_test
from sna.model import Findings, Study
from sna.relate.correlating import NEAR, NOT_CHANGE
from sna.relate.matrices import Gathered, Values, gather
from sna.relate.odds import FIT, LINEAR, TARGET, check_model, logit_rows
from sna.relate.rated import rated_notes
from sna.relate.terms import Term, parse_formula
from sna.relate.testing import Names, Remarks, Row, Testing, joined, tested_snapshots, too_coarse


def mrqap(  # noqa: PLR0913
    study: Study,
    formula: str,
    *,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
    model: str = "linear",
    robust: bool = True,
) -> Findings:
    """Regress a layer on other layers and on attributes of organisations, snapshot by snapshot.

    Linear, with p by double semi-partialling on t: of ties as present or absent, a coefficient is a difference of
    shares. Or logistic, for ties as present or absent: a coefficient is a difference of log-odds.

    Parameters
    ----------
    study
        The study.
    formula
        ``RESPONSE ~ TERM + TERM``: the response is ``LAYER`` (tie or none) or ``strength(LAYER)``; a term is that too,
        also of another snapshot (``LAYER@SNAPSHOT``), or ``same(COLUMN)``, ``ends(COLUMN=VALUE)``,
        ``sender(COLUMN=VALUE)``, ``receiver(COLUMN=VALUE)``, ``distance(COLUMN)``, ``km()``; ``sender(COLUMN)`` takes
        numbers.
        An undirected response needs predictors that are the same both ways.
    snapshots, pathway, profession, permutations, exact, seed
        As for `qap`; ``exact`` for up to 10 organisations.
    model
        ``linear`` or ``logit``.
    robust
        Whether a linear model gives ``mrqap_t_robust``, too: most of the time goes into it.

    Returns
    -------
    Findings
        For each snapshot ``mrqap_r_squared`` and ``mrqap_intercept``; for each term (in ``other``)
        ``mrqap_coefficient``, in units of the response per unit of the term, and ``mrqap_t``, with the p of t;
        ``mrqap_t_robust`` with the p of t by a heteroscedasticity-robust standard error. Undefined where a term does
        not vary, is a combination of others, or nothing is left to explain. The intercept has no p, and neither has
        the response's own layer at another snapshot. Of the logistic model see `logit_rows`.

    Raises
    ------
    UsageError
        If the formula cannot be read, a term has a direction and the response none, or there is no such layer,
        snapshot, column or value.
    NoResultError
        If ``exact`` is asked for and there are too many relabellings.

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), doi:10.1007/s11336-007-9016-1

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> study = read_study("centralised-surgery", deriving=DERIVING)
    >>> found = mrqap(study, "mdt ~ joint_roles + receiver(centre=specialist)", snapshots="after", permutations=99)
    >>> found.table.loc[found.table["quantity"] == "mrqap_coefficient", "other"].tolist()
    ['joint_roles', 'receiver(centre=specialist)']
    """
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    testing = Testing(permutations, exact, seed, filters)
    response, terms = parse_formula(formula)
    check_model(model, response)
    rows: list[Row] = []
    for snapshot in tested_snapshots(study, snapshots, (response, *terms)):
        gathered = gather(study, (response, *terms), snapshot, filters)
        _check_direction(response, terms, gathered)
        rows += _rows(response, terms, snapshot, gathered, (model, robust, testing))
    return Findings.of(rows, {})


def _check_direction(response: Term, terms: tuple[Term, ...], gathered: Gathered) -> None:
    """Raise where an undirected layer is to be explained by something that has a direction."""
    if gathered.directed[0]:
        return
    wrong = [term for term, directed in zip(terms, gathered.directed[1:], strict=True) if directed]
    if wrong:
        hint = "In an undirected layer nobody sends: ends(COLUMN=VALUE) counts how many of the two have a value."
        raise UsageError(
            [Problem("E707", f"'{term}' has a direction, and '{response}' has none.", hint=hint) for term in wrong]
        )


def _rows(
    response: Term, terms: tuple[Term, ...], snapshot: str, gathered: Gathered, how: tuple[str, bool, Testing]
) -> Iterator[Row]:
    """Yield the findings of one snapshot."""
    model, robust, testing = how
    where = {"layer": str(response), "snapshot": snapshot, "n": gathered.n}
    design = Design.of(gathered.matrices[0], gathered.matrices[1:], directed=gathered.any_directed)
    names = [str(term) for term in terms]
    fault = design.fault(names)
    remarks = [_remarks((response, *terms), place, gathered) for place in range(1, len(terms) + 1)]
    if fault:
        quantity = "mrqap_coefficient" if model == LINEAR else "mrqap_logit_coefficient"
        for name, said in zip(names, remarks, strict=True):
            undefined = {"quantity": quantity, "other": name, "value": math.nan, "target": TARGET}
            note = joined(fault, *said.rated, *said.left)
            yield {**where, **undefined, "note": note}
        return
    stream = testing.stream("mrqap", *(() if model == LINEAR else (model,)), snapshot, str(response), *names)
    if model != LINEAR:
        yield from logit_rows(where, design, dict(zip(names, remarks, strict=True)), testing, stream)
        return
    fit = mrqap_test(design, permutations=testing.permutations, exact=testing.exact, robust=robust, stream=stream)
    note = joined(f"{fit.pairs} pairs", *gathered.notes())
    yield {**where, "quantity": "mrqap_r_squared", "value": fit.r_squared, "target": FIT, "note": note}
    unit = "where every predictor is 0; not tested: it is no relation"
    yield {**where, "quantity": "mrqap_intercept", "value": fit.intercept, "target": FIT, "note": unit}
    for name, coefficient, said in zip(names, fit.coefficients, remarks, strict=True):
        yield from _term_rows({**where, "other": name, "target": TARGET}, coefficient, said, testing)


def _remarks(terms: tuple[Term, ...], place: int, gathered: Gathered) -> Remarks:
    """Return what must be known of the term at a place; the response is the first of them."""
    response, term = terms[0], terms[place]
    own = term.is_layer and term.name == response.name
    groups = _groups(term, gathered) if term.is_of_groups else ()
    rated = tuple(rated_notes(terms, gathered, (0, place)))
    near = NEAR if term.is_of_distance else ""
    return Remarks(NOT_CHANGE if own else "", tuple(gathered.notes()), near, rated, groups)


def _term_rows(where: Row, coefficient: Coefficient, remarks: Remarks, testing: Testing) -> Iterator[Row]:
    """Yield a coefficient, its t and, where there is one, its robust t."""
    rows = [
        ("mrqap_coefficient", coefficient.value, coefficient.test, "t"),
        ("mrqap_t", coefficient.test.value, coefficient.test, "t"),
    ]
    if (robust := coefficient.robust) is not None:
        rows.append(("mrqap_t_robust", robust.value, robust, "t with robust standard error (HC0)"))
    for quantity, value, test, statistic in rows:
        refused = remarks.refused or too_coarse(test)
        columns = testing.columns(test, f"MRQAP, linear, double semi-partialling on {statistic}", refused)
        note = remarks.note(refused, columns["p"])
        yield {**where, **columns, "quantity": quantity, "value": value, "note": note}


def _groups(term: Term, gathered: Gathered) -> tuple[Values, ...]:
    """Return how strongly the organisations of each group are tied on average, in the response."""
    column = gathered.roster.attributes[term.name]
    labels = [value if term.kind == "same" or value is None else str(value == term.value) for value in column]
    ties = np.where(np.eye(gathered.n, dtype=bool), np.nan, gathered.matrices[0])
    means = {"sender": _row_means(ties), "receiver": _row_means(ties.T)}.get(term.kind, _row_means(ties + ties.T))
    return tuple(means[[label == name for label in labels]] for name in sorted({x for x in labels if x is not None}))


def _row_means(cells: Values) -> Values:
    """Return the mean of each row over what is known, 0 where nothing is."""
    known = ~np.isnan(cells)
    return np.asarray(np.where(known, cells, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1), dtype=np.float64)
